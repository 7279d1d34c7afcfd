"""Markdown and the cleaning of HTML that editors wrote."""

from pathlib import Path

import pytest
import yaml
from ada_url import URL
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from resource_hub.markup import ALLOWED, clean, render, render_inline

CASES = yaml.safe_load((Path(__file__).parent / "cases/html.yaml").read_text(encoding="utf-8"))

PAGE = "https://hub.example/evidence/x/"


def texts(cases):
    return [pytest.param(*case.values(), id=str(n)) for n, case in enumerate(cases)]


def assert_harmless(html: str) -> None:
    """Only what an editor may use is left, seen as a browser would see it."""
    for node in LexborHTMLParser(html).css("*"):
        if node.tag in ("html", "head", "body"):
            continue
        assert node.tag in ALLOWED
        for name, value in node.attributes.items():
            assert name == "class" or name in ALLOWED[node.tag]
            assert not name.startswith("on") and name not in ("style", "srcset")
            if name in ("href", "src") and URL.can_parse(value or "", PAGE):
                assert URL(value or "", PAGE).protocol in ("http:", "https:", "mailto:")


@pytest.mark.parametrize("hostile", CASES["hostile"])
def test_hostile_html_leaves_nothing_dangerous(hostile):
    assert_harmless(clean(hostile))
    for text in (hostile, f"Text {hostile} text", f"- {hostile}", f"> {hostile}"):
        assert_harmless(render(text))


@pytest.mark.parametrize(
    "html",
    ["<script></script>", "<b onclick=x>", '<a href="java\tscript:x">', "<p style=x>", "<svg>"],
)
def test_the_check_itself_sees_what_is_dangerous(html):
    with pytest.raises(AssertionError):
        assert_harmless(html)


@pytest.mark.parametrize(("hostile", "html"), texts(CASES["cleaned"]))
def test_what_is_left_of_it(hostile, html):
    assert clean(hostile) == html


@pytest.mark.parametrize("html", CASES["kept"])
def test_what_is_allowed_stays_as_it_is(html):
    assert clean(html) == html


@pytest.mark.parametrize(("text", "html"), texts(CASES["markdown"]))
def test_markdown(text, html):
    assert render(text) == html


@pytest.mark.parametrize(("text", "html"), texts(CASES["inline"]))
def test_a_text_of_one_paragraph_loses_the_paragraph(text, html):
    assert render_inline(text) == html


def test_texts_do_not_touch_one_another():
    alone = render("A note.[^1]\n\n[^1]: One.")

    render("[a]: https://example.org/\n\nOther.[^1]\n\n[^1]: Two.")

    assert render("A note.[^1]\n\n[^1]: One.") == alone
    assert render("[a]") == "<p>[a]</p>"


PIECES = st.sampled_from(
    ["<", ">", "</", "<b", "<a href=", "<svg", "<!--", "-->", "<![CDATA[", "javascript:", "data:",
     "onload=", " style=", '"', "'", "`", "```\n", "*", "_", "[", "](", ")", "!", "{: ", "}", "#x",
     "onclick='x'", "\n\n", "\n", "    ", "|", "---|", "&lt;", "&#106;", "a", ":", " x=", "/",
     "<div markdown='1'>", "</div>", "<script>", "</script>", "[^1]", "[^1]: ", "> ", "- ", "1. "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=20))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_no_text_of_signs_leaves_anything_dangerous(pieces):
    assert_harmless(render("".join(pieces)))
