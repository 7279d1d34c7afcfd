"""Evidence summaries: one question, its claims, how sure each one is, and the page of it all."""

from resource_hub.evidence.brief import meeting_pages
from resource_hub.evidence.linked import linked_of
from resource_hub.evidence.page import ShownClaim, compose, index_page, summary_page
from resource_hub.evidence.summaries import Claim, Summary, read_summaries
from resource_hub.evidence.uncited import check_prose, check_text

__all__ = [
    "Claim",
    "ShownClaim",
    "Summary",
    "check_prose",
    "check_text",
    "compose",
    "index_page",
    "linked_of",
    "meeting_pages",
    "read_summaries",
    "summary_page",
]
