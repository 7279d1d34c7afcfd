"""What the catalogue can be narrowed by, and how many records each value has."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from resource_hub.catalogue.records import ResourceRecord

Terms = Mapping[str, Mapping[str, Any]]  # id -> term, in display order
NOT_STATED = "not-stated"


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow the catalogue.

    Args:
        id: Its name in addresses.
        label: Its name for readers.
        vocabulary: The list that gives the words for its values; empty if none does.
        more: Whether it stands behind "More filters".
        page: The address of the page of a value, with ``{}`` for the value.
    """

    id: str
    label: str
    vocabulary: str
    more: bool = False
    page: str = ""

    def address(self, value: str) -> str:
        """The ready-made page of a value, from the site's root."""
        return (self.page or f"resources/by/{self.id}/{{}}/").format(value)


FACETS = (
    Facet("topic", "Topic", "topics", page="topics/{}/"),
    Facet("grade", "Grade", "grades"),
    Facet("tier", "Tier of support", "tiers", page="tiers/{}/"),
    Facet("kind", "Kind", "kinds"),
    Facet("cost", "Cost", "cost"),
    Facet("domain", "Domain", "domains", more=True),
    Facet("audience", "For whom", "audience", more=True, page="for/{}/"),
    Facet("language", "Language", "languages", more=True),
    Facet("country", "Country", "", more=True),
    Facet("evidence", "Level of evidence", "evidence_levels", more=True),
    Facet("state", "State", "states", more=True),
)


def values_of(
    record: ResourceRecord, *, grades: Sequence[str], topics: Terms, state: str
) -> dict[str, tuple[str, ...]]:
    """The values of a record in each facet.

    A record about a narrower topic is about the wider one too.

    Args:
        record: The record.
        grades: Ids of the grades, lowest first.
        topics: The topics; ``broader`` names the wider one.
        state: Where the record stands, as derived.
    """
    wider = [str(topics.get(topic, {}).get("broader", "")) for topic in record.topics]
    return {
        "topic": tuple(dict.fromkeys(t for t in (*record.topics, *wider) if t)),
        "grade": grades_of(record, grades),
        "tier": tuple(str(tier) for tier in record.tiers),
        "kind": (record.kind,),
        "cost": (record.cost,),
        "domain": record.domains,
        "audience": record.audience,
        "language": record.languages,
        "country": record.jurisdiction or (NOT_STATED,),
        "evidence": (record.evidence.level,),
        "state": (state,),
    }


def grades_of(record: ResourceRecord, order: Sequence[str]) -> tuple[str, ...]:
    """Every grade from the lowest to the highest of a record, in the vocabulary's order."""
    low, high = (order.index(grade) for grade in record.grades)
    return tuple(order[low : high + 1])


def counts_of(values: Iterable[Mapping[str, Sequence[str]]]) -> dict[str, Counter[str]]:
    """How many records each value of each facet has."""
    found: dict[str, Counter[str]] = {facet.id: Counter() for facet in FACETS}
    for one in values:
        for name, counter in found.items():
            counter.update(one[name])
    return found
