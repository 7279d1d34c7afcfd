"""Templates whose values the skin makes: ordinary pages, search."""

from pathlib import Path

import material
from selectolax.lexbor import LexborHTMLParser

from resource_hub.pages import HubPage
from resource_hub.problems import Location
from resource_hub.rendering import Renderer

ICONS = Path(material.__file__).parent / "templates" / ".icons"


def rendered(kind: str, at: str, **values) -> LexborHTMLParser:
    page = HubPage(url=at, kind=kind, title="T", origin=Location("x"), values=values)
    renderer = Renderer(ICONS, {}, lambda text: text, lambda text: text)
    return LexborHTMLParser(renderer.body(page))


def test_an_ordinary_page_may_have_a_state_or_none():
    none = dict.fromkeys(("state", "checked", "reviewed", "review_by"), "")
    plain = rendered("page", "about/", body="<p>Text.</p>", **none)
    known = none | {"state": "draft", "checked": "2026-11-22"}
    draft = rendered("page", "about/", body="<p>Text.</p>", **known)

    assert not plain.css(".hub-banner")
    assert "checked on 22 November 2026" in draft.css_first(".hub-banner").text()
    assert plain.css_first("p").text() == "Text."


def test_the_search_page_has_what_its_module_looks_for_and_a_way_without_it():
    tree = rendered("search", "search/", labels={"term": "Word"})

    assert tree.css_first("#hub-search").attributes["data-index"] == "./"
    assert tree.css_first("#hub-search form[role=search] input#hub-q[name=q]")
    assert tree.css_first("#hub-search #hub-count").attributes["aria-live"] == "polite"
    assert tree.css_first("#hub-search ol#hub-hits.hub-hits")
    assert "../glossary/" in tree.css_first("noscript").html
