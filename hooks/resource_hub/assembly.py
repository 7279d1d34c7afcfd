"""All pages of a hub, made from its values by the features."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from resource_hub import (
    academy,
    catalogue,
    checklists,
    codes,
    evidence,
    faq,
    glossary,
    guides,
    home,
    schema,
    standards,
    timeline,
    toolkits,
)
from resource_hub.citations.bibliography import Reference, plain_title
from resource_hub.citations.checking import source_key
from resource_hub.citations.extension import find_citations
from resource_hub.loading import Hub, readings
from resource_hub.pages import Crumb, HubPage
from resource_hub.problems import Location
from resource_hub.schema import Document
from resource_hub.source import Scalar

Link = tuple[str, str]  # title and address from the site's root

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


@dataclass(frozen=True, slots=True)
class Uses:
    """Where works and resources are used: name -> titles and addresses of pages."""

    works: dict[str, list[Link]] = field(default_factory=dict)
    resources: dict[str, list[Link]] = field(default_factory=dict)


def titles_of(hub: Hub) -> dict[str, Link]:
    """Title and address of each page that data may name, by slug."""
    return (
        {summary.slug: (summary.title, summary.url) for summary in hub.summaries}
        | {guide.id: (guide.title, guide.url) for guide in hub.guides}
        | {toolkit.id: (toolkit.title, toolkit.url) for toolkit in hub.toolkits}
    )


def records_of(hub: Hub) -> dict[str, Link]:
    """Title and address of each record, by id."""
    return {record.id: (record.title, record.address) for record in hub.records}


def generated_pages(hub: Hub, entries: Mapping[str, str]) -> list[HubPage]:
    """Every page that no Markdown file makes.

    Args:
        hub: A hub without errors.
        entries: The formatted entry of each work, by citekey, in the order of a reference list.
    """
    uses = find_uses(hub)
    records, pages = records_of(hub), titles_of(hub)
    vocabularies = hub.vocabularies
    made = [
        *catalogue.catalogue_pages(
            hub.records,
            kinds=vocabularies.get("kinds", {}),
            grades=list(vocabularies.get("grades", {})),
            used=lambda id_: uses.resources.get(id_, []),
            origin=Location("resources.yaml"),
        ),
        *reference_pages(hub, entries, uses),
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
    return [_under_start(page) for page in made]


def written_page(hub: Hub, path: str, url: str, html: str, as_of: date | None) -> HubPage:
    """The page of a Markdown file.

    Args:
        hub: A hub without errors.
        path: The file, as its source names it (``content/evidence/strong-core.md``).
        url: Its address from the site's root.
        html: Its body as clean HTML.
        as_of: The day the build speaks of.
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
    return _under_start(made)


def _ordinary(document: Document, url: str, html: str) -> HubPage:
    plain = document.plain
    return HubPage(
        url=url,
        kind="page",
        title=plain.get("title", ""),
        origin=Location(document.source.path),
        values={"body": html},
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
                "questions": len(guide.nodes),
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


def reference_pages(hub: Hub, entries: Mapping[str, str], uses: Uses) -> list[HubPage]:
    """The list of all works at ``/references/`` and a page for each."""
    rows = [
        _row(hub.references[key], html, uses.works.get(key, []))
        for key, html in entries.items()
        if key in hub.references
    ]
    count = len(rows)
    listing = HubPage(
        url="references/",
        kind="references",
        title="References",
        origin=Location("references.bib"),
        lead=f"All {count} works that the pages of the hub cite or list, in APA style.",
        description="The works that the hub rests on, what each found and where it is used.",
        values={"entries": rows},
        searched=False,  # every work has its own document
    )
    return [listing, *(_reference_page(hub.references[row["key"]], row) for row in rows)]


def _row(reference: Reference, html: str, used: Sequence[Link]) -> dict[str, Any]:
    fields = reference.fields
    return {
        "key": reference.key,
        "html": html,
        "year": fields.get("year", fields.get("date", ""))[:4],
        "title": plain_title(reference),
        "finding": fields.get("finding", ""),
        "design": fields.get("design", ""),
        "doi": fields.get("doi", ""),
        "confirmed": reference.confirmed,
        "used": [{"title": title, "url": url} for title, url in used],
    }


def _reference_page(reference: Reference, row: Mapping[str, Any]) -> HubPage:
    return HubPage(
        url=f"references/{reference.key}/",
        kind="reference",
        title=row["title"],
        origin=reference.where,
        kind_label="Reference",
        icon="bookmark-outline",
        description=row["finding"] or row["title"],
        crumbs=(Crumb("References", "references/"),),
        values={"entry": row},
    )


# Where things are used -----------------------------------------------------------------------


def find_uses(hub: Hub) -> Uses:
    """Every page that cites a work or names a resource, each once, in reading order."""
    uses = Uses()
    for owner, what, name in _mentions(hub):
        table = uses.works if what == "citekey" else uses.resources
        found = table.setdefault(name, [])
        if owner not in found:
            found.append(owner)
    return uses


def _mentions(hub: Hub) -> Iterator[tuple[Link, str, str]]:
    for kind, documents in hub.documents.items():
        for document in documents:
            owners = owners_of(hub, kind, document)
            root = document.source.root
            for one in schema.named(root, kind) if root else ():
                owner = owners(one.path)
                if owner:
                    yield from ((owner, *mention) for mention in _names_in(one.what, one.value))
            owner = owners(())
            if owner and document.source.body:
                for found in find_citations(document.source.body):
                    yield from ((owner, "citekey", key) for key, _ in found.cites)


def _names_in(what: str, value: Scalar) -> Iterator[tuple[str, str]]:
    if what == "citekey":
        yield what, source_key(value.text)
    elif what == "markdown":
        for found in find_citations(value.text):
            yield from (("citekey", key) for key, _ in found.cites)
    elif what == "resource":
        yield what, value.text
    elif what == "content" and value.text.startswith("resource:"):
        yield "resource", value.text.partition(":")[2]


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
