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
        vocabularies: The lists that give the words for its values, in display order.
        more: Whether it stands behind "More filters".
        page: The address of the page of a value, with ``{}`` for the value.
        title: The title of a ready-made page, with ``{}`` for the value's word.
        proper: Whether the words of its values keep their capital within a sentence.
    """

    id: str
    label: str
    vocabularies: tuple[str, ...]
    more: bool = False
    page: str = ""
    title: str = ""
    proper: bool = False

    def address(self, value: str) -> str:
        """The ready-made page of a value, from the site's root."""
        return (self.page or f"resources/by/{self.id}/{{}}/").format(value)


FACETS = (
    Facet("topic", "Topic", ("topics",), page="topics/{}/"),
    Facet("grade", "Grade", ("grades",), title="Resources for {}"),
    Facet("tier", "Tier of support", ("tiers",), page="tiers/{}/"),
    Facet("kind", "Kind", ("kinds",), title="Kind of resource: {}"),
    Facet("cost", "Cost", ("cost",), title="Cost: {}"),
    Facet("domain", "Domain", ("domains",), more=True, title="Domain: {}"),
    Facet("audience", "For whom", ("audience",), more=True, page="for/{}/"),
    Facet("language", "Language", ("languages",), True, title="Resources in {}", proper=True),
    Facet("country", "Country", ("countries",), True, title="Country: {}", proper=True),
    Facet("evidence", "Level of evidence", ("evidence_levels",), True, title="Evidence: {}"),
    Facet("state", "State", ("states", "derived_states"), more=True, title="State: {}"),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet as readers meet it.

    Args:
        value: Its id.
        label: Its word.
        count: Records that have it.
        note: What stands beside it in small print, such as the usual age in a grade.
        definition: What it means; empty if its list does not say.
        broader: The wider value that it stands under, if there is one.
    """

    value: str
    label: str
    count: int
    note: str = ""
    definition: str = ""
    broader: str = ""


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


def choices_of(
    facet: Facet, counts: Mapping[str, int], vocabularies: Mapping[str, Terms]
) -> list[Choice]:
    """The values that a record has, in display order; what no list names comes last, by its id.

    Args:
        facet: The facet.
        counts: How many records have each value.
        vocabularies: Terms by list and id, in display order.
    """
    terms: dict[str, Mapping[str, Any]] = {}
    for name in facet.vocabularies:
        terms |= vocabularies.get(name, {})
    unnamed = sorted(set(counts) - set(terms), key=lambda value: (value == NOT_STATED, value))
    order = [value for value in [*_as_tree(terms), *unnamed] if counts.get(value)]
    return [_choice(value, counts[value], terms.get(value, {})) for value in order]


def _as_tree(terms: Terms) -> list[str]:
    """Each wider term followed by its narrower ones."""
    narrower: dict[str, list[str]] = {}
    for value, term in terms.items():
        narrower.setdefault(str(term.get("broader", "")), []).append(value)
    top = narrower.pop("", [])
    return [value for wider in top for value in (wider, *narrower.get(wider, ()))]


def _choice(value: str, count: int, term: Mapping[str, Any]) -> Choice:
    age = term.get("age")
    return Choice(
        value=value,
        label=str(term.get("label", "Not stated" if value == NOT_STATED else value)),
        count=count,
        note="" if age is None else f"age {age} to {int(age) + 1}",
        definition=str(term.get("definition", "")),
        broader=str(term.get("broader", "")),
    )
