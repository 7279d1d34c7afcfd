"""The page of a record, in every state that readers can see."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import material
import pytest
from selectolax.lexbor import LexborHTMLParser

from resource_hub import catalogue, markup
from resource_hub.assembly import generated_pages, read_hub
from resource_hub.catalogue.records import Evidence, Publisher
from resource_hub.citations.citing import Imprint
from resource_hub.pages import edit_address, report_address
from resource_hub.problems import Location
from resource_hub.rendering import Renderer

ICONS = Path(material.__file__).parent / "templates" / ".icons"
DAY = date(2026, 6, 1)
SITE = "https://example.org/small/hub/"


@pytest.fixture(scope="module")
def hub(root):
    """The small hub, whose records stand in every state on 1 June 2026."""
    return read_hub(root / "tests" / "site")


@pytest.fixture(scope="module")
def pages(hub):
    entries = dict.fromkeys(hub.references, "")
    made = generated_pages(hub, entries, imprint=Imprint("A Body", "A Hub", SITE), as_of=DAY)
    return {page.url: page for page in made}


@pytest.fixture(scope="module")
def draw(hub):
    """Renders a page to a tree."""
    renderer = Renderer(ICONS, hub.vocabularies, markup.render, markup.render_inline)
    return lambda page: LexborHTMLParser(renderer.body(page))


@pytest.fixture(scope="module")
def tree(pages, draw):
    return lambda id_: draw(pages[f"resources/{id_}/"])


@pytest.fixture
def one(hub, draw):
    """Draws the page of the proposed record with some of its fields changed."""
    proposed = hub.records[0]

    def page(**fields):
        shelf = catalogue.shelf_of([replace(proposed, **fields)], hub.vocabularies, DAY)
        around = catalogue.Surroundings(used=lambda id_: fields.get("used", ()))
        (made,) = catalogue.record_pages(shelf, vocabularies=hub.vocabularies, around=around)
        return draw(made)

    return page


def words(node) -> str:
    return " ".join(node.text().split()) if node else ""


def section(tree, name: str):
    return tree.css_first(f'[aria-labelledby="{name}"]')


def facts(tree, selector: str) -> dict[str, str]:
    """Terms and values of a list of facts."""
    return {
        words(row.css_first("dt")): words(row.css_first("dd"))
        for row in tree.css_first(selector).css("div")
    }


# Where it stands


@pytest.mark.parametrize(
    ("id_", "tone", "said"),
    [
        ("screener", "proposed", "Proposed: not yet vetted. No reviewer has scored this entry. "
         "The level of evidence below is a proposal."),
        ("new-book", "proposed", "Under review. Reviewers are looking at it and nothing is "
         "decided. The level of evidence below is a proposal."),
        ("guide-for-teams", "listed", "Listed on 1 February 2026. It was reviewed. It is not "
         "certified. The next review is due by 1 February 2027."),
        ("reading-program", "ok", "Certified to 2 March 2028. For this claim: “Helps students in "
         "grades 1 and 2 read aloud with fewer mistakes.” The next review is due by 2 March 2027."),
        ("wall-chart", "due", "Review due since 2 March 2026. Listed on 2 March 2025. It has not "
         "been looked at again since."),
        ("old-screener", "due", "Expired on 1 May 2026. It was certified on 1 May 2023 for this "
         "claim: “Finds slow readers in grades 1 to 3.” The certification was not renewed."),
        ("first-kit", "stop", "Withdrawn on 2 February 2026. The publisher no longer offers it. "
         "In its place: Tutoring Kit."),
        ("open-maker", "stop", "Declined on 2 February 2026. Error rates are not published. "
         "Its maker agreed that this is shown."),
    ],
)  # fmt: skip
def test_the_banner_says_in_a_sentence_where_a_record_stands(tree, id_, tone, said):
    banner = tree(id_).css_first(".hub-banner")

    assert words(banner) == said
    assert f"hub-banner--{tone}" in banner.attributes["class"]


def test_what_dates_may_bring_waits_hidden_beside_the_banner_of_today(tree):
    page = tree("reading-program")

    box = page.css_first("[data-state]")
    assert (box.attributes["data-state"], box.attributes["data-review-by"]) == (
        "certified", "2027-03-02",
    )  # fmt: skip
    shown = {
        part.attributes["data-in"]: "hidden" in part.attributes for part in box.css("[data-in]")
    }
    assert shown == {"certified": False, "review-due": True, "expired": True}
    assert [part.attributes["data-in"] for part in tree("guide-for-teams").css("[data-in]")] == [
        "listed",
        "review-due",
    ]
    assert not tree("screener").css("[data-state], [data-in]")


def test_pages_with_dates_that_may_pass_compare_them_on_the_day_of_reading(pages):
    states = "assets/catalogue/states.mjs"

    assert states in pages["resources/reading-program/"].scripts
    assert states not in pages["resources/screener/"].scripts


def test_a_withdrawn_record_has_no_button_and_names_its_successor_first(tree):
    page = tree("first-kit")

    assert not page.css(".hub-actions")
    link = page.css_first(".hub-banner a")
    assert (words(link), link.attributes["href"]) == ("Tutoring Kit", "../tutoring-kit/")
    (way,) = page.css('a[rel~="nofollow"]')
    assert (words(way), way.attributes["href"]) == (
        "tutors.example",
        "https://tutors.example/first",
    )


def test_a_declined_record_that_may_not_be_named_has_no_page(pages):
    assert "resources/open-maker/" in pages
    assert "resources/loud-claims/" not in pages


def test_the_way_out_names_the_host(tree):
    link = tree("screener").css_first(".hub-actions a")

    assert (words(link), link.attributes["href"]) == (
        "Open at vendor.example",
        "https://vendor.example/screener",
    )


# For whom, and how sure


def test_for_whom_and_for_whom_not_is_said_or_said_not_to_be_stated(tree):
    assert facts(tree("reading-program"), ".hub-whom") == {
        "For": "Interventionist, teacher",
        "Grades": "Grades 1 to 3usual ages 6 to 9",
        "Tiers": "123Tier 2",
        "Shown for": "Grades 1 and 2, small groups",
        "Not shown for": "Grade 3; students who are new to English",
    }
    unknown = facts(tree("screener"), ".hub-whom")
    assert (unknown["Shown for"], unknown["Not shown for"]) == ("Not stated", "Not stated")


def test_a_resource_that_is_no_program_is_not_asked_for_whom_it_was_shown(tree):
    told = facts(tree("new-book"), ".hub-whom")

    assert (told["Tiers"], told["Not for"]) == ("Not stated", "Not stated")
    assert "Shown for" not in told


@pytest.mark.parametrize(
    ("grades", "said"),
    [
        (("K", "3"), "Grades K to 3usual ages 5 to 9"),
        (("PK", "12"), "Preschool to grade 12usual ages 4 to 18"),
        (("2", "2"), "Grade 2usual ages 7 to 8"),
    ],
)
def test_grades_are_said_in_words_with_their_usual_ages(one, grades, said):
    assert facts(one(grades=grades), ".hub-whom")["Grades"] == said


def test_evidence_is_shown_with_its_level_its_basis_and_its_sources(tree):
    part = section(tree("reading-program"), "how-sure")

    assert words(part.css_first(".hub-sign")) == "Strong"
    assert [words(p) for p in part.css("p")] == [
        "Strong",
        "One trial found a gain in reading.",
        "One experiment. Every level and what it means",
    ]
    assert part.css_first("hub-cite").attributes["data-raw"] == "[@roe2005trial]"


def test_sources_without_a_basis_are_cited_all_the_same(one):
    part = section(one(evidence=Evidence("moderate", sources=("doe2001one, p. 3",))), "how-sure")

    assert part.css_first("hub-cite").attributes["data-raw"] == "[@doe2001one, p. 3]"


@pytest.mark.parametrize(
    ("level", "said"), [("strong", True), ("none-yet", False), ("not-applicable", False)]
)
def test_guidance_says_that_the_level_is_that_of_its_panel(one, level, said):
    text = words(section(one(kind="guidance", evidence=Evidence(level)), "how-sure"))

    assert ("For a practice guide the level repeats the highest rating" in text) is said


# What others say


def test_opinions_that_differ_say_so_first_and_stand_side_by_side(tree):
    part = section(tree("tutoring-kit"), "others")

    assert words(part.css_first("p")).startswith(
        "These ratings do not say the same. Example Clearinghouse says “Potentially positive"
    )
    assert [words(card) for card in part.css(".hub-opinion")] == [
        "Example Clearinghouse “Potentially positive effects” One sound study found a gain."
        "Seen on 4 January 2026Read it at clearing.example"
        "What its scale means: Example Clearinghouse",
        "Sample Ratings “No evidence” No gain was found that lasted.Seen on 5 January 2026"
        "Read it at sample.exampleWhat its scale means: Sample Ratings",
    ]
    assert [a.attributes["href"] for a in part.css(".hub-opinion a")][:2] == [
        "https://clearing.example/tutoring-kit",
        "../../scales/#example-clearinghouse",
    ]
    assert "We never average them." in words(part)


def test_a_program_without_other_ratings_says_that_none_is_recorded(tree):
    assert words(section(tree("screener"), "others").css_first("p")) == (
        "No rating by another body is recorded here. That says nothing for or against it."
    )
    assert section(tree("wall-chart"), "others") is None


# How it was vetted


def test_a_proposal_says_plainly_that_nobody_vetted_it(tree):
    part = section(tree("screener"), "vetting")

    assert words(part.css_first("p")) == (
        "Proposed: not yet vetted. No reviewer, score or decision is recorded."
    )
    assert part.css_first("a").attributes["href"] == "../../standards/1.0/"
    assert words(section(tree("new-book"), "vetting").css_first("p")).startswith("Under review:")


def test_a_certification_says_for_which_claim(tree):
    assert words(section(tree("reading-program"), "vetting").css_first("p")) == (
        "Certified on 2 March 2026 with version 1.0 of the standard. What is certified is this "
        "claim and nothing else: “Helps students in grades 1 and 2 read aloud with fewer mistakes.”"
    )


def test_every_criterion_is_shown_with_its_score_and_what_that_means(tree):
    part = section(tree("reading-program"), "vetting")

    rows = [[words(cell) for cell in row.css("th, td")] for row in part.css("tbody tr")]
    assert rows == [
        ["Clear purpose", "Met", "Clear"],
        ["Error rates are published", "Met", "Given with sample, cut point and date."],
        ["Price is public", "Partly met", "A range"],
    ]
    assert [a.attributes["href"] for a in part.css("tbody a")] == [
        "../../standards/1.0/#purpose",
        "../../standards/1.0/#S2.1",
        "../../standards/1.0/#S3.1",
    ]


def test_a_score_that_is_no_step_says_why_and_a_missing_one_that_it_is_missing(tree):
    rows = section(tree("guide-for-teams"), "vetting").css("tbody tr")

    assert [words(row) for row in rows][1:] == [
        "Error rates are publishedDoes not applyThe criterion does not fit this kind of resource.",
        "Price is publicNot scored",
    ]


def test_reviewers_are_told_by_role_with_their_conflicts(tree):
    part = section(tree("reading-program"), "vetting")

    assert [words(li) for li in part.css("ul")[0].css("li")] == [
        "Researcher, from outside the association. No conflict of interest.",
        "Teacher. No conflict of interest.",
        "Interventionist. No conflict of interest.",
        "Coach. Conflict of interest: once worked for the publisher. Stood aside, so it does not "
        "count.",
    ]


def test_the_dates_of_a_review_stand_in_order(tree):
    part = section(tree("reading-program"), "vetting")

    assert [words(li) for li in part.css("ul")[1].css("li")] == [
        "2 June 2025. Listed with version 1.0 of the standard.",
        "2 March 2026. Certified with version 1.0 of the standard.",
        "2 March 2027. Next review, at the latest.",
        "2 March 2028. Last day of the certification.",
    ]


def test_a_withdrawal_without_scores_shows_no_empty_table(tree):
    part = section(tree("first-kit"), "vetting")

    assert not part.css("table")
    assert words(part.css_first("p")) == (
        "Withdrawn on 2 February 2026. The publisher no longer offers it."
    )


# Facts


def test_the_facts_are_told_in_words(tree):
    assert facts(tree("reading-program"), ".hub-spec--stack") == {
        "Topics": "Screening, Teams",
        "Cost": "Paid40 USD per student, list price seen 2026-02-20",
        "Time": "30 minutes each time",
        "License": "Not statedNone was seen.",
        "Formats": "Web page, PDF",
        "Language": "English, Spanish",
        "Access features": "keyboard, screen-reader",
        "Country": "Not stated",
        "Publisher": "Made-up ReadersNonprofit",
        "Our tie to it": "None",
        "Address": "Confirmed from a stored copy of the page"
        "20 February 2026; not opened live by us",
        "Added": "2 May 2025",
        "Changed": "20 February 2026The price is new.",
    }
    assert facts(tree("tutoring-kit"), ".hub-spec--stack")["Country"] == "Finland"


@pytest.mark.parametrize("level", ["P", "S", "K"])
def test_an_address_that_was_not_seen_is_not_called_confirmed(one, level):
    told = facts(one(checked_level=level), ".hub-spec--stack")

    assert told["Address"] == "Not yet confirmed"


def test_a_record_page_says_what_filters_and_search_need(pages):
    page = pages["resources/reading-program/"]

    assert (page.kind, page.title, page.kind_label) == (
        "record", "Reading Program Three", "Intervention",
    )  # fmt: skip
    assert page.lead == "Small groups read aloud for half an hour, four days a week."
    assert page.cites == ("roe2005trial",)
    assert page.facets == {
        "topic": ("screening", "teams"), "tier": ("2",), "audience": ("interventionist", "teacher"),
        "domain": ("academics",), "kind": ("intervention",), "cost": ("paid",),
        "grade": ("1", "2", "3"),
    }  # fmt: skip


# Where it is used, what is close, how to cite and share it


def test_pages_that_use_a_record_are_linked_and_records_are_not_among_them(tree):
    links = section(tree("screener"), "used").css("a")

    assert "../../evidence/small-groups/" in [a.attributes["href"] for a in links]
    assert section(tree("tutoring-kit"), "used") is None  # only its first edition names it


def test_records_close_by_say_why_and_no_withdrawn_one_is_among_them(tree):
    part = section(tree("tutoring-kit"), "related")

    told = {a.attributes["href"]: words(row.css_first("p"))
            for row in part.css("li") for a in row.css("a")}  # fmt: skip
    assert told["../reading-program/"] == "Same topic: screening"
    assert "../first-kit/" not in told
    successor = section(tree("first-kit"), "related").css_first("li")
    assert words(successor) == "Tutoring KitTakes its place"


def test_a_record_is_cited_as_a_record_of_the_catalogue_with_its_own_day(tree):
    proposed, vetted = tree("screener"), tree("reading-program")

    assert words(proposed.css_first("#cite-this-page .hub-ref__apa")) == (
        "A Body. (2026, January 5). A Screener & More [Catalogue record]. A Hub. "
        "https://example.org/small/hub/resources/screener/"
    )
    assert "not yet vetted: say so where you cite it" in words(
        proposed.css_first("#cite-this-page")
    )
    assert "(2026, March 2)" in words(vetted.css_first("#cite-this-page .hub-ref__apa"))
    assert "not yet vetted" not in words(vetted.css_first("#cite-this-page"))


def test_the_address_of_the_page_stands_there_to_be_copied(tree):
    link = tree("screener").css_first(".hub-share a")

    assert (words(link), link.attributes["href"]) == (f"{SITE}resources/screener/", "./")


def test_an_old_id_leads_on_to_the_record(pages, draw):
    page = pages["resources/reading-program-two/"]

    assert (page.kind, page.moved_to, page.searched) == (
        "moved", "resources/reading-program/", False,
    )  # fmt: skip
    tree = draw(page)
    assert words(tree.body) == (
        "This record is now called Reading Program Three. Links to its old address keep working."
    )
    assert tree.css_first("a").attributes["href"] == "../reading-program/"


def test_places_to_change_and_to_report_are_formed_from_the_settings():
    here = Location("content/a b.yaml", 7)

    assert edit_address("https://git.example/{path}#L{line}", here) == (
        "https://git.example/content/a%20b.yaml#L7"
    )
    assert report_address("mailto:a@b.example?subject={title}&body={page}", "A & {page}", "x/") == (
        "mailto:a@b.example?subject=A%20%26%20%7Bpage%7D&body=x%2F"
    )
    assert (edit_address("", here), report_address("", "A", "x/")) == ("", "")


# Safety


def test_texts_of_editors_are_escaped(one):
    bad = '<script>alert(1)</script>"><img src=x onerror=alert(1)> & {{ 7 * 7 }}'
    opinion = catalogue.Opinion(bad, bad, "2026-01-05", 'https://a.example/"><script>', "", bad)
    tree = one(
        title=bad,
        description=bad,
        why_listed=bad,
        cost_note=bad,
        publisher=Publisher(bad),
        jurisdiction=(bad,),
        accessibility=(bad,),
        url='https://example.org/a?"><script>alert(1)</script>',
        evidence=Evidence("moderate", bad, (), bad, bad),
        elsewhere=(opinion,),
        changes=(catalogue.Change("2026-01-05", bad),),
    )

    assert not tree.css("script, img, [onerror]")
    assert bad in tree.body.text()


def test_json_for_programs_stands_in_a_block_of_its_own(pages, draw):
    page = pages["resources/screener/"]
    told = '{"name": "\\u003c/script\\u003e"}'
    tree = draw(replace(page, values={**page.values, "json_ld": told}))

    (block,) = tree.css("script")
    assert block.attributes["type"] == "application/ld+json"
    assert block.text() == told


# The real catalogue


def test_no_real_record_shows_an_id_or_an_empty_fact(root):
    real = read_hub(root)
    renderer = Renderer(ICONS, real.vocabularies, markup.render, markup.render_inline)
    shelf = catalogue.shelf_of(real.records, real.vocabularies, None)
    around = catalogue.Surroundings()
    for page in catalogue.record_pages(shelf, vocabularies=real.vocabularies, around=around):
        tree = LexborHTMLParser(renderer.body(page))
        told = facts(tree, ".hub-spec--stack") | facts(tree, ".hub-whom")
        assert all(told.values()), page.url
        assert not re.search(r"\b[a-z]+-[a-z]+-[a-z]+\b", told["Topics"] + told["Formats"]), (
            page.url
        )
        assert section(tree, "related"), page.url
