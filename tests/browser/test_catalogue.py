"""The catalogue in a real browser: choosing, addresses, Back, the sheet, and no script at all."""

import re

import pytest
import yaml
from playwright.sync_api import expect
from selectolax.lexbor import LexborHTMLParser

pytestmark = pytest.mark.browser

CARDS = "#catalogue .hub-cards > .hub-card"
WIDE, NARROW = 1280, 390


@pytest.fixture(scope="module")
def records(root):
    return yaml.safe_load((root / "resources.yaml").read_text(encoding="utf-8"))


def ready(page):
    """The page, once its filters work."""
    page.locator("#filters input").first.wait_for(state="attached")
    return page


@pytest.fixture
def open_catalogue(open_page):
    def go(query: str = "", **settings):
        return ready(open_page(f"resources/{query}", **settings).page)

    return go


def box(page, facet: str, value: str):
    return page.locator(f"#filters input[name='{facet}'][value='{value}']")


def heading(page) -> str:
    return page.locator("#catalogue h2[data-count]").inner_text()


def shown(page) -> list[str]:
    """Ids of the cards on the page."""
    links = page.locator(f"{CARDS} h3 a").evaluate_all(
        "links => links.map(a => a.getAttribute('href'))"
    )
    return [link.rstrip("/") for link in links]


def chips(page) -> list[str]:
    return page.locator("[data-chips] button").all_inner_texts()


def path(page) -> str:
    return page.url.partition("/resources/")[2]


GRADES = ["PK", "K", *map(str, range(1, 13))]


def wanted(records, topic: str, grade: str, cost: str) -> set[str]:
    return {
        record["id"]
        for record in records
        if topic in record["topics"]
        and record["cost"] == cost
        and GRADES.index(str(record["grades"]["from"]))
        <= GRADES.index(grade)
        <= GRADES.index(str(record["grades"]["to"]))
    }


# Journeys


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_teacher_finds_a_free_screening_tool_for_grade_2_in_three_clicks(
    width, open_catalogue, records
):
    page = open_catalogue(width=width)
    if width == NARROW:
        page.get_by_role("link", name="Filter", exact=True).click()
        for name in ("Grade", "Cost"):
            page.locator(f"[data-facet={name.lower()}] summary").click()

    box(page, "topic", "screening").check()
    box(page, "grade", "2").check()
    box(page, "cost", "free").check()

    found = wanted(records, "screening", "2", "free")
    if width == NARROW:
        page.get_by_role("link", name=f"Show {len(found)} resources").click()
    assert 3 < len(found) < 20
    assert set(shown(page)) == found
    assert heading(page) == f"{len(found)} of 100 resources"
    assert path(page) == "?topic=screening&grade=2&cost=free"
    assert chips(page) == ["Universal screening", "Grade 2", "Free", "Clear all"]
    page.locator(f"{CARDS} h3 a").first.click()
    page.wait_for_url("**/resources/*/")
    assert "Grade" in page.locator("main").inner_text()


def test_a_shared_link_opens_the_same_view(open_catalogue):
    page = open_catalogue()
    box(page, "topic", "reading").check()
    page.locator(".hub-facets__more > summary").click()
    box(page, "audience", "family").check()
    page.get_by_label("Sort by").select_option("title")
    page.get_by_label("Filter by word").fill("free")
    page.wait_for_url("**&q=free&sort=title")

    again = open_catalogue(path(page))

    assert shown(again) == shown(page) != []
    assert heading(again) == heading(page)
    assert chips(again) == chips(page)
    assert again.get_by_label("Filter by word").input_value() == "free"
    assert again.get_by_label("Sort by").input_value() == "title"
    assert box(again, "audience", "family").is_visible()  # what hides a chosen value is open


def test_back_and_forward_restore_choices_list_and_count(open_catalogue):
    page = open_catalogue()
    box(page, "cost", "free").check()
    free = (heading(page), shown(page), path(page))
    box(page, "kind", "tool").check()
    tools = (heading(page), shown(page), path(page))

    page.go_back()
    assert (heading(page), shown(page), path(page)) == free
    assert not box(page, "kind", "tool").is_checked()
    page.go_back()
    assert (heading(page), path(page), len(shown(page))) == ("100 resources", "", 100)
    assert not box(page, "cost", "free").is_checked()
    page.go_forward()
    page.go_forward()
    assert (heading(page), shown(page), path(page)) == tools
    assert box(page, "kind", "tool").is_checked()


def test_back_from_a_record_restores_the_list_and_the_place_in_it(open_catalogue):
    page = open_catalogue("?cost=free")
    page.get_by_role("button", name=re.compile(r"^Show \d+ more$")).click()
    assert page.locator(CARDS).count() > 40
    link = page.locator(f"{CARDS} h3 a").nth(50)
    link.scroll_into_view_if_needed()
    page.wait_for_timeout(400)  # until the place is noted
    before, at = shown(page), page.evaluate("scrollY")
    link.click()
    page.wait_for_url("**/resources/*/")

    page.go_back()

    ready(page)
    assert shown(page) == before
    expect(link).to_be_in_viewport()
    assert abs(page.evaluate("scrollY") - at) < 60


def test_without_scripts_the_whole_list_and_lists_of_values_are_there(open_page, records):
    page = open_page("resources/", java_script_enabled=False).page
    assert len(shown(page)) == 100
    assert page.locator("#filters input").count() == 0
    assert page.get_by_label("Filter by word").is_hidden()
    assert page.get_by_label("Sort by").is_hidden()

    page.locator("#filters").get_by_role("link", name="Grade 2").click()
    page.wait_for_url("**/resources/by/grade/2/")

    count = page.locator(".hub-card").count()
    assert page.locator("h2", has_text=f"{count} resources").is_visible()
    page.get_by_role("link", name="All filters").click()
    page.wait_for_url("**/resources/?grade=2")


def test_on_a_phone_without_scripts_the_filters_are_a_sheet_all_the_same(open_page):
    page = open_page("resources/", width=NARROW, java_script_enabled=False).page
    assert page.locator("#filters").is_hidden()

    page.get_by_role("link", name="Filter", exact=True).click()
    assert page.locator("#filters").get_by_role("link", name="Free", exact=False).first.is_visible()
    page.get_by_role("link", name="Show 100 resources").click()
    assert page.locator("#filters").is_hidden()


# By keyboard


def focused(page) -> str:
    return page.evaluate(
        "(node => node.getAttribute('aria-label') || node.textContent.trim() || node.value)"
        "(document.activeElement)"
    )


def has_visible_focus(page) -> bool:
    return page.evaluate(
        "getComputedStyle(document.activeElement).outlineStyle === 'solid'"
        " && parseFloat(getComputedStyle(document.activeElement).outlineWidth) >= 2"
    )


def test_all_works_by_keyboard_alone(open_catalogue):
    page = open_catalogue()
    press = page.keyboard.press
    page.locator("#filters summary").first.focus()
    press("Tab")
    assert has_visible_focus(page)
    press("Space")
    first = page.evaluate("document.activeElement.value")
    page.wait_for_url(f"**/resources/?topic={first}")
    assert box(page, "topic", first).evaluate("box => box === document.activeElement")

    page.get_by_label("Filter by word").focus()
    page.keyboard.type("school")
    page.wait_for_url("**&q=school")
    page.get_by_label("Sort by").focus()
    press("t")
    page.wait_for_url("**&sort=title")
    press("Tab")
    assert focused(page).startswith("Remove ")
    assert has_visible_focus(page)
    press("Enter")  # the facet's chip is gone, and the next one has the focus
    page.wait_for_url("**/resources/?q=school&sort=title")
    assert focused(page) == "Remove “school”"
    press("Enter")
    page.wait_for_url("**/resources/?sort=title")
    assert focused(page) == "100 resources"

    more = page.get_by_role("button", name="Show 40 more")
    more.focus()
    assert has_visible_focus(page)
    press("Enter")
    assert page.locator(CARDS).count() == 80
    at = page.locator(f"{CARDS} h3 a").nth(40)
    assert at.evaluate("link => link === document.activeElement")
    page.get_by_role("button", name="Show 20 more").focus()
    press("Enter")
    assert page.locator(CARDS).count() == 100
    assert page.locator("[data-more]").is_hidden()


def test_clear_all_takes_everything_back_but_the_order(open_catalogue):
    page = open_catalogue("?cost=free&grade=2&q=reading&sort=title")

    page.get_by_role("button", name="Clear all").click()

    assert (heading(page), path(page)) == ("100 resources", "?sort=title")
    assert page.locator("[data-chips]").is_hidden()
    assert page.locator("#filters input:checked").count() == 0
    assert page.get_by_label("Filter by word").input_value() == ""
    assert focused(page) == "100 resources"


# Counts, words, order


def test_the_count_of_a_value_is_what_one_then_sees(open_catalogue):
    page = open_catalogue("?cost=free&grade=2")
    for facet, value in [("kind", "tool"), ("topic", "dyslexia"), ("tier", "3")]:
        row = box(page, facet, value)
        said = row.locator("xpath=../span[@data-count]").inner_text()
        row.check()
        assert heading(page) == f"{said} of 100 resources"
        row.uncheck()


def test_a_value_without_records_stays_and_a_chosen_one_stays_checked(open_catalogue):
    page = open_catalogue("?kind=dataset&cost=paid")

    assert heading(page) == "0 of 100 resources"
    assert box(page, "kind", "dataset").is_checked()
    assert box(page, "grade", "2").is_visible()
    assert page.locator("#filters li.is-none").count() > 20


def test_the_list_follows_what_is_typed_in_one_step_of_the_history(open_catalogue):
    page = open_catalogue()
    field = page.get_by_label("Filter by word")

    field.press_sequentially("dyslex", delay=120)
    page.wait_for_url("**/resources/?q=dyslex")
    texts = page.locator(CARDS).all_inner_texts()
    assert texts and "100" not in heading(page).split()[0]
    link = page.get_by_role("link", name="Search the whole hub for “dyslex”")
    assert link.get_attribute("href").endswith("search/?q=dyslex")
    page.go_back()
    assert (heading(page), field.input_value()) == ("100 resources", "")


def test_hostile_words_stay_text(open_catalogue):
    bad = "?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&topic=%3Cb%3Ex&%3Ci%3E=1"
    page = open_catalogue(bad)

    assert (
        page.locator("#catalogue").evaluate("box => box.querySelectorAll('img, b, i').length") == 0
    )
    assert "“<img src=x onerror=alert(1)>”" in chips(page)[0]
    assert page.locator("[data-unknown]").inner_text() == (
        "This address asks for topic “<b>x” and <i> “1”, which the catalogue does not have. "
        "They are left out."
    )


def test_what_an_address_asks_for_in_vain_is_told_and_dropped_with_the_next_choice(open_catalogue):
    page = open_catalogue("?cost=free&cost=cheap")

    assert page.locator("[data-unknown]").inner_text() == (
        "This address asks for cost “cheap”, which the catalogue does not have. It is left out."
    )
    assert chips(page) == ["Free", "Clear all"]
    box(page, "grade", "2").check()
    assert path(page) == "?grade=2&cost=free"
    assert page.locator("[data-unknown]").is_hidden()


def test_the_order_can_be_chosen(open_catalogue):
    page = open_catalogue("?sort=title")
    titles = page.locator(f"{CARDS} h3").all_text_contents()  # also of cards out of sight
    assert len(titles) == 40
    assert titles == sorted(titles, key=str.casefold)

    page.get_by_label("Sort by").select_option("newest")
    page.get_by_label("Sort by").select_option("free")
    assert path(page) == "?sort=free"
    for _ in range(2):
        page.get_by_role("button", name=re.compile("^Show .* more$")).click()
    costs = page.locator(f"{CARDS} .hub-spec > :nth-child(3) dd").all_text_contents()
    order = ["Free", "Free with an account", "Partly free", "Paid"]
    assert len(costs) == 100
    assert costs == sorted(costs, key=order.index)
    page.get_by_label("Sort by").select_option("evidence")
    assert path(page) == ""
    assert page.locator(CARDS).count() == 100  # the list of the page itself is back


def test_the_number_found_is_announced(open_catalogue):
    page = open_catalogue()
    live = page.locator("h2[aria-live=polite]")
    assert live.inner_text() == "100 resources"

    box(page, "cost", "paid").check()

    assert re.fullmatch(r"\d+ of 100 resources", live.inner_text())


def test_nothing_found_names_the_filter_to_leave_out(open_catalogue):
    page = open_catalogue("?topic=dyslexia&language=es&cost=paid")
    empty = page.locator("[data-empty]")
    assert empty.get_by_role("heading").inner_text() == "No resource has all of these."
    buttons = empty.get_by_role("button")
    offers = buttons.all_inner_texts()
    counts = [int(re.search(r"(\d+) resource", offer)[1]) for offer in offers[:-1]]
    assert counts == sorted(counts, reverse=True)
    assert offers[-1] == "Clear all"
    assert all(
        re.match(r"Without (Dyslexia|Spanish|Paid): \d+ resources?$", o) for o in offers[:-1]
    )

    buttons.first.click()

    assert heading(page) == f"{counts[0]} of 100 resources"
    assert page.locator(CARDS).count() == counts[0]
    assert empty.is_hidden()
    assert focused(page) == heading(page)


def test_words_that_nothing_holds_can_be_left_out_too(open_catalogue):
    page = open_catalogue("?cost=free&q=zzzz")

    offers = page.locator("[data-empty] button").all_inner_texts()

    assert re.match(r"Without “zzzz”: \d+ resources", offers[0])


# The sheet on a phone


def test_on_a_phone_nothing_behind_the_sheet_can_be_reached(open_catalogue):
    page = open_catalogue(width=NARROW)
    page.get_by_role("link", name="Filter", exact=True).click()
    sheet = page.get_by_role("dialog", name="Filters")
    expect(sheet).to_be_visible()
    assert focused(page) == "Close filters"
    assert page.locator("#results").get_attribute("inert") is not None
    assert page.locator("header.hub-header").evaluate("e => !!e.closest('[inert]')")

    for _ in range(80):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body"
            " || !!document.activeElement.closest('#filters')"
        )
    page.keyboard.press("Escape")

    expect(page.locator("#filters")).to_be_hidden()
    assert page.locator("[inert]").count() == 0
    assert focused(page) == "Filter"


def test_back_closes_the_sheet_and_keeps_what_was_chosen(open_catalogue):
    page = open_catalogue(width=NARROW)
    page.get_by_role("link", name="Filter", exact=True).click()
    assert path(page) == "#filters"
    box(page, "topic", "reading").check()
    box(page, "topic", "writing").check()

    page.go_back()

    expect(page.locator("#filters")).to_be_hidden()
    assert path(page) == "?topic=reading&topic=writing"
    assert chips(page) == ["Reading", "Writing", "Clear all"]
    page.go_back()
    assert (path(page), heading(page)) == ("", "100 resources")


def test_the_sheet_says_how_many_it_will_show_and_is_one_step(open_catalogue):
    page = open_catalogue(width=NARROW)
    page.get_by_role("link", name="Filter", exact=True).click()
    box(page, "topic", "reading").check()
    button = page.locator(".hub-facets__done a")
    said = button.inner_text()

    button.click()

    assert said == f"Show {heading(page).split()[0]} resources"
    assert path(page) == "?topic=reading"
    assert page.get_by_role("link", name="Filter (1)").is_visible()
    page.go_back()
    assert (path(page), heading(page)) == ("", "100 resources")
    expect(page.locator("#filters")).to_be_hidden()


def test_a_sheet_opened_and_closed_leaves_no_step_behind(open_catalogue):
    page = open_catalogue("?cost=free", width=NARROW)
    page.get_by_role("link", name="Filter (1)").click()
    page.get_by_role("link", name="Close filters").click()

    expect(page.locator("#filters")).to_be_hidden()
    page.wait_for_url("**/resources/?cost=free")
    assert chips(page) == ["Free", "Clear all"]


# Cards, states, paper


def cards_of(html: str) -> list[str]:
    return [card.html for card in LexborHTMLParser(html).css(".hub-cards > .hub-card")]


MAKE_ALL = """async () => {
  const { cardMaker } = await import(new URL('../assets/catalogue/cards.mjs', document.baseURI));
  const { prepare } = await import(new URL('../assets/catalogue/index.mjs', document.baseURI));
  const data = await (await fetch('index.json')).json();
  const catalogue = prepare(data, data.day);
  const card = cardMaker(document.getElementById('card-parts').cloneNode(true), catalogue);
  return data.id.map((_, place) => card(place).outerHTML);
}"""


def test_cards_made_in_the_browser_are_those_of_the_page(open_page, real_site):
    page = open_page("resources/").page
    html = (real_site / "resources" / "index.html").read_text(encoding="utf-8")

    made = page.evaluate(MAKE_ALL)

    assert len(made) == 100
    for here, there in zip(cards_of(html), made, strict=True):
        assert cards_of(f"<ul class='hub-cards'>{there}</ul>") == [here]


def test_they_are_so_in_every_state_of_a_record(open_small, built):
    page = open_small("resources/").page
    html = (built / "resources" / "index.html").read_text(encoding="utf-8")

    made = page.evaluate(MAKE_ALL)

    states = {state for card in made for state in re.findall('data-state="([a-z-]+)"', card)}
    assert {"listed", "certified", "review-due", "expired"} <= states
    for here, there in zip(cards_of(html), made, strict=True):
        assert cards_of(f"<ul class='hub-cards'>{there}</ul>") == [here]


def test_a_state_is_compared_with_the_day_of_reading(open_small):
    page = open_small("resources/").page
    page.clock.set_fixed_time("2040-01-01T12:00:00")
    page.reload()
    ready(page)

    tags = page.locator(f"{CARDS} .hub-tag:visible").all_inner_texts()
    assert {"Review due", "Expired"} <= set(tags)
    assert not {tag for tag in tags if tag.startswith(("Listed", "Certified"))}


def test_on_paper_the_list_is_whole_and_the_filter_is_said_in_words(open_catalogue):
    page = open_catalogue("?cost=free&grade=K&grade=2")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    said = page.locator("[data-said]")
    assert said.inner_text() == "Grade: Kindergarten or Grade 2; Cost: Free."
    assert page.locator("#filters").is_hidden()
    assert page.locator("[data-chips]").is_hidden()
    assert page.locator(CARDS).count() == int(heading(page).split()[0]) > 40
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(CARDS).count() == 40


@pytest.mark.parametrize(
    "query", ["", "?topic=screening&grade=2", "?kind=dataset&cost=paid&q=word"]
)
def test_the_page_does_not_scroll_sideways_at_320_pixels(query, open_catalogue):
    page = open_catalogue(query, width=320)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_its_data_the_page_stays_as_it_was_made(chromium, served):
    context = chromium.new_context()
    page = context.new_page()
    page.route("**/resources/index.json", lambda route: route.abort())
    page.goto(f"{served}resources/?cost=free")
    page.wait_for_load_state("networkidle")

    assert len(shown(page)) == 100
    assert page.locator("#filters a").count() > 50
    assert page.get_by_label("Filter by word").is_hidden()
    context.close()
