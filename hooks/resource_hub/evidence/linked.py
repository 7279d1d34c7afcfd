"""A summary as linked data: JSON-LD in the words of schema.org."""

from collections.abc import Callable, Mapping
from typing import Any

from resource_hub.evidence.summaries import Summary
from resource_hub.pages import plain_text

Label = Callable[[str, object], str]  # list and id -> what readers see


def linked_of(
    summary: Summary, *, works: Mapping[str, tuple[str, str]], label: Label, site: str, author: str
) -> dict[str, Any]:
    """An article with its abstract and the works it cites; all of it stands on the page as well.

    Args:
        summary: The summary, read without errors.
        works: Plain title and DOI (or nothing) of each work, by citekey.
        label: Gives the words for an id of a vocabulary.
        site: The root of the site with a slash at its end, or nothing.
        author: Who answers for the hub, or nothing.
    """
    values = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": summary.title,
        "alternativeHeadline": plain_text(summary.question),
        "abstract": plain_text(summary.bottom_line),
        "url": site + summary.url if site else "",
        "author": {"@type": "Organization", "name": author} if author else None,
        "creativeWorkStatus": label("page_states", summary.state),
        "dateModified": summary.reviewed or summary.checked,
        "about": [
            {"@type": "DefinedTerm", "termCode": id_, "name": label("topics", id_)}
            for id_ in summary.topics
        ],
        "audience": [
            {"@type": "EducationalAudience", "educationalRole": label("audience", id_)}
            for id_ in summary.audience
        ],
        "citation": [_work(*works[key]) for key in summary.works if key in works],
    }
    return {name: value for name, value in values.items() if value}


def _work(title: str, doi: str) -> dict[str, str]:
    found = {"@type": "CreativeWork", "name": title}
    return {**found, "sameAs": f"https://doi.org/{doi}"} if doi else found
