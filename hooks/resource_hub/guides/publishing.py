"""Guides as programs read them."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from resource_hub.guides.tree import Guide, Node, Outcome
from resource_hub.pages import Links, plain_text


def published_guides(
    guides: Iterable[Guide],
    terms: Callable[[str, Iterable[object]], list[dict[str, str]]],
    work: Callable[[str], dict[str, Any]],
    records: Collection[str],
    pages: Links,
) -> list[dict[str, Any]]:
    """Every guide with its questions, answers and actions, in the order of their ids.

    Args:
        guides: Guides without errors.
        terms: Ids of a vocabulary with their labels.
        work: A source as programs read it.
        records: Ids of the resources that have a page; others are left out.
        pages: Title and address of each page that ``next`` may name, by slug.
    """
    return [
        {
            "id": guide.id,
            "page": guide.url,
            "title": guide.title,
            "description": plain_text(guide.description) or None,
            "note": plain_text(guide.note) or None,
            "jurisdiction": guide.jurisdiction or None,
            "state": guide.state,
            "checked": guide.checked,
            "reviewed": guide.reviewed or None,
            "review_by": guide.review_by or None,
            "audience": terms("audience", guide.audience),
            "topics": terms("topics", guide.topics),
            "tiers": terms("tiers", guide.tiers),
            "domains": terms("domains", guide.domains),
            "start": guide.start,
            "nodes": [_published_node(node, work) for node in guide.nodes],
            "outcomes": [_published_outcome(end, work, records, pages) for end in guide.outcomes],
        }
        for guide in sorted(guides, key=lambda guide: guide.id)
    ]


def _published_node(node: Node, work: Callable[[str], dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": node.id,
        "ask": plain_text(node.ask),
        "why": plain_text(node.why) or None,
        "jurisdiction": node.jurisdiction or None,
        "answers": [{"label": answer.label, "to": answer.to} for answer in node.answers],
        "sources": [work(source) for source in node.sources],
    }


def _published_outcome(
    outcome: Outcome,
    work: Callable[[str], dict[str, Any]],
    records: Collection[str],
    pages: Links,
) -> dict[str, Any]:
    return {
        "id": outcome.id,
        "title": outcome.title or None,
        "do": plain_text(outcome.do),
        "who": outcome.who or None,
        "strength": outcome.strength or None,
        "jurisdiction": outcome.jurisdiction or None,
        "resources": [id_ for id_ in outcome.resources if id_ in records],
        "next": [pages[slug][1] for slug in outcome.next if slug in pages],
        "sources": [work(source) for source in outcome.sources],
    }
