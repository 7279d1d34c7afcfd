"""Sheets: what goes on paper."""

import pytest

from resource_hub.toolkits.sheets import for_paper, for_screen, rows_of, tables_of, widths

TICKS = (("Look for", "Yes", "Partly", "No", "Note"), ("It began on time", "", "", "", ""))


def test_a_table_is_read_as_plain_text():
    table = (
        "<table><thead><tr><th>Rule</th><th>Ours</th></tr></thead><tbody>"
        '<tr><td>Enter <span class="hub-cite">(<a href="#r">Doe,\n 2001</a>)</span></td>'
        "<td></td></tr></tbody></table>"
    )

    assert rows_of(table) == [("Rule", "Ours"), ("Enter (Doe, 2001)", "")]
    assert tables_of(f"<p>a</p>{table}<p>b</p>{table}") == [rows_of(table)] * 2
    assert tables_of("<p>a</p>") == []


@pytest.mark.parametrize(
    ("rows", "shares"),
    [
        ([("A", "B"), ("x", "")], [37, 63]),
        ([("Rule", "Source", "Our words"), ("x" * 60, "", "")], [51, 24, 25]),
        (TICKS, [25, 14, 14, 14, 33]),
        ([("One",), ("",)], [100]),
        ([], []),
    ],
    ids=["text and blank", "one short heading", "boxes to tick", "one column", "no rows"],
)
def test_a_column_is_as_wide_as_its_text_or_a_hand_needs(rows, shares):
    assert widths(rows) == shares
    assert sum(shares) == (100 if rows else 0)


def test_on_screen_the_width_is_a_class_in_steps_of_five():
    html = "<table><tr><th>A</th><th>B</th></tr><tr><td>x</td><td></td></tr></table>"

    assert '<colgroup><col class="hub-col-35"><col class="hub-col-65"></colgroup>' in for_screen(
        html
    )


@pytest.mark.parametrize(
    ("given", "with_site", "without"),
    [
        (
            '<a href="../agenda/#a">An agenda</a>',
            '<a href="https://hub.test/ima/toolkits/agenda/#a">An agenda</a>',
            "An agenda",
        ),
        ('<a href="#ref-doe">Doe</a>', None, None),
        ('<a class="x" href="https://a.test/?a=1&amp;b=2">A</a>', None, None),
        ('<a href="mailto:a@b.test">A</a>', None, None),
    ],
    ids=["a page of the hub", "a work below", "elsewhere", "a letter"],
)
def test_on_paper_only_links_that_lead_somewhere_stay(given, with_site, without):
    site = "https://hub.test/ima/"

    assert for_paper(given, "toolkits/x/", site) == (with_site or given)
    assert for_paper(given, "toolkits/x/", "") == (without or given)
