"""The Leadership Academy: what its checks say, its pages, and the lessons of the real hub."""

import re
from pathlib import Path

import material
import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from resource_hub import markup
from resource_hub.academy import (
    Reading,
    academy_pages,
    lesson_page,
    read_lessons,
    read_paths,
)
from resource_hub.academy.lessons import count_words
from resource_hub.citations.extension import find_citations
from resource_hub.jurisdictions import check_law, statement_of_page
from resource_hub.loading import load_hub
from resource_hub.problems import Location, render_text, sort_problems
from resource_hub.rendering import Renderer
from resource_hub.schema import Document, check
from resource_hub.source import read_page, read_yaml

HERE = Path(__file__).parent
ICONS = Path(material.__file__).parent / "templates/.icons"
CASES = sorted(HERE.glob("cases/*.yml"))
BASE = yaml.safe_load((HERE / "base.yaml").read_text(encoding="utf-8"))
KNOWN = {
    "guide:second-look": ("Second look", "guides/second-look/"),
    "evidence:what-is-mtss": ("What is MTSS?", "evidence/what-is-mtss/"),
    "checklist:ready": ("Are we ready?", "checklists/ready/"),
}
READINGS = {
    "guide:second-look": Reading("Second look", "guides/second-look/", "Decision guide", "Four."),
    "evidence:what-is-mtss": Reading("What?", "evidence/what-is-mtss/", "Summary", "A way to run."),
}
LISTS = {
    "audience": {"teacher": {"label": "Teacher"}, "coach": {"label": "Coach"}},
    "page_states": {"draft": {"label": "Draft"}, "reviewed": {"label": "Reviewed"}},
}


def with_words(text: str) -> str:
    """A text in which "(250 words)" is so many words."""
    return re.sub(r"\((\d+) words\)", lambda match: " ".join(["word"] * int(match[1])), text)


def document(text: str, path: str) -> Document:
    page = path.endswith(".md")
    source, problems = (read_page if page else read_yaml)(with_words(text), path)
    assert problems == []
    plain, found = check(source.root, "lesson" if page else "path")
    assert found == []
    return Document(source, plain)


def read(files: dict[str, str], unread=()):
    found = {path: document(text, path) for path, text in files.items() if path not in unread}
    paths = [d for path, d in found.items() if path.endswith(".yaml")]
    lessons, problems = read_lessons([d for p, d in found.items() if p.endswith(".md")], KNOWN)
    made, more = read_paths(paths, lessons, list(files))
    return made, lessons, [*problems, *more]


def changed(files: dict[str, str], changes) -> dict[str, str]:
    for change in changes:
        text = files[change["in"]]
        assert text.count(change["of"]) == 1, change
        files = {**files, change["in"]: text.replace(change["of"], change["to"])}
    return files


def render(page) -> LexborHTMLParser:
    return LexborHTMLParser(Renderer(ICONS, LISTS, markup.render, markup.render_inline).body(page))


def words(node) -> str:
    return " ".join(node.text().split())


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_case(case):
    given = yaml.safe_load(case.read_text(encoding="utf-8"))
    names = given.get("rename", {})
    files = {names.get(path, path): text for path, text in BASE.items()} | given.get("more", {})

    _, _, problems = read(changed(files, given["changes"]), given.get("unread", ()))

    assert render_text(sort_problems(problems)) == given["output"].strip()


# Pages ---------------------------------------------------------------------------------------

SCHOOL = "content/academy/path-school.yaml"
FURTHER = {
    SCHOOL: BASE[SCHOOL].replace("lessons:", "prerequisites: [path-first, gone]\nlessons:"),
    "content/academy/path-first.yaml": BASE[SCHOOL]
    .replace("id: path-school", "id: path-first")
    .replace("title: Begin", "title: Start")
    .replace("level: school", "level: state")
    .replace("[teacher]", "[coach, teacher]")
    .replace("[one, two]", "[zero]"),
    "content/academy/path-first/zero.md": BASE["content/academy/path-school/one.md"],
}


@pytest.fixture(scope="module")
def made():
    paths, lessons, problems = read({**BASE, **FURTHER})
    assert problems == []
    return {path.id: path for path in paths}, {lesson.id: lesson for lesson in lessons}


@pytest.fixture(scope="module")
def pages(made):
    found = academy_pages(made[0].values(), where=Location("content/academy"))
    return {page.url: page for page in found}


def lesson_of(made, name: str):
    paths, lessons = made
    return lesson_page(
        lessons[name], "<p>Text</p>", path=paths[lessons[name].path], readings=READINGS
    )


def test_each_path_has_a_page_a_plan_and_a_record(pages):
    assert list(pages) == [
        "academy/",
        "academy/path-school/", "academy/path-school/plan/", "academy/path-school/record/",
        "academy/path-first/", "academy/path-first/plan/", "academy/path-first/record/",
    ]  # fmt: skip


def test_a_lesson_shows_what_to_read_to_do_and_to_check(made):
    page = lesson_of(made, "one")
    html = render(page)

    assert page.url == "academy/path-school/one/"
    assert (page.kind_label, page.lead) == ("Lesson 1 of 2", "You will learn to say what it is.")
    assert [words(h) for h in html.css("main h2, .hub-block > h2")] == [
        "Read", "Do this with your own data", "Check yourself",
    ]  # fmt: skip
    assert words(html.css_first(".hub-list--read")) == "SummaryWhat?A way to run."
    assert words(html.css_first(".hub-monday")) == "Write it down"
    assert words(html.css_first(".hub-question")) == "What is it?"
    assert words(html.css_first("details#feedback p")) == "A good answer mentions the four parts."
    assert page.cites == ("deno1985curriculum",)


def test_a_reading_that_is_nothing_is_left_out(made):
    rows = render(lesson_of(made, "two")).css(".hub-list--read h3")

    assert [words(row) for row in rows] == ["Second look"]


def test_lessons_lead_to_one_another_and_the_last_to_the_record(made):
    first, last = (render(lesson_of(made, name)) for name in ("one", "two"))

    assert [(words(a), a.attributes["href"]) for a in first.css(".hub-turn a")] == [
        ("Next: lesson 2Two", "../two/")
    ]
    assert [(words(a), a.attributes["href"]) for a in last.css(".hub-turn a")] == [
        ("Lesson 1One", "../one/"),
        ("That was the last lessonPrint your record", "../record/"),
    ]


def test_a_lesson_shows_its_place_in_its_path(made):
    here = render(lesson_of(made, "two")).css(".hub-here li a")

    assert [(words(a), a.attributes.get("aria-current")) for a in here] == [
        ("One", None),
        ("Two", "page"),
    ]


def test_the_time_of_a_path_is_the_sum_of_its_lessons(pages):
    page = pages["academy/path-school/"]

    assert "2 lessons, 22 minutes" in words(render(page).css_first("aside"))
    assert page.lead == "By the end you can say what it is."
    assert "No path leads to a certificate." in words(render(page).body)


def test_an_old_address_of_a_lesson_leads_to_its_row(pages):
    rows = render(pages["academy/path-school/"]).css(".hub-path > li")

    assert [row.attributes["id"] for row in rows] == ["one", "two"]
    assert [row.css_first("h3 a").attributes["href"] for row in rows] == ["one/", "two/"]


def test_paths_to_take_first_are_linked_if_they_exist(pages):
    html = render(pages["academy/path-school/"])

    first = [p for p in html.css("p") if words(p).startswith("First take:")]

    assert [words(p) for p in first] == ["First take: Start."]
    assert first[0].css_first("a").attributes["href"] == "../path-first/"


def test_a_draft_says_that_it_is_one(made, pages):
    for page in (pages["academy/path-school/"], lesson_of(made, "one")):
        said = words(render(page).css_first(".hub-banner"))
        assert said.startswith("Draft: not yet reviewed.")
        assert "checked on 22 November 2026." in said.lower().replace("november", "November")


def test_the_academy_lists_school_before_state(pages):
    rows = render(pages["academy/"]).css(".hub-paths > li")

    assert [words(row.css_first("h3")) for row in rows] == ["Begin", "Start"]
    assert "10 to 12 minutes" in words(rows[0])
    assert [row.attributes["data-minutes"] for row in rows] == ["10 12", "10"]


def test_a_role_finds_the_path_first_that_names_it_first(pages):
    rows = render(pages["academy/"]).css(".hub-table--roles tbody tr")

    assert [(words(r.css_first("th")), [words(a) for a in r.css("a")]) for r in rows] == [
        ("Teacher", ["Begin", "Start"]),
        ("Coach", ["Start"]),
    ]


def test_without_a_script_nothing_that_needs_one_is_shown(made, pages):
    for page in (*pages.values(), lesson_of(made, "one")):
        for node in render(page).css("input, select, button, [data-progress], [data-kept]"):
            around = [node]
            while around[-1].parent is not None:
                around.append(around[-1].parent)
            assert any("hidden" in one.attributes for one in around if one.tag != "-undef")


def test_the_record_says_that_nobody_checked_it(pages):
    record = render(pages["academy/path-school/record/"])

    assert words(record.css_first(".hub-attest")) == (
        "Self-attested: this record says what its holder marked as done. "
        "It is not a certificate and nobody checked it."
    )


def test_words_are_those_a_reader_reads():
    assert count_words("Two *words* [@doe2001one].\n") == 2
    assert count_words("See [the page](../x.md#a) and <!-- not\nthis --> more.") == 5
    assert count_words("- 0.54 is a number; a dash — is none") == 8


def cited(text: str) -> list[str]:
    return [key for found in find_citations(text) for key, _ in found.cites]


def test_a_lesson_that_states_law_says_of_which_country():
    path = "content/academy/path-school/one.md"
    text = BASE[path].replace("(250 words)", "The law allows it [@act2004].")

    def said(text: str) -> str:
        page = document(text, path)
        statement = statement_of_page("lesson", "one", page, cited)
        return render_text(list(check_law([statement], {"act2004"})))

    assert said(text) == (
        f"{path}:2:1: error J001: the lesson 'one' states law, but not of which country\n"
        "    mend: add a line 'jurisdiction: US', with the ISO code of the country"
    )
    assert said(text.replace("state: draft", "jurisdiction: US\nstate: draft")) == ""


# The real academy ----------------------------------------------------------------------------

# The association's own figures: ../shared/data/summaries.md, part 3.
MINUTES = {
    "path-school": [12, 15, 12, 15, 15, 12, 15],
    "path-district": [15, 12, 15, 12, 12, 15, 12],
    "path-state": [12, 12, 12, 15, 12, 15, 12],
}


@pytest.fixture(scope="module")
def real(root):
    return load_hub(root)


def test_the_real_academy_has_no_problems_and_no_warnings(real):
    assert [p for p in real.problems if p.where.path.startswith("content/academy/")] == []


def test_the_real_paths_have_the_lessons_and_the_minutes_of_the_association(real):
    found = {path.id: [lesson.minutes for lesson in path.lessons] for path in real.paths}

    assert found == MINUTES
    assert [path.minutes for path in real.paths] == [93, 96, 90]
    assert len(real.lessons) == 21


def test_every_real_lesson_cites_each_of_its_sources_where_it_speaks(real):
    for lesson_document in real.documents["lesson"]:
        keys = set(cited(lesson_document.source.body))
        assert set(lesson_document.plain["sources"]) <= keys, lesson_document.source.path
        assert keys <= set(real.references), lesson_document.source.path


def test_every_real_lesson_has_an_example_that_says_so_and_an_order_of_its_own(real):
    for lesson_document in real.documents["lesson"]:
        body = lesson_document.source.body
        assert "For example" in body, lesson_document.source.path
        assert "!" not in body, lesson_document.source.path
    headings = [tuple(re.findall("^## .+$", d.source.body, re.M)) for d in real.documents["lesson"]]
    assert len(set(headings)) == len(headings)
