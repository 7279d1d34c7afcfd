"""Learning paths: what their checks say, and their pages."""

from pathlib import Path

import material
import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from resource_hub import markup
from resource_hub.academy import academy_pages, read_paths
from resource_hub.problems import Location, render_text, sort_problems
from resource_hub.rendering import Renderer
from resource_hub.schema import Document, check
from resource_hub.source import read_yaml

ROOT = Path(__file__).parents[2]
ICONS = Path(material.__file__).parent / "templates/.icons"
CASES = sorted(Path(__file__).parent.glob("cases/*.yml"))
KNOWN = {
    "guide:second-look": ("Second look", "guides/second-look/"),
    "evidence:what-is-mtss": ("What is MTSS?", "evidence/what-is-mtss/"),
}
LISTS = {
    "audience": {"teacher": {"label": "Teacher"}, "coach": {"label": "Coach"}},
    "page_states": {"draft": {"label": "Draft"}, "reviewed": {"label": "Reviewed"}},
}


def document(text: str, path: str) -> Document:
    source, problems = read_yaml(text, path)
    assert problems == []
    plain, _ = check(source.root, "path")
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

    _, problems = read_paths([document(given["input"], given["path"])], KNOWN)

    assert render_text(sort_problems(problems)) == given["output"].strip()


PATH = """
id: path-school
title: Begin
level: school
audience: [teacher]
state: draft
checked: 2026-11-22
prerequisites: [path-start, gone]
lessons:
  - id: one
    title: One page
    minutes: 12
    objective: Say what it is
    items: [guide:second-look, evidence:what-is-mtss, resource:gone]
    do: Draw it on *one* page
    check: What is missing?
    sources: [deno1985curriculum]
  - id: two
    title: Two pages
    minutes: 15
    objective: Say more
    items: [guide:second-look]
    do: Draw more
    check: What is new?
    sources: [deno1985curriculum, compton2010selecting]
"""


def pages():
    start = PATH.replace("id: path-school", "id: path-start").replace(
        "title: Begin", "title: Start"
    )
    paths, problems = read_paths(
        [
            document(PATH, "content/academy/path-school.yaml"),
            document(
                start.replace("level: school", "level: state"), "content/academy/path-start.yaml"
            ),
        ]
    )
    assert problems == []
    return academy_pages(paths, where=Location("content/academy"), titles=KNOWN)


def test_a_lesson_shows_its_aim_readings_task_question_time_and_sources():
    section = render(pages()[1]).css_first("section#one")

    assert words(section) == (
        "1. One page 12 minutes Aim Say what it is Read Second lookWhat is MTSS? "
        "Do Draw it on one page Check What is missing? Sources"
    )
    assert section.css_first("hub-cite").attributes["data-raw"] == "[@deno1985curriculum]"
    assert [link.attributes["href"] for link in section.css("a")] == [
        "../../guides/second-look/",
        "../../evidence/what-is-mtss/",
    ]


def test_the_time_of_a_path_is_the_sum_of_its_lessons():
    page = pages()[1]

    assert page.lead == "2 lessons, 27 minutes in all. For the school level."
    assert "No path leads to a certificate." in words(render(page).body)


def test_every_lesson_in_the_list_leads_to_its_section():
    html = render(pages()[1])

    targets = [link.attributes["href"] for link in html.css(".hub-path a")]

    assert targets == ["#one", "#two"]
    assert {"one", "two"} <= set(ids(html))
    assert len(ids(html)) == len(set(ids(html)))


def test_paths_to_take_first_are_linked_if_they_exist():
    html = render(pages()[1])

    first = [p for p in html.css("p") if words(p).startswith("First take:")]

    assert [words(p) for p in first] == ["First take: Start."]
    assert first[0].css_first("a").attributes["href"] == "../path-start/"


def test_a_draft_says_that_it_is_one():
    assert words(render(pages()[1]).css_first(".hub-banner")) == (
        "Draft: not yet reviewed. Written from the sources below, checked on 22 November 2026."
    )


def test_the_index_lists_school_before_state():
    page = pages()[0]

    rows = [words(row) for row in render(page).css(".hub-list li")]

    assert page.url == "academy/"
    assert rows == [
        "BeginSchool level. For: teacher.2 lessons, 27 min Draft",
        "StartState level. For: teacher.2 lessons, 27 min Draft",
    ]


def test_names_are_not_checked_when_nothing_is_known_of_them():
    _, problems = read_paths([document(PATH, "content/academy/path-school.yaml")])

    assert problems == []


def test_the_real_paths_have_no_problems():
    files = sorted(ROOT.glob("content/academy/*.yaml"))
    documents = [
        document(file.read_text(encoding="utf-8"), file.relative_to(ROOT).as_posix())
        for file in files
    ]
    real = {
        f"{kind}:{file.stem}": (file.stem, f"{folder}/{file.stem}/")
        for kind, folder in (("evidence", "evidence"), ("guide", "guides"), ("toolkit", "toolkits"))
        for file in (ROOT / "content" / folder).iterdir()
    }
    for record in yaml.safe_load((ROOT / "resources.yaml").read_text(encoding="utf-8")):
        real[f"resource:{record['id']}"] = (record["title"], f"resources/{record['id']}/")

    paths, problems = read_paths(documents, real)

    assert len(paths) == len(files) >= 3
    assert problems == []
