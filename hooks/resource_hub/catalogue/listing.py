"""The pages that list records: the catalogue, and one for each value of a facet."""

from collections.abc import Mapping, Sequence

from resource_hub.catalogue.facets import Terms
from resource_hub.catalogue.shelf import Shelved
from resource_hub.catalogue.showing import ICONS
from resource_hub.pages import HubPage
from resource_hub.problems import Location


def listing_pages(
    shelf: Sequence[Shelved], *, vocabularies: Mapping[str, Terms], origin: Location
) -> list[HubPage]:
    """The catalogue page.

    Args:
        shelf: All records that the hub may name.
        vocabularies: Terms by list and id, in display order.
        origin: The file that an editor opens to change the catalogue.
    """
    groups = [
        (kind, term, [one for one in shelf if one.record.kind == kind])
        for kind, term in vocabularies.get("kinds", {}).items()
    ]
    lead = f"{len(shelf)} sites, tools, measures, guides and programs."
    if all(one.state == "proposed" for one in shelf):
        lead += (
            " All are proposals: none has been vetted yet, and being listed is not an endorsement."
        )
    page = HubPage(
        url="resources/",
        kind="catalogue",
        title="Resources",
        origin=origin,
        lead=lead,
        description="The catalogue of resources for multi-tiered systems of support.",
        values={"groups": [group for group in groups if group[2]], "icons": ICONS},
        searched=False,  # every record has its own document
    )
    return [page]
