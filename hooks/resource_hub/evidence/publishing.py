"""All claims as values that programs can read: ``/api/v1/claims.json``."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from resource_hub.evidence.summaries import Claim, Summary
from resource_hub.pages import plain_text

ADDRESS = "api/v1/claims.json"
SCHEMA_ADDRESS = "api/v1/schemas/claims.schema.json"
SCHEMA = Path(__file__).parents[1] / "schemas" / "published" / "claims.schema.json"

# Entry of a work as plain text, and what was published about it since it came out.
Entries = Callable[[str], str]
Notices = Callable[[str], list[dict[str, str]]]


def published_claims(
    summaries: Iterable[Summary], entry: Entries, notices: Notices
) -> list[dict[str, Any]]:
    """Every claim with its sources, in the order of the pages' addresses.

    What only editors are to see is not among it: a work is given by its entry alone.

    Args:
        summaries: Summaries without errors.
        entry: The plain entry of a work, by citekey.
        notices: Kind, date and address of each notice about a work, by citekey.
    """
    ordered = sorted(summaries, key=lambda summary: summary.url)
    return [
        _published(summary, claim, entry, notices)
        for summary in ordered
        for claim in summary.claims
    ]


def claims_json(claims: list[dict[str, Any]]) -> str:
    """The text of the file."""
    return json.dumps(claims, ensure_ascii=False, indent=1) + "\n"


def _published(summary: Summary, claim: Claim, entry: Entries, notices: Notices) -> dict[str, Any]:
    def works(sources: Iterable[str]) -> list[dict[str, Any]]:
        return [_work(source, entry, notices) for source in sources]

    return {
        "id": f"{summary.url}#{claim.id}",
        "page": summary.url,
        "state": summary.state,
        "text": plain_text(claim.text),
        "certainty": claim.certainty,
        "certainty_note": claim.certainty_note or None,
        "direction": claim.direction or None,
        "where": claim.scope or None,
        "sources": works(claim.sources),
        "disputed_by": works(claim.disputed_by),
    }


def _work(source: str, entry: Entries, notices: Notices) -> dict[str, Any]:
    key, _, locator = (part.strip() for part in source.partition(","))
    return {
        "key": key,
        "locator": locator or None,
        "entry": entry(key),
        "notices": notices(key),
    }
