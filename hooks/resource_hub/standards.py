"""Standards: the versions of the rubric by which resources are vetted."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
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
class Bar:
    """What scores must reach before a resource is certified.

    Args:
        required: Lowest step for every required criterion; empty if there is none.
        floor: Lowest step for every criterion marked floor; empty if there is none.
        lowest: Lowest step for any criterion that is scored; empty if there is none.
        points: Least percentage of the weighted points; 0 if there is none.
    """

    required: str = ""
    floor: str = ""
    lowest: str = ""
    points: int = 0


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One way in which scores do not reach the bar.

    Args:
        criterion: Its id; empty if the points of all together are too few.
        score: What was scored; empty if nothing was.
        wanted: The step that is wanted, or the least percentage of points.
    """

    criterion: str
    score: str
    wanted: str


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
    bar: Bar
    where: Location

    @property
    def steps(self) -> tuple[str, ...]:
        """Ids of the steps of the scale, lowest first."""
        return tuple(step.id for step in self.scale)

    def asked(self, kind: str) -> list[Criterion]:
        """The criteria that apply to a kind of resource."""
        return [c for c in self.criteria
                if not c.retired and (not c.applies_to or kind in c.applies_to)]  # fmt: skip

    def unscored(self, scores: Mapping[str, str], kind: str) -> list[str]:
        """Ids of the required criteria that apply to a kind of resource and have no score."""
        return [c.id for c in self.asked(kind) if c.required and c.id not in scores]

    def shortfalls(self, scores: Mapping[str, str], kind: str) -> list[Shortfall]:
        """In what the scores of a resource do not reach the bar; nothing if they do.

        A criterion without a step of the scale falls short of a step that is wanted for it; that
        it does not apply to a kind of resource is for the standard to say.
        """
        asked = self.asked(kind)
        found = [fall for one in asked if (fall := self._shortfall(one, scores.get(one.id, "")))]
        if not found and self._share(asked, scores) < self.bar.points:
            reached = str(int(self._share(asked, scores)))
            found.append(Shortfall("", reached, str(self.bar.points)))
        return found

    def _shortfall(self, criterion: Criterion, score: str) -> Shortfall | None:
        wanted = [
            self.bar.required if criterion.required else "",
            self.bar.floor if criterion.floor else "",
            self.bar.lowest if score in self.steps else "",
        ]
        highest = max(wanted, key=self._height)
        below = self._height(score) < self._height(highest)
        return Shortfall(criterion.id, score, highest) if below else None

    def _height(self, step: str) -> int:
        """Its place on the scale from 0; -1 for what is no step."""
        return self.steps.index(step) if step in self.steps else -1

    def _share(self, asked: Iterable[Criterion], scores: Mapping[str, str]) -> float:
        """Percentage of the weighted points; what does not apply is left out of the whole."""
        counted = [c for c in asked if scores.get(c.id) != "not-applicable"]
        whole = sum(c.weight for c in counted) * (len(self.scale) - 1)
        reached = sum(c.weight * max(self._height(scores.get(c.id, "")), 0) for c in counted)
        return 100 * reached / whole if whole else 0

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
        A standard for each document, and problems D001, D002, D004 and D006.
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
        problems += _check_bar(standard, document)
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
        bar=Bar(**plain["certify"]) if "certify" in plain else _highest(plain),
        where=document.where(),
    )


def _highest(plain: Mapping[str, Any]) -> Bar:
    """The bar of a standard that sets none: the highest step, so that nothing passes unseen."""
    top = plain["scale"][-1]["id"]
    has_required = any(criterion.get("required") for criterion in plain["criteria"])
    return Bar(required=top) if has_required else Bar(points=100)


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


def _check_bar(standard: Standard, document: Document) -> Iterator[Problem]:
    for name in ("required", "floor", "lowest"):
        step = getattr(standard.bar, name)
        if step and step not in standard.steps:
            yield error(
                document.where("certify", name),
                "D006",
                f"{quoted(step)} is no step of the scale of standard {standard.version}",
                did_you_mean(step, standard.steps) + f"the steps are {', '.join(standard.steps)}",
            )


def standard_pages(
    standards: Iterable[Standard],
    *,
    where: Location,
    declines: Mapping[str, Mapping[str, int]] = MappingProxyType({}),
) -> list[HubPage]:
    """The list of versions at ``/standards/`` and a page for each.

    Args:
        standards: All versions.
        where: The place that makes the list.
        declines: How many declined resources did not meet a criterion, by version and criterion.
    """
    ordered = newest_first(standards)
    pages = [_page(standard, declines.get(standard.version, {})) for standard in ordered]
    return [_index(ordered, where), *pages]


def newest_first(standards: Iterable[Standard]) -> list[Standard]:
    """The versions, the highest number first."""
    return sorted(standards, key=_number, reverse=True)


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


def _page(standard: Standard, declines: Mapping[str, int]) -> HubPage:
    count = len(standard.criteria)
    return HubPage(
        url=standard.url,
        kind="standard",
        title=standard.title,
        origin=standard.where,
        values={"standard": standard, "declines": declines},
        description=f"Version {standard.version} of the standard: {count} "
        f"{'criterion' if count == 1 else 'criteria'}, their scale "
        "and the rule of decision.",
        lead=f"Version {standard.version}. {standard.state_label}.",
        kind_label="Standard",
        icon=ICON,
        crumbs=(Crumb("Standards", "standards/"),),
    )
