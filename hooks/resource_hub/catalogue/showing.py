"""The page of a record."""

from collections.abc import Callable, Mapping, Sequence

from resource_hub.catalogue.facets import Terms
from resource_hub.catalogue.shelf import Shelved
from resource_hub.pages import Crumb, HubPage

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


def record_pages(
    shelf: Sequence[Shelved],
    *,
    vocabularies: Mapping[str, Terms],
    used: Callable[[str], Sequence[tuple[str, str]]],
) -> list[HubPage]:
    """A page for each record.

    Args:
        shelf: All records that the hub may name.
        vocabularies: Terms by list and id, in display order.
        used: Titles and addresses of the pages that point to a record's id.
    """
    kinds = vocabularies.get("kinds", {})
    return [_record_page(one, kinds, used(one.record.id)) for one in shelf]


def _record_page(one: Shelved, kinds: Terms, used: Sequence[tuple[str, str]]) -> HubPage:
    record = one.record
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
        cites=record.evidence.citekeys,
        values={"record": record, "one": one, "used": used},
        facets={
            name: tuple(one.values[name])
            for name in ("topic", "tier", "audience", "domain", "kind", "cost", "grade")
        },
    )
