"""How a page of the hub is cited: in APA style, as BibTeX and as RIS."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from resource_hub.citations.exporting import one_line, ris, tex
from resource_hub.dates import MONTHS


@dataclass(frozen=True, slots=True)
class Imprint:
    """Who publishes the pages, under which name and where; what is not known is empty.

    ``address`` is the site's root with a slash at its end.
    """

    author: str = ""
    site: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class PageCitation:
    """A page as it is cited, and the addresses of its files by their endings."""

    apa: Markup
    bibtex: str
    ris: str
    files: Mapping[str, str]


def cite_page(title: str, kind: str, day: date, url: str, imprint: Imprint) -> PageCitation:
    """How to cite a page.

    Args:
        title: Plain text.
        kind: What it is, in words: "Evidence summary".
        day: The day its text was last reviewed or checked; no other date is claimed.
        url: Its address from the site's root.
        imprint: The hub; without an address none is named.
    """
    address = imprint.address + url if imprint.address else ""
    return PageCitation(
        _apa(one_line(title), kind, day, address, imprint),
        _bibtex(title, kind, day, url, address, imprint),
        ris([_item(title, kind, day, address, imprint)]),
        {ending: f"{url}cite.{ending}" for ending in ("bib", "ris")},
    )


def _apa(title: str, kind: str, day: date, address: str, imprint: Imprint) -> Markup:
    """Publication Manual (7th ed.), 10.16: author, date, title in italics, description, site.

    Without an author the title takes its place (9.12); the site is left out if it is the author.
    """
    when = f"({day.year}, {MONTHS[day.month - 1]} {day.day})."
    named = Markup("<em>{}</em> [{}].").format(title, kind)
    author = _ended(imprint.author)
    parts: list[str] = [author, when, named] if author else [named, when]
    if imprint.site and imprint.site != imprint.author:
        parts.append(_ended(imprint.site))
    if address:
        parts.append(Markup('<a href="{0}">{0}</a>').format(address))
    return Markup(" ").join(parts)


def _ended(text: str) -> str:
    return text + "." if text and text[-1] not in ".?!" else text


def _bibtex(title: str, kind: str, day: date, url: str, address: str, imprint: Imprint) -> str:
    """``@misc``, which every reader knows; double braces keep names and titles as they are."""
    values = {
        "author": f"{{{{{tex(imprint.author)}}}}}" if imprint.author else "",
        "title": f"{{{{{tex(title)}}}}}",
        "year": f"{{{day.year}}}",
        "month": MONTHS[day.month - 1][:3].lower(),  # a name that BibTeX knows
        "day": f"{{{day.day}}}",
        "type": f"{{{tex(kind)}}}",
        "howpublished": f"{{{tex(imprint.site)}}}" if imprint.site else "",
        "url": f"{{{address}}}" if address else "",
    }
    key = f"{url.strip('/').rpartition('/')[2]}-{day.year}"
    lines = [f"  {name} = {value}," for name, value in values.items() if value]
    return "\n".join([f"@misc{{{key},", *lines, "}"]) + "\n"


def _item(title: str, kind: str, day: date, address: str, imprint: Imprint) -> dict[str, Any]:
    return {
        "type": "webpage",
        "author": [{"literal": imprint.author}] if imprint.author else [],
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "title": title,
        "container-title": imprint.site,
        "genre": kind,
        "URL": address,
    }
