"""Standards: the versions of the rubric by which resources are vetted."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from resource_hub.pages import Crumb, HubPage
from resource_hub.problems import Location, Problem, did_you_mean, error, quoted, repeated
from resource_hub.schema import Document, misnamed

ICON = "certificate-outline"
STATES = {
    "proposal": "Proposal for review",
    "in-force": "In force",
    "superseded": "Superseded",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the scale: what scores write and what readers see."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing a review can end in."""

    id: str
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that is judged; ``anchors`` say what each step means here."""

    id: str
    title: str
    weight: int
    floor: bool
    required: bool
    retired: bool
    applies_to: tuple[str, ...]
    plain: str
    evidence_needed: tuple[str, ...]
    anchors: Mapping[str, str]
    sources: tuple[str, ...]
    where: Location


@dataclass(frozen=True, slots=True)
class Standard:
    """One version, with its own scale and its own rule of decision."""

    version: str
    state: str
    issued: str
    title: str
    note: str
    scale: tuple[Step, ...]
    rule: str
    decisions: tuple[Decision, ...]
    not_scored: str
    how: str
    criteria: tuple[Criterion, ...]
    where: Location

    @property
    def url(self) -> str:
        """Its address from the site's root."""
        return f"standards/{self.version}/"

    @property
    def state_label(self) -> str:
        """Its standing in words."""
        return STATES[self.state]


def read_standards(documents: Iterable[Document]) -> tuple[list[Standard], list[Problem]]:
    """Read the versions of the standard and check what their schema cannot say.

    Args:
        documents: The files ``content/standards/<version>.yaml``, checked by their schema.

    Returns:
        A standard for each document, and problems D001, D002 and D004.
    """
    standards: list[Standard] = []
    problems: list[Problem] = []
    for document in documents:
        standard = _standard(document)
        standards.append(standard)
        problems += misnamed(document, "D004", key="version")
        mend = "give this criterion an id that no version has used"
        problems += repeated(document.ids("criteria"), "D001", "criterion", mend)
        for place, criterion in enumerate(standard.criteria):
            problems += _check_anchors(standard, criterion, document, place)
    return standards, problems


def _standard(document: Document) -> Standard:
    plain = document.plain
    return Standard(
        version=plain["version"],
        state=plain["state"],
        issued=plain.get("issued", ""),
        title=plain.get("title", f"Standard {plain['version']}"),
        note=plain.get("note", ""),
        scale=tuple(Step(step["id"], step["label"]) for step in plain["scale"]),
        rule=plain["rule"],
        decisions=tuple(
            Decision(outcome["id"], outcome["label"], outcome.get("note", ""))
            for outcome in plain.get("outcomes", ())
        ),
        not_scored=plain.get("not_scored", ""),
        how=plain.get("how", ""),
        criteria=tuple(
            _criterion(criterion, document.where("criteria", place))
            for place, criterion in enumerate(plain["criteria"])
        ),
        where=document.where(),
    )


def _criterion(plain: Mapping[str, Any], where: Location) -> Criterion:
    return Criterion(
        id=plain["id"],
        title=plain["title"],
        weight=plain.get("weight", 1),
        floor=plain.get("floor", False),
        required=plain.get("required", False),
        retired=plain.get("retired", False),
        applies_to=tuple(plain.get("applies_to", ())),
        plain=plain["plain"],
        evidence_needed=tuple(plain.get("evidence_needed", ())),
        anchors=plain["anchors"],
        sources=tuple(plain["sources"]),
        where=where,
    )


def _check_anchors(
    standard: Standard, criterion: Criterion, document: Document, place: int
) -> Iterator[Problem]:
    steps = [step.id for step in standard.scale]
    missing = [step for step in steps if step not in criterion.anchors]
    for name in criterion.anchors:
        if name not in steps:
            yield error(
                document.where_key("criteria", place, "anchors", name),
                "D002",
                f"the anchor {quoted(name)} of {quoted(criterion.id)} is no step of the scale",
                did_you_mean(name, missing) + f"the steps are {', '.join(steps)}",
            )
    for step in missing:
        yield error(
            document.where("criteria", place, "anchors"),
            "D002",
            f"the anchors of {quoted(criterion.id)} leave out the step {quoted(step)}",
            f"say under '{step}' what this step of the scale means here",
        )


def standard_pages(standards: Iterable[Standard], *, where: Location) -> list[HubPage]:
    """The list of versions at ``/standards/`` and a page for each; ``where`` makes the list."""
    newest_first = sorted(standards, key=_number, reverse=True)
    return [_index(newest_first, where), *(_page(standard) for standard in newest_first)]


def _number(standard: Standard) -> tuple[int, ...]:
    return tuple(int(part) for part in standard.version.split("."))


def _index(standards: list[Standard], where: Location) -> HubPage:
    return HubPage(
        url="standards/",
        kind="standards",
        title="Standards",
        origin=where,
        values={"standards": standards},
        description="The versions of the standard by which resources can be vetted.",
        lead="What a review looks at, and how its scores become a decision.",
        kind_label="Standards",
        icon=ICON,
    )


def _page(standard: Standard) -> HubPage:
    count = len(standard.criteria)
    return HubPage(
        url=standard.url,
        kind="standard",
        title=standard.title,
        origin=standard.where,
        values={"standard": standard},
        description=f"Version {standard.version} of the standard: {count} "
        f"{'criterion' if count == 1 else 'criteria'}, their scale "
        "and the rule of decision.",
        lead=f"Version {standard.version}. {standard.state_label}.",
        kind_label="Standard",
        icon=ICON,
        crumbs=(Crumb("Standards", "standards/"),),
    )
