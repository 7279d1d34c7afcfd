"""How a page of the hub is cited, word for word."""

import json
from datetime import date

import pytest
from selectolax.lexbor import LexborHTMLParser

from resource_hub.citations import pandoc
from resource_hub.citations.citing import Imprint, cite_page
from resource_hub.citations.repairs import repair_items

IMPRINT = Imprint("International MTSS Association", "IMA Resource Hub", "https://hub.example.org/")
DAY = date(2026, 11, 2)


def cited(title="Does it work?", kind="Evidence summary", imprint=IMPRINT):
    return cite_page(title, kind, DAY, "evidence/does-it-work/", imprint)


def plain(html: str) -> str:
    return LexborHTMLParser(html).text()


@pytest.mark.parametrize(
    ("imprint", "expected"),
    [
        (
            IMPRINT,
            "International MTSS Association. (2026, November 2). Does it work? [Evidence summary]. "
            "IMA Resource Hub. https://hub.example.org/evidence/does-it-work/",
        ),
        (
            Imprint("International MTSS Association", "IMA Resource Hub"),
            "International MTSS Association. (2026, November 2). Does it work? [Evidence summary]. "
            "IMA Resource Hub.",
        ),
        (
            Imprint("", "IMA Resource Hub", "https://hub.example.org/"),
            "Does it work? [Evidence summary]. (2026, November 2). IMA Resource Hub. "
            "https://hub.example.org/evidence/does-it-work/",
        ),
        (
            Imprint("Tests Inc.", "Tests Inc."),
            "Tests Inc. (2026, November 2). Does it work? [Evidence summary].",
        ),
    ],
    ids=["all is known", "no address yet", "no author", "the site is the author"],
)
def test_in_apa_style(imprint, expected):
    assert plain(cited(imprint=imprint).apa) == expected


def test_the_title_alone_is_in_italics_and_the_address_is_a_link():
    tree = LexborHTMLParser(cited("A <b> & c").apa)

    assert [node.text() for node in tree.css("em")] == ["A <b> & c"]
    assert tree.css_first("a").attributes["href"] == tree.css_first("a").text()
    assert not tree.css("b")


def test_as_bibtex():
    assert cited("Does 50% of A_B work & last?").bibtex == (
        "@misc{does-it-work-2026,\n"
        "  author = {{International MTSS Association}},\n"
        "  title = {{Does 50\\% of A\\_B work \\& last?}},\n"
        "  year = {2026},\n"
        "  month = nov,\n"
        "  day = {2},\n"
        "  type = {Evidence summary},\n"
        "  howpublished = {IMA Resource Hub},\n"
        "  url = {https://hub.example.org/evidence/does-it-work/},\n"
        "}\n"
    )


def test_as_ris():
    assert cited().ris == (
        "TY  - ELEC\r\n"
        "AU  - International MTSS Association\r\n"
        "PY  - 2026\r\n"
        "DA  - 2026/11/02/\r\n"
        "T1  - Does it work?\r\n"
        "T2  - IMA Resource Hub\r\n"
        "M3  - Evidence summary\r\n"
        "UR  - https://hub.example.org/evidence/does-it-work/\r\n"
        "ER  - \r\n"
    )


def test_without_an_address_or_an_author_none_is_made_up():
    bare = cited(imprint=Imprint(site="IMA Resource Hub"))

    assert "author" not in bare.bibtex and "url" not in bare.bibtex
    assert "AU  -" not in bare.ris and "UR  -" not in bare.ris


def test_the_files_stand_beside_the_page():
    assert cited().files == {
        "bib": "evidence/does-it-work/cite.bib",
        "ris": "evidence/does-it-work/cite.ris",
    }


def test_citeproc_makes_the_same_apa_entry_of_our_bibtex(root):
    page = cited("Does MTSS work for A & B?")

    items = repair_items(pandoc.to_csl(page.bibtex), {})
    style = root / "hooks" / "resource_hub" / "citations" / "styles" / "apa.csl"
    (answer,) = pandoc.resolve(
        {
            "style": str(style),
            "references": json.dumps(items),
            "pages": [{"cites": [], "listed": ["does-it-work-2026"]}],
        }
    )
    assert [plain(html) for _, html in answer["entries"]] == [plain(page.apa)]


def test_a_title_cannot_break_out_of_its_value():
    bad = cited("x}},\n@misc{evil,\r\nTY  - JOUR\nER  - ")

    assert bad.bibtex.count("\n@") == 0 and bad.bibtex.startswith("@misc{does-it-work-2026,")
    assert bad.ris.count("\r\n") == 9
