"""The words of ``wording.yaml``: lists, the forms of verbs, and patterns that find them."""

import re
from functools import cache
from pathlib import Path

from resource_hub.source import Listing, Mapping, Scalar, Value, read_own

FILE = Path(__file__).parent / "wording.yaml"
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,]*\d|\d")


@cache
def listed(name: str) -> frozenset[str]:
    """The entries of a list, written as one text or as a list of words or phrases."""
    return frozenset(_entries(name))


def _entries(name: str) -> tuple[str, ...]:
    value = _lists().get(name)
    if isinstance(value, Scalar):
        return tuple(value.text.split())
    if isinstance(value, Listing):
        return tuple(one.text for one in value.values if isinstance(one, Scalar))
    raise ValueError(f"{FILE.name} has no list {name}")


@cache
def pairs(name: str) -> dict[str, str]:
    """A list of words that each belong to another."""
    value = _lists().get(name)
    if not isinstance(value, Mapping):
        raise ValueError(f"{FILE.name} has no pairs {name}")
    return {word: other.text for word, other in value.values.items() if isinstance(other, Scalar)}


@cache
def _lists() -> dict[str, Value]:
    return read_own(FILE)


@cache
def phrase_pattern(name: str) -> re.Pattern[str]:
    """A pattern that finds any entry of a list as whole words."""
    longest_first = sorted(_entries(name), key=len, reverse=True)
    any_of = "|".join(re.escape(entry).replace(r"\ ", r"\s+") for entry in longest_first)
    return re.compile(rf"(?<![\w-])(?:{any_of})(?![\w-])", re.IGNORECASE)


@cache
def forms(name: str) -> dict[str, tuple[str, str]]:
    """Every form of the verbs of a list -> plain form, and which form it is."""
    found: dict[str, tuple[str, str]] = {}
    for entry in _entries(name):
        base, *irregular = entry.split("/")
        past, participle = irregular or (_past(base), _past(base))
        rows = {participle: "participle", past: "past", base: "base", _third(base): "s"}
        found |= {form: (base, kind) for form, kind in rows.items()}
        if base == "be":
            found |= {"are": (base, "s"), "were": (base, "past")}
    return found


def participle_of(base: str) -> str:
    """The participle of a verb, be it in a list or not."""
    for entry in (*_entries("verbs"), *_entries("light_verbs")):
        plain, *irregular = entry.split("/")
        if plain == base and irregular:
            return irregular[-1]
    return _past(base)


def _third(base: str) -> str:
    irregular = {"be": "is", "have": "has"}
    if base in irregular:
        return irregular[base]
    if re.search(r"(?:[sxzo]|ch|sh)$", base):
        return f"{base}es"
    return re.sub(r"(?<=[^aeiou])y$", "ie", base) + "s"


def _past(base: str) -> str:
    stem = re.sub(r"(?<=[^aeiou])y$", "i", base)
    return f"{stem}d" if stem.endswith("e") else f"{stem}ed"
