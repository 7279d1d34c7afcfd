"""Decision guides: what their checks say, and that their pages work without scripts."""

from pathlib import Path

import material
import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from resource_hub import markup
from resource_hub.guides import guide_pages, longest_way, read_guides, say_ways, shortest_way
from resource_hub.guides.walking import count_ways, places_of, ways_to
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
    title: Small group now
    do: Start a *group*.
    who: The grade team
    sources: [compton2010selecting]
    strength: strong for the groups, opinion for the cut
    resources: [roar, gone]
    next: [screening, gone]
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


def test_on_paper_an_answer_says_where_it_leads():
    answers = [words(link) for link in render(pages()[1]).css("a.hub-answer")]

    assert answers == ["Yesaction 1", "Noquestion B", "Yesaction 2", "Noaction 1"]


def test_the_first_question_is_the_start_wherever_it_stands_in_the_file():
    html = render(pages()[1])

    assert [words(step.css_first("h2")) for step in html.css(".hub-step")] == [
        "Is the score near the <cut>?",
        "Is one skill weak?",
        "Action 1",
        "Small group now",
    ]


def test_a_step_says_which_question_it_is_of_how_many():
    at = [words(line) for line in render(pages()[1]).css("[data-at]")]

    assert at == [
        "Question 1 of at most 2",
        "Question 2 of at most 2",
        "What to do",
        "What to do",
    ]


def test_back_leads_to_the_question_that_leads_here_if_only_one_does():
    links = {
        step.attributes["id"]: step.css_first("[data-back]")
        for step in render(pages()[1]).css(".hub-step")
    }

    shown = {id_: a.attributes["href"] for id_, a in links.items() if "hidden" not in a.attributes}
    assert shown == {"skill": "#score", "group": "#skill"}


def test_what_needs_a_script_is_hidden_without_one():
    html = render(pages()[1])

    assert html.css("script, [style]") == []
    buttons = [b for b in html.css("button") if "hidden" not in b.attributes]
    assert all("hidden" in button.parent.attributes for button in buttons)
    assert "hidden" in html.css_first("[data-given]").attributes


def test_the_whole_tree_stands_below_as_a_list_of_lettered_questions():
    rows = [words(row) for row in render(pages()[1]).css(".hub-outline > li")]

    assert rows == [
        "AQuestion A: Is the score near the <cut>? "
        "Yesaction 1: Measure again. Nogo on with question B",
        "BQuestion B: Is one skill weak? Yesaction 2: Small group now Noaction 1: Measure again.",
    ]


def test_an_action_says_by_which_answers_one_gets_there():
    html = render(pages()[1])

    assert words(html.css_first("#group .hub-step__ways")) == (
        "You get here by these answers: A NoB Yes"
    )
    assert words(html.css_first("#watch .hub-step__ways")) == (
        "You get here in one of these ways: A YesA NoB No"
    )


def test_an_action_leads_on_to_pages_that_exist():
    html = render(pages()[1])

    links = html.css("#group .hub-step__next a")
    assert [(words(link), link.attributes["href"]) for link in links] == [
        ("Screening", "../../evidence/screening/")
    ]
    assert html.css("#watch .hub-step__next") == []


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

    links = [link.attributes["href"] for link in html.css("#group > p a, section .hub-list a")]

    assert links == ["../../resources/roar/", "../../evidence/screening/"]


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
        "Questions2at most 2 on one way Actions23 ways to them Sources3 For whomTeacher, coach"
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


def steep(count: int, answers: int = 2) -> str:
    """A guide of ``count`` questions in a row; each but one of the answers ends at once."""
    nodes = "".join(
        f"  q{n}:\n    ask: So?\n    why: It is asked.\n    answers:\n"
        f"      - {{label: go on, to: {f'q{n + 1}' if n + 1 < count else 'group'}}}\n"
        + "".join(f"      - {{label: stop {k}, to: watch}}\n" for k in range(1, answers))
        for n in range(count)
    )
    start = GUIDE[: GUIDE.index("  skill:")].replace("start: score", "start: q0")
    return start + nodes + GUIDE[GUIDE.index("outcomes:") :]


def guide_of(text: str, path: str = "content/guides/look.yaml"):
    guides, problems = read_guides([document(text, path)])
    assert problems == []
    return guides[0]


def real_guide(name: str):
    path = f"content/guides/{name}.yaml"
    return guide_of((ROOT / path).read_text(encoding="utf-8"), path)


def test_where_a_question_comes_depends_on_the_way():
    places = places_of(real_guide("below-the-benchmark"))

    assert places["skill"] == (3, 4, 4)
    assert places["distance"] == (1, 1, 4)
    assert places["second-look"] == (2, 2, 3)


def test_a_question_asked_early_and_late_keeps_its_last_place():
    early = GUIDE.replace('label: "Yes"\n        to: group', 'label: "Yes"\n        to: last')
    text = early.replace(
        "nodes:\n",
        "nodes:\n  last:\n    ask: And now?\n    why: It is asked.\n    answers:\n"
        '      - {label: "Yes", to: group}\n      - {label: "No", to: watch}\n',
    ).replace('label: "Yes"\n        to: watch', 'label: "Yes"\n        to: last')

    for answers in (text, swapped(text)):
        assert places_of(guide_of(answers))["last"] == (2, 3, 3)


def swapped(text: str) -> str:
    """The guide with the two answers of its first question the other way round."""
    yes = '      - label: "Yes"\n        to: last\n'
    no = '      - label: "No"\n        to: skill\n'
    assert yes + no in text
    return text.replace(yes + no, no + yes)


def test_ways_are_counted_by_their_answers():
    assert count_ways(guide_of(GUIDE)) == 3
    assert count_ways(guide_of(steep(8, answers=5))) == 8 * 4 + 1


def test_an_editor_is_told_how_many_ways_there_are_and_the_longest():
    assert say_ways(guide_of(GUIDE)) == (
        "content/guides/look.yaml: 3 ways; the longest asks 2 of at most 8 questions: "
        "score -> skill"
    )


def test_the_check_tells_the_ways_of_each_guide_if_all_is_asked_for(hub_command):
    asked = hub_command("check", "--all").stdout

    assert "\n" + say_ways(real_guide("below-the-benchmark")) + "\n" in asked
    assert "ways;" not in hub_command("check").stdout


def test_of_many_ways_only_their_number_is_kept():
    guide = guide_of(steep(8, answers=5))

    assert {name: len(ways) for name, ways in ways_to(guide).items() if name[0] != "q"} == {
        "watch": 5,
        "group": 1,
    }
    page = guide_pages([guide], where=Location("x"), records={}, pages={})[1]
    ways = words(render(page).css_first("#watch .hub-step__ways"))
    assert ways == "Many ways lead here; the tree shows them."


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
