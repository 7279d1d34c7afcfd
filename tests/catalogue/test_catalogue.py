from pathlib import Path

import material
import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from resource_hub import catalogue, markup, schema
from resource_hub.problems import Location, render_text
from resource_hub.rendering import Renderer
from resource_hub.schema import Document
from resource_hub.source import read_yaml

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ICONS = Path(material.__file__).parent / "templates" / ".icons"
WORDS = {
    name: {str(term["id"]): term for term in terms}
    for name, terms in yaml.safe_load(
        (ROOT / "content" / "vocabularies.yaml").read_text(encoding="utf-8")
    ).items()
    if isinstance(terms, list)
}
REST = {
    "kind": "tool",
    "publisher": {"name": "Makers of tools"},
    "description": "Counts words.",
    "why_listed": "Teams can count words.",
    "relationship": "not-declared",
    "audience": ["teacher"],
    "topics": ["tier-2"],
    "tiers": [1, 2],
    "domains": ["academics"],
    "grades": {"from": "K", "to": "5"},
    "languages": ["en"],
    "cost": "free",
    "license": "unspecified",
    "formats": ["web"],
    "added": "2026-11-22",
    "state": "proposed",
    "checked": {"level": "C", "date": "2026-11-23"},
    "evidence": {"level": "none-yet", "sources": []},
}
VETTING = {
    "rubric": "1.0",
    "reviewers": [
        {"role": "researcher", "conflict": "none"},
        {"role": "teacher", "conflict": "none"},
    ],
    "scores": {},
    "decision": "list",
    "decided": "2026-11-22",
    "review_by": "2027-11-22",
}
RECORD = {"id": "a-tool", "title": "A tool", "url": "https://www.example.org/a", **REST}


def read(*rows: dict):
    """Records of rows that say only what a test is about."""
    text = yaml.safe_dump([{"id": row["id"]} for row in rows])
    source, _ = read_yaml(text, "resources.yaml")
    return catalogue.read_catalogue(Document(source, list(rows)))


def record_of(**fields) -> catalogue.ResourceRecord:
    (record,), problems = read({**RECORD, **fields})
    assert not problems
    return record


def pages_of(records, day=None):
    shelf = catalogue.shelf_of(records, WORDS, day)
    (listing, *_) = catalogue.listing_pages(
        shelf, vocabularies=WORDS, origin=Location("resources.yaml")
    )
    return [
        listing,
        *catalogue.record_pages(shelf, vocabularies=WORDS, around=catalogue.Surroundings()),
    ]


def rendered(page) -> LexborHTMLParser:
    return LexborHTMLParser(Renderer(ICONS, WORDS, markup.render, markup.render_inline).body(page))


def words(node) -> str:
    return " ".join(node.text().split())


def facts(tree, selector: str = ".hub-spec") -> dict[str, str]:
    """Terms and values of a list of facts."""
    return {
        words(row.css_first("dt")): words(row.css_first("dd"))
        for row in tree.css_first(selector).css("div")
    }


@pytest.fixture(scope="module")
def real():
    source, problems = read_yaml(
        (ROOT / "resources.yaml").read_text(encoding="utf-8"), "resources.yaml"
    )
    plain, found = schema.check(source.root, "resources")
    assert not [*problems, *found]
    return catalogue.read_catalogue(Document(source, plain))


# Values


@pytest.mark.parametrize(
    ("low", "high", "all"),
    [("PK", "1", ("PK", "K", "1")), ("9", "12", ("9", "10", "11", "12")), ("K", "K", ("K",))],
)
def test_grades_are_all_from_the_lowest_to_the_highest(low, high, all):
    record = record_of(grades={"from": low, "to": high})

    assert catalogue.grades_of(record, list(WORDS["grades"])) == all


def test_a_record_knows_its_page_its_host_and_whether_it_was_seen():
    record = record_of()

    assert (record.address, record.host) == ("resources/a-tool/", "example.org")
    assert record.confirmed
    assert not record_of(checked={"level": "P", "date": "2026-11-23"}).confirmed


# The real catalogue


def test_the_real_records_read_without_problems(real):
    records, problems = real

    assert render_text(problems) == ""
    assert len(records) == len({record.id for record in records}) == 100


def test_every_real_kind_has_an_icon_of_its_own(real):
    assert set(WORDS["kinds"]) == set(catalogue.ICONS)
    assert len(set(catalogue.ICONS.values())) == len(catalogue.ICONS)
