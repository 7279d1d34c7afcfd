"""What of the hub can be found by searching, and by which other words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from resource_hub.assembly import KINDS
from resource_hub.loading import Hub
from resource_hub.pages import HubPage
from resource_hub.search import Document, documents_of


def documents(pages: Sequence[tuple[HubPage, str]], boosts: Mapping[str, float]) -> list[Document]:
    """The documents of all pages that search covers, most important kinds first.

    Args:
        pages: Pages with their finished bodies.
        boosts: Weight of a kind of document, such as ``{"summary": 1.3}``; 1 if it is not named.
    """
    order = list(KINDS)
    covered = [pair for pair in pages if pair[0].searched and pair[0].kind in KINDS]
    covered.sort(key=lambda pair: (order.index(pair[0].kind), pair[0].url))
    return [
        document
        for page, html in covered
        for document in _documents(page, html, boosts.get(KINDS[page.kind][0], 1.0))
    ]


def _documents(page: HubPage, html: str, boost: float) -> Iterator[Document]:
    kind = KINDS[page.kind][0]
    if page.kind == "faq":
        yield from _answers(page, html, boost)
        return
    found = documents_of(
        html, url=page.url, title=page.title, kind=kind, facets=page.facets, boost=boost
    )
    if page.kind == "glossary":  # each word is a find of its own, not a part of the glossary
        yield from (
            replace(one, title=one.section, section="", page=one.url)
            for one in found
            if one.section
        )
        return
    lead = f"{page.lead} {found[0].text}".strip()
    yield from (replace(found[0], text=lead), *found[1:])


def _answers(page: HubPage, html: str, boost: float) -> Iterator[Document]:
    from selectolax.lexbor import LexborHTMLParser  # kept off commands that only read

    for node in LexborHTMLParser(html).css("details[id]"):
        summary = node.css_first("summary")
        question = " ".join(summary.text().split())
        summary.decompose()
        url = f"{page.url}#{node.attributes['id']}"
        (answer, *_) = documents_of(
            node.html, url=url, title=question, kind="question", boost=boost
        )
        yield replace(answer, id=url, page=url)


def synonyms(hub: Hub) -> dict[str, list[str]]:
    """Other words for a thing, from the glossary: short forms and what else it is called."""
    found: dict[str, list[str]] = {}
    for term in hub.terms:
        for other in (term.abbreviation, *term.synonyms):
            if other and other.casefold() != term.term.casefold():
                found.setdefault(other.lower(), []).append(term.term.lower())
    return found
