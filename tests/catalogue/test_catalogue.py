from pathlib import Path

import material
import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from resource_hub import catalogue, markup, schema
from resource_hub.problems import Location, render_text, sort_problems
from resource_hub.rendering import Renderer
from resource_hub.schema import Document
from resource_hub.source import read_yaml

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CASES = sorted((HERE / "cases").glob("*.yml"))
ICONS = Path(material.__file__).parent / "templates" / ".icons"
WORDS = {
    name: {str(term["id"]): term for term in terms}
    for name, terms in yaml.safe_load(
        (ROOT / "content" / "vocabularies.yaml").read_text(encoding="utf-8")
    ).items()
    if isinstance(terms, list)
}
REST = {
    "kind": "tool",
    "publisher": {"name": "Makers of tools"},
    "description": "Counts words.",
    "why_listed": "Teams can count words.",
    "relationship": "not-declared",
    "audience": ["teacher"],
    "topics": ["tier-2"],
    "tiers": [1, 2],
    "domains": ["academics"],
    "grades": {"from": "K", "to": "5"},
    "languages": ["en"],
    "cost": "free",
    "license": "unspecified",
    "formats": ["web"],
    "added": "2026-11-22",
    "state": "proposed",
    "checked": {"level": "C", "date": "2026-11-23"},
    "evidence": {"level": "none-yet", "sources": []},
}
VETTING = {
    "rubric": "1.0",
    "reviewers": [
        {"role": "researcher", "conflict": "none"},
        {"role": "teacher", "conflict": "none"},
    ],
    "scores": {},
    "decision": "list",
    "decided": "2026-11-22",
    "review_by": "2027-11-22",
}
RECORD = {"id": "a-tool", "title": "A tool", "url": "https://www.example.org/a", **REST}


def read(*rows: dict):
    """Records of rows that say only what a test is about."""
    text = yaml.safe_dump([{"id": row["id"]} for row in rows])
    source, _ = read_yaml(text, "resources.yaml")
    return catalogue.read_catalogue(Document(source, list(rows)))


def record_of(**fields) -> catalogue.ResourceRecord:
    (record,), problems = read({**RECORD, **fields})
    assert not problems
    return record


def pages_of(records, used=(), day=None):
    shelf = catalogue.shelf_of(records, WORDS, day)
    return [
        *catalogue.listing_pages(shelf, vocabularies=WORDS, origin=Location("resources.yaml")),
        *catalogue.record_pages(shelf, vocabularies=WORDS, used=lambda id: used),
    ]


def rendered(page) -> LexborHTMLParser:
    return LexborHTMLParser(Renderer(ICONS, WORDS, markup.render, markup.render_inline).body(page))


def words(node) -> str:
    return " ".join(node.text().split())


def facts(tree, selector: str = ".hub-spec") -> dict[str, str]:
    """Terms and values of a list of facts."""
    return {
        words(row.css_first("dt")): words(row.css_first("dd"))
        for row in tree.css_first(selector).css("div")
    }


@pytest.fixture(scope="module")
def real():
    source, problems = read_yaml(
        (ROOT / "resources.yaml").read_text(encoding="utf-8"), "resources.yaml"
    )
    plain, found = schema.check(source.root, "resources")
    assert not [*problems, *found]
    return catalogue.read_catalogue(Document(source, plain))


# Problems


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_problems_are_reported_word_for_word(case):
    wanted = yaml.safe_load(case.read_text(encoding="utf-8"))
    source, _ = read_yaml(wanted["records"], "resources.yaml")
    plain = [{**REST, **row} for row in yaml.safe_load(wanted["records"])]

    _, problems = catalogue.read_catalogue(Document(source, plain))

    assert render_text(sort_problems(problems)) == wanted["output"].rstrip("\n")


def test_every_code_has_a_case():
    outputs = "".join(yaml.safe_load(c.read_text(encoding="utf-8"))["output"] for c in CASES)

    assert all(f"R{n:03}:" in outputs for n in range(1, 6))


def test_a_state_with_its_vetting_is_fine():
    _, problems = read({**RECORD, "state": "listed", "vetting": VETTING})

    assert problems == []


# Values


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "http://example.org/a"),
        ("https://example.org/a", "https://www.Example.ORG/a/"),
        ("https://example.org/a", "https://example.org/a#part"),
        ("https://example.org/a", "https://example.org/a?utm_source=x&UTM_medium=y"),
        ("https://example.org", "https://example.org/"),
        ("https://example.org/a?x=1", "https://example.org/a/?x=1&utm_id=2#b"),
    ],
)
def test_addresses_of_one_page_are_one(one, other):
    assert catalogue.canonical(one) == catalogue.canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "https://example.org/A"),
        ("https://example.org/a", "https://example.org/b"),
        ("https://example.org/a", "https://docs.example.org/a"),
        ("https://example.org/a?x=1", "https://example.org/a?x=2"),
        ("https://example.org/a?x=", "https://example.org/a"),
    ],
)
def test_addresses_of_two_pages_are_two(one, other):
    assert catalogue.canonical(one) != catalogue.canonical(other)


@pytest.mark.parametrize(
    ("low", "high", "all"),
    [("PK", "1", ("PK", "K", "1")), ("9", "12", ("9", "10", "11", "12")), ("K", "K", ("K",))],
)
def test_grades_are_all_from_the_lowest_to_the_highest(low, high, all):
    record = record_of(grades={"from": low, "to": high})

    assert catalogue.grades_of(record, list(WORDS["grades"])) == all


def test_a_record_knows_its_page_its_host_and_whether_it_was_seen():
    record = record_of()

    assert (record.address, record.host) == ("resources/a-tool/", "example.org")
    assert record.confirmed
    assert not record_of(checked={"level": "P", "date": "2026-11-23"}).confirmed


# The page of a record


def test_a_record_page_says_what_filters_and_search_need():
    evidence = {"level": "strong", "sources": ["one2001, p. 3", "two2002"]}
    (_, page) = pages_of([record_of(evidence=evidence)])

    assert (page.url, page.kind, page.title, page.kind_label) == (
        "resources/a-tool/", "record", "A tool", "Tool"
    )  # fmt: skip
    assert page.lead == "Counts words."
    assert page.cites == ("one2001", "two2002")
    assert page.facets == {
        "topic": ("tier-2", "mtss-framework"), "tier": ("1", "2"), "audience": ("teacher",),
        "domain": ("academics",), "kind": ("tool",), "cost": ("free",),
        "grade": ("K", "1", "2", "3", "4", "5"),
    }  # fmt: skip


def test_a_proposed_record_says_that_nobody_vetted_it():
    tree = rendered(pages_of([record_of()])[1])

    assert words(tree.css_first(".hub-banner--proposed")) == (
        "Proposed: not yet vetted. No reviewer has scored this entry. "
        "The level of evidence below is a proposal."
    )
    assert words(tree.css_first('[aria-labelledby="vetting"] p')) == (
        "No reviewer, score or decision is recorded."
    )


def test_a_record_page_lists_the_facts_in_words():
    tree = rendered(
        pages_of(
            [
                record_of(
                    audience=["teacher", "school-leader"],
                    cost_note="Printed copies cost more.",
                    jurisdiction=["US"],
                    publisher={"name": "Makers of tools", "kind": "nonprofit"},
                    languages=["en", "es"],
                )
            ]
        )[1]
    )

    assert facts(tree, ".hub-spec--stack") == {
        "Tiers": "123Tiers 1 and 2",
        "For whom": "Teacher, school leader",
        "Grades": "Grades K to 5",
        "Topics": WORDS["topics"]["tier-2"]["label"],
        "Cost": "FreePrinted copies cost more.",
        "License": WORDS["licenses"]["unspecified"]["label"],
        "Formats": "Web page",
        "Language": "English, Spanish",
        "Publisher": f"Makers of tools{WORDS['publisher_kinds']['nonprofit']['label']}",
        "Our tie to it": "Not declared",
        "Country": "US",
        "Address": "Address confirmed23 November 2026",
        "Added": "22 November 2026",
    }


def test_an_address_that_was_not_seen_is_not_called_confirmed():
    record = record_of(checked={"level": "K", "date": "2026-11-23"})

    for page in pages_of([record]):
        assert "Address not yet confirmed" in rendered(page).html
        assert "Address confirmed" not in rendered(page).html


def test_evidence_is_shown_with_its_sources_and_limits():
    record = record_of(
        evidence={
            "level": "moderate",
            "basis": "One study found more words.",
            "sources": ["one2001, p. 3", "two2002"],
            "applies_to": "Grade 2",
            "not_shown_for": "Grade 9",
        }
    )
    section = rendered(pages_of([record])[1]).css_first('[aria-labelledby="how-sure"]')

    assert words(section.css_first(".hub-sign")) == WORDS["evidence_levels"]["moderate"]["label"]
    assert section.css_first("hub-cite").attributes["data-raw"] == "[@one2001, p. 3; @two2002]"
    assert [words(p) for p in section.css("p")] == [
        WORDS["evidence_levels"]["moderate"]["label"],
        "One study found more words.",
        "Shown for. Grade 2",
        "Not shown for. Grade 9",
        WORDS["evidence_levels"]["moderate"]["definition"],
    ]


@pytest.mark.parametrize(("level", "said"), [("strong", True), ("not-applicable", False)])
def test_guidance_says_that_the_level_is_that_of_its_panel(level, said):
    record = record_of(kind="guidance", evidence={"level": level, "sources": []})
    text = words(rendered(pages_of([record])[1]).css_first('[aria-labelledby="how-sure"]'))

    assert ("For a practice guide the level repeats the highest rating" in text) is said


def test_a_record_without_sources_cites_nothing():
    assert not rendered(pages_of([record_of()])[1]).css("hub-cite")


def test_the_way_out_names_the_host():
    link = rendered(pages_of([record_of()])[1]).css_first(".hub-actions a")

    assert (words(link), link.attributes["href"]) == (
        "Open at example.org",
        "https://www.example.org/a",
    )


def test_pages_that_use_a_record_are_linked():
    page = pages_of([record_of()], used=[("A guide", "guides/a-guide/")])[1]
    links = rendered(page).css('[aria-labelledby="used"] a')

    assert [(a.text(), a.attributes["href"]) for a in links] == [
        ("A guide", "../../guides/a-guide/")
    ]
    assert not rendered(pages_of([record_of()])[1]).css("#used")


def test_texts_of_editors_are_escaped():
    bad = '<script>alert(1)</script>"><img src=x onerror=alert(1)> & {{ 7 * 7 }}'
    record = record_of(
        title=bad,
        description=bad,
        why_listed=bad,
        cost_note=bad,
        publisher={"name": bad},
        jurisdiction=[bad],
        url='https://example.org/a?"><script>alert(1)</script>',
        evidence={
            "level": "strong",
            "basis": bad,
            "sources": [],
            "applies_to": bad,
            "not_shown_for": bad,
        },
    )

    for page in pages_of([record], used=[(bad, "guides/a/")]):
        tree = rendered(page)
        assert not tree.css("script, img, [onerror]")
        assert bad in tree.body.text()


# Cards and the list of all


def test_a_card_says_what_for_whom_what_it_costs_how_sure_and_when_checked():
    card = rendered(pages_of([record_of()])[0]).css_first(".hub-card")

    assert words(card.css_first(".hub-card__head")) == "ToolProposed: not yet vetted"
    assert card.css_first("h3 a").attributes["href"] == "a-tool/"
    assert words(card.css_first("h3")) == "A tool"
    assert words(card.css_first(".hub-card__by")) == "Makers of tools"
    assert words(card.css_first(".hub-card__what")) == "Counts words."
    assert list(facts(card)) == ["Support level", "For whom", "Cost", "How sure", "Checked"]
    assert facts(card)["For whom"] == "TeacherGrades K to 5"
    assert facts(card)["How sure"] == WORDS["evidence_levels"]["none-yet"]["label"]
    assert facts(card)["Checked"] == "Address confirmed23 November 2026"


@pytest.mark.parametrize(
    ("audience", "said"),
    [
        (["teacher"], "Teacher"),
        (["teacher", "coach"], "Teacher and coach"),
        (["teacher", "coach", "family"], "Teacher, coach and family"),
        (["teacher", "coach", "family", "researcher"], "Teacher, coach and 2 more"),
    ],
)
def test_a_card_names_a_few_readers_and_counts_the_rest(audience, said):
    labels = {id: WORDS["audience"][id]["label"].lower() for id in audience[1:]}
    for id, label in labels.items():
        said = said.replace(f" {id}", f" {label}")
    card = rendered(pages_of([record_of(audience=audience)])[0]).css_first(".hub-card")

    assert facts(card)["For whom"].removesuffix("Grades K to 5") == said


@pytest.mark.parametrize(
    ("grades", "said"),
    [
        ({"from": "K", "to": "5"}, "Grades K to 5"),
        ({"from": "PK", "to": "12"}, "Preschool to grade 12"),
        ({"from": "7", "to": "9"}, "Grades 7 to 9"),
    ],
)
def test_grades_are_said_in_words(grades, said):
    tree = rendered(pages_of([record_of(grades=grades)])[1])

    assert facts(tree, ".hub-spec--stack")["Grades"] == said


def test_the_list_groups_records_by_kind_and_counts_them():
    records = [
        record_of(id="a", kind="tool"),
        record_of(id="b", kind="dataset"),
        record_of(id="c", kind="tool"),
    ]
    page = pages_of(records)[0]
    tree = rendered(page)

    assert page.lead == (
        "3 sites, tools, measures, guides and programs. All are proposals: none has been vetted "
        "yet, and being listed is not an endorsement."
    )
    assert not page.searched
    counts = {a.attributes["href"]: words(a) for a in tree.css("nav a")}
    assert counts == {"#tool": "Tool 2", "#dataset": "Data set 1"}
    assert [len(section.css(".hub-card")) for section in tree.css("section")] == [2, 1]
    assert [h.attributes["id"] for h in tree.css("h2")] == ["tool", "dataset"]


def test_not_all_are_called_proposals_when_one_is_not():
    vetted = {"state": "listed", "vetting": VETTING}

    assert pages_of([record_of(), record_of(id="b", **vetted)])[0].lead == (
        "2 sites, tools, measures, guides and programs."
    )


# The real catalogue


def test_the_real_records_read_without_problems(real):
    records, problems = real

    assert render_text(problems) == ""
    assert len(records) == len({record.id for record in records}) == 100


def test_every_real_kind_has_an_icon_of_its_own(real):
    assert set(WORDS["kinds"]) == set(catalogue.ICONS)
    assert len(set(catalogue.ICONS.values())) == len(catalogue.ICONS)


def test_the_real_list_counts_each_record_once(real):
    records, _ = real
    tree = rendered(pages_of(records)[0])
    links = [a.attributes["href"] for a in tree.css(".hub-card h3 a")]

    assert sorted(links) == sorted(f"{record.id}/" for record in records)
    assert sum(int(words(count)) for count in tree.css("nav .hub-quiet")) == len(records)


def test_no_fact_of_a_real_record_is_empty_or_an_id(real):
    records, _ = real
    lists = (
        "audience",
        "topics",
        "cost",
        "licenses",
        "formats",
        "relationships",
        "publisher_kinds",
    )
    ids = {id for name in lists for id in WORDS[name] if "-" in id}
    for page in pages_of(records):
        tree = rendered(page)
        for value in tree.css(".hub-card__by, .hub-card__what, h3"):
            assert words(value), page.url
        for value in tree.css("dd, .hub-kind, .hub-tag"):
            assert words(value), page.url
            assert not set(words(value).replace(",", " ").split()) & ids, (page.url, words(value))
