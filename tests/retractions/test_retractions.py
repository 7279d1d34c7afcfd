"""Notices about works: what the check says of them, and where readers see them."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from resource_hub import retractions, schema
from resource_hub.loading import load_hub
from resource_hub.problems import Location, render_text, sort_problems
from resource_hub.retractions import Notice, by_work, plain_doi, read_notices
from resource_hub.schema import Document
from resource_hub.source import read_yaml

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases").glob("*.yml"))
FILE = "content/retractions.yaml"

# In the small hub of tests/site/: one work each that is retracted, in doubt and corrected.
NOTICES = """\
notices:
  - citekey: doe2001one
    kind: retraction
    date: 2026-03-14
    notice: https://journal.example/retraction
    source: the journal's page of the article
    note: The authors could not repeat the analysis.
  - citekey: doe2001two
    kind: expression-of-concern
    date: 2026-02-01
    notice: https://journal.example/concern
    source: the journal's page of the article
  - citekey: center_nd
    kind: correction
    date: 2025-12-31
    notice: https://center.example/correction
    source: the center's page
"""


def document_of(text: str) -> Document:
    source, problems = read_yaml(text, FILE)
    plain, found = schema.check(source.root, "retractions")
    assert [*problems, *found] == []
    return Document(source, plain)


def notice(kind: str, date: str, *keys: str) -> Notice:
    return Notice(kind, date, "https://a.example/", "a page", "", keys, Location(FILE))


# Reading -------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_problems_are_reported_word_for_word(case):
    wanted = yaml.safe_load(case.read_text(encoding="utf-8"))

    notices, problems = read_notices([document_of(wanted["input"])], wanted["works"])

    assert render_text(sort_problems(problems)) == wanted["output"].strip()
    assert [list(one.keys) for one in notices] == wanted["works_told"]


def test_a_hub_without_the_file_has_no_notices():
    assert read_notices([], {"one": "10.1000/1"}) == ([], [])


def test_a_notice_names_its_work():
    source, _ = read_yaml(
        "notices:\n"
        "  - {kind: retraction, date: 2026-03-14, notice: 'https://a.example/', source: b}\n",
        FILE,
    )

    _, problems = schema.check(source.root, "retractions")

    assert render_text(problems) == (
        "content/retractions.yaml:2:5: error S002: an entry of notices has no 'doi'\n"
        "    mend: add a line 'doi: …'"
    )


@given(st.sampled_from(["", "https://doi.org/", "http://dx.doi.org/", "doi:", "DOI: "]),
       st.from_regex(r"10\.1[0-9]{3}/[A-Za-z0-9./()_-]+", fullmatch=True))  # fmt: skip
def test_a_doi_is_the_same_behind_any_resolver_and_in_capitals(before, doi):
    assert plain_doi(before + doi) == plain_doi(doi.upper()) == doi.lower()


def test_the_gravest_notice_stands_first_then_the_newest():
    notices = [
        notice("correction", "2026-05-01", "one"),
        notice("correction", "2026-06-01", "one", "two"),
        notice("retraction", "2024-01-01", "one"),
        notice("expression-of-concern", "2025-01-01", "one"),
    ]

    told = by_work(notices)

    assert [one.label for one in told["one"]] == [
        "Retracted on 1 January 2024",
        "Expression of concern, 1 January 2025",
        "Corrected on 1 June 2026",
        "Corrected on 1 May 2026",
    ]
    assert told["two"] == [notices[1]]


def test_every_kind_of_notice_is_told_and_drawn():
    kinds = schema.field_at("retractions", "notices.kind")["enum"]

    assert set(kinds) == set(retractions.KINDS)
    assert [notice(kind, "2026-03-14", "one").said for kind in kinds] == [
        "was retracted on 14 March 2026",
        "was put in doubt on 14 March 2026",
        "was corrected on 14 March 2026",
        "was withdrawn on 14 March 2026",
    ]
    assert [notice(kind, "2026-03-14", "one").tone for kind in kinds] == ["stop", "due", "", "stop"]


# The check -----------------------------------------------------------------------------------


@pytest.fixture
def touched_hub(root: Path, tmp_path: Path) -> Path:
    """The small hub with a notice about each of its works."""
    hub = tmp_path / "hub"
    shutil.copytree(root / "tests" / "site", hub)
    (hub / FILE).write_text(NOTICES, encoding="utf-8")
    return hub


def test_the_check_warns_of_all_that_rests_on_a_retracted_work_and_notes_the_rest(touched_hub):
    said = [p for p in load_hub(touched_hub).problems if p.code.startswith("N")]

    assert render_text(said) == (HERE / "said.txt").read_text(encoding="utf-8").strip()


def test_a_notice_about_a_work_that_nothing_rests_on_is_no_problem(touched_hub):
    (touched_hub / FILE).write_text("notices: []\n", encoding="utf-8")

    assert [p for p in load_hub(touched_hub).problems if p.code.startswith("N")] == []


# The pages -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def site(
    root: Path, hub_command: Callable, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, LexborHTMLParser]:
    """Every page of that hub, built in strict mode."""
    hub = tmp_path_factory.mktemp("touched") / "hub"
    shutil.copytree(root / "tests" / "site", hub)
    (hub / FILE).write_text(NOTICES, encoding="utf-8")
    for name in (".overrides", "assets"):
        shutil.copytree(root / "content" / name, hub / "content" / name)
    (hub / "hooks").symlink_to(root / "hooks", target_is_directory=True)
    done = hub_command("build", "--config", str(hub / "mkdocs.yml"))
    assert done.returncode == 0, done.stderr
    return {
        path.relative_to(hub / "site").as_posix().removesuffix("index.html"): LexborHTMLParser(
            path.read_text(encoding="utf-8")
        )
        for path in sorted((hub / "site").rglob("*.html"))
    }


def texts(page: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in page.css(selector)]


def showing(site: dict[str, LexborHTMLParser], words: str) -> list[str]:
    return [
        url for url, page in site.items() if any(words in t for t in texts(page, ".hub-banner"))
    ]


def test_a_banner_stands_on_the_work_and_on_every_page_that_uses_it(site):
    assert showing(site, "was retracted on 14 March 2026") == [
        "about/",
        "academy/path-small/first-lesson/",
        "evidence/small-groups/",
        "faq/",
        "glossary/",
        "guides/one-guide/",
        "references/doe2001one/",
        "resources/screener/",
        "standards/1.0/",
        "timeline/",
    ]
    assert showing(site, "was put in doubt on 1 February 2026") == [
        "about/",
        "evidence/small-groups/",
        "guides/one-guide/",
        "references/doe2001two/",
    ]
    assert showing(site, "was corrected on 31 December 2025") == [
        "about/",
        "checklists/ready/",
        "evidence/small-groups/",
        "references/center_nd/",
        "toolkits/agenda/",
        "wanted/",
    ]


def test_a_banner_says_which_work_and_leads_to_the_notice(site):
    page = site["glossary/"]
    banner = page.css_first(".hub-banner--stop")

    assert " ".join(banner.text().split()) == (
        "Retracted. This page uses “One study in Finland”, which was retracted on 14 March 2026. "
        "The authors could not repeat the analysis. Read the notice"
    )
    assert [a.attributes["href"] for a in banner.css("a")] == [
        "../references/doe2001one/",
        "https://journal.example/retraction",
    ]


def test_the_page_of_a_work_says_what_was_published_about_it(site):
    assert texts(site["references/doe2001two/"], ".hub-banner--due") == [
        "Expression of concern. This work was put in doubt on 1 February 2026. Read the notice"
    ]


def test_a_retraction_stops_a_concern_cautions_and_a_correction_is_plain(site):
    page = site["evidence/small-groups/"]
    notices = [b for b in page.css(".hub-banner") if "This page uses" in b.text()]

    assert [b.attributes["class"].split()[1:-1] for b in notices] == [
        ["hub-banner--stop"],
        ["hub-banner--due"],
        [],
    ]


def test_a_claim_says_what_became_of_its_sources(site):
    page = site["evidence/small-groups/"]

    said = {
        claim.attributes["id"]: texts(claim, "p:has(.hub-tag)") for claim in page.css(".hub-claim")
    }

    assert said == {
        "c1": ["Retracted The source (Doe, 2001b) was retracted on 14 March 2026. Read the notice"],
        "c2": [
            "Disputed Others dispute this (Center for Tests and Measures, n.d.).",
            "Expression of concern The source (Doe, 2001a) was put in doubt on "
            "1 February 2026. Read the notice",
            "Corrected The disputing work (Center for Tests and Measures, n.d.) was corrected "
            "on 31 December 2025. Read the notice",
        ],
    }


def test_lists_of_works_show_the_notice_beside_the_entry(site):
    def tags(url: str) -> dict[str, list[str]]:
        rows = site[url].css(".hub-refs > li")
        told = {r.attributes["id"]: texts(r, ".hub-ref__apa .hub-tag") for r in rows}
        return {id: words for id, words in told.items() if words}

    assert tags("glossary/") == {"ref-doe2001one": ["Retracted on 14 March 2026"]}
    assert tags("references/") == {
        "ref-center_nd": ["Corrected on 31 December 2025"],
        "ref-doe2001one": ["Retracted on 14 March 2026"],
        "ref-doe2001two": ["Expression of concern, 1 February 2026"],
    }


def test_actions_and_lessons_say_it_too(site):
    assert texts(site["guides/one-guide/"], "#begin p:has(.hub-tag--stop)") == [
        "Retracted The source (Doe, 2001b) was retracted on 14 March 2026. Read the notice"
    ]
    lesson = site["academy/path-small/first-lesson/"]
    assert texts(lesson, "[aria-labelledby=notices] p:has(.hub-tag--stop)") == [
        "Retracted The source (Doe, 2001) was retracted on 14 March 2026. Read the notice"
    ]


def test_banners_are_no_finds_of_search(site):
    assert all(
        "hub-nosearch" in banner.attributes["class"]
        for page in site.values()
        for banner in page.css(".hub-banner")
    )
