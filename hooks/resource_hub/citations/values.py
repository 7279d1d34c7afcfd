"""Values of a BibTeX file as written: where each stands, what it says, what no reader can read.

bibtexparser cuts an entry at its commas and takes whatever stands between them; Pandoc wants
pieces in braces or quotation marks, numbers and abbreviations, joined by ``#``, and reads nothing
of a file in which one value is another thing. So the pieces are read here, by Pandoc's rules.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from resource_hub.problems import Location

MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip

_COMMENT_LINE = re.compile(r"^[ \t]*%.*$", re.MULTILINE)
_COMMENT = re.compile(r"%[^\n]*(?:\n|\Z)")
_COMMENT_BEFORE = re.compile(r"%[^\n]*\n")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_QUOTE = re.compile(r'\\.|[{}"]', re.DOTALL)
_BARE = re.compile(r"[\w-]+")
_SPACE = re.compile(r"\s*")
_NAME = re.compile(r"\s*([A-Za-z][\w+:.-]*)\s*=\s*")


class Lines:
    """Turns offsets of a text into lines and columns."""

    def __init__(self, text: str, path: str) -> None:
        self.path = path
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, offset: int) -> Location:
        """The place of an offset."""
        line = bisect_right(self.starts, offset)
        return Location(self.path, line, offset - self.starts[line - 1] + 1)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an entry as written.

    Args:
        name: Its name in small letters.
        text: Its value, abbreviations written out, without the outermost braces, on one line.
        where: The place of the value.
    """

    name: str
    text: str
    where: Location


@dataclass(frozen=True, slots=True)
class Piece:
    """A field with the offsets of its name and value, and what was wrong with the value.

    Args:
        name: Its name as written.
        text: Its value.
        named: Offset of the name.
        start: Offset of the value.
        swallowed: Name of the next field, if the comma before it is missing.
        rest: What stands behind the value and belongs to nothing.
        unknown: An abbreviation that no @string explains.
    """

    name: str
    text: str
    named: int
    start: int
    swallowed: str = ""
    rest: str = ""
    unknown: str = ""


def blank_comments(text: str) -> str:
    """The text with spaces for each line that begins with ``%``, so that offsets stay.

    Pandoc passes over such lines; bibtexparser would find entries in them.
    """
    return _COMMENT_LINE.sub(lambda match: " " * len(match[0]), text)


def read_pieces(
    name: str, raw: str, named: int, start: int, strings: Mapping[str, str]
) -> Iterator[Piece]:
    """The field that bibtexparser cut out, and those that it took for a part of its value.

    Args:
        name: The field's name, with comments that stand before it.
        raw: Everything up to the next comma.
        named: Offset of the name in the file.
        start: Offset of ``raw`` in the file.
        strings: Values of the file's abbreviations.
    """
    text, unknown, end = _value(raw, strings)
    name = _COMMENT_BEFORE.sub("", name).strip()
    following = _NAME.match(raw, end) if end < len(raw) else None
    if following is None:
        rest = _COMMENT.sub("", raw[end:]) if end else raw  # a comment may follow a value
        yield Piece(name, text, named, start, "", rest.strip(), unknown)
        return
    yield Piece(name, text, named, start, following[1], "", unknown)
    at = following.end()
    yield from read_pieces(following[1], raw[at:], start + following.start(1), start + at, strings)


def _value(raw: str, strings: Mapping[str, str]) -> tuple[str, str, int]:
    """The text of a value, an abbreviation in it that is unknown, and where the value ends."""
    if raw.startswith("{") and raw.find("}") == len(raw) - 1 and raw.count("{") == 1:
        return raw[1:-1], "", len(raw)
    texts, unknown, at = [], "", 0
    while True:
        at = _SPACE.match(raw, at).end()  # type: ignore[union-attr]
        opening = raw[at : at + 1]
        if opening in ("{", '"'):
            end = _closing(raw, at)
            texts.append(raw[at + 1 : end])
            at = end + 1
        else:
            bare = _BARE.match(raw, at)
            if bare is None:
                break
            at = bare.end()
            texts.append(strings.get(bare[0], bare[0]))
            if not (bare[0].isdigit() or bare[0] in strings or _is_number_or_month(bare[0])):
                unknown = bare[0]
        at = _SPACE.match(raw, at).end()  # type: ignore[union-attr]
        if raw[at : at + 1] != "#":
            break
        at += 1
    return "".join(texts), unknown, at


def _is_number_or_month(word: str) -> bool:
    return word.lower() in MONTHS or word[:1].isdigit()


def _closing(raw: str, at: int) -> int:
    """Where the brace or quotation mark at an offset is closed; the end if it is not."""
    marks, depth = (_BRACE, 0) if raw[at] == "{" else (_QUOTE, 1)
    for match in marks.finditer(raw, at + (raw[at] == '"')):
        sign = match[0]
        depth += (sign == "{") - (sign == "}")
        if depth == 0 or (sign == '"' and depth == 1):
            return match.start()
    return len(raw)
