"""The tables of fields and terms say what the schemas check."""

from pathlib import Path

import material
import pytest
from selectolax.lexbor import LexborHTMLParser

from resource_hub import fields, markup, schema
from resource_hub.rendering import Renderer

ICONS = Path(material.__file__).parent / "templates" / ".icons"
WORDS = {
    "topics": {
        "teams": {"label": "Teams", "definition": "How teams meet.", "broader": "work"},
        "work": {"label": "Work <b>", "definition": "All of it."},
    },
    "grades": {"K": {"label": "Kindergarten", "age": 5}},
    "languages": {"en": {"label": "English"}},
}


def rendered(page) -> LexborHTMLParser:
    renderer = Renderer(ICONS, WORDS, markup.render, markup.render_inline)
    return LexborHTMLParser(renderer.body(page))


def words(node) -> str:
    return " ".join(node.text().split())


def rows(tree, heading: str) -> dict[str, list[str]]:
    table = tree.css_first(f'[aria-labelledby="{heading}"] table')
    cells = [[words(cell) for cell in row.css("th, td")] for row in table.css("tbody tr")]
    return {row[0]: row[1:] for row in cells}


@pytest.fixture(scope="module")
def files():
    return {file.id: file for file in fields.read_files()}


def test_every_schema_of_a_file_has_its_table(files):
    schemas = {path.name.removesuffix(".schema.json") for path in schema.FOLDER.glob("*.json")}

    assert set(files) == schemas - {"common"}


def test_every_field_says_what_it_holds(files):
    silent = [f"{f.id}: {one.name}" for f in files.values() for one in f.fields if not one.holds]

    assert silent == []


def test_fields_of_fields_lists_and_chosen_names_are_told_apart(files):
    of_records = {one.name for one in files["resources"].fields}
    of_guides = {one.name for one in files["guide"].fields}

    assert {"evidence.level", "elsewhere[].rating", "vetting.reviewers[].role"} <= of_records
    assert {"nodes.<name>.ask", "outcomes.<name>.do"} <= of_guides


def test_a_row_says_form_terms_and_need(files):
    page = fields.fields_page([files["resources"]], ["topics"])
    told = rows(rendered(page), "resources")

    assert told["idneeded"][1] == "text, at most 80 characters, such as reading-screener"
    assert told["publisher.kind"] == [
        "What kind of body it is; left out if it cannot be told.",
        "text: company, nonprofit, government, university",
    ]
    assert told["topicsneeded"][1] == "a list: terms"
    assert told["addedneeded"][1] == "a day, such as 2026-11-22"
    assert told["evidence.sourcesneeded"][1] == "a list: citekeys of references.bib"


def test_a_field_leads_to_its_terms(files):
    tree = rendered(fields.fields_page([files["resources"]], ["topics"]))

    links = {a.attributes["href"] for a in tree.css("table a")}
    assert links == {"../../vocabulary/#topics"}


def test_terms_are_listed_with_what_is_written_and_what_it_means():
    tree = rendered(fields.vocabulary_page(WORDS))

    assert rows(tree, "topics") == {
        "Teams": ["How teams meet.", "teams"],
        "Work <b>": ["All of it.", "work"],
    }
    assert rows(tree, "grades") == {"Kindergarten": ["Usual age 5 to 6.", "K"]}
    assert rows(tree, "languages") == {"English": ["", "en"]}
