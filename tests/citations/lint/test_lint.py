import re
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from resource_hub.citations import pandoc
from resource_hub.citations.bibliography import read_bibliography, read_entries, works_of
from resource_hub.citations.linting import lint, unused
from resource_hub.citations.linting.days import is_date
from resource_hub.citations.linting.identifiers import is_isbn10, is_isbn13, is_issn
from resource_hub.citations.linting.titles import names_in
from resource_hub.citations.linting.words import kinds, words
from resource_hub.codes import read_codes
from resource_hub.problems import Problem, has_errors, render_text, sort_problems

HERE = Path(__file__).parent
REAL = (HERE.parents[2] / "references.bib").read_text(encoding="utf-8")
SOUND = (HERE / "sound.bib").read_text(encoding="utf-8")
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['why']}")
    for path in sorted(HERE.glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]
BLOCKS = re.split(r"\n(?=@)", SOUND)
SIGNS = st.sampled_from(
    ["{", "}", "@", ",", "=", '"', "\\", "\n", "(", ")", "#", "%", "@book{", "é", "", " and ", "$",
     "&", "~", "'", "-", ".", ";", "_", "^", "{}", "\\&", "@string{", " ", "a", "1", "\0", "<", ">"]
)  # fmt: skip
CHANGES = st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 9), SIGNS), max_size=5)


def problems_of(text: str) -> list[Problem]:
    entries, problems = read_entries(text, "references.bib")
    return sort_problems([*problems, *lint(entries)])


def changed(text: str, changes: list[tuple[int, int, str]]) -> str:
    for place, gone, sign in changes:
        place %= len(text) + 1
        text = text[:place] + sign + text[place + gone :]
    return text


@pytest.mark.parametrize("case", CASES)
def test_messages_are_told_word_for_word(case):
    assert render_text(problems_of(case["input"])) == case["output"].rstrip("\n")


@pytest.mark.parametrize("case", CASES)
def test_one_cause_has_two_messages_at_most(case):
    assert 1 <= len(problems_of(case["input"])) <= 2


def test_every_code_has_a_case():
    told = {p.code for case in CASES for p in problems_of(case.values[0]["input"])}
    codes = {message.code for message in read_codes() if "B011" <= message.code <= "B099"}

    assert codes <= told | {"B048"}


def test_each_code_has_the_severity_that_is_explained():
    explained = {message.code: message.severity for message in read_codes()}

    for case in CASES:
        for problem in problems_of(case.values[0]["input"]):
            assert problem.severity.value == explained[problem.code]


def test_nothing_is_said_of_sound_entries():
    entries, _ = read_entries(SOUND, "sound.bib")

    assert render_text(problems_of(SOUND)) == ""
    assert len(entries) >= 30
    assert len({entry.kind for entry in entries}) >= 25


def test_nothing_is_said_of_the_real_bibliography():
    assert render_text(problems_of(REAL)) == ""


def test_pandoc_sees_the_same_works_in_sound_entries():
    works, _ = read_bibliography(SOUND, "sound.bib")

    assert {item["id"] for item in pandoc.to_csl(SOUND)} == {work.key for work in works}


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.integers(0, len(BLOCKS) - 2), CHANGES)
def test_pandoc_sees_the_same_works_wherever_there_is_no_error(start, changes):
    text = changed("\n".join(BLOCKS[start : start + 2]), changes).replace("\0", "")
    entries, problems = read_entries(text, "references.bib")
    assume(not has_errors([*problems, *lint(entries)]))

    assert {item["id"] for item in pandoc.to_csl(text)} == {w.key for w in works_of(entries)}


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.integers(0, len(BLOCKS) - 3), CHANGES)
def test_damage_is_told_inside_an_entry_and_never_raises(start, changes):
    text = changed("\n".join(BLOCKS[start : start + 3]), changes)
    entries, _ = read_entries(text, "references.bib")
    lines = text.split("\n")
    begins = sorted(entry.where.line for entry in entries)

    for problem in lint(entries):
        assert begins[0] <= problem.where.line <= len(lines)
        assert 1 <= problem.where.column <= len(lines[problem.where.line - 1]) + 1
        assert problem.what and problem.mend


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.sampled_from(sorted(words("shown") | {"year", "doi", "url", "isbn"})), st.text())
def test_no_value_raises_and_each_message_stands_at_the_value(name, value):
    value = re.sub(r"[{}\\%]", "", value)
    text = f"@book{{one2001,\n  {name} = {{{value}}},\n}}\n"
    entries, _ = read_entries(text, "references.bib")

    for problem in lint(entries):
        assert problem.where.line == 1 or problem.where.column == len(name) + 6


def test_a_message_stands_at_the_value_wherever_that_is():
    (problem,) = problems_of(
        "@book{one2001, author = {Hattie, John}, % a note\n  publisher = {Routledge},\n"
        "  title = {Visible\n    learning}, year\n =\n   {May 2008}, }\n"
    )

    assert (problem.code, problem.where.line, problem.where.column) == ("B028", 6, 4)


def test_comment_lines_hide_entries_from_both_readers():
    text = "% @book{old, title = {Old}}\n  % @book{older,\n@book{new, title = {New}, year = 1}\n"
    works, problems = read_bibliography(text, "references.bib")

    assert ([work.key for work in works], problems) == (["new"], [])
    assert [item["id"] for item in pandoc.to_csl(text)] == ["new"]


def test_abbreviations_are_written_out():
    (work,), _ = read_bibliography(
        '@string{j = "Journal"}\n@string{jt = j # { of } # "Tests"}\n'
        "@article{a, title = {A}, journal = jt, year = 2001, month = feb}\n",
        "references.bib",
    )

    assert work.fields == {"title": "A", "journal": "Journal of Tests", "year": "2001",
                           "month": "feb"}  # fmt: skip


def test_fields_of_parents_count():
    works, problems = read_bibliography(
        "@xdata{x, publisher = {P}, year = {2001}}\n@collection{c, title = {C}, xdata = {x}}\n"
        "@incollection{i, title = {I}, crossref = {c}}\n@book{loop, crossref = {loop}}\n",
        "references.bib",
    )

    assert [work.key for work in works] == ["c", "i", "loop"]
    assert works[1].has("booktitle") and works[1].has("publisher") and works[1].has("year")
    assert not works[1].has("editor")
    assert [(p.code, p.where.line) for p in problems] == [("B007", 4), ("B008", 4)]


def test_a_work_that_nobody_cites_is_a_note():
    works, _ = read_bibliography("@book{a, title = {A}}\n@book{b, title = {B}}\n", "references.bib")

    assert render_text(unused(works, {"b"})) == (
        "references.bib:1:1: info B048: the work 'a' is cited nowhere\n"
        "    mend: nothing needs to be done; cite it, or delete it if it will not be needed"
    )


def test_two_works_may_share_a_short_title():
    def work(key: str, author: str, more: str) -> str:
        return (
            f"@misc{{{key}, author = {{{author}}}, title = {{Introduction}}, year = {{2001}}, "
            f"url = {{https://example.org/{key}}}, {more}}}\n"
        )

    assert problems_of(work("a", "One, A.", "") + work("b", "Two, B.", "")) == []
    assert (
        problems_of(work("a", "One, A.", "volume = {1}") + work("b", "One, A.", "volume = {2}"))
        == []
    )
    found = problems_of(work("a", "One, A. and Two, B.", "") + work("b", "Two, Bo", ""))
    assert [problem.code for problem in found] == ["B020"]


@pytest.mark.parametrize(
    ("number", "right"), [("0306406152", True), ("080442957X", True), ("0306406151", False)]
)
def test_an_isbn_of_ten_signs_has_a_check_digit(number, right):
    assert is_isbn10(number) is right


@pytest.mark.parametrize(
    ("number", "right"),
    [("9780306406157", True), ("9791034304011", True), ("9780306406158", False),
     ("4006381333931", False)],  # an article number, with a right check digit
)  # fmt: skip
def test_an_isbn_of_thirteen_digits_has_a_check_digit(number, right):
    assert is_isbn13(number) is right


@pytest.mark.parametrize(
    ("number", "right"), [("03178471", True), ("2434561X", True), ("03178472", False)]
)
def test_an_issn_has_a_check_digit(number, right):
    assert is_issn(number) is right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("2004", True), ("2004-02-29", True), ("2004-21", True), ("2004/2005", True),
        ("2004~", True), ("2004-05-06/2004-05-09", True), ("2015/", True), ("-0500", True),
        ("2004-05-06T10:00:00Z", True),
        ("2005-02-29", False), ("2004-25", False), ("2004-5", False), ("2005/2004", False),
        ("2004/2005/2006", False), ("", False), ("/", False), ("20040506", False),
    ],
)  # fmt: skip
def test_dates_are_those_of_biblatex(text, right):
    assert is_date(text) is right


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Reading in {Finland} and Norway: Norway again", ["Norway"]),
        ("{Finland}'s schools, K--12", ["K"]),
        ("A Study of Reading and Writing for Everyone", []),
        ("Response to intervention in schools", []),
        ("What works? Evidence from England", ["England"]),
        ("The \\emph{Finland} study of schools", []),
        ("A {\\'E}cole for Everyone", []),
        ("$N = 12$ schools", []),
        ("Vitamin D and vitamin A", ["D", "A"]),
        ("", []),
    ],
)
def test_names_are_found_outside_braces(title, names):
    assert names_in(title) == names


def test_every_kind_is_one_that_pandoc_knows_or_the_repairs_name():
    text = "".join(f"@{kind}{{{kind}, title = {{T}}}}\n" for kind in kinds())
    nameless = {item["id"] for item in pandoc.to_csl(text) if not item["type"]}

    assert nameless == {"misc", "webpage"}


def test_every_command_that_is_allowed_leaves_text():
    text = "".join(
        f"@misc{{k{number}, title = {{x {{\\{command}{{zq}}}} y}}}}\n"
        for number, command in enumerate(sorted(words("commands") - {"href", "space"}))
    )

    assert [i for i in pandoc.to_csl(text) if "q" not in i.get("title", "").lower()] == []


def test_ten_thousand_entries_take_seconds():
    copies = range(10_000 // 124)
    text = "\n".join(re.sub(r"(@\w+\{)", lambda m, n=n: f"{m[1]}x{n}_", REAL) for n in copies)
    began = time.process_time()

    # Each work stands there many times, so all but the first are told.
    assert len(problems_of(text)) == (len(copies) - 1) * 124
    assert time.process_time() - began < 20
