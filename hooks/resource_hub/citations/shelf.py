"""A bibliography that is ready to answer: read, converted, mended. For commands and tests."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bibtexparser

from resource_hub.citations import pandoc
from resource_hub.citations.bibliography import read_bibliography
from resource_hub.citations.repairs import repair_items
from resource_hub.citations.resolving import Answer, Request, is_apa, resolve_pages

STYLE = Path(__file__).parent / "styles" / "apa.csl"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Works as repaired CSL-JSON, and the style they are shown in."""

    items: tuple[dict[str, Any], ...]
    style: bytes
    style_path: Path

    @property
    def known(self) -> dict[str, dict[str, Any]]:
        """Works by citekey."""
        return {item["id"]: item for item in self.items}

    def resolve(self, requests: Sequence[Request]) -> list[Answer]:
        """Answer pages, each in its own scope; see :func:`resolve_pages`."""
        kept: dict[str, Any] = {}
        return resolve_pages(
            requests,
            self.items,
            style=str(self.style_path),
            key="",
            run=pandoc.resolve,
            known=kept.get,
            keep=kept.__setitem__,
            apa=is_apa(self.style),
        )


def read_shelf(bibliography: str, style: bytes, style_path: Path) -> Shelf:
    """Read a BibTeX file as far as it can be read.

    Args:
        bibliography: Its text.
        style: The CSL file.
        style_path: Its place, for Pandoc.

    Returns:
        The works; one that Pandoc cannot read is missing, and costs no other work its place.
    """
    references, _ = read_bibliography(bibliography, "references.bib")
    try:
        items = pandoc.to_csl(bibliography)
    except pandoc.PandocError:
        items = _one_by_one(bibliography)
    mended = repair_items(items, {reference.key: reference for reference in references})
    return Shelf(tuple(mended), style, style_path)


def _one_by_one(bibliography: str) -> list[dict[str, Any]]:
    library = bibtexparser.parse_string(bibliography, parse_stack=[])
    strings = "\n".join(string.raw or "" for string in library.strings)
    parents = {
        key.strip()
        for entry in library.entries
        for field in entry.fields
        if field.key.lower() in ("crossref", "xdata")
        for key in str(field.value).strip('{}"').split(",")
    }
    raws = {entry.key: entry.raw or "" for entry in library.entries}
    shared = {key: raws[key] for key in sorted(parents & raws.keys())}
    items: list[dict[str, Any]] = []
    for key, raw in raws.items():
        others = [text for name, text in shared.items() if name != key]
        try:
            found = pandoc.to_csl("\n".join([strings, *others, raw]))
        except pandoc.PandocError:
            continue
        items += [item for item in found if item["id"] == key]
    return items
