"""Templates as files: for a word processor, for a spreadsheet, and all of a level in one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from resource_hub.tables import csv_of
from resource_hub.toolkits.reading import LEVELS
from resource_hub.toolkits.sheets import Sheet, tables_of
from resource_hub.toolkits.word import documents, packed

LICENSE = (
    "You may copy, change and share these files if you name where they come from: CC BY 4.0, "
    "https://creativecommons.org/licenses/by/4.0/"
)


@dataclass(frozen=True, slots=True)
class TakeAway:
    """A file to take away.

    Args:
        address: From the site's root.
        form: What readers call it: Word, CSV or ZIP.
        content: Its bytes.
    """

    address: str
    form: str
    content: bytes

    @property
    def name(self) -> str:
        """What it is called once it is saved."""
        return self.address.rpartition("/")[2]

    @property
    def size(self) -> str:
        """Its size in words, such as "14 kB"; a kilobyte is 1,000 bytes."""
        thousands = round(len(self.content) / 1000)
        return f"{thousands} kB" if thousands else "under 1 kB"


def files_of_sheets(
    sheets: Sequence[Sheet],
    *,
    styles: str,
    key: str,
    run: Callable[[Any], list[str]],
    known: Callable[[str], Any | None],
    keep: Callable[[str, Any], None],
) -> dict[str, list[TakeAway]]:
    """The files of each sheet, by the address of its page.

    Args:
        sheets: The sheets.
        styles: What a document looks like; see :func:`resource_hub.toolkits.word.documents`, also
            for the rest.
        key: What else a document depends on.
        run: Writes documents.
        known: Looks up a document that was written before.
        keep: Stores one.
    """
    written = documents(sheets, styles=styles, key=key, run=run, known=known, keep=keep)
    return {
        sheet.folder: [
            TakeAway(f"{sheet.folder}{sheet.id}.docx", "Word", content),
            *_tables(sheet),
        ]
        for sheet, content in zip(sheets, written, strict=True)
    }


def _tables(sheet: Sheet) -> list[TakeAway]:
    tables = tables_of(sheet.html)
    return [
        TakeAway(
            f"{sheet.folder}{sheet.id}{f'.table-{number}' if number > 1 else ''}.csv",
            f"CSV, table {number}" if len(tables) > 1 else "CSV",
            csv_of(rows).encode(),
        )
        for number, rows in enumerate(tables, 1)
    ]


def files_of_kits(
    sheets: Iterable[Sheet], files: Mapping[str, Sequence[TakeAway]], origin: str
) -> dict[str, TakeAway]:
    """One file for each level that has sheets, by level.

    Args:
        sheets: The sheets.
        files: The files of each, by the address of its page.
        origin: Whose toolkits they are, in words.
    """
    by_level: dict[str, list[Sheet]] = {level: [] for level in LEVELS}
    for sheet in sheets:
        if sheet.level:
            by_level[sheet.level].append(sheet)
    return {
        level: _kit(level, members, files, origin) for level, members in by_level.items() if members
    }


def _kit(
    level: str, sheets: Sequence[Sheet], files: Mapping[str, Sequence[TakeAway]], origin: str
) -> TakeAway:
    found = {one.name: one.content for sheet in sheets for one in files[sheet.folder]}
    lines = [f"{level.capitalize()} toolkit", origin]
    for sheet in sheets:
        lines += ["", sheet.title, sheet.version]
        lines += [f"  {one.name}" for one in files[sheet.folder]]
    lines += ["", LICENSE, ""]
    about = "\r\n".join(lines).encode()
    return TakeAway(
        f"toolkits/{level}-toolkit.zip", "ZIP", packed({**found, "about-this-toolkit.txt": about})
    )
