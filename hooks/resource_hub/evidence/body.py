"""The fixed shape of a summary's text: its headings, and what in it is prose."""

import re
from dataclasses import dataclass
from itertools import pairwise

from resource_hub.problems import Location
from resource_hub.schema import Document
from resource_hub.source import at_path

HEADINGS = (
    "Bottom line",
    "What we know",
    "How sure we are",
    "For whom",
    "What we do not know",
    "On Monday morning",
    "References",
)
# The permanent ids of the page's sections; claims stand in one section however they are headed.
SECTIONS = (
    "bottom-line",
    "what-we-know",
    "what-we-know",
    "for-whom",
    "unknown",
    "monday",
    "references",
)

# Two neighbors may share one heading.
JOINED = tuple(f"{a} and {b[0].lower()}{b[1:]}" for a, b in pairwise(HEADINGS))
# A heading in small letters -> the places of what it stands for.
PARTS = {name.casefold(): (n,) for n, name in enumerate(HEADINGS)} | {
    name.casefold(): (n, n + 1) for n, name in enumerate(JOINED)
}

# A citation in brackets with the space before it.
CITATION = re.compile(r"\s*\[[^\[\]]*@[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the body: its text, the fixed headings it stands for, its place."""

    text: str
    parts: tuple[int, ...]
    offset: int
    line: int


_HEADING = re.compile(r"^##(?!#)[ \t]*(.*?)[ \t]*#*[ \t]*(?:\{[^}\n]*\})?[ \t]*$", re.MULTILINE)


def headings_of(document: Document) -> list[Heading]:
    """The headings of the second level; offsets count from the beginning of the file."""
    source = document.source
    found = []
    for match in _HEADING.finditer(prose_of(source.body)):
        offset = source.body_start + match.start()
        parts = PARTS.get(match[1].casefold(), ())
        found.append(Heading(match[1], parts, offset, source.place(offset).line))
    return found


_CODE = re.compile(r"^(```+|~~~+).*?^\1|(`+)[^`\n]+\2|<!--.*?-->", re.MULTILINE | re.DOTALL)


def prose_of(body: str) -> str:
    """The body with code and comments blanked, so that offsets stay."""
    return _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), body)


def place_in(document: Document, path: tuple[str | int, ...], said: str) -> Location:
    """Where words stand in a value of the front matter, however its lines are folded."""
    source = document.source
    assert source.root is not None
    value = at_path(source.root, list(path))
    folded = re.compile(r"\s+".join(map(re.escape, said.split())))
    match = folded.search(source.text, value.start, value.end)
    return source.place(match.start()) if match else value.where
