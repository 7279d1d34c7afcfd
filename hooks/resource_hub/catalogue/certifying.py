"""The rules of evidence: what a certification and a strong level rest on (V5, V6, V11)."""

from collections.abc import Iterator

from resource_hub.catalogue.known import Known, Row
from resource_hub.problems import Problem, error, quoted

LEVELS = ("strong", "moderate")  # that a certification may have
VETTED = ("listed", "certified")


def check_evidence(row: Row, known: Known) -> Iterator[Problem]:
    """Problems R016 to R018 and R024."""
    vetting = row.record.vetting
    if vetting and vetting.decision == "certify":
        yield from _check_certified(row)
        yield from _check_sure(row, known)
        yield from _check_relationship(row)
    yield from _check_strong(row, known)


def _check_certified(row: Row) -> Iterator[Problem]:
    evidence, vetting = row.record.evidence, row.record.vetting
    where = row.where("vetting", "decision")
    if not vetting.claim:
        yield error(
            where,
            "R016",
            "it is certified, and no 'claim' says for what",
            "add a line 'claim: …' under 'vetting': what it does, for whom",
        )
    if not evidence.sources:
        yield error(
            row.where("evidence", "sources"),
            "R016",
            "it is certified, and 'evidence.sources' is empty",
            "name the works in references.bib that the claim rests on",
        )
    if evidence.level not in LEVELS:
        yield error(
            row.where("evidence", "level"),
            "R016",
            f"it is certified, and its level of evidence is {quoted(evidence.level)}",
            f"write 'decision: list', or the level that the works show, one of: "
            f"{', '.join(LEVELS)}",
        )


def _check_sure(row: Row, known: Known) -> Iterator[Problem]:
    for place, key in enumerate(row.record.evidence.citekeys):
        if key in known.unsure:
            yield error(
                row.where("evidence", "sources", place),
                "R017",
                f"the certification rests on {quoted(key)}, which {known.unsure[key]}",
                "confirm the work in references.bib from its own page, or rest the claim on others",
            )


def _check_relationship(row: Row) -> Iterator[Problem]:
    record = row.record
    counting = [one for one in record.vetting.reviewers if one.counts]
    outside = sum(one.outside for one in counting)
    if record.relationship == "none" or 2 * outside > len(counting):
        return
    yield error(
        row.where("relationship"),
        "R018",
        f"it is certified with the relationship {quoted(record.relationship)}, and {outside} of "
        f"{len(counting)} reviewers are from outside",
        "have more than half of the reviewers come from outside the association ('outside: "
        "true'), or declare 'relationship: none' if that is so",
    )


def _check_strong(row: Row, known: Known) -> Iterator[Problem]:
    """A proposal may repeat another body's word; what was vetted rests on studies.

    A work that is not in references.bib is told there, and may well be the study.
    """
    record = row.record
    if known.studies is None or record.evidence.level != "strong" or record.state not in VETTED:
        return
    works = known.studies if known.works is None else known.works
    keys = record.evidence.citekeys
    if all(key in works for key in keys) and not any(key in known.studies for key in keys):
        yield error(
            row.where("evidence", "level"),
            "R024",
            "the level of evidence is 'strong', and no source is a study of effects",
            "add a study or a synthesis of studies to 'evidence.sources', note its 'design' in "
            "references.bib, or lower the level",
        )
