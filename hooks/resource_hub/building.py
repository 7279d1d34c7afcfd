"""One build in progress: what its steps hand to one another."""

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any

from markupsafe import Markup

from resource_hub import catalogue, markup, retractions, toolkits
from resource_hub.assembly import NO_IMPRINT, generated_pages, source_addresses, written_page
from resource_hub.caching import Cache
from resource_hub.citations import exporting, pandoc
from resource_hub.citations.backlinks import numbered, places_of
from resource_hub.citations.bibliography import plain_title
from resource_hub.citations.citing import Imprint, PageCitation
from resource_hub.citations.extension import CitationExtension
from resource_hub.citations.listing import check_keys, reference_list
from resource_hub.citations.repairs import repair_items
from resource_hub.citations.resolving import (
    Answer,
    Request,
    is_apa,
    put_in,
    request_of,
    resolve_pages,
)
from resource_hub.disk import read_bytes
from resource_hub.evidence.publishing import published_work
from resource_hub.loading import BIBLIOGRAPHY, Hub
from resource_hub.pages import HubPage, relative
from resource_hub.problems import Problem
from resource_hub.rendering import Renderer
from resource_hub.settings import NO_SETTINGS, Settings, shown_links

CARDS = "assets/citations/cards.mjs"  # the module of pages that cite


@dataclass(slots=True)
class Build:
    """Values of the hub, then its pages, then what was found in them.

    Args:
        hub: The hub as read, without errors.
        cache: Where results that depend on content alone are kept.
        icons: Folder with the theme's icons.
        style: Path of the CSL file.
        as_of: The day the build speaks of, if one is known.
        imprint: What a citation of a page says of the hub.
        settings: What readers are offered beyond the hub's own pages.
    """

    hub: Hub
    cache: Cache
    icons: Path
    style: Path
    as_of: date | None = None
    imprint: Imprint = NO_IMPRINT
    settings: Settings = NO_SETTINGS
    items: list[dict[str, Any]] = field(default_factory=list)
    pages: dict[str, HubPage] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    files: dict[str, list[toolkits.TakeAway]] = field(default_factory=dict)
    works: dict[str, str] = field(default_factory=dict)
    markdown: Callable[[str], str] = field(init=False)
    renderer: Renderer = field(init=False)

    def __post_init__(self) -> None:
        found = (CitationExtension(),)
        self.markdown = partial(markup.render, extensions=found)
        self.renderer = Renderer(
            self.icons,
            self.hub.vocabularies,
            self.markdown,
            partial(markup.render_inline, extensions=found),
            notices=retractions.by_work(self.hub.notices),
            address=self.settings.address,
            files=lambda at: self.files.get(at, ()),
        )

    # Citations

    def convert_references(self) -> list[Problem]:
        """Read references.bib with Pandoc; problems if it sees other works than we do."""
        text = self.hub.sources[BIBLIOGRAPHY].text
        parts = [text, pandoc.version(), str(pandoc.READING)]
        items = self.cache.of("csl", parts, lambda: pandoc.to_csl(text))
        self.items = repair_items(items, self.hub.references)
        return check_keys(self.hub.references, {item["id"] for item in items}, BIBLIOGRAPHY)

    def entries(self) -> dict[str, str]:
        """The formatted entry of every work, in the order of a reference list."""
        (answer,) = self._resolve([Request((), tuple(self.hub.references))])
        return dict(answer.entries)

    def resolve(self, bodies: Mapping[str, str]) -> dict[str, str]:
        """Bodies by address with their citations resolved and their lists put in."""
        listed = {url: self.pages[url].cites if url in self.pages else () for url in bodies}
        requests = [request_of(html, listed[url]) for url, html in bodies.items()]
        answers = [numbered(answer) for answer in self._resolve(requests)]
        uses = self._uses(zip(bodies, answers, strict=True))
        for url, answer in zip(bodies, answers, strict=True):
            if answer.cites:
                self._show_cards(url)
        return {
            url: self._notices(url, answer)
            + put_in(html, answer, self._list(url, html, answer, uses))
            for (url, html), answer in zip(bodies.items(), answers, strict=True)
        }

    def _uses(self, answers: Iterable[tuple[str, Answer]]) -> Counter[str]:
        """How many pages use each work; one that says again what others say uses none."""
        echoes = {url for url, page in self.pages.items() if page.echo}
        listed = (answer.entries for url, answer in answers if url not in echoes)
        return Counter(key for entries in listed for key, _ in entries)

    def _show_cards(self, url: str) -> None:
        page = self.pages.get(url)
        if page and CARDS not in page.scripts:
            self.pages[url] = replace(page, scripts=(*page.scripts, CARDS))

    def _resolve(self, requests: Sequence[Request]) -> list[Any]:
        return resolve_pages(
            requests,
            self.items,
            style=str(self.style),
            key=self._key(),
            run=pandoc.resolve,
            known=partial(self.cache.get, "cites"),
            keep=partial(self.cache.put, "cites"),
            apa=is_apa(read_bytes(self.style)),
        )

    def _key(self) -> str:
        return digest_of(
            read_bytes(self.style), read_bytes(pandoc.SCRIPT), pandoc.version().encode()
        )

    def _list(self, url: str, html: str, answer: Answer, uses: Mapping[str, int]) -> str:
        return reference_list(
            [(key, html + self._tags(key)) for key, html in answer.entries],
            self.hub.references,
            partial(relative, page=url),
            places=places_of(html, answer.cites),
            pages=uses,
        )

    # Corrections and retractions

    def _tags(self, key: str) -> str:
        return "".join(f" {notice.tag}" for _, notice in self.renderer.notices_on([key]))

    def _notices(self, url: str, answer: Answer) -> str:
        """What is to be said above a page that cites works which notices are about."""
        told = [
            (notice, plain_title(self.hub.references[key]), f"references/{key}/")
            for key, notice in self.renderer.notices_on(key for key, _ in answer.entries)
        ]
        told.sort(key=lambda one: one[0].gravity)
        framed = url not in self.pages or self.pages[url].kind != "page"
        return (
            self.renderer.fragment("notices-of-page.html", url, told=told, framed=framed)
            if told
            else ""
        )

    # Pages

    def make_pages(self, entries: Mapping[str, str]) -> None:
        """Make every page that no Markdown file makes."""
        made = generated_pages(self.hub, entries, self.items, self.imprint, self.as_of)
        self.pages = {page.url: page for page in made}
        self.addresses = source_addresses(made)

    def body_of(self, page: HubPage) -> str:
        """The body of a generated page, links to source files turned into addresses."""
        return relink(self.renderer.body(page), page, self.addresses)

    def written(self, path: str, url: str, html: str) -> str:
        """The body of the page of a Markdown file, from the HTML that Markdown made of it."""
        page = written_page(self.hub, path, url, markup.clean(html), self.as_of, self.imprint)
        self.pages[url] = page
        return self.body_of(page)

    def shown_links(self, links: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """The links of a menu without those to what the hub does not have yet."""
        has = {"partners"} if self.hub.partners else set()
        return shown_links(links, has | set(self.settings.links))

    def actions(self, page: HubPage) -> list[dict[str, Any]]:
        """The buttons in a page's head: its ways to the association whose address is set."""
        found = [
            (link["label"], self.settings.address(link["name"], title=page.title, page=page.url))
            for link in page.values.get("links", ())
        ]
        return [{"title": label, "url": to, "external": True} for label, to in found if to]

    def feeds(self) -> Sequence[tuple[str, str, str]]:
        """Title, address and media type of each feed, if there is anything to tell."""
        return self.pages["changes/"].values["feeds"] if "changes/" in self.pages else ()

    # Files to take away

    def downloads(self) -> dict[str, str]:
        """Works, and pages as works, as files for reference managers, by address."""
        files = dict(self.works_as_files())
        for page in self.pages.values():
            citation = page.values.get("citation")
            if isinstance(citation, PageCitation):
                files[citation.files["bib"]] = citation.bibtex
                files[citation.files["ris"]] = citation.ris
        return files

    def works_as_files(self) -> dict[str, str]:
        """The works as files, all in one and one by one, by address; made once."""
        if not self.works:
            cited = [item for item in self.items if item["id"] in self.hub.references]
            self.works = exporting.files_of(self.hub.sources[BIBLIOGRAPHY].text, cited)
        return self.works

    def make_templates(self) -> None:
        """Write templates and checklists as files; every page must have its address by now."""
        sheets = self._sheets()
        files = toolkits.files_of_sheets(
            sheets,
            styles=read_bytes(toolkits.STYLES).decode(),
            key=digest_of(read_bytes(toolkits.SCRIPT), pandoc.version().encode()),
            run=lambda jobs: pandoc.run_script(toolkits.SCRIPT, jobs)["documents"],
            known=partial(self.cache.get, "docx"),
            keep=partial(self.cache.put, "docx"),
        )
        origin = ", ".join(filter(None, (self.imprint.site, self.imprint.author)))
        kits = toolkits.files_of_kits(sheets, files, origin)
        self.files = files | {f"toolkits/#{level}": [kit] for level, kit in kits.items()}

    def templates(self) -> dict[str, bytes]:
        """Every file that a team fills in, and the kits, by address."""
        return {one.address: one.content for found in self.files.values() for one in found}

    def _sheets(self) -> list[toolkits.Sheet]:
        texts = list(zip(self.hub.toolkits, map(self._body, self.hub.toolkits), strict=True))
        for one in self.hub.checklists:
            html = self.renderer.fragment("sheet-checklist.html", one.url, checklist=one)
            texts.append((one, html))
        answers = self._resolve([request_of(html) for _, html in texts])
        return [
            self._sheet(text, html, answer)
            for (text, html), answer in zip(texts, answers, strict=True)
        ]

    def _body(self, toolkit: toolkits.Toolkit) -> str:
        html = self.markdown(self.hub.sources[toolkit.where.path].body)
        page = HubPage(toolkit.url, "toolkit", toolkit.title, toolkit.where)
        return relink(html, page, self.addresses)

    def _sheet(self, text: Any, html: str, answer: Answer) -> toolkits.Sheet:
        """A template or a checklist as it goes on paper."""
        version = self.renderer.fragment("sheet-version.html", text.url, text=text).strip()
        site = self.imprint.address
        whole = self.renderer.fragment(
            "sheet.html",
            text.url,
            description=getattr(text, "description", ""),
            html=put_in(html, answer, ""),
            entries=answer.entries,
            version=version,
            author=self.imprint.author,
            hub=self.imprint.site,
            home=site and site + text.url,
        )
        return toolkits.Sheet(
            text.id,
            text.title,
            text.level,
            text.url,
            self.imprint.author,
            text.reviewed or text.checked,
            version,
            toolkits.for_paper(whole, text.url, site),
        )

    # What programs read

    def catalogue_index(self) -> str:
        """The catalogue as its own page reads it."""
        shelf = catalogue.shelf_of(self.hub.records, self.hub.vocabularies, self.as_of)
        offered = (one for one in shelf if one.record.offered)
        return catalogue.index_json(offered, self.hub.vocabularies, self.as_of)

    def work_for_programs(self) -> Callable[[str], dict[str, Any]]:
        """A function from a source (``key, p. 12``) to the work as programs read it."""
        entries = {key: Markup(html).striptags() for key, html in self.entries().items()}
        return partial(
            published_work, entry=entries.__getitem__, notices=self._notices_for_programs
        )

    def _notices_for_programs(self, key: str) -> list[dict[str, str]]:
        told = self.renderer.notices_on([key])
        return [{"kind": n.kind, "date": n.date, "address": n.address} for _, n in told]


def digest_of(*parts: bytes) -> str:
    """One text that changes with any of the parts."""
    return blake2b(b"\0".join(parts), digest_size=20).hexdigest()


_HREF = re.compile(r'(?<= href=")([^":#?]+\.md)(#[^"]*)?(?=")')


def relink(html: str, page: HubPage, addresses: Mapping[str, str]) -> str:
    """HTML whose links to source files lead to the pages made from them.

    Args:
        html: The body of a page.
        page: The page; links are relative to the folder of its source.
        addresses: Addresses by source file below content/; a link to none of them is left as it
            is, for the link check to report.
    """
    folder = posixpath.dirname(page.origin.path.removeprefix("content/"))

    def to_address(match: re.Match[str]) -> str:
        target = addresses.get(posixpath.normpath(f"{folder}/{match[1]}".lstrip("/")))
        return match[0] if target is None else relative(target + (match[2] or ""), page.url)

    return _HREF.sub(to_address, html)
