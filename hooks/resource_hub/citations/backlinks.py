"""Where on a page each work is cited: ids for the citations, and headings to name them by."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape, unescape

from resource_hub.citations.resolving import PLACEHOLDER, Answer

NAME_LIMIT = 48  # characters of a heading that are shown
BEGINNING = "the beginning of the page"

_HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.DOTALL)
_OWN_NAME = re.compile(r'\s*<a href="#[^"]*" aria-label="([^"]*)"')
_TAG = re.compile(r'<(?:"[^"]*"|[^">])*>')
_ENTRY = re.compile(r'href="#ref-([^"]*)"')
_WRAPPER = '<span class="hub-cite">'


@dataclass(frozen=True, slots=True)
class Place:
    """A place that cites a work: the id of the citation, and the heading it stands under."""

    id: str
    heading: str


def numbered(answer: Answer) -> Answer:
    """The answer with an id on each citation, ``cite-1`` for the first of the page."""
    cites = (
        cite.replace(_WRAPPER, f'<span class="hub-cite" id="{cite_id(number)}">', 1)
        for number, cite in enumerate(answer.cites, 1)
    )
    return replace(answer, cites=tuple(cites))


def cite_id(number: int) -> str:
    """The id of a page's citation; the first is number 1."""
    return f"cite-{number}"


def places_of(html: str, cites: Sequence[str]) -> dict[str, tuple[Place, ...]]:
    """Where a page cites each work, in reading order.

    A work that is cited more than once under one heading has one place there, the first: readers
    want to get back to a part of the page, not to choose among numbers.

    Args:
        html: The body with placeholders.
        cites: What stands in their places, in order.
    """
    headings = [(match.start(), heading_name(match[2])) for match in _HEADING.finditer(html)]
    found: dict[str, dict[str, Place]] = {}
    at = -1
    for number, (place, cite) in enumerate(zip(PLACEHOLDER.finditer(html), cites, strict=True), 1):
        while at + 1 < len(headings) and headings[at + 1][0] < place.start():
            at += 1
        name = headings[at][1] if at >= 0 else BEGINNING
        for key in _ENTRY.findall(cite):
            found.setdefault(unescape(key), {}).setdefault(name, Place(cite_id(number), name))
    return {key: tuple(places.values()) for key, places in found.items()}


def heading_name(html: str) -> str:
    """A heading in a few plain words: the name of its own link, if it begins with one."""
    own = _OWN_NAME.match(html)
    if own:
        return unescape(own[1])
    words = " ".join(unescape(_TAG.sub("", PLACEHOLDER.sub("", html))).split())
    if len(words) <= NAME_LIMIT:
        return words or BEGINNING
    return words[: NAME_LIMIT - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def back_links(places: Sequence[Place], limit: int = 3) -> str:
    """Links from an entry to the places that cite it; beyond the limit they are counted."""
    links = [f'<a href="#{place.id}">{escape(place.heading)}</a>' for place in places[:limit]]
    more = len(places) - len(links)
    if more:
        links.append(f"{more} more {'place' if more == 1 else 'places'}")
    return " and ".join(filter(None, [", ".join(links[:-1]), *links[-1:]]))
