"""The color tokens of the style sheet, read from the sheet itself."""

import re
from pathlib import Path

import pytest

SHEET = Path(__file__).parents[2] / "content/assets/stylesheets/hub.css"
CSS = re.sub(r"/\*.*?\*/", "", SHEET.read_text(encoding="utf-8"), flags=re.DOTALL)

TEXT_LEAST = 4.5  # WCAG 2.2, 1.4.3
SHAPE_LEAST = 3.0  # WCAG 2.2, 1.4.11

TEXT_PAIRS = [
    ("ink", "paper"), ("ink", "canvas"), ("ink", "sunken"), ("ink", "accent-tint"),
    ("ink", "mark-tint"), ("ink", "caution-tint"), ("ink", "stop-tint"),
    ("ink-2", "paper"), ("ink-2", "canvas"), ("ink-2", "sunken"), ("ink-2", "accent-tint"),
    ("accent", "paper"), ("accent", "canvas"), ("accent", "sunken"), ("accent", "accent-tint"),
    ("accent", "mark-tint"), ("accent-strong", "accent-tint"), ("on-accent", "accent"),
    ("on-mark", "mark"), ("caution", "caution-tint"), ("stop", "stop-tint"), ("paper", "stop"),
    ("on-stage", "stage"), ("on-stage", "stage-2"),
    ("on-stage-2", "stage"), ("on-stage-2", "stage-2"),
]  # fmt: skip

SHAPE_PAIRS = [
    ("line-strong", "paper"), ("line-strong", "canvas"), ("line-strong", "sunken"),
    ("line-strong", "accent-tint"), ("tier-1", "stage"), ("tier-1", "paper"),
]  # fmt: skip


def declarations(selector: str) -> dict[str, str]:
    """Give the ``--hub-`` tokens of the first rule with this selector, as written."""
    found = re.search(re.escape(selector) + r"\s*\{([^{}]*)\}", CSS)
    assert found, f"hub.css has no rule {selector!r}"
    return dict(re.findall(r"--hub-([a-z0-9-]+):\s*([^;]+);", found.group(1)))


LIGHT = declarations('body, [data-md-color-scheme="default"]')
CHOSEN_DARK = declarations('\n[data-md-color-scheme="slate"]')
SYSTEM_DARK = declarations("body:not([data-md-color-scheme])")

# The figure's colors are the same in both schemes and stand in the light block alone.
SCHEMES = {"light": LIGHT, "dark": LIGHT | CHOSEN_DARK}


def luminance(color: str) -> float:
    """Give the relative luminance of ``#rrggbb`` (0 to 1).

    Source:
        WCAG 2.2, definition of relative luminance.
    """
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colors (1 to 21), whichever is the lighter."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_on_white_is_21_and_of_equals_1():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#0a6250", "#0a6250") == 1


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("front", "back"), TEXT_PAIRS)
def test_text_is_readable_on_its_ground(front, back, scheme):
    tokens = SCHEMES[scheme]

    assert contrast(tokens[front], tokens[back]) >= TEXT_LEAST


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("front", "back"), SHAPE_PAIRS)
def test_edges_and_figures_stand_out_from_their_ground(front, back, scheme):
    tokens = SCHEMES[scheme]

    assert contrast(tokens[front], tokens[back]) >= SHAPE_LEAST


def test_dark_by_wish_of_the_system_equals_dark_by_choice():
    assert SYSTEM_DARK == CHOSEN_DARK


def test_dark_answers_every_token_that_depends_on_the_ground():
    same_in_both = {"tier-1", "tier-2", "tier-3"}

    assert set(LIGHT) - set(CHOSEN_DARK) == same_in_both


def test_every_token_that_is_used_is_declared():
    used = set(re.findall(r"var\(--hub-([a-z0-9-]+)\)", CSS))
    declared = set(re.findall(r"--hub-([a-z0-9-]+):", CSS))

    assert used - declared == set()


def test_the_sheet_asks_for_nothing_from_outside():
    assert re.findall(r"@import|url\(", CSS) == []
