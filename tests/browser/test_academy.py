"""The academy in a real browser: marks, records, plans, calendar files, and no script at all."""

import json
import re

import pytest

pytestmark = pytest.mark.browser

PATH = "academy/path-school/"
LESSONS = ["one-page-three-levels", "is-the-core-healthy", "a-second-look"]
BLOCKED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("no storage here", "SecurityError"); },
});"""


def tick(page):
    return page.get_by_role("checkbox", name="I have done this lesson")


def progress(page) -> str:
    return page.locator("[data-progress]:visible [data-count]").first.inner_text()  # waits for it


def do_lessons(page, home: str) -> None:
    for lesson in LESSONS:
        page.goto(f"{home}{PATH}{lesson}/")
        tick(page).check()


def test_three_lessons_are_done_one_after_the_other_and_stay_done(open_page, served):
    page = open_page(f"{PATH}{LESSONS[0]}/").page
    for number in (1, 2, 3):
        assert progress(page) == f"{number - 1} of 7 lessons done"
        tick(page).check()
        assert progress(page) == f"{number} of 7 lessons done"
        page.locator(".hub-turn a[rel=next]").click()

    assert "Lesson 4 of 7" in page.locator(".hub-kind").inner_text()
    page.reload()
    assert progress(page) == "3 of 7 lessons done"
    assert page.locator(".hub-here li.is-done").count() == 3

    page.goto(served + PATH)
    assert page.locator(".hub-path input:checked").count() == 3
    link = page.locator("a[data-next]")
    assert link.inner_text() == "Go on with lesson 4"
    assert link.get_attribute("href").endswith("/groups-that-teach-a-skill/")

    page.goto(f"{served}academy/")
    page.wait_for_selector("[data-progress]:visible")
    done = page.locator("[data-progress] [data-count]").all_inner_texts()
    assert done == ["3 of 7 lessons done", "0 of 7 lessons done", "0 of 7 lessons done"]


def test_a_mark_can_be_taken_back_with_the_keyboard(open_page):
    page = open_page(PATH).page
    box = page.get_by_role("checkbox", name="Done: A second look")

    box.focus()
    page.keyboard.press("Space")
    assert progress(page) == "1 of 7 lessons done"
    page.keyboard.press("Space")
    assert progress(page) == "0 of 7 lessons done"
    assert page.evaluate("localStorage.getItem('hub.academy')") is None


def test_another_tab_follows(open_page, served):
    page = open_page(PATH).page
    other = page.context.new_page()
    other.goto(f"{served}{PATH}{LESSONS[1]}/")

    tick(other).check()

    page.wait_for_function(
        "document.querySelector('[data-count]').textContent === '1 of 7 lessons done'"
    )


@pytest.mark.parametrize("text", ["{", "[]", '{"done": 7}', '{"done": {"x": 1}, "name": {}}'])
def test_damaged_marks_break_nothing(open_page, text):
    page = open_page(PATH).page
    page.evaluate("text => localStorage.setItem('hub.academy', text)", text)
    page.reload()

    assert progress(page) == "0 of 7 lessons done"
    page.get_by_role("checkbox", name="Done: A second look").check()
    page.reload()
    assert progress(page) == "1 of 7 lessons done"


def test_where_nothing_can_be_kept_it_says_so_and_goes_on(open_page, served):
    page = open_page("about/").page
    page.context.add_init_script(BLOCKED)
    page.goto(f"{served}{PATH}{LESSONS[0]}/")

    tick(page).check()

    assert progress(page) == "1 of 7 lessons done"
    assert page.locator("[data-kept]").inner_text() == (
        "This browser keeps no data for this site, so your marks are lost when you leave this page."
    )


# The record ----------------------------------------------------------------------------------


def record_of(page, served: str) -> str:
    do_lessons(page, served)
    page.goto(f"{served}{PATH}record/")
    page.get_by_label("Your name").fill("A. Reader")
    return page.locator(".hub-paper").inner_text()


def test_the_record_says_what_was_marked_and_that_nobody_checked_it(open_page, served):
    page = open_page().page
    text = record_of(page, served)

    assert "A. Reader" in text
    assert "3 of 7" in text and "39 of 96" in text
    assert text.count("Not marked") == 4
    assert "It is not a certificate and nobody checked it." in text


def test_a_name_is_kept_only_if_the_reader_wishes(open_page, served):
    page = open_page().page
    record_of(page, served)
    kept = "JSON.parse(localStorage.getItem('hub.academy')).name"
    assert page.evaluate(kept) is None
    page.reload()
    assert page.get_by_label("Your name").input_value() == ""

    page.get_by_label("Your name").fill("<b>A. Reader</b>")
    page.get_by_label("Keep my name in this browser").check()
    page.reload()
    assert page.locator("[data-name]").inner_text() == "<b>A. Reader</b>"
    page.get_by_label("Keep my name in this browser").uncheck()
    assert page.evaluate(kept) is None


@pytest.mark.parametrize("size", ["Letter", "A4"])
@pytest.mark.parametrize("address", ["record/", "plan/?start=2027-01-11"])
def test_the_record_and_the_plan_are_one_printed_page(open_page, served, size, address):
    page = open_page().page
    record_of(page, served)
    page.goto(f"{served}{PATH}{address}")

    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=size))) == 1
    page.emulate_media(media="print")
    assert not page.locator("main button, main input").filter(visible=True).count()


# The plan ------------------------------------------------------------------------------------


def test_a_plan_has_a_week_for_each_lesson_and_a_calendar_file(open_page):
    page = open_page(f"{PATH}plan/").page
    assert page.get_by_role("button", name="Save as a calendar file").is_disabled()

    page.get_by_label("First week begins on").fill("2026-12-28")

    dates = page.locator("[data-date]").all_inner_texts()
    assert dates[:2] == ["Mon 28 Dec 2026", "Mon 4 Jan 2027"]
    assert dates[6] == "Mon 8 Feb 2027"
    assert page.url.endswith("?start=2026-12-28")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a calendar file").click()
    assert download.value.suggested_filename == "path-school-2026-12-28.ics"
    text = download.value.path().read_bytes().decode()
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert text.count("BEGIN:VEVENT\r\n") == 7
    assert "SUMMARY:Lesson 1 of 7: One page\\, three levels\r\n" in text
    assert "DTSTART;VALUE=DATE:20270104\r\nDTEND;VALUE=DATE:20270105\r\n" in text
    assert f"/{PATH}a-second-look/\r\n" in text.replace("\r\n ", "")


def test_a_plan_can_be_sent_as_a_link(open_page):
    page = open_page(f"{PATH}plan/?start=2027-09-06").page

    assert page.get_by_label("First week begins on").input_value() == "2027-09-06"
    assert page.locator("[data-date]").first.inner_text() == "Mon 6 Sep 2027"


@pytest.mark.parametrize("start", ["2027-02-30", "%3Cb%3E", "soon"])
def test_a_link_with_no_day_in_it_leaves_the_dates_open(open_page, start):
    page = open_page(f"{PATH}plan/?start={start}").page

    assert page.locator("[data-date]").first.inner_text() == ""
    assert page.locator("#plan [role=status]").inner_text() == "No day chosen yet"


# Choosing a path -----------------------------------------------------------------------------


def test_a_district_leader_with_20_minutes_a_week_finds_the_path(open_page):
    page = open_page("academy/").page

    page.get_by_label("I am a").select_option(label="District leader")
    page.get_by_label("Minutes a week").select_option("20")

    shown = page.locator(".hub-paths > li:visible h3")
    assert shown.all_inner_texts() == ["Build the conditions", "Policy that helps schools"]
    assert (
        "With 20 minutes a week: 7 weeks"
        in page.locator(".hub-paths > li:visible").first.inner_text()
    )
    assert page.locator("#pick [role=status]").inner_text() == "2 paths for this role"
    assert page.url.endswith("?role=district-leader&minutes=20")
    page.reload()
    assert shown.count() == 2


# Without a script, on a phone ----------------------------------------------------------------


def test_without_a_script_everything_can_be_read_and_nothing_dead_is_shown(open_page, served):
    page = open_page("academy/", java_script_enabled=False).page
    for address in ("academy/", PATH, f"{PATH}{LESSONS[0]}/", f"{PATH}plan/", f"{PATH}record/"):
        page.goto(served + address)
        assert not page.locator("main :is(input, select, button)").filter(visible=True).count()
    page.goto(f"{served}{PATH}plan/")
    assert "Write the date on which each week begins." in page.locator("main").inner_text()
    page.goto(f"{served}{PATH}{LESSONS[0]}/")
    page.locator("details#feedback summary").click()
    assert "A good answer mentions" in page.locator("details#feedback").inner_text()


@pytest.mark.parametrize("width", [320, 390])
def test_no_page_is_wider_than_a_phone(open_page, served, width):
    page = open_page("academy/", width=width).page
    state_lesson = "academy/path-state/four-levels-of-evidence/"
    for address in (
        "academy/",
        PATH,
        state_lesson,
        f"{PATH}plan/?start=2027-01-11",
        f"{PATH}record/",
    ):
        page.goto(served + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_every_lesson_is_found_by_its_title(open_page, real_site):
    manifest = json.loads((real_site / "search" / "manifest.json").read_text())
    assert manifest  # the index is there
    page = open_page("search/?q=vulnerable+decision+point").page

    page.wait_for_selector(".hub-hits a")
    assert "/academy/path-district/look-for-gaps-change-decisions/" in " ".join(
        link.get_attribute("href") for link in page.locator(".hub-hits a").all()
    ).replace("../", "/")
