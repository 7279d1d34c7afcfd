"""Ways in: what stands on a page of a topic, tier or role, on the map, among what is wanted."""

from pathlib import Path

import pytest
import yaml

from resource_hub import ways
from resource_hub.problems import Location
from resource_hub.ways.entries import by_title, strongest, surest_first
from resource_hub.ways.evidence_map import Cell, columns_of
from resource_hub.ways.roles import named_first, rated, tools
from resource_hub.ways.tiers import rows_of
from resource_hub.ways.topics import by_tiers, tiers_among

CASES = Path(__file__).parent / "cases"
WANTED = yaml.safe_load((CASES / "wanted.yaml").read_text(encoding="utf-8"))
TIERS = {"1": {"label": "Tier 1"}, "2": {"label": "Tier 2"}, "3": {"label": "Tier 3"}}
KINDS = {"tool": {"label": "Tool"}, "guidance": {"label": "Guidance"}}


def nowhere(id_):
    return Location("content/vocabularies.yaml")


def page_at(pages, url):
    (found,) = (page for page in pages if page.url == url)
    return found


def titles(entries):
    return [entry.title for entry in entries]


# Order -----------------------------------------------------------------------------------------


def test_the_surest_summary_comes_first_and_more_claims_as_sure_break_a_tie(thing):
    summaries = [
        thing("summary", title="B low", claims=["low"]),
        thing("summary", title="Opinion", claims=["opinion", "law"]),
        thing("summary", title="One high", claims=["high", "low"]),
        thing("summary", title="Two high", claims=["high", "high"]),
        thing("summary", title="a low", claims=["low"]),
    ]

    assert titles(surest_first(summaries)) == ["Two high", "One high", "a low", "B low", "Opinion"]


def test_the_first_of_equally_sure_claims_is_told(thing):
    summary = thing("summary", claims=["opinion", "low", "low"])

    assert summary.surest.url.endswith("#c2")
    assert thing("summary", claims=["opinion", "not-rated"]).surest is None


@pytest.mark.parametrize(
    ("levels", "found"),
    [
        (["promising", "strong", "none-yet"], "strong"),
        (["none-yet", "negative"], "negative"),
        (["no-effect", "negative"], "negative"),
        (["negative", "rationale"], "rationale"),
        (["not-applicable", "none-yet"], "none-yet"),
        (["not-applicable"], ""),
        ([], ""),
    ],
)
def test_only_levels_that_apply_count_and_harm_is_not_hidden(levels, found):
    assert strongest(levels) == found


# Topics ----------------------------------------------------------------------------------------


def test_a_wider_topic_holds_what_its_narrower_ones_hold(thing, tree):
    entries = [thing(topics=["meetings"]), thing(topics=["teams", "meetings"]), thing("term")]

    topics = ways.topics_of(entries, tree)

    assert {id_: len(topic.entries) for id_, topic in topics.items()} == {"teams": 2, "meetings": 2}
    assert topics["teams"].told == "2 resources"


def test_a_topic_without_a_thing_has_no_page(thing, tree):
    entries = [thing(topics=["meetings"])]

    pages = ways.topic_pages(entries, tree, where=nowhere, icons={})

    assert [page.url for page in pages] == ["topics/", "topics/teams/", "topics/meetings/"]
    assert [crumb.title for crumb in pages[2].crumbs] == ["Topics", "Teams"]


def test_each_resource_is_once_among_the_cards_and_counted_for_each_tier(thing):
    records = [
        thing(title="c", tiers=["1", "2", "3"]),
        thing(title="b", tiers=["2"]),
        thing(title="a", tiers=[]),
        thing(title="d", tiers=["1", "2"]),
        thing(title="e", tiers=["2"]),
    ]

    groups = by_tiers(records)

    assert [(tiers, titles(group)) for tiers, group in groups] == [
        (("2",), ["b", "e"]),
        (("1", "2"), ["d"]),
        (("1", "2", "3"), ["c"]),
        ((), ["a"]),
    ]
    assert tiers_among(records) == [("1", 2), ("2", 4), ("3", 1)]


def test_a_topic_shows_at_most_a_hundred_cards_and_says_how_many_there_are(thing, tree):
    entries = [thing(topics=["teams"], tiers=["1"] if n % 2 else ["2"]) for n in range(120)]

    values = page_at(
        ways.topic_pages(entries, tree, where=nowhere, icons={}), "topics/teams/"
    ).values

    assert sum(len(group) for _, group in values["groups"]) == values["shown"] == 100
    assert (values["total"], values["tiers"]) == (120, [("1", 60), ("2", 60)])


def test_what_is_set_on_a_topic_itself_comes_before_what_is_on_a_narrower_one(thing, tree):
    entries = [
        thing("summary", title="Narrow", topics=["meetings"], claims=["high"]),
        thing("summary", title="Own", topics=["teams"], claims=["low"]),
    ]

    page = page_at(ways.topic_pages(entries, tree, where=nowhere, icons={}), "topics/teams/")

    assert titles(page.values["parts"]["summary"]) == ["Own", "Narrow"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Universal screening", ["universal screening"]),
        ("Universal-screening tools", ["universal screening"]),
        ("False positives are many", ["false positive"]),
        ("The idea of a team", []),
        ("Under IDEA", ["individuals with disabilities"]),
        ("a screener", []),
    ],
)
def test_terms_are_found_as_whole_words_in_any_number(thing, text, found):
    terms = [
        thing("term", title="universal screening", names=["universal screening"]),
        thing("term", title="false positive", names=["false positive"]),
        thing("term", title="individuals with disabilities", names=["individuals", "IDEA"]),
    ]

    assert titles(ways.terms_in(text, terms)) == found


# Tiers and roles -------------------------------------------------------------------------------


def test_a_tier_holds_what_names_it(thing):
    entries = [
        thing(group="tool", tiers=["1", "2"]),
        thing(group="guidance", tiers=["2"]),
        thing("summary", tiers=["1"]),
        thing("guide", tiers=["3"]),
    ]

    pages = ways.tier_pages(entries, TIERS, kinds=KINDS, where=nowhere)
    one, two, three = (page_at(pages, f"tiers/{n}/").values for n in (1, 2, 3))

    assert (one["total"], len(one["summaries"]), one["guides"]) == (1, 1, [])
    assert [(kind, count) for kind, _, count in two["groups"]] == [("tool", 1), ("guidance", 1)]
    assert (three["total"], len(three["guides"])) == (0, 1)


def test_above_a_hundred_resources_a_few_of_each_kind_are_listed(thing):
    groups = [("tool", [thing() for _ in range(95)]), ("guidance", [thing() for _ in range(6)])]

    assert [(kind, len(rows), count) for kind, rows, count in rows_of(groups)] == [
        ("tool", 10, 95),
        ("guidance", 6, 6),
    ]
    assert [len(rows) for _, rows, _ in rows_of(groups[:1])] == [95]


def test_a_role_with_fewer_than_three_things_is_shown_nowhere_but_has_its_page(thing):
    audience = {id_: {"label": id_.title()} for id_ in ("teacher", "coach", "family")}
    entries = [
        thing(audience=["teacher"]),
        thing("guide", audience=["teacher", "coach"]),
        thing("summary", audience=["teacher"], claims=["low"]),
        thing(audience=["coach"]),
    ]

    pages = ways.role_pages(entries, audience, kinds=KINDS, where=nowhere, icons={})
    listed = {role.id for role in page_at(pages, "for/").values["roles"]}
    teachers, coaches = (page_at(pages, f"for/{id_}/").values for id_ in ("teacher", "coach"))

    assert [page.url for page in pages] == ["for/", "for/teacher/", "for/coach/"]
    assert listed == {"teacher"}
    assert [role.id for role in coaches["others"]] == ["teacher"]
    assert teachers["others"] == []


def test_at_most_five_of_a_kind_are_to_start_with(thing):
    entries = [thing("summary", audience=["teacher"], claims=["low"]) for _ in range(7)]

    pages = ways.role_pages(
        entries, {"teacher": {"label": "Teacher"}}, kinds=KINDS, where=nowhere, icons={}
    )

    chosen, total = page_at(pages, "for/teacher/").values["summaries"]
    assert (len(chosen), total) == (5, 7)


def test_resources_are_chosen_by_level_then_by_how_few_roles_they_are_for(thing):
    records = [
        thing(title="broad", level="strong", audience=["a", "b", "c"]),
        thing(title="none", level="none-yet", audience=["a"]),
        thing(title="few", level="strong", audience=["a"]),
        thing(title="moderate", level="moderate", audience=["a"]),
        thing(title="site", level="not-applicable", audience=["a"]),
        thing(title="rationale", level="rationale", audience=["a"]),
    ]

    assert titles(rated(records)) == ["few", "broad", "moderate"]


def test_our_own_templates_come_before_tools_and_other_kinds_are_no_tools(thing):
    entries = [
        thing(title="a pair", group="tool", audience=["a", "b"]),
        thing(title="for one", group="assessment", audience=["a"]),
        thing(title="law", group="guidance", audience=["a"]),
        thing("toolkit", title="agenda", audience=["a", "b"]),
    ]

    assert titles(tools(entries)) == ["agenda", "for one", "a pair"]


def test_guides_that_name_a_role_first_come_first(thing):
    guides = [
        thing("guide", title="second", audience=["leader", "teacher"]),
        thing("guide", title="first", audience=["teacher", "leader"]),
    ]

    assert titles(named_first("teacher", guides)) == ["first", "second"]


# The map ---------------------------------------------------------------------------------------


def test_a_cell_counts_what_is_on_its_topic_and_tier(thing, tree):
    entries = [
        thing(topics=["meetings"], tiers=["1", "2"], level="strong"),
        thing(topics=["teams"], tiers=["2"], level="not-applicable"),
        thing("summary", topics=["teams"], tiers=["2", "3"]),
        thing("guide", topics=["teams"], tiers=["1"]),
    ]

    (teams, (meetings,)), (screening, below) = ways.rows_of_map(entries, tree, ["1", "2", "3"])

    assert teams.cells == (
        Cell("topics/teams/#tier-1", 1, 1, 0, "strong"),
        Cell("topics/teams/#tier-2", 2, 1, 1, "strong"),
        Cell("topics/teams/#summaries", 0, 0, 1, ""),
    )
    assert meetings.cells[2] == Cell("", 0, 0, 0, "")
    assert (screening.url, below) == ("", [])


def test_a_cell_has_a_name_that_says_all_without_its_table():
    cell = Cell("topics/teams/#tier-2", 12, 3, 1, "strong")
    bare = Cell("topics/teams/#tier-3", 1, 0, 0, "")

    assert cell.name("Teams", "Tier 2", "Strong") == (
        "Teams, Tier 2: 12 resources, 1 summary, strongest evidence: strong"
    )
    assert bare.name("Teams", "Tier 3", "") == "Teams, Tier 3: 1 resource, no level applies"


def test_the_whole_system_is_a_column_only_if_something_is_for_it(thing):
    assert list(columns_of([thing(tiers=["1"])], TIERS)) == ["1", "2", "3"]
    assert columns_of([thing(tiers=["1", "system"])], TIERS)["system"] == "Whole system"


# Wanted ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", WANTED, ids=lambda case: case["why"])
def test_evidence_is_wanted(case, thing, tree):
    entries = [thing(**values) for values in case["things"]]

    found = ways.wanted(entries, tree)

    assert {one.id: one.best[0].certainty if one.best else None for one in found} == case["wanted"]
    assert [one.id for one in found] == list(case["wanted"])


def test_summaries_on_a_wanted_topic_say_first_what_they_do_not_know(thing, tree):
    entries = [
        thing("summary", title="Known", topics=["screening"], claims=["high"], gaps=["Why?"]),
        thing("summary", title="Open", topics=["teams"], claims=["low"], gaps=["How?", "When?"]),
    ]

    page = ways.wanted_page(entries, tree, where=nowhere(""))

    assert titles(page.values["summaries"]) == ["Open", "Known"]
    assert page.lead.startswith("1 topic with questions")
    assert "3 open questions" in page.lead


def test_titles_are_sorted_without_regard_to_capitals(thing):
    assert titles(by_title([thing(title="b"), thing(title="A"), thing(title="C")])) == [
        "A", "b", "C",
    ]  # fmt: skip
