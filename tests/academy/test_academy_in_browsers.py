"""What the academy's modules work out, run in Node as the site serves them."""

from pathlib import Path

import pytest
import yaml

HERE = Path(__file__).parent


def cases(name: str):
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


# Progress ------------------------------------------------------------------------------------


def test_what_was_kept_is_read_and_what_is_damaged_is_left_out(node):
    given = cases("kept.yaml")

    found = node(*(["readKept", case["text"]] for case in given))

    assert found == [case["kept"] for case in given]


def test_what_is_written_is_read_back_and_nothing_is_kept_of_nothing(node):
    empty = {"done": {}, "name": ""}
    some = {"done": {"b/x": "2026-01-02", "a/y": "2026-01-01"}, "name": "A. Reader"}

    first, nothing = node(["writeKept", some], ["writeKept", empty])

    assert first == '{"done":{"a/y":"2026-01-01","b/x":"2026-01-02"},"name":"A. Reader"}'
    assert nothing == ""
    assert node(["readKept", first]) == [some]


def test_a_mark_is_set_and_taken_away_and_the_others_stay(node):
    kept = {"done": {"a/x": "2026-01-01"}, "name": "N"}

    both, none = node(["marked", kept, "a/y", "2026-01-02"], ["marked", kept, "a/x", ""])

    assert both == {"done": {"a/x": "2026-01-01", "a/y": "2026-01-02"}, "name": "N"}
    assert none == {"done": {}, "name": "N"}


def test_the_count_is_said_in_words(node):
    counts = [(0, 7), (3, 7), (7, 7), (1, 1)]

    assert node(*(["countLine", *count] for count in counts)) == [
        "0 of 7 lessons done",
        "3 of 7 lessons done",
        "All 7 lessons done",
        "1 of 1 lesson done",
    ]  # fmt: skip


def test_a_lesson_is_done_on_the_day_where_the_reader_is(node):
    late = "2026-12-31T23:30:00Z"

    assert node(["dayAt", late], zone="Pacific/Auckland") == ["2027-01-01"]
    assert node(["dayAt", late], zone="America/New_York") == ["2026-12-31"]
    assert node(["sayDay", "2027-01-01"]) == ["1 January 2027"]


@pytest.mark.parametrize("case", cases("pace.yaml"), ids=lambda case: case["why"])
def test_weeks_of_a_pace(node, case):
    assert node(["weeksFor", case["lessons"], case["minutes"]]) == [case["weeks"]]


def test_a_pace_is_said_in_words(node):
    assert node(["paceLine", [12, 15], 20], ["paceLine", [12, 15], 30]) == [
        "With 20 minutes a week: 2 weeks",
        "With 30 minutes a week: 1 week",
    ]


# The plan ------------------------------------------------------------------------------------

PLAN = {
    "id": "path-school",
    "title": "Décider; agir",
    "host": "hub.example",
    "lessons": [
        {
            "id": "one", "title": "One page, three levels", "objective": "Say what each tier is",
            "minutes": 12, "url": "https://hub.example/academy/path-school/one/",
        },
        {
            "id": "two", "title": "Ein Wort, das mit Umlauten gefüllt ist: äöüäöüäöü",
            "objective": "Back\\slash", "minutes": 15,
            "url": "https://hub.example/academy/path-school/two/",
        },
    ],
}  # fmt: skip


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Pacific/Kiritimati"])
def test_weeks_are_seven_days_apart_wherever_the_reader_is(node, zone):
    given = cases("weeks.yaml")

    found = node(*(["weeksFrom", case["start"], case["weeks"]] for case in given), zone=zone)

    assert found == [case["days"] for case in given]


def test_a_day_is_said_with_its_weekday(node):
    assert node(["sayShort", "2028-02-29"], zone="America/New_York") == ["Tue 29 Feb 2028"]


def test_the_calendar_is_the_same_to_the_byte(node):
    (made,) = node(["calendarOf", PLAN, "2028-12-26"])
    (again,) = node(["calendarOf", PLAN, "2028-12-26"], zone="Pacific/Kiritimati")

    expected = (HERE / "calendar.ics").read_text(encoding="utf-8").replace("\n", "\r\n")
    assert made == expected
    assert again == made


def test_every_line_of_the_calendar_has_at_most_75_octets_and_unfolds(node):
    long = {**PLAN["lessons"][0], "title": "ä€😀, " * 40}
    (made,) = node(["calendarOf", {**PLAN, "lessons": [long]}, "2027-01-11"])

    lines = made.encode().split(b"\r\n")
    assert lines.pop() == b""
    assert max(map(len, lines)) <= 75
    assert all(line.decode() for line in lines)  # no character is cut
    assert "\n" not in made.replace("\r\n", "")
    summary = "ä€😀\\, " * 40
    assert f"SUMMARY:Lesson 1 of 1: {summary}\r\n" in made.replace("\r\n ", "")


def test_another_first_day_is_another_plan(node):
    first, second = node(["calendarOf", PLAN, "2027-01-11"], ["calendarOf", PLAN, "2027-01-18"])

    assert uids(first) != uids(second)
    assert len(set(uids(first))) == 2


def uids(calendar: str) -> list[str]:
    return [line for line in calendar.split("\r\n") if line.startswith("UID:")]
