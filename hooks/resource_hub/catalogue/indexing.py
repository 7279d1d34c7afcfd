"""The catalogue as the browser reads it: columns of numbers and the texts of cards."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from resource_hub.catalogue.facets import FACETS, Facet, Terms, choices_of, counts_of
from resource_hub.catalogue.ordering import SORTS, in_order
from resource_hub.catalogue.shelf import Shelved

ADDRESS = "resources/index.json"
VERSION = 1


def index_json(
    shelf: Iterable[Shelved], vocabularies: Mapping[str, Terms], day: date | None
) -> str:
    """All that assets/catalogue/index.mjs reads, as JSON.

    Records stand in the order of an unsorted list; ``orders`` gives the others as places in it.
    ``values`` holds, for each facet and record, places in the facet's list of values, in the order
    of the record: cards name the first two roles.

    Args:
        shelf: The records that a reader may choose from.
        vocabularies: Terms by list and id, in display order.
        day: The day the build speaks of.
    """
    listed = in_order(shelf)
    records = [one.record for one in listed]
    publishers = {
        name: n for n, name in enumerate(dict.fromkeys(r.publisher.name for r in records))
    }
    values = {facet.id: _values(facet, listed, vocabularies) for facet in FACETS}
    place = {record.id: number for number, record in enumerate(records)}
    index = {
        "version": VERSION,
        "day": day.isoformat() if day else "",
        "facets": {
            facet.id: {"label": facet.label, "values": list(known.items())}
            for facet, known in zip(FACETS, values.values(), strict=True)
        },
        "publishers": list(publishers),
        "id": [record.id for record in records],
        "title": [record.title for record in records],
        "by": [publishers[record.publisher.name] for record in records],
        "what": [record.description for record in records],
        "checked": [record.checked_date if record.confirmed else "" for record in records],
        "dates": {
            str(place[record.id]): [record.vetting.review_by, record.vetting.valid_until]
            for record in records
            if record.vetting
        },
        "values": {
            name: _column(name, listed, {value: n for n, value in enumerate(known)})
            for name, known in values.items()
        },
        "orders": {
            sort: [place[one.record.id] for one in in_order(listed, sort)]
            for sort in list(SORTS)[1:]
        },
    }
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")) + "\n"


def _values(
    facet: Facet, listed: Sequence[Shelved], vocabularies: Mapping[str, Terms]
) -> dict[str, str]:
    """Words of the values in use by id, in display order.

    A vetted record may come to stand elsewhere between the build and the day of reading.
    """
    counts = counts_of(one.values for one in listed)[facet.id]
    if facet.id == "state" and any(one.record.vetting for one in listed):
        counts.update(list(vocabularies.get("derived_states", {})))
    return {choice.value: choice.label for choice in choices_of(facet, counts, vocabularies)}


def _column(name: str, listed: Sequence[Shelved], place: Mapping[str, int]) -> list[Any]:
    """For each record one number, or a list of numbers where it has several values."""
    rows = [[place[value] for value in one.values[name]] for one in listed]
    return [row[0] if len(row) == 1 else row for row in rows]
