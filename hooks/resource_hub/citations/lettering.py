"""Letters behind years that several works of one author share (APA 7, 8.19 and 9.47)."""

import re
from collections.abc import Mapping, Sequence
from html import unescape
from itertools import groupby
from typing import Any

from resource_hub.citations.ordering import author_key, title_key
from resource_hub.dates import MONTHS

Entry = tuple[str, str]

_LETTERED = re.compile(
    r"\((?P<year>\d{4}|n\.d\.-|in press-)(?P<letter>[a-z])"
    rf"(?:, (?P<month>{'|'.join(MONTHS)})(?: (?P<day>\d+))?[^()]*)?\)"
)
_LINK = re.compile(r'(<a href="#ref-([^"]*)"[^>]*>)((?:(?!</a>).)*)(?=</a>)')
_YEAR = re.compile(r"(\d{4}|n\.d\.-|in press-)[a-z](?![\w])")


def reletter(
    entries: Sequence[Entry], cites: Sequence[str], items: Mapping[str, Mapping[str, Any]]
) -> tuple[list[Entry], list[str]]:
    """Entries and citations with the letters that APA gives; the style counts "The" as a word.

    9.47: works of one author and year stand by title without "A", "An" or "The"; those with a day
    come after those with a year alone, by their days.

    Args:
        entries: In the order of the list, works of one author and year together.
        cites: Citations whose links name the works.
        items: CSL-JSON by citekey.
    """
    shown: list[Entry] = []
    letters: dict[str, str] = {}
    for _, group in groupby(entries, lambda entry: _shared(entry, items)):
        works = list(group)
        found = {key: _LETTERED.search(html) for key, html in works}
        old = [match["letter"] for match in found.values() if match]
        if len(old) != len(works):
            shown += works
            continue
        works.sort(key=lambda entry: _place(found[entry[0]], items.get(entry[0], {})))
        for (key, html), letter in zip(works, sorted(old), strict=True):
            match = found[key]
            assert match is not None
            letters[key] = letter
            at = match.start("letter")
            shown.append((key, html[:at] + letter + html[at + 1 :]))
    return shown, [_cite(html, letters) for html in cites] if letters else list(cites)


def _shared(entry: Entry, items: Mapping[str, Mapping[str, Any]]) -> tuple[Any, ...]:
    match = _LETTERED.search(entry[1])
    return (author_key(items.get(entry[0], {})), match["year"]) if match else (entry[0],)


def _place(match: re.Match[str] | None, item: Mapping[str, Any]) -> tuple[int, int, str]:
    month = match["month"] if match else None
    day = match["day"] if match else None
    return (1 + MONTHS.index(month) if month else 0, int(day or 0), title_key(item))


def _cite(html: str, letters: Mapping[str, str]) -> str:
    def mend(match: re.Match[str]) -> str:
        letter = letters.get(unescape(match[2]))
        return match[1] + (_YEAR.sub(rf"\g<1>{letter}", match[3], count=1) if letter else match[3])

    return _LINK.sub(mend, html)
