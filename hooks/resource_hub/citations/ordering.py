"""The order of works in a list (APA 7, 9.44 to 9.49)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from typing import Any
from unicodedata import combining, normalize

from resource_hub.citations.mending.works import LAWS, ROLES

# Letters that have no accent to take off.
_ALIKE = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_SUFFIXES = {"sr": 0, "": 1, "jr": 2, "ii": 3, "iii": 4, "iv": 5, "v": 6}

Name = tuple[str, str, int]


def in_order(
    entries: Iterable[tuple[str, str]], items: Mapping[str, Mapping[str, Any]]
) -> list[tuple[str, str]]:
    """Entries by author, name by name; those of the same authors stay as the style put them.

    9.44: letter by letter, nothing before something, spaces and signs left out; 9.46: the same
    author alone before with others; 9.49: titles without "A", "An" or "The".

    Args:
        entries: Citekeys and entries in the style's order.
        items: CSL-JSON by citekey.
    """
    return sorted(entries, key=lambda entry: author_key(items.get(entry[0], {})))


def author_key(item: Mapping[str, Any]) -> tuple[Name, ...]:
    """What a work is sorted by before its date: its authors, else editors, else its title."""
    if item.get("type") not in LAWS:
        for role in ROLES:
            if item.get(role):
                return _names(item[role])
    return ((title_key(item), "", 0),)


def title_key(item: Mapping[str, Any]) -> str:
    """What titles are compared by."""
    return _letters(_without_article(item.get("title", "")))


def _names(people: Sequence[Mapping[str, str]]) -> tuple[Name, ...]:
    return tuple(_name(person) for person in people)


def _name(person: Mapping[str, str]) -> Name:
    if "literal" in person:
        return (_letters(_without_article(person["literal"])), "", 0)
    surname = f"{person.get('non-dropping-particle', '')} {person.get('family', '')}"
    initials = [part[0] for part in re.split(r"[\s.-]+", person.get("given", "")) if part]
    suffix = re.sub(r"\W", "", person.get("suffix", "")).lower()
    return (_letters(surname), _letters("".join(initials)), _SUFFIXES.get(suffix, 7))


def _letters(text: str) -> str:
    plain = normalize("NFKD", re.sub(r"<[^>]*>|\[[^\]]*\]", "", text)).casefold()
    return "".join(c for c in plain if c.isalnum() and not combining(c)).translate(_ALIKE)


def _without_article(text: str) -> str:
    return re.sub(r"^(?:<[^>]*>|\W)*(?:an?|the)\s+", "", text, flags=re.IGNORECASE)


_CLUSTER = re.compile(r"^((?:<span[^>]*>)?\()(.*)(\)(?:</span>)?)$")
_CITED = re.compile(r'<a href="#ref-([^"]*)"[^>]*>((?:(?!</a>).)*)</a>')
_YEAR_ALONE = re.compile(r"(?:ca\. )?(?:\d{3,4}|n\.d\.|in press)")
# Words that speak of all works of a citation; "see also" and the like part it in two.
_OF_ALL = re.compile(r"(?:see|e\.g\.,|see,? e\.g\.,|for example,|cf\.|compare) ", re.IGNORECASE)
_NO_WORDS = re.compile(r"(?:\d\w*|n\.d\.(?:-\w)?|in press(?:-\w)?)$")


def cluster_in_order(html: str, items: Mapping[str, Mapping[str, Any]]) -> str:
    """8.12: the works of one citation stand in the order of the list.

    What was written before a work other than the first, or behind one, keeps all works where they
    are.

    Args:
        html: A finished citation.
        items: CSL-JSON by citekey.
    """
    match = _CLUSTER.match(html)
    if not match or "; " not in match[2]:
        return html
    before = _OF_ALL.match(match[2])
    words = before[0] if before else ""
    groups: list[list[str]] = []
    for piece in re.split(r"; (?=<a )", match[2][len(words) :]):
        cited = _CITED.match(piece)
        if cited is None or "; " in unescape(piece):
            return html
        if words and (cited.end() < len(piece) or not _NO_WORDS.search(cited[2])):
            return html
        if groups and _YEAR_ALONE.match(cited[2]):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    groups.sort(key=lambda group: _cited_key(group[0], items))
    return match[1] + words + "; ".join(piece for group in groups for piece in group) + match[3]


def _cited_key(piece: str, items: Mapping[str, Mapping[str, Any]]) -> tuple[Name, ...]:
    cited = _CITED.match(piece)
    return author_key(items.get(unescape(cited[1]), {})) if cited else ()
