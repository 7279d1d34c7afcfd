"""Resources that were declined, counted by the criteria they did not meet and never named."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from resource_hub.catalogue.known import Known, Rubric, one_of
from resource_hub.catalogue.records import ResourceRecord
from resource_hub.problems import Problem, error, quoted
from resource_hub.schema import Document


@dataclass(frozen=True, slots=True)
class Decline:
    """One resource that was declined; ``decided`` is a month, such as 2026-11."""

    rubric: str
    decided: str
    criteria: tuple[str, ...]


def read_declines(document: Document, known: Known) -> tuple[list[Decline], list[Problem]]:
    """Read ``content/declines.yaml``, already checked by its schema.

    Returns:
        The declines, and problems R007 and R015.
    """
    declines = [
        Decline(one["rubric"], one["decided"], tuple(one["criteria"])) for one in document.plain
    ]
    problems = [
        problem
        for place, decline in enumerate(declines)
        for problem in _check(decline, document, place, known)
    ]
    return declines, problems


def _check(decline: Decline, document: Document, place: int, known: Known) -> Iterator[Problem]:
    rubric = known.rubrics.get(decline.rubric)
    criteria = [criterion.id for criterion in rubric.criteria] if rubric else []
    for n, name in enumerate(decline.criteria if rubric else ()):
        if name not in criteria:
            yield error(
                document.where(place, "criteria", n),
                "R007",
                f"standard {decline.rubric} has no criterion {quoted(name)}",
                one_of(name, criteria),
            )
    if known.day and decline.decided > f"{known.day:%Y-%m}":
        yield error(
            document.where(place, "decided"),
            "R015",
            f"'decided' is {decline.decided}, after the day of this check, {known.day}",
            "write the month in which it was decided; if it is yet to come, wait with the entry",
        )


def declines_by_criterion(
    records: Iterable[ResourceRecord],
    declines: Iterable[Decline],
    rubrics: Mapping[str, Rubric],
) -> dict[str, Counter[str]]:
    """How many declined resources did not meet each criterion, by version of the standard.

    A declined record counts where its scores do not reach what a certification asks; one without
    scores counts nowhere.
    """
    found: dict[str, Counter[str]] = {version: Counter() for version in rubrics}
    for decline in declines:
        found.setdefault(decline.rubric, Counter()).update(decline.criteria)
    for record in records:
        vetting = record.vetting
        if vetting and record.state == "declined" and vetting.scores and vetting.rubric in rubrics:
            falls = rubrics[vetting.rubric].shortfalls(vetting.scores, record.kind)
            scored = [fall.criterion for fall in falls if fall.score and fall.criterion]
            found[vetting.rubric].update(scored)
    return found
