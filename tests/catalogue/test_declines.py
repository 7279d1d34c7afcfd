"""Declines: counted by criterion, never by name."""

from datetime import date
from pathlib import Path

import pytest

from resource_hub import catalogue, schema, standards
from resource_hub.problems import render_text
from resource_hub.schema import Document
from resource_hub.source import read_yaml

HERE = Path(__file__).parent
PATH = "content/declines.yaml"


def typed(text: str, name: str, path: str) -> Document:
    source, problems = read_yaml(text, path)
    plain, found = schema.check(source.root, name)
    assert [*problems, *found] == []
    return Document(source, plain)


@pytest.fixture(scope="module")
def rubrics():
    text = (HERE / "standard.yaml").read_text(encoding="utf-8")
    (found,), _ = standards.read_standards([typed(text, "standard", "content/standards/1.0.yaml")])
    return {"1.0": found}


def declined(scores: dict, state="declined") -> catalogue.ResourceRecord:
    text = (HERE.parent / "ground" / "record.yaml").read_text(encoding="utf-8")
    document = typed(text, "resources", "resources.yaml")
    vetting = {"rubric": "1.0", "reviewers": [{"role": "teacher", "conflict": "none"}],
               "decision": "decline", "decided": "2026-10-14", "scores": scores}  # fmt: skip
    rows = [{**document.plain[0], "state": state, "vetting": vetting}]
    return catalogue.read_catalogue(Document(document.source, rows))[0][0]


def test_declines_are_counted_by_criterion(rubrics):
    text = """
- {rubric: "1.0", decided: 2026-10, criteria: [S2.1, S3.1]}
- {rubric: "1.0", decided: 2026-11, criteria: [S2.1]}
"""
    known = catalogue.Known(day=date(2026, 12, 1), rubrics=rubrics)
    declines, problems = catalogue.read_declines(typed(text, "declines", PATH), known)

    assert problems == []
    assert catalogue.declines_by_criterion([], declines, rubrics) == {"1.0": {"S2.1": 2, "S3.1": 1}}


def test_a_declined_record_counts_where_its_scores_fall_short(rubrics):
    records = [
        declined({"S1.1": "met", "S2.1": "partly", "S3.1": "not-met"}),
        declined({"S2.1": "not-met"}),
        declined({}),
        declined({"S2.1": "not-met"}, state="listed"),
    ]

    assert catalogue.declines_by_criterion(records, [], rubrics) == {"1.0": {"S2.1": 2}}


def test_a_hub_without_declines_counts_nothing(rubrics):
    assert catalogue.declines_by_criterion([], [], rubrics) == {"1.0": {}}


def test_a_criterion_that_is_not_in_the_standard_and_a_month_to_come_are_told(rubrics):
    text = """
- {rubric: "1.0", decided: 2027-01, criteria: [S2.2]}
"""
    known = catalogue.Known(day=date(2026, 12, 1), rubrics=rubrics)
    _, problems = catalogue.read_declines(typed(text, "declines", PATH), known)

    assert render_text(problems) == (
        "content/declines.yaml:2:48: error R007: standard 1.0 has no criterion 'S2.2'\n"
        "    mend: did you mean 'S2.1'? If not, write one of: S1.1, S2.1, S3.1, S4.1\n"
        "content/declines.yaml:2:28: error R015: 'decided' is 2027-01, after the day of this "
        "check, 2026-12-01\n"
        "    mend: write the month in which it was decided; if it is yet to come, wait with the "
        "entry"
    )


def test_a_decline_has_no_name_and_no_day():
    text = """
- {rubric: "1.0", decided: 2026-10-14, criteria: [S2.1], id: a-tool}
"""
    source, _ = read_yaml(text, PATH)
    _, problems = schema.check(source.root, "declines")

    assert render_text(problems) == (
        "content/declines.yaml:2:28: error S005: '2026-10-14' does not have the form of 'decided'\n"
        "    mend: write year and month, such as 2026-11\n"
        "content/declines.yaml:2:58: error S001: the key 'id' is not known\n"
        "    mend: delete it; known: rubric, decided, criteria"
    )
