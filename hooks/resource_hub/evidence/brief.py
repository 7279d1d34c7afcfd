"""A summary on one page for a staff meeting, and how long the whole takes to read."""

import math
import re
from collections.abc import Iterable
from datetime import date

from resource_hub.dates import parse_date
from resource_hub.evidence.summaries import Summary
from resource_hub.pages import Crumb, HubPage, plain_text

WORDS_A_MINUTE = 200  # a slow reader of plain text: the figure is a promise, not a mean


def minutes_to_read(texts: Iterable[str]) -> int:
    """Whole minutes that texts take, at least 1; tags, citations and link targets do not count."""
    words = sum(len(re.findall(r"\S*\w\S*", _bare(text))) for text in texts)
    return max(1, math.ceil(words / WORDS_A_MINUTE))


def _bare(text: str) -> str:
    return re.sub(r"<[^>]*>", " ", plain_text(text))


def meeting_address(summary: Summary) -> str:
    """Where the page for a meeting stands, from the site's root."""
    return f"{summary.url}meeting/"


def is_due(summary: Summary, as_of: date | None) -> bool:
    """Whether its next review was due before a day; unknown days are not."""
    due = parse_date(summary.review_by)
    return bool(as_of and due and due < as_of)


def meeting_pages(
    summaries: Iterable[Summary], site: str = "", as_of: date | None = None
) -> list[HubPage]:
    """A page for each summary that fits on one sheet of paper.

    It says nothing that the summary does not say; so search and machines are led to the summary.

    Args:
        summaries: Summaries without errors.
        site: The root of the site with a slash at its end; without it the sheet names the path.
        as_of: The day the build speaks of.
    """
    return [
        HubPage(
            url=meeting_address(summary),
            kind="meeting",
            title=summary.question,
            origin=summary.where,
            values={
                "summary": summary,
                "address": site + summary.url,
                "is_due": is_due(summary, as_of),
            },
            description=plain_text(summary.bottom_line),
            kind_label="One page for a staff meeting",
            icon="account-group-outline",
            crumbs=(Crumb("Evidence", "evidence/"), Crumb(summary.title, summary.url)),
            searched=False,
            canonical=summary.url,
        )
        for summary in summaries
    ]
