"""Records on a shelf, made from rows that say only what a test is about."""

from pathlib import Path

import pytest
import yaml

from resource_hub import catalogue
from resource_hub.catalogue.shelf import shelf_of
from resource_hub.dates import parse_date
from resource_hub.schema import Document
from resource_hub.source import read_yaml

ROOT = Path(__file__).parents[2]
BASE = {
    "id": "a-tool",
    "title": "A tool",
    "url": "https://www.example.org/a",
    "kind": "tool",
    "publisher": {"name": "Makers"},
    "description": "Counts words.",
    "why_listed": "Teams can count words.",
    "relationship": "not-declared",
    "audience": ["teacher"],
    "topics": ["screening"],
    "tiers": [1, 2],
    "domains": ["academics"],
    "grades": {"from": "K", "to": "2"},
    "languages": ["en"],
    "cost": "free",
    "license": "unspecified",
    "formats": ["web"],
    "added": "2026-11-22",
    "state": "proposed",
    "checked": {"level": "C", "date": "2026-11-23"},
    "evidence": {"level": "none-yet", "sources": []},
}


@pytest.fixture(scope="session")
def lists() -> dict:
    """The vocabularies of the real hub, by list and id."""
    text = (ROOT / "content" / "vocabularies.yaml").read_text(encoding="utf-8")
    plain = yaml.safe_load(text)
    return {name: {str(term["id"]): term for term in terms} for name, terms in plain.items()}


@pytest.fixture(scope="session")
def shelf_with(lists):
    """Records of rows, as they stand on a day."""

    def make(*rows: dict, day: str = "2026-11-24"):
        text = yaml.safe_dump([{"id": row.get("id", "a-tool")} for row in rows])
        source, _ = read_yaml(text, "resources.yaml")
        records, _ = catalogue.read_catalogue(Document(source, [{**BASE, **row} for row in rows]))
        return shelf_of(records, lists, parse_date(day))

    return make
