"""Claims and summaries as values that programs can read: files below ``/api/v1/``."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from resource_hub.evidence.summaries import Claim, Summary
from resource_hub.pages import plain_text

SCHEMA = Path(__file__).parents[1] / "schemas" / "published" / "claims.schema.json"

# Entry of a work as plain text, and what was published about it since it came out.
Entries = Callable[[str], str]
Notices = Callable[[str], list[dict[str, str]]]


def published_claims(
    summaries: Iterable[Summary], work: Callable[[str], dict[str, Any]]
) -> list[dict[str, Any]]:
    """Every claim with its sources, in the order of the pages' addresses.

    What only editors are to see is not among it: a work is given by its entry alone.

    Args:
        summaries: Summaries without errors.
        work: A source as programs read it, see :func:`published_work`.
    """
    ordered = sorted(summaries, key=lambda summary: summary.url)
    return [_published(summary, claim, work) for summary in ordered for claim in summary.claims]


def _published(
    summary: Summary, claim: Claim, work: Callable[[str], dict[str, Any]]
) -> dict[str, Any]:
    return {
        "id": f"{summary.url}#{claim.id}",
        "page": summary.url,
        "state": summary.state,
        "text": plain_text(claim.text),
        "certainty": claim.certainty,
        "certainty_note": claim.certainty_note or None,
        "direction": claim.direction or None,
        "where": claim.scope or None,
        "sources": [work(source) for source in claim.sources],
        "disputed_by": [work(source) for source in claim.disputed_by],
    }


def published_work(source: str, entry: Entries, notices: Notices) -> dict[str, Any]:
    """A work and the place in it, from a source such as ``key, p. 12``.

    Args:
        source: A citekey, with the place in the work if one is given.
        entry: The plain entry of a work, by citekey.
        notices: Kind, date and address of each notice about a work, by citekey.
    """
    key, _, locator = (part.strip() for part in source.partition(","))
    return {
        "key": key,
        "locator": locator or None,
        "entry": entry(key),
        "notices": notices(key),
    }


def published_summaries(
    summaries: Iterable[Summary],
    terms: Callable[[str, Iterable[object]], list[dict[str, str]]],
    work: Callable[[str], dict[str, Any]],
) -> list[dict[str, Any]]:
    """Every summary but its text, in the order of their addresses.

    Args:
        summaries: Summaries without errors.
        terms: Ids of a vocabulary with their labels.
        work: A source as programs read it.
    """
    return [
        {
            "id": summary.slug,
            "page": summary.url,
            "title": summary.title,
            "question": plain_text(summary.question),
            "bottom_line": plain_text(summary.bottom_line),
            "state": summary.state,
            "checked": summary.checked,
            "reviewed": summary.reviewed or None,
            "review_by": summary.review_by or None,
            "searched_until": summary.searched_until or None,
            "audience": terms("audience", summary.audience),
            "topics": terms("topics", summary.topics),
            "tiers": terms("tiers", summary.tiers),
            "domains": terms("domains", summary.domains),
            "claims": [f"{summary.url}#{claim.id}" for claim in summary.claims],
            "we_do_not_know": [plain_text(text) for text in summary.we_do_not_know],
            "do_next": [plain_text(text) for text in summary.do_next],
            "sources": [work(key) for key in summary.works],
        }
        for summary in sorted(summaries, key=lambda summary: summary.url)
    ]
