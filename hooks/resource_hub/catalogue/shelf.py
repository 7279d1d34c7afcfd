"""Records together with what follows from them on the day of a build."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from resource_hub.catalogue.facets import Terms, values_of
from resource_hub.catalogue.records import ResourceRecord
from resource_hub.catalogue.states import state_on


@dataclass(frozen=True, slots=True)
class Shelved:
    """A record, where it stands, and its values by facet."""

    record: ResourceRecord
    state: str
    values: Mapping[str, Sequence[str]]


def shelf_of(
    records: Iterable[ResourceRecord], vocabularies: Mapping[str, Terms], day: date | None
) -> list[Shelved]:
    """The records that the hub may name, in the order of the file."""
    grades = list(vocabularies.get("grades", {}))
    topics = vocabularies.get("topics", {})
    shelf = []
    for record in records:
        if record.shown:
            state = state_on(record, day)
            values = values_of(record, grades=grades, topics=topics, state=state)
            shelf.append(Shelved(record, state, values))
    return shelf
