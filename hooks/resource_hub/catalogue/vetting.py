"""The rules of a review: what was decided, by whom, by which scores (V1, V2, V3, V7)."""

from collections.abc import Iterator

from resource_hub.catalogue.known import Known, Row, Rubric, one_of
from resource_hub.catalogue.records import Vetting
from resource_hub.problems import Problem, error, quoted, warning

STATE_OF = {
    "list": "listed",
    "certify": "certified",
    "decline": "declined",
    "withdraw": "withdrawn",
}
DECISION_OF = {state: decision for decision, state in STATE_OF.items()}
UNSCORED = ("not-applicable", "no-information")  # what a score may be besides a step of the scale
QUORUM = {"list": 2, "certify": 3}
PRACTITIONERS = ("teacher", "interventionist", "coach", "school-leader", "district-leader")


def check_state(row: Row) -> Iterator[Problem]:
    """R004 and R006: a state says no more and no less than the review behind it."""
    state, vetting = row.record.state, row.record.vetting
    wanted = DECISION_OF.get(state)
    if wanted and vetting is None:
        yield error(
            row.where("state"),
            "R004",
            f"the state {quoted(state)} says that it was vetted, and no 'vetting' is recorded",
            "write 'state: proposed', or add the vetting record",
        )
    elif vetting and wanted != vetting.decision:
        yield error(
            row.where("state"),
            "R006",
            f"the state {quoted(state)} does not go with the decision {quoted(vetting.decision)}",
            f"write 'state: {STATE_OF[vetting.decision]}'"
            + (f", or 'decision: {wanted}'" if wanted else ", or delete 'vetting'"),
        )


def check_vetting(row: Row, known: Known) -> Iterator[Problem]:
    """Problems of the review itself, R007 to R012 and R019 to R021."""
    vetting = row.record.vetting
    if vetting is None:
        return
    rubric = known.rubrics.get(vetting.rubric)
    if rubric:
        yield from _check_scores(row, vetting, rubric)
        yield from _check_enough(row, vetting, rubric)
    yield from _check_reviewers(row, vetting)
    yield from _check_quorum(row, vetting)
    yield from _check_reason(row, vetting)


# Scores (V2) ---------------------------------------------------------------------------------


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
    if vetting.decision in QUORUM and rubric.state == "proposal":
        yield error(
            row.where("vetting", "rubric"),
            "R030",
            f"standard {rubric.version} is a proposal, and {quoted(vetting.decision)} was decided "
            "by it",
            "decide by a standard that is in force, or put this one in force first",
        )
    if vetting.decision == "certify" and not vetting.scores:
        yield error(
            where,
            "R009",
            "it was certified, and no 'scores' are recorded",
            f"add 'scores' with a line for each criterion of standard {rubric.version}",
        )
    elif vetting.decision in QUORUM:
        for name in rubric.unscored(vetting.scores, row.record.kind):
            yield error(
                where,
                "R009",
                f"the required criterion {quoted(name)} has no score",
                f"add a line '{name}: …' with a step of the scale, or with one of: "
                f"{', '.join(UNSCORED)}",
            )
    if vetting.decision == "certify" and vetting.scores:
        yield from _check_bar(row, vetting, rubric)


def _check_bar(row: Row, vetting: Vetting, rubric: Rubric) -> Iterator[Problem]:
    told = rubric.unscored(vetting.scores, row.record.kind)
    mend = "write 'decision: list' or 'decision: decline'; mend a score only if it is a slip"
    for fall in rubric.shortfalls(vetting.scores, row.record.kind):
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
                row.where("vetting", "scores", fall.criterion),
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


# Reviewers (V3) ------------------------------------------------------------------------------


def _check_reviewers(row: Row, vetting: Vetting) -> Iterator[Problem]:
    for place, reviewer in enumerate(vetting.reviewers):
        if reviewer.conflict and not reviewer.recused:
            yield error(
                row.where("vetting", "reviewers", place, "conflict"),
                "R012",
                f"the {quoted(reviewer.role)} has the interest {quoted(reviewer.conflict)} and did "
                "not stand aside",
                "have another person review it; then write 'recused: true' here",
            )


def _check_quorum(row: Row, vetting: Vetting) -> Iterator[Problem]:
    needed = QUORUM.get(vetting.decision)
    if needed is None:
        return
    roles = [reviewer.role for reviewer in vetting.reviewers if reviewer.counts]
    lacks = []
    if len(roles) < needed:
        lacks.append(f"{needed} reviewers without a conflict, not {len(roles)}")
    elif len(set(roles)) < 2:
        lacks.append(f"reviewers of two roles, not only {quoted(roles[0])}")
    if vetting.decision == "certify" and len(roles) >= needed:
        if "researcher" not in roles:
            lacks.append("a 'researcher'")
        if not set(roles) & set(PRACTITIONERS):
            lacks.append(f"one who practices ({', '.join(PRACTITIONERS)})")
    if lacks:
        yield error(
            row.where_key("vetting", "reviewers"),
            "R011",
            f"the decision {quoted(vetting.decision)} needs {' and '.join(lacks)}",
            "add the reviewers who took part, or wait with the decision until enough have",
        )


# Reasons (V7) --------------------------------------------------------------------------------


def _check_reason(row: Row, vetting: Vetting) -> Iterator[Problem]:
    if vetting.decision == "withdraw" and not vetting.reason:
        yield error(
            row.where("vetting", "decision"),
            "R019",
            "it was withdrawn, and no 'reason' says why",
            "add a line 'reason: …' under 'vetting'; its page shows it to readers",
        )
    if vetting.decision == "decline" and not (vetting.reason or vetting.scores):
        yield error(
            row.where("vetting", "decision"),
            "R019",
            "it was declined, and neither a 'reason' nor 'scores' say why",
            "add a line 'reason: …' under 'vetting', or its 'scores'",
        )
    if vetting.decision == "decline" and not vetting.named:
        yield warning(
            row.where("id"),
            "R021",
            f"{quoted(row.record.id)} is declined and its maker has not agreed to be named, but "
            "everybody can read this file",
            "write 'named: true' under 'vetting' once the maker has agreed; or delete the record "
            "and count the decline in content/declines.yaml",
        )


def check_successors(rows: list[Row]) -> Iterator[Problem]:
    """R020: what takes the place of a record is another one, and is offered."""
    records = {row.record.id: row.record for row in rows}
    for row in rows:
        vetting = row.record.vetting
        successor = records.get(vetting.successor) if vetting else None
        if successor is row.record:
            what, mend = "is named as its own successor", "name another record, or delete the line"
        elif successor and not successor.offered:
            what = f"is named as successor and is {successor.state} itself"
            mend = "name a record that is offered, or delete the line"
        else:
            continue
        where = row.where("vetting", "successor")
        yield error(where, "R020", f"{quoted(successor.id)} {what}", mend)
