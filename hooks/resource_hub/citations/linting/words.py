"""The lists in lint.yaml, read once."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from resource_hub.source import Listing, Mapping, Scalar, Value, read_own

FILE = Path(__file__).with_name("lint.yaml")


@cache
def _lists() -> dict[str, Any]:
    return {name: _plain(value) for name, value in read_own(FILE).items()}


def _plain(value: Value | None) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.values.items()}
    if isinstance(value, Listing):
        return [_plain(inner) for inner in value.values]
    return value.text if isinstance(value, Scalar) else ""


@cache
def words(name: str) -> frozenset[str]:
    """The words or phrases of a list."""
    return frozenset(word.strip() for word in _lists()[name].split(",") if word.strip())


@cache
def needs(kind: str) -> tuple[tuple[str, ...], ...] | None:
    """What a kind of entry needs, each need with what meets it; None for an unknown kind."""
    wanted = _lists()["kinds"].get(kind)
    return None if wanted is None else tuple(tuple(one.split("|")) for one in wanted)


@cache
def kinds() -> tuple[str, ...]:
    """All kinds of entries that Pandoc knows."""
    return tuple(_lists()["kinds"])


def instead_of(kind: str) -> str:
    """The kind to write for one that other programs use; empty if there is none."""
    return _lists()["instead"].get(kind, "")


def language(name: str) -> str:
    """What langid calls a language; empty for English and for those that are not listed."""
    return _lists()["languages"].get(name.lower(), "")


@cache
def phrases() -> re.Pattern[str]:
    """Finds names of several words, the longest first."""
    longest = sorted(words("phrases"), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
