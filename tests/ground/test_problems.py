"""Problems: printers, order, guesses, and that nothing can play tricks with a terminal."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resource_hub.problems import (
    PRINTERS,
    Location,
    Problem,
    Severity,
    count_line,
    did_you_mean,
    error,
    has_errors,
    notice,
    printable,
    quoted,
    render,
    render_github,
    render_json,
    render_text,
    sort_problems,
    warning,
)

HERE = Location("content/a.md", 41, 17)
UNKNOWN = error(HERE, "C001", "the citekey 'two' is not known", "add it to references.bib")
LONG = warning(Location("content/a.md", 3), "E009", "it is long", "shorten it")


def test_a_problem_is_two_lines_of_text():
    assert render(UNKNOWN) == (
        "content/a.md:41:17: error C001: the citekey 'two' is not known\n"
        "    mend: add it to references.bib"
    )
    assert render_text([]) == ""


def test_a_problem_is_one_line_for_github():
    assert render_github([UNKNOWN, LONG]) == (
        "::error file=content/a.md,line=41,col=17,title=C001::"
        "the citekey 'two' is not known%0Amend: add it to references.bib\n"
        "::warning file=content/a.md,line=3,col=1,title=E009::it is long%0Amend: shorten it"
    )
    assert render_github([notice(HERE, "L004", "moved", "none")]).startswith("::notice file=")


def test_no_value_can_begin_a_command_of_github():
    trick = error(
        Location("a,b:c%.md", 1, 1), "C001", "100% of '\n::set-output name=x::y\r'", "::debug::x, y"
    )

    assert render_github([trick]) == (
        "::error file=a%2Cb%3Ac%25.md,line=1,col=1,title=C001::"
        "100%25 of '\\u000a::set-output name=x::y\\u000d'%0Amend: ::debug::x, y"
    )


def test_json_has_the_form_of_reviewdog():
    assert json.loads(render_json([UNKNOWN])) == {
        "source": {"name": "hub"},
        "diagnostics": [
            {
                "message": "the citekey 'two' is not known\nmend: add it to references.bib",
                "location": {
                    "path": "content/a.md",
                    "range": {"start": {"line": 41, "column": 17}},
                },
                "severity": "ERROR",
                "code": {"value": "C001"},
            }
        ],
    }
    assert json.loads(render_json([]))["diagnostics"] == []


ANY_TEXT = st.text(max_size=40)


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT, st.sampled_from(sorted(PRINTERS)))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_control_characters_are_never_printed_raw(path, what, mend, form):
    said = PRINTERS[form]([error(Location(path), "C001", what, mend)])

    lines = said.split("\n")
    assert all(line.isprintable() for line in lines)
    assert form != "github" or (len(lines) == 1 and lines[0].startswith("::error file="))
    assert form != "text" or len(lines) == 2
    said.encode("utf-8")


def test_control_characters_are_shown_as_escapes():
    assert printable("a\x1b[2J\u202eb") == "a\\u001b[2J\\u202eb"
    assert quoted("a\x9bb") == "'a\\u009bb'"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("", "''"),
        ("two words", "'two words'"),
        ("two\n  lines\t", "'two lines'"),
        ("x" * 60, "'" + "x" * 60 + "'"),
        ("x" * 61, "'" + "x" * 59 + "…'"),
        ("Åsa 😀", "'Åsa 😀'"),
    ],
)
def test_a_value_is_quoted_on_one_line_of_sixty_characters(value, shown):
    assert quoted(value) == shown


def test_problems_are_sorted_by_place_and_told_once():
    late = error(Location("b.md", 1), "A001", "x", "y")
    second = error(Location("a.md", 2, 3), "B001", "x", "y")
    third = error(Location("a.md", 10), "A001", "x", "y")
    same_place = error(Location("a.md", 2, 3), "A001", "x", "y")

    found = sort_problems([late, third, second, same_place, second])

    assert found == [same_place, second, third, late]


def test_the_order_of_problems_never_depends_on_the_order_they_came_in():
    twins = [Problem(HERE, severity, "A001", "x", "y") for severity in Severity]

    assert sort_problems(twins) == sort_problems(twins[::-1])


@pytest.mark.parametrize(
    ("value", "guess"),
    [
        ("wilkinson2061", "did you mean 'wilkinson2016'? "),
        ("wilkinson", "did you mean 'wilkinson2016'? "),
        ("Wilkinson2016", "did you mean 'wilkinson2016'? "),
        ("wil", ""),
        ("smith2016", ""),
        ("", ""),
    ],
)
def test_a_guess_is_made_within_a_slip_or_two(value, guess):
    assert did_you_mean(value, {"wilkinson2016", "gersten2009"}) == guess


def test_a_guess_never_depends_on_the_order_of_what_is_known():
    assert did_you_mean("tier", ["tier2", "tier1"]) == did_you_mean("tier", ["tier1", "tier2"])
    assert did_you_mean("x", []) == ""


def test_only_errors_stop_a_build():
    assert has_errors([LONG, UNKNOWN])
    assert not has_errors([LONG, notice(HERE, "L004", "moved", "none")])


def test_counts_are_words():
    said = notice(HERE, "L004", "moved", "none")

    assert count_line([UNKNOWN, UNKNOWN, LONG, said]) == "2 errors, 1 warning, 1 note"
    assert count_line([said, said]) == "2 notes"
    assert count_line([]) == "no problems"
