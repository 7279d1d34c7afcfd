"""Templates as files: Word by Pandoc, CSV, and a kit for each level."""

import csv
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from resource_hub.citations import pandoc
from resource_hub.tables import csv_of
from resource_hub.toolkits import (
    SCRIPT,
    STYLES,
    Sheet,
    TakeAway,
    files_of_kits,
    files_of_sheets,
    for_paper,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HTML = for_paper(
    '<p>Use it <em>once</em> (<a href="#ref-doe">Doe, 2001</a>).</p><h2>The sheet</h2>'
    "<table><thead><tr><th>Rule</th><th>Our words</th></tr></thead><tbody>"
    "<tr><td>Enter &amp; leave</td><td></td></tr><tr><td>=1+1</td><td></td></tr></tbody></table>"
    '<h2>References</h2><div custom-style="Bibliography"><p><span id="ref-doe">Doe (2001).</span>'
    "</p></div>",
    "toolkits/rules/",
    "",
)


def sheet(id_="rules", level="school", html=HTML) -> Sheet:
    return Sheet(
        id_,
        "Rules & more",
        level,
        f"toolkits/{id_}/",
        "A <Small> Association",
        "2026-01-05",
        "Version of 5 January 2026.",
        html,
    )


def files(*sheets: Sheet, store=None) -> dict[str, list[TakeAway]]:
    store = {} if store is None else store
    return files_of_sheets(
        sheets,
        styles=STYLES.read_text(encoding="utf-8"),
        key="test",
        run=lambda jobs: pandoc.run_script(SCRIPT, jobs)["documents"],
        known=store.get,
        keep=store.__setitem__,
    )


@pytest.fixture(scope="module")
def word() -> zipfile.ZipFile:
    (document, _) = files(sheet())["toolkits/rules/"]
    return zipfile.ZipFile(io.BytesIO(document.content))


def part(word: zipfile.ZipFile, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(word.read(name))


def text(node: ElementTree.Element) -> str:
    return "".join(run.text or "" for run in node.iter(f"{W}t"))


def style(node: ElementTree.Element) -> str:
    found = node.find(f"{W}pPr/{W}pStyle")
    return found.attrib[f"{W}val"] if found is not None else ""


# Word ----------------------------------------------------------------------------------------


def test_headings_are_headings_and_the_title_is_the_title(word):
    paragraphs = list(part(word, "word/document.xml").iter(f"{W}p"))

    assert [(style(p), text(p)) for p in paragraphs if style(p)[:5] in ("Title", "Headi")] == [
        ("Title", "Rules & more"),
        ("Heading1", "The sheet"),
        ("Heading1", "References"),
    ]


def test_every_cell_is_there_and_the_first_row_is_a_header_row(word):
    (table,) = part(word, "word/document.xml").iter(f"{W}tbl")
    rows = list(table.iter(f"{W}tr"))

    assert [[text(cell) for cell in row.iter(f"{W}tc")] for row in rows] == [
        ["Rule", "Our words"],
        ["Enter & leave", ""],
        ["=1+1", ""],
    ]
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]


def test_a_row_to_write_in_has_room_and_lines(word):
    document, styles = part(word, "word/document.xml"), part(word, "word/styles.xml")
    (_, *rows) = document.iter(f"{W}tr")
    (table,) = [s for s in styles.iter(f"{W}style") if s.attrib[f"{W}styleId"] == "Table"]

    assert {row.find(f"{W}trPr/{W}trHeight").attrib[f"{W}val"] for row in rows} == {"560"}
    assert table.find(f"{W}tblPr/{W}tblBorders/{W}insideH") is not None


def test_language_title_author_and_day_are_set(word):
    told = {node.tag.rpartition("}")[2]: node.text for node in part(word, "docProps/core.xml")}
    language = next(part(word, "word/styles.xml").iter(f"{W}lang")).attrib

    assert told["title"] == "Rules & more"
    assert told["creator"] == "A <Small> Association"
    assert told["language"] == language[f"{W}val"] == "en-US"
    assert told["created"] == told["modified"] == "2026-01-05T00:00:00Z"


def test_a_citation_leads_to_its_work_in_the_list(word):
    document = part(word, "word/document.xml")
    (link,) = [node for node in document.iter(f"{W}hyperlink") if f"{W}anchor" in node.attrib]
    marks = {node.attrib[f"{W}name"] for node in document.iter(f"{W}bookmarkStart")}

    assert text(link) == "Doe, 2001"
    assert link.attrib[f"{W}anchor"] in marks


@pytest.mark.parametrize(("columns", "size"), [(4, ("12240", "15840")), (5, ("15840", "12240"))])
def test_a_wide_table_turns_the_page(columns, size):
    cells = "<th>A</th>" * columns
    html = for_paper(f"<table><thead><tr>{cells}</tr></thead></table>", "toolkits/x/", "")
    (document, _) = files(sheet(html=html))["toolkits/rules/"]
    page = next(
        part(zipfile.ZipFile(io.BytesIO(document.content)), "word/document.xml").iter(f"{W}pgSz")
    )

    assert (page.attrib[f"{W}w"], page.attrib[f"{W}h"]) == size


def test_every_style_of_ours_takes_the_place_of_one_that_a_document_has(word):
    ours = ElementTree.parse(STYLES).getroot().iter(f"{W}style")
    theirs = part(word, "word/styles.xml").iter(f"{W}style")
    used = {style(p) for p in part(word, "word/document.xml").iter(f"{W}p")}

    names = {one.attrib[f"{W}styleId"] for one in theirs}
    assert {one.attrib[f"{W}styleId"] for one in ours} - names <= {"Small"}
    assert used <= names


def test_a_document_is_written_once_and_kept():
    store: dict[str, str] = {}
    first = files(sheet(), store=store)
    again = files_of_sheets(
        [sheet()],
        styles=STYLES.read_text(encoding="utf-8"),
        key="test",
        run=lambda jobs: pytest.fail("written again"),
        known=store.get,
        keep=store.__setitem__,
    )

    assert again == first
    assert len(store) == 1


WRITE = """
import sys
sys.path[:0] = sys.argv[1:]
from test_files import files, files_of_kits, sheet
made = files(sheet(), sheet("second"))
kits = files_of_kits([sheet(), sheet("second")], made, "A hub")
sys.stdout.buffer.write(b"".join(one.content for one in [*sum(made.values(), []), *kits.values()]))
"""


def test_the_bytes_are_the_same_on_any_day_in_any_process():
    here = Path(__file__).parent
    paths = [str(here), str(here.parents[1] / "hooks")]
    base = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    outputs = {
        subprocess.run(
            [sys.executable, "-c", WRITE, *paths],
            env={**base, **extra},
            capture_output=True,
            check=True,
        ).stdout
        for extra in (
            {"PYTHONHASHSEED": "1"},
            {"PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "1", "TZ": "Asia/Tokyo", "LANG": "C"},
        )
    }

    assert len(outputs) == 1
    assert len(outputs.pop()) > 20_000


# CSV -----------------------------------------------------------------------------------------


def test_a_table_is_also_a_csv_file():
    (_, table) = files(sheet())["toolkits/rules/"]

    assert (table.address, table.form) == ("toolkits/rules/rules.csv", "CSV")
    assert table.content.decode() == "\ufeffRule,Our words\r\nEnter & leave,\r\n'=1+1,\r\n"


def test_two_tables_are_two_files_and_no_table_is_none():
    two = files(sheet(html=HTML + HTML))["toolkits/rules/"]
    none = files(sheet(html="<p>Text.</p>"))["toolkits/rules/"]

    assert [(one.name, one.form) for one in two] == [
        ("rules.docx", "Word"),
        ("rules.csv", "CSV, table 1"),
        ("rules.table-2.csv", "CSV, table 2"),
    ]
    assert [one.form for one in none] == ["Word"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_is_a_formula(sign):
    ((cell,),) = csv.reader(io.StringIO(csv_of([[f"{sign}1+1"]]).removeprefix("\ufeff")))

    assert cell.startswith("'")


def test_commas_quotes_and_lines_stay_in_their_cell():
    row = ["a, b", 'say "yes"', "one\ntwo", "ü", None]
    read = csv.reader(io.StringIO(csv_of([row]).removeprefix("\ufeff"), newline=""))

    assert list(read) == [["a, b", 'say "yes"', "one\ntwo", "ü", ""]]


# Kits ----------------------------------------------------------------------------------------


def test_a_kit_holds_the_files_of_its_level_and_says_what_they_are():
    sheets = [sheet("rules"), sheet("map", level="state"), sheet("loose", level="")]
    made = {s.folder: [TakeAway(f"{s.folder}{s.id}.docx", "Word", s.id.encode())] for s in sheets}

    kits = files_of_kits(sheets, made, "A hub")

    assert {level: kit.address for level, kit in kits.items()} == {
        "school": "toolkits/school-toolkit.zip",
        "state": "toolkits/state-toolkit.zip",
    }
    archive = zipfile.ZipFile(io.BytesIO(kits["school"].content))
    assert archive.namelist() == ["about-this-toolkit.txt", "rules.docx"]
    assert archive.read("rules.docx") == b"rules"
    assert archive.read("about-this-toolkit.txt").decode().split("\r\n") == [
        "School toolkit",
        "A hub",
        "",
        "Rules & more",
        "Version of 5 January 2026.",
        "  rules.docx",
        "",
        "You may copy, change and share these files if you name where they come from: CC BY 4.0, "
        "https://creativecommons.org/licenses/by/4.0/",
        "",
    ]


@pytest.mark.parametrize(
    ("length", "said"),
    [(1, "under 1 kB"), (499, "under 1 kB"), (501, "1 kB"), (13_499, "13 kB"), (13_501, "14 kB")],
)
def test_a_size_is_said_in_kilobytes(length, said):
    assert TakeAway("a/b.csv", "CSV", bytes(length)).size == said
