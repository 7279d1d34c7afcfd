"""The front matter of a template's page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from resource_hub.pages import Standing, standing_of
from resource_hub.problems import Location, Problem, error, quoted
from resource_hub.schema import Document

LEVELS = ("school", "district", "state")  # in the order in which they are shown

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
    toolkits = [toolkit_of(document) for document in documents]
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


def toolkit_of(document: Document) -> Toolkit:
    """The template that a file, already checked by its schema, describes."""
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
