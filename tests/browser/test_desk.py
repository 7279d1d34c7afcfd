"""Comparing and saving in a real browser: buttons, tray, comparison, my list, and their edges."""

import csv
import io
import re

import pytest
import yaml

from resource_hub.catalogue.desk import FACTS

pytestmark = pytest.mark.browser

IDS = ["ncii-screening-charts", "roar", "wwc-guide-reading-rti", "acadience-reading"]
COMPARE = "compare/?ids="
# Marks of what every page has (assets/desk/record.mjs), and of what no record of this hub states.
UNMARKED = {"what", "state", "shown-for", "not-shown-for"}
BLOCKED = (
    """Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked'); } })"""
)
STORE = "ids => localStorage.setItem('hub.list', JSON.stringify(ids))"


def tool(page, what, place=0):
    return page.locator(f"button[data-desk={what}]").nth(place)


def row(page, label):
    return page.locator("#compare tr[data-fact]").filter(
        has=page.get_by_role("rowheader", name=label, exact=True)
    )


def columns(page):
    return page.locator("#compare thead th[data-column]")


def status(page):
    return page.locator(":is(main, #compare, #my-list) > [role=status]")


def focused(page):
    return page.evaluate("document.activeElement.textContent.trim()")


def opened(page):
    """Wait until the comparison or the list has read all record pages."""
    page.locator("main [aria-busy=false]").wait_for(state="attached")
    return page


def with_list(open_page, ids, **settings):
    page = open_page("404.html", **settings).page
    page.evaluate(STORE, ids)
    page.goto(page.url.replace("404.html", "list/"))
    return opened(page) if ids else page


def saved_titles(page):
    return page.locator(".hub-saved h3").all_inner_texts()


# The pages --------------------------------------------------------------------------------------


def test_record_pages_state_every_fact_that_is_compared(real_site):
    pages = [page.read_text(encoding="utf-8") for page in real_site.glob("resources/*/index.html")]
    marked = {mark for page in pages for mark in re.findall(r'data-fact="([^"]+)"', page)}

    wanted = {mark for facts in FACTS.values() for fact in facts for mark in fact.marks}
    assert wanted - UNMARKED <= marked


# Choosing ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [390, 1280])
def test_a_district_leader_compares_three_programs_from_the_catalogue(open_page, width):
    page = open_page("resources/", width=width).page
    names = []
    for place in range(3):
        tool(page, "compare", place).click()
        assert tool(page, "compare", place).get_attribute("aria-pressed") == "true"
        names.append(page.locator(".hub-card h3").nth(place).inner_text())
    assert page.locator(".hub-tray__count").inner_text() == "3 of 4 chosen"

    page.locator(".hub-tray").get_by_role("link", name="Compare 3 resources").click()

    opened(page)
    assert columns(page).all_text_contents() == names
    assert columns(page).locator("visible=true").count() == (2 if width < 768 else 3)
    assert page.locator("#compare h2[data-count]").inner_text() == "3 resources side by side"
    assert page.url.count(",") == 2


def test_each_word_of_the_comparison_stands_on_the_page_of_the_record(open_page):
    page = opened(open_page(COMPARE + ",".join(IDS)).page)
    plain = "texts => texts.map(text => text.replace(/\\s+/g, ' ').trim())"
    seen = {
        label: page.evaluate(plain, row(page, label).locator("td").all_text_contents())
        for label in ("Why it is listed", "Publisher", "Cost", "What that rests on", "Grades")
    }
    marks = {f.label: f.marks[0] for facts in FACTS.values() for f in facts}

    for place, id_ in enumerate(IDS):
        record = open_page(f"resources/{id_}/").page
        for label, cells in seen.items():
            stated = record.locator(f"[data-fact='{marks[label]}']").all_text_contents()
            assert [cells[place]] == record.evaluate(plain, stated), (id_, label)


def test_only_differences_hides_rows_in_which_all_say_the_same(open_page):
    page = opened(open_page(COMPARE + "roar,acadience-reading").page)
    rows = page.locator("#compare tr[data-fact]")
    before = rows.locator("visible=true").count()

    page.get_by_label("Only differences").check()

    left = rows.locator("visible=true")
    assert 0 < left.count() < before
    assert row(page, "Our tie to it").is_hidden()
    for one in left.all():
        assert len(set(one.locator("td").all_inner_texts())) == 2
    assert re.fullmatch(r"\d+ rows? in which all say the same hidden\.", status(page).inner_text())
    page.get_by_label("Only differences").uncheck()
    assert left.count() == before


def test_a_fifth_choice_says_why_not(open_page):
    page = open_page("resources/").page
    for place in range(5):
        tool(page, "compare", place).click()

    fifth = page.locator(".hub-card h3").nth(4).inner_text()
    said = f"Four are chosen, which is the most. Take one out before you add “{fifth}”."
    assert page.locator(".hub-tray__note").inner_text() == said
    assert status(page).inner_text() == said
    assert tool(page, "compare", 4).get_attribute("aria-pressed") == "false"
    tool(page, "compare", 0).click()
    assert page.locator(".hub-tray__note").is_hidden()
    assert page.locator(".hub-tray__count").inner_text() == "3 of 4 chosen"


def test_a_choice_goes_from_page_to_page_and_can_be_cleared(open_page):
    page = open_page("resources/roar/").page
    tool(page, "compare").click()
    page.goto(page.url.replace("/roar/", "/acadience-reading/"))
    assert page.locator(".hub-tray__count").inner_text().startswith("1 of 4 chosen.")
    tool(page, "compare").click()
    assert page.get_by_role("link", name="Compare 2 resources").last.is_visible()

    page.locator(".hub-tray").get_by_role("button", name="Clear").click()

    assert page.locator(".hub-tray").is_hidden()
    assert tool(page, "compare").get_attribute("aria-pressed") == "false"
    assert focused(page).startswith("Compare")
    assert status(page).inner_text() == "Nothing is chosen to compare."


def test_buttons_are_made_anew_when_the_list_is_drawn_anew(open_page):
    page = open_page("resources/").page
    page.locator("#hub-words").fill("reading")
    page.wait_for_url("**q=reading")
    page.locator(".hub-card button[data-desk=save]").first.wait_for()

    cards = page.locator(".hub-card").count()
    assert page.locator(".hub-card button[data-desk=save]").count() == cards
    tool(page, "save").click()
    assert page.evaluate("JSON.parse(localStorage.getItem('hub.list')).length") == 1


def test_other_tabs_follow(open_page):
    page = open_page("resources/roar/").page
    other = page.context.new_page()
    other.goto(page.url)

    tool(page, "compare").click()
    tool(page, "save").click()

    other.locator("button[data-desk=save][aria-pressed=true]").wait_for()
    other.locator("button[data-desk=compare][aria-pressed=true]").wait_for()
    assert other.locator(".hub-tray__count").is_visible()


def test_what_has_the_focus_is_not_behind_the_tray(open_page):
    page = open_page("resources/").page
    tool(page, "compare").click()
    covered = """() => {
      const box = document.activeElement.getBoundingClientRect();
      const tray = document.querySelector('.hub-tray').getBoundingClientRect();
      return !document.activeElement.closest('.hub-tray') && box.bottom > tray.top + 1;
    }"""

    for _ in range(40):
        page.keyboard.press("Tab")
        assert not page.evaluate(covered), focused(page)


def test_buttons_are_large_enough_for_a_thumb(open_page):
    page = open_page("resources/", width=390).page
    tool(page, "compare").click()

    for button in page.locator(".hub-card").first.locator("button").all():
        assert button.bounding_box()["height"] >= 44
    for control in page.locator(".hub-tray").locator("a:visible, button:visible").all():
        assert control.bounding_box()["height"] >= 44


# Comparing --------------------------------------------------------------------------------------


def test_a_shared_comparison_opens_fresh_and_keeps_nothing(open_page):
    page = opened(open_page(COMPARE + ",".join(IDS[:3])).page)

    assert columns(page).count() == 3
    assert page.evaluate("localStorage.length") == 0


def test_the_own_choice_is_kept_while_a_link_is_looked_at(open_page):
    page = open_page("resources/roar/").page
    tool(page, "compare").click()
    page.goto(page.url.replace("resources/roar/", COMPARE + ",".join(IDS[2:])))
    opened(page)

    assert "This comparison came by a link." in page.locator("[data-notes]").inner_text()
    assert page.evaluate("localStorage.getItem('hub.compare')") == '["roar"]'


def test_removing_one_leaves_the_rest_and_the_focus_near(open_page):
    page = opened(open_page(COMPARE + ",".join(IDS)).page)
    names = columns(page).all_inner_texts()

    page.get_by_role("button", name=f"Remove {names[1]}").click()

    page.locator("#compare h2", has_text="3 resources side by side").wait_for()
    assert columns(page).all_inner_texts() == [names[0], *names[2:]]
    assert page.url.endswith(",".join([IDS[0], *IDS[2:]]))
    page.locator(":focus", has_text=names[2]).wait_for()
    assert status(page).inner_text() == f"“{names[1]}” is taken out. 3 resources side by side."


def test_replacing_one_leads_to_the_catalogue_with_the_rest_chosen(open_page):
    page = opened(open_page(COMPARE + ",".join(IDS[:3])).page)

    page.get_by_role("link", name="Replace").first.click()

    page.wait_for_url("**/resources/")
    assert page.locator(".hub-tray__count").inner_text() == "2 of 4 chosen"
    assert (
        page.evaluate("localStorage.getItem('hub.compare')") == '["roar","wwc-guide-reading-rti"]'
    )


def test_fewer_than_two_says_what_to_do(open_page):
    page = opened(open_page("compare/?ids=roar").page)

    assert page.get_by_role("heading", name="Choose two or more to compare").is_visible()
    assert "Only “Rapid Online Assessment of Reading (ROAR)” is chosen." in (
        page.locator("[data-empty]").inner_text()
    )
    page.get_by_role("link", name="Choose in the list of resources").click()
    assert page.locator(".hub-tray__count").inner_text().startswith("1 of 4 chosen.")


def test_unknown_ids_are_named_and_left_out(chromium, served):
    page = chromium.new_page()
    page.goto(served + COMPARE + "roar,no-such-thing,%3Cimg%20src%3Dx%3E,acadience-reading")
    opened(page)

    notes = page.locator("[data-notes]").inner_text()
    assert "The hub has no resource “no-such-thing”. It is left out." in notes
    assert "“<img src=x>” is not the id of a resource. It is left out." in notes
    assert columns(page).count() == 2
    assert page.locator("#compare img").count() == 0
    page.close()


def test_a_page_that_cannot_be_read_just_now_is_not_called_unknown(chromium, served):
    page = chromium.new_page()
    page.route("**/resources/roar/", lambda route: route.abort())
    page.goto(served + COMPARE + ",".join(IDS[:3]))
    opened(page)

    notes = page.locator("[data-notes]").inner_text()
    assert notes == "The page of “roar” could not be read just now. Reload this page to try again."
    page.close()


def test_on_a_phone_two_lists_choose_which_two_are_shown(open_page):
    page = opened(open_page(COMPARE + ",".join(IDS), width=390).page)
    names = columns(page).all_text_contents()
    assert columns(page).locator("visible=true").all_inner_texts() == names[:2]

    page.get_by_label("Right").select_option(label=names[3])

    page.locator("#compare [role=status]", has_text=f"Right: {names[3]}.").wait_for()
    shown = columns(page).locator("visible=true").all_inner_texts()
    assert shown == [names[0], names[3]]
    assert page.evaluate("document.activeElement.value") == IDS[3]
    assert page.url.endswith(",".join([IDS[0], IDS[3], IDS[2], IDS[1]]))


def test_the_comparison_is_a_table_with_heads(open_page):
    page = opened(open_page(COMPARE + ",".join(IDS[:2]), width=390).page)

    labels = page.locator("#compare tbody th[scope=row]").all_text_contents()
    assert labels[1:] == [fact.label for facts in FACTS.values() for fact in facts]
    assert page.get_by_role("columnheader", name="NCII screening tools charts").count() == 1
    assert page.get_by_role("table", name="Facts about the chosen resources").count() == 1
    assert page.locator("#compare :is(h3, h4)").count() == 0


def test_the_link_can_be_copied(open_page):
    page = open_page(COMPARE + "roar,acadience-reading").page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(page)

    page.get_by_role("button", name="Copy link").click()

    page.locator("#compare [role=status]", has_text="The link is copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_the_comparison_prints_all_columns_and_no_tools(open_page):
    page = opened(open_page(COMPARE + ",".join(IDS), width=390).page)
    page.set_viewport_size({"width": 1040, "height": 700})
    page.emulate_media(media="print")

    assert columns(page).locator("visible=true").count() == 4
    for hidden in (".hub-desk__bar button", "[data-tools]", "[data-sides]"):
        assert page.locator(f"#compare {hidden}").first.is_hidden()


# Records in every state -------------------------------------------------------------------------


def test_a_state_that_hangs_on_a_date_is_that_of_today(open_small):
    page = open_small("compare/?ids=reading-program,tutoring-kit").page
    assert "Certified to 2 March 2028." in row(opened(page), "Vetting").inner_text()

    page.clock.set_fixed_time("2028-03-03T12:00:00")
    page.reload()

    said = row(opened(page), "Vetting").locator("td").first.inner_text()
    assert said.startswith("Expired on 2 March 2028.")


def test_what_others_say_stands_side_by_side_with_what_they_rate(open_small):
    page = opened(open_small("compare/?ids=reading-program,tutoring-kit").page)

    cells = row(page, "What others say").locator("td").all_inner_texts()
    assert cells[0].startswith("No rating by another body is recorded here.")
    assert "These ratings do not say the same." in cells[1]
    assert "“Potentially positive effects”" in cells[1] and "“No evidence”" in cells[1]


def test_a_renamed_record_is_found_by_its_old_id_and_stands_once(open_small):
    page = open_small("list/?ids=reading-program-two,first-kit").page
    assert saved_titles(opened(page)) == ["Reading Program Three", "Tutoring Kit, first edition"]
    page.goto(page.url.replace("list/", "compare/") + ",reading-program")
    assert columns(opened(page)).count() == 2


def test_a_withdrawn_record_in_a_list_says_so(open_small):
    page = opened(open_small("list/?ids=first-kit").page)

    assert "Withdrawn on 2 February 2026" in page.locator(".hub-saved .hub-tag--stop").inner_text()


# My list ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [390, 1280])
def test_two_are_saved_printed_and_taken_away(open_page, width):
    page = open_page("resources/", width=width, accept_downloads=True).page
    names = page.locator(".hub-card h3").all_inner_texts()[:2]
    for place in range(2):
        tool(page, "save", place).click()
    assert status(page).inner_text() == f"“{names[1]}” is in your list. 2 resources saved."
    page.locator(".hub-tray").get_by_role("link", name="My list (2)").click()
    opened(page)
    assert saved_titles(page) == names

    page.emulate_media(media="print")
    assert page.locator(".hub-saved h3").first.is_visible()
    for hidden in (".hub-saved__tools button", ".hub-desk__out", "[data-clear]"):
        assert page.locator(f"#my-list {hidden}").first.is_hidden()
    page.emulate_media(media="screen")

    with page.expect_download() as waiting:
        page.get_by_role("button", name="Spreadsheet (CSV)").click()
    raw = waiting.value.path().read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert waiting.value.suggested_filename == "resource-list.csv"
    assert [one["title"] for one in rows] == names
    assert {one["state"] for one in rows} == {"Proposed: not yet vetted."}
    assert all(one["address"].startswith("https://") and one["cost"] for one in rows)

    with page.expect_download() as waiting:
        page.get_by_role("button", name="Reading list").click()
    text = waiting.value.path().read_text(encoding="utf-8")
    assert waiting.value.suggested_filename == "reading-list.txt"
    assert f"1. {names[0]}\n" in text and f"2. {names[1]}\n" in text
    assert text.count("State: Proposed: not yet vetted.") == 2


def test_the_list_says_where_it_is_kept(open_page):
    page = open_page("list/").page

    said = "Your list is kept in this browser on this device only. Nothing is sent."
    assert page.get_by_text(said).is_visible()
    assert page.get_by_role("heading", name="Nothing saved yet").is_visible()


def test_the_order_can_be_changed_by_keyboard(open_page):
    page = with_list(open_page, IDS[:3])
    names = saved_titles(page)

    page.get_by_role("button", name=f"Down {names[0]}").focus()
    page.keyboard.press("Enter")
    assert saved_titles(page) == [names[1], names[0], names[2]]
    assert focused(page) == f"Down {names[0]}"
    page.keyboard.press("Enter")
    assert saved_titles(page) == [names[1], names[2], names[0]]
    assert focused(page) == f"Up {names[0]}"  # at the end only the way back is left
    assert status(page).inner_text() == f"“{names[0]}” is now 3 of 3."
    page.reload()
    assert saved_titles(opened(page)) == [names[1], names[2], names[0]]


def test_removing_can_be_undone_and_the_focus_stays_near(open_page):
    page = with_list(open_page, IDS[:3])
    names = saved_titles(page)

    page.get_by_role("button", name=f"Remove {names[1]}").click()
    assert saved_titles(page) == [names[0], names[2]]
    assert focused(page) == f"Remove {names[2]}"
    page.get_by_role("button", name="Undo").click()
    assert saved_titles(page) == names


def test_clearing_can_be_undone(open_page):
    page = with_list(open_page, IDS[:3])
    names = saved_titles(page)

    page.get_by_role("button", name="Clear list").click()
    assert page.get_by_role("heading", name="Nothing saved yet").is_visible()
    assert page.evaluate("localStorage.getItem('hub.list')") is None
    assert focused(page) == "Undo"
    page.keyboard.press("Enter")
    assert saved_titles(page) == names
    assert focused(page) == "3 resources"


def test_a_shared_list_overwrites_nothing(open_page):
    page = with_list(open_page, IDS[:2])
    page.goto(page.url + "?ids=" + ",".join(IDS[1:]))
    opened(page)

    assert page.locator("h1").inner_text() == "A list shared with you"
    assert page.locator(".hub-saved__tools button").count() == 0
    assert page.evaluate("localStorage.getItem('hub.list')") == f'["{IDS[0]}","{IDS[1]}"]'
    page.get_by_role("button", name="Add 2 to my list").click()
    assert status(page).inner_text() == "2 resources added. Your list has 4 resources."
    assert focused(page) == "Show my list"
    page.keyboard.press("Enter")
    page.wait_for_url("**/list/")
    opened(page)
    assert page.locator(".hub-saved").evaluate_all("all => all.map(one => one.dataset.id)") == IDS


def test_a_shared_list_opens_fresh(open_page):
    page = opened(open_page("list/?ids=" + ",".join(IDS[:2]), width=390).page)

    assert len(saved_titles(page)) == 2
    assert page.get_by_role("button", name="Add these to my list").is_visible()
    assert page.evaluate("localStorage.length") == 0


def test_the_link_of_a_list_leads_to_it(open_page):
    page = with_list(open_page, IDS[:2])

    assert page.get_by_label("Link to this list").input_value() == page.url + "?ids=" + ",".join(
        IDS[:2]
    )


def test_a_long_list_works_and_says_that_its_link_is_too_long(chromium, served, root):
    records = yaml.safe_load((root / "resources.yaml").read_text(encoding="utf-8"))
    ids = [record["id"] for record in records]
    page = chromium.new_page()
    page.goto(served + "404.html")
    page.evaluate(STORE, [*ids, *(f"no-longer-here-{n}" for n in range(20))])
    page.goto(served + "list/")
    opened(page)

    assert page.locator(".hub-saved .hub-spec").count() == len(ids)
    assert page.locator(".hub-saved--missing").count() == 20
    assert page.get_by_label("Link to this list").is_hidden()
    said = page.locator("[data-long]").inner_text()
    assert re.search(r"would have 2\d{3} characters, and many programs cut links after 2000", said)
    page.close()


def test_an_id_that_the_hub_does_not_have_can_be_removed(chromium, served):
    page = chromium.new_page()
    page.goto(served + "404.html")
    page.evaluate(STORE, ["roar", "gone-away"])
    page.goto(served + "list/")
    opened(page)

    assert "The hub has no resource of this name." in page.locator(".hub-saved").last.inner_text()
    page.get_by_role("button", name="Remove gone-away").click()
    assert page.locator(".hub-saved").count() == 1
    page.close()


# Edges ------------------------------------------------------------------------------------------


def test_without_scripts_there_are_no_buttons_and_the_pages_say_so(open_page):
    page = open_page("resources/", java_script_enabled=False).page
    assert page.locator("button[data-desk]").count() == 0
    assert page.locator(".hub-card__tools").first.is_hidden()

    page.goto(page.url.replace("resources/", "compare/"))
    assert page.get_by_role("heading", name="Comparing needs JavaScript").is_visible()
    page.goto(page.url.replace("compare/", "list/"))
    assert page.get_by_role("heading", name="A list of your own needs JavaScript").is_visible()
    page.get_by_role("link", name="Go to the list of resources").click()
    assert page.url.endswith("/resources/")


def test_all_of_it_works_by_keyboard(open_page):
    page = open_page("resources/").page
    for place in range(2):
        tool(page, "compare", place).focus()
        page.keyboard.press("Space")
    page.keyboard.press("Tab")
    way = page.locator(":focus")
    assert way.inner_text() == "Compare 2 resources"
    assert way.bounding_box()["width"] > 100

    page.keyboard.press("Enter")
    page.wait_for_url("**/compare/?ids=*")
    opened(page)
    page.get_by_label("Only differences").focus()
    page.keyboard.press("Space")
    assert "hidden." in status(page).inner_text()


@pytest.mark.parametrize(
    "address", ["resources/", "resources/roar/", COMPARE + "roar,acadience-reading", "list/"]
)
def test_blocked_storage_breaks_no_page(open_page, address):
    page = open_page("404.html").page
    page.add_init_script(BLOCKED)
    page.goto(page.url.replace("404.html", address))

    if address.startswith("resources/"):
        tool(page, "compare").click()
        assert page.locator(".hub-tray__count").inner_text().startswith("1 of 4 chosen.")
        assert "This browser keeps no data for this site" in status(page).inner_text()
    elif address == "list/":
        assert page.get_by_role("heading", name="Nothing saved yet").is_visible()
    else:
        assert columns(opened(page)).count() == 2


@pytest.mark.parametrize("stored", ["{", '{"a":1}', '[1,null,"../x"]', '"roar"'])
def test_damaged_or_foreign_storage_breaks_no_page(open_page, stored):
    page = open_page("404.html").page
    page.evaluate(
        "text => ['hub.list', 'hub.compare'].forEach(key => localStorage.setItem(key, text))",
        stored,
    )

    page.goto(page.url.replace("404.html", "resources/roar/"))
    assert page.locator(".hub-tray").is_hidden()
    tool(page, "save").click()
    assert page.evaluate("localStorage.getItem('hub.list')") == '["roar"]'


@pytest.mark.parametrize(
    "address", [COMPARE + ",".join(IDS), "list/?ids=" + ",".join(IDS), "compare/", "list/"]
)
@pytest.mark.parametrize("width", [320, 800, 1000])
def test_nothing_scrolls_sideways(open_page, address, width):
    page = open_page(address, width=width).page
    if "?" in address:
        opened(page)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
