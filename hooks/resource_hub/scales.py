"""Scales of other bodies: on what they rate, in their words and in plain ones."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from resource_hub.pages import HubPage
from resource_hub.problems import Location, Problem, error, quoted, repeated
from resource_hub.schema import Document


@dataclass(frozen=True, slots=True)
class Level:
    """One step of a scale.

    Args:
        id: What a record writes.
        label: The body's own word.
        plain: What it means, in our words.
        says: What it says of the effect on students: works, promising, mixed, no-effect, harms, or
            unclear where it says nothing of it.
    """

    id: str
    label: str
    plain: str
    says: str


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale on which a body rates; ``levels`` are highest first, ``sources`` citekeys."""

    id: str
    name: str
    body: str
    url: str
    about: str
    asks: tuple[str, ...]
    levels: tuple[Level, ...]
    sources: tuple[str, ...]
    where: Location

    def level(self, id_: str) -> Level | None:
        """The step with an id."""
        return next((level for level in self.levels if level.id == id_), None)


def read_scales(document: Document) -> tuple[list[Scale], list[Problem]]:
    """Read ``content/scales.yaml``, already checked by its schema.

    Returns:
        The scales, and problems O001 and O002.
    """
    scales = [_scale(plain, document.where(n)) for n, plain in enumerate(document.plain)]
    mend = "give this scale another id, or delete one of the two"
    problems = [*repeated(document.ids(), "O001", "scale", mend), *_one_name(scales, document)]
    for place, scale in enumerate(scales):
        mend = "give this step another id, or delete one of the two"
        within = f" in {quoted(scale.id)}"
        problems += repeated(document.ids(place, "levels"), "O001", "step", mend, within)
    return scales, problems


def find_scale(by: str, scales: Iterable[Scale]) -> Scale | None:
    """The scale that a record means by an id or a name, whatever its capitals."""
    wanted = by.casefold()
    return next((s for s in scales if wanted in (s.id, s.name.casefold())), None)


def _scale(plain: Mapping[str, Any], where: Location) -> Scale:
    return Scale(
        id=plain["id"],
        name=plain["name"],
        body=plain["body"],
        url=plain["url"],
        about=plain["about"],
        asks=tuple(plain["asks"]),
        levels=tuple(Level(**level) for level in plain["levels"]),
        sources=tuple(plain["sources"]),
        where=where,
    )


def _one_name(scales: Iterable[Scale], document: Document) -> Iterator[Problem]:
    """A name must lead to one scale: it is what a record may write instead of the id."""
    first: dict[str, Scale] = {}
    for place, scale in enumerate(scales):
        for name in (scale.id, scale.name.casefold()):
            other = first.setdefault(name, scale)
            if other is not scale and other.id != scale.id:
                yield error(
                    document.where(place, "name" if name != scale.id else "id"),
                    "O002",
                    f"{quoted(scale.name)} is also a name of the scale {quoted(other.id)} "
                    f"on line {other.where.line}",
                    "give the two scales names that differ",
                )


# The page ------------------------------------------------------------------------------------

# What a step says of the effect on students, as the page words it.
SAYS = {
    "works": "It works",
    "promising": "It may work",
    "mixed": "Results differ",
    "no-effect": "No effect was found",
    "harms": "Students did worse",
    "unclear": "Nothing about the effect",
}


def scales_page(
    scales: Sequence[Scale],
    own: Mapping[str, Mapping[str, Mapping[str, Any]]],
    *,
    citekeys: Collection[str],
    where: Location,
) -> HubPage:
    """The page at ``/scales/`` with every scale that the hub uses.

    Args:
        scales: Those of other bodies.
        own: The hub's own, as terms by list and id: evidence_levels, certainty, directions,
            states, confirmation_levels.
        citekeys: The works of references.bib.
        where: The file that an editor opens to change it.
    """
    levels = own.get("evidence_levels", {}).values()
    told = dict.fromkeys(level["source"] for level in levels if "essa_tier" in level)
    return HubPage(
        url="scales/",
        kind="scales",
        title="Every scale the hub uses",
        origin=where,
        lead="What each step means, and who uses it. No scale is turned into another, and we never "
        "average them.",
        description="The scales of the hub and of other bodies, with the meaning of each step.",
        kind_label="Scales",
        icon="stairs",
        values={
            "scales": scales,
            "own": own,
            "law": [_cited(text, citekeys) for text in told],
            "says": SAYS,
        },
    )


def _cited(text: str, citekeys: Collection[str]) -> str:
    """Text in which a citekey in round brackets became a citation."""
    return re.sub(r"\(([\w:.+-]+)\)", lambda m: f"[@{m[1]}]" if m[1] in citekeys else m[0], text)
