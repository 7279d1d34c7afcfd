"""What the hub tells programs: all files below ``api/``, and the feeds."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from resource_hub import catalogue, changes, glossary, guides, scales
from resource_hub.assembly import changes_of, titles_of
from resource_hub.building import Build
from resource_hub.catalogue import publishing, table
from resource_hub.catalogue.words import Words
from resource_hub.citations import exporting
from resource_hub.disk import find_files, read_bytes
from resource_hub.evidence.publishing import published_claims, published_summaries

API = "api/v1/"
VERSION = "1"  # of the files' form; raised, with the address, when a field changes its meaning
INDEX = f"{API}index.json"
SCHEMAS = f"{API}schemas/"
SOURCE_SCHEMAS = f"{SCHEMAS}sources/"
LICENSE = {"id": "CC-BY-4.0", "address": "https://creativecommons.org/licenses/by/4.0/"}

FOLDER = Path(__file__).parent / "schemas"

Work = Callable[[str], dict[str, Any]]  # a source as programs read it


@dataclass(frozen=True, slots=True)
class Published:
    """A file for programs.

    Args:
        address: From the site's root.
        description: What is in it, in one plain sentence.
        media_type: Its type as a server should name it.
        text: The whole of it.
        count: How many records, works and so on it holds.
        schema: The name of its JSON Schema below ``SCHEMAS``; empty if it has none.
    """

    address: str
    description: str
    media_type: str
    text: str
    count: int
    schema: str = ""


def files_for_programs(build: Build) -> dict[str, bytes]:
    """Every file that the site hands to programs, by address, the index of them first.

    Args:
        build: A build whose pages are made.
    """
    work = build.work_for_programs()
    records = _records(build, work)
    files = [*_catalogue(records), *_texts(build, work, {r["id"] for r in records}), *_works(build)]
    feeds = list(_feeds(build))
    index = _index(build, [*files, *feeds], len(records))
    every = {f"{publishing.FOLDER}{one['id']}.json": _json(one) for one in records}
    told = {file.address: file.text for file in (*files, *feeds)}
    texts = {INDEX: _json(index), **told, **every}
    return {address: text.encode() for address, text in texts.items()} | _schemas()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _list_of(name: str, description: str, values: list[dict[str, Any]]) -> Published:
    return Published(
        f"{API}{name}.json",
        description,
        "application/json",
        _json(values),
        len(values),
        f"{name}.schema.json",
    )


# The files -----------------------------------------------------------------------------------


def _records(build: Build, work: Work) -> list[dict[str, Any]]:
    hub = build.hub

    def scale(by: str) -> str | None:
        found = scales.find_scale(by, hub.scales)
        return found.id if found else None

    shelf = catalogue.shelf_of(hub.records, hub.vocabularies, build.as_of)
    around = publishing.Around(hub.vocabularies, work, scale, build.as_of)
    return publishing.published_records(shelf, around)


def _catalogue(records: list[dict[str, Any]]) -> Iterator[Published]:
    yield _list_of("resources", "All resources of the catalogue, each with all its facts.", records)
    yield Published(
        table.ADDRESS,
        "The same as a table for spreadsheets, in UTF-8 with a byte order mark.",
        "text/csv",
        table.table_of(records),
        len(records),
    )


def _texts(build: Build, work: Work, shown: set[str]) -> Iterator[Published]:
    hub = build.hub
    terms = Words(hub.vocabularies).terms
    yield _list_of(
        "claims",
        "Every claim of the evidence summaries, how sure it is and what it rests on.",
        published_claims(hub.summaries, work),
    )
    yield _list_of(
        "summaries",
        "The evidence summaries without their text.",
        published_summaries(hub.summaries, terms, work),
    )
    yield _list_of(
        "guides",
        "The decision guides with their questions, answers and actions.",
        guides.published_guides(hub.guides, terms, work, shown, titles_of(hub)),
    )
    yield _list_of(
        "glossary",
        "The words that the hub explains.",
        glossary.published_terms(hub.terms, work),
    )


_WORKS = {
    "json": ("application/vnd.citationstyles.csl+json", "references.schema.json"),
    "bib": ("application/x-bibtex", ""),
    "ris": ("application/x-research-info-systems", ""),
}


def _works(build: Build) -> Iterator[Published]:
    texts = build.works_as_files()
    for ending, address in exporting.ALL.items():
        media_type, schema = _WORKS[ending]
        yield Published(
            f"{API}references.{ending}",
            f"The works that pages and records cite, as {exporting.FORMATS[ending]}.",
            media_type,
            texts[address],
            len(build.hub.references),
            schema,
        )


def _feeds(build: Build) -> Iterator[Published]:
    said = changes_of(build.hub)
    imprint = build.imprint
    channel = changes.Channel(imprint.site, imprint.author, imprint.address, LICENSE["id"])
    texts = changes.feed_files(said, channel)
    for title, address, media_type in changes.FEEDS:
        if address in texts:
            schema = "feed.schema.json" if address.endswith(".json") else ""
            count = min(len(said), changes.LIMIT)
            what = f"{title} of what was added, changed, reviewed and withdrawn."
            yield Published(address, what, media_type, texts[address], count, schema)


# The index and the schemas -------------------------------------------------------------------


def _index(build: Build, files: Iterable[Published], records: int) -> dict[str, Any]:
    each = {
        "address": f"{publishing.FOLDER}{{id}}.json",
        "description": "One resource, by its id.",
        "media_type": "application/json",
        "schema": f"{SCHEMAS}resource.schema.json",
        "count": records,
    }
    return {
        "name": build.imprint.site,
        "version": VERSION,
        "license": LICENSE,
        "site": build.imprint.address or None,
        "as_of": build.as_of.isoformat() if build.as_of else None,
        "files": [_row(file) for file in files],
        "each": [each],
        "schemas": {"published": SCHEMAS, "sources": SOURCE_SCHEMAS},
    }


def _row(file: Published) -> dict[str, Any]:
    content = file.text.encode()
    return {
        "address": file.address,
        "description": file.description,
        "media_type": file.media_type,
        "schema": SCHEMAS + file.schema if file.schema else None,
        "count": file.count,
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def _schemas() -> dict[str, bytes]:
    """The schemas of the published files, and those of the sources, as they are."""
    published = {
        SCHEMAS + file.name: read_bytes(file)
        for file in find_files(FOLDER / "published", ["*.schema.json"])
    }
    sources = {
        SOURCE_SCHEMAS + file.name: read_bytes(file)
        for file in find_files(FOLDER, ["*.schema.json"])
    }
    return published | sources
