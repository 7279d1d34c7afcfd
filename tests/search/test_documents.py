from pathlib import Path

import pytest
import yaml

from resource_hub.search import documents_of

CASES = yaml.safe_load((Path(__file__).parent / "cases/pages.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_pages_are_cut_as_the_cases_say(case):
    found = documents_of(case["html"], url="guide/", title="Guide")
    assert [[d.url, d.section, d.text] for d in found] == case["output"]


def test_sections_carry_what_the_page_is():
    html = '<h2 id="a">A</h2><p>Text.</p>'
    _, section = documents_of(
        html, url="g/", title="G", kind="guide", facets={"topic": ["reading"]}, lang="fr", boost=2
    )
    assert (section.id, section.page, section.kind, section.lang) == ("g/#a", "g/", "guide", "fr")
    assert section.facets == {"topic": ["reading"]}
    assert section.boost == 2


def test_a_page_without_a_given_title_takes_its_first_heading():
    [page] = documents_of("<h1>Own <em>title</em></h1><p>Text.</p>", url="g/", title="")
    assert (page.title, page.text) == ("Own title", "Text.")
