from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from resource_hub.citations.checking import check_markdown, check_source, source_key
from resource_hub.citations.extension import CitationExtension, citekeys, find_citations
from resource_hub.markup import render
from resource_hub.problems import Location, render_text
from resource_hub.source import Source

CASES = sorted((Path(__file__).parent / "cases" / "finding").glob("*.yml"))
KNOWN = ("wilkinson2016", "gersten2009reading", "gersten2009mathematics")


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    where = Source("a.md", text).place(offset)
    return where.line, where.column


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_citations_are_found_where_they_stand(case):
    wanted = yaml.safe_load(case.read_text(encoding="utf-8"))
    text = wanted["input"]

    found = [
        [f.raw, [[key, *line_and_column(text, offset)] for key, offset in f.cites]]
        for f in find_citations(text)
    ]

    assert found == wanted["output"]


PIECES = st.sampled_from(
    [
        *("@one2001", "@{a b}", "@{a}", "@", "[@two2002]", "[", "]", "(", ")", "; ", "-", "p. 3"),
        *("\\", "`", "```\n", "*", "_", "**", "<", ">", "<div>", "</div>", "<!--", "-->", "&", "!"),
        *("|", "|---|\n", "\n", "\n\n", "\r\n", "    ", "- ", "# ", "> ", "===", "{", "}", " "),
        *("[^1]", "[^1]: ", "[d]: x", "https://example.org/", "a.b", "é", "0"),
        *("\ue000", "\ue001", "\x02", "\x03"),
    ]
)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.lists(PIECES | st.text(max_size=3), max_size=25).map("".join))
def test_every_place_found_is_that_of_its_key(text):
    for found in find_citations(text):
        for key, offset in found.cites:
            assert text[offset] == "@"
            assert text[offset + 1 :].removeprefix("{").startswith(key)


def test_a_rendered_page_holds_the_citations_that_were_found():
    text = 'A [see @one2001, "x" & y] and @two2002 [p. 7].\n'

    html = render(text, [CitationExtension()])

    assert html == (
        '<p>A <hub-cite data-raw="[see @one2001, &quot;x&quot; &amp; y]"></hub-cite> and '
        '<hub-cite data-raw="@two2002 [p. 7]"></hub-cite>.</p>'
    )


def test_an_escaped_at_is_written_without_its_backslash():
    assert render("Write \\@here.", [CitationExtension()]) == "<p>Write @here.</p>"


def test_citekeys_are_read_from_a_citation_as_written():
    assert citekeys("[see @a:b, p. 3; -@{c;d}; mail x@y.org]") == ["a:b", "c;d"]


# Citekeys that references.bib does not have


def problems_of(text: str) -> str:
    return render_text(check_markdown(text, Source("content/guides/fair.md", text).place, KNOWN))


def test_an_unknown_citekey_is_reported_where_it_stands():
    assert problems_of("First line.\n\nAs shown [@wilkinson2061].\n") == (
        "content/guides/fair.md:3:12: error C001: the citekey 'wilkinson2061' is not in "
        "references.bib\n"
        "    mend: did you mean 'wilkinson2016'? If not, add the entry to references.bib"
    )


def test_no_guess_is_made_when_nothing_is_near():
    assert problems_of("As @smith1999 says.\n") == (
        "content/guides/fair.md:1:5: error C001: the citekey 'smith1999' is not in references.bib\n"
        "    mend: add the entry to references.bib"
    )


def test_each_unknown_citekey_of_a_citation_has_its_own_place():
    text = "[@wilkinson2016; @gersten2009raeding;\n@nobody1900]\n"

    found = check_markdown(text, Source("a.md", text).place, KNOWN)

    assert [(p.code, p.where.line, p.where.column) for p in found] == [
        ("C001", 1, 19), ("C001", 2, 2)
    ]  # fmt: skip
    assert found[0].mend.startswith("did you mean 'gersten2009reading'?")


def test_citekeys_differ_by_case():
    assert "'Wilkinson2016'" in problems_of("[@Wilkinson2016]")


def test_known_citekeys_and_code_are_fine():
    assert problems_of("[@wilkinson2016, p. 3] and `[@nobody1900]`.\n") == ""


@pytest.mark.parametrize(
    "written", ["wilkinson2016", "wilkinson2016, p. 12", " wilkinson2016 ,p. 1"]
)
def test_a_source_is_a_citekey_with_or_without_a_part(written):
    assert source_key(written) == "wilkinson2016"
    assert check_source(written, Location("resources.yaml", 7, 15), KNOWN) == []


def test_an_unknown_source_is_reported_at_its_value():
    problems = check_source("wilkinson2061, p. 12", Location("resources.yaml", 7, 15), KNOWN)

    assert render_text(problems) == (
        "resources.yaml:7:15: error C001: the citekey 'wilkinson2061' is not in references.bib\n"
        "    mend: did you mean 'wilkinson2016'? If not, add the entry to references.bib"
    )
