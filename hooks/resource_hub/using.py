"""Works and resources with the places where the hub uses them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from resource_hub import references, ripple, schema
from resource_hub.citations import exporting
from resource_hub.citations.bibliography import Reference, plain_title
from resource_hub.loading import Hub, graph_of
from resource_hub.schema import Document

Link = tuple[str, str]  # title and address from the site's root


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
    hidden = {record.address for record in hub.records if not record.shown}
    uses = {
        key: [use for use in found if use.page_url not in hidden]
        for key, found in uses_of_works(graph_of(hub), titles).items()
    }
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
        files=by_format(exporting.addresses_of(reference.key)),
        uses=tuple(uses),
    )


def _topics(hub: Hub) -> dict[str, tuple[str, ...]]:
    """Topics by the address of the page that they are set on."""
    pages = (*hub.summaries, *hub.guides, *hub.toolkits)
    return {page.url: page.topics for page in pages} | {r.address: r.topics for r in hub.records}


def by_format(files: Mapping[str, str]) -> dict[str, str]:
    """Addresses of files by the name of their format, from those by their ending."""
    return {exporting.FORMATS[ending]: address for ending, address in files.items()}


# Kinds of things in the graph -> how a part of a page is told; {n} is its number on the page.
PARTS = {
    "claim": "Claim {n}: ",
    "question": "Question: ",
    "outcome": "Action {n}: ",
}
# The beginnings of addresses of pages, those first that say most of a work.
READING_ORDER = ("evidence/", "guides/", "faq/", "glossary/", "academy/", "toolkits/")


def uses_of_works(
    graph: ripple.Graph, titles: Mapping[str, str]
) -> dict[str, list[references.Use]]:
    """Every claim, question, action and page that rests on a work, by citekey.

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


def uses_of_resources(hub: Hub) -> dict[str, list[Link]]:
    """Every page that names a resource, by the resource's id, each once, in reading order."""
    uses: dict[str, list[Link]] = {}
    hidden = {record.address for record in hub.records if not record.shown}
    for kind, documents in hub.documents.items():
        for document in documents:
            owners = owners_of(hub, kind, document)
            root = document.source.root
            for one in schema.named(root, kind) if root else ():
                owner, id_ = owners(one.path), _resource_in(one)
                told = uses.setdefault(id_, []) if owner and id_ else []
                if owner and id_ and owner not in told and owner[1] not in hidden:
                    told.append(owner)
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
        "lesson": {one.where.path: (one.title, one.url) for one in hub.lessons},
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
