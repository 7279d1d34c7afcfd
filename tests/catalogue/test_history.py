"""What happened to a record, from its own dates."""

from pathlib import Path

import pytest
import yaml

from resource_hub import catalogue
from resource_hub.schema import Document
from resource_hub.source import read_yaml

CASES = yaml.safe_load((Path(__file__).parent / "history.yaml").read_text(encoding="utf-8"))
ROW = {
    "id": "a-tool", "title": "A tool", "url": "https://www.example.org/a", "kind": "tool",
    "publisher": {"name": "Makers"}, "description": "Counts.", "why_listed": "It counts.",
    "relationship": "none", "audience": ["teacher"], "topics": ["rti"], "tiers": [1],
    "domains": ["academics"], "grades": {"from": "K", "to": "1"}, "languages": ["en"],
    "cost": "free", "license": "unspecified", "formats": ["web"], "added": "2026-01-05",
    "state": "proposed", "checked": {"level": "P", "date": "2026-01-06"},
    "evidence": {"level": "none-yet", "sources": []},
}  # fmt: skip
VETTING = {"rubric": "1.0", "reviewers": [{"role": "teacher", "conflict": "none"}]}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_what_happened_follows_from_the_dates_of_a_record(case):
    row = {**ROW, **case["record"]}
    if "vetting" in row:
        row["vetting"] = {**VETTING, **row["vetting"]}
    source, _ = read_yaml(yaml.safe_dump([row]), "resources.yaml")
    (record,), _ = catalogue.read_catalogue(Document(source, [row]))

    told = [f"{event.day} {event.kind} {event.number}: {event.text}".rstrip(": ")
            for event in catalogue.history_of(record)]  # fmt: skip

    assert told == case["told"]
