"""All rules for records: those of one record, and those that hold between records."""

from collections.abc import Iterator, Mapping, Sequence

from resource_hub.catalogue.addresses import Address, check_url, read_address
from resource_hub.catalogue.certifying import check_evidence
from resource_hub.catalogue.known import NOTHING_KNOWN, Known, Row
from resource_hub.catalogue.ratings import check_ratings
from resource_hub.catalogue.reach import check_reach
from resource_hub.catalogue.records import ResourceRecord, records_in
from resource_hub.catalogue.schedule import check_dates
from resource_hub.catalogue.vetting import check_state, check_successors, check_vetting
from resource_hub.catalogue.wording import check_wording
from resource_hub.catalogue.written import without_user
from resource_hub.problems import Problem, error, quoted
from resource_hub.schema import Document

RESERVED = {"by"}  # /resources/by/<facet>/<value>/

Addresses = Sequence[Address | None]  # of the records, in their order; None if none can be read


def read_catalogue(
    document: Document, known: Known = NOTHING_KNOWN
) -> tuple[list[ResourceRecord], list[Problem]]:
    """Turn checked records into values, and check what their schema cannot say.

    Args:
        document: resources.yaml, as its schema typed it.
        known: What the rules need to know of the rest of the hub.

    Returns:
        The records in the order of the file, and problems R001 to R039.
    """
    rows = [Row(record, document, n) for n, record in enumerate(records_in(document))]
    addresses = [read_address(row.record.url) for row in rows]
    problems = [
        *(problem for row in rows for problem in _own_problems(row, known)),
        *(p for row in rows for p in check_url(row.record.url, row.where("url"))),
        *_check_ids(rows),
        *_check_old_ids(rows),
        *_check_twins(rows, addresses),
        *check_successors(rows),
    ]
    return [row.record for row in rows], problems


def _own_problems(row: Row, known: Known) -> Iterator[Problem]:
    if row.record.id in RESERVED:
        yield error(
            row.where("id"),
            "R003",
            f"the id {quoted(row.record.id)} is kept for the hub's own pages",
            "choose another id",
        )
    yield from check_reach(row, known.grades)
    yield from check_state(row)
    yield from check_vetting(row, known)
    yield from check_dates(row, known.day)
    yield from check_evidence(row, known)
    yield from check_ratings(row, known.scales)
    yield from check_wording(row)


# Addresses -----------------------------------------------------------------------------------


def _check_twins(rows: Sequence[Row], addresses: Addresses) -> Iterator[Problem]:
    """R002: one resource has one record; R029: those that share an address say so truly."""
    pages = [address.canonical if address else "" for address in addresses]
    earlier: dict[str, list[ResourceRecord]] = {}
    page_of = {row.record.id: page for row, page in zip(rows, pages, strict=True)}
    for row, page in zip(rows, pages, strict=True):
        record, twins = row.record, earlier.setdefault(page or row.record.url, [])
        others = [twin for twin in twins if twin.id != record.id]
        if others and not any(_declared(record, twin) for twin in others):
            yield _twin(row, others[0])
        twins.append(record)
        yield from _check_declared(row, page, page_of)


def _twin(row: Row, same: ResourceRecord) -> Problem:
    both = f"write 'same_address_as: {same.id}'"
    mend = f"delete one of the two records, or {both} if both are meant"
    for gone, other in ((same, row.record), (row.record, same)):
        if gone.state == "withdrawn" and other.state != "withdrawn":
            mend = (
                f"keep {quoted(gone.id)}, which is withdrawn, and {both} here; or name its "
                f"successor under its 'vetting': 'successor: {other.id}'"
            )
    return error(
        row.where("url"),
        "R002",
        f"the address {quoted(without_user(row.record.url))} is also that of {quoted(same.id)} "
        f"on line {same.where.line}",
        mend,
    )


def _declared(record: ResourceRecord, same: ResourceRecord) -> bool:
    return _names(record, same) or _names(same, record)


def _names(record: ResourceRecord, other: ResourceRecord) -> bool:
    follows = record.vetting and record.state == "withdrawn" and record.vetting.successor
    return other.id in (record.same_address_as, follows)


def _check_declared(row: Row, page: str, page_of: Mapping[str, str]) -> Iterator[Problem]:
    other = row.record.same_address_as
    if other == row.record.id:
        what = "names this record itself"
    elif page and page_of.get(other, page) != page:
        what = f"names {quoted(other)}, which has another address"
    else:
        return
    where = row.where("same_address_as")
    yield error(where, "R029", f"'same_address_as' {what}", "delete the line, or mend the address")


# Ids -----------------------------------------------------------------------------------------


def _check_ids(rows: Sequence[Row]) -> Iterator[Problem]:
    by_id: dict[str, ResourceRecord] = {}
    for row in rows:
        first = by_id.setdefault(row.record.id, row.record)
        if first is not row.record:
            yield error(
                row.where("id"),
                "R001",
                f"the id {quoted(first.id)} is taken by {quoted(first.title)} "
                f"on line {first.where.line}",
                "give this record another id, or delete the copy",
            )


def _check_old_ids(rows: Sequence[Row]) -> Iterator[Problem]:
    """R025: an old id leads to one record, so nothing else may have it."""
    in_use = {row.record.id: row for row in rows}
    first: dict[str, ResourceRecord] = {}
    for row in rows:
        for place, old in enumerate(row.record.was):
            newer = in_use.get(old)
            if newer and newer.record.id != row.record.id:
                yield _id_of_another(newer, row.record)
            elif what := _why_no_old_id(row.record, old, first):
                where = row.where("was", place)
                mend = "delete it here; an old id leads to one record only"
                yield error(where, "R025", f"the old id {quoted(old)} {what}", mend)


def _id_of_another(row: Row, older: ResourceRecord) -> Problem:
    return error(
        row.where("id"),
        "R025",
        f"{quoted(row.record.id)} was the id of {quoted(older.id)} on line {older.where.line}, and "
        "an old id is never used again",
        "choose another id",
    )


def _why_no_old_id(record: ResourceRecord, old: str, first: dict[str, ResourceRecord]) -> str:
    """What is wrong with an old id; ``first`` holds the first record of each and grows."""
    if old in RESERVED:
        return "is kept for the hub's own pages"
    if old == record.id:
        return "is the id that the record has now"
    holder = first.setdefault(old, record)
    if holder is record:
        return ""
    return f"is an old id of {quoted(holder.id)} on line {holder.where.line} too"
