"""Records close by: what they share, the rare before the common, with the reason in words."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from resource_hub.catalogue import Shelved, related, shelf_of
from resource_hub.catalogue.related import MOST, Neighborhood
from resource_hub.loading import load_hub

CASES = yaml.safe_load(Path(__file__).with_name("related.yaml").read_text(encoding="utf-8"))
TOPICS = {
    "data": {"label": "Data"},
    "screening": {"label": "Universal screening", "broader": "data"},
    "fidelity": {"label": "Fidelity", "broader": "data"},
    "rti": {"label": "RTI", "broader": "data"},
}


def around(shelf: list[Shelved], topics=TOPICS) -> dict[str, list[tuple[str, str]]]:
    """Ids of the records around each one, with the reasons."""
    near = Neighborhood(shelf, topics)
    return {
        one.record.id: [(close.record.id, close.reason) for close in near.around(one)]
        for one in shelf
    }


@pytest.fixture(scope="module")
def hub(root):
    return load_hub(root / "tests" / "site")


@pytest.fixture(scope="module")
def shelve(hub):
    """Records like one of the small hub, with other fields, on a shelf."""
    pattern = next(record for record in hub.records if record.id == "wall-chart")

    def shelf(rows: dict[str, dict]) -> list[Shelved]:
        records = [
            replace(
                pattern,
                id=id_,
                title=row.get("title", id_.upper()),
                topics=tuple(row["topics"]),
                kind=row.get("kind", "tool"),
                state=row.get("state", "listed"),
                publisher=replace(pattern.publisher, name=row.get("publisher", f"Maker {id_}")),
                grades=tuple(row.get("grades", ("K", "3"))),
                same_address_as=row.get("same_address_as", ""),
                vetting=replace(pattern.vetting, successor=row.get("successor", "")),
            )
            for id_, row in rows.items()
        ]
        return shelf_of(records, hub.vocabularies, None)

    return shelf


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_records_close_by_are_told_with_the_reason(shelve, case):
    found = around(shelve(case["records"]))[case["of"]]

    assert [f"{id_}: {reason}" for id_, reason in found] == case["told"]


def test_what_is_left_out_early_could_not_be_among_the_closest(root, monkeypatch):
    real = load_hub(root)
    shelf = shelf_of(real.records, real.vocabularies, None)
    told = around(shelf, real.vocabularies["topics"])

    monkeypatch.setattr(related, "LIKENESS", 1000)  # nothing is left out early
    assert around(shelf, real.vocabularies["topics"]) == told


def test_no_page_names_more_than_a_few(shelve):
    near = around(shelve({f"r{n}": {"topics": ["rti"]} for n in range(9)}))

    assert {len(found) for found in near.values()} == {MOST}


def test_the_order_of_the_file_changes_nothing(hub):
    shelf = shelf_of(hub.records, hub.vocabularies, None)
    topics = hub.vocabularies["topics"]

    assert around(shelf, topics) == around(shelf[::-1], topics)
