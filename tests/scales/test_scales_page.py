"""``/scales/``: every scale the hub uses, on one page."""

from functools import partial
from pathlib import Path

import material
import pytest
from selectolax.lexbor import LexborHTMLParser

from resource_hub import markup
from resource_hub.citations.extension import CitationExtension
from resource_hub.loading import load_hub
from resource_hub.problems import Location
from resource_hub.rendering import Renderer
from resource_hub.scales import SAYS, scales_page
from resource_hub.schema import field_at

ICONS = Path(material.__file__).parent / "templates" / ".icons"


def drawn(hub):
    page = scales_page(
        hub.scales, hub.vocabularies, citekeys=hub.references, where=Location("content/scales.yaml")
    )
    inline = partial(markup.render_inline, extensions=(CitationExtension(),))
    renderer = Renderer(ICONS, hub.vocabularies, markup.render, inline)
    return LexborHTMLParser(renderer.body(page))


@pytest.fixture(scope="module")
def small(root):
    return drawn(load_hub(root / "tests" / "site"))


@pytest.fixture(scope="module")
def real_hub(root):
    return load_hub(root)


def words(node) -> str:
    return " ".join(node.text().split())


def rows(tree, id_: str) -> list[list[str]]:
    return [
        [words(cell) for cell in row.css("th, td")]
        for row in tree.css_first(f'[id="{id_}"]').css("tbody tr")
    ]


def test_a_scale_of_another_body_shows_its_words_ours_and_what_they_say(small):
    part = small.css_first("#sample-ratings")

    assert [words(li) for li in part.css("li")] == [
        "two sound studies",
        "a gain that lasts for a year",
    ]
    assert rows(small, "sample-ratings") == [
        ["Works", "Gains were found twice and lasted.", "It works"],
        ["No evidence", "No gain was found that lasted.", "No effect was found"],
    ]
    assert part.css_first("a").attributes["href"] == "https://sample.example/"
    assert part.css_first("hub-cite").attributes["data-raw"] == "[@clearing_nd]"


def test_our_own_scales_are_all_there_with_their_signs(real_hub):
    tree = drawn(real_hub)

    for id_, name in {
        "level": "evidence_levels",
        "certainty": "certainty",
        "direction": "directions",
        "confirmed": "confirmation_levels",
    }.items():
        terms = real_hub.vocabularies[name].values()
        assert [row[0] for row in rows(tree, id_)] == [term["label"] for term in terms]
    for id_ in ("level", "certainty", "direction"):
        signs = tree.css(f"#{id_} tbody th svg")
        assert len(signs) == len(rows(tree, id_))


def test_states_that_follow_from_dates_stand_among_the_others(small):
    assert [row[0] for row in rows(small, "state")][-2:] == ["Review due", "Expired"]


def test_a_tier_of_evidence_is_said_to_be_that_of_the_law_with_its_source(real_hub):
    tree = drawn(real_hub)

    assert rows(tree, "level")[0][1].endswith("Tier 1 of evidence in US law.")
    cites = [cite.attributes["data-raw"] for cite in tree.css("#level hub-cite, #level .hub-cite")]
    assert cites == ["[@essa2015]"]


def test_every_real_scale_has_an_anchor_and_a_place_in_the_list_of_contents(real_hub):
    tree = drawn(real_hub)

    for scale in real_hub.scales:
        assert len(rows(tree, scale.id)) == len(scale.levels)
        assert tree.css_first(f'.hub-toc a[href="#{scale.id}"]')


def test_everything_that_a_step_can_say_has_words():
    assert set(SAYS) == set(field_at("scales", "levels.says")["enum"])
