"""All claims for programs: /api/v1/claims.json and its schema."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from resource_hub.evidence.publishing import SCHEMA, published_claims, published_work
from resource_hub.loading import Hub, load_hub


@pytest.fixture(scope="module")
def published(real_site: Path) -> list[dict[str, Any]]:
    """The claims of the real site."""
    return json.loads((real_site / "api/v1/claims.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def hub(root: Path) -> Hub:
    """The real hub."""
    return load_hub(root)


def test_the_schema_is_valid_and_describes_every_field():
    whole = json.loads(SCHEMA.read_text(encoding="utf-8"))

    Draft202012Validator.check_schema(whole)
    fields = [field for one in whole["$defs"].values() for field in one["properties"].values()]
    assert all(field["description"].endswith(".") for field in fields)


def test_the_schema_stands_beside_the_claims(real_site):
    beside = real_site / "api/v1/schemas/claims.schema.json"

    assert beside.read_bytes() == SCHEMA.read_bytes()


def test_the_claims_fit_their_schema(published):
    validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))

    assert [fault.message for fault in validator.iter_errors(published)] == []


def test_every_claim_is_published_once_in_the_order_of_its_page(published, hub):
    ordered = sorted(hub.summaries, key=lambda summary: summary.url)

    assert [claim["id"] for claim in published] == [
        f"{summary.url}#{claim.id}" for summary in ordered for claim in summary.claims
    ]


def test_a_claim_says_what_its_page_says(published):
    claim = next(one for one in published if one["id"] == "evidence/does-mtss-work/#c3")

    assert claim == {
        "id": "evidence/does-mtss-work/#c3",
        "page": "evidence/does-mtss-work/",
        "state": "draft",
        "text": "The national evaluation found a negative result in grade 1 and none in grades 2 "
        "and 3.",
        "certainty": "high",
        "certainty_note": "strong for that question",
        "direction": "harms",
        "where": "Grades 1 to 3, 146 US schools, students near the cut score",
        "sources": [
            {
                "key": "balu2015evaluation",
                "locator": None,
                "entry": claim["sources"][0]["entry"],
                "notices": [],
            }
        ],
        "disputed_by": [
            {
                "key": "fuchs2017critique",
                "locator": None,
                "entry": claim["disputed_by"][0]["entry"],
                "notices": [],
            }
        ],
    }
    assert claim["sources"][0]["entry"].startswith("Balu, R., Zhu, P., Doolittle, F.")
    assert "<" not in claim["sources"][0]["entry"]


def test_every_claim_has_its_place_on_the_site(published, real_site):
    for claim in published:
        url, _, part = claim["id"].partition("#")
        page = (real_site / url / "index.html").read_text(encoding="utf-8")
        assert f'id="{part}"' in page, claim["id"]


def test_what_only_editors_see_is_not_published(published, hub):
    text = json.dumps(published, ensure_ascii=False)
    doubts = [work.fields["doubt"] for work in hub.references.values() if "doubt" in work.fields]

    assert doubts
    assert [doubt for doubt in doubts if doubt in text] == []


def test_a_locator_and_a_notice_stand_beside_their_work(root):
    summaries = load_hub(root / "tests" / "site").summaries
    notice = {"kind": "retraction", "date": "2026-03-14", "address": "https://a.example/"}

    def work(source):
        return published_work(
            source, lambda key: f"Entry of {key}", lambda key: [notice] if "one" in key else []
        )

    claims = published_claims(summaries, work)

    assert claims[0]["sources"] == [
        {"key": "doe2001one", "locator": None, "entry": "Entry of doe2001one", "notices": [notice]}
    ]
    assert claims[1]["sources"] == [
        {"key": "doe2001two", "locator": "p. 12", "entry": "Entry of doe2001two", "notices": []}
    ]
