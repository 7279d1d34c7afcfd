"""All pages of a hub, made from its values by the features."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any

from markupsafe import Markup

from resource_hub import (
    academy,
    catalogue,
    changes,
    checklists,
    codes,
    entering,
    evidence,
    faq,
    fields,
    filing,
    glossary,
    guides,
    home,
    partners,
    references,
    scales,
    standards,
    timeline,
    toolkits,
)
from resource_hub.citations import exporting
from resource_hub.citations.bibliography import plain_title
from resource_hub.citations.citing import Imprint, cite_page
from resource_hub.dates import parse_date
from resource_hub.loading import Hub, load_hub, readings
from resource_hub.pages import Crumb, HubPage, plain_text
from resource_hub.problems import Location, has_errors, sort_problems
from resource_hub.schema import Document
from resource_hub.using import by_format, uses_of_resources, works_of

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
    "topic": ("topic", "Topic"),
    "lesson": ("lesson", "Lesson"),
    "checklist": ("checklist", "Checklist"),
    "record": ("resource", "Resource"),
    "standard": ("standard", "Standard"),
    "timeline": ("page", "Page"),
    "tier": ("page", "Page"),
    "role": ("page", "Page"),
    "map": ("page", "Page"),
    "page": ("page", "Page"),
    "reference": ("reference", "Reference"),
    "scales": ("page", "Page"),
    "messages": ("message", "Message of the check"),
    "fields": ("page", "Page"),
    "network": ("page", "Page"),
}


def read_hub(root: Path, day: date | None = None) -> Hub:
    """Read and check a hub's sources, the addresses of its pages included.

    Both the build and ``hub check`` begin here, so that they can never disagree.

    Args:
        root: The folder with resources.yaml, references.bib and content/.
        day: The day of the check; without one, no date is in the future and nothing overdue.

    Returns:
        The hub; its problems are in reading order, and its values hold what could be read.
    """
    hub = load_hub(root, day)
    if not has_errors(hub.problems):
        made = generated_pages(hub, dict.fromkeys(hub.references, ""), bare=True)
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
    bare: bool = False,
) -> list[HubPage]:
    """Every page that no Markdown file makes.

    Args:
        hub: A hub without errors.
        entries: The formatted entry of each work, by citekey, in the order of a reference list.
        items: The works as CSL-JSON.
        imprint: What a citation of a page says of the hub.
        as_of: The day the build speaks of.
        bare: Whether addresses are all that is asked for: what costs time beside is left out.
    """
    uses = uses_of_resources(hub)
    records, pages = records_of(hub), titles_of(hub)
    vocabularies = hub.vocabularies
    shelf = catalogue.shelf_of(hub.records, vocabularies, as_of)
    made = [
        *catalogue.record_pages(
            shelf,
            vocabularies=vocabularies,
            around=catalogue.Surroundings(
                used=lambda id_: uses.get(id_, []),
                scale_of=lambda by: scales.find_scale(by, hub.scales),
                standards={s.version: s for s in standards.newest_first(hub.standards)},
                site=imprint.address,
            ),
        ),
        *catalogue.desk_pages(),
        search_page(dict(KINDS.values())),
        codes.messages_page(codes.read_codes()),
        fields.fields_page(fields.read_files(), list(vocabularies)),
        fields.vocabulary_page(vocabularies),
    ]
    made.append(
        scales.scales_page(
            hub.scales, vocabularies, citekeys=hub.references, where=Location("content/scales.yaml")
        )
    )
    if not bare:
        made = _with_linked_data(made, shelf, vocabularies, imprint)
    made.append(changes.changes_page(changes_of(hub), origin=Location("resources.yaml")))
    made += evidence.meeting_pages(hub.summaries, imprint.address, as_of)
    if hub.terms:
        made.append(glossary.glossary_page(hub.terms))
    if hub.questions:
        terms = {term.id: (term.term, f"glossary/#{term.id}") for term in hub.terms}
        made.append(faq.faq_page(hub.questions, terms=terms, pages=pages, as_of=as_of))
    if hub.guides:
        where = Location("content/guides")
        made += guides.guide_pages(hub.guides, where=where, records=records, pages=pages)
    if hub.paths:
        where = Location("content/academy")
        made += academy.academy_pages(hub.paths, where=where)
    if hub.toolkits:
        made.append(toolkits.toolkits_page(kits_of(hub), where=Location("content/toolkits")))
    if hub.moments:
        made.append(timeline.timeline_page(hub.moments, where=hub.moments[0].where))
    made += checklists.checklist_pages(hub.checklists, records=records)
    made += entering.ways_in(hub, entering.entries_of(hub, shelf))
    if hub.standards:
        versions = {standard.version: standard for standard in hub.standards}
        made += standards.standard_pages(
            hub.standards,
            where=Location("content/standards"),
            declines=catalogue.declines_by_criterion(hub.records, hub.declines, versions),
        )
    made += catalogue.listing_pages(
        shelf,
        vocabularies=vocabularies,
        origin=Location("resources.yaml"),
        existing={page.url for page in made},
    )
    titles = {page.url: page.title for page in made}
    made += references.reference_pages(
        works_of(hub, entries, items, titles),
        designs=vocabularies.get("study_designs", {}),
        topics=vocabularies.get("topics", {}),
        files=by_format(exporting.ALL),
    )
    if bare:
        return made
    return [_under_start(_with_buttons(_citable(page, imprint))) for page in made]


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
        made = _with_article(made, hub, summary, imprint)
    elif kind == "toolkit":
        lessons = _lessons_with(hub, f"toolkit:{PurePosixPath(path).stem}")
        made = toolkits.toolkit_page(document, html, records=records, pages=pages, lessons=lessons)
    elif kind == "lesson":
        made = _lesson(hub, path, html)
    elif document.plain.get("kind") == "evidence-index":
        made = evidence.index_page(document, html, hub.summaries)
    elif document.plain.get("kind") == "network":
        made = partners.network_page(document, html, hub.partners, hub.vocabularies)
        made = replace(made, crumbs=_crumbs_of(hub, path))
    else:
        made = replace(_ordinary(document, url, html), crumbs=_crumbs_of(hub, path))
    return _under_start(_citable(made, imprint))


def _lesson(hub: Hub, file: str, html: str) -> HubPage:
    lesson = next(one for one in hub.lessons if one.where.path == file)
    path = next(path for path in hub.paths if path.id == lesson.path)
    return academy.lesson_page(lesson, html, path=path, readings=_readings(hub))


def _readings(hub: Hub) -> dict[str, academy.Reading]:
    """What a lesson may name, each with its bottom line or a sentence on what it is."""
    about = {
        **{s.url: s.bottom_line for s in hub.summaries},
        **{g.url: f"{guides.length_of(g)}, then one thing to do." for g in hub.guides},
        **{t.url: t.description for t in hub.toolkits},
        **{c.url: c.note for c in hub.checklists},
        **{r.address: r.description for r in hub.records},
    }
    kinds = {"evidence": "summary", "resource": "record"}
    return {
        name: academy.Reading(title, url, KINDS[kinds.get(kind, kind)][1], plain_text(about[url]))
        for name, (title, url) in readings(hub).items()
        for kind in [name.partition(":")[0]]
    }


def kits_of(hub: Hub) -> list[toolkits.Kit]:
    """What teams fill in, by level: templates and the checklists that name a level."""
    lists: dict[str, list[toolkits.Member]] = {}
    for one in hub.checklists:
        if one.level:
            count = f"{len(one.statements)} statement{'' if len(one.statements) == 1 else 's'}"
            told = f"A checklist of {count} to judge with your team."
            lists.setdefault(one.level, []).append(
                toolkits.Member(one.title, one.url, told, one.state)
            )
    paths: dict[str, list[Link]] = {}
    for path in hub.paths:
        paths.setdefault(path.level, []).append((path.title, path.url))
    return toolkits.kits_of(hub.toolkits, lists, paths)


def _lessons_with(hub: Hub, name: str) -> list[Link]:
    """Title and address of each lesson that names something to read, such as ``toolkit:x``."""
    return [
        (lesson.title, lesson.url)
        for path in hub.paths
        for lesson in path.lessons
        if name in lesson.readings
    ]


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
            "proposal": plain.get("proposal", False),
            "links": plain.get("links", ()),
            "quotation": plain.get("quotation"),
        },
        description=plain.get("description", ""),
        lead=plain.get("lead", ""),
    )


def _crumbs_of(hub: Hub, path: str) -> tuple[Crumb, ...]:
    """The page of the folder that a written page stands in, if it has one."""
    folder = PurePosixPath(path).parent
    index = f"{folder}/index.md"
    if path == index or folder == PurePosixPath("content") or index not in hub.schemas:
        return ()
    title = _document_at(hub, index).plain.get("title", "")
    return (Crumb(title, f"{folder.relative_to('content')}/"),)


def _document_at(hub: Hub, path: str) -> Document:
    found = hub.documents[hub.schemas[path]]
    return next(document for document in found if document.source.path == path)


def _with_buttons(page: HubPage) -> HubPage:
    """The page with the script that lets readers compare and save, if it shows resources."""
    shows = page.kind in catalogue.SHOW_RESOURCES
    return replace(page, scripts=(*page.scripts, catalogue.BUTTONS)) if shows else page


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
            "resources": sum(record.offered for record in hub.records),
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
        roles=[
            {"label": r.label, "asks": r.asks or r.definition, "count": r.resources, "url": r.url}
            for r in entering.roles_listed(hub)
        ],
        kinds=[
            {
                "label": term["label"],
                "definition": term.get("definition", ""),
                "count": count,
                "url": f"resources/by/kind/{kind}/",
            }
            for kind, term in vocabularies.get("kinds", {}).items()
            if (count := sum(one.kind == kind and one.offered for one in hub.records))
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


# How the pages of the hub are cited ----------------------------------------------------------

CITABLE = ("summary", "guide", "path", "lesson", "toolkit", "record")


def _citable(page: HubPage, imprint: Imprint) -> HubPage:
    """The page with how it is cited, if it is a text with a date of its own."""
    kind, day = _dated(page)
    parsed = parse_date(day)
    if parsed is None:
        return page
    citation = cite_page(page.title, kind, parsed, page.url, imprint)
    return replace(page, values={**page.values, "citation": citation})


def _dated(page: HubPage) -> tuple[str, str]:
    """What a page is cited as, and its day as ISO text; empty where it is not cited."""
    text = page.values.get(page.kind) if page.kind in CITABLE else None
    if text is None:
        return "", ""
    if page.kind == "record":  # the title is that of the resource, so it is said what this is
        return "Catalogue record", text.vetting.decided if text.vetting else text.checked_date
    return KINDS[page.kind][1], text.reviewed or text.checked


# What programs and feed readers are told ------------------------------------------------------


def _with_linked_data(
    pages: Sequence[HubPage],
    shelf: Sequence[catalogue.Shelved],
    vocabularies: Mapping[str, Any],
    imprint: Imprint,
) -> list[HubPage]:
    place = catalogue.Place(vocabularies, imprint.address, imprint.author)
    texts = {one.record.address: Markup(catalogue.json_ld(one, place)) for one in shelf}
    return [
        replace(page, values={**page.values, "json_ld": texts[page.url]})
        if page.kind == "record"
        else page
        for page in pages
    ]


def _with_article(page: HubPage, hub: Hub, summary: evidence.Summary, imprint: Imprint) -> HubPage:
    works = {
        key: (plain_title(hub.references[key]), hub.references[key].fields.get("doi", ""))
        for key in summary.works
    }
    linked = evidence.linked_of(
        summary,
        works=works,
        label=lambda name, id_: hub.vocabularies.get(name, {}).get(str(id_), {}).get("label", id_),
        site=imprint.address,
        author=imprint.author,
    )
    return replace(page, values={**page.values, "linked": linked})


def changes_of(hub: Hub) -> list[changes.Change]:
    """Everything that has happened to the records, from their own dates."""
    kinds = hub.vocabularies.get("kinds", {})
    return [
        _change(record, event, str(kinds.get(record.kind, {}).get("label", record.kind)).lower())
        for record in hub.records
        for event in catalogue.history_of(record)
    ]


def _change(record: catalogue.ResourceRecord, event: catalogue.Event, about: str) -> changes.Change:
    first = (*record.was, record.id)[0]  # a new id makes no new event
    number = f"-{event.number}" if event.number > 1 else ""
    return changes.Change(
        event.day,
        event.kind,
        record.title,
        record.address,
        event.text,
        about,
        name=f"resources/{first}/#{event.kind}-{event.day}{number}",
        of_many=event.of_many,
    )


# Names of pages for editors --------------------------------------------------------------------


def source_addresses(pages: Sequence[HubPage]) -> dict[str, str]:
    """Names by which editors link to generated pages -> addresses: ``guides/x.md``."""
    found = {}
    for page in pages:
        path = PurePosixPath(page.url)
        found[f"{path}.md"] = page.url
        found[f"{path}/index.md"] = page.url
    return found
