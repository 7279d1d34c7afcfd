"""Words of praise in the texts of a record (V9), from the list in hype.yaml."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from resource_hub.catalogue.known import Row
from resource_hub.problems import Problem, quoted, warning
from resource_hub.source import Listing, Scalar, Source, Value, at_path, read_own

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

    What is quoted says how others speak; what is negated or in doubt claims nothing.
    """
    folded, places = _folded(text)
    hits = list(_hype().finditer(folded))
    if not hits:
        return []
    spans = [quote.span() for quote in _QUOTED.finditer(folded)]
    return [
        (text[places[hit.start()] : places[hit.end() - 1] + 1], places[hit.start()])
        for hit in hits
        if not any(start <= hit.start() < end for start, end in spans)
        and not _claims_nothing(folded[: hit.start()])
    ]


def _folded(text: str) -> tuple[str, list[int]]:
    """A text with one kind of hyphen and without characters that show nothing, with its places."""
    kept = [
        (n, "-" if letter in _HYPHENS else letter)
        for n, letter in enumerate(text)
        if letter.isascii() or unicodedata.category(letter) != "Cf"
    ]
    return "".join(letter for _, letter in kept), [n for n, _ in kept]


def _claims_nothing(before: str) -> bool:
    """Whether what stands before a word, in its own clause, negates it or leaves it open."""
    clause = _clause_break().split(before)[-1]
    return bool(_PREFIX.search(before) or _hedge().search(_stressed().sub(" ", clause)))


_HYPHENS = "\u2010\u2011"
_PREFIX = re.compile(r"(?i)\b(?:un|non)-\Z")
# A straight single quotation mark is an apostrophe too, within a word or after it; YAML doubles it.
_QUOTED = re.compile(
    r"\"[^\"]*\"|“[^”]*”|‘[^’]*’|«[^»]*»"
    r"|(?<![\w'])'{1,2}(?=[^\s'])(?:[^']|(?<=\w)'{1,2}(?=\w))*'{1,2}(?![\w'])"
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
    found = find_hype(source.text[start:end])
    places = [source.place(start + offset) for _, offset in found]
    if not found:  # written with escapes
        found = find_hype(_text(row, path))
        places = [row.where(*path)] * len(found)
    for (word, _), where in zip(found, places, strict=True):
        yield warning(
            where,
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
    found: dict[str, str] = {}
    praise = _lists()["praise"]
    for entry in praise.values:
        words = at_path(entry, ["words"])
        instead = at_path(entry, ["instead"])
        assert isinstance(words, Listing) and isinstance(instead, Scalar)
        found |= dict.fromkeys(_texts(words), instead.text)
    return found


@cache
def _lists() -> dict[str, Listing]:
    return {name: rows for name, rows in read_own(FILE).items() if isinstance(rows, Listing)}


def _texts(rows: Listing) -> list[str]:
    return [row.text for row in rows.values if isinstance(row, Scalar)]


@cache
def _hype() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<!\w)(?:{_any_of(read_hype())})(?!\w)")


@cache
def _hedge() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<!\w)(?:{_any_of(_texts(_lists()['hedges']))})(?!\w)|n['’]t\b")


@cache
def _stressed() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<!\w)(?:{_any_of(_texts(_lists()['stressed']))})(?!\w)")


@cache
def _clause_break() -> re.Pattern[str]:
    words = _any_of(_texts(_lists()["breaks"]))
    return re.compile(rf"(?i)[.,;:!?()–—]|(?<!\w)(?:{words})(?!\w)")


def _any_of(words: Iterable[str]) -> str:
    """A pattern for words, the longest first; a space stands for a hyphen or a line end too."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"[\s-]+") for word in longest_first)


def _instead(word: str) -> str:
    return read_hype()[re.sub(r"[\s-]+", " ", _folded(word)[0]).lower()]
