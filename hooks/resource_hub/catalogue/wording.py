"""Words of praise in the texts of a record (V9), from the list in hype.yaml."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from resource_hub.catalogue.known import Row
from resource_hub.problems import Problem, quoted, warning
from resource_hub.source import Listing, Mapping, Scalar, Source, Value, at_path, read_yaml

FILE = Path(__file__).with_name("hype.yaml")
_FIELDS: tuple[tuple[str, ...], ...] = (
    ("description",),
    ("why_listed",),
    ("evidence", "basis"),
    ("vetting", "claim"),
)


def check_wording(row: Row) -> Iterator[Problem]:
    """R022 for each word of praise, at the word itself."""
    for path in _FIELDS:
        text = _text(row, path)
        if text and find_hype(text):
            yield from _told(row, path)


def find_hype(text: str) -> list[tuple[str, int]]:
    """Words of praise in a text, as written, with their offsets.

    What is quoted says how others speak; what is negated claims nothing.
    """
    hits = list(_hype().finditer(text))
    if not hits:
        return []
    spans = [quote.span() for quote in _QUOTED.finditer(text)]
    return [
        (hit.group(), hit.start())
        for hit in hits
        if not any(start <= hit.start() < end for start, end in spans)
        and not _NEGATED.search(text, 0, hit.start())
    ]


# A straight single quotation mark is an apostrophe too, so only pairs of the other signs count.
_QUOTED = re.compile(r'"[^"]*"|“[^”]*”|‘[^’]*’|«[^»]*»')
_NEGATED = re.compile(
    r"(?i)(?:(?:\b(?:not|never|no|nor|hardly|cannot)|n['’]t)(?:\s+(?:yet|been|the|an?))*\s+"
    r"|\b(?:un|non)-)\Z"
)


def _text(row: Row, path: tuple[str, ...]) -> str:
    record = row.record
    if path[0] == "vetting":
        return record.vetting.claim if record.vetting else ""
    return record.evidence.basis if path[0] == "evidence" else getattr(record, path[0])


def _told(row: Row, path: tuple[str, ...]) -> Iterator[Problem]:
    """Problems at the words in the file, where a text may be folded over lines."""
    source = row.document.source
    value = at_path(source.root, [row.place, *path]) if source.root else None
    if not isinstance(value, Scalar):
        return
    start, end = _inside(value, source)
    for word, offset in find_hype(source.text[start:end]):
        yield warning(
            source.place(start + offset),
            "R022",
            f"{quoted(word)} in '{'.'.join(path)}' praises",
            f"{_instead(word)}; what others say goes in quotation marks",
        )


def _inside(value: Value, source: Source) -> tuple[int, int]:
    """Where a text begins and ends, without the quotation marks that belong to YAML."""
    is_quoted = source.text[value.start : value.start + 1] in ("'", '"')
    return value.start + is_quoted, value.end - is_quoted


# The list ------------------------------------------------------------------------------------


@cache
def read_hype() -> dict[str, str]:
    """Words of praise, small and with single spaces, and what to write instead of each."""
    source, problems = read_yaml(FILE.read_text(encoding="utf-8"), FILE.name)
    if problems or not isinstance(source.root, Listing):
        raise ValueError(f"{FILE.name} cannot be read: {problems}")
    found: dict[str, str] = {}
    for entry in source.root.values:
        words = at_path(entry, ["words"])
        instead = at_path(entry, ["instead"])
        assert isinstance(entry, Mapping) and isinstance(words, Listing)
        assert isinstance(instead, Scalar)
        found |= {word.text: instead.text for word in words.values if isinstance(word, Scalar)}
    return found


@cache
def _hype() -> re.Pattern[str]:
    longest_first = sorted(read_hype(), key=lambda word: (-len(word), word))
    words = "|".join(re.escape(word).replace(r"\ ", r"[\s\u2010-]+") for word in longest_first)
    return re.compile(rf"(?i)(?<!\w)(?:{words})(?![\w-])")


def _instead(word: str) -> str:
    return read_hype()[re.sub(r"[\s\u2010-]+", " ", word).lower()]
