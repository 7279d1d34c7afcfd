"""A page for each role of readers: where to start, then all there is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from resource_hub.pages import Crumb, HubPage
from resource_hub.problems import Location
from resource_hub.ways.entries import (
    LEVELS,
    Entry,
    Terms,
    amounts,
    by_group,
    by_title,
    of_kind,
    surest_first,
)
from resource_hub.ways.tiers import rows_of

ICON = "account-group-outline"
LEAST = 3  # things; a role with fewer is not worth a way in
PICKS = 5  # of each kind, to start with
TOOLS = ("tool", "assessment", "open-resource")  # kinds of resources that one works with


@dataclass(frozen=True, slots=True)
class Role:
    """A role of readers and all that is for it; ``asks`` is a question of theirs, or empty."""

    id: str
    label: str
    definition: str
    asks: str
    entries: tuple[Entry, ...]

    @property
    def url(self) -> str:
        """Its address from the site's root."""
        return f"for/{self.id}/"

    @property
    def resources(self) -> int:
        """How many resources are for it."""
        return len(of_kind(self.entries, "record"))

    @property
    def told(self) -> str:
        """How much there is, in words."""
        return amounts(self.entries)

    @property
    def listed(self) -> bool:
        """Whether it is shown among the ways in.

        A role with less has a page all the same if it has anything: a facet value leads there.
        """
        return len(self.entries) >= LEAST


def roles_of(entries: Sequence[Entry], audience: Terms) -> list[Role]:
    """Every role that something is for, in the order of the vocabulary."""
    found = []
    for id_, term in audience.items():
        meant = tuple(entry for entry in entries if id_ in entry.audience)
        if meant:
            definition, asks = str(term.get("definition", "")), str(term.get("asks", ""))
            found.append(Role(id_, term["label"], definition, asks, meant))
    return found


def role_pages(
    entries: Sequence[Entry],
    audience: Terms,
    *,
    kinds: Terms,
    where: Callable[[str], Location],
    icons: Mapping[str, str],
) -> list[HubPage]:
    """The list at ``/for/`` and a page for each role that something is for.

    Args:
        entries: All things of the hub that readers may choose from.
        audience: The roles by id, in display order.
        kinds: The kinds of resources by id, in display order.
        where: The place of a role in its file; of the list itself for an empty id.
        icons: The icon of each kind of resource.
    """
    roles = roles_of(entries, audience)
    pages = [_page(role, roles, kinds, where(role.id), icons) for role in roles]
    return [_index(roles, where("")), *pages] if pages else []


def _index(roles: Sequence[Role], where: Location) -> HubPage:
    return HubPage(
        url="for/",
        kind="roles",
        title="Start with your work",
        origin=where,
        values={"roles": [role for role in roles if role.listed]},
        description="The hub by role: teachers, leaders, families and others.",
        lead="Each door opens on the few things to read and use first, then on all there is.",
        icon=ICON,
    )


def _page(
    role: Role,
    roles: Sequence[Role],
    kinds: Terms,
    where: Location,
    icons: Mapping[str, str],
) -> HubPage:
    summaries = surest_first(of_kind(role.entries, "summary"))
    records = of_kind(role.entries, "record")
    return HubPage(
        url=role.url,
        kind="role",
        title=role.label,
        origin=where,
        values={
            "role": role,
            "others": [other for other in roles if other.listed and other != role],
            "summaries": (summaries[:PICKS], len(summaries)),
            "guides": named_first(role.id, of_kind(role.entries, "guide"))[:PICKS],
            "paths": named_first(role.id, of_kind(role.entries, "path"))[:PICKS],
            "rated": rated(records)[:PICKS],
            "tools": tools(role.entries)[:PICKS],
            "groups": rows_of(by_group(records, kinds)),
            "total": len(records),
            "icons": icons,
        },
        description=f"Where to start: {role.label}. {role.told}.",
        lead=role.asks or role.definition,
        kind_label="Start here",
        icon=ICON,
        crumbs=(Crumb("Start with your work", "for/"),),
        facets={"audience": (role.id,)},
    )


def named_first(role: str, entries: Sequence[Entry]) -> list[Entry]:
    """Entries by where they name a role among those they are for, then as they came."""
    return sorted(entries, key=lambda entry: entry.audience.index(role))


def rated(records: Sequence[Entry]) -> list[Entry]:
    """Resources with studies that found a gain, the strongest evidence first.

    Of equals, those that are for the fewest other roles come first, then the order of titles.
    """
    good = [one for one in records if one.level in LEVELS[: LEVELS.index("rationale")]]
    good.sort(key=lambda one: (LEVELS.index(one.level), *_for_few(one)))
    return good


def tools(entries: Sequence[Entry]) -> list[Entry]:
    """What one works with: our own templates first, then tools, measures and open resources.

    Among resources, those for the fewest other roles come first, then the order of titles.
    """
    records = [one for one in of_kind(entries, "record") if one.group in TOOLS]
    return [*by_title(of_kind(entries, "toolkit")), *sorted(records, key=_for_few)]


def _for_few(record: Entry) -> tuple[int, str, str]:
    return len(record.audience), record.title.casefold(), record.url
