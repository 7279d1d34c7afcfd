"""Reference pages, files and citations of pages as they stand in the finished real site."""

import json
import posixpath
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser


@cache
def parsed(path: Path) -> LexborHTMLParser:
    return LexborHTMLParser(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def works(real_site):
    return {path.parent.name: path for path in sorted(real_site.glob("references/*/index.html"))}


def leaves(value):
    if isinstance(value, dict):
        for name, one in value.items():
            if not name.startswith("@") and name != "propertyID":
                yield from leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one)
    else:
        yield value


def test_what_programs_are_told_of_a_work_stands_on_its_page(works):
    for key, path in works.items():
        tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
        (script,) = tree.css("script[type='application/ld+json']")
        values = json.loads(script.text())
        hrefs = {a.attributes.get("href") for a in tree.css("main a")}
        script.decompose()
        shown = " ".join(tree.css_first("main").text().split())

        assert values["@context"] == "https://schema.org", key
        assert {"@type", "name"} <= values.keys(), key
        for value in leaves(values):
            assert " ".join(value.split()) in shown or value in hrefs, (key, value)


def test_each_work_is_used_in_just_the_pages_that_list_it(real_site, works):
    listed = defaultdict(set)
    for path in real_site.rglob("index.html"):
        page = path.parent.relative_to(real_site).as_posix()
        if not page.startswith("references") and page != "wanted":  # which says things again
            for row in parsed(path).css("ol.hub-refs > li"):
                listed[row.attributes["id"].removeprefix("ref-")].add(page)

    for key, path in works.items():
        links = [a.attributes["href"] for a in parsed(path).css(".hub-list h3 a")]
        used = {posixpath.normpath(f"references/{key}/{link}") for link in links}
        assert used == listed[key], key


def test_where_one_work_is_used_is_told_claim_by_claim(works):
    tree = parsed(works["balu2015evaluation"])
    rows = [" ".join(li.text().split()) for li in tree.css(".hub-list > li")]

    assert rows[0].startswith("Does tiered support work? Claim 3: The national evaluation found")
    assert rows[1] == "Should we adopt this program? Action 5: Do not adopt it for this outcome."
    disputing = parsed(works["fuchs2017critique"]).css_first(".hub-list .hub-tag--due")
    assert " ".join(disputing.parent.text().split()).startswith("Disputes Claim 3: The national")


def test_no_page_shows_what_editors_noted_for_themselves(root, real_site):
    text = (root / "references.bib").read_text(encoding="utf-8")
    noted = set(re.findall(r"^  (?:doubt|confirmation) = \{(.{40,})\},?$", text, re.MULTILINE))

    assert len(noted) > 100
    for path in (real_site / "references").rglob("*"):
        if path.is_file():
            written = path.read_text(encoding="utf-8")
            assert not [note for note in noted if note in written], path


def test_every_reason_for_doubt_is_said(works):
    said = {
        " ".join(banner.text().split())
        for path in works.values()
        for banner in parsed(path).css(".hub-banner--proposed")
    }

    seen = "The work was seen only in documents that cite it."
    known = "The details come from general knowledge; the work itself was not seen."
    asked = "An open question about its details is noted for the editors."
    first = "Details not yet confirmed."
    assert said <= {
        f"{first} {t}" for t in (seen, known, asked, f"{seen} {asked}", f"{known} {asked}")
    }
    assert len(said) > 1


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("evidence/does-mtss-work", "Evidence summary"),
        ("guides/below-the-benchmark", "Decision guide"),
        ("academy/path-school", "Learning path"),
        ("toolkits/meeting-agenda", "Template"),
    ],
)
def test_a_page_says_how_it_is_cited_with_its_own_date(real_site, address, kind):
    tree = parsed(real_site / address / "index.html")
    title = " ".join(tree.css_first("h1").text().split())
    cited = " ".join(tree.css_first("#cite-this-page .hub-ref__apa").text().split())

    # Drafts are dated by the day they were checked; the address is not known yet.
    assert cited == (
        f"International MTSS Association. (2026, November 22). {title} [{kind}]. IMA Resource Hub."
    )
    shown = [pre.text() for pre in tree.css("#cite-this-page pre")]
    bib, ris = (real_site / address / f"cite.{end}" for end in ("bib", "ris"))
    assert shown[0] == bib.read_bytes().decode()
    assert shown[1] == ris.read_bytes().decode().replace("\r\n", "\n")


def test_every_summary_and_guide_can_be_cited(real_site):
    for folder in ("evidence", "guides"):
        for path in real_site.glob(f"{folder}/*/index.html"):
            assert parsed(path).css_first("#cite-this-page"), path
            assert (path.parent / "cite.bib").is_file()
            assert (path.parent / "cite.ris").is_file()


def test_the_files_of_all_works_are_whole(real_site, works):
    folder = real_site / "references"

    assert (folder / "references.bib").read_text(encoding="utf-8").count("\n@") == len(works) - 1
    assert (folder / "references.ris").read_bytes().count(b"\r\nER  - \r\n") == len(works)
    keys = [item["id"] for item in json.loads((folder / "references.json").read_bytes())]
    assert sorted(keys) == sorted(works)
    for key in works:
        for ending in ("bib", "ris", "json"):
            assert (folder / key / f"{key}.{ending}").is_file()
