"""What a team fills in, as it goes on paper: its text, and its tables."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

Row = tuple[str, ...]

WIDE = 5  # columns from which a page lies on its side
BLANK, NARROW, LEAST, MOST = 20, 9, 12, 42  # widths of columns, in letters
TICK = 6  # letters of the longest heading over boxes to tick

_LINK = re.compile(r'<a\b[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_TABLE = re.compile(r"<table\b[^>]*>(.*?)</table>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text to fill in, ready to be written as files.

    Args:
        id: Names its files.
        title: Plain text.
        level: The kit it belongs to; empty if to none.
        folder: The address of its page, below which its files stand.
        author: Who answers for it; may be empty.
        day: ISO date of this version.
        version: What is said of the version, one sentence.
        html: All of it as HTML, without the title.
    """

    id: str
    title: str
    level: str
    folder: str
    author: str
    day: str
    version: str
    html: str


def for_paper(html: str, page: str, site: str) -> str:
    """HTML that makes sense away from the site: whole addresses, and columns with a width.

    Args:
        html: A body whose links are relative to its page.
        page: The page's address from the site's root.
        site: The site's address; if it is empty, nothing is linked that stands on the site.
    """

    def link(match: re.Match[str]) -> str:
        address, words = match[1], match[2]
        if address.startswith(("#", "http:", "https:", "mailto:")):
            return match[0]
        whole = urljoin(urljoin(site, page), address) if site else ""
        return f'<a href="{escape(whole)}">{words}</a>' if whole else words

    return _with_columns(_LINK.sub(link, html), lambda share: f'style="width: {share}%"')


def for_screen(html: str) -> str:
    """HTML whose tables have columns as wide as on paper, in steps of five percent."""
    return _with_columns(html, lambda share: f'class="hub-col-{5 * max(1, round(share / 5))}"')


def _with_columns(html: str, width: Callable[[int], str]) -> str:
    def columns(match: re.Match[str]) -> str:
        told = "".join(f"<col {width(share)}>" for share in widths(rows_of(match[0])))
        return f"<table><colgroup>{told}</colgroup>{match[1]}</table>"

    return _TABLE.sub(columns, html)


def tables_of(html: str) -> list[list[Row]]:
    """The tables of a text, row by row, the header first; cells are plain text."""
    return [rows_of(found[0]) for found in _TABLE.finditer(html)]


def rows_of(table: str) -> list[Row]:
    """The rows of one table."""
    return [
        tuple(" ".join(cell.text().split()) for cell in row.css("th, td"))
        for row in LexborHTMLParser(table).css("tr")
    ]


def widths(rows: Sequence[Row]) -> list[int]:
    """The share of each column in percent, 100 in all.

    A column to write in gets the room that a hand needs, those to tick only as much as their words
    ("Yes", "Partly", "No": two or more), one with text what its longest cell asks for.
    """
    columns = list(zip(*rows, strict=False))
    ticks = {
        place
        for place, (head, *cells) in enumerate(columns[:-1])
        if len(head) <= TICK and not any(cells)
    }
    letters = [
        max(LEAST, min(MOST, max(map(len, cells))))
        if any(cells)
        else NARROW
        if place in ticks and len(ticks) > 1
        else BLANK
        for place, (_, *cells) in enumerate(columns)
    ]
    shares = [100 * one // sum(letters) for one in letters]
    shares[-1:] = [100 - sum(shares[:-1])] if shares else []
    return shares
