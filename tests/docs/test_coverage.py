"""Every sentence of the association's own page has its place on the hub, or a reason why not."""

import difflib
import re
from pathlib import Path

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

TESTS = Path(__file__).parents[1]
TEXT = (TESTS / "docs" / "starting-text.txt").read_text(encoding="utf-8")
ROWS = yaml.safe_load((TESTS / "site_coverage.yaml").read_text(encoding="utf-8"))
ANSWERED = [row for row in ROWS if "at" in row]


def sentences(text: str) -> list[str]:
    """Sentences in order, white space folded and bullets left out; each line begins a new one."""
    lines = (" ".join(line.replace("•", " ").split()) for line in text.splitlines())
    return [s for line in lines if line for s in re.split(r"(?<=[.!?])\s+(?=[A-Z“(])", line)]


def words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.casefold())


def main_of(site: Path, address: str) -> LexborHTMLParser:
    html = (site / address / "index.html").read_text(encoding="utf-8")
    return LexborHTMLParser(html)


def test_every_sentence_is_mapped_once_and_in_order():
    assert [row["says"] for row in ROWS] == sentences(TEXT)


def test_a_sentence_has_its_place_or_a_reason():
    assert [row for row in ROWS if not row.get("at") and not row.get("why")] == []
    assert {key for row in ROWS for key in row} == {"says", "at", "why"}


def test_every_place_exists_in_the_built_site(real_site):
    missing = []
    for row in ANSWERED:
        address, _, anchor = row["at"].partition("#")
        if not main_of(real_site, address).css_first(f'main[id="{anchor}"], main [id="{anchor}"]'):
            missing.append(row["at"])

    assert missing == []


@pytest.mark.parametrize("address", sorted({row["at"].partition("#")[0] for row in ANSWERED}))
def test_nothing_is_copied_but_the_quotation_and_names(real_site, address):
    tree = main_of(real_site, address)
    for node in tree.css("blockquote, .hub-cite, .hub-refs"):
        node.decompose()
    ours, theirs = words(tree.css_first("main").text()), words(TEXT)
    found = difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()

    assert [" ".join(ours[a : a + n]) for a, _, n in found if n > 9] == []


def test_the_quotation_says_that_its_author_is_unknown(real_site):
    saying = main_of(real_site, "about").css_first(".hub-saying")

    assert saying.css_first("blockquote").text(strip=True) in TEXT
    assert saying.css_first("figcaption").text(strip=True) == "Author unknown"
