"""The page of a template, and the list of all toolkits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from resource_hub.pages import Crumb, HubPage, Link, Links, facets_of
from resource_hub.problems import Location
from resource_hub.schema import Document
from resource_hub.toolkits.reading import LEVELS, Toolkit, toolkit_of
from resource_hub.toolkits.sheets import for_screen

ICON = "tools"


@dataclass(frozen=True, slots=True)
class Member:
    """Something to fill in, as a toolkit lists it."""

    title: str
    url: str
    description: str
    state: str
    audience: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kit:
    """All that a team of one level fills in.

    Args:
        level: school, district or state.
        members: Templates, then checklists.
        paths: Title and address of the learning paths for that level.
    """

    level: str
    members: tuple[Member, ...]
    paths: tuple[Link, ...] = ()

    @property
    def url(self) -> str:
        """The part of the list of toolkits that shows it."""
        return f"toolkits/#{self.level}"


def kits_of(
    toolkits: Iterable[Toolkit],
    checklists: Mapping[str, Iterable[Member]],
    paths: Mapping[str, Iterable[Link]],
) -> list[Kit]:
    """A kit for each level that has something to fill in.

    Args:
        toolkits: The templates.
        checklists: Checklists by level.
        paths: Learning paths by level.
    """
    members: dict[str, list[Member]] = {level: [] for level in LEVELS}
    for one in toolkits:
        told = Member(one.title, one.url, one.description, one.state, one.audience)
        members[one.level].append(told)
    for level, found in checklists.items():
        members[level] += found
    return [
        Kit(level, tuple(found), tuple(paths.get(level, ())))
        for level, found in members.items()
        if found
    ]


def toolkit_page(
    document: Document, html: str, *, records: Links, pages: Links, lessons: Iterable[Link] = ()
) -> HubPage:
    """The page of one template.

    Args:
        document: Its file, already checked by its schema.
        html: Clean HTML of its Markdown body.
        records: Title and address of each catalogue record, by id.
        pages: Title and address of each page that ``see_also`` may name, by slug.
        lessons: Title and address of each lesson that uses it.
    """
    toolkit = toolkit_of(document)
    related = [records[name] for name in toolkit.resources if name in records]
    related += [pages[slug] for slug in toolkit.see_also if slug in pages]
    return HubPage(
        url=toolkit.url,
        kind="toolkit",
        title=toolkit.title,
        origin=toolkit.where,
        values={
            "toolkit": toolkit,
            "html": for_screen(html),
            "related": related,
            "lessons": list(lessons),
        },
        description=toolkit.description,
        lead=toolkit.description,
        kind_label="Template",
        icon=ICON,
        crumbs=(Crumb("Toolkits", "toolkits/"),),
        facets=facets_of(
            audience=toolkit.audience,
            topics=toolkit.topics,
            tiers=toolkit.tiers,
            domains=toolkit.domains,
        ),
    )


def toolkits_page(kits: Iterable[Kit], *, where: Location) -> HubPage:
    """The toolkits at ``/toolkits/``, one for each level; ``where`` makes the list."""
    return HubPage(
        url="toolkits/",
        kind="toolkits",
        title="Toolkits",
        origin=where,
        values={"kits": list(kits)},
        description="Templates for schools, districts and states, to download, print and fill in.",
        lead="Templates to download, print and fill in with your own team.",
        kind_label="Toolkits",
        icon=ICON,
    )
