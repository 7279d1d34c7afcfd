"""The rules between records, and those that the schema cannot say."""

from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit

from resource_hub.catalogue.records import ResourceRecord, records_in
from resource_hub.problems import Problem, error, quoted
from resource_hub.schema import Document

RESERVED = {"by"}  # /resources/by/<facet>/<value>/


def read_catalogue(document: Document) -> tuple[list[ResourceRecord], list[Problem]]:
    """Turn checked records into values, and check what holds between them.

    Args:
        document: resources.yaml, as its schema typed it.

    Returns:
        The records in the order of the file, and problems R001 to R005.
    """
    records = records_in(document)
    problems: list[Problem] = []
    for place, record in enumerate(records):
        problems += _own_problems(record, document, place)
    return records, [*problems, *_twins(records, document)]


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
    if record.state not in ("proposed", "under-review") and record.vetting is None:
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
