"""The timeline: what its checks say, and its page."""

from pathlib import Path

import material
import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from resource_hub import markup
from resource_hub.problems import Location, render_text, sort_problems
from resource_hub.rendering import Renderer
from resource_hub.schema import Document, check
from resource_hub.source import read_yaml
from resource_hub.timeline import read_timeline, timeline_page

ROOT = Path(__file__).parents[2]
ICONS = Path(material.__file__).parent / "templates/.icons"
CASES = sorted(Path(__file__).parent.glob("cases/*.yml"))
LISTS = {}


def document(text: str, path: str) -> Document:
    source, problems = read_yaml(text, path)
    assert problems == []
    plain, _ = check(source.root, "timeline")
    return Document(source, plain)


def render(page) -> LexborHTMLParser:
    body = Renderer(ICONS, LISTS, markup.render, markup.render_inline).body(page)
    return LexborHTMLParser(body)


def words(node) -> str:
    return " ".join(node.text().split())


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_case(case):
    given = yaml.safe_load(case.read_text(encoding="utf-8"))

    _, problems = read_timeline(document(given["input"], given["path"]))

    assert render_text(sort_problems(problems)) == given["output"].strip()


TIMELINE = """
- id: framework
  from: 1996
  to: 2004
  title: Three levels
  text: Three levels *come* to school.
  sources: [walker1996integrated]
  area: framework
- id: law
  from: 2004
  to: 2004
  title: A law
  text: A law allows it.
  sources: [idea2004]
  area: law
  jurisdiction: US
- id: study
  from: 2005
  title: A study
  text: A study reports it.
  sources: [burns2005metaanalytic, fixsen2005implementation]
  area: evidence
"""


def rows():
    moments, problems = read_timeline(document(TIMELINE, "content/timeline.yaml"))
    assert problems == []
    page = timeline_page(moments, where=Location("content/timeline.yaml"))
    assert page.url == "timeline/"
    return render(page).css("ol.hub-timeline > li")


def test_years_are_said_in_words():
    assert [words(row.css_first("time")) for row in rows()] == [
        "1996 to 2004",
        "2004",
        "since 2005",
    ]


def test_law_is_a_square_evidence_a_diamond_and_the_word_says_it_too():
    assert [row.attributes.get("class") for row in rows()] == [None, "is-law", "is-evidence"]
    assert [words(row.css_first(".hub-tag")) for row in rows()] == [
        "Framework",
        "US law",
        "Evidence",
    ]


def test_every_entry_can_be_linked_and_cites_its_sources():
    assert [row.attributes["id"] for row in rows()] == ["framework", "law", "study"]
    assert [row.css_first("hub-cite").attributes["data-raw"] for row in rows()] == [
        "[@walker1996integrated]",
        "[@idea2004]",
        "[@burns2005metaanalytic; @fixsen2005implementation]",
    ]


def test_the_real_timeline_has_no_problems():
    text = (ROOT / "content/timeline.yaml").read_text(encoding="utf-8")

    moments, problems = read_timeline(document(text, "content/timeline.yaml"))

    assert len(moments) >= 19
    assert problems == []
