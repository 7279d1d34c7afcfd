"""Documents for Word: Pandoc writes them, and here they get their dress."""

import io
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from hashlib import blake2b
from html import escape
from pathlib import Path
from typing import Any

from resource_hub.toolkits.sheets import WIDE, Sheet, tables_of

SCRIPT = Path(__file__).with_name("word.lua")
STYLES = Path(__file__).with_name("word-styles.xml")

# US Letter and its margins, in twentieths of a point.
SHORT, LONG, MARGIN = 12240, 15840, 1080
LINE = 560  # height of a row to write in

_DAY = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP file can name
_STYLE = re.compile(r'<w:style\b[^>]*?w:styleId="([^"]+)"[^>]*>.*?</w:style>', re.DOTALL)
_TABLE = re.compile(r"<w:tblGrid>.*?</w:tblGrid>", re.DOTALL)
_COLUMN = re.compile(r'<w:gridCol w:w="(\d+)" />')
_TIME = re.compile(r"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def documents(
    sheets: Sequence[Sheet],
    *,
    styles: str,
    key: str,
    run: Callable[[Any], list[str]],
    known: Callable[[str], Any | None],
    keep: Callable[[str, Any], None],
) -> list[bytes]:
    """A document for each sheet; those that have not changed are taken from the cache.

    Args:
        sheets: The sheets.
        styles: Definitions of Word styles that take the place of Pandoc's, by their ids.
        key: Digest of the script and the version of Pandoc.
        run: Runs ``word.lua`` on a list of sheets; gives documents in hexadecimal digits.
        known: Looks up what was written before, by its digest.
        keep: Stores it.
    """
    digests = [_digest(sheet, key) for sheet in sheets]
    found = {digest: known(digest) for digest in digests}
    missing = {d: s for d, s in zip(digests, sheets, strict=True) if found[d] is None}
    if missing:
        jobs = [{"html": sheet.html, "title": sheet.title} for sheet in missing.values()]
        for digest, written in zip(missing, run(jobs), strict=True):
            found[digest] = written
            keep(digest, written)
    return [
        dress(bytes.fromhex(found[digest]), sheet, styles)
        for digest, sheet in zip(digests, sheets, strict=True)
    ]


def _digest(sheet: Sheet, key: str) -> str:
    told = json.dumps([key, sheet.title, sheet.html])
    return blake2b(told.encode(), digest_size=20).hexdigest()


def dress(document: bytes, sheet: Sheet, styles: str) -> bytes:
    """A document of Pandoc's with paper, lines to write on and styles; same bytes on any day."""
    wide = any(len(table[0]) >= WIDE for table in tables_of(sheet.html) if table)
    given = zipfile.ZipFile(io.BytesIO(document))
    parts = {name: given.read(name) for name in given.namelist() if not name.endswith("/")}
    for name, change in {
        "word/styles.xml": lambda text: _styled(text, styles),
        "word/document.xml": lambda text: _laid_out(text, wide=wide),
        "docProps/core.xml": lambda text: _described(text, sheet),
    }.items():
        parts[name] = change(parts[name].decode()).encode()
    return packed(parts)


def _styled(text: str, styles: str) -> str:
    ours = {found[1]: found[0] for found in _STYLE.finditer(styles)}
    return _STYLE.sub(lambda theirs: ours.get(theirs[1], theirs[0]), text)


def _described(text: str, sheet: Sheet) -> str:
    text = _TIME.sub(rf"\g<1>{sheet.day}T00:00:00Z", text)
    creator = f"<dc:creator>{escape(sheet.author)}</dc:creator>"
    return text.replace("<dc:creator></dc:creator>", creator)


def _laid_out(text: str, *, wide: bool) -> str:
    width, height = (LONG, SHORT) if wide else (SHORT, LONG)
    turned = ' w:orient="landscape"' if wide else ""
    paper = (
        f'<w:pgSz w:w="{width}" w:h="{height}"{turned} />'
        f'<w:pgMar w:top="{MARGIN}" w:right="{MARGIN}" w:bottom="{MARGIN}" w:left="{MARGIN}" '
        'w:header="720" w:footer="720" w:gutter="0" />'
    )
    row = f'<w:trPr><w:cantSplit /><w:trHeight w:val="{LINE}" w:hRule="atLeast" /></w:trPr>'
    text = text.replace("<w:tr><w:tc>", f"<w:tr>{row}<w:tc>")  # the header has a trPr of its own
    text = _TABLE.sub(lambda grid: _stretched(grid[0], width - 2 * MARGIN), text)
    return text.replace("</w:sectPr>", f"{paper}</w:sectPr>")


def _stretched(grid: str, width: int) -> str:
    """The columns of a table over the whole width of the text."""
    whole = sum(map(int, _COLUMN.findall(grid)))
    return _COLUMN.sub(
        lambda column: f'<w:gridCol w:w="{int(column[1]) * width // whole}" />', grid
    )


def packed(parts: dict[str, bytes]) -> bytes:
    """Parts as one ZIP file, the same bytes on any day; the list of types comes first."""
    first = "[Content_Types].xml"
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name in sorted(parts, key=lambda name: (name != first, name)):
            head = zipfile.ZipInfo(name, _DAY)
            head.create_system = 3  # Unix; else it is that of the machine
            head.external_attr = 0o644 << 16
            archive.writestr(head, parts[name], zipfile.ZIP_DEFLATED, 9)
    return whole.getvalue()
