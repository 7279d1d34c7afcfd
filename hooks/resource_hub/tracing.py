"""From a finished page back to what an editor wrote: its source, and the links in it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import PurePosixPath
from posixpath import normpath, relpath

from resource_hub import schema
from resource_hub.links.places import links_in_markdown, links_in_scalar
from resource_hub.links.site import Written
from resource_hub.loading import Hub
from resource_hub.markup import SCHEMES
from resource_hub.problems import Location, Problem, error, quoted
from resource_hub.using import owners_of


@dataclass(frozen=True, slots=True)
class Link:
    """A link as an editor wrote it.

    Args:
        page: The address of the page that shows it.
        folder: The folder of its source below content/.
        text: The address as written.
        where: Its place in the source.
    """

    page: str
    folder: str
    text: str
    where: Location


def links_of(hub: Hub, addresses: Mapping[str, str]) -> list[Link]:
    """Every link that an editor wrote in Markdown.

    Args:
        hub: A hub without errors.
        addresses: Addresses by source file below content/.
    """
    return list(_links(hub, addresses))


def written_links(links: Iterable[Link], addresses: Mapping[str, str]) -> dict[str, list[Written]]:
    """Links with what they lead to, by the address of the page that shows them."""
    found: dict[str, list[Written]] = {}
    for link in links:
        written = Written(link.text, link.where, _resolved(link, addresses))
        found.setdefault(link.page, []).append(written)
    return found


def place_of(hub: Hub, origin: Location, text: str) -> Location:
    """Where a text of a page stands in the source that made it; the source if it does not.

    One in backticks is code, which is shown as it is and never meant.
    """
    source = hub.sources.get(origin.path)
    found = re.search(f"(?<!`){re.escape(text)}", source.text) if source else None
    return source.place(found.start()) if source and found else origin


def missing_sources(links: Iterable[Link], addresses: Mapping[str, str]) -> list[Problem]:
    """L007 for each link to a source file that is not there, in the editor's own terms.

    The finished site knows addresses only; an editor who wrote ``../evidence/x.md`` looks for a
    file.
    """
    return [
        _missing(link, named, addresses)
        for link in links
        if (path := link.text.partition("#")[0]).endswith(".md")
        and ":" not in path
        and (named := normpath(f"{link.folder}/{path}")) not in addresses
    ]


def refused_addresses(links: Iterable[Link]) -> list[Problem]:
    """L003 for each link whose scheme no reader may follow; cleaning takes its address away."""
    return [
        error(
            link.where,
            "L003",
            f"the address {quoted(link.text)} begins with {quoted(scheme.group(0))}, which no "
            "reader may follow",
            "write an address that begins with https://, http:// or mailto:",
        )
        for link in links
        if (scheme := _SCHEME.match(link.text)) and scheme.group(1).lower() not in SCHEMES
    ]


_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


def _missing(link: Link, named: str, addresses: Mapping[str, str]) -> Problem:
    near = get_close_matches(named, sorted(addresses), n=1, cutoff=0.75)
    meant = f"did you mean {quoted(relpath(near[0], link.folder))}? If not, " if near else ""
    return error(
        link.where,
        "L007",
        f"the link {quoted(link.text)} names the file {quoted(f'content/{named}')}, which is "
        "not there",
        f"{meant}correct the name, or delete the link",
    )


def _links(hub: Hub, addresses: Mapping[str, str]) -> Iterator[Link]:
    for kind, documents in hub.documents.items():
        for document in documents:
            source = document.source
            inside = source.path.removeprefix("content/")
            folder = str(PurePosixPath(inside).parent) if inside != source.path else "."
            if source.body and inside in addresses:
                for text, where in links_in_markdown(source.text, source.body_start, source.path):
                    yield Link(addresses[inside], folder, text, where)
            owner_of = owners_of(hub, kind, document)
            for one in schema.named(source.root, kind) if source.root else ():
                owner = owner_of(one.path)
                if owner and one.what == "markdown":
                    page = owner[1].partition("#")[0]
                    for text, where in links_in_scalar(one.value.text, source, one.value):
                        yield Link(page, folder, text, where)


def _resolved(link: Link, addresses: Mapping[str, str]) -> str:
    page = link.page
    path, mark, fragment = link.text.partition("#")
    if not path:
        return page + mark + fragment
    named = normpath(f"{link.folder}/{path}")
    if named in addresses:
        return addresses[named] + mark + fragment
    joined = normpath(f"/{page}{'' if page.endswith('/') or not page else '/'}{path}").lstrip("/")
    return joined + ("/" if path.endswith("/") and joined else "") + mark + fragment
