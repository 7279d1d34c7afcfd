"""JSON-LD of a record; that it says what the page shows is tested in tests/build."""

import json
from datetime import date

import pytest
import yaml

from resource_hub import catalogue
from resource_hub.schema import Document
from resource_hub.source import read_yaml

GRADES = {"PK": 4, "K": 5, "1": 6, "12": 17}
WORDS = {
    "grades": {id_: {"id": id_, "label": f"Grade {id_}", "age": n} for id_, n in GRADES.items()}
}
ROW = {
    "id": "a-tool", "title": "A tool", "url": "https://www.example.org/a", "kind": "tool",
    "publisher": {"name": "Makers"}, "description": "Counts.", "why_listed": "It counts.",
    "relationship": "none", "audience": ["teacher"], "topics": ["rti"], "tiers": [1],
    "domains": ["academics"], "grades": {"from": "K", "to": "1"}, "languages": ["en"],
    "cost": "free", "license": "unspecified", "formats": ["web"], "added": "2026-01-05",
    "state": "proposed", "checked": {"level": "P", "date": "2026-01-06"},
    "evidence": {"level": "none-yet", "sources": []},
}  # fmt: skip
CERTIFIED = {
    "state": "certified",
    "vetting": {
        "rubric": "1.0",
        "reviewers": [{"role": "teacher", "conflict": "none"}],
        "scores": {"S1.1": "met"},
        "decision": "certify",
        "decided": "2026-02-01",
        "review_by": "2027-02-01",
        "valid_until": "2028-02-01",
        "claim": "It counts.",
    },
}


def text_of(day: date | None = None, site: str = "", **fields) -> str:
    row = {**ROW, **fields}
    source, _ = read_yaml(yaml.safe_dump([row]), "resources.yaml")
    records, _ = catalogue.read_catalogue(Document(source, [row]))
    (one,) = catalogue.shelf_of(records, WORDS, day)
    return catalogue.json_ld(one, catalogue.Place(WORDS, site, "An association"))


def nodes_of(day: date | None = None, site: str = "", **fields) -> dict[str, dict]:
    graph = json.loads(text_of(day, site, **fields))["@graph"]
    return {node["@type"] if isinstance(node["@type"], str) else "resource": node for node in graph}


def test_nothing_in_a_text_ends_the_element_it_stands_in():
    text = text_of(title="</script><script>alert(1)</script> & <!--")

    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text)["@graph"][0]["name"].startswith("</script>")


def test_without_an_address_the_hub_names_none():
    nodes = nodes_of()

    assert "mainEntityOfPage" not in nodes["resource"]
    assert not {"@id", "url"} & nodes["WebPage"].keys()


def test_with_an_address_the_resource_and_its_page_keep_apart():
    nodes = nodes_of(site="https://hub.example/x/")

    page = "https://hub.example/x/resources/a-tool/"
    assert nodes["WebPage"]["url"] == nodes["resource"]["mainEntityOfPage"] == page
    assert nodes["resource"]["url"] == "https://www.example.org/a"
    assert "creativeWorkStatus" not in nodes["resource"]


@pytest.mark.parametrize(
    ("cost", "free"),
    [("free", True), ("paid", False), ("mixed", None), ("free-registration", None)],
)
def test_only_what_is_wholly_free_is_called_free(cost, free):
    assert nodes_of(cost=cost)["resource"].get("isAccessibleForFree") is free


@pytest.mark.parametrize(
    ("id_", "address"),
    [
        ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("MIT", "https://spdx.org/licenses/MIT.html"),
        ("unspecified", None),
        ("public-domain-us-gov", None),
        ("LicenseRef-all-rights-reserved", None),
    ],
)
def test_only_a_license_with_an_address_is_named(id_, address):
    assert nodes_of(license=id_)["resource"].get("license") == address


@pytest.mark.parametrize(
    ("fields", "types"),
    [
        ({"kind": "guidance"}, ["LearningResource"]),
        ({"kind": "dataset"}, ["LearningResource", "Dataset"]),
        ({"kind": "research-site"}, ["LearningResource", "WebSite"]),
        ({"kind": "professional-learning"}, ["LearningResource"]),
        ({"kind": "professional-learning", "formats": ["module"]}, ["LearningResource", "Course"]),
        ({"kind": "assessment", "formats": ["app", "pdf"]}, ["LearningResource", "WebApplication"]),
    ],
)
def test_a_kind_gets_a_type_only_where_all_of_that_kind_are_one(fields, types):
    assert nodes_of(**fields)["resource"]["@type"] == types


@pytest.mark.parametrize(
    ("grades", "span", "ages"),
    [
        ({"from": "K", "to": "1"}, "Grades K to 1", "5-7"),
        ({"from": "PK", "to": "12"}, "Preschool to grade 12", "4-18"),
        ({"from": "1", "to": "1"}, "Grade 1", "6-7"),
    ],
)
def test_ages_are_those_from_the_start_of_the_first_grade_to_the_end_of_the_last(
    grades, span, ages
):
    resource = nodes_of(grades=grades)["resource"]

    assert (resource["educationalLevel"], resource["typicalAgeRange"]) == (span, ages)


def test_a_proposal_has_no_review():
    assert nodes_of().keys() == {"WebPage", "resource"}


def test_a_review_names_criteria_and_gives_no_stars():
    review = nodes_of(date(2026, 3, 1), **CERTIFIED)["Review"]

    assert review["reviewAspect"] == ["S1.1"]
    assert "reviewRating" not in review


def test_a_certification_is_named_to_its_last_day():
    last = nodes_of(date(2028, 2, 1), **CERTIFIED)
    after = nodes_of(date(2028, 2, 2), **CERTIFIED)

    assert last["Certification"]["expires"] == "2028-02-01"
    assert "Certification" not in after
    assert "Review" in after


def test_of_what_was_withdrawn_no_review_is_named():
    withdrawn = {**CERTIFIED["vetting"], "decision": "withdraw", "reason": "Gone."}

    assert nodes_of(state="withdrawn", vetting=withdrawn).keys() == {"WebPage", "resource"}
