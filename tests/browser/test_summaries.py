"""All evidence summaries in a real browser: on paper, for a meeting, as linked data, figures."""

import json
import re

import pytest

from resource_hub.loading import load_hub

pytestmark = pytest.mark.browser

SIZES = ("Letter", "A4")
FIGURES = ("early-reading-help", "progress-monitoring", "learning-disabilities")
PAGE = re.compile(rb"/Type\s*/Page\b")  # of a PDF; the tree of pages is of type Pages


@pytest.fixture(scope="module")
def slugs(pytestconfig) -> list[str]:
    return sorted(summary.slug for summary in load_hub(pytestconfig.rootpath).summaries)


def pages_on_paper(page, size: str) -> int:
    return len(PAGE.findall(page.pdf(format=size)))


def keep_only(page, selector: str, *, kept: bool) -> None:
    """Take the list of works out of the page, or all that stands before it."""
    page.evaluate(
        """([selector, kept]) => {
          const list = document.querySelector(selector);
          if (kept) while (list.previousElementSibling) list.previousElementSibling.remove();
          else list.remove();
        }""",
        [selector, kept],
    )


def test_each_summary_has_two_pages_on_paper_and_its_works_begin_a_new_one(
    open_page, served, slugs
):
    page = open_page(f"evidence/{slugs[0]}/").page
    assert len(slugs) == 14
    for slug in slugs:
        address = f"{served}evidence/{slug}/"
        page.goto(address)
        whole = [pages_on_paper(page, size) for size in SIZES]
        keep_only(page, ".hub-references", kept=False)
        text = [pages_on_paper(page, size) for size in SIZES]
        page.goto(address)
        keep_only(page, ".hub-references", kept=True)
        page.evaluate("document.querySelector('.hub-head').remove()")
        works = [pages_on_paper(page, size) for size in SIZES]

        assert max(text) <= 2, (slug, text)
        assert whole == [a + b for a, b in zip(text, works, strict=True)], slug


def test_each_page_for_a_meeting_is_one_sheet(open_page, served, slugs):
    page = open_page(f"evidence/{slugs[0]}/meeting/").page
    for slug in slugs:
        page.goto(f"{served}evidence/{slug}/meeting/")
        assert [pages_on_paper(page, size) for size in SIZES] == [1, 1], slug
    page.emulate_media(media="print")
    assert page.locator(".hub-lines i").first.is_visible()


def test_a_page_for_a_meeting_is_reached_from_its_summary_and_leads_back(open_page):
    page = open_page("evidence/does-mtss-work/", width=390).page
    page.get_by_role("link", name="One page for a staff meeting").click()

    assert (
        page.locator("h1").inner_text() == "Do students do better in schools that use RTI or MTSS?"
    )
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    assert canonical.endswith(("../", "evidence/does-mtss-work/"))
    assert page.locator(".hub-told > li").count() == 7
    assert page.locator(".hub-lines").is_hidden()
    page.locator(".hub-sheetpage__from a").click()
    assert page.locator("h1").inner_text() == "Does tiered support work?"


def test_linked_data_says_what_the_page_says(open_page, served, slugs):
    page = open_page(f"evidence/{slugs[0]}/").page
    for slug in slugs:
        page.goto(f"{served}evidence/{slug}/")
        linked = json.loads(page.locator("script[type='application/ld+json']").inner_text())
        listed = [_plain(text) for text in page.locator(".hub-refs > li").all_inner_texts()]

        assert linked["headline"] == page.locator("h1").inner_text()
        assert linked["alternativeHeadline"] == page.locator(".hub-lead").inner_text()
        assert _plain(linked["abstract"]) == _plain(page.locator(".hub-bottomline p").inner_text())
        assert len(linked["citation"]) == len(listed)
        for work in linked["citation"]:
            assert any(_plain(work["name"]) in text for text in listed), work["name"]


def _plain(text: str) -> str:
    """Letters and digits: styles differ in quotation marks, dashes and capitals."""
    return re.sub(r"[\W_]+", "", text.casefold())


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("slug", FIGURES)
def test_figures_fit_and_every_row_says_its_number(open_page, slug, width):
    page = open_page(f"evidence/{slug}/", width=width).page
    figure = page.locator(".hub-effects")
    rows = figure.get_by_role("row")

    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert rows.count() >= 4
    for cell in figure.locator(".hub-effects__said").all():
        assert re.match(r"\d\.\d\d", cell.inner_text())
    box = figure.bounding_box()
    for mark in figure.locator("circle, .range, .end").all():
        at = mark.bounding_box()
        assert box["x"] <= at["x"] and at["x"] + at["width"] <= box["x"] + box["width"]
