"""Every code is explained, and every example does what its explanation says."""

import ast
import re
import shutil
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import material
import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from resource_hub import markup
from resource_hub.building import relink
from resource_hub.citations.extension import CitationExtension
from resource_hub.codes import LETTERS, STANDING, Message, explain, messages_page, read_codes
from resource_hub.finishing import check_page
from resource_hub.links import read
from resource_hub.links.site import check_site
from resource_hub.loading import Hub, advice_on, load_hub
from resource_hub.pages import HubPage
from resource_hub.problems import Location, Problem
from resource_hub.rendering import Renderer
from resource_hub.source import decode, read_page, read_yaml
from resource_hub.tracing import links_of, missing_sources

ROOT = Path(__file__).parents[2]
ENGINE = ROOT / "hooks" / "resource_hub"
SMALL_HUB = Path(__file__).parent / "hub"
ICONS = Path(material.__file__).parent / "templates" / ".icons"
MESSAGES = read_codes()
EXAMPLES = [message for message in MESSAGES if message.wrong]
DAY = date(2026, 12, 1)  # on which the examples are checked
CODE = re.compile(r"[A-Z]\d{3}")


def codes_in(path: Path) -> set[str]:
    """The codes that a module writes as texts of their own; docstrings name ranges, not codes."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    return {text for text in texts if isinstance(text, str) and CODE.fullmatch(text)}


def test_every_code_of_the_engine_is_explained_and_no_other():
    used = set().union(*(codes_in(path) for path in ENGINE.rglob("*.py")))

    assert {message.code for message in MESSAGES} == used


def test_codes_stand_in_order():
    source, problems = read_yaml((ENGINE / "codes.yaml").read_text(encoding="utf-8"), "codes.yaml")

    assert problems == []
    assert list(source.root.keys) == sorted(source.root.keys)


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.code)
def test_an_explanation_is_whole(message):
    assert message.code[0] in LETTERS
    assert message.severity in STANDING
    assert re.fullmatch(r"[A-Z](?:(?!\. ).)*\.", message.what), "one sentence"
    assert re.fullmatch(r"[A-Z].*\.", message.why)
    assert bool(message.wrong) == bool(message.right)
    assert message.wrong != message.right or not message.wrong
    assert max(map(len, f"{message.wrong}\n{message.right}".splitlines() or [""])) <= 100


def test_no_line_ends_in_a_space():
    text = (ENGINE / "codes.yaml").read_text(encoding="utf-8")

    assert not re.search(r"[ \t]+$", text, re.MULTILINE)


# Examples ------------------------------------------------------------------------------------

Find = Callable[[Message, str, Path], list[Problem]]

# What else the small hub says about a wrong example, because other files rely on the right one.
ALSO = {"A005": {"A004"}, "E005": {"E003"}}


def found_reading(message: Message, example: str, folder: Path) -> list[Problem]:
    text, problems = decode(f"{example}\n".encode(), message.file)
    read_text = read_page if message.file.endswith(".md") else read_yaml
    return problems or read_text(text, message.file)[1]


def found_in_hub(message: Message, example: str, folder: Path) -> list[Problem]:
    return without_facts(hub_with(message, example, folder).problems)


def without_facts(problems: list[Problem]) -> list[Problem]:
    """Without works that no page cites, since examples stand alone, and without ways counted."""
    return [problem for problem in problems if problem.code not in ("B048", "G011")]


def found_in_advice(message: Message, example: str, folder: Path) -> list[Problem]:
    """Notes of the code alone: a text may be hard to read for several reasons."""
    notes = advice_on(hub_with(message, example, folder))
    return [note for note in notes if note.code == message.code]


def found_in_links(message: Message, example: str, folder: Path) -> list[Problem]:
    names = ("about/index", "guides/is-our-core-healthy")
    addresses = {f"{name}.md": f"{name.removesuffix('index')}/" for name in names}
    links = links_of(hub_with(message, example, folder), addresses)
    return missing_sources(links, addresses)


def hub_with(message: Message, example: str, folder: Path) -> Hub:
    """The small hub with the example in its place."""
    root = folder / "hub"
    shutil.copytree(SMALL_HUB, root)
    shutil.copy(ROOT / "content" / "vocabularies.yaml", root / "content")
    if message.file:
        file = root / message.file
        file.write_text(completed(message, example, file.read_text()), encoding="utf-8")
    else:  # the example is the name of a file
        (at,) = (root / example).parent.glob("*.md")
        at.rename(root / example)
    return load_hub(root, DAY)


def found_in_page(message: Message, example: str, folder: Path) -> list[Problem]:
    html = re.sub("<hub-cite.*?</hub-cite>", "(Fuchs &amp; Fuchs, 2006)", page_of(example))
    return check_page(html, "about/", lambda _: Location(message.file))


def found_in_site(message: Message, example: str, folder: Path) -> list[Problem]:
    if message.file.endswith("404.html"):
        written = example.replace("{{ 'search/' | url }}", "/hub/search/")
        page, html = "404.html", written
    else:
        page, html = "about/index.html", page_of(example)
    pages = {
        "guides/is-our-core-healthy/index.html": read.read_page('<h2 id="share">Share</h2>'),
        "search/index.html": read.read_page(""),
        page: read.read_page(html),
    }
    files = {"assets/images/logo.svg"}
    return check_site(pages, files, base_url="https://hub.invalid/hub/", origins={}, written={})


def page_of(example: str) -> str:
    page = HubPage("about/", "page", "About", Location("content/about/index.md"))
    guide = "guides/is-our-core-healthy"
    html = markup.render(example, [CitationExtension()])
    return relink(html, page, {f"{guide}.md": f"{guide}/"})


def completed(message: Message, example: str, base: str) -> str:
    """The small hub's file with an example put in: an entry keeps what the example leaves out."""
    if message.code == "S002":  # what is left out is the mistake
        return example
    if message.file.endswith(".bib"):
        return f"{base}\n{example}\n"
    if message.file.endswith(".yaml"):
        return dumped(merged(loaded(base), loaded(example)))
    front, body = base.removeprefix("---\n").split("\n---\n", 1)
    if re.match(r"[a-z_]+:", example):
        front = dumped(merged(loaded(front), loaded(example))).rstrip()
    elif example.startswith("## "):
        body = re.sub(r"(?s)## What we know\n.*?(?=\n## )", lambda _: f"{example}\n", body)
    else:
        body = f"\n{example}\n"
    return f"---\n{front}\n---\n{body}"


def merged(base: Any, example: Any) -> Any:
    if isinstance(base, dict) and isinstance(example, dict):
        own = {key: merged(base.get(key), value) for key, value in example.items()}
        return {**deepcopy(base), **own}
    if isinstance(example, list) and base and isinstance(base[0], dict):
        return [merged(like(value, base), value) for value in example]
    return example


def like(value: Any, base: list[dict]) -> dict:
    """The entry of the small hub that an example goes on from: one of its state, or the first."""
    state = value.get("state") if isinstance(value, dict) else None
    return next((row for row in base if state and row.get("state") == state), base[0])


class Loader(yaml.SafeLoader):
    """Leaves dates as text, so that an example may hold one that does not exist."""


Loader.add_constructor("tag:yaml.org,2002:timestamp", Loader.construct_scalar)


def loaded(text: str) -> Any:
    return yaml.load(text, Loader)


def dumped(value: Any) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000)


def finder(message: Message) -> Find:
    if message.code == "L007":
        return found_in_links
    if not message.file:
        return found_in_hub
    special = {
        "Y": found_reading, "P": found_in_page, "L": found_in_site, "W": found_in_advice,
    }  # fmt: skip
    return special.get(message.code[0], found_in_hub)


def test_the_small_hub_has_no_problems(tmp_path):
    shutil.copytree(SMALL_HUB, tmp_path / "hub")
    shutil.copy(ROOT / "content" / "vocabularies.yaml", tmp_path / "hub" / "content")

    assert without_facts(load_hub(tmp_path / "hub", DAY).problems) == []


@pytest.mark.parametrize("message", EXAMPLES, ids=lambda message: message.code)
def test_the_wrong_example_gives_its_code_and_no_other(message, tmp_path):
    problems = finder(message)(message, message.wrong, tmp_path)

    own = [p for p in problems if p.code not in ALSO.get(message.code, ())]
    assert {(p.code, p.severity.value) for p in own} == {(message.code, message.severity)}


@pytest.mark.parametrize("message", EXAMPLES, ids=lambda message: message.code)
def test_the_mended_example_gives_no_message(message, tmp_path):
    assert finder(message)(message, message.right, tmp_path) == []


# The page and the command --------------------------------------------------------------------


def rendered() -> LexborHTMLParser:
    renderer = Renderer(ICONS, {}, markup.render, markup.render_inline)
    return LexborHTMLParser(renderer.body(messages_page(MESSAGES)))


def test_every_message_has_an_address_of_its_own():
    tree = rendered()

    assert messages_page(MESSAGES).url == "contribute/messages/"
    assert [h.attributes["id"] for h in tree.css("h3")] == [m.code.lower() for m in MESSAGES]
    assert tree.css_first("#c001").text() == "C001"


def test_messages_are_grouped_by_letter():
    tree = rendered()
    headings = tree.css(".hub-prose > h2")
    links = tree.css(".hub-toc a")

    assert [h.text() for h in headings] == [f"{key}: {about}" for key, about in LETTERS.items()]
    assert [a.attributes["href"] for a in links] == [f"#{h.attributes['id']}" for h in headings]


def test_examples_are_shown_as_written():
    shown = [pre.text() for pre in rendered().css("pre")]

    assert shown == [text for message in EXAMPLES for text in (message.wrong, message.right)]


def test_a_message_is_explained_in_a_terminal(hub_command):
    done = hub_command("explain", "c001")

    assert done.returncode == 0
    assert done.stdout == (
        "C001  Error: nothing is published until it is mended.\n\n"
        "A text cites a citekey that is not in references.bib.\n\n"
        "Readers could not see what the statement rests on.\n\n"
        "For example in content/about/index.md:\n"
        "    RTI began with academics [@fuchs2006introducton].\n\n"
        "Write instead:\n"
        "    RTI began with academics [@fuchs2006introduction].\n"
    )


def test_a_message_without_example_is_explained_without_one():
    message = next(message for message in MESSAGES if message.code == "P001")

    assert explain(message).count("\n\n") == 2


def test_an_unknown_code_is_answered_with_the_nearest(hub_command):
    done = hub_command("explain", "C01")

    assert done.returncode == 2
    assert done.stderr == (
        "hub explain: the code 'C01' is not known\n"
        "    mend: did you mean 'C001'? If not, run 'hub explain' for the list of all codes\n"
    )


def test_without_a_code_all_are_listed(hub_command):
    done = hub_command("explain")

    assert [line.split("  ", 1)[0] for line in done.stdout.splitlines()] == [
        message.code for message in MESSAGES
    ]
