"""Ways in, in a real browser: the map by keyboard, tiers of a topic, phones, no script at all."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

CARDS = ".hub-bytier .hub-card:visible"
ADDRESSES = (
    "topics/", "topics/reading/", "topics/reading/#tier-2", "tiers/", "tiers/2/", "for/",
    "for/teacher/", "map/", "wanted/",
)  # fmt: skip


def test_a_cell_of_the_map_shows_just_the_cards_it_counts_and_back_leads_to_the_map(open_page):
    page = open_page("map/").page
    cell = page.get_by_role("link", name="Reading, Tier 2: ")
    count = int(cell.locator("b").inner_text())

    cell.click()

    assert page.url.endswith("topics/reading/#tier-2")
    expect(page.locator(CARDS)).to_have_count(count)  # once the page is there as a whole
    assert f"Tier 2: {count} resources." in page.locator("#tier-2").inner_text()
    page.go_back()
    assert page.url.endswith("map/")


@pytest.mark.parametrize("scripts", [True, False])
def test_the_tiers_of_a_topic_are_chosen_and_left_again_without_a_script(open_page, scripts):
    page = open_page("topics/reading/", java_script_enabled=scripts).page
    total = page.locator(CARDS).count()
    jump = page.get_by_role("navigation", name="On this page")

    jump.get_by_role("link", name="Tier 3").click()
    third = page.locator(CARDS).count()
    jump.get_by_role("link", name="Tier 1").click()
    first = page.locator(CARDS).count()
    page.get_by_role("link", name=f"Show all {total}").click()

    assert 0 < third < first < total
    assert page.locator(CARDS).count() == total
    page.go_back()
    assert page.locator(CARDS).count() == first


def test_the_map_is_reached_and_used_by_keyboard(open_page):
    page = open_page("map/").page
    page.get_by_role("link", name="Tier 3", exact=True).focus()

    page.keyboard.press("Tab")  # the first topic
    page.keyboard.press("Tab")  # its first cell
    focused = page.evaluate("document.activeElement.innerText.replace(/\\s+/g, ' ')")
    assert focused.startswith("MTSS framework, Tier 1: ")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")

    page.wait_for_url("**/topics/mtss-framework/#tier-1")


def test_the_map_is_a_table_for_those_who_do_not_see_it(open_page):
    page = open_page("map/", width=390).page

    assert page.get_by_role("table").count() == 1
    assert page.get_by_role("columnheader").count() == 4
    assert page.get_by_role("rowheader", name="Reading").count() == 1
    assert page.get_by_role("row", name="Reading").get_by_role("cell").count() == 3


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_scrolls_sideways_and_every_link_is_large_enough(open_page, address, width):
    page = open_page(address, width=width).page

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = page.evaluate(
        """[...document.querySelectorAll("main a")].filter((a) => {
          const box = a.getBoundingClientRect();
          const inline = getComputedStyle(a).display === "inline";
          return box.height && !inline && box.height < 24;
        }).map((a) => a.outerHTML)"""
    )
    assert small == []


def test_a_role_is_one_click_from_the_start_page_and_says_how_it_chose(open_page):
    page = open_page("").page

    page.get_by_role("link", name="Family").first.click()

    page.wait_for_url("**/for/family/")
    assert page.get_by_role("heading", name="How these were chosen").is_visible()
    page.get_by_role("link", name="Go to all resources for this role").click()
    assert page.url.endswith("#resources")


def test_print_shows_the_whole_map(open_page):
    page = open_page("map/").page
    cells = page.locator(".hub-map td:visible").count()

    page.emulate_media(media="print")

    assert page.locator(".hub-map td:visible").count() == cells == 120
