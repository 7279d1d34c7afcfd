"""Titles: their case, and what stands behind them in square brackets."""

import re
from collections.abc import Mapping
from unicodedata import normalize

from resource_hub.citations.casing import (
    as_it_is,
    capital_first,
    names_of_law,
    sentence_case,
    title_case,
)
from resource_hub.citations.mending.works import LAWS, ROLES, Item, Raw, first_capital, is_serial

_TITLES = ("title", "subtitle", "titleaddon", "booktitle", "maintitle", "shorttitle")


def put_in_case(item: Item, written: Mapping[str, str], raw: Raw) -> None:
    """6.17, 9.19: titles are in sentence case, names of journals, meetings and laws as they are."""
    for name in ("title", "title-short", "container-title", "volume-title"):
        if name in item and name in written:
            item[name] = sentence_case(item[name], written[name], raw.source(*_TITLES))
    for name in ("event", "event-title"):
        if name in item:
            item[name] = as_it_is(written.get(name, item[name]))
    if item.get("type") in LAWS:
        for name in ("title", "title-short"):
            if name in item:
                item[name] = as_it_is(names_of_law(written.get(name, item[name])))
        if "container-title" in item:
            item["container-title"] = as_it_is(
                written.get("container-title", item["container-title"])
            )
        return
    _journal(item, written)
    if raw.first("langid", "language") not in ("", "english", "american", "en", "en-US"):
        return
    for name in ("title", "title-short", "container-title", "volume-title"):
        if name in item and not item[name].startswith("<span"):
            item[name] = re.sub(r"(?<=: )[a-z](?![A-Z])", lambda m: m[0].upper(), item[name])
            if name.startswith("title") and item.get("type") != "software":
                item[name] = capital_first(item[name])


def _journal(item: Item, written: Mapping[str, str]) -> None:
    if is_serial(item):
        journal = written.get("container-title", item.get("container-title", ""))
        if re.search(r"[^\W\d_]", journal) and not journal.islower():
            item["container-title"] = as_it_is(journal)


def addition(item: Item, written: dict[str, str], raw: Raw) -> None:
    """9.21, 9.38: what kind of work it is, or its title in English, stands in square brackets; the
    reader makes it part of the title, in both readings of it."""
    source, title = raw.source("titleaddon"), item.get("title", "")
    whole = written.get("title", title)
    if not source or len(whole) != len(title):
        return
    for match in re.finditer(r"[.?!]?['’”]?\s", title):
        words = title[match.end() :]
        if _folded(words) == _folded(source):
            end = match.start() + len(match[0].strip().removeprefix("."))
            item["title"], written["title"] = title[:end], whole[:end]
            review = words.startswith("Review of ")
            in_case = sentence_case(words, whole[match.end() :], source)
            _describe(item, (whole[match.end() :] if review else in_case).strip("[]"))
            return


def _describe(item: Item, words: str) -> None:
    # A kind that stands with a number would become its label.
    name = "genre" if "number" not in item and "genre" not in item else "medium"
    item.setdefault(name, first_capital(words))


def _folded(text: str) -> str:
    """Letters and digits alone, for comparing a field with what a reader made of it."""
    text = re.sub(r"\\[A-Za-z]+|<[^>]*>", "", text)
    return "".join(c for c in normalize("NFKD", text).casefold() if c.isalnum())


def title_in_text(item: Item, raw: Raw) -> None:
    """8.14, 6.17: a work without author is cited by its title in title case, in which words of
    four letters and more have capitals; the style knows shorter lists only."""
    if any(item.get(role) for role in ROLES) or item.get("type") in LAWS:
        return
    if "title" in item:
        title = as_it_is(title_case(item.get("title-short", item["title"])))
        item["title-short"] = f"<i>{title}</i>" if item.get("type") == "report" else title
