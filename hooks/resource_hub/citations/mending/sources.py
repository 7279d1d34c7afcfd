"""Where a work is found: publishers, editions, issues, numbers, addresses."""

import re
from collections.abc import Sequence
from itertools import pairwise

from resource_hub.citations.mending.works import ROLES, SERIALS, Item, Raw, is_serial, set_or_drop

_PUBLISHERS = ("school", "institution", "organization", "howpublished", "publisher")
_HOUSE = re.compile(r"(?:Press|Publishers?|Publishing|Publications|Books|Association|Society)$")


def publishers(item: Item, raw: Raw) -> list[tuple[str, str]]:
    """The publishers by field; the reader joins all of them and parts each at its "and"."""
    pieces = item["publisher"].split("; ") if "publisher" in item else []
    found = []
    for field in _PUBLISHERS:
        text = raw.source(field)
        if text:
            count = 1 + len(re.findall(r"\sand\s", _outside_braces(text)))
            own, pieces = pieces[:count], pieces[count:]
            found.append((field, _joined(field, own)))
    return found if not pieces else []


def _joined(field: str, names: Sequence[str]) -> str:
    shown = names[0] if names else ""
    for before, name in pairwise(names):
        two_houses = field == "publisher" and _HOUSE.search(before) and name[:1].isupper()
        shown += ("; " if two_houses else " and ") + name
    return shown


def _outside_braces(text: str) -> str:
    shown, depth = [], 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth == 0:
            shown.append(character)
    return "".join(shown)


def publisher(item: Item, raw: Raw) -> None:
    """9.29: a publisher's name is written as it is, two publishers are parted by a semicolon."""
    if "; " not in item.get("publisher", "") or item.get("type") == "thesis":
        return
    names = [name for _, name in publishers(item, raw)]
    if names:
        item["publisher"] = "; ".join(dict.fromkeys(names))
    else:
        item["publisher"] = item["publisher"].replace("; ", " and ")


def publisher_writes(item: Item, raw: Raw) -> None:
    """9.11: what no person wrote was written by the group that gave it out."""
    by_groups = item.get("type") in ("report", "dataset") or raw.kind in ("manual", "standard")
    if by_groups and "publisher" in item and not any(item.get(role) for role in ROLES):
        item["author"] = [{"literal": item.pop("publisher")}]


def author_publishes(item: Item, raw: Raw) -> None:
    """9.11, 9.29: a publisher that is the author is not named twice, nor among its parents."""
    authors = item.get("author") or item.get("editor") or []
    name = authors[0].get("literal", authors[0].get("family")) if len(authors) == 1 else None
    if name and item.get("publisher") == name:
        del item["publisher"]
    elif name and "publisher" in item:
        item["publisher"] = item["publisher"].removesuffix(f", {name}")


_ADDRESS = re.compile(r"\\url\{([^{}]+)\}|^(https?://\S+)$")


def address(item: Item, raw: Raw) -> None:
    """9.34 to 9.36: one address, that of the DOI if there is one, written https://doi.org/."""
    place = _ADDRESS.search(raw.source("howpublished", "note").strip())
    if place and "URL" not in item:
        item["URL"] = place[1] or place[2]
        if raw["howpublished"] and _ADDRESS.search(raw.source("howpublished")):
            names = [name for field, name in publishers(item, raw) if field != "howpublished"]
            set_or_drop(item, "publisher", "; ".join(names))
    for name in ("URL", "DOI"):
        if name in item:
            item[name] = re.sub(r"\\([\\_%&#~{}$])", r"\1", item[name]).strip()
    resolver = re.match(r"https?://(?:dx\.)?doi\.org/(10\..+)", item.get("URL", ""))
    if resolver:
        item.setdefault("DOI", resolver[1])
    if "DOI" in item:
        item["DOI"] = re.sub(
            r"^(?:https?://)?(?:dx\.)?(?:doi\.org/)?(?:doi)?[:\s]*(?=10\.)",
            "",
            item["DOI"],
            flags=re.I,
        )


_ORDINALS = dict(
    zip(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
        ],
        range(1, 13),
        strict=True,
    )
)


def edition(item: Item, raw: Raw) -> None:
    """9.19: editions are "2nd ed." or "Rev. ed."; the style adds "ed." to numbers only."""
    said = item.get("edition", "")
    bare = re.sub(r"[\s,]*\b(?:edition|edn\.?|ed\.?)$", "", said, flags=re.IGNORECASE).strip()
    number = re.fullmatch(r"(\d+)(?:st|nd|rd|th)?", bare)
    if number:
        item["edition"] = number[1]
    elif bare.lower() in _ORDINALS:
        item["edition"] = str(_ORDINALS[bare.lower()])
    elif bare:
        item["edition"] = re.sub(r"^Revised\b|^Rev\b\.?", "Rev.", bare, flags=re.I) + " ed."


_ARTICLE_NUMBER = re.compile(r"e\d+|\d{5,}")


def article_number(item: Item, raw: Raw) -> None:
    """9.27: an article number is named as one; the reader drops ``eid``, and editors write
    article numbers as pages too."""
    if item.get("type") not in SERIALS:
        return
    pages = item.get("page", "")
    number = raw["eid"]
    named = re.match(r"(?:Article|Art\.)\s+(\S+)$", pages)
    if named:
        number = number or named[1]
    elif not number and _ARTICLE_NUMBER.fullmatch(pages):
        number = pages
    if number:
        item["number"] = re.sub(r"^(?:Article|Art\.)\s+", "", number)
        if named or pages in (number, item["number"]):
            del item["page"]


def issue(item: Item, raw: Raw) -> None:
    """9.25, 10.5: proceedings that come out as a journal have issues; the reader takes the number
    for one of a series."""
    if "issue" in item:
        item["issue"] = re.sub(r"(?<=\d)\s*--?\s*(?=\d)", "–", item["issue"])
    is_issue = "collection-number" in item and "collection-title" not in item
    if is_serial(item) and "volume" in item and is_issue:
        item.setdefault("issue", item.pop("collection-number"))
    if item.get("type") == "paper-conference" and "volume" in item and not item.get("editor"):
        item.pop("publisher", None)
