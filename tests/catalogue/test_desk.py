"""What readers choose: the functions of the browser, run in Node, and the pages that need them."""

import csv
import io
from pathlib import Path

import pytest
import yaml

from resource_hub.catalogue import desk_pages

RUN = Path(__file__).with_name("run.mjs")
CASES = yaml.safe_load(Path(__file__).with_name("desk.yaml").read_text(encoding="utf-8"))
HOSTILE = ['=cmd|"/c calc"!A1', "@x", "+1", "-1", "\t=1", "\r=1", 'a "b", c', "a\r\nb", "ü", ""]
FIELDS = ("title", "publisher", "url", "cost", "level", "state", "checked", "page", "why")


@pytest.fixture(scope="module")
def given(node):
    return node(*(case["call"] for case in CASES))


@pytest.mark.parametrize("place", range(len(CASES)), ids=[case["why"] for case in CASES])
def test_case(given, place):
    assert given[place] == CASES[place]["gives"]


def test_a_csv_file_is_read_back_and_no_cell_of_it_is_a_formula(node):
    rows = [dict.fromkeys(FIELDS, text) for text in HOSTILE]

    [written] = node(["csvOf", rows])

    head, *cells = csv.reader(io.StringIO(written.removeprefix("\ufeff"), newline=""))
    assert len(head) == 8
    for text, row in zip(HOSTILE, cells, strict=True):
        assert {cell.removeprefix("'") for cell in row} == {text}
        assert not any(cell[:1] in tuple("=+-@\t\r") and cell for cell in row)


def test_an_address_of_a_choice_is_read_back(node):
    ids = [f"resource-{n}" for n in range(200)]

    [address] = node(["addressOf", "https://hub.example/list/", ids])
    [read] = node(["idsIn", address.partition("list/")[2], 500])

    assert read == {"asked": True, "ids": ids, "over": [], "wrong": []}


def test_both_pages_bring_their_script_and_stay_out_of_search():
    pages = {page.url: page for page in desk_pages()}

    assert [page.scripts for page in pages.values()] == [
        ("assets/desk/compare.mjs",),
        ("assets/desk/list.mjs",),
    ]
    assert not any(page.searched for page in pages.values())
