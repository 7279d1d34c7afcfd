"""All pages of a hub, made from its values by the features."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any

from resource_hub import (
    academy,
    catalogue,
    checklists,
    codes,
    evidence,
    faq,
    filing,
    glossary,
    guides,
    home,
    references,
    ripple,
    schema,
    standards,
    timeline,
    toolkits,
)
from resource_hub.citations import exporting
from resource_hub.citations.bibliography import Reference, plain_title
from resource_hub.citations.citing import Imprint, cite_page
from resource_hub.dates import parse_date
from resource_hub.loading import Hub, graph_of, load_hub, readings
from resource_hub.pages import Crumb, HubPage
from resource_hub.problems import Location, has_errors, sort_problems
from resource_hub.schema import Document

Link = tuple[str, str]  # title and address from the site's root

NO_IMPRINT = Imprint()

STATES = {"draft": "Draft, not yet reviewed"}

START = Crumb("Start", "")

# Kind of a page -> kind of its documents and the word that readers see; in the order in which
# equal scores are shown.
KINDS = {
    "summary": ("summary", "Evidence summary"),
    "guide": ("guide", "Decision guide"),
    "faq": ("question", "Question"),
    "glossary": ("term", "Word explained"),
    "path": ("path", "Learning path"),
    "toolkit": ("template", "Template"),
    "checklist": ("checklist", "Checklist"),
    "record": ("resource", "Resource"),
    "standard": ("standard", "Standard"),
    "timeline": ("page", "Page"),
    "page": ("page", "Page"),
    "reference": ("reference", "Reference"),
    "messages": ("message", "Message of the check"),
}


def read_hub(root: Path) -> Hub:
    """Read and check a hub's sources, the addresses of its pages included.

    Both the build and ``hub check`` begin here, so that they can never disagree.

    Args:
        root: The folder with resources.yaml, references.bib and content/.

    Returns:
        The hub; its problems are in reading order, and its values hold what could be read.
    """
    hub = load_hub(root)
    if not has_errors(hub.problems):
        made = generated_pages(hub, dict.fromkeys(hub.references, ""))
        written = ((name.removeprefix("content/"), Location(name)) for name in _pages_in(hub))
        pages = chain(((filing.name_of(page.url), page.origin) for page in made), written)
        hub.problems = sort_problems([*hub.problems, *filing.check_addresses(pages)])
    return hub


def _pages_in(hub: Hub) -> Iterator[str]:
    return (name for name in hub.schemas if name.endswith(".md"))


def titles_of(hub: Hub) -> dict[str, Link]:
    """Title and address of each page that data may name, by slug."""
    return (
        {summary.slug: (summary.title, summary.url) for summary in hub.summaries}
        | {guide.id: (guide.title, guide.url) for guide in hub.guides}
        | {toolkit.id: (toolkit.title, toolkit.url) for toolkit in hub.toolkits}
    )


def records_of(hub: Hub) -> dict[str, Link]:
    """Title and address of each record, by id."""
    return {record.id: (record.title, record.address) for record in hub.records if record.shown}


def generated_pages(
    hub: Hub,
    entries: Mapping[str, str],
    items: Sequence[exporting.Item] = (),
    imprint: Imprint = NO_IMPRINT,
    as_of: date | None = None,
) -> list[HubPage]:
    """Every page that no Markdown file makes.

    Args:
        hub: A hub without errors.
        entries: The formatted entry of each work, by citekey, in the order of a reference list.
        items: The works as CSL-JSON.
        imprint: What a citation of a page says of the hub.
        as_of: The day the build speaks of.
    """
    uses = uses_of_resources(hub)
    records, pages = records_of(hub), titles_of(hub)
    vocabularies = hub.vocabularies
    shelf = catalogue.shelf_of(hub.records, vocabularies, as_of)
    made = [
        *catalogue.listing_pages(
            shelf, vocabularies=vocabularies, origin=Location("resources.yaml")
        ),
        *catalogue.record_pages(
            shelf, vocabularies=vocabularies, used=lambda id_: uses.get(id_, [])
        ),
        search_page(dict(KINDS.values())),
        codes.messages_page(codes.read_codes()),
    ]
    if hub.terms:
        made.append(glossary.glossary_page(hub.terms))
    if hub.questions:
        terms = {term.id: (term.term, f"glossary/#{term.id}") for term in hub.terms}
        made.append(faq.faq_page(hub.questions, terms=terms))
    if hub.guides:
        where = Location("content/guides")
        made += guides.guide_pages(hub.guides, where=where, records=records, pages=pages)
    if hub.paths:
        where = Location("content/academy")
        made += academy.academy_pages(hub.paths, where=where, titles=readings(hub))
    if hub.toolkits:
        made.append(toolkits.toolkits_page(hub.toolkits, where=Location("content/toolkits")))
    if hub.moments:
        made.append(timeline.timeline_page(hub.moments, where=hub.moments[0].where))
    made += checklists.checklist_pages(hub.checklists, records=records)
    if hub.standards:
        made += standards.standard_pages(hub.standards, where=Location("content/standards"))
    titles = {page.url: page.title for page in made}
    made += references.reference_pages(
        works_of(hub, entries, items, titles),
        designs=vocabularies.get("study_designs", {}),
        topics=vocabularies.get("topics", {}),
        files=_by_format(exporting.ALL),
    )
    return [_under_start(_citable(page, imprint)) for page in made]


def written_page(
    hub: Hub,
    path: str,
    url: str,
    html: str,
    as_of: date | None,
    imprint: Imprint = NO_IMPRINT,
) -> HubPage:
    """The page of a Markdown file.

    Args:
        hub: A hub without errors.
        path: The file, as its source names it (``content/evidence/strong-core.md``).
        url: Its address from the site's root.
        html: Its body as clean HTML.
        as_of: The day the build speaks of.
        imprint: What a citation of the page says of the hub.
    """
    document = _document_at(hub, path)
    kind = hub.schemas[path]
    records, pages = records_of(hub), titles_of(hub)
    if kind == "home":
        return _home(hub, document, html)
    if kind == "evidence-summary":
        summary = next(s for s in hub.summaries if s.where.path == path)
        made = evidence.summary_page(summary, html, records=records, pages=pages, as_of=as_of)
    elif kind == "toolkit":
        made = toolkits.toolkit_page(document, html, records=records, pages=pages)
    elif document.plain.get("kind") == "evidence-index":
        made = evidence.index_page(document, html, hub.summaries)
    else:
        made = _ordinary(document, url, html)
    return _under_start(_citable(made, imprint))


def _ordinary(document: Document, url: str, html: str) -> HubPage:
    plain = document.plain
    return HubPage(
        url=url,
        kind="page",
        title=plain.get("title", ""),
        origin=Location(document.source.path),
        values={
            "body": html,
            **{key: plain.get(key, "") for key in ("state", "checked", "reviewed", "review_by")},
        },
        description=plain.get("description", ""),
        lead=plain.get("lead", ""),
    )


def _document_at(hub: Hub, path: str) -> Document:
    found = hub.documents[hub.schemas[path]]
    return next(document for document in found if document.source.path == path)


def _under_start(page: HubPage) -> HubPage:
    crumbs = tuple(crumb for crumb in page.crumbs if crumb.url)
    return replace(page, crumbs=(START, *crumbs))


def _home(hub: Hub, document: Document, html: str) -> HubPage:
    chosen = document.plain["featured"]
    by_slug = {summary.slug: summary for summary in hub.summaries}
    vocabularies = hub.vocabularies
    audience = vocabularies.get("audience", {})
    return home.home_page(
        document,
        html,
        counts={
            "resources": len(hub.records),
            "references": len(hub.references),
            "summaries": len(hub.summaries),
            "terms": len(hub.terms),
        },
        summaries=[
            {
                "title": summary.question,
                "url": summary.url,
                "bottom_line": summary.bottom_line,
                "claims": len(summary.claims),
                "sources": len(summary.works),
                "state_label": "Draft, not yet reviewed"
                if summary.state == "draft"
                else "Reviewed",
            }
            for slug in chosen
            if (summary := by_slug.get(slug))
        ],
        guides=[
            {
                "title": guide.title,
                "url": guide.url,
                "audience": ", ".join(
                    str(audience.get(role, {}).get("label", role)).lower()
                    for role in guide.audience
                ),
                "length": guides.length_of(guide),
            }
            for guide in hub.guides
        ],
        kinds=[
            {
                "label": term["label"],
                "definition": term.get("definition", ""),
                "count": count,
                "url": f"resources/#{kind}",
            }
            for kind, term in vocabularies.get("kinds", {}).items()
            if (count := sum(record.kind == kind for record in hub.records))
        ],
    )


def search_page(labels: Mapping[str, str]) -> HubPage:
    """The page with the search field and its hits; ``labels`` are the words for kinds of hits."""
    return HubPage(
        url="search/",
        kind="search",
        title="Search",
        origin=Location("hooks/resource_hub/templates/search.html"),
        description="Search the evidence summaries, guides, resources and words of the hub.",
        scripts=("assets/search/view.mjs",),
        values={"labels": labels},
        searched=False,
    )


# References ----------------------------------------------------------------------------------


def works_of(
    hub: Hub,
    entries: Mapping[str, str],
    items: Sequence[exporting.Item],
    titles: Mapping[str, str],
) -> list[references.Work]:
    """The works as readers see them, in the order of ``entries``.

    Args:
        hub: A hub without errors.
        entries: Formatted entries by citekey.
        items: The works as CSL-JSON.
        titles: Titles of generated pages by address.
    """
    plain = {str(item["id"]): exporting.plain_item(item) for item in items}
    uses = uses_of_works(graph_of(hub), titles)
    topics, designs = _topics(hub), hub.vocabularies.get("study_designs", {})
    return [
        _work(hub.references[key], html, plain.get(key, {}), uses.get(key, ()), topics, designs)
        for key, html in entries.items()
        if key in hub.references
    ]


def _work(
    reference: Reference,
    html: str,
    item: exporting.Item,
    uses: Sequence[references.Use],
    topics: Mapping[str, Sequence[str]],
    designs: references.Terms,
) -> references.Work:
    fields = reference.fields
    level, in_doubt = fields.get("confirmationlevel", ""), "doubt" in fields
    return references.Work(
        key=reference.key,
        html=html,
        title=str(item.get("title") or plain_title(reference)),
        where=reference.where,
        year=fields.get("year", fields.get("date", "")),
        finding=fields.get("finding", ""),
        design=fields.get("design", ""),
        kind=references.design_of(fields.get("design", ""), designs),
        topics=tuple(dict.fromkeys(t for use in uses for t in topics.get(use.page_url, ()))),
        confirmed=reference.confirmed,
        reasons=references.why_not_confirmed(level, in_doubt),
        item=item,
        files=_by_format(exporting.addresses_of(reference.key)),
        uses=tuple(uses),
    )


def _topics(hub: Hub) -> dict[str, tuple[str, ...]]:
    """Topics by the address of the page that they are set on."""
    pages = (*hub.summaries, *hub.guides, *hub.toolkits)
    return {page.url: page.topics for page in pages} | {r.address: r.topics for r in hub.records}


def _by_format(files: Mapping[str, str]) -> dict[str, str]:
    return {exporting.FORMATS[ending]: address for ending, address in files.items()}


# Kinds of things in the graph -> how a part of a page is told; {n} is its number on the page.
PARTS = {
    "claim": "Claim {n}: ",
    "question": "Question: ",
    "outcome": "Action {n}: ",
    "lesson": "Lesson {n}: ",
}
# The beginnings of addresses of pages, those first that say most of a work.
READING_ORDER = ("evidence/", "guides/", "faq/", "glossary/", "academy/", "toolkits/")


def uses_of_works(
    graph: ripple.Graph, titles: Mapping[str, str]
) -> dict[str, list[references.Use]]:
    """Every claim, question, action, lesson and page that rests on a work, by citekey.

    Args:
        graph: What rests on what.
        titles: Titles of pages by address, where the graph has none of its own.
    """
    shown = {edge.lower: edge.upper for edge in graph.edges if edge.relation == "shows"}
    numbers = _numbers(graph, shown)
    relations: dict[tuple[str, str], set[str]] = {}
    for edge in graph.edges:
        if graph.nodes[edge.lower].kind == "work":
            key = graph.nodes[edge.lower].name
            relations.setdefault((key, edge.upper), set()).add(edge.relation)
    found: dict[str, list[references.Use]] = {}
    for (key, upper), how in relations.items():
        node = graph.nodes[upper]
        page = graph.nodes[shown.get(upper, upper)]
        part = PARTS.get(node.kind, "").format(n=numbers.get(upper, 0)) + node.title
        found.setdefault(key, []).append(
            references.Use(
                page=titles.get(page.id, page.title),
                page_url=page.id,
                part=part if upper in shown else "",
                url=upper,
                disputes="is disputed by" in how and "rests on" not in how,
            )
        )
    return {key: sorted(uses, key=_reading_order) for key, uses in found.items()}


def _numbers(graph: ripple.Graph, shown: Mapping[str, str]) -> dict[str, int]:
    """The number of each part among the parts of its kind on its page, from 1."""
    counts: Counter[tuple[str, str]] = Counter()
    numbers = {}
    for part, page in shown.items():
        counts[page, graph.nodes[part].kind] += 1
        numbers[part] = counts[page, graph.nodes[part].kind]
    return numbers


def _reading_order(use: references.Use) -> int:
    starts = [n for n, start in enumerate(READING_ORDER) if use.page_url.startswith(start)]
    rest = len(READING_ORDER)
    return starts[0] if starts else rest + use.page_url.startswith("resources/")


# How the pages of the hub are cited ----------------------------------------------------------

CITABLE = ("summary", "guide", "path", "toolkit")


def _citable(page: HubPage, imprint: Imprint) -> HubPage:
    """The page with how it is cited, if it is a text with a date of its own."""
    text = page.values.get(page.kind) if page.kind in CITABLE else None
    day = parse_date(text.reviewed or text.checked) if text else None
    if day is None:
        return page
    citation = cite_page(page.title, KINDS[page.kind][1], day, page.url, imprint)
    return replace(page, values={**page.values, "citation": citation})


# Where things are used -----------------------------------------------------------------------


def uses_of_resources(hub: Hub) -> dict[str, list[Link]]:
    """Every page that names a resource, by the resource's id, each once, in reading order."""
    uses: dict[str, list[Link]] = {}
    for kind, documents in hub.documents.items():
        for document in documents:
            owners = owners_of(hub, kind, document)
            root = document.source.root
            for one in schema.named(root, kind) if root else ():
                owner, id_ = owners(one.path), _resource_in(one)
                if owner and id_ and owner not in uses.setdefault(id_, []):
                    uses[id_].append(owner)
    return uses


def _resource_in(one: schema.Named) -> str:
    text = one.value.text
    if one.what == "content":
        return text.removeprefix("resource:") if text.startswith("resource:") else ""
    return text if one.what == "resource" else ""


def owners_of(hub: Hub, kind: str, document: Document) -> Any:
    """A function from a value's path to the page (or the part of one) that shows it."""
    one = {
        "evidence-summary": {s.where.path: (s.title, s.url) for s in hub.summaries},
        "guide": {g.where.path: (g.title, g.url) for g in hub.guides},
        "path": {p.where.path: (p.title, p.url) for p in hub.paths},
        "toolkit": {t.where.path: (t.title, t.url) for t in hub.toolkits},
        "standard": {s.where.path: (s.title, s.url) for s in hub.standards},
    }
    rows = {
        "resources": [(r.title, r.address) for r in hub.records],
        "glossary": [(t.term, f"glossary/#{t.id}") for t in hub.terms],
        "faq": [(q.question, f"faq/#{q.id}") for q in hub.questions],
        "timeline": [(m.title, f"timeline/#{m.id}") for m in hub.moments],
        "checklists": [(c.title, c.url) for c in hub.checklists],
    }
    if kind in rows:
        table = rows[kind]
        return lambda path: table[path[0]] if path and path[0] < len(table) else None
    link = one.get(kind, {}).get(document.source.path)
    return lambda path: link


def source_addresses(pages: Sequence[HubPage]) -> dict[str, str]:
    """Names by which editors link to generated pages -> addresses: ``guides/x.md``."""
    found = {}
    for page in pages:
        path = PurePosixPath(page.url)
        found[f"{path}.md"] = page.url
        found[f"{path}/index.md"] = page.url
    return found
