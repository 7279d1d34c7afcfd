"""The rules of scores: each one fits its standard, and they are enough for the decision (V2)."""

from collections.abc import Iterator
from difflib import get_close_matches

from resource_hub.catalogue.known import Row, Rubric, one_of
from resource_hub.catalogue.records import Vetting
from resource_hub.problems import Problem, error, quoted

FAVORABLE = ("list", "certify")  # decisions that need scores
UNSCORED = ("not-applicable", "no-information")  # what a score may be besides a step of the scale


def check_scores(row: Row, vetting: Vetting, rubric: Rubric) -> Iterator[Problem]:
    """Problems R007 to R010 and R030."""
    yield from _check_scores(row, vetting, rubric)
    yield from _check_enough(row, vetting, rubric)


def _check_scores(row: Row, vetting: Vetting, rubric: Rubric) -> Iterator[Problem]:
    criteria = [criterion.id for criterion in rubric.criteria]
    allowed = [*rubric.steps, *UNSCORED]
    for name, score in vetting.scores.items():
        if name not in criteria:
            yield error(
                row.where_key("vetting", "scores", name),
                "R007",
                f"standard {rubric.version} has no criterion {quoted(name)}",
                one_of(name, criteria),
            )
        if score not in allowed:
            yield error(
                row.where("vetting", "scores", name),
                "R008",
                f"the score {quoted(score)} is no step of the scale of standard {rubric.version}",
                one_of(score, allowed),
            )


def _check_enough(row: Row, vetting: Vetting, rubric: Rubric) -> Iterator[Problem]:
    """What a decision needs of the scores; those that are no scores are told already."""
    where = row.where_key("vetting", "scores" if vetting.scores else "decision")
    if vetting.decision in FAVORABLE and rubric.state == "proposal":
        yield error(
            row.where("vetting", "rubric"),
            "R030",
            f"standard {rubric.version} is a proposal, and {quoted(vetting.decision)} was decided "
            "by it",
            "decide by a standard that is in force, or put this one in force first",
        )
    scores, _ = _as_meant(vetting, rubric)
    missing = rubric.unscored(scores, row.record.kind)
    if vetting.decision == "certify" and not vetting.scores:
        yield error(
            where,
            "R009",
            "it was certified, and no 'scores' are recorded",
            f"add 'scores' with a line for each criterion of standard {rubric.version}",
        )
    elif vetting.decision in FAVORABLE and missing and not vetting.scores:
        yield error(
            where,
            "R009",
            f"it was listed, and no 'scores' are recorded; required are {', '.join(missing)}",
            f"add 'scores' and a line for each of them, {_may_be(vetting)}",
        )
    elif vetting.decision in FAVORABLE:
        for name in missing:
            yield error(
                where,
                "R009",
                f"the required criterion {quoted(name)} has no score",
                f"add a line '{name}: …' {_may_be(vetting)}",
            )
    if vetting.decision == "certify" and vetting.scores:
        yield from _check_bar(row, vetting, rubric)


def _may_be(vetting: Vetting) -> str:
    """What a score may be; a certification takes steps of the scale alone."""
    other = "" if vetting.decision == "certify" else f", or with one of: {', '.join(UNSCORED)}"
    return f"with a step of the scale{other}"


def _as_meant(vetting: Vetting, rubric: Rubric) -> tuple[dict[str, str], dict[str, str]]:
    """Scores by the criteria that are meant, and how those are written; a slip is told already."""
    free = {one.id.casefold(): one.id for one in rubric.criteria if one.id not in vetting.scores}
    known = {one.id for one in rubric.criteria}
    meant = {}
    for name in vetting.scores:
        near = [] if name in known else get_close_matches(name.casefold(), free, n=1, cutoff=0.75)
        meant[free.pop(near[0]) if near else name] = name
    return {name: vetting.scores[written] for name, written in meant.items()}, meant


def _check_bar(row: Row, vetting: Vetting, rubric: Rubric) -> Iterator[Problem]:
    scores, written = _as_meant(vetting, rubric)
    told = rubric.unscored(scores, row.record.kind)
    mend = "write 'decision: list' or 'decision: decline'; mend a score only if it is a slip"
    for fall in rubric.shortfalls(scores, row.record.kind):
        if not fall.criterion:
            yield error(
                row.where_key("vetting", "scores"),
                "R010",
                f"the scores reach {fall.score} percent of the points, and 'certify' needs "
                f"{fall.wanted} by standard {rubric.version}",
                mend,
            )
        elif fall.score in rubric.steps or fall.score in UNSCORED:
            yield error(
                row.where("vetting", "scores", written[fall.criterion]),
                "R010",
                f"the score {quoted(fall.score)} of {quoted(fall.criterion)} is too low: 'certify' "
                f"needs {quoted(fall.wanted)} by standard {rubric.version}",
                mend,
            )
        elif not fall.score and fall.criterion not in told:
            yield error(
                row.where_key("vetting", "scores"),
                "R010",
                f"{quoted(fall.criterion)} has no score: 'certify' needs {quoted(fall.wanted)} by "
                f"standard {rubric.version}",
                f"add the line '{fall.criterion}: …' with what was scored, or decide otherwise",
            )
