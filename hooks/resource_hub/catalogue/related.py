"""Records that stand close to one another, each with the reason in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest, nsmallest
from math import log

from resource_hub.catalogue.facets import Terms
from resource_hub.catalogue.records import ResourceRecord
from resource_hub.catalogue.shelf import Shelved

MOST = 4  # related records of a page

# What two records have in common counts by its rarity: a topic that two in a hundred have counts
# 3.5. No shared topic and another publisher: not related, whatever else agrees.
WIDE_TOPIC = 0.25  # of what a narrow topic as rare would count
SAME_PUBLISHER = 0.5  # of what a topic as rare would count
SAME_KIND = 1.0
SAME_TIERS = 0.5
SHARED_GRADES = 1.0
LIKENESS = SAME_KIND + SAME_TIERS + SHARED_GRADES  # the most that these can add


@dataclass(frozen=True, slots=True)
class Related:
    """A record close by, and why."""

    record: ResourceRecord
    reason: str


class Neighborhood:
    """Finds the records closest to one by what they share, so that not every pair is compared.

    Args:
        shelf: The records; none that is no longer offered is close to any.
        topics: The topics; ``broader`` names the wider one.
    """

    def __init__(self, shelf: Sequence[Shelved], topics: Terms) -> None:
        offered = [one for one in shelf if one.record.offered]
        # Equals stand in the order of their titles.
        offered.sort(key=lambda one: (one.record.title.casefold(), one.record.id))
        self._records = [one.record for one in offered]
        self._places = {record.id: place for place, record in enumerate(self._records)}
        self._grades = [frozenset(one.values["grade"]) for one in offered]
        self._topics = topics
        self._having: dict[str, list[int]] = {}
        self._published: dict[str, list[int]] = {}
        self._twins: dict[str, list[str]] = {}
        for place, record in enumerate(self._records):
            self._published.setdefault(record.publisher.name, []).append(place)
            self._twins.setdefault(record.same_address_as, []).append(record.id)
            for topic in record.topics:
                self._having.setdefault(topic, []).append(place)

    def around(self, one: Shelved) -> list[Related]:
        """The records closest to one: those that it names, then those that have most in common."""
        told = self._told(one.record)
        scores = self._scores(one)
        for place in (self._places.get(one.record.id), *told):
            scores.pop(place, None)
        ranked = nsmallest(MOST, scores, key=lambda place: (-round(scores[place], 6), place))
        close = [self._related(place, self._reason(one.record, place)) for place in ranked]
        return [*(self._related(place, why) for place, why in told.items()), *close][:MOST]

    def _related(self, place: int, reason: str) -> Related:
        return Related(self._records[place], reason)

    def _told(self, record: ResourceRecord) -> dict[int, str]:
        """Records that this one names, or that name it."""
        named = {}
        if record.vetting and record.vetting.successor:
            named[record.vetting.successor] = "Takes its place"
        for id_ in (record.same_address_as, *self._twins.get(record.id, ())):
            named.setdefault(id_, "Same address")
        return {self._places[id_]: why for id_, why in named.items() if id_ in self._places}

    def _scores(self, one: Shelved) -> dict[int, float]:
        """What the records come to that can be among the closest."""
        found: dict[int, float] = {}
        for places, weight in self._shared(one.record):
            for place in places:
                found[place] = found.get(place, 0.0) + weight
        # One for the record itself, and one for each that is told for another reason.
        best = nlargest(MOST + 1 + len(self._told(one.record)), found.values())
        least = best[-1] - LIKENESS if best else 0.0
        grades = frozenset(one.values["grade"])
        return {
            place: score + self._likeness(one.record, grades, place)
            for place, score in found.items()
            if score >= least
        }

    def _shared(self, record: ResourceRecord) -> Iterator[tuple[list[int], float]]:
        """The records that have a topic or the publisher of this one, and what that counts."""
        for topic in record.topics:
            yield self._having.get(topic, []), self._weight(topic)
        published = self._published.get(record.publisher.name, [])
        yield published, SAME_PUBLISHER * self._rarity(published)

    def _weight(self, topic: str) -> float:
        rarity = self._rarity(self._having.get(topic, []))
        return rarity * (1.0 if "broader" in self._topics.get(topic, {}) else WIDE_TOPIC)

    def _rarity(self, having: Sequence[int]) -> float:
        return log((1 + len(self._records)) / (1 + len(having)))

    def _likeness(self, record: ResourceRecord, grades: frozenset[str], place: int) -> float:
        other, theirs = self._records[place], self._grades[place]
        return (
            SAME_KIND * (record.kind == other.kind)
            + SAME_TIERS * (record.tiers == other.tiers)
            + SHARED_GRADES * len(grades & theirs) / len(grades | theirs)
        )

    def _reason(self, record: ResourceRecord, place: int) -> str:
        """What the two have in common, in words: "Same topic: fidelity; same grades"."""
        other = self._records[place]
        shared = sorted(
            (topic for topic in record.topics if topic in other.topics),
            key=lambda topic: (-self._weight(topic), topic),
        )
        labels = [_in_sentence(str(self._topics.get(t, {}).get("label", t))) for t in shared[:2]]
        parts = [f"same topic{'s' * (len(labels) > 1)}: {', '.join(labels)}"] if labels else []
        if record.publisher.name == other.publisher.name:
            parts.append("same publisher")
        if record.grades == other.grades:
            parts.append("same grades")
        said = "; ".join(parts)
        return said[:1].upper() + said[1:]


def _in_sentence(label: str) -> str:
    """A label within a sentence: its first letter small, unless it begins with an abbreviation."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
