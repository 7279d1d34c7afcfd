"""What a web address carries along besides its page: tracking, and words that it points at."""

import re
from functools import cache
from pathlib import Path

from resource_hub.source import Listing, Scalar, read_own

FILE = Path(__file__).with_name("addresses.yaml")


def without_tracking(url: str) -> str:
    """The address as written, without what only tells where a reader came from."""
    rest, mark, fragment = without_words(url).partition("#")
    page, question, query = rest.partition("?")
    kept = _untracked(query)
    text = f"{page}{question if kept or not query else ''}{kept}"
    named = clean_fragment(fragment)
    return text + mark + named if named or not fragment else text


def without_words(url: str) -> str:
    """The address without the words of the page that it points at (``#:~:text=``)."""
    page, _, fragment = url.partition("#")
    named, words, _ = fragment.partition(":~:")
    return url if not words else f"{page}#{named}" if named else page


def _untracked(query: str) -> str:
    pairs = query.split("&")
    kept = [pair for pair in pairs if not is_tracking(pair.partition("=")[0])]
    return query if len(kept) == len(pairs) else "&".join(kept) if any(kept) else ""


def clean_fragment(fragment: str) -> str:
    """A fragment without tracking, which stands in it as in a query: ``#/page?utm_source=a``."""
    if "=" not in fragment:
        return fragment
    page, question, query = fragment.rpartition("?")
    kept = _untracked(query)
    return f"{page}{question}{kept}" if kept else page


def is_tracking(name: str) -> bool:
    """Whether a parameter only tells where a reader came from."""
    return bool(name) and _tracking().fullmatch(name.lower()) is not None


@cache
def address_lists() -> dict[str, frozenset[str]]:
    """The lists of addresses.yaml by their names."""
    return {
        name: frozenset(row.text for row in rows.values if isinstance(row, Scalar))
        for name, rows in read_own(FILE).items()
        if isinstance(rows, Listing)
    }


@cache
def _tracking() -> re.Pattern[str]:
    names = sorted(address_lists()["tracking"])
    return re.compile("|".join(re.escape(name).replace(r"\*", ".*") for name in names))
