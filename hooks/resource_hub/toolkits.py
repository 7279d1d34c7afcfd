"""Toolkits: templates that a team fills in, written as Markdown pages."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from resource_hub.pages import Crumb, HubPage, Links, Standing, facets_of, standing_of
from resource_hub.problems import Location, Problem, error, quoted
from resource_hub.schema import Document

ICON = "tools"

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Toolkit(Standing):
    """The front matter of a template's page; its id is the name of its file."""

    id: str
    title: str
    description: str
    level: str
    audience: tuple[str, ...]
    topics: tuple[str, ...]
    tiers: tuple[int, ...]
    domains: tuple[str, ...]
    resources: tuple[str, ...]
    see_also: tuple[str, ...]
    where: Location

    @property
    def url(self) -> str:
        """Its address from the site's root."""
        return f"toolkits/{self.id}/"


def read_toolkits(documents: Iterable[Document]) -> tuple[list[Toolkit], list[Problem]]:
    """Read the front matter of templates; problem D005 if a file's name is no id."""
    toolkits = [_toolkit(document) for document in documents]
    problems = [
        error(
            Location(toolkit.where.path),
            "D005",
            f"the file name {quoted(PurePosixPath(toolkit.where.path).name)} cannot be an address",
            "rename the file: small letters, digits and single hyphens, then .md",
        )
        for toolkit in toolkits
        if not _ID.fullmatch(toolkit.id)
    ]
    return toolkits, problems


def _toolkit(document: Document) -> Toolkit:
    plain = document.plain
    return Toolkit(
        id=PurePosixPath(document.source.path).stem,
        title=plain["title"],
        description=plain["description"],
        level=plain["level"],
        audience=tuple(plain["audience"]),
        topics=tuple(plain.get("topics", ())),
        tiers=tuple(plain.get("tiers", ())),
        domains=tuple(plain.get("domains", ())),
        resources=tuple(plain.get("resources", ())),
        see_also=tuple(plain.get("see_also", ())),
        **standing_of(plain),
        where=document.where(),
    )


def toolkit_page(document: Document, html: str, *, records: Links, pages: Links) -> HubPage:
    """The page of one template.

    Args:
        document: Its file, already checked by its schema.
        html: Clean HTML of its Markdown body.
        records: Title and address of each catalogue record, by id.
        pages: Title and address of each page that ``see_also`` may name, by slug.
    """
    toolkit = _toolkit(document)
    related = [records[name] for name in toolkit.resources if name in records]
    related += [pages[slug] for slug in toolkit.see_also if slug in pages]
    return HubPage(
        url=toolkit.url,
        kind="toolkit",
        title=toolkit.title,
        origin=toolkit.where,
        values={"toolkit": toolkit, "html": html, "related": related},
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


def toolkits_page(toolkits: Iterable[Toolkit], *, where: Location) -> HubPage:
    """The list of templates at ``/toolkits/``; ``where`` makes the list."""
    return HubPage(
        url="toolkits/",
        kind="toolkits",
        title="Toolkits",
        origin=where,
        values={"toolkits": list(toolkits)},
        description="Templates for meetings, rules, calendars and checks, to copy and fill in.",
        lead="Templates to copy, print and fill in with your own team.",
        kind_label="Toolkits",
        icon=ICON,
    )
