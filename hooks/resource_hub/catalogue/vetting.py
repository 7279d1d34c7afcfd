"""The rules of a review: what was decided, by whom, and why (V1, V3, V7)."""

from collections.abc import Iterator

from resource_hub.catalogue.enough import check_scores
from resource_hub.catalogue.known import Known, Row
from resource_hub.catalogue.records import Vetting
from resource_hub.problems import Problem, error, quoted, warning

STATE_OF = {
    "list": "listed",
    "certify": "certified",
    "decline": "declined",
    "withdraw": "withdrawn",
}
DECISION_OF = {state: decision for decision, state in STATE_OF.items()}
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
    """Problems of the review itself, R007 to R012, R019 to R021 and R039."""
    vetting = row.record.vetting
    if vetting is None:
        return
    rubric = known.rubrics.get(vetting.rubric)
    if rubric:
        yield from check_scores(row, vetting, rubric)
    yield from _check_reviewers(row, vetting)
    yield from _check_quorum(row, vetting)
    yield from _check_reason(row, vetting)
    yield from _check_fit(row, vetting)


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


# What goes with which decision.
FITS = {
    "claim": ("certify",),
    "successor": ("decline", "withdraw"),
    "named": ("decline", "withdraw"),
}


def _check_fit(row: Row, vetting: Vetting) -> Iterator[Problem]:
    """R039; a reason may be given for any decision."""
    for name, decisions in FITS.items():
        if getattr(vetting, name) and vetting.decision not in decisions:
            said = " and ".join(map(quoted, decisions))
            yield error(
                row.where_key("vetting", name),
                "R039",
                f"'{name}' stands with the decision {quoted(vetting.decision)}",
                f"delete the line, or mend the decision; '{name}' goes with {said} only",
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
