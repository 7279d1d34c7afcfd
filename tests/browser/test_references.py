"""The list of works in a real browser: filters, addresses, Back, and no script at all."""

import json

import pytest

pytestmark = pytest.mark.browser

SHOWN = ".hub-refs > li:not([hidden])"


def box(page, value: str):
    return page.locator(f"#filters input[value='{value}']")


def status(page) -> str:
    return page.locator("#works [role=status]").inner_text()


def test_a_filter_narrows_the_list_and_says_how_many_are_left(open_page):
    page = open_page("references/").page
    assert status(page) == "All 124 works"
    trials = box(page, "randomized-trial")
    count = int(trials.locator("xpath=../span[@data-count]").inner_text())

    trials.check()

    assert page.locator(SHOWN).count() == count
    assert status(page) == f"{count} of 124 works"
    assert page.url.endswith("references/?design=randomized-trial")
    assert trials.evaluate("node => node === document.activeElement")


def test_counts_are_those_one_then_sees(open_page):
    page = open_page("references/").page
    box(page, "practice-guide").check()
    page.locator("summary", has_text="Year").click()

    for decade in ("2000s", "2010s", "2020s"):
        row = box(page, decade)
        said = int(row.locator("xpath=../span[@data-count]").inner_text())
        row.check()
        assert page.locator(SHOWN).count() == said
        row.uncheck()


def test_several_values_widen_and_several_facets_narrow(open_page):
    page = open_page("references/").page
    box(page, "meta-analysis").check()
    first = page.locator(SHOWN).count()
    box(page, "systematic-review").check()
    second = page.locator(SHOWN).count()
    page.locator("summary", has_text="Topic").click()
    box(page, "reading").check()

    assert first < second
    assert 0 < page.locator(SHOWN).count() < second
    assert "topic=reading" in page.url


def test_a_shared_address_opens_filtered_and_back_takes_a_step_back(open_page):
    page = open_page("references/?year=2010s&design=practice-guide").page
    before = page.locator(SHOWN).count()
    assert 0 < before < 124
    assert box(page, "practice-guide").is_checked()

    box(page, "meta-analysis").check()
    assert page.locator(SHOWN).count() > before
    page.go_back()
    assert page.locator(SHOWN).count() == before
    assert not box(page, "meta-analysis").is_checked()
    page.go_forward()
    assert box(page, "meta-analysis").is_checked()


def test_back_from_a_reference_brings_the_filters_back(open_page):
    page = open_page("references/").page
    box(page, "single-case").check()
    left = page.locator(SHOWN).count()

    page.locator(f"{SHOWN} .hub-ref__tools a").first.click()
    page.wait_for_url("**/references/*/")
    page.go_back()

    page.locator("#works [role=status]", has_text=f"{left} of 124 works").wait_for()
    assert box(page, "single-case").is_checked()


def test_nothing_left_is_said_and_can_be_undone(open_page):
    page = open_page("references/?design=single-case&year=none").page

    assert page.locator(SHOWN).count() == 0
    assert status(page) == "None of 124 works"
    assert page.get_by_role("heading", name="No work fits all of these filters.").is_visible()
    page.locator("[data-empty]").get_by_role("button", name="Clear filters").click()
    assert page.locator(SHOWN).count() == 124
    assert page.url.endswith("references/")
    assert page.evaluate("document.activeElement.matches('#filters input')")


def test_letters_that_lead_nowhere_are_not_shown(open_page):
    page = open_page("references/?design=single-case").page

    letters = page.locator(".hub-alpha > :visible")
    sections = page.locator("#works section:visible")
    assert letters.count() == sections.count() == 1
    letters.first.click()
    assert page.locator("h2.hub-letter:visible").inner_text() == letters.first.inner_text()


def test_an_address_with_unknown_values_shows_all_works(open_page):
    page = open_page("references/?design=%3Cimg%20src=x%3E&year=1850s").page

    assert status(page) == "All 124 works"
    assert page.locator("#works img").count() == 0


def test_on_a_phone_the_filters_are_a_sheet(open_page):
    page = open_page("references/", width=390).page
    assert box(page, "randomized-trial").is_hidden()

    page.get_by_role("link", name="Filter", exact=True).click()
    box(page, "randomized-trial").check()
    page.get_by_role("link", name="Show references").click()

    assert box(page, "randomized-trial").is_hidden()
    assert "of 124 works" in status(page)
    assert page.url.endswith("?design=randomized-trial#list")


def test_filters_work_by_keyboard(open_page):
    page = open_page("references/").page

    page.locator("#filters summary").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")

    page.wait_for_url("**/references/?design=meta-analysis")
    assert box(page, "meta-analysis").is_checked()


def test_without_scripts_the_whole_list_is_there_by_letter(open_page):
    page = open_page("references/", java_script_enabled=False).page

    assert page.locator(".hub-refs > li").count() == 124
    assert page.locator("#filters").is_hidden()
    assert page.locator(".hub-facets__open").is_hidden()
    page.get_by_label("Letter B").click()
    assert page.url.endswith("#letter-B")


@pytest.mark.parametrize("name", ["BibTeX", "RIS", "CSL-JSON"])
def test_all_works_can_be_taken_away(open_page, name, tmp_path):
    page = open_page("references/", accept_downloads=True).page

    with page.expect_download() as waiting:
        page.locator("#list > p").get_by_role("link", name=name, exact=True).click()

    file = tmp_path / "works"
    waiting.value.save_as(file)
    text = file.read_bytes().decode()
    assert waiting.value.suggested_filename.startswith("references.")
    count = {"BibTeX": text.count("\n}"), "RIS": text.count("TY  - ")}.get(name)
    assert (len(json.loads(text)) if count is None else count) == 124


def test_a_link_to_the_citation_of_a_page_shows_it(open_page):
    page = open_page("evidence/does-mtss-work/#cite-this-page").page

    assert page.locator("#cite-this-page .hub-ref__apa").is_visible()


def test_the_citation_of_a_page_opens_by_keyboard(open_page):
    page = open_page("guides/below-the-benchmark/", width=320).page

    page.locator("#cite-this-page summary").focus()
    page.keyboard.press("Enter")
    assert "(2026, November 22)" in page.locator("#cite-this-page .hub-ref__apa").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_filtered_list_does_not_scroll_sideways_at_320_pixels(open_page):
    page = open_page("references/?design=randomized-trial", width=320).page

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
