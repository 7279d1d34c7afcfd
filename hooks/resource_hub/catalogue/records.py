"""Records of resources as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from resource_hub.problems import Location
from resource_hub.schema import Document


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes a resource; ``kind`` is empty where it could not be told."""

    name: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a resource's effect, as proposed or vetted."""

    level: str
    basis: str = ""
    sources: tuple[str, ...] = ()
    applies_to: str = ""
    not_shown_for: str = ""

    @property
    def citekeys(self) -> tuple[str, ...]:
        """The works of ``sources``, without the pages in them."""
        return tuple(source.partition(",")[0].strip() for source in self.sources)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What another body says of a resource, on its own scale.

    Args:
        by: The id or the name of a body in scales.yaml, or any other name.
        rating: The rating in that body's words.
        seen: The day it was seen, as ISO text.
        url: Where it was seen; may be empty.
        level: The step of the body's scale that the rating stands on; empty if it has none.
        differs: Why it says something else than others, in plain words; may be empty.
    """

    by: str
    rating: str
    seen: str
    url: str = ""
    level: str = ""
    differs: str = ""


@dataclass(frozen=True, slots=True)
class Reviewer:
    """One who reviewed a resource, by role; ``conflict`` is empty if there is none."""

    role: str
    conflict: str = ""
    recused: bool = False
    outside: bool = False

    @property
    def counts(self) -> bool:
        """Whether the reviewer counts to the quorum."""
        return not self.recused and not self.conflict


@dataclass(frozen=True, slots=True)
class Step:
    """An earlier decision."""

    date: str
    decision: str
    rubric: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Vetting:
    """The review of a record; dates are ISO text, empty where there is none."""

    rubric: str
    reviewers: tuple[Reviewer, ...]
    decision: str
    decided: str
    scores: Mapping[str, str]
    valid_until: str = ""
    review_by: str = ""
    claim: str = ""
    reason: str = ""
    successor: str = ""
    named: bool = False
    history: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What became different in a record, in plain words."""

    date: str
    text: str


@dataclass(frozen=True, slots=True)
class ResourceRecord:
    """One entry of resources.yaml."""

    id: str
    title: str
    url: str
    kind: str
    publisher: Publisher
    description: str
    why_listed: str
    relationship: str
    audience: tuple[str, ...]
    topics: tuple[str, ...]
    tiers: tuple[int | str, ...]
    domains: tuple[str, ...]
    grades: tuple[str, str]
    languages: tuple[str, ...]
    jurisdiction: tuple[str, ...]
    cost: str
    cost_note: str
    license: str
    formats: tuple[str, ...]
    minutes: int | None
    accessibility: tuple[str, ...]
    added: str
    changes: tuple[Change, ...]
    state: str
    checked_level: str
    checked_date: str
    evidence: Evidence
    elsewhere: tuple[Opinion, ...]
    vetting: Vetting | None
    same_address_as: str
    was: tuple[str, ...]
    where: Location

    @property
    def address(self) -> str:
        """The page of the record, from the site's root."""
        return f"resources/{self.id}/"

    @property
    def host(self) -> str:
        """The host a reader is sent to."""
        return (urlsplit(self.url).hostname or self.url).removeprefix("www.")

    @property
    def confirmed(self) -> bool:
        """Whether a stored copy of the resource's own page was read."""
        return self.checked_level == "C"

    @property
    def shown(self) -> bool:
        """Whether the hub may name it: a declined one only if its maker agreed."""
        return self.state != "declined" or bool(self.vetting and self.vetting.named)

    @property
    def offered(self) -> bool:
        """Whether it stands among the resources that a reader may choose from."""
        return self.state not in ("declined", "withdrawn")


def records_in(document: Document) -> list[ResourceRecord]:
    """The records of resources.yaml, as its schema typed it, in the order of the file."""
    return [_record(plain, document.where(place)) for place, plain in enumerate(document.plain)]


def _record(plain: Mapping[str, Any], where: Location) -> ResourceRecord:
    evidence = plain["evidence"]
    vetting = plain.get("vetting")
    return ResourceRecord(
        id=plain["id"],
        title=plain["title"],
        url=plain["url"],
        kind=plain["kind"],
        publisher=Publisher(plain["publisher"]["name"], plain["publisher"].get("kind", "")),
        description=plain["description"],
        why_listed=plain["why_listed"],
        relationship=plain["relationship"],
        audience=tuple(plain["audience"]),
        topics=tuple(plain["topics"]),
        tiers=tuple(plain["tiers"]),
        domains=tuple(plain["domains"]),
        grades=(plain["grades"]["from"], plain["grades"]["to"]),
        languages=tuple(plain["languages"]),
        jurisdiction=tuple(plain.get("jurisdiction", ())),
        cost=plain["cost"],
        cost_note=plain.get("cost_note", ""),
        license=plain["license"],
        formats=tuple(plain["formats"]),
        minutes=plain.get("minutes"),
        accessibility=tuple(plain.get("accessibility", ())),
        added=plain["added"],
        changes=tuple(Change(one["date"], one["text"]) for one in plain.get("changes", ())),
        state=plain["state"],
        checked_level=plain["checked"]["level"],
        checked_date=plain["checked"]["date"],
        evidence=Evidence(
            evidence["level"],
            evidence.get("basis", ""),
            tuple(evidence["sources"]),
            evidence.get("applies_to", ""),
            evidence.get("not_shown_for", ""),
        ),
        elsewhere=tuple(Opinion(**one) for one in plain.get("elsewhere", ())),
        vetting=_vetting(vetting) if vetting else None,
        same_address_as=plain.get("same_address_as", ""),
        was=tuple(plain.get("was", ())),
        where=where,
    )


def _vetting(plain: Mapping[str, Any]) -> Vetting:
    return Vetting(
        rubric=plain["rubric"],
        reviewers=tuple(_reviewer(one) for one in plain["reviewers"]),
        decision=plain["decision"],
        decided=plain["decided"],
        scores=plain.get("scores", {}),
        valid_until=plain.get("valid_until", ""),
        review_by=plain.get("review_by", ""),
        claim=plain.get("claim", ""),
        reason=plain.get("reason", ""),
        successor=plain.get("successor", ""),
        named=plain.get("named", False),
        history=tuple(Step(**one) for one in plain.get("history", ())),
    )


def _reviewer(plain: Mapping[str, Any]) -> Reviewer:
    conflict, outside = plain["conflict"], plain.get("outside", False)
    if conflict == "none":
        return Reviewer(plain["role"], outside=outside)
    return Reviewer(plain["role"], conflict["kind"], conflict["recused"], outside)
