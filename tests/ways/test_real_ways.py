"""The ways into the real hub: what their pages show is what its files hold."""

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from resource_hub.search import open_index

LEVELS = ("strong", "moderate", "promising", "rationale", "negative", "no-effect", "none-yet")


@pytest.fixture(scope="session")
def terms(root: Path) -> dict:
    """The vocabularies, read apart from the engine."""
    return yaml.safe_load((root / "content" / "vocabularies.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def records(root: Path, terms: dict) -> list[dict]:
    """The records that readers may choose from, with all topics that each is about."""
    broader = {topic["id"]: topic.get("broader") for topic in terms["topics"]}
    found = yaml.safe_load((root / "resources.yaml").read_text(encoding="utf-8"))
    for one in found:
        one["about"] = {*one["topics"], *map(broader.get, one["topics"])} - {None}
    return [one for one in found if one["state"] not in ("withdrawn", "declined")]


@pytest.fixture(scope="session")
def summaries(root: Path, terms: dict) -> list[dict]:
    """The front matter of the evidence summaries."""
    broader = {topic["id"]: topic.get("broader") for topic in terms["topics"]}
    fronts = [
        yaml.safe_load(path.read_text(encoding="utf-8").split("---")[1])
        for path in sorted((root / "content" / "evidence").glob("*.md"))
        if path.stem != "index"
    ]
    for one in fronts:
        one["about"] = {*one["topics"], *map(broader.get, one["topics"])} - {None}
    return fronts


@pytest.fixture(scope="session")
def page(real_site: Path):
    """Reads a page of the real site by its address."""

    def read(address: str) -> LexborHTMLParser:
        file = real_site / address / "index.html"
        return LexborHTMLParser(file.read_text(encoding="utf-8"))

    return read


def addresses(page: LexborHTMLParser, selector: str) -> list[str]:
    """Ids of the records that links lead to, sorted."""
    links = (node.attributes["href"] for node in page.css(selector))
    return sorted(re.search(r"resources/([^/]+)/$", link)[1] for link in links)


def test_every_topic_with_a_thing_has_each_of_its_resources_once_as_a_card(page, records, terms):
    for topic in terms["topics"]:
        shown = addresses(page(f"topics/{topic['id']}/"), ".hub-card h3 a")
        about = sorted(one["id"] for one in records if topic["id"] in one["about"])

        assert shown == about, topic["id"]


def test_the_tiers_of_a_topic_say_how_many_and_show_just_these(page, records, terms):
    for topic in (topic["id"] for topic in terms["topics"]):
        tree = page(f"topics/{topic}/")
        for tier in (1, 2, 3):
            meant = [o for o in records if topic in o["about"] and tier in o["tiers"]]
            pick = tree.css_first(f"#tier-{tier}")
            groups = f".hub-bytier__group[data-tiers~='{tier}'] .hub-card h3 a"

            assert addresses(tree, groups) == sorted(one["id"] for one in meant)
            assert bool(pick) == bool(meant)
            if pick:
                noun = "resource" if len(meant) == 1 else "resources"
                assert f"Tier {tier}: {len(meant)} {noun}." in pick.text()


def test_tiers_and_roles_list_every_resource_that_names_them_once(page, records, terms):
    ways = [(f"tiers/{n}/", "tiers", n) for n in (1, 2, 3)]
    ways += [(f"for/{role['id']}/", "audience", role["id"]) for role in terms["audience"]]

    for address, field, value in ways:
        listed = addresses(page(address), ".hub-rows li a")

        assert listed == sorted(one["id"] for one in records if value in one[field]), address


def test_every_cell_of_the_map_says_what_the_files_hold(page, records, summaries, terms):
    label = {one["id"]: one["label"] for one in terms["evidence_levels"]}
    names = [" ".join(a.css_first(".hub-vh").text().split()) for a in page("map/").css("td a")]
    expected = []
    for topic in terms["topics"]:
        for tier in (1, 2, 3):
            own = [o for o in records if topic["id"] in o["about"] and tier in o["tiers"]]
            told = [o for o in summaries if topic["id"] in o["about"] and tier in o["tiers"]]
            levels = {one["evidence"]["level"] for one in own if one["kind"] != "guidance"}
            best = next((label[level] for level in LEVELS if level in levels), None)
            parts = [f"{len(own)} resource{'' if len(own) == 1 else 's'}"]
            if told:
                parts.append(f"{len(told)} {'summary' if len(told) == 1 else 'summaries'}")
            parts.append(f"strongest evidence: {best.lower()}" if best else "no level applies")
            if own or told:
                expected.append(f"{topic['label']}, Tier {tier}: {', '.join(parts)}")

    assert Counter(names) == Counter(expected)


def test_every_cell_of_the_map_leads_to_a_place_that_is_there(page):
    cells = page("map/").css(".hub-map td")
    links = [node.attributes["href"] for node in page("map/").css(".hub-map td a")]

    assert len(cells) == 120
    assert all("none" in cell.text() for cell in cells if not cell.css_first("a"))
    for link in links:
        address, _, anchor = link.removeprefix("../").partition("#")
        assert page(address).css_first(f"#{anchor}"), link


def test_no_wanted_topic_has_a_claim_of_high_certainty_or_a_strong_resource(
    page, records, summaries
):
    wanted = [
        re.search(r"topics/([^/]+)/", node.attributes["href"])[1]
        for node in page("wanted/").css(".hub-wanted h3 a")
    ]

    assert wanted
    for topic in wanted:
        on = [one for one in summaries if topic in one["topics"]]
        assert "high" not in {claim["certainty"] for one in on for claim in one["claims"]}
        rated = [one for one in records if one["kind"] != "guidance" and topic in one["topics"]]
        levels = {one["evidence"]["level"] for one in rated}
        assert "strong" not in levels


def test_every_open_question_of_the_summaries_is_told_once(page, summaries):
    shown = page("wanted/").css(".hub-gaps li")

    assert len(shown) == sum(len(one["we_do_not_know"]) for one in summaries)


def test_the_start_page_has_a_door_for_each_role_with_its_count(page, records, terms):
    doors = page("").css("section[aria-labelledby=roles] .hub-role")

    assert [door.css_first(".hub-role__count").text() for door in doors] == [
        f"{sum(role['id'] in one['audience'] for one in records)} resources"
        for role in terms["audience"]
    ]
    for door in doors:
        assert page(door.css_first("a").attributes["href"])


@pytest.mark.parametrize(
    ("query", "topic"), [("screening", "screening"), ("dyslexia", "dyslexia"), ("teams", "teams")]
)
def test_a_search_for_a_topic_finds_its_page_by_its_meaning_not_by_its_cards(
    real_site, query, topic
):
    hits = open_index(real_site / "search").search(query, limit=400)

    found = [hit for hit in hits if hit.url.startswith(f"topics/{topic}/")]
    assert [hit.url for hit in found] == [f"topics/{topic}/"]
    assert hits.index(found[0]) < 10
