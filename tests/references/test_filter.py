"""The filter's functions, run in Node as the site serves them."""

from itertools import product
from pathlib import Path

RUN = Path(__file__).with_name("run.mjs")
KNOWN = {"design": ["trial", "review"], "topic": ["reading", "teams"], "year": ["2010s", "none"]}
NOTHING = {"design": [], "topic": [], "year": []}
WORKS = [
    {"design": ["trial"], "topic": ["reading", "teams"], "year": ["2010s"]},
    {"design": ["trial"], "topic": [""], "year": ["none"]},
    {"design": ["review"], "topic": ["teams"], "year": ["2010s"]},
]


def choices_of(*values):
    """Every choice that can be made of these values of the three facets."""
    return [dict(zip(KNOWN, chosen, strict=True)) for chosen in product(*values)]


def test_a_choice_is_read_from_the_address_and_unknown_values_are_left_out(node):
    asked = "?design=review&design=trial&design=trial&design=%3Cb%3E&year=1850s&q=x&topic="

    assert node(["chosenIn", asked, KNOWN], ["chosenIn", "", KNOWN]) == [
        {"design": ["trial", "review"], "topic": [], "year": []},
        NOTHING,
    ]


def test_a_choice_is_written_into_the_address_and_all_else_stays(node):
    chosen = {"design": ["trial", "review"], "topic": [], "year": ["none"]}

    assert node(["queryOf", chosen, "?q=a+b&design=old"], ["queryOf", NOTHING, "?year=2010s"]) == [
        "?q=a+b&design=trial&design=review&year=none",
        "",
    ]


def test_an_address_written_is_read_back(node):
    choices = choices_of([[], ["trial"], ["trial", "review"]], [[], ["teams"]], [[], ["none"]])

    written = node(*(["queryOf", choice] for choice in choices))
    assert node(*(["chosenIn", query, KNOWN] for query in written)) == choices


def test_values_of_one_facet_widen_and_facets_narrow(node):
    def shown(**chosen):
        return node(*(["fits", work, {**NOTHING, **chosen}] for work in WORKS))

    assert shown() == [True, True, True]
    assert shown(design=["trial"]) == [True, True, False]
    assert shown(design=["trial", "review"]) == [True, True, True]
    assert shown(design=["trial"], topic=["teams"]) == [True, False, False]
    assert shown(design=["review"], year=["none"]) == [False, False, False]


def test_a_count_is_what_one_would_see_with_that_value_alone_in_its_facet(node):
    choices = choices_of([[], ["trial"]], [[], ["reading"], ["teams"]], [[], ["2010s"]])

    for chosen, counts in zip(
        choices, node(*(["countsOf", WORKS, chosen, KNOWN] for chosen in choices)), strict=True
    ):
        for facet, values in KNOWN.items():
            for value in values:
                with_it = {**chosen, facet: [value]}
                seen = sum(
                    all(not w or set(w) & set(work[f]) for f, w in with_it.items())
                    for work in WORKS
                )
                assert counts[facet][value] == seen, (chosen, facet, value)


def test_the_count_is_said_in_words(node):
    assert node(["countLine", 3, 3], ["countLine", 1, 3], ["countLine", 0, 3]) == [
        "All 3 works",
        "1 of 3 works",
        "None of 3 works",
    ]
