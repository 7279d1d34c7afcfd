"""The files of the small hub's templates, as they were built."""

import re
import zipfile
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from resource_hub.toolkits import TakeAway


def links(built: Path, page: str) -> list[tuple[Path, str]]:
    html = LexborHTMLParser((built / page / "index.html").read_text(encoding="utf-8"))
    return [
        ((built / page / a.attributes["href"]).resolve(), " ".join(a.text().split()))
        for a in html.css(".hub-content a[download][href$='.docx'], .hub-content a[href$='.zip']")
        + html.css(".hub-content a.hub-takeaway[href$='.csv']")
    ]


@pytest.mark.parametrize("page", ["toolkits", "toolkits/agenda"])
def test_the_size_that_a_page_names_is_that_of_the_file(built, page):
    found = links(built, page)

    assert len(found) >= 2
    for file, words in found:
        size = TakeAway(file.name, "", file.read_bytes()).size
        assert re.search(rf"[ (]{size}\)?$", words), words


def test_a_kit_holds_the_files_that_stand_beside_the_pages(built):
    archive = zipfile.ZipFile(built / "toolkits" / "school-toolkit.zip")

    assert archive.namelist() == [
        "about-this-toolkit.txt",
        "agenda.csv",
        "agenda.docx",
        "ready.csv",
        "ready.docx",
    ]
    for name, page in [("agenda", "toolkits"), ("ready", "checklists")]:
        for ending in (".csv", ".docx"):
            beside = built / page / name / (name + ending)
            assert archive.read(name + ending) == beside.read_bytes()


def test_a_document_names_its_work_its_page_its_version_and_its_license(built):
    word = zipfile.ZipFile(built / "toolkits" / "agenda" / "agenda.docx")
    text = re.sub(r"<[^>]+>", "", word.read("word/document.xml").decode())
    links_out = word.read("word/_rels/document.xml.rels").decode()

    assert "References" in text
    assert "last week&#39;s actions (Center for Tests and Measures, n.d.)." in text
    assert "Center for Tests and Measures. (n.d.)." in text
    assert "Version of 5 January 2026: a draft, not yet reviewed." in text
    assert "https://example.org/small/hub/toolkits/agenda/" in text
    assert 'Target="https://creativecommons.org/licenses/by/4.0/"' in links_out


def test_a_template_names_the_lessons_that_use_it(built):
    html = LexborHTMLParser(
        (built / "toolkits" / "agenda" / "index.html").read_text(encoding="utf-8")
    )

    (section,) = [s for s in html.css("section") if "Lessons that use it" in s.text()]
    assert [a.text() for a in section.css("a")] == ["First lesson"]
