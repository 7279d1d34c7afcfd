"""How a record was scored: each criterion of the standard used, with what its score means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from resource_hub.catalogue.records import Vetting

# What a score may say instead of a step of the scale.
NO_STEP = {
    "not-applicable": ("Does not apply", "The criterion does not fit this kind of resource."),
    "no-information": ("No information", "The reviewers found nothing to go by."),
}


class Step(Protocol):
    """A step of a standard's scale."""

    id: str
    label: str


class Criterion(Protocol):
    """A criterion of a standard; ``anchors`` say what each step means for it."""

    id: str
    title: str
    anchors: Mapping[str, str]


class Standard(Protocol):
    """One version of the standard."""

    version: str
    url: str
    scale: tuple[Step, ...]
    criteria: Sequence[Criterion]

    def asked(self, kind: str) -> Sequence[Criterion]:
        """The criteria that apply to a kind of resource."""


@dataclass(frozen=True, slots=True)
class Score:
    """A criterion with what it got.

    Args:
        title: Of the criterion.
        url: Of the criterion, from the site's root.
        word: The score in words; empty if it was not scored.
        meaning: What that score means for this criterion.
    """

    title: str
    url: str
    word: str
    meaning: str


def scores_of(vetting: Vetting, standard: Standard, kind: str) -> list[Score]:
    """Every criterion that was scored or should have been, in the standard's order.

    Args:
        vetting: The review.
        standard: The version that it used.
        kind: The record's kind; criteria for other kinds are left out.
    """
    asked = {criterion.id for criterion in standard.asked(kind)}
    return [
        _score(criterion, vetting.scores.get(criterion.id, ""), standard)
        for criterion in standard.criteria
        if criterion.id in vetting.scores or criterion.id in asked
    ]


def _score(criterion: Criterion, given: str, standard: Standard) -> Score:
    labels = {step.id: step.label for step in standard.scale}
    word, meaning = NO_STEP.get(given, (_word(given, labels), criterion.anchors.get(given, "")))
    return Score(criterion.title, f"{standard.url}#{criterion.id}", word, meaning)


def _word(given: str, labels: Mapping[str, str]) -> str:
    """The word of a step: "Met"; a step that is a number keeps it: "2, sound"."""
    label = labels.get(given, given)
    return f"{given}, {label}" if given.isdecimal() else label[:1].upper() + label[1:]
