"""Toolkits: templates as pages."""

from pathlib import Path

import material
from selectolax.lexbor import LexborHTMLParser

from resource_hub import markup
from resource_hub.problems import Location, render_text, sort_problems
from resource_hub.rendering import Renderer
from resource_hub.schema import Document, check
from resource_hub.source import read_page
from resource_hub.toolkits import (
    Member,
    TakeAway,
    kits_of,
    read_toolkits,
    toolkit_page,
    toolkits_page,
)

ROOT = Path(__file__).parents[2]
ICONS = Path(material.__file__).parent / "templates/.icons"
LISTS = {
    "audience": {"teacher": {"label": "Teacher"}, "coach": {"label": "Coach"}},
    "page_states": {"draft": {"label": "Draft"}, "reviewed": {"label": "Reviewed"}},
}
TOOLKIT = """---
kind: toolkit
title: Team meeting
description: An agenda for a team.
level: school
audience: [teacher]
resources: [roar, gone]
see_also: [second-look]
state: draft
checked: 2026-11-22
---

Use it *once*.

| Step | Who |
|---|---|
| Look | |
"""


def document(text: str, path: str) -> Document:
    source, problems = read_page(text, path)
    assert problems == []
    plain, _ = check(source.root, "toolkit")
    return Document(source, plain)


def render(page, files=None) -> LexborHTMLParser:
    take_aways = {} if files is None else files
    renderer = Renderer(
        ICONS,
        LISTS,
        markup.render,
        markup.render_inline,
        files=lambda at: take_aways.get(at, ()),
    )
    return LexborHTMLParser(renderer.body(page))


def words(node) -> str:
    return " ".join(node.text().split())


def page(path="content/toolkits/meeting.md"):
    toolkit = document(TOOLKIT, path)
    return toolkit_page(
        toolkit,
        markup.render(toolkit.source.body),
        records={"roar": ("ROAR", "resources/roar/")},
        pages={"second-look": ("Second look", "guides/second-look/")},
        lessons=[("Meet", "academy/path/meet/")],
    )


def test_a_template_shows_its_text_with_its_empty_cells():
    article = render(page()).css_first("article")

    assert words(article.css_first("p")) == "Use it once."
    assert [words(cell) for cell in article.css("td")] == ["Look", ""]


def test_a_template_links_what_goes_with_it_and_leaves_out_what_does_not_exist():
    links = [link.attributes["href"] for link in render(page()).css(".hub-list a")]

    assert links == [
        "../../resources/roar/",
        "../../guides/second-look/",
        "../../academy/path/meet/",
    ]


def test_a_draft_says_that_it_is_one():
    assert words(render(page()).css_first(".hub-banner")) == (
        "Draft: not yet reviewed. Written from the sources below, checked on 22 November 2026."
    )


def test_the_name_of_the_file_is_the_address():
    assert page().url == "toolkits/meeting/"
    assert page().facets == {"audience": ("teacher",)}


def test_a_file_name_that_cannot_be_an_address_is_reported():
    _, problems = read_toolkits([document(TOOLKIT, "content/toolkits/Team Meeting.md")])

    assert render_text(sort_problems(problems)) == (
        "content/toolkits/Team Meeting.md:1:1: error D005: "
        "the file name 'Team Meeting.md' cannot be an address\n"
        "    mend: rename the file: small letters, digits and single hyphens, then .md"
    )


def kits():
    toolkits, _ = read_toolkits([document(TOOLKIT, "content/toolkits/meeting.md")])
    ready = Member("Are we ready?", "checklists/ready/", "A checklist.", "draft")
    paths = {"school": [("Routines", "academy/path-school/")], "state": [("Law", "academy/law/")]}
    return kits_of(toolkits, {"school": [ready]}, paths)


def test_the_index_lists_templates_and_then_checklists_by_level():
    html = render(toolkits_page(kits(), where=Location("content/toolkits")))

    assert [words(heading) for heading in html.css("h2")] == ["School toolkit"]
    assert [words(row) for row in html.css(".hub-list > li")] == [
        "Team meetingAn agenda for a team. For: teacher. Draft",
        "Are we ready?A checklist. Draft",
    ]
    assert [link.attributes["href"] for link in html.css("a")] == [
        "../academy/path-school/",
        "meeting/",
        "../checklists/ready/",
        "https://creativecommons.org/licenses/by/4.0/",
    ]


def test_files_stand_beside_what_they_belong_to_with_kind_and_size():
    word = TakeAway("toolkits/meeting/meeting.docx", "Word", bytes(13_600))
    table = TakeAway("toolkits/meeting/meeting.csv", "CSV", b"a")
    kit = TakeAway("toolkits/school-toolkit.zip", "ZIP", bytes(70_000))
    files = {"toolkits/meeting/": [word, table], "toolkits/#school": [kit]}

    index = render(toolkits_page(kits(), where=Location("content/toolkits")), files)
    template = render(page(), files)

    assert [(a.attributes["href"], words(a)) for a in index.css("a[download]")] == [
        ("school-toolkit.zip", "All of it as one file of the school toolkit (ZIP, 70 kB)"),
        ("meeting/meeting.docx", "Word of “Team meeting”, 14 kB"),
        ("meeting/meeting.csv", "CSV of “Team meeting”, under 1 kB"),
    ]
    assert [a.attributes["href"] for a in template.css("a[download]")] == [
        "meeting.docx",
        "meeting.csv",
    ]


def test_without_files_nothing_is_offered():
    assert render(page()).css("a[download]") == []
    assert "Download" not in render(page()).body.text()


def test_columns_have_the_width_of_paper_by_a_class_and_not_by_a_style():
    columns = [column.attributes["class"] for column in render(page()).css("col")]

    assert columns == ["hub-col-35", "hub-col-65"]
    assert "style=" not in render(page()).html


def test_no_two_parts_of_the_page_have_one_id():
    found = [node.attributes["id"] for node in render(page()).css("[id]")]

    assert len(found) == len(set(found))


def test_the_real_toolkits_have_no_problems():
    files = sorted(ROOT.glob("content/toolkits/*.md"))
    documents = [
        document(file.read_text(encoding="utf-8"), file.relative_to(ROOT).as_posix())
        for file in files
        if "kind: toolkit" in file.read_text(encoding="utf-8")
    ]

    toolkits, problems = read_toolkits(documents)

    assert len(toolkits) >= 4
    assert problems == []
