"""The pages that list records: the catalogue, and ready-made ones for the values of facets."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from resource_hub.catalogue.facets import FACETS, Choice, Facet, Terms, choices_of, counts_of
from resource_hub.catalogue.indexing import ADDRESS
from resource_hub.catalogue.ordering import SORTS, in_order
from resource_hub.catalogue.shelf import Shelved
from resource_hub.catalogue.showing import ICONS
from resource_hub.pages import Crumb, HubPage
from resource_hub.problems import Location

PAGE = 100  # cards on a page
HOME = "resources/"
SCRIPT = "assets/catalogue/view.mjs"
STATES = "assets/catalogue/states.mjs"  # the module of pages with vetted records
PROPOSED = "All are proposals: none has been vetted yet, and being listed is not an endorsement."


@dataclass(frozen=True, slots=True)
class Group:
    """A facet with the values that a reader may choose, and whether it is worth showing."""

    facet: Facet
    choices: Sequence[Choice]

    @property
    def narrows(self) -> bool:
        """Whether choosing a value can make a difference."""
        return len(self.choices) > 1


def listing_pages(
    shelf: Sequence[Shelved],
    *,
    vocabularies: Mapping[str, Terms],
    origin: Location,
    existing: Container[str] = (),
) -> list[HubPage]:
    """The catalogue, its further pages, and the ready-made pages of facet values.

    Args:
        shelf: All records that the hub may name; those no longer offered are left out.
        vocabularies: Terms by list and id, in display order.
        origin: The file that an editor opens to change the catalogue.
        existing: Addresses of pages made elsewhere, to which values of other facets may lead.
    """
    listed = in_order(one for one in shelf if one.record.offered)
    groups = groups_of(listed, vocabularies)
    made = _catalogue(listed, groups, origin, existing)
    for group in groups:
        if not group.facet.page:
            for choice in group.choices:
                made += _ready_made(group, choice, listed, origin)
    return made


def groups_of(listed: Sequence[Shelved], vocabularies: Mapping[str, Terms]) -> list[Group]:
    """Every facet with its values that some record has, in display order."""
    counts = counts_of(one.values for one in listed)
    return [Group(facet, choices_of(facet, counts[facet.id], vocabularies)) for facet in FACETS]


def _catalogue(
    listed: Sequence[Shelved],
    groups: Sequence[Group],
    origin: Location,
    existing: Container[str],
) -> list[HubPage]:
    lead = f"{len(listed)} sites, tools, measures, guides and programs."
    first, *rest = _split(listed, HOME, f"{HOME}by/")
    page = HubPage(
        url=HOME,
        kind="catalogue",
        title="Resources",
        origin=origin,
        lead=_with_proposed(lead, listed),
        description="The catalogue of resources for multi-tiered systems of support.",
        values={
            **first,
            "groups": groups,
            "linked": {
                (group.facet.id, choice.value)
                for group in groups
                for choice in group.choices
                if not group.facet.page or group.facet.address(choice.value) in existing
            },
            "parts": _parts(listed),
            "sorts": SORTS,
            "index": ADDRESS,
        },
        scripts=(SCRIPT,),
        searched=False,  # every record has its own document
    )
    return [page, *(_listing(part, "Resources", lead, origin, listed) for part in rest)]


def _ready_made(
    group: Group, choice: Choice, listed: Sequence[Shelved], origin: Location
) -> Iterator[HubPage]:
    facet = group.facet
    found = [one for one in listed if choice.value in one.values[facet.id]]
    word = choice.label if facet.proper else choice.label[:1].lower() + choice.label[1:]
    lead = choice.definition or (f"Usual {choice.note}." if choice.note else "")
    values = {
        "group": group,
        "choice": choice,
        "narrow": f"{HOME}?{facet.id}={choice.value}",
    }
    address = facet.address(choice.value)
    for part in _split(found, address, address):
        yield _listing({**part, **values}, facet.title.format(word), lead, origin, found)


def _split(listed: Sequence[Shelved], first: str, below: str) -> list[dict[str, Any]]:
    """Values of the templates for each page of a list.

    Args:
        listed: The records of the whole list, in order.
        first: The address of its first page.
        below: The address that ``page/2/`` and so on stand under.
    """
    starts = range(0, max(len(listed), 1), PAGE)
    pages = [first if not n else f"{below}page/{n + 1}/" for n in range(len(starts))]
    return [
        {
            "shelf": listed[start : start + PAGE],
            "start": start,
            "total": len(listed),
            "pages": pages,
            "here": pages[n],
            "icons": ICONS,
        }
        for n, start in enumerate(starts)
    ]


def _listing(
    part: Mapping[str, Any], title: str, lead: str, origin: Location, listed: Sequence[Shelved]
) -> HubPage:
    number = part["pages"].index(part["here"]) + 1
    of = f", page {number} of {len(part['pages'])}" if number > 1 else ""
    return HubPage(
        url=part["here"],
        kind="listing",
        title=title + of,
        origin=origin,
        lead=_with_proposed(lead, listed),
        description=f"{title}: {len(listed)} in the catalogue of the hub.",
        crumbs=(Crumb("Resources", HOME),),
        values={"group": None, "choice": None, "narrow": HOME, **part},
        scripts=(STATES,) if any(one.record.vetting for one in part["shelf"]) else (),
        searched=False,
    )


def _with_proposed(lead: str, listed: Sequence[Shelved]) -> str:
    proposed = all(one.state == "proposed" for one in listed)
    return " ".join(part for part in (lead, PROPOSED if proposed else "") if part)


def _parts(listed: Sequence[Shelved]) -> dict[str, list[Any]]:
    """What differs from card to card, each once, for the cards that the browser makes."""
    records = [one.record for one in listed]
    states = {one.state for one in listed}
    if states & {"listed", "certified"}:
        states |= {"review-due", "expired"}
    return {
        "kinds": sorted({record.kind for record in records}),
        "costs": sorted({record.cost for record in records}),
        "levels": sorted({record.evidence.level for record in records}),
        "tiers": sorted({record.tiers for record in records}, key=str),
        "grades": sorted({record.grades for record in records}),
        "states": sorted(states),
    }
