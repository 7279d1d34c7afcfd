"""The signs as rendered: every shape is hidden from the ear and stands beside its word."""

import re
from pathlib import Path

import jinja2
import pytest

ROOT = Path(__file__).parents[2]
TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(ROOT / "hooks/resource_hub/templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
)
TEMPLATES.globals["icon_svg"] = lambda name: f'<svg data-name="{name}"></svg>'
SIGNS = TEMPLATES.get_template("signs.html").module
THEME = jinja2.Environment(loader=jinja2.FileSystemLoader(ROOT / "content/.overrides"))

LEVELS = ["strong", "moderate", "promising", "rationale", "none-yet"]
LEVELS += ["not-applicable", "no-effect", "negative"]
CERTAINTIES = ["high", "moderate", "low", "very-low", "opinion", "law", "not-rated"]
DIRECTIONS = ["helps", "no-difference", "mixed", "harms", "unknown"]
EVERY_SIGN = [
    *(("level", name) for name in LEVELS),
    *(("certainty", name) for name in CERTAINTIES),
    *(("direction", name) for name in DIRECTIONS),
]


def rendered(macro: str, *values: object) -> str:
    return str(getattr(SIGNS, macro)(*values))


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", html)).strip()


@pytest.mark.parametrize(("macro", "name"), EVERY_SIGN)
def test_a_sign_is_a_hidden_shape_and_a_visible_word(macro, name):
    html = rendered(macro, name, "Its word")

    assert html.count("<svg") == html.count('aria-hidden="true"') == 1
    assert words(html) == "Its word"


@pytest.mark.parametrize(("macro", "names"), [
    ("level", LEVELS), ("certainty", CERTAINTIES), ("direction", DIRECTIONS),
])  # fmt: skip
def test_no_two_signs_of_a_scale_share_a_shape(macro, names):
    shapes = {re.search(r"<svg.*</svg>", rendered(macro, name, "")).group() for name in names}

    assert len(shapes) == len(names)


@pytest.mark.parametrize(("name", "filled"), [
    ("strong", 4), ("moderate", 3), ("promising", 2), ("rationale", 1),
])  # fmt: skip
def test_squares_fill_with_the_level(name, filled):
    assert rendered("level", name, "").count('width="8"') == filled


@pytest.mark.parametrize(("name", "filled"), [
    ("high", 4), ("moderate", 3), ("low", 2), ("very-low", 1), ("not-rated", 0),
])  # fmt: skip
def test_dots_fill_with_the_certainty(name, filled):
    assert rendered("certainty", name, "").count('r="4.5"') == filled


@pytest.mark.parametrize(("meant", "spoken"), [
    ([1], "Tier 1"),
    ([2, 3], "Tiers 2 and 3"),
    ([3, 1, 2], "Tiers 1, 2 and 3"),
    (["system"], "The whole system"),
    ([1, "system"], "Tier 1 and the whole system"),
    ([], ""),
])  # fmt: skip
def test_tiers_are_spoken_as_a_list(meant, spoken):
    boxes = re.compile(r'<span class="hub-tiers" aria-hidden="true">.*?</span></span>')

    assert words(boxes.sub("", rendered("tiers", meant))) == spoken


def test_words_of_editors_are_escaped():
    assert "<b>" not in rendered("banner", "draft", "<b>", "<b>")
    assert "<b>" not in rendered("state_tag", "draft", "<b>")
    assert "<b>" not in rendered("level", "strong", "<b>")


def test_a_state_without_a_tone_is_a_plain_tag():
    assert rendered("state_tag", "listed", "Listed") == '<span class="hub-tag">Listed</span>'


def test_theme_and_engine_draw_the_same_row_of_columns():
    def squeezed(html: str) -> str:
        return re.sub(r">\s+<", "><", html).strip()

    theme = THEME.get_template("partials/hub/motif.html").render()

    assert squeezed(theme) == squeezed(rendered("motif"))
