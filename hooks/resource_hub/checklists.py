"""Checklists: statements that a team judges on a short scale."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from resource_hub.pages import HubPage, Links, Standing, counted, standing_of
from resource_hub.problems import Location, Problem, quoted, repeated
from resource_hub.schema import Document


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement to judge, what would show it, and the works it rests on."""

    id: str
    text: str
    look_for: tuple[str, ...]
    sources: tuple[str, ...]
    strength: str
    resources: tuple[str, ...]
    where: Location


@dataclass(frozen=True, slots=True)
class Checklist(Standing):
    """Statements with the steps a team can choose, lowest first."""

    id: str
    title: str
    note: str
    level: str
    scale: tuple[str, ...]
    statements: tuple[Statement, ...]
    where: Location

    @property
    def url(self) -> str:
        """Its address from the site's root."""
        return f"checklists/{self.id}/"


def read_checklists(document: Document) -> tuple[list[Checklist], list[Problem]]:
    """Read ``content/checklists.yaml``, already checked by its schema.

    Returns:
        The checklists, and problems K001 and K002.
    """
    checklists = [_checklist(plain, document, place) for place, plain in enumerate(document.plain)]
    mend = "give this checklist another id, or delete one of the two"
    problems = [*repeated(document.ids(), "K002", "checklist", mend)]
    for place, checklist in enumerate(checklists):
        problems += _check_statements(checklist, document, place)
    return checklists, problems


def _checklist(plain: Mapping[str, Any], document: Document, place: int) -> Checklist:
    return Checklist(
        id=plain["id"],
        title=plain["title"],
        note=plain.get("note", ""),
        level=plain.get("level", ""),
        scale=tuple(plain["scale"]),
        **standing_of(plain),
        statements=tuple(
            _statement(statement, document.where(place, "items", at))
            for at, statement in enumerate(plain["items"])
        ),
        where=document.where(place),
    )


def _statement(plain: Mapping[str, Any], where: Location) -> Statement:
    return Statement(
        id=plain["id"],
        text=plain["text"],
        look_for=tuple(plain["look_for"]),
        sources=tuple(plain["sources"]),
        strength=plain.get("strength", ""),
        resources=tuple(plain.get("resources", ())),
        where=where,
    )


def _check_statements(checklist: Checklist, document: Document, place: int) -> Iterator[Problem]:
    return repeated(
        document.ids(place, "items"),
        "K001",
        "statement",
        "give this statement another id, or delete one of the two",
        within=f" in {quoted(checklist.id)}",
    )


def checklist_pages(checklists: Iterable[Checklist], *, records: Links) -> list[HubPage]:
    """A page for each checklist; ``records`` holds title and address of catalogue records."""
    return [_page(checklist, records) for checklist in checklists]


def _page(checklist: Checklist, records: Links) -> HubPage:
    many = counted(len(checklist.statements), "statement")
    return HubPage(
        url=checklist.url,
        kind="checklist",
        title=checklist.title,
        origin=checklist.where,
        values={"checklist": checklist, "records": records},
        description=f"A checklist for teams: {many}, each with what to look for.",
        lead=f"{many[:1].upper()}{many[1:]} to judge with your team, each with what to look for.",
        kind_label="Checklist",
        icon="clipboard-check-outline",
    )
