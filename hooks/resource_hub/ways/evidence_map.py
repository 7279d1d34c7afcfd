"""The evidence map: how much there is on each topic for each tier, and how strong it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from resource_hub.pages import HubPage, counted
from resource_hub.problems import Location
from resource_hub.ways.entries import Entry, Terms, of_kind, strongest

ICON = "map-outline"


@dataclass(frozen=True, slots=True)
class Cell:
    """One topic and one tier.

    Args:
        url: Where the cell leads; empty if there is nothing.
        resources: How many resources there are.
        strong: How many of them are rated strong.
        summaries: How many evidence summaries there are.
        level: The strongest level of evidence; empty if no resource has one that applies.
    """

    url: str
    resources: int
    strong: int
    summaries: int
    level: str

    def name(self, topic: str, tier: str, level: str) -> str:
        """What it is called where the table around it is not seen; ``level`` is its word."""
        told = [counted(self.resources, "resource")]
        if self.summaries:
            told.append(counted(self.summaries, "summary", "summaries"))
        told.append(f"strongest evidence: {level.lower()}" if self.level else "no level applies")
        return f"{topic}, {tier}: {', '.join(told)}"


@dataclass(frozen=True, slots=True)
class Row:
    """One topic; ``url`` is empty if nothing is about it."""

    id: str
    label: str
    url: str
    cells: tuple[Cell, ...]


def rows_of_map(
    entries: Sequence[Entry], topics: Terms, tiers: Sequence[str]
) -> list[tuple[Row, list[Row]]]:
    """The rows of the map: each topic at the top with its narrower ones.

    Args:
        entries: All things of the hub that readers may choose from.
        topics: The topics by id, in display order.
        tiers: The tiers that are columns.
    """
    counted_in = of_kind(entries, "record", "summary")
    rows = {id_: _row(id_, term["label"], counted_in, tiers) for id_, term in topics.items()}
    broader = {id_: term.get("broader", "") for id_, term in topics.items()}
    return [
        (row, [rows[other] for other in topics if broader[other] == id_])
        for id_, row in rows.items()
        if broader[id_] not in topics
    ]


def _row(id_: str, label: str, entries: Iterable[Entry], tiers: Sequence[str]) -> Row:
    about = [entry for entry in entries if id_ in entry.about]
    url = f"topics/{id_}/" if about else ""
    cells = tuple(_cell(url, tier, [e for e in about if tier in e.tiers]) for tier in tiers)
    return Row(id_, label, url, cells)


def _cell(url: str, tier: str, entries: Sequence[Entry]) -> Cell:
    records, summaries = of_kind(entries, "record"), of_kind(entries, "summary")
    anchor = f"#tier-{tier}" if records else "#summaries"
    return Cell(
        url=url + anchor if entries else "",
        resources=len(records),
        strong=sum(record.level_on_topics == "strong" for record in records),
        summaries=len(summaries),
        level=strongest(record.level_on_topics for record in records),
    )


def columns_of(entries: Iterable[Entry], tiers: Terms) -> dict[str, str]:
    """The tiers of the map with their names: all of the vocabulary, and others that are in use."""
    used = {tier for entry in of_kind(entries, "record", "summary") for tier in entry.tiers}
    further = sorted(used - set(tiers))
    return {id_: term["label"] for id_, term in tiers.items()} | {
        tier: "Whole system" if tier == "system" else tier for tier in further
    }


def map_page(
    entries: Sequence[Entry], vocabularies: Mapping[str, Terms], *, where: Location
) -> HubPage:
    """The page ``/map/``.

    Args:
        entries: All things of the hub that readers may choose from.
        vocabularies: Terms by list and id; ``topics`` and ``tiers`` make the table.
        where: The file that an editor changes to change its rows.
    """
    columns = columns_of(entries, vocabularies.get("tiers", {}))
    rows = rows_of_map(entries, vocabularies.get("topics", {}), list(columns))
    records = of_kind(entries, "record")
    cells = [c for top, narrower in rows for row in (top, *narrower) for c in row.cells]
    return HubPage(
        url="map/",
        kind="map",
        title="Evidence map",
        origin=where,
        values={
            "columns": columns,
            "rows": rows,
            "longest": max((cell.resources for cell in cells), default=0) or 1,
            "total": len(records),
            "proposed": all(record.state == "proposed" for record in records),
            "summaries": len(of_kind(entries, "summary")),
        },
        description="How much the hub lists on each topic for each tier, and how strong it is.",
        lead="How much we list on each topic for each tier of support, and the strongest evidence "
        "behind it.",
        icon=ICON,
    )
