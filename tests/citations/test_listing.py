"""The list of works on a page, and the ways back from it."""

import re

import pytest

from resource_hub.citations.backlinks import (
    BEGINNING,
    Place,
    back_links,
    heading_name,
    numbered,
    places_of,
)
from resource_hub.citations.bibliography import Reference
from resource_hub.citations.listing import confirmation, reference_list
from resource_hub.citations.resolving import Answer
from resource_hub.problems import Location


def work(key: str, **fields: str) -> Reference:
    return Reference(key, "book", fields, Location("references.bib", 1))


def rows(*works: Reference, **known) -> list[str]:
    html = reference_list(
        [(w.key, f"<em>{w.key}</em>.") for w in works],
        {w.key: w for w in works},
        lambda target: f"../{target}",
        **known,
    )
    return re.findall(r"<li .*", html)


def cite(key: str) -> str:
    return f'<span class="hub-cite">(<a href="#ref-{key}" role="doc-biblioref">X</a>)</span>'


def placeholder(key: str) -> str:
    return f'<hub-cite data-raw="[@{key}, see &gt; &amp; <b>]"></hub-cite>'


# The list


def test_an_entry_says_what_the_work_found_how_sure_its_details_are_and_where_it_is_used():
    full = work("a2000", design="randomised trial (9 schools)", finding="Less <b> is more & so on.",
                confirmationlevel="C")  # fmt: skip

    (row,) = rows(
        full, places={"a2000": [Place("cite-1", "Claim 1"), Place("cite-4", "Who?")]},
        pages={"a2000": 3},
    )  # fmt: skip

    assert row == (
        '<li id="ref-a2000"><p class="hub-ref__apa"><em>a2000</em>.</p>'
        '<p class="hub-ref__found" data-noscore><b>Randomised trial (9 schools).</b> '
        "Less &lt;b&gt; is more &amp; so on.</p>"
        '<p class="hub-ref__tools" data-noscore>'
        '<span class="hub-ref__state">Details confirmed</span>'
        '<a href="../references/a2000/#used">Used in 3 pages</a>'
        '<span class="hub-ref__back">Cited in <a href="#cite-1">Claim 1</a> and '
        '<a href="#cite-4">Who?</a></span></p></li>'
    )


def test_an_entry_says_nothing_of_what_is_not_known():
    (row,) = rows(work("a2000"))

    assert row == (
        '<li id="ref-a2000"><p class="hub-ref__apa"><em>a2000</em>.</p>'
        '<p class="hub-ref__tools" data-noscore>'
        '<a href="../references/a2000/">About this work</a></p></li>'
    )


def test_a_design_or_a_finding_may_stand_alone():
    design, finding = rows(work("a", design="Survey."), work("b", finding="Found much."))

    assert '<p class="hub-ref__found" data-noscore><b>Survey.</b></p>' in design
    assert '<p class="hub-ref__found" data-noscore>Found much.</p>' in finding


def test_a_work_without_a_reference_is_listed_all_the_same():
    html = reference_list([("c2000", "C.")], {}, str)

    assert '<li id="ref-c2000"><p class="hub-ref__apa">C.</p></li>' in html
    assert '<h2 id="references">References</h2>' in html


def test_a_page_without_works_has_no_list():
    assert reference_list([], {}, str) == ""


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"confirmationlevel": "C"}, "Details confirmed"),
        ({"confirmationlevel": "P"}, "Details confirmed in part"),
        ({"confirmationlevel": "S"}, "Details not yet confirmed"),
        ({"confirmationlevel": "K"}, "Details not yet confirmed"),
        ({"confirmationlevel": "C", "doubt": "The year."}, "Details not yet confirmed"),
        ({"doubt": "The year."}, "Details not yet confirmed"),
        ({}, ""),
    ],
)
def test_readers_are_told_how_far_details_are_confirmed(fields, said):
    assert confirmation(work("a", **fields)) == said


def test_only_what_is_not_confirmed_is_tagged():
    sure, unsure = rows(work("a", confirmationlevel="P"), work("b", confirmationlevel="S"))

    assert '<span class="hub-ref__state">Details confirmed in part</span>' in sure
    assert '<span class="hub-ref__state hub-tag">Details not yet confirmed</span>' in unsure


def test_the_doubt_of_an_editor_is_not_shown():
    (row,) = rows(work("a", doubt="The year may be 1999.", confirmation="Seen in a list."))

    assert "1999" not in row
    assert "Seen" not in row


def test_the_real_lists_and_the_real_reference_pages_count_the_same_pages(real_site):
    counted: dict[str, set[int]] = {}
    for path in real_site.rglob("index.html"):
        html = path.read_text(encoding="utf-8")
        for key, row in re.findall(r'<li id="ref-([^"]+)">(.*?)</li>', html):
            told = re.search(r'">(?:Used in (\d+) pages|About this work)</a>', row)
            if told and "hub-ref__back" in row:
                counted.setdefault(key, set()).add(int(told[1] or 1))
    shown = {key: {page_of(real_site / "references" / key).count("<li><h3>")} for key in counted}

    assert len(counted) > 100
    assert counted == shown


def page_of(folder) -> str:
    """The part of a reference's page that says where it is used."""
    html = (folder / "index.html").read_text(encoding="utf-8")
    return html.partition('id="used"')[2].partition("</section>")[0]


# Ways back


def test_citations_are_numbered_in_the_order_of_the_page():
    answer = numbered(Answer((cite("a"), cite("b")), (("a", "A."),)))

    assert answer.cites == (
        cite("a").replace('"hub-cite"', '"hub-cite" id="cite-1"'),
        cite("b").replace('"hub-cite"', '"hub-cite" id="cite-2"'),
    )
    assert answer.entries == (("a", "A."),)


def test_a_place_is_named_by_the_heading_above_it():
    html = (
        f"<p>{placeholder('a')}</p>"
        f"<h2 id='x'>First</h2><p>{placeholder('a')} {placeholder('b')}</p>"
        f"<h3>Second {placeholder('b')}</h3><p>{placeholder('a')}</p>"
    )
    cites = [cite(key) for key in ("a", "a", "b", "b", "a")]

    assert places_of(html, cites) == {
        "a": (Place("cite-1", BEGINNING), Place("cite-2", "First"), Place("cite-5", "Second")),
        "b": (Place("cite-3", "First"), Place("cite-4", "Second")),
    }


def test_a_heading_is_a_way_back_once():
    html = f"<h2>One</h2>{placeholder('a')}{placeholder('b')}{placeholder('a')}"

    found = places_of(html, [cite("a"), cite("b"), cite("a")])

    assert found["a"] == (Place("cite-1", "One"),)


def test_each_work_of_a_citation_leads_back_to_it():
    both = cite("a").replace("</span>", '; <a href="#ref-b:c&amp;d">Y</a></span>')

    found = places_of(placeholder("a"), [both])

    assert found == {"a": (Place("cite-1", BEGINNING),), "b:c&d": (Place("cite-1", BEGINNING),)}


def test_a_page_that_cites_nothing_has_no_places():
    assert places_of("<h2>One</h2><p>Text.</p>", []) == {}


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ("Plain", "Plain"),
        ("  Over\n  two <em>lines</em> &amp; more ", "Over two lines & more"),
        ('<span class="hub-vh">Question </span>1. Is it?', "Question 1. Is it?"),
        ('<a href="#c3" aria-label="Claim 3">3.</a> A long claim about many things.', "Claim 3"),
        ('<a href="../x/" aria-label="More">A page</a>', "A page"),
        (f"Small groups {placeholder('a')}", "Small groups"),
        (placeholder("a"), BEGINNING),
        ("1234567890 " * 4 + "1234", "1234567890 " * 4 + "1234"),
        ("1234567890 " * 4 + "12345", "1234567890 1234567890 1234567890 1234567890…"),
        ("Is it true, as many people in many places say, or not?",
         "Is it true, as many people in many places say…"),
        ("x" * 60, "x" * 47 + "…"),
    ],
)  # fmt: skip
def test_a_heading_is_told_in_a_few_words(html, name):
    assert heading_name(html) == name


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, ""),
        (1, "A"),
        (2, "A and B"),
        (3, "A, B and C"),
        (4, "A, B, C and 1 more place"),
        (9, "A, B, C and 6 more places"),
    ],
)
def test_three_ways_back_are_enough(count, said):
    places = [Place(f"cite-{n}", name) for n, name in enumerate("ABCDEFGHI"[:count])]

    assert re.sub(r"<[^>]+>", "", back_links(places)) == said


def test_a_way_back_is_escaped():
    assert back_links([Place("cite-1", "A < B & C")]) == '<a href="#cite-1">A &lt; B &amp; C</a>'
