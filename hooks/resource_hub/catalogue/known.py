"""What the rules for records need to know of the rest of the hub, and of the place of a record."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from resource_hub.catalogue.records import ResourceRecord
from resource_hub.problems import Location, did_you_mean
from resource_hub.schema import Document


class Criterion(Protocol):
    """One thing that a standard judges."""

    id: str


class Shortfall(Protocol):
    """One way in which scores do not reach what a standard asks; see :mod:`.standards`."""

    criterion: str
    score: str
    wanted: str


class Rubric(Protocol):
    """A version of the standard, as far as the catalogue uses it."""

    version: str
    state: str
    criteria: Sequence[Criterion]

    @property
    def steps(self) -> Sequence[str]:
        """Ids of the steps of its scale, lowest first."""

    def unscored(self, scores: Mapping[str, str], kind: str) -> Sequence[str]:
        """Required criteria without a score."""

    def shortfalls(self, scores: Mapping[str, str], kind: str) -> Sequence[Shortfall]:
        """In what the scores do not reach what a certification asks."""


class Level(Protocol):
    """One step of a foreign scale."""

    id: str
    label: str


class Scale(Protocol):
    """The scale of another body, as far as the catalogue uses it."""

    id: str
    name: str
    levels: Sequence[Level]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known while records are checked; rules that lack what they need are not asked.

    Args:
        day: The day of the check.
        rubrics: Versions of the standard by their names.
        scales: Scales of other bodies; None if they could not be read.
        unsure: Why a work is not sure enough to certify by, by its citekey: "is in doubt".
        studies: Works that are studies of effects, or put such studies together.
        works: All works of references.bib; None if it could not be read.
        grades: Ids of the grades, lowest first.
    """

    day: date | None = None
    rubrics: Mapping[str, Rubric] = field(default_factory=dict)
    scales: Sequence[Scale] | None = None
    unsure: Mapping[str, str] = field(default_factory=dict)
    studies: Collection[str] | None = None
    works: Collection[str] | None = None
    grades: Sequence[str] = ()


NOTHING_KNOWN = Known()


@dataclass(frozen=True, slots=True)
class Row:
    """A record with its place in the file."""

    record: ResourceRecord
    document: Document
    place: int

    def where(self, *path: str | int) -> Location:
        """The place of a value of the record."""
        return self.document.where(self.place, *path)

    def where_key(self, *path: str | int) -> Location:
        """The place of a key of the record."""
        return self.document.where_key(self.place, *path)


def one_of(text: str, known: Sequence[str]) -> str:
    """The order to write a known name in place of another, the nearest first."""
    near = did_you_mean(text, known)
    return f"{near}{'If not, write' if near else 'write'} one of: {', '.join(known)}"
