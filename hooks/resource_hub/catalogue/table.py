"""Records as a table for spreadsheets: ``/api/v1/resources.csv``."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from resource_hub.tables import csv_of

ADDRESS = "api/v1/resources.csv"

Published = Mapping[str, Any]  # a record as programs read it


def table_of(records: Iterable[Published]) -> str:
    """Published records as CSV: a line each, with the labels that readers see."""
    rows = ([value(record) for value in COLUMNS.values()] for record in records)
    return csv_of([list(COLUMNS), *rows])


def _at(*path: str) -> Callable[[Published], Any]:
    def value(record: Published) -> Any:
        found: Any = record
        for name in path:
            found = found[name] if found is not None else None
        return found

    return value


def _labels(name: str) -> Callable[[Published], str]:
    return lambda record: "; ".join(term["label"] for term in record[name])


# Header -> where its cells come from.
COLUMNS: Mapping[str, Callable[[Published], Any]] = {
    "Id": _at("id"),
    "Title": _at("title"),
    "Address": _at("url"),
    "Page": _at("page"),
    "Kind": _at("kind", "label"),
    "Publisher": _at("publisher", "name"),
    "Kind of publisher": _at("publisher", "kind", "label"),
    "Description": _at("description"),
    "Why it is here": _at("why_listed"),
    "Our tie to it": _at("relationship", "label"),
    "For whom": _labels("audience"),
    "Topics": _labels("topics"),
    "Tiers": _labels("tiers"),
    "Domains": _labels("domains"),
    "Lowest grade": _at("grades", "from", "label"),
    "Highest grade": _at("grades", "to", "label"),
    "Languages": _labels("languages"),
    "Countries": _labels("jurisdiction"),
    "Cost": _at("cost", "label"),
    "Note on cost": _at("cost_note"),
    "License": _at("license", "label"),
    "Formats": _labels("formats"),
    "Minutes": _at("minutes"),
    "Access features": lambda record: "; ".join(record["accessibility"]),
    "Added": _at("added"),
    "State": _at("state", "label"),
    "State on": _at("as_of"),
    "Address confirmed": lambda record: "yes" if record["checked"]["confirmed"] else "no",
    "Checked": _at("checked", "date"),
    "Level of evidence": _at("evidence", "level", "label"),
    "Basis": _at("evidence", "basis"),
    "Shown for": _at("evidence", "applies_to"),
    "Not shown for": _at("evidence", "not_shown_for"),
    "Works": lambda record: "; ".join(work["entry"] for work in record["evidence"]["sources"]),
}
