"""Facets: what a choice finds, in the browser's functions (run in Node) and in a naive twin."""

import json
import re
from itertools import chain
from pathlib import Path
from random import Random
from unicodedata import combining, normalize

import pytest
import yaml

from resource_hub import catalogue, schema
from resource_hub.catalogue.facets import FACETS, choices_of, counts_of
from resource_hub.catalogue.indexing import index_json
from resource_hub.catalogue.ordering import SORTS, in_order
from resource_hub.catalogue.shelf import shelf_of
from resource_hub.dates import parse_date
from resource_hub.schema import Document
from resource_hub.source import read_yaml

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CASES = yaml.safe_load((HERE / "facets.yaml").read_text(encoding="utf-8"))
STATES = yaml.safe_load((HERE / "states.yaml").read_text(encoding="utf-8"))
RECORDS, LABELS = CASES["records"], CASES["labels"]
VETTING = {
    "rubric": "1.0",
    "reviewers": [],
    "scores": {},
    "decision": "list",
    "decided": "2026-11-22",
    "review_by": "2027-11-22",
}


@pytest.fixture(scope="module")
def real(lists):
    """The shelf of the real hub, and its data for the browser."""
    source, _ = read_yaml((ROOT / "resources.yaml").read_text(encoding="utf-8"), "resources.yaml")
    plain, _ = schema.check(source.root, "resources")
    records, _ = catalogue.read_catalogue(Document(source, plain))
    found = shelf_of(records, lists, parse_date("2026-11-24"))
    return found, json.loads(index_json(found, lists, parse_date("2026-11-24")))


def values_in(row: dict) -> dict[str, list[str]]:
    """The values of a record of facets.yaml by facet."""
    names = [*LABELS, *({"state"} & set(row))]
    return {name: [row[name]] if isinstance(row[name], str) else row[name] for name in names}


def texts_in(row: dict) -> list[str]:
    """All that words may be found in."""
    topics = [LABELS["topic"][topic] for topic in row["topic"]]
    return [row["title"], row["publisher"], row["description"], *topics]


def data_of_cases() -> dict:
    """The records of facets.yaml in the form of the index, with a state that all share."""
    facets = LABELS | {"state": {"proposed": "Proposed"}}
    rows = [{**record, "state": "proposed"} for record in RECORDS.values()]
    return {
        "day": "",
        "facets": {
            facet: {"label": facet.title(), "values": list(known.items())}
            for facet, known in facets.items()
        },
        "publishers": [record["publisher"] for record in rows],
        "id": list(RECORDS),
        "title": [record["title"] for record in rows],
        "by": list(range(len(rows))),
        "what": [record["description"] for record in rows],
        "checked": ["" for _ in rows],
        "dates": {},
        "values": {
            facet: [
                [list(known).index(value) for value in values_in(row)[facet]]
                for row in rows
            ]
            for facet, known in facets.items()
        },
        "orders": {},
    }  # fmt: skip


# The naive twin


def fits(values: dict, chosen: dict, *, leaving_out: str = "") -> bool:
    return all(
        facet == leaving_out or not some or set(some) & set(values[facet])
        for facet, some in chosen.items()
    )


def folded(text: str) -> list[str]:
    plain = "".join(c for c in normalize("NFKD", text.lower()) if not combining(c))
    return re.findall(r"[^\W_]+", re.sub(r"['’]", "", plain))


def holds(texts, wanted: str) -> bool:
    words = [word for text in texts for word in folded(text)]
    return all(any(word.startswith(one) for word in words) for one in folded(wanted))


def naive(rows, chosen: dict, known: dict) -> tuple[list, dict]:
    """Ids that fit, and counts: rows are (id, values by facet)."""
    found = [name for name, values in rows if fits(values, chosen)]
    counts = {
        facet: {
            value: sum(
                value in values[facet] and fits(values, chosen, leaving_out=facet)
                for _, values in rows
            )
            for value in values_known
        }
        for facet, values_known in known.items()
    }
    return found, counts


# What a choice finds


@pytest.fixture(scope="module")
def found_there(node):
    """What the browser's functions find for each case, by its name."""
    data = data_of_cases()
    asked = [
        {"data": data, "choice": {"values": case["choice"], "text": case.get("text", "")}}
        for case in CASES["cases"]
    ]
    answers = node(*(["asked", one] for one in asked))
    return {case["name"]: answer for case, answer in zip(CASES["cases"], answers, strict=True)}


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["name"])
def test_a_choice_finds(case, found_there):
    choice, text = case["choice"], case.get("text", "")
    rows = [(name, values_in(row)) for name, row in RECORDS.items() if holds(texts_in(row), text)]
    found, counts = naive(rows, choice, LABELS)
    answer = found_there[case["name"]]

    assert answer["found"] == found == case["found"]
    assert answer["count"] == len(case["found"])
    del answer["counts"]["state"]
    assert answer["counts"] == counts
    assert counts == case.get("counts", counts)
    if "without" in case:
        assert answer["without"] == case["without"]


def test_counts_of_the_real_hub_are_exact_for_any_choice(real, node):
    listed, data = real
    known = {facet: [value for value, _ in one["values"]] for facet, one in data["facets"].items()}
    rows = [(one.record.id, one.values) for one in in_order(listed)]
    random = Random(20261124)
    choices = [
        {
            facet: random.sample(known[facet], min(len(known[facet]), random.choice([1, 1, 2])))
            for facet in random.sample(list(known), random.choice([1, 2, 3]))
        }
        for _ in range(60)
    ]

    answers = node(*(["asked", {"data": data, "choice": {"values": one}}] for one in choices))

    for choice, answer in zip(choices, answers, strict=True):
        assert (answer["found"], answer["counts"]) == naive(rows, choice, known), choice


@pytest.mark.parametrize("text", ["screen", "universal screening", "reading k", "zzz", "IES", "ñ"])
def test_words_find_the_same_records_in_the_real_hub(text, real, lists, node):
    listed, data = real
    topics = lists["topics"]
    wanted = [
        one.record.id
        for one in in_order(listed)
        if holds(
            [
                one.record.title,
                one.record.publisher.name,
                one.record.description,
                *(topics[topic]["label"] for topic in one.values["topic"]),
            ],
            text,
        )
    ]

    (answer,) = node(["asked", {"data": data, "choice": {"text": text}}])

    assert answer["found"] == wanted


# Addresses


def test_an_address_holds_the_choice_and_what_is_not_there_is_told(node):
    asked = "?cost=paid&cost=free&cost=free&topic=%3Cb%3E&q=+two%20words&sort=size"
    asked += "&colour=red&utm_source=x"
    (answer,) = node(["chosenIn", data_of_cases(), asked])

    assert answer["choice"] == {
        "values": {"cost": ["free", "paid"]},
        "text": "two words",
        "sort": "evidence",
    }
    assert answer["strangers"] == [
        {"facet": "topic", "value": "<b>"},
        {"facet": "sort", "value": "size"},
        {"facet": "colour", "value": "red"},
    ]


def test_a_choice_is_written_in_the_order_of_the_facets_and_the_first_sort_is_not(node):
    choice = {"values": {"cost": ["free"], "topic": ["screening", "teams"]}, "text": " a b "}
    asked = {"data": data_of_cases(), "choice": choice}

    plain, sorted_ = node(["asked", asked], ["asked", {**asked, "choice": {"sort": "title"}}])

    assert plain["query"] == "?topic=screening&topic=teams&cost=free&q=a+b"
    assert plain["said"] == "Topic: Universal screening or Teams; Cost: Free; With the words “a b”."
    assert (sorted_["query"], sorted_["said"]) == ("?sort=title", "")


def test_the_line_of_the_count(node):
    lines = node(
        ["countLine", 100, 100, False], ["countLine", 1, 1, False], ["countLine", 27, 100, True],
        ["countLine", 0, 100, True],
    )  # fmt: skip

    assert lines == [
        "100 resources", "1 resource", "27 of 100 resources", "0 of 100 resources"
    ]  # fmt: skip


# Orders


def ids(found) -> list[str]:
    return [one.record.id for one in found]


def test_the_first_order_is_by_evidence_then_title_then_id(shelf_with):
    def row(id_, title, level):
        return {"id": id_, "title": title, "evidence": {"level": level, "sources": []}}

    found = shelf_with(
        row("h", "A", "negative"), row("g", "A", "no-effect"), row("f", "A", "not-applicable"),
        row("e", "A", "none-yet"), row("d", "A", "rationale"), row("c", "A", "promising"),
        row("b", "A", "moderate"), row("a3", "Zoo", "strong"), row("a2", "Übung", "strong"),
        row("a1", "Übung", "strong"),
    )  # fmt: skip

    assert ids(in_order(found)) == ["a1", "a2", "a3", "b", "c", "d", "e", "f", "g", "h"]


def test_other_orders_end_in_title_and_id(shelf_with):
    found = shelf_with(
        {"id": "x", "title": "B", "cost": "paid", "added": "2026-11-20"},
        {"id": "y", "title": "a", "cost": "mixed", "added": "2026-11-22"},
        {"id": "z", "title": "C", "cost": "free", "added": "2026-11-22"},
    )

    assert ids(in_order(found, "title")) == ["y", "x", "z"]
    assert ids(in_order(found, "free")) == ["z", "y", "x"]
    assert ids(in_order(found, "newest")) == ["y", "z", "x"]


@pytest.mark.parametrize("sort", SORTS)
def test_the_browser_lists_in_the_order_of_the_pages(sort, real, node):
    listed, data = real

    (answer,) = node(["asked", {"data": data, "choice": {"sort": sort}}])

    assert answer["found"] == ids(in_order(listed, sort))


# Values


@pytest.fixture
def choices(lists):
    def of(facet: str, found) -> list[tuple[str, str, int]]:
        (one,) = (one for one in FACETS if one.id == facet)
        made = choices_of(one, counts_of(s.values for s in found)[facet], lists)
        return [(choice.value, choice.label, choice.count) for choice in made]

    return of


def test_only_values_in_use_are_offered_in_the_order_of_their_list(shelf_with, choices):
    found = shelf_with({"cost": "paid"}, {"id": "b", "cost": "free"}, {"id": "c", "cost": "paid"})

    assert choices("cost", found) == [("free", "Free", 1), ("paid", "Paid", 2)]


def test_a_record_about_a_narrower_topic_counts_for_the_wider_one(shelf_with, choices):
    found = shelf_with({"topics": ["screening"]}, {"id": "b", "topics": ["assessment-and-data"]})

    assert choices("topic", found) == [
        ("assessment-and-data", "Assessment and data", 2),
        ("screening", "Universal screening", 1),
    ]


def test_narrower_topics_follow_their_wider_one_wherever_they_stand_in_the_list():
    (topic,) = (facet for facet in FACETS if facet.id == "topic")
    terms = {
        "b1": {"label": "B1", "broader": "b"},
        "a": {"label": "A"},
        "b": {"label": "B"},
        "a1": {"label": "A1", "broader": "a"},
    }

    made = choices_of(topic, dict.fromkeys(terms, 1), {"topics": terms})

    assert [choice.value for choice in made] == ["a", "a1", "b", "b1"]


def test_a_country_that_is_not_stated_is_said_last(shelf_with, choices):
    found = shelf_with(
        {}, {"id": "b", "jurisdiction": ["NZ"]}, {"id": "c", "jurisdiction": ["US", "ZW"]}
    )

    assert choices("country", found) == [
        ("US", "United States", 1), ("NZ", "New Zealand", 1), ("ZW", "ZW", 1),
        ("not-stated", "Not stated", 1),
    ]  # fmt: skip


def test_every_country_of_the_real_hub_has_a_name(real, lists):
    listed, _ = real
    used = set(chain.from_iterable(one.record.jurisdiction for one in listed))

    assert used <= set(lists["countries"])


def test_grades_say_the_usual_age(lists):
    (grade,) = (facet for facet in FACETS if facet.id == "grade")

    made = choices_of(grade, {"PK": 1, "2": 1}, lists)

    assert [(one.label, one.note) for one in made] == [
        ("Preschool", "age 4 to 5"), ("Grade 2", "age 7 to 8")
    ]  # fmt: skip


# States, on the day of the build and on the day of reading


@pytest.fixture(scope="module")
def states_there(node):
    """States as the browser derives them: on the day of a case, from what the build derived on
    that day but long before, and long after from both."""
    tasks = []
    for case in STATES:
        dates = case.get("review_by", ""), case.get("valid_until", "")
        for state, day in [
            (case["state"], case["day"]), (case["is"], "2000-01-01"), (case["is"], "2040-01-01"),
            (case["state"], "2040-01-01"),
        ]:  # fmt: skip
            tasks.append(["stateOn", state, *dates, day])
    found = iter(node(*tasks))
    return {case["why"]: [next(found) for _ in range(4)] for case in STATES}


@pytest.mark.parametrize("case", STATES, ids=lambda case: case["why"])
def test_a_state_follows_from_its_dates(case, shelf_with, states_there):
    dates = {name: case[name] for name in ("review_by", "valid_until") if name in case}
    undated = {k: v for k, v in VETTING.items() if k != "review_by"}
    vetting = {"vetting": {**undated, "named": True, **dates}}
    vetted = {} if case["state"] == "proposed" else vetting
    (one,) = shelf_with({"state": case["state"], **vetted}, day=case["day"])

    assert one.state == states_there[case["why"]][0] == case["is"]


@pytest.mark.parametrize("case", STATES, ids=lambda case: case["why"])
def test_what_the_build_derived_is_never_taken_back(case, states_there):
    _, before, after_derived, after_stored = states_there[case["why"]]

    assert before == case["is"]
    assert after_derived == after_stored


def test_today_is_the_day_of_the_readers_own_calendar(node):
    assert node(["dayOf", 2026, 10, 4, 23, 59], ["dayOf", 2027, 0, 1, 0, 0]) == [
        "2026-11-04", "2027-01-01"
    ]  # fmt: skip


def test_the_browser_counts_states_as_they_are_on_the_day_of_reading(shelf_with, lists, node):
    vetted = {"state": "listed", "vetting": VETTING}
    found = shelf_with(vetted, {"id": "b"}, {"id": "c", **vetted})
    data = json.loads(index_json(found, lists, parse_date("2026-11-24")))
    due = {"values": {"state": ["review-due"]}}

    days = ("2027-11-22", "2027-11-23", "1999-01-01")

    now, later, wrong_clock = node(
        *(["asked", {"data": data, "today": day, "choice": due}] for day in days)
    )

    assert now["found"] == wrong_clock["found"] == []
    assert later["found"] == ["a-tool", "c"]
    assert later["counts"]["state"] == {"proposed": 1, "listed": 0, "review-due": 2, "expired": 0}


# Words of cards


@pytest.mark.parametrize(
    ("roles", "words"),
    [
        (["Teacher"], "Teacher"),
        (["Teacher", "Coach"], "Teacher and coach"),
        (["Teacher", "Coach", "Family"], "Teacher, coach and family"),
        (["Teacher", "Coach", "Family", "Researcher"], "Teacher, coach and 2 more"),
    ],
)
def test_few_roles_are_named(roles, words, node):
    assert node(["few", roles]) == [words]


def test_a_day_is_said_in_words(node):
    assert node(["sayDate", "2026-11-02"], ["sayDate", ""]) == ["2 November 2026", ""]
