"""The real hub, built in strict mode, and what each of its pages owes its reader."""

import itertools
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

LOADED = "script[src], link[rel=stylesheet], link[rel=icon], img[src], source[srcset], iframe[src]"


@pytest.fixture(scope="session")
def pages(real_site: Path) -> dict[str, LexborHTMLParser]:
    """Every page of the real site by its address."""
    return {
        path.relative_to(real_site).as_posix(): _parsed(path)
        for path in sorted(real_site.rglob("*.html"))
    }


@cache
def _parsed(path: Path) -> LexborHTMLParser:
    return LexborHTMLParser(path.read_text(encoding="utf-8"))


def faults(pages: dict[str, LexborHTMLParser], find) -> dict[str, object]:
    """What a function finds on each page, pages with nothing left out."""
    return {name: found for name, page in pages.items() if (found := find(page))}


def text_of(page: LexborHTMLParser, selector: str) -> str:
    """The text of the first node of a selector, white space folded."""
    node = page.css_first(selector)
    return " ".join(node.text().split()) if node else ""


def test_check_finds_no_problem(hub_command):
    done = hub_command("check")

    counted = "100 resources, 124 references, 14 evidence summaries"
    assert done.stdout == f"{counted}: 7 notes (shown with --all)\n"
    assert (done.returncode, done.stderr) == (0, "")


def test_every_resource_reference_and_summary_has_its_page(real_site, root):
    ids = re.findall(r"^- id: (\S+)$", (root / "resources.yaml").read_text(), re.MULTILINE)
    keys = re.findall(r"^@\w+\{([^,]+),$", (root / "references.bib").read_text(), re.MULTILINE)
    slugs = [p.stem for p in (root / "content" / "evidence").glob("*.md") if p.stem != "index"]

    assert (len(ids), len(keys), len(slugs)) == (100, 124, 14)
    for folder, names in (("resources", ids), ("references", keys), ("evidence", slugs)):
        for name in names:
            assert (real_site / folder / name / "index.html").is_file(), f"{folder}/{name}"


def test_no_page_asks_a_foreign_host(pages):
    def foreign(page):
        addresses = [
            node.attributes.get("src") or node.attributes.get("srcset") or node.attributes["href"]
            for node in page.css(LOADED)
        ]
        return [address for address in addresses if re.match(r"(?:[a-z]+:)?//", address)]

    assert faults(pages, foreign) == {}


def test_no_page_has_inline_scripts_or_styles(pages):
    def inline(page):
        scripts = [n for n in page.css("script:not([src])") if n.attributes.get("type") is None]
        handlers = [
            name for node in page.css("*") for name in node.attributes if name.startswith("on")
        ]
        return [*scripts, *page.css("style, [style]"), *handlers]

    assert faults(pages, inline) == {}


def test_every_page_can_be_read_without_scripts(pages):
    def words(page):
        for node in page.css("script, noscript"):
            node.decompose()
        return [] if len(text_of(page, "main").split()) >= 8 else [text_of(page, "main")]

    read = {name: LexborHTMLParser(page.html) for name, page in pages.items()}
    assert set(faults(read, words)) <= {"search/index.html"}
    assert "JavaScript" in text_of(pages["search/index.html"], "noscript")


def test_no_citation_is_left_as_it_was_written(pages):
    def raw(page):
        copy = LexborHTMLParser(page.html)
        for node in copy.css("code, pre"):
            node.decompose()
        return re.findall(r"\[-?@\w+|\?\?\?|<hub-", copy.html)

    assert faults(pages, raw) == {}


def test_every_page_has_one_title_one_heading_and_a_description(pages):
    def lacking(page):
        head = page.css_first("meta[name=description]")
        return [
            what
            for what, there in (
                ("h1", len(page.css("h1")) == 1),
                ("title", len(text_of(page, "title")) > 3),
                ("description", head and head.attributes.get("content")),
                ("language", page.css_first("html").attributes.get("lang") == "en"),
            )
            if not there
        ]

    assert faults(pages, lacking) == {}
    titles = Counter(text_of(page, "title") for page in pages.values())
    assert {title: n for title, n in titles.items() if n > 1} == {}


def test_ids_are_unique_on_a_page(pages):
    def repeated(page):
        counts = Counter(node.attributes["id"] for node in page.css("[id]"))
        return [name for name, count in counts.items() if count > 1]

    assert faults(pages, repeated) == {}


def test_headings_do_not_skip_a_level(pages):
    def skipped(page):
        levels = [int(node.tag[1]) for node in page.css("h1, h2, h3, h4, h5, h6")]
        return [pair for pair in itertools.pairwise(levels) if pair[1] > pair[0] + 1]

    assert faults(pages, skipped) == {}


def test_nothing_claims_a_review_or_a_mark_that_nobody_gave(pages):
    for name, page in pages.items():
        if re.fullmatch(r"resources/[^/]+/index\.html", name):
            assert "Proposed: not yet vetted" in text_of(page, ".hub-banner"), name
        if re.fullmatch(r"(evidence|guides|academy|toolkits)/[^/]+/index\.html", name):
            banner = text_of(page, ".hub-banner")
            assert re.search(r"Draft.*[Cc]hecked on 2[24] November 2026", banner), name
            assert "not yet reviewed" in banner, name
        assert not re.search(r"\b[Rr]eviewed on \d|\bcertified\b on", text_of(page, "main")), name


def test_each_claim_shows_its_strength_in_words_and_its_source(pages):
    for name, page in pages.items():
        for claim in page.css(".hub-claim"):
            sign = claim.css_first(".hub-sign")
            assert sign and sign.text(strip=True), name
            assert claim.css_first(".hub-cite a"), (name, claim.attributes.get("id"))


def test_doubts_of_editors_are_not_shown_to_readers(pages, root):
    bib = (root / "references.bib").read_text(encoding="utf-8")
    doubts = [" ".join(d.split()) for d in re.findall(r"^  doubt = \{(.*)\},$", bib, re.MULTILINE)]
    assert doubts
    for name, page in pages.items():
        if name.startswith("references/"):
            shown = text_of(page, "main")
            assert not [doubt for doubt in doubts if doubt in shown], name


def test_search_index_is_complete_and_small_files_only(real_site):
    sizes = {p.name: p.stat().st_size for p in (real_site / "search").iterdir()}

    assert "manifest.json" in sizes
    assert max(sizes.values()) < 300_000
    assert not list(real_site.rglob("*.map"))
    assert not list(real_site.rglob("lunr*"))
