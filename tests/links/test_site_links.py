"""The check of the finished site, case by case."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from resource_hub.links import (
    SHARED_BY,
    PageLinks,
    Written,
    check_site,
    read_json,
    read_page,
    read_stylesheet,
    read_xml,
)
from resource_hub.problems import Location, Problem, render

CASES = Path(__file__).parent / "cases"
FAULTS = yaml.safe_load((CASES / "faults.yml").read_text(encoding="utf-8"))
CONTROLS = yaml.safe_load((CASES / "controls.yml").read_text(encoding="utf-8"))

READERS = {".html": read_page, ".css": read_stylesheet, ".xml": read_xml, ".json": read_json}
ORIGINS = {
    "guides/a/": Location("content/guides/a.md"),
    "resources/roar/": Location("resources.yaml", 40, 3),
}


def place(text: str) -> Location:
    path, line, column = text.rsplit(":", 2)
    return Location(path, int(line), int(column))


def check_case(case: dict) -> list[Problem]:
    texts = {"guides/a/index.html": case.get("html", ""), **case.get("pages", {})}
    return check_site(
        {name: READERS[Path(name).suffix](text) for name, text in texts.items()},
        set(case.get("files", ())),
        base_url=case.get("base", "https://hub.example.org/hub/"),
        origins=ORIGINS,
        written={
            "guides/a/": [
                Written(link["text"], place(link["at"]), link["resolved"])
                for link in case.get("written", ())
            ]
        },
    )


@pytest.mark.parametrize("case", FAULTS, ids=lambda case: case["why"])
def test_a_seeded_fault_is_found_at_its_place_and_in_its_words(case):
    problems = check_case(case)

    assert [problem.code for problem in problems] == [e["code"] for e in case["expect"]]
    for problem, expected in zip(problems, case["expect"], strict=True):
        assert expected.get("says", "") in problem.what
        assert problem.mend.startswith(expected.get("mend", ""))
        assert "at" not in expected or str(problem.where) == expected["at"]


@pytest.mark.parametrize("case", CONTROLS, ids=lambda case: case["why"])
def test_what_is_right_is_not_reported(case):
    assert [render(problem) for problem in check_case(case)] == []


def pages_with(html: str, count: int) -> dict[str, PageLinks]:
    return {f"p{n:02}/index.html": read_page(html) for n in range(count)}


def check_plain(pages, **more):
    given = {"base_url": "https://hub.invalid/path/", "origins": {}, "written": {}, **more}
    return check_site(pages, set(), **given)


def test_a_fault_in_the_frame_around_every_page_is_reported_once():
    pages = pages_with('<a href="../gone/">x</a><a href="#main">x</a>', SHARED_BY + 1)

    problems = check_plain(pages, shell=Location("mkdocs.yml", 9, 5))

    assert [(p.code, str(p.where)) for p in problems] == [
        ("L001", "mkdocs.yml:9:5"),
        ("L002", "mkdocs.yml:9:5"),
    ]
    assert problems[0].what == (
        "the link '../gone/' of 21 pages, the first being 'p00/index.html', "
        "leads to 'gone/', which is not in the site"
    )


def test_a_fault_on_many_pages_but_not_most_stands_at_the_first_of_them():
    pages = pages_with('<a href="../gone/">x</a>', SHARED_BY + 1)
    pages |= {f"q{n:02}/index.html": read_page("") for n in range(SHARED_BY + 1)}

    problems = check_plain(pages, origins={"p00/": Location("resources.yaml", 5, 3)})

    assert [str(p.where) for p in problems] == ["resources.yaml:5:3"]
    assert "of 21 pages" in problems[0].what


def test_a_fault_on_as_many_pages_as_may_be_chance_is_reported_on_each():
    problems = check_plain(pages_with('<a href="../gone/">x</a>', SHARED_BY))

    assert len(problems) == SHARED_BY


def test_a_link_that_an_editor_wrote_is_no_part_of_the_frame():
    pages = pages_with('<a href="../gone/">x</a>', SHARED_BY + 1)
    where = Location("content/p00.md", 3, 5)
    written = {"p00/": [Written("gone.md", where, "gone/")]}

    problems = check_plain(pages, written=written)

    assert [p.where.path for p in problems if p.where == where] == ["content/p00.md"]
    assert len(problems) == 1 + SHARED_BY


def test_a_text_shown_on_two_pages_is_reported_once():
    pages = pages_with('<a href="../gone/">x</a>', 2)
    link = Written("gone.md", Location("resources.yaml", 7, 20), "gone/")

    problems = check_plain(pages, written={"p00/": [link], "p01/": [link]})

    assert [p.where for p in problems] == [link.where]


def test_origins_may_go_by_the_file_of_a_page():
    where = Location("references.bib", 12, 1)

    problems = check_plain(pages_with('<a href="x">x</a>', 1), origins={"p00/index.html": where})

    assert [p.where for p in problems] == [where]


def test_a_base_address_that_is_none_is_our_own_mistake():
    with pytest.raises(ValueError):
        check_plain({}, base_url="hub/")
    with pytest.raises(ValueError, match="base_url must begin with http or https"):
        check_plain({}, base_url="file:///hub/")


def test_the_order_of_pages_makes_no_difference():
    texts = {f"p{n}/index.html": f'<a href="../p{n + 1}/#x">x</a>' for n in range(9)}
    pages = {name: read_page(html) for name, html in texts.items()}

    assert check_plain(pages) == check_plain(dict(reversed(pages.items())))
    assert len(check_plain(pages)) == 9


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary().map(lambda raw: raw.decode("utf-8", "replace")), st.text()))
def test_no_bytes_make_the_reading_of_a_page_raise(html):
    pages = {"a/index.html": read_page(html)}

    check_plain(pages)


SIGNS = st.text("/.:#?%\\@[] \t\na0ü\ud800&'\"<>-", max_size=16)


@settings(max_examples=500, deadline=None)
@given(st.lists(SIGNS, max_size=4), SIGNS)
def test_no_address_makes_the_check_raise(addresses, base):
    quoted = [a.replace("&", "&amp;").replace('"', "&quot;") for a in addresses]
    html = "".join(f'<a href="{a}"></a><img src="{a}" srcset="{a} 2x">' for a in quoted)
    base = base.replace("&", "&amp;").replace('"', "&quot;")

    problems = check_plain({"a/index.html": read_page(f'<base href="{base}">{html}')})

    for problem in problems:
        assert "\n" not in problem.what


# A naive twin ------------------------------------------------------------------------------


class Twin(HTMLParser):
    """Reads ids and links with the standard library, for pages without odd markup."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.hrefs: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        if "id" in named:
            self.ids.add(named["id"])
        if tag == "a" and "href" in named:
            self.hrefs.append(named["href"])


def faults_of_twin(texts: dict[str, str], base: str) -> set[tuple[str, str]]:
    twins = {name: Twin(html) for name, html in texts.items()}
    found = set()
    for name, twin in twins.items():
        for href in twin.hrefs:
            address, _, fragment = urljoin(base + name, href).partition("#")
            file = address.removeprefix(base)
            file = file + "index.html" if file.endswith("/") or not file else file
            if not address.startswith(base):
                found.add((name, "L004"))
            elif file not in twins:
                found.add((name, "L001"))
            elif fragment and fragment not in twins[file].ids:
                found.add((name, "L002"))
    return found


NAMES = st.sampled_from(
    ["index.html", "a/index.html", "a/b/index.html", "a/c.html", "d/index.html"]
)
HREFS = st.builds(
    lambda up, path, fragment: "../" * up + path + fragment,
    st.integers(0, 4),
    st.sampled_from(["", "a/", "a/b/", "b/", "c.html", "d/", "./a/c.html", "a/../d/", "x/"]),
    st.sampled_from(["", "#one", "#two", "#three"]),
)
BODIES = st.builds(
    lambda ids, hrefs: (
        "".join(f'<p id="{i}">' for i in ids) + "".join(f'<a href="{h}">x</a>' for h in hrefs)
    ),
    st.sets(st.sampled_from(["one", "two"])),
    st.lists(HREFS, max_size=5),
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(NAMES, BODIES, min_size=1))
def test_plain_sites_are_judged_as_a_naive_twin_judges_them(texts):
    base = "https://hub.invalid/path/"
    pages = {name: read_page(html) for name, html in texts.items()}

    problems = check_plain(pages)

    assert {(p.where.path, p.code) for p in problems} == faults_of_twin(texts, base)


def test_the_cases_are_enough_and_each_code_has_one():
    assert len(FAULTS) >= 25 and len(CONTROLS) >= 15
    codes = {expected["code"] for case in FAULTS for expected in case["expect"]}
    source = Path(__file__).parents[2] / "hooks/resource_hub/links/faults.py"
    assert codes == set(re.findall(r'"(L\d{3})"', source.read_text(encoding="utf-8")))
