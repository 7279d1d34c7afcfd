"""The catalogue: records of resources, the rules between them, and their pages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from resource_hub.pages import Crumb, HubPage
from resource_hub.problems import Location, Problem, error, quoted
from resource_hub.schema import Document

RESERVED = {"by"}  # /resources/by/<facet>/<value>/

# How each kind of resource is drawn.
ICONS = {
    "guidance": "file-document-outline",
    "research-site": "library-outline",
    "tool": "tools",
    "assessment": "clipboard-text-outline",
    "open-resource": "book-open-page-variant-outline",
    "intervention": "hand-extended-outline",
    "professional-learning": "school-outline",
    "dataset": "database-outline",
    "organisation": "domain",
}


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
    tiers: tuple[int, ...]
    domains: tuple[str, ...]
    grades: tuple[str, str]
    languages: tuple[str, ...]
    jurisdiction: tuple[str, ...]
    cost: str
    cost_note: str
    license: str
    formats: tuple[str, ...]
    added: str
    state: str
    checked_level: str
    checked_date: str
    evidence: Evidence
    same_address_as: str
    vetted: bool
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


def read_catalogue(document: Document) -> tuple[list[ResourceRecord], list[Problem]]:
    """Turn checked records into values, and check what holds between them.

    Args:
        document: resources.yaml, as its schema typed it.

    Returns:
        The records in the order of the file, and problems R001 to R005.
    """
    records = [_record(plain, document.where(place)) for place, plain in enumerate(document.plain)]
    problems: list[Problem] = []
    for place, record in enumerate(records):
        problems += _own_problems(record, document, place)
    return records, [*problems, *_twins(records, document)]


def _record(plain: Mapping[str, Any], where: Location) -> ResourceRecord:
    evidence = plain["evidence"]
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
        added=plain["added"],
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
        same_address_as=plain.get("same_address_as", ""),
        vetted="vetting" in plain,
        where=where,
    )


def _own_problems(record: ResourceRecord, document: Document, place: int) -> list[Problem]:
    found = []
    if not canonical(record.url):
        found.append(
            error(
                document.where(place, "url"),
                "R005",
                f"the address {quoted(record.url)} cannot be read",
                "copy it from the browser once more; a host has no brackets",
            )
        )
    if record.id in RESERVED:
        found.append(
            error(
                document.where(place, "id"),
                "R003",
                f"the id {quoted(record.id)} is kept for the hub's own pages",
                "choose another id",
            )
        )
    if record.state not in ("proposed", "under-review") and not record.vetted:
        found.append(
            error(
                document.where(place, "state"),
                "R004",
                f"the state {quoted(record.state)} says that it was vetted, and no 'vetting' "
                "is recorded",
                "write 'state: proposed', or add the vetting record",
            )
        )
    return found


def _twins(records: Sequence[ResourceRecord], document: Document) -> list[Problem]:
    by_id: dict[str, ResourceRecord] = {}
    by_address: dict[str, ResourceRecord] = {}
    found = []
    for place, record in enumerate(records):
        first = by_id.setdefault(record.id, record)
        if first is not record:
            found.append(
                error(
                    document.where(place, "id"),
                    "R001",
                    f"the id {quoted(record.id)} is taken by {quoted(first.title)} "
                    f"on line {first.where.line}",
                    "give this record another id, or delete the copy",
                )
            )
            continue
        same = by_address.setdefault(canonical(record.url) or record.url, record)
        if same is not record and not _declared(record, same):
            found.append(
                error(
                    document.where(place, "url"),
                    "R002",
                    f"the address {quoted(record.url)} is also that of {quoted(same.id)} "
                    f"on line {same.where.line}",
                    f"delete one of the two records, or write 'same_address_as: {same.id}' "
                    "if both are meant",
                )
            )
    return found


def _declared(record: ResourceRecord, same: ResourceRecord) -> bool:
    return record.same_address_as == same.id or same.same_address_as == record.id


def canonical(url: str) -> str:
    """The address without what does not tell pages apart: case of the host, "www.", a closing
    slash, a fragment and campaign parameters; empty if it is no address at all."""
    try:
        parts = urlsplit(url)
    except ValueError:  # a bracket in the host that opens no IPv6 address
        return ""
    host = (parts.hostname or "").removeprefix("www.")
    kept = [(k, v) for k, v in parse_qsl(parts.query, True) if not k.lower().startswith("utm_")]
    return f"{host}{parts.path.rstrip('/')}?{urlencode(kept)}"


# Pages ---------------------------------------------------------------------------------------


def grades_of(record: ResourceRecord, order: Sequence[str]) -> tuple[str, ...]:
    """Every grade from the lowest to the highest of a record, in the vocabulary's order."""
    low, high = (order.index(grade) for grade in record.grades)
    return tuple(order[low : high + 1])


def catalogue_pages(
    records: Sequence[ResourceRecord],
    *,
    kinds: Mapping[str, Mapping[str, Any]],
    grades: Sequence[str],
    used: Callable[[str], Sequence[tuple[str, str]]],
    origin: Location,
) -> list[HubPage]:
    """The catalogue page and a page for each record.

    Args:
        records: All records.
        kinds: The vocabulary of kinds, id -> term, in display order.
        grades: Ids of the grades, lowest first.
        used: Titles and addresses of the pages that point to a record's id.
        origin: The file that an editor opens to change the catalogue.
    """
    return [
        _catalogue_page(records, kinds, origin),
        *(_record_page(record, kinds, grades, used(record.id)) for record in records),
    ]


def _catalogue_page(
    records: Sequence[ResourceRecord], kinds: Mapping[str, Mapping[str, Any]], origin: Location
) -> HubPage:
    groups = [
        (kind, term, [record for record in records if record.kind == kind])
        for kind, term in kinds.items()
    ]
    proposed = sum(record.state == "proposed" for record in records)
    lead = f"{len(records)} sites, tools, measures, guides and programs."
    if proposed == len(records):
        lead += (
            " All are proposals: none has been vetted yet, and being listed is not an endorsement."
        )
    return HubPage(
        url="resources/",
        kind="catalogue",
        title="Resources",
        origin=origin,
        lead=lead,
        description="The catalogue of resources for multi-tiered systems of support.",
        values={"groups": [group for group in groups if group[2]], "icons": ICONS},
        searched=False,  # every record has its own document
    )


def _record_page(
    record: ResourceRecord,
    kinds: Mapping[str, Mapping[str, Any]],
    grades: Sequence[str],
    used: Sequence[tuple[str, str]],
) -> HubPage:
    return HubPage(
        url=record.address,
        kind="record",
        title=record.title,
        origin=record.where,
        lead=record.description,
        description=record.description,
        kind_label=str(kinds.get(record.kind, {}).get("label", record.kind)),
        icon=ICONS.get(record.kind, "bookmark-outline"),
        crumbs=(Crumb("Resources", "resources/"),),
        cites=tuple(source.split(",", 1)[0] for source in record.evidence.sources),
        values={"record": record, "used": used},
        facets={
            "topic": record.topics,
            "tier": tuple(str(tier) for tier in record.tiers),
            "audience": record.audience,
            "domain": record.domains,
            "kind": (record.kind,),
            "cost": (record.cost,),
            "grade": grades_of(record, grades),
        },
    )
