"""Standards: what their checks say, and their pages."""

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
from resource_hub.standards import read_standards, standard_pages

ROOT = Path(__file__).parents[2]
ICONS = Path(material.__file__).parent / "templates/.icons"
CASES = sorted(Path(__file__).parent.glob("cases/*.yml"))
LISTS = {"kinds": {"assessment": {"label": "Assessment"}}}


def document(text: str, path: str) -> Document:
    source, problems = read_yaml(text, path)
    assert problems == []
    plain, _ = check(source.root, "standard")
    return Document(source, plain)


def render(page) -> LexborHTMLParser:
    body = Renderer(ICONS, LISTS, markup.render, markup.render_inline).body(page)
    return LexborHTMLParser(body)


def words(node) -> str:
    return " ".join(node.text().split())


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_case(case):
    given = yaml.safe_load(case.read_text(encoding="utf-8"))

    _, problems = read_standards([document(given["input"], given["path"])])

    assert render_text(sort_problems(problems)) == given["output"].strip()


STANDARD = """
version: "1.0"
state: proposal
title: A rubric
note: For *discussion*.
scale:
  - id: "0"
    label: absent
  - id: "1"
    label: sound
rule: At least 1 on every criterion marked floor.
outcomes:
  - id: given
    label: Mark given
    note: With its limits.
  - id: declined
    label: Declined
criteria:
  - id: S1.1
    title: Clear purpose
    weight: 2
    floor: true
    applies_to: [assessment]
    plain: Says for *whom* it is.
    evidence_needed: [public description]
    anchors:
      "0": not stated
      "1": clear
    sources: [glover2007considerations]
"""


def standard(text: str, version: str):
    standards, problems = read_standards([document(text, f"content/standards/{version}.yaml")])
    assert problems == []
    return standards[0]


def pages(text=STANDARD):
    return standard_pages([standard(text, "1.0")], where=Location("content/standards"))


def test_a_proposal_says_that_nothing_has_been_scored_with_it():
    assert words(render(pages()[1]).css_first(".hub-banner")) == (
        "Proposal for review. No product has been scored with it."
    )


def test_a_standard_in_force_has_no_banner():
    text = STANDARD.replace("state: proposal", "state: in-force\nissued: 2027-01-02")

    assert render(pages(text)[1]).css(".hub-banner") == []


def test_a_criterion_is_a_section_with_its_plain_words_evidence_anchors_and_sources():
    section = render(pages()[1]).css_first('section[id="S1.1"]')

    assert words(section) == (
        "1. Clear purpose Weight 2. Marked floor. Used only for: assessment. "
        "Says for whom it is. Evidence needed Public description "
        "What each score means for: Clear purpose ScoreWhat it means here "
        "0Not stated 1Clear Source:"
    )
    assert section.css_first("hub-cite").attributes["data-raw"] == "[@glover2007considerations]"


def test_the_rule_the_scale_and_the_decisions_come_first():
    section = render(pages()[1]).css_first("section[aria-labelledby=rule]")

    assert words(section) == (
        "How a decision is made At least 1 on every criterion marked floor. "
        "Scores: 0, absent; 1, sound. A review can end in: Mark given. With its limits. Declined. "
        "Nothing has been declined yet."
    )


def test_declines_are_counted_at_the_criterion_and_never_named():
    given = standard(STANDARD, "1.0")
    (_, page) = standard_pages([given], where=given.where, declines={"1.0": {"S1.1": 2}})
    tree = render(page)

    assert words(tree.css('section[id="S1.1"] .hub-meta')[1]) == (
        "2 declined resources did not meet it."
    )
    assert words(tree.css_first("section[aria-labelledby=rule]")).endswith(
        "What was declined is counted below, at each criterion that it did not meet. It is not "
        "named."
    )


def test_one_decline_is_one_resource():
    given = standard(STANDARD, "1.0")
    (_, page) = standard_pages([given], where=given.where, declines={"1.0": {"S1.1": 1}})

    assert "1 declined resource did not meet it." in words(render(page).body)


# What scores must reach --------------------------------------------------------------------------

SCALED = """
version: "1.0"
state: in-force
scale: [{id: "0", label: none}, {id: "1", label: weak}, {id: "2", label: good}]
rule: See below.
certify: {floor: "1", lowest: "1", points: 50}
criteria:
  - {id: a, title: A, plain: A., anchors: {"0": x, "1": y, "2": z}, sources: [], floor: true}
  - {id: b, title: B, plain: B., anchors: {"0": x, "1": y, "2": z}, sources: [], weight: 3}
  - id: c
    title: C
    plain: C.
    anchors: {"0": x, "1": y, "2": z}
    sources: []
    applies_to: [course]
  - {id: d, title: D, plain: D., anchors: {"0": x, "1": y, "2": z}, sources: [], retired: true}
"""
NO_RULE = SCALED.replace('certify: {floor: "1", lowest: "1", points: 50}\n', "")
REQUIRED = NO_RULE.replace("floor: true", "required: true")


@pytest.mark.parametrize(
    ("text", "scores", "falls"),
    [
        (SCALED, {"a": "1", "b": "1"}, []),
        (SCALED, {"a": "0", "b": "2"}, [("a", "0", "1")]),
        (SCALED, {"b": "2"}, [("a", "", "1")]),
        (SCALED, {"a": "not-applicable", "b": "2"}, [("a", "not-applicable", "1")]),
        (SCALED, {"a": "2", "b": "0"}, [("b", "0", "1")]),
        (SCALED, {"a": "2", "b": "no-information"}, [("", "25", "50")]),
        (SCALED, {"a": "2", "b": "not-applicable"}, []),
        (SCALED, {"a": "2"}, [("", "25", "50")]),
        (NO_RULE, {"a": "2", "b": "2"}, []),
        (NO_RULE, {"a": "2", "b": "1"}, [("", "62", "100")]),
        (REQUIRED, {"a": "2", "b": "0"}, []),
        (REQUIRED, {"a": "1"}, [("a", "1", "2")]),
        (REQUIRED, {}, [("a", "", "2")]),
    ],
)
def test_scores_are_held_to_what_the_standard_asks(text, scores, falls):
    found = standard(text, "1.0").shortfalls(scores, "tool")

    assert [(fall.criterion, fall.score, fall.wanted) for fall in found] == falls


def test_a_criterion_is_asked_of_its_kinds_until_it_is_retired():
    given = standard(SCALED, "1.0")

    assert [c.id for c in given.asked("tool")] == ["a", "b"]
    assert [c.id for c in given.asked("course")] == ["a", "b", "c"]


def test_only_required_criteria_must_be_scored():
    given = standard(REQUIRED, "1.0")

    assert given.unscored({"b": "2"}, "tool") == ["a"]
    assert given.unscored({"a": "no-information"}, "tool") == []


def test_the_newest_version_stands_first_and_ten_comes_after_nine():
    standards = [
        standard(STANDARD.replace('"1.0"', f'"{number}"'), number) for number in ("1.9", "1.10")
    ]

    found = standard_pages(standards, where=Location("content/standards"))

    assert [page.url for page in found] == ["standards/", "standards/1.10/", "standards/1.9/"]
    assert [link.attributes["href"] for link in render(found[0]).css(".hub-list a")] == [
        "1.10/",
        "1.9/",
    ]


def test_the_index_says_how_each_version_stands():
    assert [words(row) for row in render(pages()[0]).css(".hub-list li")] == [
        "A rubric, version 1.01 criterion.Proposal for review"
    ]


def test_no_two_parts_of_the_page_have_one_id():
    found = [node.attributes["id"] for node in render(pages()[1]).css("[id]")]

    assert len(found) == len(set(found))


def test_the_real_standards_have_no_problems():
    files = sorted(ROOT.glob("content/standards/*.yaml"))
    documents = [
        document(file.read_text(encoding="utf-8"), file.relative_to(ROOT).as_posix())
        for file in files
    ]

    standards, problems = read_standards(documents)

    assert len(standards) == len(files) >= 1
    assert problems == []
