"""APA 7 held by cases: the values in ``apa/*.yaml`` come from the manual, not from the engine."""

import json
import re
from collections.abc import Callable
from functools import cache, partial
from html import unescape
from pathlib import Path

import pytest
import yaml

from resource_hub import markup
from resource_hub.citations import showing
from resource_hub.citations.extension import CitationExtension
from resource_hub.citations.resolving import Request, is_apa
from resource_hub.citations.shelf import STYLE, Shelf, read_shelf

FILES = sorted((Path(__file__).parent / "apa").glob("*.yaml"))
CASES = [
    (path.stem, n) for path in FILES for n in range(len(yaml.safe_load(path.read_text("utf-8"))))
]
RENDER = partial(markup.render_inline, extensions=(CitationExtension(),))
RAW = re.compile(r"\[-?@\w*\d|\{\.nocase\}|\\_|\?\?\?|[{}]|nocase")


@cache
def cases_of(area: str) -> list[dict]:
    return yaml.safe_load((Path(__file__).parent / "apa" / f"{area}.yaml").read_text("utf-8"))


def shelf_of(bibliography: str) -> Shelf:
    return read_shelf(bibliography, STYLE.read_bytes(), STYLE)


@cache
def answers_of(area: str) -> list[tuple[list[str], list[tuple[str, str]]]]:
    """Paragraphs and entries of all cases of an area, from one bibliography."""
    cases = cases_of(area)
    shelf = shelf_of("\n".join(case["bib"] for case in cases))
    between = "<!---->"
    htmls = [between.join(RENDER(raw) for raw, _ in case["cites"]) for case in cases]
    answers = shelf.resolve(
        [
            Request(showing.request_of(html).cites, tuple(case.get("listed", ())))
            for html, case in zip(htmls, cases, strict=True)
        ]
    )
    return [
        (showing.put_in(html, answer, "").split(between) if html else [], list(answer.entries))
        for html, answer in zip(htmls, answers, strict=True)
    ]


def plain(html: str) -> str:
    return unescape(showing.without_links(html))


@pytest.mark.parametrize(("area", "place"), CASES, ids=lambda value: str(value))
def test_citations_and_entries_are_as_apa_7_has_them(area, place):
    case, (paragraphs, entries) = cases_of(area)[place], answers_of(area)[place]

    shown = [[raw, plain(html)] for (raw, _), html in zip(case["cites"], paragraphs, strict=True)]
    assert shown == case["cites"], case["why"]
    if "entries" in case:
        assert [plain(html) for _, html in entries] == case["entries"], case["why"]
    if "order" in case:
        assert [key for key, _ in entries] == case["order"], case["why"]


@pytest.mark.parametrize("area", [path.stem for path in FILES])
def test_nothing_raw_is_left(area):
    for case, (paragraphs, entries) in zip(cases_of(area), answers_of(area), strict=True):
        for html in [*paragraphs, *(entry for _, entry in entries)]:
            assert not RAW.search(showing.as_text(re.sub("<code>.*?</code>", "", html))), case[
                "why"
            ]


def test_every_case_says_where_its_rule_stands():
    for area, place in CASES:
        assert re.match(
            r"\d+\.\d+|APA Style|Pandoc|LaTeX|Any script|What is", cases_of(area)[place]["why"]
        )


def test_a_work_is_the_same_whatever_stands_around_it():
    """The order of the file, and other works in it, change nothing of a work's entry."""
    cases = cases_of("mixed")
    texts = re.findall(r"@\w+\{.*?(?=\n@|\Z)", "\n".join(case["bib"] for case in cases), re.DOTALL)
    there, back = shelf_of("\n".join(texts)), shelf_of("\n".join(reversed(texts)))

    assert there.known == back.known


# Another style


def test_another_style_is_one_file_and_is_left_as_it_is(tmp_path):
    style = STYLE.read_bytes().replace(b"styles/apa</id>", b"styles/other</id>")
    path = tmp_path / "other.csl"
    path.write_bytes(style)
    text = "@legislation{act2004, title = {Reading Act of 2004}, year = {2004}}"

    (own,) = read_shelf(text, style, path).resolve([Request(("[@act2004]",))])
    (apa,) = shelf_of(text).resolve([Request(("[@act2004]",))])

    assert [showing.as_text(cite) for cite in own.cites] == ["(Reading Act of 2004, 2004)"]
    assert [showing.as_text(cite) for cite in apa.cites] == ["(Reading Act, 2004)"]


@pytest.mark.parametrize(
    ("name", "apa"),
    [("apa", True), ("apa-single-spaced", True), ("apa-6th-edition", False), ("vancouver", False)],
)
def test_the_rules_of_apa_are_for_styles_of_its_seventh_edition(name, apa):
    assert is_apa(f"<id>http://www.zotero.org/styles/{name}</id>".encode()) is apa


# hub cite

TWO = """
@article{one2001, author = {One, Ann}, title = {First}, journal = {Journal}, year = {2001}}
@book{two2002, author = {Two, Bo and One, Ann}, title = {Second},
  publisher = {Press}, year = {2002}}
"""


def run_cases(plain_cases: list, resolve: Callable | None = None) -> dict:
    shelf = shelf_of(TWO)
    cases = [showing.read_case(case, RENDER, shelf.known) for case in plain_cases]
    return showing.show_cases(cases, resolve or shelf.resolve)


def test_works_are_shown_in_three_forms():
    works = showing.show_works(["two2002", "one2001"], shelf_of(TWO).resolve)

    assert showing.print_text(works) == (
        "two2002\n"
        "    entry          Two, B., & One, A. (2002). Second. Press.\n"
        "    in brackets    (Two & One, 2002)\n"
        "    in a sentence  Two and One (2002)\n"
        "one2001\n"
        "    entry          One, A. (2001). First. Journal.\n"
        "    in brackets    (One, 2001)\n"
        "    in a sentence  One (2001)"
    )
    assert showing.print_html(works[:1]) == (
        "<p>Two, B., &amp; One, A. (2002). <em>Second</em>. Press.</p>\n"
        "<p>(Two &amp; One, 2002)</p>\n<p>Two and One (2002)</p>"
    )
    assert json.loads(showing.print_json(works))["one2001"]["narrative"] == "One (2001)"


def test_cases_are_pages_of_their_own():
    shown = run_cases(
        [
            {"id": "a", "cite": ["So it is [@one2001, p. 3].", "And so says @two2002."]},
            {"id": "b", "cite": ["@one2001"]},
        ]
    )

    assert [showing.as_text(html) for html in shown["a"]["in_text"]] == [
        "So it is (One, 2001, p. 3).", "And so says Two and One (2002)."
    ]  # fmt: skip
    assert [key for key, _ in shown["a"]["references"]] == ["one2001", "two2002"]
    assert [key for key, _ in shown["b"]["references"]] == ["one2001"]


@pytest.mark.parametrize(
    ("case", "fault"),
    [
        ({"id": "x", "cite": ["[@nobody; @one2001]"]}, "no such work: nobody"),
        ({"id": "x", "cite": "text"}, "a case is {'id': …, 'cite': [paragraphs]}"),
        ({"id": "x"}, "a case is {'id': …, 'cite': [paragraphs]}"),
        ({"id": "x", "cite": [1]}, "a case is {'id': …, 'cite': [paragraphs]}"),
    ],
)
def test_a_case_that_cannot_be_read_fails_alone(case, fault):
    shown = run_cases([case, {"id": "b", "cite": ["@one2001"]}])

    assert shown["x"] == {"error": fault}
    assert showing.as_text(shown["b"]["in_text"][0]) == "One (2001)"


def test_a_case_that_stops_the_program_fails_alone():
    shelf = shelf_of(TWO)

    def stops(requests):
        if any("two2002" in raw for request in requests for raw in request.cites):
            raise RuntimeError("pandoc stopped: so")
        return shelf.resolve(requests)

    shown = run_cases([{"id": "a", "cite": ["@two2002"]}, {"id": "b", "cite": ["@one2001"]}], stops)

    assert shown["a"] == {"error": "pandoc stopped: so"}
    assert showing.as_text(shown["b"]["in_text"][0]) == "One (2001)"


def test_an_entry_that_pandoc_cannot_read_costs_no_other_work():
    shelf = shelf_of(TWO + "\n@book(three2003, title = {Round}, year = {2003})\n")

    assert {"one2001", "two2002"} <= shelf.known.keys()


def test_the_command_prints_works_and_cases(hub_command, tmp_path):
    bib, cases = tmp_path / "some.bib", tmp_path / "cases.json"
    bib.write_text(TWO, encoding="utf-8")
    cases.write_text(json.dumps([{"id": "a", "cite": ["[@one2001]"]}]), encoding="utf-8")

    entry = hub_command("cite", "one2001", "--bib", str(bib))
    pages = hub_command("cite", "--bib", str(bib), "--cases", str(cases), "--format", "json")
    wrong = hub_command("cite", "one2010", "--bib", str(bib))

    assert "    in brackets    (One, 2001)\n" in entry.stdout
    assert list(json.loads(pages.stdout)) == ["a"]
    assert wrong.returncode == 2
    assert "'one2010' is not in some.bib; did you mean 'one2001'?" in wrong.stderr
