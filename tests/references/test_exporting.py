"""Works as BibTeX, RIS and CSL-JSON: by the specifications, and what is for editors left out."""

import json
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from resource_hub.citations import pandoc
from resource_hub.citations.bibliography import read_bibliography
from resource_hub.citations.exporting import (
    RIS_TYPES,
    addresses_of,
    bibtex,
    csl_json,
    files_of,
    plain_item,
    read,
    ris,
    tex,
)
from resource_hub.citations.repairs import repair_items

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "ris.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def bibliography(root):
    return (root / "references.bib").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def items(bibliography):
    references = {r.key: r for r in read_bibliography(bibliography, "references.bib")[0]}
    return repair_items(pandoc.to_csl(bibliography), references)


# RIS -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=[case["why"][:60] for case in CASES])
def test_ris_is_as_its_specification_says(case):
    assert ris([case["item"]]) == "".join(line + "\r\n" for line in case["ris"])


def test_records_follow_one_another_without_a_blank_line():
    two = ris([{"type": "book", "title": "A"}, {"type": "book", "title": "B"}])

    assert two == (
        "TY  - BOOK\r\nT1  - A\r\nER  - \r\nTY  - BOOK\r\nT1  - B\r\nER  - \r\n"
    )  # fmt: skip


_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(
    st.dictionaries(
        st.sampled_from(["title", "container-title", "publisher", "DOI", "URL", "page", "genre"]),
        _texts,
    ),
    st.lists(st.fixed_dictionaries({"family": _texts, "given": _texts}), max_size=3),
    st.sampled_from([*RIS_TYPES, "nothing known"]),
)
def test_whatever_the_values_each_line_is_one_tag_and_a_record_ends_once(values, people, kind):
    written = ris([{"type": kind, "author": people, **values}])

    assert written.endswith("\r\n")
    lines = written[:-2].split("\r\n")
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    assert [line[:2] for line in lines].count("TY") == 1
    assert [line[:2] for line in lines].count("ER") == 1
    assert len(written.splitlines()) == len(lines)  # by every sign that Python takes for a line end


# CSL-JSON ------------------------------------------------------------------------------------


def test_csl_json_holds_variables_of_csl_alone():
    item = {
        "id": "a", "type": "book", "title": "<i>T</i>", "keyword": "contested",
        "annote": "x", "hub-doubt": "wrong", "author": [{"family": "D"}],
    }  # fmt: skip

    assert json.loads(csl_json([item])) == [
        {"id": "a", "type": "book", "author": [{"family": "D"}], "title": "<i>T</i>"}
    ]


def test_guards_of_capital_letters_stand_in_titles_alone():
    guarded = 'On <span class="nocase">SEL</span>'
    item = {"id": "a", "type": "book", "title": guarded, "container-title": guarded}

    (kept,) = json.loads(csl_json([item]))
    assert (kept["title"], kept["container-title"]) == (guarded, "On SEL")


def test_csl_json_comes_back_from_pandoc_as_it_went(items):
    kept = json.loads(csl_json(items))

    assert [item["id"] for item in kept] == [item["id"] for item in items]
    again = json.loads(pandoc._run(["-f", "csljson", "-t", "csljson"], csl_json(items)))
    assert {i["id"]: (i["type"], len(i.get("author", []))) for i in again} == {
        i["id"]: (i["type"], len(i.get("author", []))) for i in kept
    }


def test_plain_texts_lose_markup_and_keep_all_else():
    title = 'On <span class="nocase">iPads</span> & <b>a</b> < b'

    assert plain_item({"title": title, "author": [{"family": "<i>X</i>"}]}) == {
        "title": "On iPads & a < b",
        "author": [{"family": "X"}],
    }


# BibTeX --------------------------------------------------------------------------------------

SMALL = """@string{jrn = "Journal of Tests"}
@string{unused = "Nothing"}

% a remark of an editor
@article{doe2001,
  author = {{A Team} and Doe, J{\\'e}},
  title = {The {SEL} of #1},
  journal = jrn # " (Part B)",
  month = jan,
  Keywords = {contested},
  finding = {Found it.},
  design = {trial},
  confirmation = {seen},
  confirmationlevel = {S},
  doubt = {year wrong?},
}

@incollection{kid2002, title = {Kid}, crossref = {mother2002}}

@book{mother2002, title = {Mother}, publisher = "House"}
"""


def test_an_entry_is_given_as_it_is_written_without_what_is_for_editors():
    assert bibtex(read(SMALL), ["doe2001"]) == (
        '@string{jrn = "Journal of Tests"}\n\n'
        "@article{doe2001,\n"
        "  author = {{A Team} and Doe, J{\\'e}},\n"
        "  title = {The {SEL} of #1},\n"
        '  journal = jrn # " (Part B)",\n'
        "  month = jan,\n"
        "}\n"
    )


def test_an_entry_brings_along_the_one_it_takes_fields_from():
    assert bibtex(read(SMALL), ["kid2002"]) == (
        "@incollection{kid2002,\n  title = {Kid},\n  crossref = {mother2002},\n}\n\n"
        '@book{mother2002,\n  title = {Mother},\n  publisher = "House",\n}\n'
    )


def test_pandoc_reads_our_bibtex_as_it_reads_the_file(bibliography):
    whole = {item["id"]: item for item in pandoc.to_csl(bibliography)}
    ours = pandoc.to_csl(bibtex(read(bibliography), whole))

    for item in whole.values():
        item.pop("keyword", None)
    assert {item["id"]: item for item in ours} == whole


@given(_texts)
def test_any_text_can_be_a_value_in_bibtex(text):
    written = f"@misc{{a-2026,\n  title = {{{{{tex(text)}}}}},\n}}\n"

    entries = read(written).entries
    assert [entry.key for entry in entries] == ["a-2026"]
    assert [field.key for field in entries[0].fields] == ["title"]


# Files ---------------------------------------------------------------------------------------


def test_every_work_has_its_three_files_and_all_are_in_one(bibliography, items):
    files = files_of(bibliography, items)

    assert len(files) == 3 + 3 * len(items)
    assert files["references/references.ris"].count("TY  - ") == len(items)
    assert len(json.loads(files["references/references.json"])) == len(items)
    assert len(read(files["references/references.bib"]).entries) == len(items)
    assert files["references/balu2015evaluation/balu2015evaluation.ris"].startswith("TY  - RPRT")


def test_nothing_that_editors_note_for_themselves_is_in_any_file(bibliography, items):
    files = files_of(bibliography, items)
    references, _ = read_bibliography(bibliography, "references.bib")
    noted = {
        value
        for reference in references
        for name, value in reference.fields.items()
        if name in ("confirmation", "doubt", "finding") and len(value) > 30
    }

    assert len(noted) > 200
    for address, text in files.items():
        assert not re.search(r"confirmation|doubt|keyword|UNCONFIRMED", text), address
        assert not any(value in text for value in noted), address


def test_a_law_stays_a_law_after_the_repairs(items):
    (law,) = [item for item in items if item["id"] == "idea2004"]

    assert ris([law]).startswith("TY  - STAT\r\nPY  - 2004\r\nT1  - Individuals with Disabilities")


def test_a_citekey_with_a_slash_makes_no_folder():
    assert addresses_of("a/b:c") == {
        "bib": "references/a/b:c/a-b:c.bib",
        "ris": "references/a/b:c/a-b:c.ris",
        "json": "references/a/b:c/a-b:c.json",
    }
