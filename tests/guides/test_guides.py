"""Decision guides: what their checks say, and that their pages work without scripts."""

from pathlib import Path

import material
import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from resource_hub import markup
from resource_hub.guides import guide_pages, longest_way, read_guides, shortest_way
from resource_hub.problems import Location, render_text, sort_problems
from resource_hub.rendering import Renderer
from resource_hub.schema import Document, check
from resource_hub.source import read_yaml

ROOT = Path(__file__).parents[2]
ICONS = Path(material.__file__).parent / "templates/.icons"
CASES = sorted(Path(__file__).parent.glob("cases/*.yml"))
LISTS = {
    "audience": {"teacher": {"label": "Teacher"}, "coach": {"label": "Coach"}},
    "page_states": {"draft": {"label": "Draft"}, "reviewed": {"label": "Reviewed"}},
    "topics": {"screening": {"label": "Universal screening"}},
}


def document(text: str, path: str) -> Document:
    source, problems = read_yaml(text, path)
    assert problems == []
    plain, _ = check(source.root, "guide")
    return Document(source, plain)


def render(page) -> LexborHTMLParser:
    body = Renderer(ICONS, LISTS, markup.render, markup.render_inline).body(page)
    return LexborHTMLParser(body)


def words(node) -> str:
    return " ".join(node.text().split())


def ids(html: LexborHTMLParser) -> list[str]:
    return [node.attributes["id"] for node in html.css("[id]")]


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_case(case):
    given = yaml.safe_load(case.read_text(encoding="utf-8"))

    _, problems = read_guides([document(given["input"], given["path"])])

    assert render_text(sort_problems(problems)) == given["output"].strip()


GUIDE = """
id: look
title: Who needs a second look?
audience: [teacher, coach]
note: Written for *US* law.
topics: [screening]
tiers: [1, 2]
see_also: [screening, gone]
state: draft
checked: 2026-11-22
start: score
nodes:
  skill:
    ask: Is one skill weak?
    sources: [deno1985curriculum]
    answers:
      - label: "Yes"
        to: group
      - label: "No"
        to: watch
  score:
    ask: Is the score near the <cut>?
    why: One score is *often* wrong.
    answers:
      - label: "Yes"
        to: watch
      - label: "No"
        to: skill
outcomes:
  watch:
    do: Measure again.
    sources: [compton2010selecting, "balu2015evaluation, p. 12"]
    strength: moderate, contested
  group:
    do: Start a group.
    who: The grade team
    sources: [compton2010selecting]
    strength: strong for the groups, opinion for the cut
    resources: [roar, gone]
"""


def pages():
    guides, problems = read_guides([document(GUIDE, "content/guides/look.yaml")])
    assert problems == []
    return guide_pages(
        guides,
        where=Location("content/guides"),
        records={"roar": ("ROAR", "resources/roar/")},
        pages={"screening": ("Screening", "evidence/screening/")},
    )


def test_every_answer_leads_to_a_part_of_the_page():
    html = render(pages()[1])

    targets = [link.attributes["href"] for link in html.css("a.hub-answer")]

    assert targets == ["#watch", "#skill", "#group", "#watch"]
    assert {target[1:] for target in targets} <= set(ids(html))
    assert len(ids(html)) == len(set(ids(html)))


def test_an_answer_says_where_it_leads():
    answers = [words(link) for link in render(pages()[1]).css("a.hub-answer")]

    assert answers == [
        "Yes: go to action 1",
        "No: go to question 2",
        "Yes: go to action 2",
        "No: go to action 1",
    ]


def test_the_first_question_is_the_start_wherever_it_stands_in_the_file():
    html = render(pages()[1])

    questions = [words(heading) for heading in html.css("section > h2")][:2]

    assert questions == [
        "Question 1. Is the score near the <cut>?",
        "Question 2. Is one skill weak?",
    ]
    assert html.css_first("a.hub-button").attributes["href"] == "#score"


def test_all_steps_are_shown_without_scripts():
    html = render(pages()[1])

    assert html.css("script, [style], [hidden], .hub-step") == []


def test_the_whole_tree_stands_below_as_a_numbered_list():
    rows = [words(row) for row in render(pages()[1]).css(".hub-outline > li")]

    assert rows == [
        "1Is the score near the <cut>? Yesgo to action 1 Nogo to question 2",
        "2Is one skill weak? Yesgo to action 2 Nogo to action 1",
    ]


def test_an_outcome_shows_what_to_do_how_strong_it_is_and_its_sources():
    section = render(pages()[1]).css_first("#watch")

    assert "Measure again." in words(section)
    assert "How strong the sources are: Moderate, contested" in words(section)
    assert section.css_first("hub-cite").attributes["data-raw"] == (
        "[@compton2010selecting; @balu2015evaluation, p. 12]"
    )


def test_words_that_name_one_step_get_its_sign_and_words_that_name_two_get_none():
    html = render(pages()[1])

    assert html.css("#watch .hub-sign--moderate") != []
    assert html.css("#group .hub-sign--not-rated") != []


def test_resources_and_pages_that_do_not_exist_are_left_out():
    html = render(pages()[1])

    links = [link.attributes["href"] for link in html.css("#group a, section .hub-list a")]

    assert links == ["../../resources/roar/", "#score", "../../evidence/screening/"]


def test_a_draft_says_that_it_is_one():
    banner = words(render(pages()[1]).css_first(".hub-banner"))

    assert banner == (
        "Draft: not yet reviewed. Written from the sources below, checked on 22 November 2026."
    )


def test_a_reviewed_guide_shows_its_dates_and_roles_in_place_of_the_banner():
    text = GUIDE.replace(
        "state: draft",
        "state: reviewed\nreviewed: 2027-01-02\nreview_by: 2028-01-02\n"
        "reviewers: [{role: coach, conflict: none}]",
    )
    guides, _ = read_guides([document(text, "content/guides/look.yaml")])

    html = render(guide_pages(guides, where=Location("x"), records={}, pages={})[1])

    assert html.css(".hub-banner") == []
    assert "2 January 2027by coach" in words(html.css_first("aside"))


def test_the_page_counts_questions_actions_and_sources():
    facts = words(render(pages()[1]).css_first("aside dl"))

    assert facts.startswith(
        "Questions2at most 2 on one way Actions2 Sources3 For whomTeacher, coach"
    )


def test_the_references_come_last():
    assert render(pages()[1]).css("hub-references") != []


def test_search_can_filter_by_what_the_guide_is_for():
    assert pages()[1].facets == {
        "audience": ("teacher", "coach"),
        "topic": ("screening",),
        "tier": ("1", "2"),
    }


def test_the_index_lists_every_guide_with_its_length():
    page = pages()[0]

    row = render(page).css_first(".hub-list li")

    assert page.url == "guides/"
    assert row.css_first("a").attributes["href"] == "look/"
    assert words(row).endswith("For: teacher, coach.1 to 2 questions Draft")


def test_a_circle_does_not_keep_the_ways_from_being_counted():
    text = GUIDE.replace("        to: group", "        to: score")

    guides, problems = read_guides([document(text, "content/guides/look.yaml")])

    assert [problem.code for problem in problems] == ["G003", "G004"]
    assert longest_way(guides[0]) == ("score", "skill")
    assert shortest_way(guides[0]) == ("score",)


def test_a_very_long_guide_is_read_without_running_out_of_stack():
    start = GUIDE[: GUIDE.index("  skill:")].replace("start: score", "start: q0")
    nodes = "".join(
        f"  q{n}:\n    ask: So?\n    why: It is asked.\n    answers:\n"
        f'      - {{label: "Yes", to: q{n + 1}}}\n      - {{label: "No", to: watch}}\n'
        for n in range(1500)
    )
    end = "outcomes:\n" + "".join(
        f"  {name}: {{do: Stop., sources: [deno1985curriculum]}}\n" for name in ("watch", "q1500")
    )

    _, problems = read_guides([document(start + nodes + end, "content/guides/look.yaml")])

    assert [problem.code for problem in problems] == ["G007"]


def test_the_real_guides_have_no_problems():
    files = sorted(ROOT.glob("content/guides/*.yaml"))
    documents = [
        document(file.read_text(encoding="utf-8"), file.relative_to(ROOT).as_posix())
        for file in files
    ]

    guides, problems = read_guides(documents)

    assert len(guides) == len(files) >= 5
    assert problems == []
