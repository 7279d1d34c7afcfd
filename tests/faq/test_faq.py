from datetime import date
from pathlib import Path

import material
import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from resource_hub import faq, markup, schema
from resource_hub.citations.extension import CitationExtension
from resource_hub.problems import render_text, sort_problems
from resource_hub.rendering import Renderer
from resource_hub.schema import Document
from resource_hub.source import read_yaml

HERE = Path(__file__).parent
REAL = HERE.parents[1] / "content" / "faq.yaml"
CASES = sorted((HERE / "cases").glob("*.yml"))
ICONS = Path(material.__file__).parent / "templates" / ".icons"
QUESTIONS = """
- id: why
  question: Why <tiers>?
  answer: |
    For *all* [@one2001].

    And for some.
  terms: [tier-1, tier-9]
  state: draft
  checked: 2026-11-22
- id: how
  question: How?
  answer: With data.
  state: reviewed
  checked: 2026-11-22
  reviewed: 2026-12-01
  review_by: 2027-12-01
  reviewers: [{role: teacher, conflict: none}]
"""
TERMS = {"tier-1": ("Tier 1", "glossary/#tier-1")}


def document_of(text: str) -> Document:
    source, problems = read_yaml(text, "content/faq.yaml")
    plain, found = schema.check(source.root, "faq")
    assert not [*problems, *found]
    return Document(source, plain)


def rendered(text: str = QUESTIONS, as_of: date | None = None) -> LexborHTMLParser:
    questions, problems = faq.read_faq(document_of(text))
    assert not problems
    words = {"audience": {"teacher": {"label": "Teacher"}}}
    renderer = Renderer(ICONS, words, lambda t: markup.render(t, [CitationExtension()]), str)
    return LexborHTMLParser(renderer.body(faq.faq_page(questions, terms=TERMS, as_of=as_of)))


def state_line(tree: LexborHTMLParser, id: str) -> str:
    return " ".join(tree.css_first(f"#{id} .hub-quiet").text().split())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_faq_problems_are_reported_word_for_word(case):
    wanted = yaml.safe_load(case.read_text(encoding="utf-8"))

    _, problems = faq.read_faq(document_of(wanted["input"]))

    assert render_text(sort_problems(problems)) == wanted["output"].rstrip("\n")


def test_each_answer_opens_under_its_own_address():
    questions, _ = faq.read_faq(document_of(QUESTIONS))
    tree = rendered()

    assert [question.url for question in questions] == ["faq/#why", "faq/#how"]
    assert [d.attributes["id"] for d in tree.css("details")] == ["why", "how"]
    assert tree.css_first("#why summary > h2").text() == "Why <tiers>?"
    assert [a.attributes["href"] for a in tree.css(".hub-toc a")] == ["#why", "#how"]


def test_an_answer_is_markdown_with_citations():
    body = rendered().css_first("#why .hub-faq__body")

    assert [p.text() for p in body.css("p")][:2] == ["For all .", "And for some."]
    assert body.css_first("hub-cite").attributes["data-raw"] == "[@one2001]"
    assert rendered().css_first("hub-references")


def test_terms_that_are_known_are_linked():
    links = rendered().css("#why .hub-nosearch a[href*=glossary]")

    assert [(a.text(), a.attributes["href"]) for a in links] == [("Tier 1", "../glossary/#tier-1")]


def test_each_answer_says_where_it_stands():
    tree = rendered(as_of=date(2027, 12, 1))

    assert state_line(tree, "why") == (
        "Draft: not yet reviewed. Written from the sources below, checked on 22 November 2026. "
        "Link to this answer"
    )
    assert state_line(tree, "how") == (
        "Reviewed on 1 December 2026 by Teacher; the next review is due by 1 December 2027. "
        "Link to this answer"
    )


def test_an_answer_past_its_review_says_so():
    assert "the next review was due by 1 December 2027" in state_line(
        rendered(as_of=date(2027, 12, 2)), "how"
    )


def test_the_real_questions_read_without_problems():
    questions, problems = faq.read_faq(document_of(REAL.read_text(encoding="utf-8")))

    assert len(questions) == 8
    assert problems == []
