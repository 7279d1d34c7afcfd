from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from resource_hub.citations.bibliography import plain_title, read_bibliography
from resource_hub.citations.listing import check_keys
from resource_hub.problems import render_text, sort_problems

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases" / "bibliography").glob("*.yml"))
REAL = (HERE.parents[1] / "references.bib").read_text(encoding="utf-8")


def read(text: str):
    references, _ = read_bibliography(text, "references.bib")
    return {reference.key: reference for reference in references}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_problems_are_reported_word_for_word(case):
    wanted = yaml.safe_load(case.read_text(encoding="utf-8"))

    _, problems = read_bibliography(wanted["input"], "references.bib")

    assert render_text(sort_problems(problems)) == wanted["output"].rstrip("\n")


def test_every_code_has_a_case():
    outputs = "".join(yaml.safe_load(c.read_text(encoding="utf-8"))["output"] for c in CASES)

    assert all(f"B{n:03}:" in outputs for n in range(1, 10))


def test_an_entry_is_read_as_written():
    found = read(
        "% note\n\n@TechReport{one2001,\n  Title = {{A} \\& {B}  of\n    many},\n"
        "  year = 2001,\n  institution = {{One and Two}},\n  note = {{a} b {c}},\n}\n"
    )["one2001"]

    assert (found.kind, found.where.line) == ("techreport", 3)
    assert found.fields == {
        "title": "{A} \\& {B} of many",
        "year": "2001",
        "institution": "One and Two",
        "note": "{a} b {c}",
    }
    assert plain_title(found) == "A & B of many"


def test_a_title_for_lists_has_no_signs_of_bibtex():
    found = read(
        "@book{a, title = {The {NCEE} 4--9 \\% \\_x}, year = {2000}}\n@book{b, year = {1}}\n"
    )

    assert plain_title(found["a"]) == "The NCEE 4–9 % _x"
    assert plain_title(found["b"]) == "b"


def test_the_first_of_two_equal_fields_and_entries_counts():
    found = read(
        "@book{a, title = {One}, title = {Two}, year = {1}}\n"
        "@book{b, title = {Three}, year = {2}}\n@book{b, title = {Four}, year = {2}}\n"
    )

    assert (found["a"].fields["title"], found["b"].fields["title"]) == ("One", "Three")


@pytest.mark.parametrize(
    ("fields", "confirmed"),
    [
        ("confirmationlevel = {C}", True),
        ("confirmationlevel = {P}", True),
        ("confirmationlevel = {S}", False),
        ("confirmationlevel = {K}", False),
        ("confirmationlevel = {C}, doubt = {The issue was not seen.}", False),
        ("year = {2000}", True),
    ],
)
def test_a_work_is_confirmed_when_a_page_was_seen_and_nothing_is_in_doubt(fields, confirmed):
    assert read(f"@book{{a, title = {{A}}, {fields}}}")["a"].confirmed is confirmed


def test_a_work_that_one_reader_alone_sees_is_reported():
    known = read("@book{a, title = {A}, year = {1}}\n@book{b, title = {B}, year = {2}}\n")

    problems = check_keys(known, {"a", "c"}, "references.bib")

    assert render_text(problems) == (
        "references.bib:2:1: error B010: the entry 'b' cannot be formatted: "
        "Pandoc does not see it\n"
        "    mend: compare it with the entries around it: braces, commas, "
        "and the kind after the @\n"
        "references.bib:1:1: error B010: Pandoc sees an entry 'c' that is read differently here\n"
        "    mend: look for a stray @ or brace before it"
    )
    assert check_keys(known, {"a", "b"}, "references.bib") == []


def test_nothing_is_printed_beside_the_problems(capfd):
    read_bibliography("@book{one2001,\n  title = {One,\n", "references.bib")

    assert capfd.readouterr() == ("", "")


def test_the_real_bibliography_has_no_problems():
    references, problems = read_bibliography(REAL, "references.bib")

    assert render_text(problems) == ""
    assert len(references) == REAL.count("\n@") == 124


LINES = REAL.split("\n")
CUTS = st.integers(0, len(LINES) - 61)
SIGNS = st.sampled_from(
    ["{", "}", "@", ",", "=", '"', "\\", "\n", "(", ")", "#", "%", "@book{", "é", ""]
)


@settings(derandomize=True, max_examples=100, deadline=None)
@given(CUTS, st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 9), SIGNS), max_size=6))
def test_a_damaged_bibliography_is_read_all_the_same(start, changes):
    text = "\n".join(LINES[start : start + 60])
    for place, gone, sign in changes:
        place %= len(text) + 1
        text = text[:place] + sign + text[place + gone :]

    references, problems = read_bibliography(text, "references.bib")

    last = text.count("\n") + 1
    assert all(1 <= found.where.line <= last for found in [*references, *problems])
    assert all(found.what and found.mend for found in problems)
