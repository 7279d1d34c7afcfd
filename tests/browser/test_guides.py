"""Decision guides in a real browser: every way to every action, Back, links, paper, no script."""

import re
from pathlib import Path

import pytest
import yaml

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
GUIDES = [yaml.safe_load(p.read_text("utf-8")) for p in sorted(ROOT.glob("content/guides/*.yaml"))]
EACH = pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide["id"])
LOOK = "guides/below-the-benchmark/"


def ways(guide, at=None, way=()):
    """Every way through a guide, as the places of its answers and where it ends."""
    at = at or guide["start"]
    if at in guide["outcomes"]:
        yield way, at
        return
    for place, answer in enumerate(guide["nodes"][at]["answers"]):
        yield from ways(guide, answer["to"], (*way, place))


def step(page) -> str:
    """The id of the one step that is shown."""
    shown = page.locator(".hub-step:visible")
    assert shown.count() == 1
    return shown.get_attribute("id")


def answer(page, place: int) -> None:
    before = page.url
    page.locator(".hub-step:visible .hub-answer").nth(place).click()
    page.wait_for_function("before => location.href !== before", arg=before)


def trail(page) -> list[str]:
    items = page.locator(".hub-trail a").all()
    return [item.evaluate("a => a.lastChild.textContent") for item in items]


def focused(page) -> str:
    return page.evaluate("document.activeElement.textContent.trim()")


@EACH
def test_every_way_leads_by_clicks_to_its_action(open_page, guide):
    page = open_page(f"guides/{guide['id']}/").page

    for way, end in ways(guide):
        at, given = guide["start"], []
        for place in way:
            assert step(page) == at
            line = page.locator(".hub-step:visible [data-at]").inner_text()
            assert line.startswith(f"Question {len(given) + 1} of at most ")
            answer(page, place)
            chosen = guide["nodes"][at]["answers"][place]
            given, at = [*given, chosen["label"]], chosen["to"]
        assert step(page) == at == end
        assert page.url.endswith(f"#{end}")
        assert trail(page) == given
        title = guide["outcomes"][end]["title"]
        page.wait_for_function("t => document.activeElement.textContent === t", arg=title)
        taken = page.locator(".hub-flow .hub-flow__branch.is-taken")
        assert taken.count() == len(way)
        page.locator(".hub-step:visible").get_by_role("link", name="Start again").click()
        page.wait_for_function("() => !document.querySelector('.hub-trail').childElementCount")


@EACH
def test_every_way_can_be_walked_without_a_script(open_page, guide):
    page = open_page(f"guides/{guide['id']}/", java_script_enabled=False).page

    for way, end in ways(guide):
        for place in way:
            page.locator(".hub-step:visible .hub-answer").nth(place).click()
        assert step(page) == end
        page.locator(".hub-step:visible").get_by_role("link", name="Start again").click()
    assert step(page) == guide["start"]
    assert not page.locator("main button:visible").count()


def test_a_guide_is_walked_with_the_keyboard_alone(open_page):
    page = open_page(LOOK).page
    page.locator("#distance .hub-answer").nth(1).focus()

    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.id === 'known-ask'")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#known .hub-answer') !== null"):
            break
    page.keyboard.press("Enter")

    page.wait_for_function("() => document.activeElement.id === 'evaluate-do'")
    assert step(page) == "evaluate"


def test_back_of_the_browser_and_forward_and_reload_keep_the_way(open_page):
    page = open_page(LOOK).page
    for place in (1, 1, 0):
        answer(page, place)

    page.go_back()
    assert (step(page), trail(page)) == ("intensive-question", ["Far below", "No"])
    page.reload()
    assert (step(page), trail(page)) == ("intensive-question", ["Far below", "No"])
    page.go_forward()
    assert (step(page), trail(page)) == ("intensive", ["Far below", "No", "Yes"])
    page.go_back()
    page.go_back()
    page.go_back()
    assert (step(page), trail(page)) == ("distance", [])


def test_back_on_the_page_goes_back_in_the_browser_too(open_page):
    page = open_page(LOOK).page
    answer(page, 1)
    answer(page, 1)
    length = page.evaluate("history.length")

    page.locator(".hub-step:visible [data-back]").click()
    page.wait_for_url("**#known")

    assert (step(page), trail(page)) == ("known", ["Far below"])
    assert page.evaluate("history.length") == length
    page.go_forward()
    assert trail(page) == ["Far below", "No"]


def test_an_earlier_answer_can_be_changed_from_the_trail(open_page):
    page = open_page(LOOK).page
    for place in (1, 1, 1):
        answer(page, place)
    assert (step(page), trail(page)) == ("skill", ["Far below", "No", "No"])
    assert page.locator("#skill [data-at]").inner_text() == "Question 4 of at most 4"

    page.locator(".hub-trail a").nth(0).click()
    page.wait_for_url("**#distance")
    answer(page, 0)
    answer(page, 0)

    assert (step(page), trail(page)) == ("skill", ["Near the cut", "Yes, the student needs help"])
    assert page.locator("#skill [data-at]").inner_text() == "Question 3 of at most 3"


def test_a_link_to_an_action_shows_it_and_how_one_gets_there(open_page):
    page = open_page(f"{LOOK}#watch").page

    assert (step(page), trail(page)) == ("watch", [])
    assert page.locator("#watch .hub-step__ways").inner_text().split("\n")[0] == (
        "You get here by these answers:"
    )
    assert page.locator("[data-given]").is_hidden()


def test_a_link_to_a_question_that_many_ways_lead_to_makes_no_way_up(open_page):
    page = open_page(f"{LOOK}#skill").page

    assert page.locator("#skill [data-at]").inner_text() == "Question 3 or 4 of at most 4"
    answer(page, 0)
    assert (step(page), trail(page)) == ("group", [])


def test_what_search_and_the_list_of_sources_lead_to_is_shown(open_page, served):
    page = open_page(f"{LOOK}#watch-do").page
    assert step(page) == "watch"

    page.locator(".hub-refs a[href^='#cite-']").first.click()
    page.wait_for_function("() => document.querySelector('.hub-step :target') !== null")
    assert page.locator(".hub-step:visible :target").count() == 1


def test_what_is_read_elsewhere_on_the_page_does_not_lose_the_step(open_page):
    page = open_page(LOOK).page
    answer(page, 0)

    page.get_by_role("link", name="See the whole tree").click()
    page.wait_for_url("**#whole-tree")

    assert (step(page), trail(page)) == ("second-look", ["Near the cut"])
    answer(page, 1)
    page.locator(".hub-step:visible [data-back]").click()
    page.wait_for_url("**#second-look")
    assert (step(page), trail(page)) == ("second-look", ["Near the cut"])


def test_a_way_that_is_not_of_this_guide_is_left_alone(open_page):
    page = open_page(f"{LOOK}#watch").page
    for state in ("{guide: 'below-the-benchmark', places: [0, 0]}", "{guide: 'x', places: [0, 1]}"):
        page.evaluate(f"history.replaceState({state}, '')")
        page.reload()
        assert (step(page), trail(page)) == ("watch", [])


def test_nothing_leaves_the_device_and_nothing_is_kept_on_it(open_page):
    page = open_page(LOOK).page
    page.wait_for_load_state("networkidle")
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    for place in (1, 1, 0):
        answer(page, place)
    page.go_back()
    page.wait_for_timeout(300)

    # Chromium asks for the page's icon again; nothing of the way is in that.
    assert [url for url in asked if not url.endswith("/assets/images/logo.svg")] == []
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [
        0,
        0,
        "",
    ]


def test_the_link_to_an_action_is_copied(open_page):
    page = open_page(LOOK, permissions=["clipboard-read", "clipboard-write"]).page
    answer(page, 0)
    answer(page, 1)

    page.locator("#watch").get_by_role("button", name="Copy link").click()

    page.wait_for_function(
        "() => document.querySelector('#watch [role=status]').textContent === 'Copied'"
    )
    assert page.evaluate("navigator.clipboard.readText()") == page.url


# Paper ---------------------------------------------------------------------------------------


def test_the_paper_for_a_meeting_holds_the_answers_the_tree_and_every_step(open_page):
    page = open_page(LOOK).page
    for place in (1, 1, 0):
        answer(page, place)
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="Print for a team meeting").click()
    assert page.evaluate("window.printed")

    page.emulate_media(media="print")
    assert page.locator("[data-given] li").all_inner_texts() == [
        "How far below is the score? Far below",
        "Is there reason to suspect a disability, or has well-given help already failed? No",
        "Would the usual small group clearly be too little for this student? Yes",
        "What to do Intensive help",
    ]
    tops = [
        page.locator(part).first.bounding_box()["y"]
        for part in ("[data-given]", ".hub-flow svg", ".hub-step", ".hub-step--end", ".hub-refs")
    ]
    assert tops == sorted(tops)
    assert page.locator(".hub-step:visible").count() == 10
    assert not page.locator("main button:visible").count()


@EACH
@pytest.mark.parametrize("size", ["Letter", "A4"])
def test_the_paper_is_short(open_page, guide, size):
    page = open_page(f"guides/{guide['id']}/").page

    pages = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=size)))

    assert pages <= 5  # the tree, the questions, one or two of actions, the sources


# The drawing ---------------------------------------------------------------------------------

TOO_WIDE = """() => [...document.querySelectorAll(".hub-flow__box")].flatMap((box) => {
  const room = box.querySelector("rect").getBBox();
  const text = box.querySelector(".hub-flow__text").getBBox();
  const fits = text.x + text.width <= room.x + room.width && text.y >= room.y
    && text.y + text.height <= room.y + room.height;
  return fits ? [] : [box.textContent];
})"""
COVERED = """() => [...document.querySelectorAll(".hub-flow__branch text")].flatMap((label) => {
  const one = label.getBBox();
  return [...document.querySelectorAll(".hub-flow__box rect")].map((rect) => rect.getBBox())
    .filter((box) => one.x < box.x + box.width && box.x < one.x + one.width
      && one.y + 3 < box.y + box.height && box.y < one.y + one.height - 3)
    .map(() => label.textContent);
})"""


@EACH
def test_text_fits_into_its_box_and_no_box_covers_an_answer(open_page, guide):
    page = open_page(f"guides/{guide['id']}/").page

    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate(COVERED) == []


@EACH
def test_a_phone_scrolls_the_drawing_and_not_the_page(open_page, guide):
    page = open_page(f"guides/{guide['id']}/", width=320).page

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    flow = page.locator(".hub-flow")
    assert flow.evaluate("flow => flow.scrollWidth > flow.clientWidth")
    flow.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.hub-flow').scrollLeft > 0")


def test_the_drawing_has_a_name_and_a_description(open_page):
    page = open_page(LOOK).page

    image = page.get_by_role("img", name="The whole tree: A student is below the benchmark.")
    assert image.count() == 1
    about = page.locator("#tree-about").text_content()
    assert about == "5 questions lead to 5 actions. The list below the drawing says the same."


@pytest.mark.parametrize("colors", [{"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_the_drawing_follows_the_colors_of_the_page(open_page, colors):
    page = open_page(LOOK, **colors).page

    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    fill = page.evaluate(
        "getComputedStyle(document.querySelector('.hub-flow__box:not(.is-taken) rect')).fill"
    )
    text = page.evaluate("getComputedStyle(document.querySelector('.hub-flow__text')).fill")
    assert fill == ground != text
