"""Schemas: what they say of slips word for word, and that all of them are sound."""

import json
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from resource_hub import loading, schema
from resource_hub.problems import Location, render_text, sort_problems
from resource_hub.schema import Document, check, field_at, load_schema, named
from resource_hub.source import Mapping, Scalar, read_page, read_yaml, walk

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CASES = sorted(HERE.glob("cases/schema/*.yaml"))
BASES = {
    name: (HERE / file).read_text(encoding="utf-8")
    for name, file in {
        "resources": "record.yaml",
        "guide": "guide.yaml",
        "evidence-summary": "summary.yaml",
    }.items()
}
NAMES = sorted(file.name.removesuffix(".schema.json") for file in schema.FOLDER.glob("*.json"))
# What a name can stand for besides the lists of content/vocabularies.yaml.
KNOWN_WORDS = {"citekey", "content", "lesson", "page", "path", "resource", "standard", "term"}


def problems_of(text: str, name: str):
    document, problems = read_yaml(text, "a.yaml")
    assert problems == []
    return sort_problems(check(document.root, name)[1])


def changed(text: str, changes) -> str:
    for change in changes:
        assert change["old"] in text
        text = text.replace(change["old"], change["new"], 1)
    return text


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_case(case):
    given_ = yaml.safe_load(case.read_text(encoding="utf-8"))
    text = given_.get("input") or changed(BASES[given_["schema"]], given_.get("change", ()))

    problems = problems_of(text, given_["schema"])

    assert render_text(problems) == given_["output"].strip()
    assert len(problems) <= 2  # one cause, at most two messages


def test_every_code_has_a_case():
    said = [case.read_text(encoding="utf-8") for case in CASES]
    shown = {code for text in said for code in re.findall(r"error (S\d+):", text)}

    assert shown == {f"S{n:03}" for n in range(1, 10)}


# Typing --------------------------------------------------------------------------------------


def test_the_schema_gives_types_and_dates_stay_text():
    document, _ = read_yaml(BASES["resources"], "a.yaml")

    (record,), problems = check(document.root, "resources")

    assert problems == []
    assert (record["minutes"], record["tiers"]) == (5, [1, 2])
    assert record["grades"] == {"from": "K", "to": "3"}
    assert record["added"] == "2026-11-22"
    assert record["evidence"]["sources"] == []


@pytest.mark.parametrize("written", ["05", "0x5", "5_0", "1e3", "+5", "٣", "5.0", ".5"])
def test_a_number_is_written_in_plain_digits_only(written):
    text = BASES["resources"].replace("minutes: 5", f"minutes: {written}")

    assert [problem.code for problem in problems_of(text, "resources")] == ["S004"]


def test_where_finds_a_value_by_its_path():
    text = BASES["guide"]
    document = Document(read_yaml(text, "a.yaml")[0], {})

    assert document.where("nodes", "q1", "ask") == Location("a.yaml", 9, 10)
    assert document.where("nodes", "q1", "answers", 1, "to") == Location("a.yaml", 15, 13)
    assert document.where("nodes", "q9") == document.where("nodes")
    assert Document(read_page("Text\n", "a.md")[0], {}).where("title") == Location("a.md")


# The schemas ---------------------------------------------------------------------------------


def parts(value, above=()):
    """Every mapping in a schema with the keys above it."""
    if isinstance(value, dict):
        yield above, value
        for key, child in value.items():
            yield from parts(child, (*above, key))
    elif isinstance(value, list):
        for n, child in enumerate(value):
            yield from parts(child, (*above, n))


def properties(name):
    """Declared properties; those under ``if`` and ``then`` only narrow what is declared."""
    for above, part in parts(load_schema(name)):
        if {"if", "then", "else", "not"} & set(above) or (above and above[-1] == "properties"):
            continue
        for key, child in part.get("properties", {}).items():
            yield ".".join(map(str, (*above, key))), child


def vocabularies() -> set[str]:
    text = (ROOT / "content/vocabularies.yaml").read_text(encoding="utf-8")
    root = read_yaml(text, "content/vocabularies.yaml")[0].root
    return set(root.values)


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_valid_and_says_what_it_is_for(name):
    whole = json.loads((schema.FOLDER / f"{name}.schema.json").read_text(encoding="utf-8"))

    Draft202012Validator.check_schema(whole)
    assert whole["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert whole["$id"] == f"{name}.schema.json"
    assert whole["title"] and whole["description"]


@pytest.mark.parametrize("name", NAMES)
def test_every_property_has_a_description_that_ends_like_a_sentence(name):
    assert [where for where, part in properties(name) if not part.get("description")] == []
    assert all(part["description"].endswith(".") for _, part in properties(name))


@pytest.mark.parametrize("name", NAMES)
def test_every_reference_resolves(name):
    for _, part in parts(load_schema(name)):
        if "$ref" in part:
            assert isinstance(schema._target(part["$ref"]), dict)


@pytest.mark.parametrize("name", NAMES)
def test_every_name_stands_for_something_known(name):
    words = {part["x-refers"] for _, part in parts(load_schema(name)) if "x-refers" in part}
    forms = {part["x-format"] for _, part in parts(load_schema(name)) if "x-format" in part}

    assert words <= KNOWN_WORDS | vocabularies()
    assert forms <= {"markdown"}


@pytest.mark.parametrize("name", NAMES)
def test_every_pattern_ends_at_the_end(name):
    for _, part in parts(load_schema(name)):
        pattern = part.get("pattern")
        if isinstance(pattern, str) and pattern != r"\S":
            assert pattern.startswith("^") and pattern.endswith("$")


def test_every_schema_is_of_use():
    used = {
        *loading.YAML_FILES.values(),
        *loading.PAGE_KINDS.values(),
        "page",
        "common",
        "settings",
    }

    assert set(NAMES) == used


def fields(name):
    """Dotted names of the fields on the first two levels."""
    first = list(schema._open([load_schema(name)]))
    rows = [row for part in first for row in schema._open([part.get("items", {})])]
    for part in [*first, *rows]:
        for key, child in part.get("properties", {}).items():
            yield key
            for below in schema._open([child]):
                yield from (f"{key}.{inner}" for inner in below.get("properties", {}))


@pytest.mark.parametrize("name", [name for name in NAMES if name != "common"])
def test_every_field_is_found_by_its_name(name):
    found = list(fields(name))

    assert found
    assert [field for field in found if not field_at(name, field).get("description")] == []


def test_a_field_is_found_through_lists_and_names_of_their_own():
    assert field_at("resources", "evidence.level")["x-refers"] == "evidence_levels"
    assert field_at("resources", "vetting.history.decision")["enum"][0] == "list"
    assert field_at("evidence-summary", "claims.certainty")["x-refers"] == "certainty"
    assert field_at("guide", "nodes.any-name.answers.to")["pattern"]
    assert field_at("guide", "nodes.any-name.no-such-field") == {}


# Names ---------------------------------------------------------------------------------------


def test_names_are_given_in_reading_order_with_their_paths():
    document, _ = read_yaml(BASES["guide"], "a.yaml")

    found = [(one.what, one.value.text, one.path) for one in named(document.root, "guide")]

    assert found == [
        ("audience", "teacher", ("audience", 0)),
        ("page_states", "draft", ("state",)),
        ("markdown", "It parts two needs.", ("nodes", "q1", "why")),
        ("markdown", "Watch.", ("outcomes", "watch", "do")),
        ("citekey", "one2001", ("outcomes", "watch", "sources", 0)),
        ("markdown", "Wait.", ("outcomes", "wait", "do")),
        ("citekey", "one2001", ("outcomes", "wait", "sources", 0)),
    ]


def real_files():
    for pattern, name in loading.YAML_FILES.items():
        yield from ((path, name) for path in sorted(ROOT.glob(pattern)))


@pytest.mark.parametrize(
    ("path", "name"),
    [pytest.param(path, name, id=path.stem) for path, name in real_files()],
)
def test_real_files_fit_their_schemas_and_their_names_are_scalars(path, name):
    document, problems = read_yaml(path.read_text(encoding="utf-8"), path.name)

    _, found = check(document.root, name)

    assert [*problems, *found] == []
    scalars = {id(value) for value in walk(document.root) if isinstance(value, Scalar)}
    assert all(id(one.value) in scalars for one in named(document.root, name))


# Random mutations ----------------------------------------------------------------------------

ODD = ["", "x", "[]", "{}", "[x, [y]]", "{x: {y: z}}", "1", "-1", "9" * 30, "true", "~", "'1'"]


@given(st.data())
@settings(max_examples=150, deadline=None, derandomize=True)
def test_any_value_in_the_place_of_another_gives_problems_or_values(data):
    name = data.draw(st.sampled_from(sorted(BASES)))
    root = read_yaml(BASES[name], "a.yaml")[0].root
    value = data.draw(st.sampled_from(list(walk(root))))
    odd = read_yaml(f"- {data.draw(st.sampled_from(ODD))}\n", "a.yaml")[0].root.values[0]
    for holder in walk(root):
        if isinstance(holder, Mapping):
            holder.values = {key: odd if v is value else v for key, v in holder.values.items()}

    plain, problems = check(root, name)

    json.dumps(plain)
    assert all(problem.what and problem.mend for problem in problems)
    assert all("None" not in problem.what for problem in problems)
