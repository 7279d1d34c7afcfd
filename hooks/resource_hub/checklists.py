"""Checklists: statements that a team judges on a short scale."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from resource_hub.pages import HubPage
from resource_hub.problems import Location, Problem, error, quoted
from resource_hub.schema import Document

Titles = Mapping[str, tuple[str, str]]  # id -> title and address


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
class Checklist:
    """Statements with the steps a team can choose, lowest first."""

    id: str
    title: str
    note: str
    scale: tuple[str, ...]
    state: str
    checked: str
    reviewed: str
    review_by: str
    reviewers: tuple[str, ...]  # roles
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
    problems = [*_check_ids(checklists, document)]
    for place, checklist in enumerate(checklists):
        problems += _check_statements(checklist, document, place)
    return checklists, problems


def _checklist(plain: Mapping[str, Any], document: Document, place: int) -> Checklist:
    return Checklist(
        id=plain["id"],
        title=plain["title"],
        note=plain.get("note", ""),
        scale=tuple(plain["scale"]),
        state=plain["state"],
        checked=plain["checked"],
        reviewed=plain.get("reviewed", ""),
        review_by=plain.get("review_by", ""),
        reviewers=tuple(reviewer["role"] for reviewer in plain.get("reviewers", ())),
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
    first: dict[str, Location] = {}
    for at, statement in enumerate(checklist.statements):
        where = document.where(place, "items", at, "id")
        earlier = first.setdefault(statement.id, where)
        if earlier is not where:
            yield error(
                where,
                "K001",
                f"the statement {quoted(statement.id)} stands twice in {quoted(checklist.id)}; "
                f"the first is on line {earlier.line}",
                "give this statement another id, or delete one of the two",
            )


def _check_ids(checklists: list[Checklist], document: Document) -> Iterator[Problem]:
    first: dict[str, Location] = {}
    for place, checklist in enumerate(checklists):
        where = document.where(place, "id")
        earlier = first.setdefault(checklist.id, where)
        if earlier is not where:
            yield error(
                where,
                "K002",
                f"the checklist {quoted(checklist.id)} stands twice; the first is on line "
                f"{earlier.line}",
                "give this checklist another id, or delete one of the two",
            )


def checklist_pages(checklists: Iterable[Checklist], *, records: Titles) -> list[HubPage]:
    """A page for each checklist; ``records`` holds title and address of catalogue records."""
    return [_page(checklist, records) for checklist in checklists]


def _page(checklist: Checklist, records: Titles) -> HubPage:
    count = len(checklist.statements)
    many = f"{count} statement{'' if count == 1 else 's'}"
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
