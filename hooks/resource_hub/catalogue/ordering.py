"""The orders in which records are listed, each made once, for pages and for the browser alike."""

from collections.abc import Callable, Iterable
from typing import Any
from unicodedata import combining, normalize

from resource_hub.catalogue.shelf import Shelved

# What is known to help comes first, what is known to harm last; a site or a law, which cannot be
# rated, stands between.
EVIDENCE = (
    "strong", "moderate", "promising", "rationale", "none-yet", "not-applicable", "no-effect",
    "negative",
)  # fmt: skip
COST = ("free", "free-registration", "mixed", "paid")

# Name in addresses -> words for readers; the first is the order of every list that says nothing.
SORTS = {
    "evidence": "Strongest evidence first",
    "title": "Title",
    "free": "Free first",
    "newest": "Newest first",
}


def in_order(shelf: Iterable[Shelved], sort: str = "evidence") -> list[Shelved]:
    """Records in one of the orders of ``SORTS``; equal ones by title, then by id."""
    return sorted(sorted(shelf, key=_title), key=_KEYS[sort])


def _title(one: Shelved) -> tuple[str, str]:
    """casefold() alone puts "Übung" after "Zoo"; readers look under U."""
    plain = "".join(c for c in normalize("NFKD", one.record.title) if not combining(c))
    return plain.casefold(), one.record.id


def _place(value: str, order: tuple[str, ...]) -> int:
    return order.index(value) if value in order else len(order)


_KEYS: dict[str, Callable[[Shelved], Any]] = {
    "evidence": lambda one: _place(one.record.evidence.level, EVIDENCE),
    "title": _title,
    "free": lambda one: _place(one.record.cost, COST),
    "newest": lambda one: -int(one.record.added.replace("-", "")),
}
