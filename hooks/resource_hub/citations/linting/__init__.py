"""Lint of references.bib: what a reader of the file gets wrong, and what a librarian would mend.

Each module holds the rules of one kind of value. A rule is an error where readers would see
something wrong or a work would be lost; else it is a warning.
"""

from collections.abc import Iterable, Iterator, Sequence

from resource_hub.citations.bibliography import Reference
from resource_hub.citations.linting import (
    characters,
    days,
    entries,
    identifiers,
    numbers,
    people,
    titles,
    works,
)
from resource_hub.problems import Problem


def lint(references: Sequence[Reference]) -> list[Problem]:
    """Everything to mend in the entries of a bibliography.

    Args:
        references: All entries, also those of kind xdata.

    Returns:
        Problems B014 to B051, but for B048.
    """
    known = {reference.key for reference in references}
    found = [problem for one in references for problem in _lint_entry(one, known)]
    return found + list(works.check_works(references))


def unused(references: Iterable[Reference], used: set[str]) -> list[Problem]:
    """B048, a note for each work that no page cites or lists."""
    return list(works.check_use(references, used))


def _lint_entry(entry: Reference, known: set[str]) -> Iterator[Problem]:
    yield from entries.check_entry(entry, known)
    yield from days.check_years(entry)
    yield from identifiers.check_agreement(entry)
    yield from titles.check_language(entry)
    for field in entry.written:
        if not field.text:
            continue
        for check in (characters, days, identifiers, numbers, people, titles):
            yield from check.check_field(entry, field)
