"""Records for programs: every fact that their pages show, as JSON values."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from resource_hub.catalogue.records import Opinion, ResourceRecord, Reviewer, Step, Vetting
from resource_hub.catalogue.shelf import Shelved
from resource_hub.catalogue.words import Words

FOLDER = "api/v1/resources/"  # a file for each record
ADDRESS = "api/v1/resources.json"


@dataclass(frozen=True, slots=True)
class Around(Words):
    """The words of a hub, and what else programs are told beside a record's own values.

    Args:
        work: A source (``key, p. 12``) as programs read it: key, place, formatted entry, notices.
        scale: The id of the scale that a name in ``elsewhere`` means, or None.
        day: The day that the states speak of, if one is known.
    """

    work: Callable[[str], Mapping[str, Any]]
    scale: Callable[[str], str | None]
    day: date | None = None


def published_records(shelf: Iterable[Shelved], hub: Around) -> list[dict[str, Any]]:
    """The records as JSON values, in the order of their ids.

    What only editors are to see, such as the remarks on a check, is not among it, nor is the
    name of a record that is not on the shelf.
    """
    shown = {one.record.id: one for one in shelf}
    return [_record(shown[id_], hub, shown.keys()) for id_ in sorted(shown)]


def _record(one: Shelved, hub: Around, shown: Collection[str]) -> dict[str, Any]:
    record = one.record
    return {
        "id": record.id,
        "title": record.title,
        "url": record.url,
        "page": record.address,
        "file": f"{FOLDER}{record.id}.json",
        **_what(record, hub),
        **_terms_of_use(record, hub),
        "added": record.added,
        "changes": [{"date": change.date, "text": change.text} for change in record.changes],
        "state": hub.state(one.state),
        "as_of": hub.day.isoformat() if hub.day else None,
        "checked": {"confirmed": record.confirmed, "date": record.checked_date},
        "evidence": _evidence(record, hub),
        "elsewhere": [_opinion(opinion, hub) for opinion in record.elsewhere],
        "vetting": _vetting(record.vetting, hub, shown) if record.vetting else None,
        "same_address_as": _if(record.same_address_as, shown),
        "was": list(record.was),
    }


def _if(id_: str, shown: Collection[str]) -> str | None:
    return id_ if id_ in shown else None


def _what(record: ResourceRecord, hub: Around) -> dict[str, Any]:
    low, high = (_grade(grade, hub) for grade in record.grades)
    publisher = record.publisher
    return {
        "kind": hub.term("kinds", record.kind),
        "publisher": {
            "name": publisher.name,
            "kind": hub.term("publisher_kinds", publisher.kind) if publisher.kind else None,
        },
        "description": record.description,
        "why_listed": record.why_listed,
        "relationship": hub.term("relationships", record.relationship),
        "audience": hub.terms("audience", record.audience),
        "topics": hub.terms("topics", record.topics),
        "tiers": hub.terms("tiers", record.tiers),
        "domains": hub.terms("domains", record.domains),
        "grades": {"from": low, "to": high},
        "languages": hub.terms("languages", record.languages),
        "jurisdiction": hub.terms("countries", record.jurisdiction),
    }


def _grade(grade: str, hub: Around) -> dict[str, Any]:
    return {**hub.term("grades", grade), "age": hub.age(grade)}


def _terms_of_use(record: ResourceRecord, hub: Around) -> dict[str, Any]:
    return {
        "cost": hub.term("cost", record.cost),
        "cost_note": record.cost_note or None,
        "license": hub.term("licenses", record.license),
        "formats": hub.terms("formats", record.formats),
        "minutes": record.minutes,
        "accessibility": list(record.accessibility),
    }


def _evidence(record: ResourceRecord, hub: Around) -> dict[str, Any]:
    evidence = record.evidence
    return {
        "level": hub.term("evidence_levels", evidence.level),
        "basis": evidence.basis or None,
        "applies_to": evidence.applies_to or None,
        "not_shown_for": evidence.not_shown_for or None,
        "sources": [hub.work(source) for source in evidence.sources],
    }


def _opinion(opinion: Opinion, hub: Around) -> dict[str, Any]:
    return {
        "by": opinion.by,
        "scale": hub.scale(opinion.by),
        "rating": opinion.rating,
        "level": opinion.level or None,
        "seen": opinion.seen,
        "url": opinion.url or None,
        "differs": opinion.differs or None,
    }


def _vetting(vetting: Vetting, hub: Around, shown: Collection[str]) -> dict[str, Any]:
    return {
        "rubric": vetting.rubric,
        "standard": f"standards/{vetting.rubric}/",
        "reviewers": [_reviewer(one, hub) for one in vetting.reviewers],
        "scores": dict(vetting.scores),
        "decision": vetting.decision,
        "decided": vetting.decided,
        "valid_until": vetting.valid_until or None,
        "review_by": vetting.review_by or None,
        "claim": vetting.claim or None,
        "reason": vetting.reason or None,
        "successor": _if(vetting.successor, shown),
        "history": [
            _step(step) for step in vetting.history if step.decision != "decline" or vetting.named
        ],
    }


def _reviewer(reviewer: Reviewer, hub: Around) -> dict[str, Any]:
    return {
        "role": hub.term("audience", reviewer.role),
        "conflict": reviewer.conflict or None,
        "recused": reviewer.recused,
        "outside": reviewer.outside,
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "date": step.date,
        "decision": step.decision,
        "rubric": step.rubric or None,
        "reason": step.reason or None,
    }
