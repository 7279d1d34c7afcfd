"""Works as readers see them: designs, decades, doubts, facts, JSON-LD, uses and their templates."""

import json
from pathlib import Path

import material
import pytest
from selectolax.lexbor import LexborHTMLParser

from resource_hub.citations.exporting import plain_item
from resource_hub.loading import graph_of, load_hub
from resource_hub.problems import Location
from resource_hub.references import Use, Work, design_of, reference_pages, why_not_confirmed
from resource_hub.references.facts import facts_of, linked_of
from resource_hub.rendering import Renderer
from resource_hub.using import uses_of_works

ICONS = Path(material.__file__).parent / "templates" / ".icons"
DESIGNS = {
    "meta-analysis": {"label": "Meta-analysis", "matches": ["review and meta-analysis", "Meta"]},
    "narrative-review": {"label": "Narrative review", "matches": ["review (", "review"]},
    "trial": {"label": "Randomized trial", "matches": ["randomised"]},
}
TOPICS = {"reading": {"label": "Reading"}, "teams": {"label": "Teams"}}
BURNS = Work(
    key="burns2005",
    html="Burns, M. (2005). <i>A study</i>.",
    title="A study",
    where=Location("references.bib", 3),
    year="2005",
    finding="It found <something>.",
    design="meta-analysis",
    kind="meta-analysis",
    topics=("reading",),
    item={"type": "book", "title": "A study", "author": [{"family": "Burns", "given": "M."}]},
    files={"BibTeX": "references/burns2005/burns2005.bib"},
    uses=(
        Use("Does it work?", "evidence/work/", "Claim 1: It works.", "evidence/work/#c1"),
        Use("Does it work?", "evidence/work/", "Claim 2: It does not.", "evidence/work/#c2", True),
        Use("Home", ""),
    ),
)
ABEL = Work(
    key="abel",
    html="Åbel, A. (n.d.). T.",
    title="T",
    where=Location("references.bib", 9),
    year="n.d.",
    confirmed=False,
    reasons=why_not_confirmed("S", True),
)


def pages_of(*works):
    return reference_pages(works, designs=DESIGNS, topics=TOPICS, files={"RIS": "references/x.ris"})


def rendered(page):
    renderer = Renderer(ICONS, {}, lambda text: text, lambda text: text)
    return LexborHTMLParser(renderer.body(page))


def texts(tree, selector):
    return [" ".join(node.text().split()) for node in tree.css(selector)]


# Values --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("randomised trial (34 classrooms)", "trial"),
        ("Randomised trial", "trial"),
        ("review and meta-analysis of trials", "meta-analysis"),  # not "review"
        ("review of reviews", "narrative-review"),
        ("a randomised trial", ""),  # begins with another word
        ("", ""),
    ],
)
def test_the_longest_word_that_a_design_begins_with_wins(text, expected):
    assert design_of(text, DESIGNS) == expected


@pytest.mark.parametrize(
    ("year", "decade"),
    [("2015", "2010s"), ("1998", "1990s"), ("2019-05", "2010s"), ("n.d.", ""), ("in press", "")],
)
def test_a_year_belongs_to_a_decade(year, decade):
    assert Work("a", "", "", Location("x"), year=year).decade == decade


@pytest.mark.parametrize(
    ("level", "doubt", "said"),
    [
        ("C", False, ()),
        ("P", False, ()),
        ("S", False, ("The work was seen only in documents that cite it.",)),
        (
            "K", True,
            (
                "The details come from general knowledge; the work itself was not seen.",
                "An open question about its details is noted for the editors.",
            ),
        ),
        ("C", True, ("An open question about its details is noted for the editors.",)),
    ],
)  # fmt: skip
def test_why_details_are_not_confirmed_is_said_plainly(level, doubt, said):
    assert why_not_confirmed(level, doubt) == said


def test_facets_count_works_and_leave_out_what_none_has():
    other = Work("c", "C. (1998). U.", "U", Location("x"), year="1998", topics=("reading",))

    facets = pages_of(BURNS, ABEL, other)[0].values["facets"]

    assert [(facet.title, facet.choices) for facet in facets] == [
        ("Kind of work", (("meta-analysis", "Meta-analysis", 1), ("other", "Other", 2))),
        ("Topic", (("reading", "Reading", 2),)),
        ("Year", (("2000s", "2000s", 1), ("1990s", "1990s", 1), ("none", "No year", 1))),
    ]


ARTICLE = {
    "type": "article-journal",
    "author": [
        {"family": "Rosa", "given": "Anna", "non-dropping-particle": "de la"},
        {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
        {"literal": "The MYRIAD Team"},
    ],
    "issued": {"date-parts": [[2006, 2]]},
    "title": "T",
    "container-title": "J",
    "volume": "41",
    "issue": "1",
    "page": "93-99",
    "DOI": "10.1598/RRQ.41.1.4",
    "URL": "https://doi.org/10.1598/RRQ.41.1.4",
}


def test_facts_name_authors_in_full():
    assert facts_of(ARTICLE) == [
        ("Authors", "Anna de la Rosa; Martin Luther King Jr.; The MYRIAD Team"),
        ("Year", "2006"),
        ("Journal", "J"),
        ("Volume", "41"),
        ("Issue", "1"),
        ("Pages", "93–99"),
        ("DOI", "10.1598/RRQ.41.1.4"),
    ]
    assert facts_of({}, "n.d.") == [("Year", "n.d.")]


def test_an_article_is_part_of_an_issue_of_a_volume_of_a_periodical():
    assert linked_of(ARTICLE, "Found it.") == {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "name": "T",
        "author": [
            {"@type": "Person", "name": "Anna de la Rosa"},
            {"@type": "Person", "name": "Martin Luther King Jr."},
            {"@type": "Organization", "name": "The MYRIAD Team"},
        ],
        "datePublished": "2006",
        "isPartOf": {
            "@type": "PublicationIssue",
            "issueNumber": "1",
            "isPartOf": {
                "@type": "PublicationVolume",
                "volumeNumber": "41",
                "isPartOf": {"@type": "Periodical", "name": "J"},
            },
        },
        "pagination": "93–99",
        "identifier": {
            "@type": "PropertyValue",
            "propertyID": "DOI",
            "value": "10.1598/RRQ.41.1.4",
        },
        "sameAs": "https://doi.org/10.1598/RRQ.41.1.4",
        "description": "Found it.",
    }


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (
            {"type": "report", "title": "T", "number": "NCEE 1", "publisher": "I", "URL": "https://x.org"},
            {"@type": "Report", "name": "T", "reportNumber": "NCEE 1", "url": "https://x.org",
             "publisher": {"@type": "Organization", "name": "I"}},
        ),
        (
            {"type": "legislation", "title": "Act", "number": "108-446",
             "container-title": "Stat."},
            {"@type": "Legislation", "name": "Act", "legislationIdentifier": "108-446",
             "isPartOf": {"@type": "CreativeWork", "name": "Stat."}},
        ),
        (
            {"type": "chapter", "title": "T", "container-title": "B", "DOI": "10.1/x",
             "editor": [{"family": "E", "given": "F."}]},
            {"@type": "Chapter", "name": "T", "isPartOf": {"@type": "Book", "name": "B"},
             "editor": [{"@type": "Person", "name": "F. E"}], "sameAs": "https://doi.org/10.1/x",
             "identifier": {"@type": "PropertyValue", "propertyID": "DOI", "value": "10.1/x"}},
        ),
        ({"type": "no such type", "title": "T"}, {"@type": "CreativeWork", "name": "T"}),
    ],
    ids=["report", "law", "chapter", "unknown"],
)  # fmt: skip
def test_other_works_have_types_of_their_own(item, expected):
    assert linked_of(item) == {"@context": "https://schema.org", **expected}


# Templates -----------------------------------------------------------------------------------


def test_works_stand_under_their_letter_with_what_filters_read():
    tree = rendered(pages_of(BURNS, ABEL)[0])

    assert texts(tree, ".hub-letter") == ["B", "Å"]
    assert [a.attributes["href"] for a in tree.css(".hub-alpha a")] == ["#letter-B", "#letter-Å"]
    assert [
        tuple(li.attributes[name] for name in ("id", "data-design", "data-topic", "data-year"))
        for li in tree.css(".hub-refs > li")
    ] == [("ref-burns2005", "meta-analysis", "reading", "2000s"), ("ref-abel", "other", "", "none")]


def test_the_list_needs_no_script_and_filters_show_only_with_one():
    tree = rendered(pages_of(BURNS, ABEL)[0])

    assert "hidden" in tree.css_first("#filters").attributes
    assert "hidden" in tree.css_first(".hub-facets__open").attributes
    assert not tree.css("li[hidden], section[hidden]")
    assert texts(tree, "[role=status]") == ["All 2 works"]


def test_each_entry_leads_to_its_page_and_its_files():
    tree = rendered(pages_of(BURNS, ABEL)[0])

    assert texts(tree, ".hub-refs .hub-ref__tools") == [
        "Used in 2 pagesBibTeX",
        "Details not yet confirmedMore",
    ]
    assert [
        (a.attributes["href"], a.attributes.get("aria-label"))
        for a in tree.css(".hub-refs .hub-ref__tools a")
    ] == [
        ("burns2005/", "Used in 2 pages: A study"),
        ("burns2005/burns2005.bib", "BibTeX: A study"),
        ("abel/", "More: T"),
    ]


def test_a_page_says_claim_by_claim_where_the_work_is_used():
    tree = rendered(pages_of(BURNS)[1])

    assert texts(tree, "h2") == ["The work", "What it found", "Where we use it"]
    assert texts(tree, ".hub-list > li") == [
        "Does it work? Claim 1: It works. Disputes Claim 2: It does not.",
        "Home",
    ]
    assert [a.attributes["href"] for a in tree.css(".hub-list a")] == [
        "../../evidence/work/",
        "../../evidence/work/#c1",
        "../../evidence/work/#c2",
        "../../",
    ]
    assert not tree.css(".hub-banner")


def test_a_page_in_doubt_says_so_in_general_words():
    tree = rendered(pages_of(ABEL)[1])

    assert texts(tree, ".hub-banner") == [
        "Details not yet confirmed. The work was seen only in documents that cite it. An open "
        "question about its details is noted for the editors."
    ]
    assert texts(tree, ".hub-spec > div") == ["Yearn.d."]


def test_no_value_can_end_the_script_that_holds_the_json():
    harm = "</script><script>alert(1)</script><!--"
    work = Work(
        "x", "X", harm, Location("x"), finding=harm,
        item=plain_item({"type": "book", "title": harm}),
    )  # fmt: skip

    tree = rendered(pages_of(work)[1])

    assert len(tree.css("script")) == 1
    assert json.loads(tree.css_first("script").text())["description"] == harm


def test_a_doi_is_shown_below_an_entry_that_lacks_it():
    item = {"type": "book", "DOI": "10.1/a<b"}
    without = Work("x", "X. (2001). T.", "T", Location("x"), item=item)
    having = Work("x", "X. https://doi.org/10.1/a<b", "T", Location("x"), item=item)

    links = rendered(pages_of(without)[1]).css(".hub-ref__tools a")
    assert [a.attributes["href"] for a in links] == ["https://doi.org/10.1/a%3Cb"]
    assert not rendered(pages_of(having)[1]).css(".hub-ref__tools")


# Uses ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def small(root):
    return load_hub(root / "tests" / "site")


def told(uses):
    return [(use.page, use.part, use.url, use.disputes) for use in uses]


def test_uses_name_the_claim_and_the_action_and_a_lesson_as_a_page(small):
    found = uses_of_works(graph_of(small), {"timeline/": "How we got here"})

    summary, guide = "evidence/small-groups/", "guides/one-guide/"
    lesson = "academy/path-small/first-lesson/"
    assert told(found["doe2001two"])[:2] == [
        ("Small groups", "Claim 2: In one trial they made no difference.", f"{summary}#c2", False),
        ("Should we start?", "Action 2: Measure again.", f"{guide}#wait", False),
    ]
    assert told(found["center_nd"])[:2] == [
        ("Small groups", "Claim 2: In one trial they made no difference.", f"{summary}#c2", True),
        ("Small groups", "", summary, False),
    ]
    assert ("First lesson", "", lesson, False) in told(found["doe2001one"])


def test_every_page_that_cites_a_work_is_among_its_uses(root, pages_that_cite):
    hub = load_hub(root)

    found = uses_of_works(graph_of(hub), {})

    for key, links in pages_that_cite(hub).items():
        pages = {use.page_url for use in found[key]}
        assert {url.partition("#")[0] for _, url in links} <= pages, key
