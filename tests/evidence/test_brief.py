"""The page for a staff meeting, minutes to read, and a summary as linked data."""

import json
from datetime import date

import pytest

from resource_hub import evidence
from resource_hub.evidence.brief import minutes_to_read

REVIEWED = {
    "state: draft": "state: reviewed",
    "checked: 2026-11-22": "checked: 2026-11-22\nreviewed: 2026-11-23\nreview_by: 2027-11-23\n"
    "reviewers: [{role: teacher, conflict: none}, {role: researcher, conflict: none}]",
}
SITE = "https://hub.example/"


def meeting(small, changes=(), site: str = SITE, as_of: date | None = None):
    (page,) = evidence.meeting_pages([small.summary(changes)], site, as_of)
    return page


def text_of(tree, selector: str) -> str:
    return " ".join(tree.css_first(selector).text().split())


def test_the_page_leads_everybody_to_the_summary(small):
    page = meeting(small)

    assert page.url == "evidence/small-groups/meeting/"
    assert page.canonical == "evidence/small-groups/"
    assert not page.searched
    assert page.title == "Do small groups help?"


def test_the_page_says_each_claim_with_its_certainty_and_its_doubts(small):
    claims = small.rendered(meeting(small)).css(".hub-told > li")

    assert [" ".join(one.text().split()) for one in claims] == [
        "Moderate certainty Helps 1. Small groups probably help. Grade 1.",
        "Low certainty Harms 2. Waiting may harm. Others dispute this.",
        "Opinion 3. Experts disagree.",
    ]


def test_the_page_says_what_to_do_and_where_the_rest_is(small):
    tree = small.rendered(meeting(small))

    assert text_of(tree, ".hub-bottomline p") == "Small groups probably help, and waiting may harm."
    assert text_of(tree, ".hub-monday p") == "Ask who waits."
    link = tree.css_first(".hub-sheetpage__from a")
    assert (link.text(), link.attributes["href"]) == (f"{SITE}evidence/small-groups/", "../")
    assert (
        text_of(small.rendered(meeting(small, site="")), ".hub-sheetpage__from a")
        == "evidence/small-groups/"
    )


@pytest.mark.parametrize(
    ("changes", "as_of", "said"),
    [
        ({}, None, "Draft: not yet reviewed. Checked against its sources on 22 November 2026."),
        (
            REVIEWED,
            date(2027, 11, 23),
            "Reviewed on 23 November 2026. Next review due by 23 November 2027.",
        ),
        (
            REVIEWED,
            date(2027, 11, 24),
            "Review due. Reviewed on 23 November 2026; "
            "the next review was due by 23 November 2027.",
        ),
    ],
)
def test_the_page_says_where_the_text_stands(small, changes, as_of, said):
    assert (
        text_of(small.rendered(meeting(small, changes, as_of=as_of)), ".hub-sheetpage__state")
        == said
    )


@pytest.mark.parametrize(
    ("texts", "minutes"),
    [
        ([], 1),
        (["one " * 200], 1),
        (["one " * 200, "more"], 2),
        (["<p>" + "word [@key2001] " * 100 + "</p> " + "word " * 100], 1),
        (["[one](a/b/c) - - - " * 200], 1),
    ],
)
def test_minutes_are_words_by_200_rounded_up(texts, minutes):
    assert minutes_to_read(texts) == minutes


def test_the_summary_says_its_minutes_and_links_its_page_for_a_meeting(small):
    line = small.rendered(small.page()).css_first(".hub-sumline")

    assert " ".join(line.text().split()) == "1 minute to read One page for a staff meeting"
    assert line.css_first("a").attributes["href"] == "meeting/"


# Linked data ---------------------------------------------------------------------------------


def linked(small, site: str = SITE, author: str = "The association"):
    works = {"one2001": ("A <i>trial</i>", "10.1/x"), "two2002": ("A study", "")}
    return evidence.linked_of(
        small.summary(), works=works, label=small.label, site=site, author=author
    )


def test_linked_data_is_an_article_with_its_abstract_and_its_works(small):
    assert linked(small) == {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": "Small groups",
        "alternativeHeadline": "Do small groups help?",
        "abstract": "Small groups probably help, and waiting may harm.",
        "url": f"{SITE}evidence/small-groups/",
        "author": {"@type": "Organization", "name": "The association"},
        "creativeWorkStatus": "Draft",
        "dateModified": "2026-11-22",
        "about": [{"@type": "DefinedTerm", "termCode": "tier-2", "name": "Tier 2"}],
        "audience": [{"@type": "EducationalAudience", "educationalRole": "Teacher"}],
        "citation": [
            {"@type": "CreativeWork", "name": "A <i>trial</i>", "sameAs": "https://doi.org/10.1/x"},
            {"@type": "CreativeWork", "name": "A study"},
        ],
    }


def test_what_is_unknown_has_no_property(small):
    assert {"url", "author"}.isdisjoint(linked(small, site="", author=""))


def test_nothing_in_linked_data_ends_the_element_it_stands_in(small):
    page = small.page()
    page.values["linked"] = {"name": "</script><script>alert(1)</script> <!--"}
    tree = small.rendered(page)

    (script,) = tree.css("script")
    assert json.loads(script.text())["name"].startswith("</script>")
