"""Checklists: what their checks say, and that their pages work like paper."""

from pathlib import Path

import material
import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from resource_hub import markup
from resource_hub.checklists import checklist_pages, read_checklists
from resource_hub.problems import render_text, sort_problems
from resource_hub.rendering import Renderer
from resource_hub.schema import Document, check
from resource_hub.source import read_yaml

ROOT = Path(__file__).parents[2]
ICONS = Path(material.__file__).parent / "templates/.icons"
CASES = sorted(Path(__file__).parent.glob("cases/*.yml"))
LISTS = {"page_states": {"draft": {"label": "Draft"}}}


def document(text: str, path: str) -> Document:
    source, problems = read_yaml(text, path)
    assert problems == []
    plain, _ = check(source.root, "checklists")
    return Document(source, plain)


def render(page) -> LexborHTMLParser:
    body = Renderer(ICONS, LISTS, markup.render, markup.render_inline).body(page)
    return LexborHTMLParser(body)


def words(node) -> str:
    return " ".join(node.text().split())


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_case(case):
    given = yaml.safe_load(case.read_text(encoding="utf-8"))

    _, problems = read_checklists(document(given["input"], given["path"]))

    assert render_text(sort_problems(problems)) == given["output"].strip()


CHECKLIST = """
- id: on-track
  title: Are we on track?
  note: A tool for *talk*.
  scale: [not yet, in part, in place]
  state: draft
  checked: 2026-11-22
  items:
    - id: screening
      text: Every student is screened.
      look_for: [dates in the calendar, a second look]
      sources: [compton2010selecting]
      strength: moderate
      resources: [roar, gone]
    - id: core
      text: The core is sound.
      look_for: [core minutes]
      sources: [foorman2016foundational]
      strength: see the guides
"""


def html():
    checklists, problems = read_checklists(document(CHECKLIST, "content/checklists.yaml"))
    assert problems == []
    (page,) = checklist_pages(checklists, records={"roar": ("ROAR", "resources/roar/")})
    assert page.url == "checklists/on-track/"
    return render(page)


def test_each_statement_has_one_choice_among_the_steps_of_the_scale():
    fields = html().css("fieldset")

    assert [[words(step) for step in field.css("label")] for field in fields] == [
        ["Not yet", "In part", "In place"]
    ] * 2
    assert [{step.attributes["name"] for step in field.css("input")} for field in fields] == [
        {"screening"},
        {"core"},
    ]
    assert {step.attributes["type"] for step in html().css("input")} == {"radio"}


def test_a_choice_is_named_by_its_statement():
    found = html()

    names = [field.attributes["aria-labelledby"] for field in found.css("fieldset")]

    assert [words(found.css_first(f"#{name}")) for name in names] == [
        "Every student is screened.",
        "The core is sound.",
    ]


def test_nothing_can_be_sent_and_the_page_says_so():
    found = html()

    assert found.css("form, button, script, input[type=submit]") == []
    assert "what you choose is not sent or kept by the hub" in words(found.body)


def test_a_statement_shows_what_to_look_for_how_strong_it_is_and_its_sources():
    row = html().css_first("li#screening")

    assert "Look for: dates in the calendar; a second look" in words(row)
    assert "How strong the sources are: Moderate" in words(row)
    assert row.css_first("hub-cite").attributes["data-raw"] == "[@compton2010selecting]"
    assert [link.attributes["href"] for link in row.css("a")] == ["../../resources/roar/"]


def test_words_that_name_no_step_get_a_sign_that_claims_none():
    assert html().css("li#core .hub-sign--not-rated") != []


def test_a_draft_says_that_it_is_one():
    assert words(html().css_first(".hub-banner")) == (
        "Draft: not yet reviewed. Written from the sources below, checked on 22 November 2026."
    )


def test_no_two_parts_of_the_page_have_one_id():
    found = [node.attributes["id"] for node in html().css("[id]")]

    assert len(found) == len(set(found))


def test_the_real_checklists_have_no_problems():
    text = (ROOT / "content/checklists.yaml").read_text(encoding="utf-8")

    checklists, problems = read_checklists(document(text, "content/checklists.yaml"))

    assert "on-track" in [checklist.id for checklist in checklists]
    assert problems == []
