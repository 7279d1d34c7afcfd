"""Read ``references.bib`` with bibtexparser and say what in it cannot be trusted."""

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import bibtexparser
from bibtexparser.library import Library
from bibtexparser.model import (
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ImplicitComment,
    ParsingFailedBlock,
)

from resource_hub.citations.values import Field, Lines, Piece, blank_comments, read_pieces
from resource_hub.problems import Location, Problem, did_you_mean, error, quoted, warning

# What it would print to the terminal is told by B001, with its place and what to do.
_talk = logging.getLogger("bibtexparser")
_talk.addHandler(logging.NullHandler())
_talk.propagate = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A work in references.bib.

    Args:
        key: Its citekey.
        kind: Its kind in small letters, such as ``article``.
        fields: Values as written, without their outer braces, by name in small letters.
        where: The place of the entry.
        written: The fields with their places and with the braces inside the outermost.
        inherited: Names of further fields that it has from other entries.
    """

    key: str
    kind: str
    fields: dict[str, str]
    where: Location
    written: tuple[Field, ...] = ()
    inherited: frozenset[str] = field(default=frozenset())

    @property
    def confirmed(self) -> bool:
        """Whether a page of the work itself or of an index was seen and nothing is in doubt."""
        return (
            self.fields.get("confirmationlevel", "C") in ("C", "P") and "doubt" not in self.fields
        )

    def has(self, *names: str) -> bool:
        """Whether one of the fields is there, with a value or from another entry."""
        return any(self.fields.get(name) or name in self.inherited for name in names)


def read_bibliography(text: str, path: str) -> tuple[list[Reference], list[Problem]]:
    """Read all works.

    Args:
        text: The file, as :func:`resource_hub.source.decode` gives it.
        path: Its name in messages.

    Returns:
        The works that could be read, in the order of the file, and problems B001 to B013.
    """
    entries, problems = read_entries(text, path)
    return works_of(entries), problems


def works_of(entries: list[Reference]) -> list[Reference]:
    """The entries that can be cited; one of kind xdata only lends its fields to others."""
    return [entry for entry in entries if entry.kind != "xdata"]


def read_entries(text: str, path: str) -> tuple[list[Reference], list[Problem]]:
    """Read all entries, also those that are no works; else like :func:`read_bibliography`."""
    text = blank_comments(text)
    library = bibtexparser.parse_string(text, parse_stack=[])
    lines = Lines(text, path)
    blocks = list(library.entries)
    problems: list[Problem] = list(_outside(library, path))
    for block in library.failed_blocks:
        problems.append(_failed(block, path))
        spare = getattr(block, "ignore_error_block", None)
        if isinstance(block, DuplicateFieldKeyBlock) and isinstance(spare, Entry):
            blocks.append(spare)
    strings, unread = _strings(library, path)
    problems += unread
    entries = []
    for block in sorted(blocks, key=lambda e: e.start_line or 0):
        pieces = list(_pieces(block, text, lines, strings))
        entries.append(_entry(block, pieces, lines))
        problems += _entry_problems(block, entries[-1], pieces, lines, strings)
    entries = _with_inherited(entries)
    problems += [problem for entry in entries for problem in _missing(entry)]
    return entries, problems + _case_twins(entries)


def _entry(block: Entry, pieces: list[Piece], lines: Lines) -> Reference:
    written = tuple(
        Field("".join(p.name.lower().split()), " ".join(p.text.split()), lines.place(p.start))
        for p in pieces
    )
    fields = {field.name: _bare(field.text) for field in reversed(written)}
    where = Location(lines.path, (block.start_line or 0) + 1, 1)
    return Reference(block.key, block.entry_type.lower(), fields, where, written)


def _strings(library: Library, path: str) -> tuple[dict[str, str], list[Problem]]:
    """Abbreviations that @string explains, each perhaps by those before it."""
    found: dict[str, str] = {}
    problems = []
    for string in library.strings:
        pieces = list(read_pieces(string.key, str(string.value), 0, 0, found))
        found[string.key] = "".join(piece.text for piece in pieces)
        if len(pieces) > 1 or pieces[0].rest or not _FIELD_NAME.fullmatch(string.key):
            problems.append(
                error(
                    Location(path, (string.start_line or 0) + 1),
                    "B011",
                    f"the abbreviation {quoted(string.key)} cannot be read",
                    "write its name in letters and its value in braces: @string{jsp = {…}}",
                )
            )
    return found, problems


def _pieces(block: Entry, text: str, lines: Lines, strings: Mapping[str, str]) -> Iterator[Piece]:
    """The fields of an entry; bibtexparser names the line of each equals sign."""
    at = lines.starts[block.start_line or 0]
    for found in block.fields:
        raw = str(found.value)
        equals = text.find("=", max(at, lines.starts[found.start_line or 0]))
        start = equals + 1
        while text[start : start + 1].isspace():
            start += 1
        name = found.key.split("\n")[-1].strip() or found.key
        named = max(text.rfind(name, at, equals), at)
        yield from read_pieces(found.key, raw, named, start, strings)
        at = start + len(raw)


def _with_inherited(entries: list[Reference]) -> list[Reference]:
    by_key = {entry.key: entry for entry in entries}
    if not any(entry.has("crossref", "xdata") for entry in entries):
        return entries
    return [
        replace(entry, inherited=frozenset(_inherited(entry, by_key, set()))) for entry in entries
    ]


# biblatex: in a part of a whole, the whole's title is the book's title.
_PARTS = re.compile(r"in\w+|supp\w+|bookinbook|article|review")


def _inherited(entry: Reference, by_key: Mapping[str, Reference], seen: set[str]) -> Iterator[str]:
    if entry.key in seen:
        return
    seen.add(entry.key)
    for parent in parents(entry, "xdata"):
        if parent in by_key:
            yield from by_key[parent].fields
            yield from _inherited(by_key[parent], by_key, seen)
    for parent in parents(entry, "crossref"):
        if parent in by_key:
            names = {*by_key[parent].fields, *_inherited(by_key[parent], by_key, seen)}
            if "title" in names and _PARTS.fullmatch(entry.kind):
                names = {*names, "booktitle", "journaltitle"} - {"title"}
            yield from names


def parents(entry: Reference, name: str) -> list[str]:
    """The citekeys that a field such as ``crossref`` names."""
    return [key.strip() for key in entry.fields.get(name, "").split(",") if key.strip()]


def plain_title(reference: Reference) -> str:
    """The title without BibTeX's braces and escapes, for lists that no style formats."""
    return _plain(reference.fields.get("title", reference.key))


def _plain(text: str) -> str:
    text = re.sub(r"\\([&%$#_{}])", r"\1", text)
    return re.sub(r"[{}]", "", text).replace("--", "–")


def _bare(value: str) -> str:
    value = value.strip()
    while value.startswith("{") and value.endswith("}") and _closes_at_end(value):
        value = value[1:-1].strip()
    return " ".join(value.split())


def _closes_at_end(value: str) -> bool:
    depth = 0
    for place, character in enumerate(value):
        depth += (character == "{") - (character == "}")
        if depth == 0:
            return place == len(value) - 1
    return False


def _failed(block: Any, path: str) -> Problem:
    raw = (block.raw or "").strip()
    where = Location(path, (block.start_line or 0) + 1, 1)
    named = re.match(r"@\w+\s*[{(]\s*([^,\s={}]++)(?!\s*=)", raw)  # "title =" is no citekey
    name = quoted(named.group(1)) if named else "here"
    if isinstance(block, DuplicateBlockKeyBlock):
        first = (block.previous_block.start_line or 0) + 1
        return error(
            where,
            "B002",
            f"the citekey {quoted(block.key)} stands twice; the first is on line {first}",
            "give one of the two works another key, or delete the copy",
        )
    if isinstance(block, DuplicateFieldKeyBlock):
        return _field_twice(name, block.duplicate_keys, where)
    assert isinstance(block, ParsingFailedBlock)
    said = getattr(block.error, "abort_reason", "")
    if "comma after entry key" in said:
        mend = "write a comma after the citekey: @article{key,"
    elif "end of file" in said or "block start" in said:
        mend = (
            "count the braces: every { needs its }, and the entry ends with } on a line of its own"
        )
    else:
        mend = "compare it with the entry above: key, then 'field = {value},' line by line"
    return error(where, "B001", f"the entry {name} cannot be read", mend)


def _field_twice(name: str, keys: set[str], where: Location) -> Problem:
    named = " and ".join(quoted(key) for key in sorted(keys))
    return error(
        where,
        "B003",
        f"the entry {name} has the field{'s' * (len(keys) > 1)} {named} twice",
        "keep one of the two and delete the other",
    )


def _outside(library: Library, path: str) -> Iterator[Problem]:
    for block in library.blocks:
        line = (block.start_line or 0) + 1
        raw = block.raw or ""
        if isinstance(block, ImplicitComment):
            for number, text in enumerate(raw.split("\n")):
                if "@" in text:
                    yield _stray(text, Location(path, line + number, 1))
        elif not isinstance(block, Entry) and re.match(r"@\w+\s*\(", raw.lstrip()):
            kind = raw.lstrip()[:20].split("(")[0].strip()
            yield error(
                Location(path, line),
                "B005",
                f"{quoted(kind)} is in round brackets",
                f"use braces: {kind}{{ … }}",
            )


def _stray(text: str, where: Location) -> Problem:
    return error(
        where,
        "B013",
        f"{quoted(text.strip())} stands outside all entries and holds an @",
        "write a % at the beginning of the line if it is a comment, or mend it if it should be an "
        "entry: @article{key,",
    )


_KEY = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_:.+/-]*")
_FIELD_NAME = re.compile(r"[^\W_][\w+:-]*")


def _entry_problems(
    block: Entry,
    entry: Reference,
    pieces: list[Piece],
    lines: Lines,
    strings: Mapping[str, str],
) -> Iterator[Problem]:
    key, where = quoted(entry.key), entry.where
    if not _KEY.fullmatch(entry.key):
        yield error(
            where,
            "B006",
            f"{key} is not a citekey" if entry.key else "the citekey is missing",
            "write letters, digits and _ only, such as @article{fuchs2006introduction,",
        )
    if re.match(r"@\w+\s*\(", (block.raw or "").lstrip()):
        yield error(
            where,
            "B005",
            f"the entry {key} is in round brackets",
            "use braces: @article{key, … }",
        )
    yield from _twice(block, entry)
    for piece in pieces:
        yield from _piece_problems(piece, key, lines, strings)


def _twice(block: Entry, entry: Reference) -> Iterator[Problem]:
    """B003 for names that differ by case only or by a missing comma; the rest failed before."""
    names = [found.name for found in entry.written]
    twice = {name for name in names if names.count(name) > 1}
    if len(names) != len(set(names)) and len({f.key for f in block.fields}) == len(block.fields):
        yield _field_twice(quoted(entry.key), twice, entry.where)


def _piece_problems(
    piece: Piece, key: str, lines: Lines, strings: Mapping[str, str]
) -> Iterator[Problem]:
    where = lines.place(piece.start)
    if piece.swallowed:
        yield error(
            lines.place(piece.named),
            "B004",
            f"a comma is missing after the field '{piece.name}' of {key}: "
            f"'{piece.swallowed}' became part of it",
            f"write a comma at the end of the value of '{piece.name}'",
        )
    elif piece.rest:
        yield error(
            where,
            "B011",
            f"behind the value of '{piece.name}' of {key} stands {quoted(piece.rest)}",
            f"put braces around the whole value: {piece.name} = {{…}},",
        )
    elif not _FIELD_NAME.fullmatch(piece.name):
        yield error(
            where,
            "B011",
            f"{quoted(piece.name)} in {key} is not the name of a field"
            if piece.name
            else f"a field of {key} has no name",
            "write a name of letters only before the equals sign, such as 'title = {…},'",
        )
    elif piece.unknown:
        near = did_you_mean(piece.unknown, strings)
        yield error(
            where,
            "B012",
            f"the value {quoted(piece.unknown)} of '{piece.name}' of {key} is an abbreviation "
            "that nothing explains",
            f"{near}{'If it is meant as text, put' if near else 'put'} braces around it: "
            f"{piece.name} = {{{piece.unknown}}},",
        )


def _missing(entry: Reference) -> Iterator[Problem]:
    key, where = quoted(entry.key), entry.where
    if entry.kind == "xdata":
        return
    if not entry.has("title"):
        yield error(where, "B007", f"the entry {key} has no title", "add a line 'title = {…},'")
    if not entry.has("year", "date", "pubstate"):
        yield warning(
            where,
            "B008",
            f"the entry {key} has no year",
            "add 'year = {2021},', or 'year = {n.d.},' if the work has none",
        )


def _case_twins(references: list[Reference]) -> list[Problem]:
    seen: dict[str, Reference] = {}
    found = []
    for reference in references:
        first = seen.setdefault(reference.key.lower(), reference)
        if first is not reference and first.key != reference.key:
            found.append(
                error(
                    reference.where,
                    "B009",
                    f"the citekey {quoted(reference.key)} differs from {quoted(first.key)} "
                    f"(line {first.where.line}) only by capital letters",
                    "give one of them another key",
                )
            )
    return found
