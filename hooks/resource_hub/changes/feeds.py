"""What became different, for feed readers: Atom (RFC 4287) and JSON Feed 1.1.

Nothing in a feed depends on the day of the build: its date is that of its newest entry.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from resource_hub.changes.values import Change, newest_first
from resource_hub.pages import relative

PAGE = "changes/"
ATOM = "changes/feed.xml"
JSON = "changes/feed.json"
FEEDS = (  # title, address, media type
    ("Atom feed", ATOM, "application/atom+xml"),
    ("JSON feed", JSON, "application/feed+json"),
)
LIMIT = 100  # newest entries

_ATOM = "http://www.w3.org/2005/Atom"
# What XML 1.0, section 2.2, has no place for.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Channel:
    """Who speaks in a feed.

    Args:
        site: The name of the site.
        author: Who answers for it; the site if nobody is named.
        address: The site's root with a slash at its end; empty while it has none.
        license: What may be done with the texts, in words.
    """

    site: str
    author: str = ""
    address: str = ""
    license: str = ""

    @property
    def title(self) -> str:
        """What a feed reader calls it."""
        return f"What’s new: {self.site}"

    def name(self, of: str) -> str:
        """A name for a thing of this site that lasts even if the site moves."""
        return uuid5(NAMESPACE_URL, f"{self.site}/{of}").urn

    def link(self, url: str, at: str) -> str:
        """An address in the file ``at``; relative to it while the site has no address."""
        return self.address + url if self.address else relative(url, at)


def feed_files(changes: Iterable[Change], channel: Channel) -> dict[str, str]:
    """The text of both feeds by address; none while there is nothing to tell.

    While the site has no address, the Atom feed's links are relative, as RFC 4287 allows, and the
    JSON feed names its pages from the site's root, under ``_hub``.
    """
    newest = newest_first(changes)[:LIMIT]
    if not newest:
        return {}
    return {ATOM: _atom(newest, channel), JSON: _json(newest, channel)}


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"  # only days are known; both formats ask for a time


# Atom ----------------------------------------------------------------------------------------


def _atom(changes: Sequence[Change], channel: Channel) -> str:
    feed = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    _add(feed, "id", channel.name(PAGE))
    _add(feed, "title", channel.title)
    _add(feed, "updated", _moment(changes[0].day))
    _add(_add(feed, "author"), "name", channel.author or channel.site)
    _add(feed, "link", rel="self", type="application/atom+xml", href=channel.link(ATOM, ATOM))
    _add(feed, "link", rel="alternate", type="text/html", href=channel.link(PAGE, ATOM))
    if channel.license:
        _add(feed, "rights", channel.license)
    for change in changes:
        _entry(feed, change, channel)
    ElementTree.indent(feed, " ")
    text = ElementTree.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def _entry(feed: ElementTree.Element, change: Change, channel: Channel) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", channel.name(change.name))
    _add(entry, "title", change.headline)
    _add(entry, "updated", _moment(change.day))
    href = channel.link(change.address, ATOM)
    _add(entry, "link", rel="alternate", type="text/html", href=href)
    _add(entry, "category", term=change.kind)
    _add(entry, "content", _said(change), type="text")


def _add(
    parent: ElementTree.Element, name: str, text: str = "", **attributes: str
) -> ElementTree.Element:
    safe = {key: _NO_XML.sub("", value) for key, value in attributes.items()}
    child = ElementTree.SubElement(parent, name, safe)
    child.text = _NO_XML.sub("", text) or None
    return child


def _said(change: Change) -> str:
    """The change in a sentence or two; a feed reader may show the title apart from it."""
    what = f"{change.title}, {change.about}." if change.about else f"{change.title}."
    return f"{what} {change.text}".strip()


# JSON Feed -----------------------------------------------------------------------------------


def _json(changes: Sequence[Change], channel: Channel) -> str:
    feed: dict[str, Any] = {"version": "https://jsonfeed.org/version/1.1", "title": channel.title}
    if channel.address:
        feed["home_page_url"] = channel.address + PAGE
        feed["feed_url"] = channel.address + JSON
    feed["language"] = "en"
    feed["authors"] = [{"name": channel.author or channel.site}]
    feed["items"] = [_json_entry(change, channel) for change in changes]
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _json_entry(change: Change, channel: Channel) -> dict[str, Any]:
    where = {"url": channel.address + change.address} if channel.address else {}
    return {
        "id": channel.name(change.name),
        **where,
        "title": change.headline,
        "content_text": _said(change),
        "date_published": _moment(change.day),
        "tags": [change.kind],
        "_hub": {"page": change.address},
    }
