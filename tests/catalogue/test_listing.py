"""The catalogue page, its further pages, and the ready-made lists."""

import json
from pathlib import Path

import material
import pytest
from selectolax.lexbor import LexborHTMLParser

from resource_hub import catalogue, markup, schema
from resource_hub.catalogue.indexing import index_json
from resource_hub.dates import parse_date
from resource_hub.problems import Location
from resource_hub.rendering import Renderer
from resource_hub.schema import Document
from resource_hub.source import read_yaml

ROOT = Path(__file__).parents[2]
ICONS = Path(material.__file__).parent / "templates" / ".icons"
PROPOSED = "All are proposals: none has been vetted yet, and being listed is not an endorsement."
VETTING = {
    "rubric": "1.0",
    "reviewers": [],
    "scores": {},
    "decision": "certify",
    "decided": "2026-11-22",
    "review_by": "2027-11-22",
    "valid_until": "2028-10-14",
}
WITHDRAWN = {"state": "withdrawn", "vetting": {**VETTING, "reason": "The site is gone."}}
CERTIFIED = {"state": "certified", "vetting": VETTING}
LISTED = {"state": "listed", "vetting": {k: v for k, v in VETTING.items() if k != "valid_until"}}


@pytest.fixture
def pages(lists):
    """Listing pages by address."""

    def of(shelf, existing=()):
        made = catalogue.listing_pages(
            shelf, vocabularies=lists, origin=Location("resources.yaml"), existing=existing
        )
        return {page.url: page for page in made}

    return of


@pytest.fixture
def rendered(lists):
    renderer = Renderer(ICONS, lists, markup.render, markup.render_inline)
    return lambda page: LexborHTMLParser(renderer.body(page))


def words(node) -> str:
    return " ".join(node.text().split())


def titles(tree) -> list[str]:
    return [words(title) for title in tree.css(".hub-cards > .hub-card h3")]


def facts(card) -> dict[str, str]:
    """Terms and values of a card."""
    return {
        words(row.css_first("dt")): words(row.css_first("dd"))
        for row in card.css_first(".hub-spec").css("div")
    }


def many(count: int) -> list[dict]:
    return [{"id": f"r{n:03}", "title": f"Record {n:03}"} for n in range(count)]


# Cards


def test_a_card_says_what_for_whom_what_it_costs_how_sure_and_when_checked(
    shelf_with, pages, rendered, lists
):
    card = rendered(pages(shelf_with({}))["resources/"]).css_first(".hub-cards > .hub-card")

    assert words(card.css_first(".hub-card__head")) == "ToolProposed"
    assert card.css_first("h3 a").attributes["href"] == "a-tool/"
    assert words(card.css_first("h3")) == "A tool"
    assert words(card.css_first(".hub-card__by")) == "Makers"
    assert words(card.css_first(".hub-card__what")) == "Counts words."
    assert facts(card) == {
        "Support level": "123Tiers 1 and 2",
        "For whom": "TeacherGrades K to 2",
        "Cost": "Free",
        "How sure": lists["evidence_levels"]["none-yet"]["label"],
        "Checked": "Address confirmed23 November 2026",
    }


def test_a_card_keeps_a_place_for_tools_that_need_a_script(shelf_with, pages, rendered):
    card = rendered(pages(shelf_with({}))["resources/"]).css_first(".hub-cards > .hub-card")
    tools = card.css_first(".hub-card__tools")

    assert tools.attributes == {"class": "hub-card__tools", "data-id": "a-tool", "hidden": None}
    assert words(tools) == ""


@pytest.mark.parametrize(
    ("audience", "said"),
    [
        (["teacher"], "Teacher"),
        (["teacher", "coach"], "Teacher and coach"),
        (["teacher", "coach", "family"], "Teacher, coach and family"),
        (["teacher", "coach", "family", "researcher"], "Teacher, coach and 2 more"),
    ],
)
def test_a_card_names_a_few_readers_and_counts_the_rest(
    audience, said, shelf_with, pages, rendered
):
    tree = rendered(pages(shelf_with({"audience": audience}))["resources/"])

    assert facts(tree.css_first(".hub-cards > .hub-card"))["For whom"] == f"{said}Grades K to 2"


def tags(card) -> list[tuple[str, str, bool]]:
    """Words of the tags, the state that shows them, and whether they are seen."""
    return [
        (words(tag), tag.attributes.get("data-in", ""), "hidden" not in tag.attributes)
        for tag in card.css(".hub-tag")
    ]


@pytest.mark.parametrize(
    ("fields", "day", "wanted"),
    [
        ({}, "2026-11-24", [("Proposed", "", True)]),
        (
            CERTIFIED,
            "2026-11-24",
            [
                ("Certified to 14 October 2028", "certified", True),
                ("Review due", "review-due", False),
                ("Expired", "expired", False),
            ],
        ),
        (
            CERTIFIED,
            "2027-11-23",
            [("Review due", "review-due", True), ("Expired", "expired", False)],
        ),
        (CERTIFIED, "2028-10-15", [("Expired", "", True)]),
        (
            LISTED,
            "2026-11-24",
            [("Listed", "listed", True), ("Review due", "review-due", False)],
        ),
    ],
)
def test_a_card_says_where_a_record_stands_and_what_its_dates_may_bring(
    fields, day, wanted, shelf_with, pages, rendered
):
    card = rendered(pages(shelf_with(fields, day=day))["resources/"]).css_first(".hub-card")

    assert tags(card) == wanted
    if fields:
        assert card.attributes["data-review-by"] == "2027-11-22"
        assert card.attributes["data-valid-until"] == fields["vetting"].get("valid_until", "")
    else:
        assert "data-state" not in card.attributes


def test_texts_of_editors_are_escaped_in_cards_and_data(shelf_with, pages, rendered, lists):
    bad = '<script>alert(1)</script>"><img src=x onerror=alert(1)> & {{ 7 * 7 }}'
    shelf = shelf_with({"title": bad, "description": bad, "publisher": {"name": bad}})

    for page in pages(shelf).values():
        tree = rendered(page)
        assert not tree.css("script, img, [onerror]")
        assert bad in tree.body.text()
    data = json.loads(index_json(shelf, lists, None))
    assert (data["title"], data["what"], data["publishers"]) == ([bad], [bad], [bad])


# The catalogue


def test_the_catalogue_lists_all_that_is_offered_best_evidence_first(shelf_with, pages, rendered):
    def row(title, level, **more):
        evidence = {"level": level, "sources": []}
        return {"id": title.lower(), "title": title, "evidence": evidence, **more}

    page = pages(
        shelf_with(
            row("C", "not-applicable"), row("B", "none-yet"), row("A", "negative"),
            row("D", "strong"), row("Gone", "strong", **WITHDRAWN),
            row("No", "strong", state="declined", vetting={**VETTING, "named": True}),
        )
    )["resources/"]  # fmt: skip

    assert titles(rendered(page)) == ["D", "B", "C", "A"]
    assert page.lead.startswith("4 sites, tools, measures, guides and programs.")
    assert not page.searched


@pytest.mark.parametrize(("fields", "said"), [({}, True), (LISTED, False)])
def test_one_sentence_says_that_all_are_proposals_while_they_are(fields, said, shelf_with, pages):
    made = pages(shelf_with({}, {"id": "b", **fields}))

    assert (PROPOSED in made["resources/"].lead) is said
    assert (PROPOSED in made["resources/by/cost/free/"].lead) is said


def facets(tree) -> dict[str, list[tuple[str, str]]]:
    """Words and addresses of the values by facet."""
    return {
        words(group.css_first("summary")): [
            (words(row), (row.css_first("a").attributes["href"] if row.css_first("a") else ""))
            for row in group.css("li")
        ]
        for group in tree.css("[data-facet]")
    }


def test_values_lead_to_ready_made_lists_and_a_facet_of_one_value_is_hidden(
    shelf_with, pages, rendered
):
    shelf = shelf_with({}, {"id": "b", "cost": "paid", "topics": ["teams"], "jurisdiction": ["US"]})
    tree = rendered(pages(shelf, existing={"topics/screening/"})["resources/"])

    assert facets(tree) == {
        "Topic": [
            ("Assessment and data1", ""), ("Universal screening1", "../topics/screening/"),
            ("Implementation1", ""), ("Teams and problem solving1", ""),
        ],
        "Grade": [
            ("Kindergarten age 5 to 62", "by/grade/K/"), ("Grade 1 age 6 to 72", "by/grade/1/"),
            ("Grade 2 age 7 to 82", "by/grade/2/"),
        ],
        "Tier of support": [("Tier 12", ""), ("Tier 22", "")],
        "Cost": [("Free1", "by/cost/free/"), ("Paid1", "by/cost/paid/")],
        "Country": [
            ("United States1", "by/country/US/"), ("Not stated1", "by/country/not-stated/"),
        ],
    }  # fmt: skip
    more = tree.css_first(".hub-facets__more")
    assert [words(title) for title in more.css("h3")] == ["Country"]


def test_a_catalogue_without_records_is_a_page_all_the_same(shelf_with, pages, rendered):
    made = pages(shelf_with(WITHDRAWN))

    assert list(made) == ["resources/"]
    assert words(rendered(made["resources/"]).css_first("h2[data-count]")) == "0 resources"


def test_a_long_list_is_cut_into_pages_that_hold_every_record_once(shelf_with, pages, rendered):
    made = pages(shelf_with(*many(250)))
    addresses = ["resources/", "resources/by/page/2/", "resources/by/page/3/"]

    found = [titles(rendered(made[address])) for address in addresses]

    assert [len(part) for part in found] == [100, 100, 50]
    assert [title for part in found for title in part] == [f"Record {n:03}" for n in range(250)]
    nav = rendered(made["resources/by/page/2/"]).css_first(".hub-pages")
    assert [(a.text(), a.attributes["href"]) for a in nav.css("a")] == [
        ("1", "../../../"), ("3", "../3/")
    ]  # fmt: skip
    assert words(nav) == "123101 to 200 of 250"
    assert made["resources/by/page/2/"].title == "Resources, page 2 of 3"


def test_a_short_list_has_no_pages(shelf_with, pages, rendered):
    made = pages(shelf_with(*many(100)))

    assert "resources/by/page/2/" not in made
    assert not rendered(made["resources/"]).css(".hub-pages")


# Ready-made lists


def test_every_value_with_a_record_has_a_list_of_its_own(shelf_with, pages):
    made = pages(shelf_with({"languages": ["en", "es"]}, {"id": "b", "state": "under-review"}))

    assert list(made)[1:] == [
        f"resources/by/{name}/"
        for name in (
            "grade/K", "grade/1", "grade/2", "kind/tool", "cost/free", "domain/academics",
            "language/en", "language/es", "country/not-stated", "evidence/none-yet",
            "state/proposed", "state/under-review",
        )
    ]  # fmt: skip


def test_a_ready_made_list_says_what_its_value_means_and_leads_to_all_filters(
    shelf_with, pages, rendered, lists
):
    page = pages(shelf_with({}, {"id": "b", "title": "B", "kind": "dataset"}))[
        "resources/by/kind/tool/"
    ]
    tree = rendered(page)

    assert page.title == "Kind of resource: tool"
    assert page.lead == f"{lists['kinds']['tool']['definition']} {PROPOSED}"
    assert titles(tree) == ["A tool"]
    assert tree.css_first(".hub-card h3 a").attributes["href"] == "../../../a-tool/"
    assert words(tree.css_first(".hub-bar h2")) == "1 resource"
    assert tree.css_first(".hub-bar a").attributes["href"] == "../../../?kind=tool"
    assert [(words(a), a.attributes.get("aria-current")) for a in tree.css("nav a")] == [
        ("Tool 1", "page"), ("Data set 1", None)
    ]  # fmt: skip
    assert [(crumb.title, crumb.url) for crumb in page.crumbs] == [("Resources", "resources/")]
    assert not page.searched


@pytest.mark.parametrize(
    ("address", "title", "lead"),
    [
        ("grade/2", "Resources for grade 2", "Usual age 7 to 8."),
        ("grade/K", "Resources for kindergarten", "Usual age 5 to 6."),
        ("language/en", "Resources in English", ""),
        ("country/NZ", "Country: New Zealand", ""),
        ("state/proposed", "State: proposed", "Proposed for the catalogue and not yet vetted."),
    ],
)
def test_titles_and_leads_of_ready_made_lists(address, title, lead, shelf_with, pages):
    page = pages(shelf_with({"jurisdiction": ["NZ"]}))[f"resources/by/{address}/"]

    assert page.title == title
    assert page.lead == f"{lead} {PROPOSED}".strip()


def test_a_long_ready_made_list_goes_on_below_its_own_address(shelf_with, pages, rendered):
    made = pages(shelf_with(*many(120)))
    second = made["resources/by/cost/free/page/2/"]

    assert len(titles(rendered(made["resources/by/cost/free/"]))) == 100
    assert len(titles(rendered(second))) == 20
    assert second.title == "Cost: free, page 2 of 2"
    assert (
        rendered(second)
        .css_first(".hub-card h3 a")
        .attributes["href"]
        .startswith("../../../../../r1")
    )


def test_lists_of_vetted_records_compare_their_dates_with_the_day_of_reading(shelf_with, pages):
    made = pages(shelf_with({}, {"id": "b", "cost": "paid", **LISTED}))

    assert made["resources/by/cost/free/"].scripts == ()
    assert made["resources/by/cost/paid/"].scripts == ("assets/catalogue/states.mjs",)


# The data of the browser


def test_the_data_are_the_same_bytes_each_time(shelf_with, lists):
    rows = [{"id": name, "title": "Same"} for name in ("b", "a", "c")]
    day = parse_date("2026-11-24")

    once = index_json(shelf_with(*rows), lists, day)

    assert once == index_json(shelf_with(*rows), lists, day)
    assert json.loads(once)["id"] == ["a", "b", "c"]
    assert json.loads(once)["day"] == "2026-11-24"


def test_values_are_places_in_the_list_of_the_facet(shelf_with, lists):
    data = json.loads(
        index_json(shelf_with({}, {"id": "b", "title": "B", "cost": "paid"}), lists, None)
    )

    assert data["facets"]["cost"] == {
        "label": "Cost",
        "values": [["free", "Free"], ["paid", "Paid"]],
    }
    assert data["values"]["cost"] == [0, 1]
    assert data["values"]["grade"] == [[0, 1, 2], [0, 1, 2]]
    assert data["dates"] == {}


# The real catalogue


@pytest.fixture(scope="module")
def real(lists):
    source, _ = read_yaml((ROOT / "resources.yaml").read_text(encoding="utf-8"), "resources.yaml")
    plain, _ = schema.check(source.root, "resources")
    records, _ = catalogue.read_catalogue(Document(source, plain))
    return catalogue.shelf_of(records, lists, parse_date("2026-11-24"))


def test_the_real_list_holds_each_record_once(real, pages, rendered):
    links = rendered(pages(real)["resources/"]).css(".hub-cards h3 a")

    found = [link.attributes["href"] for link in links]
    assert sorted(found) == sorted(f"{one.record.id}/" for one in real)
    assert len(found) == 100


def test_the_real_ready_made_lists_hold_as_many_as_the_catalogue_says(real, pages, rendered):
    made = pages(real)
    for group in rendered(made["resources/"]).css("[data-facet]"):
        for row in group.css("li:has(a)"):
            address = f"resources/{row.css_first('a').attributes['href']}"
            count = int(words(row.css_first("[data-count]")))
            assert len(titles(rendered(made[address]))) == count, address


def test_no_fact_of_a_real_card_is_empty_or_an_id(real, pages, rendered, lists):
    names = ("audience", "topics", "cost", "grades", "evidence_levels", "kinds")
    ids = {id for name in names for id in lists[name] if "-" in id}
    tree = rendered(pages(real)["resources/"])
    for value in tree.css(".hub-cards :is(h3, .hub-card__by, .hub-card__what)"):
        assert words(value)
    for value in tree.css(".hub-cards :is(dd, .hub-kind, .hub-tag)"):
        assert words(value)
        assert not set(words(value).replace(",", " ").split()) & ids, words(value)


# Pieces made once


def test_a_card_is_made_once_for_each_depth(shelf_with, pages, lists):
    made = pages(shelf_with({}))
    renderer = Renderer(ICONS, lists, markup.render, markup.render_inline)
    cards = [renderer.body(page).count('<li class="hub-card"') for page in made.values()]

    assert sum(cards) == len(made) + 1  # the catalogue also holds the empty card
    assert sorted(renderer._kept) == ["card proposed ../../../a-tool/", "card proposed a-tool/"]
