"""The dependency rule of hooks/README.md, held by reading the imports."""

import ast
from pathlib import Path

import pytest

HOOKS = Path(__file__).resolve().parent.parent / "hooks"
ENGINE = HOOKS / "resource_hub"

GROUND = {"problems", "source", "schema", "dates", "letters", "pages", "tables"}
EDGES = {
    "disk", "caching", "markup", "rendering",
    "citations.extension", "citations.pandoc", "search.read",
}  # fmt: skip
# The only modules in which features meet: sources -> hub -> pages -> one build.
COMPOSITION = (
    "loading", "using", "entering", "assembly", "building", "finding", "tracing", "telling",
)  # fmt: skip
OUTSIDE = {"mkdocs", "material", "click", "rich", "logging", "socket", "time", "subprocess"}
ALLOWED_OUTSIDE = {
    "citations.pandoc": {"subprocess"},
    "citations.bibliography": {"logging"},  # only to keep bibtexparser's own words back
}


def _module(path: Path) -> str:
    name = ".".join(path.relative_to(ENGINE).with_suffix("").parts)
    return name.removesuffix(".__init__").removesuffix("__init__")


def _imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports fail in hooks"
            if node.module == "resource_hub":
                names |= {f"resource_hub.{alias.name}" for alias in node.names}
            else:
                names.add(node.module or "")
    return names


def _engine_imports(path: Path) -> set[str]:
    prefix = "resource_hub."
    return {name.removeprefix(prefix) for name in _imports(path) if name.startswith(prefix)}


def _layer(module: str) -> str:
    if module in GROUND:
        return "ground"
    if module in COMPOSITION:
        return "composition"
    return "edge" if module in EDGES else "feature"


def _package(module: str) -> str:
    return module.split(".")[0]


MODULES = sorted(ENGINE.rglob("*.py"))
SKIN = sorted(HOOKS.glob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=_module)
def test_engine_knows_no_mkdocs_and_asks_no_clock(path):
    outside = {name.split(".")[0] for name in _imports(path)} & OUTSIDE

    assert outside <= ALLOWED_OUTSIDE.get(_module(path), set())


@pytest.mark.parametrize("path", MODULES, ids=_module)
def test_features_do_not_know_one_another(path):
    module = _module(path)
    if _layer(module) == "composition":
        return
    for other in _engine_imports(path):
        if _package(other) == _package(module):
            continue
        allowed = {"ground": {"ground"}, "feature": {"ground"}, "edge": {"ground", "edge"}}
        assert _layer(other) in allowed[_layer(module)], f"{module} may not import {other}"


def test_composition_is_a_chain():
    seen = {
        module: _engine_imports(ENGINE / f"{module}.py") & set(COMPOSITION)
        for module in COMPOSITION
    }

    for place, module in enumerate(COMPOSITION):
        assert seen[module] <= set(COMPOSITION[:place])


@pytest.mark.parametrize("path", SKIN, ids=lambda path: path.name)
def test_hooks_do_not_know_one_another(path):
    others = {other.stem for other in SKIN}

    assert not others & {name.split(".")[0] for name in _imports(path)}


@pytest.mark.parametrize("path", SKIN, ids=lambda path: path.name)
def test_hooks_import_at_the_top_only(path):
    # MkDocs takes the folder off sys.path once a hook is loaded: a late import fails.
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]

    late = [n for f in functions for n in ast.walk(f) if isinstance(n, ast.Import | ast.ImportFrom)]
    assert not late


@pytest.mark.parametrize("path", SKIN, ids=lambda path: path.name)
def test_every_name_that_begins_with_on_is_an_event(path):
    from mkdocs.plugins import EVENTS

    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {n.name for n in tree.body if isinstance(n, ast.FunctionDef) and n.name[:3] == "on_"}

    assert names <= {f"on_{event}" for event in EVENTS}


@pytest.mark.parametrize("path", SKIN, ids=lambda path: path.name)
def test_hooks_are_thin(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) < 150


def test_whoosh_is_imported_in_one_module():
    users = [
        _module(path) for path in MODULES if any(n.startswith("whoosh") for n in _imports(path))
    ]

    assert users == ["search.analysis"]
