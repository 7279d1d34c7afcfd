"""A page for each tier of support."""

from collections.abc import Callable, Sequence

from resource_hub.pages import Crumb, HubPage, counted
from resource_hub.problems import Location
from resource_hub.ways.entries import (
    Entry,
    Terms,
    amounts,
    by_group,
    by_title,
    of_kind,
    surest_first,
)

ICON = "layers-outline"
ROWS = 100  # resources that are listed in full
FEW = 10  # of each kind, where there are more


def tier_pages(
    entries: Sequence[Entry], tiers: Terms, *, kinds: Terms, where: Callable[[str], Location]
) -> list[HubPage]:
    """The list at ``/tiers/`` and a page for each tier.

    Args:
        entries: All things of the hub that readers may choose from.
        tiers: The tiers by id, in display order.
        kinds: The kinds of resources by id, in display order.
        where: The place of a tier in its file; of the list itself for an empty id.
    """
    found = {id_: [entry for entry in entries if id_ in entry.tiers] for id_ in tiers}
    pages = [_page(id_, tiers, found[id_], kinds, where(id_)) for id_ in tiers]
    index = HubPage(
        url="tiers/",
        kind="tiers",
        title="Tiers of support",
        origin=where(""),
        values={"tiers": [(id_, tiers[id_], amounts(found[id_])) for id_ in tiers]},
        description="What each tier of support is, and what the hub has for it.",
        lead="Tiers name levels of support, not kinds of students. Support is added; the core is "
        "never taken away.",
        icon=ICON,
    )
    return [index, *pages] if tiers else []


def _page(
    id_: str, tiers: Terms, entries: Sequence[Entry], kinds: Terms, where: Location
) -> HubPage:
    term, records = tiers[id_], of_kind(entries, "record")
    groups = by_group(records, kinds)
    return HubPage(
        url=f"tiers/{id_}/",
        kind="tier",
        title=term["label"],
        origin=where,
        values={
            "tier": id_,
            "others": [(other, tiers[other]["label"]) for other in tiers if other != id_],
            "summaries": surest_first(of_kind(entries, "summary")),
            "guides": of_kind(entries, "guide"),
            "toolkits": by_title(of_kind(entries, "toolkit")),
            "groups": rows_of(groups),
            "total": len(records),
        },
        description=f"{term['label']}: {counted(len(records), 'resource')} and what we know.",
        lead=term.get("definition", ""),
        kind_label="Tier of support",
        icon=ICON,
        crumbs=(Crumb("Tiers of support", "tiers/"),),
        facets={"tier": (id_,)},
    )


def rows_of(
    groups: Sequence[tuple[str, list[Entry]]], most: int = ROWS, few: int = FEW
) -> list[tuple[str, list[Entry], int]]:
    """Kinds, the resources of each that are listed, and how many there are.

    All are listed if there are at most ``most``; else at most ``few`` of each kind, and the
    catalogue has the rest.
    """
    total = sum(len(group) for _, group in groups)
    limit = total if total <= most else few
    return [(kind, group[:limit], len(group)) for kind, group in groups]
