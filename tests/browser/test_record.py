"""The page of a record in a browser: where it stands today, its address, at every width."""

import pytest

pytestmark = pytest.mark.browser

SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"
PHONE = {"width": 390, "has_touch": True, "is_mobile": True}


def shown(page) -> str:
    """The banner that a reader sees, white space folded."""
    (banner,) = [b for b in page.locator(".hub-banner").all() if b.is_visible()]
    return " ".join(banner.inner_text().split())


def on(page, day: str) -> None:
    """Make the reader's calendar show a day, and read the page again."""
    page.clock.set_fixed_time(f"{day}T12:00:00")
    page.reload()


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("id_", ["reading-program", "tutoring-kit", "first-kit", "new-book"])
def test_a_record_fits_every_width(open_small, id_, width):
    page = open_small(f"resources/{id_}/", width=width).page

    assert not page.evaluate(SIDEWAYS)
    assert page.locator("h1").is_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_scales_fit_every_width(open_page, width):
    page = open_page("scales/", width=width).page

    assert not page.evaluate(SIDEWAYS)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-06-02", "Certified to 2 March 2028."),
        ("2027-03-02", "Certified to 2 March 2028."),
        ("2027-03-03", "Review due since 2 March 2027."),
        ("2028-03-02", "Review due since 2 March 2027."),
        ("2028-03-03", "Expired on 2 March 2028."),
    ],
)
def test_a_page_that_was_built_earlier_says_where_the_record_stands_today(open_small, day, said):
    page = open_small("resources/reading-program/").page
    on(page, day)

    page.locator(".hub-banner", has_text=said).wait_for()
    assert shown(page).startswith(said)


def test_a_listed_record_is_due_after_its_last_day(open_small):
    page = open_small("resources/guide-for-teams/").page
    on(page, "2027-02-02")

    assert shown(page).startswith("Review due since 1 February 2027. Listed on 1 February 2026.")


def test_without_scripts_the_page_is_whole_and_no_button_is_dead(open_small):
    page = open_small("resources/tutoring-kit/", java_script_enabled=False).page

    assert shown(page).startswith("Listed on 2 February 2026.")
    assert page.locator(".hub-opinion").count() == 2
    assert page.locator("main button").evaluate_all("all => all.filter(b => b.offsetParent)") == []
    assert page.locator(".hub-share a").inner_text().endswith("/resources/tutoring-kit/")


def test_the_address_of_the_page_is_copied_and_that_is_said(open_small):
    page = open_small("resources/screener/", permissions=["clipboard-read", "clipboard-write"]).page
    button = page.get_by_role("button", name="Copy link")
    button.focus()
    page.keyboard.press("Enter")

    page.locator(".hub-share [role=status]", has_text="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "https://example.org/small/hub/resources/screener/"


def test_a_hub_without_an_address_of_its_own_copies_the_one_it_is_read_at(open_page):
    watched = open_page("resources/eric/", permissions=["clipboard-read", "clipboard-write"])
    page = watched.page
    page.get_by_role("button", name="Copy link").click()

    page.locator(".hub-share [role=status]", has_text="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_where_copying_is_not_allowed_the_address_is_marked(open_small):
    page = open_small("resources/screener/").page
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.get_by_role("button", name="Copy link").click()

    page.locator(".hub-share [role=status]", has_text="The address is marked.").wait_for()
    assert page.evaluate("getSelection().toString().trim()") == (
        "https://example.org/small/hub/resources/screener/"
    )


def test_an_old_address_leads_to_the_record(open_small):
    page = open_small("resources/reading-program-two/").page

    page.wait_for_url("**/resources/reading-program/")
    assert page.locator("h1").inner_text() == "Reading Program Three"


def test_linked_data_offends_no_policy_and_is_valid_json(open_small):
    page = open_small("resources/reading-program/").page

    told = page.evaluate(
        "JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)"
    )
    assert told["@context"] == "https://schema.org"


def test_opinions_stand_side_by_side_and_below_one_another_on_a_phone(open_small):
    def tops(**settings):
        page = open_small("resources/tutoring-kit/", **settings).page
        return [round(one.bounding_box()["y"]) for one in page.locator(".hub-opinion").all()]

    wide, narrow = tops(), tops(**PHONE)
    assert wide[0] == wide[1]
    assert narrow[0] < narrow[1]


def test_controls_are_large_enough_to_touch(open_small):
    page = open_small("resources/tutoring-kit/", **PHONE).page
    page.get_by_role("button", name="Copy link").wait_for()

    for one in page.locator(".hub-share button:visible, .hub-actions a, .hub-opinion a").all():
        assert one.bounding_box()["height"] >= 24
    for one in page.locator(".hub-share button:visible, .hub-actions .hub-button").all():
        assert one.bounding_box()["height"] >= 44


def test_the_keyboard_reaches_every_link_with_a_visible_focus(open_small):
    page = open_small("resources/tutoring-kit/").page
    page.get_by_role("link", name="Read it at clearing.example").focus()
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.getAttribute('href')") == (
        "../../scales/#example-clearinghouse"
    )
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    page.wait_for_url("**/scales/#example-clearinghouse")
    assert page.locator("#example-clearinghouse").is_visible()
