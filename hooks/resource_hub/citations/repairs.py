"""What Pandoc's biblatex reader and the style file get wrong, mended by rule.

Each repair names the rule of APA 7 that it serves (Publication Manual, seventh edition, sections
as given) and has its case in ``tests/citations``.
"""

import re
from collections.abc import Callable
from typing import Any

from resource_hub.citations.bibliography import Reference

Item = dict[str, Any]


def repair_items(items: list[Item], references: dict[str, Reference]) -> list[Item]:
    """CSL-JSON as the style needs it; the items given are left as they are."""
    return [_repair(dict(item), references.get(item["id"])) for item in items]


def _repair(item: Item, reference: Reference | None) -> Item:
    for mend in _ITEM_REPAIRS:
        mend(item, reference)
    return item


def _no_date(item: Item, reference: Reference | None) -> None:
    """9.17: a work without date says "n.d."; the reader leaves an empty date instead."""
    if item.get("issued", {}).get("date-parts") in ([], [[]]):
        del item["issued"]


def _kind(item: Item, reference: Reference | None) -> None:
    """``@misc`` has an empty type, for which the style has no rule; a page on the web has one."""
    if not item.get("type"):
        item["type"] = "webpage" if "URL" in item else "document"


def _institution(item: Item, reference: Reference | None) -> None:
    """9.29: a publisher's name is written as it is; the reader parts it at each "and"."""
    raw = reference.fields if reference else {}
    written = raw.get("institution") or raw.get("publisher") or raw.get("organization") or ""
    if "; " in item.get("publisher", "") and ";" not in written and " and " in written:
        item["publisher"] = item["publisher"].replace("; ", " and ")


def _author_publishes(item: Item, reference: Reference | None) -> None:
    """9.11, 9.29: a publisher that is the author is not named twice, nor among its parents."""
    authors = item.get("author", [])
    name = authors[0].get("literal") if len(authors) == 1 else None
    if name and item.get("publisher") == name:
        del item["publisher"]
    elif name and "publisher" in item:
        item["publisher"] = item["publisher"].removesuffix(f", {name}")


_ARTICLE_NUMBER = re.compile(r"e\d+|\d{5,}")


def _article_number(item: Item, reference: Reference | None) -> None:
    """9.27: an article number is named as one; the reader drops ``eid``, and editors write
    article numbers as pages too."""
    if item.get("type") != "article-journal":
        return
    number = reference.fields.get("eid", "") if reference else ""
    if not number and _ARTICLE_NUMBER.fullmatch(item.get("page", "")):
        number = item.pop("page")
    if number:
        item["number"] = number


def _particles(item: Item, reference: Reference | None) -> None:
    """9.9: a particle such as "de" belongs to the surname, in the text and in the list."""
    for role in ("author", "editor", "translator"):
        for name in item.get(role, []):
            if "dropping-particle" in name:
                name["non-dropping-particle"] = name.pop("dropping-particle")


_ITEM_REPAIRS: tuple[Callable[[Item, Reference | None], None], ...] = (
    _no_date,
    _kind,
    _institution,
    _author_publishes,
    _article_number,
    _particles,
)


_ACT_YEAR = re.compile(r"\bAct of \d{4}(?=, \d{4}\b)")
_RUN_TOGETHER = re.compile(r"(?<=</a>), (?=<a [^>]*>(?!n\.d\.|in press)[^\W\d])")
_ALL_IN_BRACKETS = re.compile(r"\((<a [^>]*>)((?:(?!</a>).)+?), (\d{4}\b[^<]*</a>)\)")


def repair_cite(html: str, *, narrative: bool = False) -> str:
    """A citation in the text as APA wants it.

    11.5: in the text the name of an act drops its own year: "Reading Act, 2004".
    8.12: works of different names are parted by semicolons; the style runs acts together.
    8.11: in a sentence only the year is in brackets; for acts the style has no such form.

    Args:
        html: A citation as citeproc gives it.
        narrative: Whether it was written without brackets, as part of a sentence.
    """
    html = _RUN_TOGETHER.sub("; ", _ACT_YEAR.sub("Act", html))
    return _ALL_IN_BRACKETS.sub(r"\2 (\1\3)", html) if narrative else html


_ONE_NUMBER = re.compile(r"\bNos\. (?=[^\s,()]*\d[-–]\d[^\s,()]*[,)])")
_NO_DATE_OF_RETRIEVAL = re.compile(r"\bRetrieved (?=<a )")


def repair_entry(html: str) -> str:
    """An entry in the list as APA wants it.

    10.4, 11.5: a report or a public law has one number, hyphen and all; the style takes it for two.
    9.16: "Retrieved" is written with a date or not at all.
    """
    return _NO_DATE_OF_RETRIEVAL.sub("", _ONE_NUMBER.sub("No. ", html))
