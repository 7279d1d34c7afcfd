"""Read ``references.bib`` with bibtexparser and say what in it cannot be trusted."""

import logging
import re
from dataclasses import dataclass
from typing import Any

import bibtexparser
from bibtexparser.model import (
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ParsingFailedBlock,
)

from resource_hub.problems import Location, Problem, error, quoted, warning

# What it would print to the terminal is told by B001, with its place and what to do.
_talk = logging.getLogger("bibtexparser")
_talk.addHandler(logging.NullHandler())
_talk.propagate = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A work in references.bib: its fields as written, without their outer braces."""

    key: str
    kind: str
    fields: dict[str, str]
    where: Location

    @property
    def confirmed(self) -> bool:
        """Whether a page of the work itself or of an index was seen and nothing is in doubt."""
        return (
            self.fields.get("confirmationlevel", "C") in ("C", "P") and "doubt" not in self.fields
        )


def read_bibliography(text: str, path: str) -> tuple[list[Reference], list[Problem]]:
    """Read all entries.

    Args:
        text: The file, as :func:`resource_hub.source.decode` gives it.
        path: Its name in messages.

    Returns:
        The entries that could be read, in the order of the file, and problems B001 to B009.
    """
    library = bibtexparser.parse_string(text)
    entries = list(library.entries)
    problems: list[Problem] = []
    for block in library.failed_blocks:
        problems.append(_failed(block, path))
        spare = getattr(block, "ignore_error_block", None)
        if isinstance(block, DuplicateFieldKeyBlock) and isinstance(spare, Entry):
            entries.append(spare)
    references = []
    for entry in sorted(entries, key=lambda e: e.start_line or 0):
        reference = Reference(
            entry.key,
            entry.entry_type.lower(),
            {field.key.lower(): _bare(str(field.value)) for field in reversed(entry.fields)},
            Location(path, (entry.start_line or 0) + 1, 1),
        )
        references.append(reference)
        problems += _entry_problems(entry, reference, path)
    return references, problems + _case_twins(references)


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
        keys = " and ".join(quoted(key) for key in sorted(block.duplicate_keys))
        return error(
            where,
            "B003",
            f"the entry {name} has the field{'s' * (len(block.duplicate_keys) > 1)} {keys} twice",
            "keep one of the two and delete the other",
        )
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


_KEY = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_:.+/-]*")
_SWALLOWED = re.compile(r"\n\s*([A-Za-z]+)\s*=\s*[{\"]")


def _entry_problems(entry: Entry, reference: Reference, path: str) -> list[Problem]:
    where = reference.where
    found = []
    if not _KEY.fullmatch(reference.key):
        found.append(
            error(
                where,
                "B006",
                f"{quoted(reference.key)} is not a citekey"
                if reference.key
                else "the citekey is missing",
                "write letters, digits and _ only, such as @article{fuchs2006introduction,",
            )
        )
    if re.match(r"@\w+\s*\(", (entry.raw or "").lstrip()):
        found.append(
            error(
                where,
                "B005",
                f"the entry {quoted(reference.key)} is in round brackets",
                "use braces: @article{key, … }",
            )
        )
    for field in entry.fields:
        swallowed = _SWALLOWED.search(str(field.value))
        if swallowed:
            line = (field.start_line or 0) + 1
            found.append(
                error(
                    Location(path, line, 3),
                    "B004",
                    f"a comma is missing after the field '{field.key}' of {quoted(reference.key)}: "
                    f"'{swallowed.group(1)}' became part of it",
                    f"write a comma at the end of the value of '{field.key}'",
                )
            )
    return found + _missing(reference, {f.key.lower() for f in entry.fields})


def _missing(reference: Reference, present: set[str]) -> list[Problem]:
    key, where = quoted(reference.key), reference.where
    found = []
    if "title" not in present:
        found.append(
            error(where, "B007", f"the entry {key} has no title", "add a line 'title = {…},'")
        )
    if not present & {"year", "date"}:
        found.append(
            warning(
                where,
                "B008",
                f"the entry {key} has no year",
                "add 'year = {2021},', or 'year = {n.d.},' if the work has none",
            )
        )
    return found


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
