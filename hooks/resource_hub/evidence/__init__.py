"""Evidence summaries: one question, its claims, how sure each one is, and the page of it all."""

from resource_hub.evidence.page import ShownClaim, compose, index_page, summary_page
from resource_hub.evidence.summaries import Claim, Summary, read_summaries
from resource_hub.evidence.uncited import check_text

__all__ = [
    "Claim",
    "ShownClaim",
    "Summary",
    "check_text",
    "compose",
    "index_page",
    "read_summaries",
    "summary_page",
]
