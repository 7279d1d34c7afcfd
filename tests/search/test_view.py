"""The search page in Chromium: what is typed, what is shown, and that titles stay text."""

from pathlib import Path

import pytest

from resource_hub.search import Document, build_index, shards_of

ASSETS = Path(__file__).resolve().parents[2] / "content" / "assets" / "search"
ORIGIN = "http://hub.test"
HOSTILE = [
    "<img src=x onerror=window.harm=1>",
    "</script><script>window.harm=1</script>",
    '"><svg onload=window.harm=1>',
    "&lt;b&gt; stays",
    "\u202eback to front",
]
PAGE = """<!doctype html><meta charset="utf-8"><title>Search</title>
<div id="hub-search" data-index="../search/">
<form class="hub-searchform" role="search" action="" method="get">
<label class="hub-vh" for="hub-q">Search for</label>
<input class="hub-field" id="hub-q" name="q" type="search">
<button class="hub-button">Search</button>
</form><p id="hub-count" role="status" aria-live="polite"></p>
<ol id="hub-hits" class="hub-hits"></ol></div>
<script type="application/json" data-kinds>{"guide": "Decision guide"}</script>
<script type="module" src="../assets/search/view.mjs"></script>"""

pytestmark = pytest.mark.browser


def documents():
    for number, title in enumerate(HOSTILE):
        yield Document(f"h{number}", f"h{number}/", title, f"hostile words and {title} here")
    yield Document("link", "javascript:window.harm=1", "Bad address", "hostile address")
    yield Document("g", "g/", "Next steps", "Begin with calm and measure.", kind="guide", page="g/")
    for number in range(5):
        yield Document(
            f"g#{number}", f"g/#s{number}", "Next steps", "Calm words.",
            kind="guide", section=f"Section {number}", page="g/",
        )  # fmt: skip
    for number in range(30):
        yield Document(f"m{number}", f"m{number}/", f"Many {number}", "plenty of pages")


@pytest.fixture
def page(chromium):
    files = dict(shards_of(build_index(documents())))
    page = chromium.new_page()
    page.files = files
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))

    def answer(route):
        name = route.request.url.removeprefix(ORIGIN).partition("?")[0]
        asset = ASSETS / name.rpartition("/")[2]
        if name == "/search/":
            route.fulfill(body=PAGE, content_type="text/html")
        elif name.startswith("/assets/search/"):
            route.fulfill(body=asset.read_text(encoding="utf-8"), content_type="text/javascript")
        elif name.removeprefix("/search/") in page.files:
            route.fulfill(body=page.files[name.removeprefix("/search/")])
        else:
            route.fulfill(status=404, body="<h1>Not found</h1>")

    page.route(f"{ORIGIN}/**", answer)
    yield page
    assert page.errors == []
    page.close()


def test_hostile_titles_and_texts_stay_text(page):
    page.goto(f"{ORIGIN}/search/?q=hostile")
    page.wait_for_selector("#hub-hits .hub-hit")

    assert set(page.locator("#hub-hits h3 a").all_inner_texts()) >= set(HOSTILE[:4])
    assert page.locator("#hub-hits :is(img, svg, script, b)").count() == 0
    assert page.evaluate("window.harm") is None
    addresses = page.locator("#hub-hits a").evaluate_all("links => links.map(a => a.protocol)")
    assert set(addresses) == {"http:"}


def test_a_query_in_the_address_is_answered_and_counted(page):
    page.goto(f"{ORIGIN}/search/?q=calm")
    page.wait_for_selector(".hub-hit__sections")

    assert page.locator("#hub-q").input_value() == "calm"
    assert page.locator("#hub-count").inner_text() == "1 page for “calm”."
    assert page.locator(".hub-kind").inner_text() == "Decision guide"
    assert page.locator(".hub-hit__sections > li").count() == 3
    assert page.locator("mark").first.inner_text().lower() == "calm"


def test_all_that_is_typed_is_one_step_back(page):
    page.goto(f"{ORIGIN}/search/?q=calm")
    page.wait_for_selector("#hub-hits .hub-hit")
    page.fill("#hub-q", "plenty")
    page.wait_for_url("**/search/?q=plenty")
    page.fill("#hub-q", "hostile")
    page.press("#hub-q", "Enter")
    page.wait_for_url("**/search/?q=hostile")
    page.wait_for_function("document.querySelector('#hub-count').textContent.includes('hostile')")
    page.go_back()
    page.wait_for_function("document.querySelector('#hub-count').textContent.includes('calm')")
    assert page.locator("#hub-q").input_value() == "calm"


def test_each_submitted_query_is_a_step_of_its_own(page):
    page.goto(f"{ORIGIN}/search/?q=calm")
    for word in ("plenty", "hostile"):
        page.fill("#hub-q", word)
        page.press("#hub-q", "Enter")
        page.wait_for_function(
            f"document.querySelector('#hub-count').textContent.includes('{word}')"
        )
    page.go_back()
    page.wait_for_function("document.querySelector('#hub-count').textContent.includes('plenty')")
    page.go_back()
    page.wait_for_function("document.querySelector('#hub-count').textContent.includes('calm')")


def test_more_pages_are_shown_on_demand_and_keep_the_focus(page):
    page.goto(f"{ORIGIN}/search/?q=plenty")
    page.get_by_role("button", name="Show more").click()
    page.wait_for_function("document.querySelectorAll('#hub-hits h3').length === 20")
    page.wait_for_function("document.activeElement.closest('#hub-hits') !== null")


def test_nothing_found_says_so_and_what_to_do(page):
    page.goto(f"{ORIGIN}/search/?q=qqqqqq")
    page.wait_for_selector(".hub-empty")
    assert page.locator("#hub-count").inner_text() == "Nothing found for “qqqqqq”."
    assert "check the spelling" in page.locator(".hub-empty").inner_text()


def test_a_damaged_index_is_told_in_plain_words(page):
    page.files = {name: body for name, body in page.files.items() if name[0] != "w"}
    page.goto(f"{ORIGIN}/search/?q=calm")
    page.wait_for_function("document.querySelector('#hub-count').textContent !== ''")
    said = page.locator("#hub-count").inner_text()
    assert said.startswith("Search does not work just now. Search index: w-")
    assert "Reload the page to try again" in said
