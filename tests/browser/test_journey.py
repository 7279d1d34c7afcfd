"""The real hub in a real browser, as its readers use it."""

import pytest

pytestmark = pytest.mark.browser

PAGES = [
    "", "evidence/", "evidence/does-mtss-work/", "resources/", "resources/roar/", "references/",
    "references/balu2015evaluation/", "glossary/", "faq/", "guides/", "guides/below-the-benchmark/",
    "academy/", "academy/path-school/", "toolkits/", "toolkits/meeting-agenda/", "timeline/",
    "checklists/on-track/", "standards/", "standards/1.0/", "about/", "about/strength/",
    "about/contact/", "about/money/", "community/", "community/network/",
    "contribute/", "contribute/messages/", "compare/", "list/", "search/", "404.html",
]  # fmt: skip


@pytest.mark.parametrize("width", [390, 1280])
def test_from_the_start_to_a_reference(open_page, width):
    page = open_page(width=width).page

    page.get_by_role("searchbox").fill("screening")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/search/?q=screening")
    hits = page.locator("#hub-hits > li")
    hits.first.wait_for()
    assert "screening" in page.locator("#hub-count").inner_text()
    assert hits.count() >= 5

    page.get_by_role("link", name="NCII screening tools charts").click()
    page.wait_for_url("**/resources/ncii-screening-charts/")
    assert page.locator("h1").inner_text() == "NCII screening tools charts"
    assert "not yet vetted" in page.locator(".hub-banner").inner_text()

    cite = page.locator(".hub-cite a").first
    target = cite.get_attribute("href")
    cite.click()
    entry = page.locator(f"[id='{target[1:]}']")
    assert page.url.endswith(target)
    assert entry.is_visible()

    entry.get_by_role("link", name="Used in").click()
    page.wait_for_url("**/references/*/#used")
    assert page.get_by_role("link", name="NCII screening tools charts").is_visible()


def test_a_shared_search_opens_with_its_hits_and_back_returns(open_page):
    page = open_page("search/?q=dyslexia").page

    page.locator("#hub-hits > li").first.wait_for()
    assert page.locator("#hub-q").input_value() == "dyslexia"
    page.locator("#hub-hits a").first.click()
    page.wait_for_load_state()
    page.go_back()
    page.locator("#hub-hits > li").first.wait_for()
    assert page.locator("#hub-q").input_value() == "dyslexia"


def test_a_search_without_hits_says_so(open_page):
    page = open_page("search/?q=zzzyqx").page

    page.get_by_text("Nothing found for “zzzyqx”.").wait_for()


def test_hostile_words_stay_text(open_page):
    page = open_page("search/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E").page

    page.locator("#hub-count").filter(has_text="<img src=x").wait_for()
    assert page.locator("#hub-search img").count() == 0


def test_everything_can_be_read_without_scripts(open_page):
    page = open_page("search/", java_script_enabled=False).page

    assert "Searching needs JavaScript" in page.locator("main").inner_text()
    page.get_by_role("link", name="list of resources").click()
    page.get_by_role("link", name="NCII screening tools charts").click()
    assert page.locator("h1").inner_text() == "NCII screening tools charts"


def test_the_menu_opens_on_a_phone_by_keyboard(open_page):
    page = open_page("evidence/", width=390).page

    page.locator(".hub-menu summary").focus()
    page.keyboard.press("Enter")
    page.get_by_role("navigation", name="Menu").get_by_role("link", name="Guides").click()
    page.wait_for_url("**/guides/")


@pytest.mark.parametrize("address", PAGES)
def test_no_page_scrolls_sideways_at_320_pixels(open_page, address):
    page = open_page(address, width=320).page

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_systems_colors_are_followed(open_page, scheme):
    page = open_page(color_scheme=scheme).page

    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(14, 22, 19)"}[scheme]
