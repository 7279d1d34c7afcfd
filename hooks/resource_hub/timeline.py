"""The timeline: how tiered support came to be, oldest entry first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from resource_hub.pages import HubPage
from resource_hub.problems import Location, Problem, error, quoted, repeated
from resource_hub.schema import Document


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry; ``last`` is None while it goes on."""

    id: str
    first: int
    last: int | None
    title: str
    text: str
    sources: tuple[str, ...]
    area: str
    jurisdiction: str
    where: Location

    @property
    def years(self) -> str:
        """Its years in words: "2004", "1997 to 2004", "since 2010"."""
        if self.last is None:
            return f"since {self.first}"
        return str(self.first) if self.first == self.last else f"{self.first} to {self.last}"

    @property
    def about(self) -> str:
        """What it is about, with the country if it speaks of one: "US law"."""
        if self.jurisdiction:
            return f"{self.jurisdiction} {self.area}"
        return self.area[:1].upper() + self.area[1:]


def read_timeline(document: Document) -> tuple[list[Moment], list[Problem]]:
    """Read ``content/timeline.yaml``, already checked by its schema.

    Returns:
        The entries as they stand, and problems M001 to M003.
    """
    moments = [_moment(plain, document.where(place)) for place, plain in enumerate(document.plain)]
    mend = "give this entry another id, or delete one of the two"
    ids = repeated(document.ids(), "M003", "entry", mend)
    return moments, [*_check_years(document, moments), *ids]


def _moment(plain: Mapping[str, Any], where: Location) -> Moment:
    return Moment(
        id=plain["id"],
        first=plain["from"],
        last=plain.get("to"),
        title=plain["title"],
        text=plain["text"],
        sources=tuple(plain["sources"]),
        area=plain["area"],
        jurisdiction=plain.get("jurisdiction", ""),
        where=where,
    )


def _check_years(document: Document, moments: list[Moment]) -> Iterator[Problem]:
    for place, moment in enumerate(moments):
        if moment.last is not None and moment.last < moment.first:
            yield error(
                document.where(place, "to"),
                "M001",
                f"{quoted(moment.id)} ends in {moment.last}, before it begins in {moment.first}",
                "correct one of the years; delete 'to' if it goes on",
            )
        # The latest above, not the neighbor: one stray moment is one message.
        above = max(moments[:place], key=lambda other: other.first, default=moment)
        if above.first > moment.first:
            yield error(
                document.where(place, "from"),
                "M002",
                f"{quoted(moment.id)} ({moment.first}) stands below {quoted(above.id)} "
                f"({above.first})",
                f"move {quoted(moment.id)} up, or correct a year: the oldest entry stands first",
            )


def timeline_page(moments: list[Moment], *, where: Location) -> HubPage:
    """The page ``/timeline/``; ``where`` is the file of the entries."""
    return HubPage(
        url="timeline/",
        kind="timeline",
        title="How we got here",
        origin=where,
        values={"moments": moments},
        description="Laws, studies and ideas behind tiered support, in the order of their years.",
        lead="Laws, studies and ideas behind tiered support, oldest first.",
        kind_label="Timeline",
        icon="timeline-text-outline",
    )
