"""Figures of results: the axis, and that the drawing says no more than the table around it."""

import pytest

from resource_hub.evidence.figures import Result, axis_of

FIGURE = """figures:
  - title: Effects of small groups
    measure: Effect size. At 0 there is no difference.
    note: The tests were unlike.
    results:
      - {label: Reading, value: 0.70, low: 0.1, high: 0.9, span: 95 percent interval, source: one2001, claim: c1}
      - {label: Writing, low: 0.1, high: 0.9, span: range as reported, source: one2001}
topics: [tier-2]"""  # noqa: E501
DRAWN = {
    "topics: [tier-2]": FIGURE,
    "[c1] One trial [@one2001].": "[c1] One trial found 0.70 (0.1 to 0.9) [@one2001].",
}


@pytest.mark.parametrize(
    ("numbers", "ticks"),
    [
        (["0.54", "0.28"], ["0", "0.2", "0.4", "0.6"]),
        (["0.36"], ["0", "0.1", "0.2", "0.3", "0.4"]),
        (["-0.17", "0.2"], ["-0.2", "-0.1", "0", "0.1", "0.2"]),
        (["2.19", "3.78"], ["0", "1", "2", "3", "4"]),
        (["0"], ["0", "0.2"]),
        (["-0.3"], ["-0.3", "-0.2", "-0.1", "0"]),
        (["70"], ["0", "20", "40", "60", "80"]),
    ],
)
def test_an_axis_holds_zero_and_every_number_in_round_steps(numbers, ticks):
    axis = axis_of([Result("x", "one2001", value=number) for number in numbers])

    assert [number for number, _ in axis.ticks] == ticks
    assert axis.low <= min(map(float, [*numbers, "0"]))
    assert axis.high >= max(map(float, numbers))


def test_places_are_percent_of_the_width():
    axis = axis_of([Result("x", "one2001", low="-0.2", high="0.2", span="range")])

    assert axis.place("0") == "50%"
    assert axis.place("0.07") == "67.5%"
    assert [place for _, place in axis.ticks] == ["0%", "25%", "50%", "75%", "100%"]


def test_each_row_says_in_words_what_it_draws(small):
    rows = small.rendered(small.page(DRAWN)).css(".hub-effects tbody tr")

    assert [" ".join(row.css_first(".hub-effects__said").text().split()) for row in rows] == [
        "0.70 95 percent interval: 0.1 to 0.9",
        "0.1 to 0.9 range as reported",
    ]
    assert [row.css_first("a") and row.css_first("a").attributes["href"] for row in rows] == [
        "#c1",
        None,
    ]
    assert all("@one2001" in row.html for row in rows)


def test_the_drawing_is_for_the_eye_alone(small):
    tree = small.rendered(small.page(DRAWN))

    assert all(
        svg.parent.attributes["aria-hidden"] == "true" for svg in tree.css(".hub-effects svg")
    )
    assert "style=" not in tree.css_first(".hub-effects").html
    (circle,) = tree.css(".hub-effects circle")  # a range has no middle
    assert circle.attributes["cx"] == "70%"
    assert tree.css_first(".hub-effects .span").attributes["x1"] == "10%"
    assert tree.css_first(".hub-effects .range").attributes["x2"] == "90%"


def test_a_page_without_figures_has_none(small):
    assert small.rendered(small.page()).css_first(".hub-effects") is None
