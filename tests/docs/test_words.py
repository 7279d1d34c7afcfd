"""The words at the top of the repository: what they name exists, what they show is valid."""

import re
import shlex
import shutil
import tomllib
from datetime import date
from pathlib import Path

import pytest
import yaml

from hub import hub as command
from resource_hub import schema
from resource_hub.catalogue import read_catalogue
from resource_hub.citations.bibliography import read_bibliography
from resource_hub.citations.checking import check_markdown
from resource_hub.loading import load_hub
from resource_hub.problems import Location, render, without_notes
from resource_hub.schema import Document
from resource_hub.source import read_page, read_yaml

ROOT = Path(__file__).resolve().parents[2]
WORDS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", _text(name), re.MULTILINE | re.DOTALL)


def _prose(name: str) -> str:
    return re.sub(r"^```.*?^```$", "", _text(name), flags=re.MULTILINE | re.DOTALL)


def _commands(name: str) -> list[list[str]]:
    """Each command in a block or in the running text, word by word, without its settings."""
    shown = [line for block in _blocks(name, "sh") for line in block.splitlines()]
    shown += re.findall(r"`([^`\n]+)`", _prose(name))
    begins = re.compile(r"([A-Z_]+=\S+ )*(make|hub|python3) ")
    split = [shlex.split(line, comments=True) for line in shown if begins.match(line)]
    return [[word for word in words if not re.match(r"[A-Z_]+=", word)] for words in split]


def _version() -> str:
    return tomllib.loads(_text("pyproject.toml"))["project"]["version"]


def _first_column(name: str, heading: str) -> list[str]:
    """What stands in code marks in the first column of the table below a heading."""
    section = _text(name).split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = re.findall(r"^\| (`[^|]+) \|", section, re.MULTILINE)
    return [code for row in rows for code in re.findall(r"`([^`]+)`", row)]


def _example(language: str) -> str:
    (block,) = _blocks("CONTRIBUTING.md", language)
    return block


def _page_place() -> str:
    (place,) = re.findall(r"could be `([^`]+)`", _text("CONTRIBUTING.md"))
    return place


@pytest.mark.parametrize("name", WORDS)
def test_every_make_target_that_is_named_exists(name):
    targets = set(re.findall(r"^([a-z-]+):", _text("Makefile"), re.MULTILINE))
    named = {words[1] for words in _commands(name) if words[:1] == ["make"] and len(words) > 1}

    assert named <= targets


def test_the_first_screen_names_the_two_commands():
    assert _blocks("README.md", "sh")[0].split("\n") == ["make site", "make test", ""]


@pytest.mark.parametrize("name", WORDS)
def test_every_hub_command_that_is_named_exists(name):
    named = {
        words[at + 1]
        for words in _commands(name)
        for at, word in enumerate(words[:-1])
        if word in ("scripts/hub.py", "hub")
    }

    assert named <= set(command.commands)


def test_every_place_in_the_table_exists():
    places = _first_column("README.md", "What is where")

    assert places
    assert [place for place in places if not (ROOT / place).exists()] == []


@pytest.mark.parametrize("name", WORDS)
def test_every_link_to_a_file_leads_to_one(name):
    links = re.findall(r"\]\(([^)#:]+)\)", _prose(name))

    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_file_that_is_named_to_contributors_exists():
    named = re.findall(r"`((?:content|hooks|tests|scripts)/[\w./-]+)`", _text("CONTRIBUTING.md"))

    assert [n for n in named if n != _page_place() and not (ROOT / n).exists()] == []


def test_every_setting_in_the_table_is_in_mkdocs_yml():
    settings = _text("mkdocs.yml")
    names = [setting.split(".")[-1] for setting in _first_column("README.md", "Settings")]

    assert names
    assert [n for n in names if not re.search(rf"^\s*(# )?{n}:", settings, re.MULTILINE)] == []


def test_every_variable_that_is_named_is_read_by_set_up():
    named = set(re.findall(r"\bHUB_[A-Z_]+", _text("README.md")))
    read = set(re.findall(r"\bHUB_[A-Z_]+", _text("scripts/bootstrap.py")))

    assert named and named <= read


def test_the_resource_example_is_a_valid_record():
    source, problems = read_yaml(_example("yaml"), "resources.yaml")
    plain, found = schema.check(source.root, "resources")
    records, more = read_catalogue(Document(source, plain))

    assert [*problems, *found, *more] == []
    assert [record.state for record in records] == ["proposed"]


def test_the_reference_example_is_a_valid_entry():
    references, problems = read_bibliography(_example("bibtex"), "references.bib")

    assert problems == []
    assert [reference.key for reference in references] == ["example2026charts"]


def test_the_page_example_is_a_valid_page():
    source, problems = read_page(_example("markdown"), _page_place())
    _, found = schema.check(source.root, "page")

    assert [*problems, *found] == []


def test_the_examples_fit_into_the_hub(tmp_path):
    shutil.copytree(ROOT / "content", tmp_path / "content")
    for name, language in {"resources.yaml": "yaml", "references.bib": "bibtex"}.items():
        text = f"{_text(name)}\n{_example(language)}"
        (tmp_path / name).write_text(text, encoding="utf-8")
    page = tmp_path / _page_place()
    assert not page.exists()
    page.write_text(_example("markdown"), encoding="utf-8")

    hub = load_hub(tmp_path)

    assert without_notes(hub.problems) == without_notes(load_hub(ROOT).problems)
    assert "example-reading-charts" in {record.id for record in hub.records}
    assert "example2026charts" in hub.references
    assert _page_place() in hub.sources
    linked = re.findall(r"\]\(([^)]+)\)", _example("markdown"))
    assert [link for link in linked if not (page.parent / link).is_file()] == []


def test_the_message_is_the_one_that_the_slip_gives():
    (shown,) = _blocks("CONTRIBUTING.md", "text")
    slip = _example("markdown").replace("selecting", "selectng")
    source, _ = read_page(slip, _page_place())
    known = {reference.key for reference in read_bibliography(_text("references.bib"), "b")[0]}

    def place(offset: int) -> Location:
        return source.place(source.body_start + offset)

    assert [render(p) for p in check_markdown(source.body, place, known)] == [shown.rstrip("\n")]


def test_the_changelog_has_a_section_for_this_version():
    heading = rf"^## \[{re.escape(_version())}\] - \d{{4}}-\d\d-\d\d$"

    assert re.search(heading, _text("CHANGELOG.md"), re.MULTILINE)


def test_the_citation_file_has_what_is_needed_and_agrees():
    citation = yaml.safe_load(_text("CITATION.cff"))

    assert citation["cff-version"] == "1.2.0"
    assert citation["type"] == "software"
    assert citation["authors"] == [{"name": "International MTSS Association"}]
    assert citation["version"] == _version()
    assert citation["license"] == "MIT"
    assert {"title", "message", "abstract"} <= set(citation)
    assert isinstance(citation["date-released"], date)
    assert f"## [{_version()}] - {citation['date-released']}" in _text("CHANGELOG.md")


def test_the_license_names_the_code_and_the_text():
    text = _text("LICENSE")

    assert text.startswith("MIT License\n")
    assert "https://creativecommons.org/licenses/by/4.0/" in text


def test_the_citation_style_says_the_license_that_we_say():
    (style,) = re.findall(r"`(hooks/[\w./]+\.csl)`", _text("README.md"))
    license_of = re.search(r'<rights license="([^"]+)">([^<]+)<', _text(style))

    assert license_of
    for said in license_of.groups():
        assert said in " ".join(_text("README.md").split())


@pytest.mark.parametrize("name", WORDS)
def test_no_line_is_longer_than_a_hundred_characters(name):
    lines = enumerate(_text(name).splitlines(), 1)

    assert [number for number, line in lines if len(line) > 100] == []
