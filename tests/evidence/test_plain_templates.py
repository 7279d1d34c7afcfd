"""Templates whose values the skin makes: references, ordinary pages, search."""

from pathlib import Path

import material
from selectolax.lexbor import LexborHTMLParser

from resource_hub.pages import HubPage
from resource_hub.problems import Location
from resource_hub.rendering import Renderer

ICONS = Path(material.__file__).parent / "templates" / ".icons"
ENTRY = {
    "key": "burns2005",
    "html": "Burns, M. (2005). <i>A study</i>.",
    "year": "2005",
    "title": "A study",
    "finding": "It found something.",
    "design": "meta-analysis",
    "confirmed": True,
    "used": [{"title": "Questions", "url": "faq/"}],
}
DOUBTED = ENTRY | {
    "key": "abel2001",
    "html": "Åbel, A. (2001). T.",
    "confirmed": False,
    "used": [],
}


def rendered(kind: str, at: str, **values) -> LexborHTMLParser:
    page = HubPage(url=at, kind=kind, title="T", origin=Location("x"), values=values)
    renderer = Renderer(ICONS, {}, lambda text: text, lambda text: text)
    return LexborHTMLParser(renderer.body(page))


def test_references_stand_under_their_letter():
    tree = rendered("references", "references/", entries=[DOUBTED, ENTRY])

    assert [h.text() for h in tree.css("h2")] == ["Å", "B"]
    assert [a.attributes["href"] for a in tree.css(".hub-alpha a")] == ["#letter-B", "#letter-Å"]
    assert [li.attributes["id"] for li in tree.css("li")] == ["ref-abel2001", "ref-burns2005"]


def test_a_given_letter_wins_over_the_first_one():
    tree = rendered("references", "references/", entries=[DOUBTED | {"letter": "A"}])

    assert [h.text() for h in tree.css("h2")] == ["A"]


def test_each_reference_leads_to_its_page_and_says_what_is_not_confirmed():
    tree = rendered("references", "references/", entries=[DOUBTED, ENTRY])
    tools = [p.text() for p in tree.css(".hub-ref__tools")]

    assert tools == ["Details not yet confirmedMore", "Used in 1 page"]
    assert tree.css_first(".hub-ref__tools a").attributes["href"] == "abel2001/"


def test_a_reference_page_shows_the_work_its_finding_and_its_uses():
    tree = rendered("reference", "references/burns2005/", entry=ENTRY | {"doi": "10.1/a<b"})

    assert [h.text() for h in tree.css("h2")] == ["The work", "What it found", "Where we use it"]
    assert tree.css_first(".hub-ref__tools a").attributes["href"] == "https://doi.org/10.1/a%3Cb"
    assert tree.css_first(".hub-list a").attributes["href"] == "../../faq/"
    assert not tree.css(".hub-banner")


def test_a_doi_that_the_entry_has_is_not_shown_twice():
    entry = ENTRY | {"doi": "10.1/x", "html": "T. https://doi.org/10.1/x"}

    assert not rendered("reference", "references/burns2005/", entry=entry).css(".hub-ref__tools")


def test_the_kind_of_work_begins_with_a_capital():
    page = rendered("reference", "references/burns2005/", entry=ENTRY)
    listing = rendered("references", "references/", entries=[ENTRY])

    assert page.css_first(".hub-spec dd").text() == "Meta-analysis"
    assert listing.css_first(".hub-ref__found b").text() == "Meta-analysis."


def test_a_reference_in_doubt_says_so_without_the_reason():
    tree = rendered("reference", "references/abel2001/", entry=DOUBTED | {"doubt": "year wrong"})

    assert "Details not yet confirmed." in tree.css_first(".hub-banner").text()
    assert "year wrong" not in tree.html


def test_an_ordinary_page_may_have_a_state_or_none():
    plain = rendered("page", "about/", body="<p>Text.</p>")
    draft = rendered("page", "about/", body="<p>Text.</p>", state="draft", checked="2026-11-22")

    assert not plain.css(".hub-banner")
    assert "checked on 22 November 2026" in draft.css_first(".hub-banner").text()
    assert plain.css_first(".hub-prose > p").text() == "Text."


def test_the_search_page_has_what_its_module_looks_for_and_a_way_without_it():
    tree = rendered("search", "search/", labels={"term": "Word"})

    assert tree.css_first("#hub-search").attributes["data-index"] == "./"
    assert tree.css_first("#hub-search form[role=search] input#hub-q[name=q]")
    assert tree.css_first("#hub-search #hub-count").attributes["aria-live"] == "polite"
    assert tree.css_first("#hub-search ol#hub-hits.hub-hits")
    assert "../glossary/" in tree.css_first("noscript").html
