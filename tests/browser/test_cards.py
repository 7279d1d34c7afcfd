"""Citations on the page: cards by pointer, keyboard and touch, the way without scripts, print."""

import re

import pytest

pytestmark = pytest.mark.browser

SUMMARY = "evidence/does-mtss-work/"
CARD = "#hub-citecard"
PHONE = {"width": 390, "has_touch": True, "is_mobile": True}


def cite(page, key="balu2015evaluation"):
    return page.locator(f'.hub-cite a[href="#ref-{key}"]').first


def point_at(page, link):
    link.scroll_into_view_if_needed()
    link.hover()
    page.locator(CARD).wait_for()


def gone(page):
    page.locator(CARD).wait_for(state="detached")


def box_of(locator):
    box = locator.bounding_box()
    return box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]


# By pointer


def test_pointing_at_a_citation_shows_the_entry_what_it_found_and_how_sure_its_details_are(
    open_page,
):
    page = open_page(SUMMARY).page
    point_at(page, cite(page))

    card = page.locator(CARD)
    entry = page.locator("#ref-balu2015evaluation")
    for part in (".hub-ref__apa", ".hub-ref__found", ".hub-ref__state"):
        assert card.locator(part).inner_text() == entry.locator(part).inner_text()
    assert "Evaluation of response to intervention" in card.inner_text()
    assert "146 schools" in card.inner_text()
    assert "Details confirmed" in card.inner_text()
    assert card.get_by_role("link").get_attribute("href") == "https://eric.ed.gov/?id=ED560820"
    assert cite(page).get_attribute("aria-details") == card.get_attribute("id")
    assert card.get_attribute("data-noscore") == ""


def test_a_work_that_is_not_confirmed_says_so_on_its_card(open_page):
    page = open_page(SUMMARY).page
    point_at(page, cite(page, "burns2005metaanalytic"))

    assert "Details not yet confirmed" in page.locator(CARD).inner_text()


def test_the_pointer_can_move_into_the_card_and_it_stays(open_page):
    page = open_page(SUMMARY).page
    point_at(page, cite(page))

    left, top, right, bottom = box_of(page.locator(CARD))
    page.mouse.move((left + right) / 2, (top + bottom) / 2, steps=8)
    page.wait_for_timeout(600)
    assert page.locator(CARD).is_visible()
    page.mouse.move(2, 2)
    gone(page)


def test_passing_over_a_citation_opens_nothing(open_page):
    page = open_page(SUMMARY).page
    cite(page).scroll_into_view_if_needed()
    left, top, _, _ = box_of(cite(page))

    page.mouse.move(left + 5, top + 5)
    page.mouse.move(2, 2)
    page.wait_for_timeout(300)
    assert page.locator(CARD).count() == 0


def test_escape_closes_a_card_until_the_pointer_has_left(open_page):
    page = open_page(SUMMARY).page
    point_at(page, cite(page))

    page.keyboard.press("Escape")
    assert page.locator(CARD).count() == 0
    left, top, _, _ = box_of(cite(page))
    page.mouse.move(left + 8, top + 8)
    page.wait_for_timeout(400)
    assert page.locator(CARD).count() == 0

    page.mouse.move(2, 2)
    page.wait_for_timeout(400)
    point_at(page, cite(page))


def test_escape_with_the_pointer_on_the_card_closes_it_for_now_only(open_page):
    page = open_page(SUMMARY).page
    point_at(page, cite(page))
    left, top, right, bottom = box_of(page.locator(CARD))
    page.mouse.move((left + right) / 2, (top + bottom) / 2, steps=8)

    page.keyboard.press("Escape")
    gone(page)
    point_at(page, cite(page))


def test_a_click_follows_the_link_and_closes_the_card(open_page):
    page = open_page(SUMMARY).page
    point_at(page, cite(page))

    cite(page).click()
    assert page.url.endswith("#ref-balu2015evaluation")
    assert page.locator(CARD).count() == 0
    assert page.locator("#ref-balu2015evaluation").is_visible()


def test_each_work_of_a_citation_has_its_own_card(open_page):
    page = open_page(SUMMARY).page
    several = page.locator(".hub-cite").filter(has=page.locator("a ~ a")).first
    links = several.get_by_role("link")
    keys = [link.get_attribute("href") for link in links.all()]
    assert len(set(keys)) > 1

    for link, key in zip(links.all(), keys, strict=True):
        point_at(page, link)
        text = page.locator(key).locator(".hub-ref__apa").inner_text()
        page.locator(CARD).filter(has_text=text).wait_for()
        assert page.locator(CARD).count() == 1
        page.mouse.move(2, 2)
        gone(page)


# By keyboard


def test_the_tab_key_shows_the_card_and_goes_through_it(open_page):
    page = open_page(SUMMARY).page
    page.locator("#c3").get_by_role("link", name="Claim 3").focus()

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#ref-balu2015evaluation"
    page.locator(CARD).wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate(f"document.activeElement.closest('{CARD}') !== null")
    assert page.locator(CARD).is_visible()
    page.keyboard.press("Tab")
    page.locator(CARD).filter(has_text="Critique of the national evaluation").wait_for()
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#ref-fuchs2017critique"


def test_leaving_a_citation_by_keyboard_closes_its_card(open_page):
    page = open_page(SUMMARY).page
    cite(page).focus()
    page.locator(CARD).wait_for()

    page.keyboard.press("Shift+Tab")
    gone(page)
    assert page.locator("[aria-details]").count() == 0


def test_escape_closes_a_card_until_the_focus_has_left(open_page):
    page = open_page(SUMMARY).page
    cite(page).focus()
    page.locator(CARD).wait_for()

    page.keyboard.press("Escape")
    gone(page)
    page.wait_for_timeout(200)
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#ref-balu2015evaluation"
    assert page.locator(CARD).count() == 0

    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    page.locator(CARD).wait_for()


def test_escape_from_within_a_card_returns_to_its_citation(open_page):
    page = open_page(SUMMARY).page
    cite(page).focus()
    page.locator(CARD).wait_for()
    page.keyboard.press("Tab")

    page.keyboard.press("Escape")
    gone(page)
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#ref-balu2015evaluation"


def test_enter_follows_the_link(open_page):
    page = open_page(SUMMARY).page
    cite(page).focus()

    page.keyboard.press("Enter")
    assert page.url.endswith("#ref-balu2015evaluation")
    assert page.locator(CARD).count() == 0


# Where it stands

OUTSIDE = """block => [...document.querySelectorAll('.hub-cite a[href^="#ref-"]')].map(link => {
  link.scrollIntoView({ block });
  link.focus();
  const card = document.getElementById('hub-citecard');
  if (!card) return `${link.textContent}: no card`;
  const box = card.getBoundingClientRect();
  const inside = box.left >= 0 && box.top >= 0
    && box.right <= document.documentElement.clientWidth && box.bottom <= innerHeight;
  const covers = [...link.getClientRects()].some(line => line.left < box.right
    && line.right > box.left && line.top < box.bottom && line.bottom > box.top);
  const beside = link.getClientRects().length > 1 || !covers;
  const sideways = document.documentElement.scrollWidth > innerWidth;
  return inside && beside && !sideways ? '' : `${link.textContent}: ${JSON.stringify(box)}`;
}).filter(Boolean)"""


@pytest.mark.parametrize("width", [640, 1280])
@pytest.mark.parametrize("block", ["start", "center", "end"])
@pytest.mark.parametrize("address", [SUMMARY, "glossary/"])
def test_a_card_is_inside_the_window_beside_its_link_wherever_that_is(
    open_page, address, block, width
):
    page = open_page(address, width=width).page

    assert page.evaluate(OUTSIDE, block) == []


def test_a_card_in_a_low_window_is_cut_to_it_and_scrolls(open_page):
    page = open_page(SUMMARY).page
    page.set_viewport_size({"width": 900, "height": 320})

    assert page.evaluate(OUTSIDE, "center") == []


def test_narrow_windows_have_the_link_alone(open_page):
    page = open_page(SUMMARY, width=620).page
    cite(page).scroll_into_view_if_needed()
    cite(page).hover()
    cite(page).focus()
    page.wait_for_timeout(300)

    assert page.locator(CARD).count() == 0


# By touch


@pytest.mark.parametrize("width", [320, 390])
def test_a_tap_opens_a_sheet_whose_title_is_the_link(open_page, width):
    page = open_page(SUMMARY, **{**PHONE, "width": width}).page
    cite(page).tap()

    sheet = page.get_by_role("dialog", name="Balu et al., 2015")
    sheet.wait_for()
    assert "146 schools" in sheet.inner_text()
    assert "Details confirmed" in sheet.inner_text()
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    _, top, right, bottom = box_of(sheet)
    assert (top > 0, right <= width, bottom <= 844) == (True, True, True)
    _, top, _, bottom = box_of(sheet.get_by_role("button", name="Close"))
    assert bottom - top >= 44

    sheet.get_by_role("link", name="Balu et al., 2015").tap()
    sheet.wait_for(state="hidden")
    assert page.url.endswith("#ref-balu2015evaluation")
    _, top, _, _ = box_of(page.locator("#ref-balu2015evaluation"))
    assert 0 <= top < 844


@pytest.mark.parametrize("way", ["button", "escape", "beside"])
def test_a_closed_sheet_returns_to_its_citation(open_page, way):
    page = open_page(SUMMARY, **PHONE).page
    cite(page).tap()
    sheet = page.get_by_role("dialog")
    sheet.wait_for()

    if way == "button":
        sheet.get_by_role("button", name="Close").tap()
    elif way == "escape":
        page.keyboard.press("Escape")
    else:
        page.touchscreen.tap(200, 60)
    sheet.wait_for(state="hidden")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#ref-balu2015evaluation"
    assert not page.url.endswith("#ref-balu2015evaluation")

    cite(page, "burns2005metaanalytic").tap()
    page.get_by_role("dialog", name="Burns et al., 2005").wait_for()


def test_touch_never_leaves_a_card_behind(open_page):
    page = open_page(SUMMARY, **{**PHONE, "width": 820}).page
    cite(page).tap()
    page.get_by_role("dialog").wait_for()
    page.keyboard.press("Escape")
    page.wait_for_timeout(400)

    assert page.locator(CARD).count() == 0


# Without scripts, and ways back


def test_without_scripts_the_link_leads_to_all_that_a_card_says(open_page):
    page = open_page(SUMMARY, java_script_enabled=False).page
    cite(page).click()

    assert page.url.endswith("#ref-balu2015evaluation")
    entry = page.locator("#ref-balu2015evaluation")
    for said in ("Evaluation of response to intervention", "146 schools", "Details confirmed"):
        assert said in entry.inner_text()
    entry.get_by_role("link", name="Claim 3").click()
    assert page.url.endswith("#cite-3")
    assert "Balu" in page.locator("#cite-3").inner_text()
    _, top, _, bottom = box_of(page.locator("#cite-3"))
    assert top >= 61 and bottom <= 844  # below the header


def test_the_list_leads_to_the_pages_that_use_a_work(open_page):
    page = open_page(SUMMARY).page
    entry = page.locator("#ref-balu2015evaluation")

    link = entry.get_by_role("link", name=re.compile(r"^Used in \d+ pages$"))
    link.click()
    page.wait_for_url("**/references/balu2015evaluation/#used")


def test_pages_that_cite_nothing_load_no_cards(open_page):
    page = open_page("contribute/").page

    assert page.locator("script[src*='cards.mjs']").count() == 0


# Wishes of the reader


def test_colors_of_the_system_keep_a_card_apart_from_the_page(open_page):
    page = open_page(SUMMARY, forced_colors="active").page
    point_at(page, cite(page))

    style = page.locator(CARD).evaluate("e => getComputedStyle(e).borderStyle")
    assert style == "solid"


def test_nothing_moves(open_page):
    page = open_page(SUMMARY).page
    point_at(page, cite(page))

    style = (
        "e => { const s = getComputedStyle(e); return [s.transitionDuration, s.animationName]; }"
    )
    assert page.locator(CARD).evaluate(style) == ["0s", "none"]


def test_print_has_the_whole_list_with_addresses_and_neither_cards_nor_ways_back(open_page):
    page = open_page(SUMMARY).page
    point_at(page, cite(page))
    page.emulate_media(media="print")

    assert not page.locator(CARD).is_visible()
    entries = page.locator(".hub-refs > li")
    assert entries.count() == 11
    for entry in entries.all():
        assert entry.locator(".hub-ref__apa").is_visible()
        assert not entry.locator(".hub-ref__back").is_visible()
        assert not entry.locator(".hub-ref__tools > a").is_visible()
    address = page.locator("#ref-balu2015evaluation .hub-ref__apa a")
    assert address.inner_text() == address.get_attribute("href")
    assert page.locator("#ref-burns2005metaanalytic .hub-tag").is_visible()
