"""The facts of a work, from CSL-JSON: names and values for readers, JSON-LD for programs."""

import re
from collections.abc import Mapping
from typing import Any

Item = Mapping[str, Any]  # a work as CSL-JSON with plain texts

_IN = {"chapter": "In", "webpage": "Site", "legislation": "Published in"}


def facts_of(item: Item, year: str = "") -> list[tuple[str, str]]:
    """What is known of a work as names and values: authors in full, journal, volume and so on.

    Args:
        item: The work; may be empty.
        year: What stands for its year where it has none: "n.d.", "in press".
    """
    kind = str(item.get("type", ""))
    container = _IN.get(kind, "Journal" if kind.startswith("article-") else "In")
    rows = [
        ("Authors", "; ".join(map(say_name, item.get("author", ())))),
        ("Editors", "; ".join(map(say_name, item.get("editor", ())))),
        ("Year", say_year(item) or year),
        (container, item.get("container-title", "")),
        ("Volume", item.get("volume", "")),
        ("Issue", item.get("issue", "")),
        ("Pages", say_pages(item)),
        ("Article" if kind == "article-journal" else "Number", item.get("number", "")),
        ("Publisher", item.get("publisher", "")),
        ("DOI", item.get("DOI", "")),
        ("ISBN", item.get("ISBN", "")),
    ]
    return [(name, str(value)) for name, value in rows if value]


def say_name(name: Mapping[str, Any]) -> str:
    """A name as it is said: "Lynn S. Fuchs"."""
    if "literal" in name:
        return str(name["literal"])
    order = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return " ".join(str(name[part]) for part in order if name.get(part))


def say_year(item: Item) -> str:
    """The year of a work, or an empty text."""
    parts = item.get("issued", {}).get("date-parts") or [[]]
    return str(parts[0][0]) if parts[0] else ""


def say_pages(item: Item) -> str:
    """The pages of a work with an en dash."""
    return re.sub(r"\s*[-–]+\s*", "–", str(item.get("page", "")))


SCHEMA_TYPES = {
    "article": "Article", "article-journal": "ScholarlyArticle", "article-magazine": "Article",
    "article-newspaper": "NewsArticle", "bill": "Legislation", "book": "Book",
    "chapter": "Chapter", "dataset": "Dataset", "entry-dictionary": "Article",
    "entry-encyclopedia": "Article", "legislation": "Legislation", "manuscript": "Manuscript",
    "map": "Map", "motion_picture": "Movie", "paper-conference": "ScholarlyArticle",
    "post-weblog": "BlogPosting", "regulation": "Legislation", "report": "Report",
    "software": "SoftwareApplication", "thesis": "Thesis", "webpage": "WebPage",
}  # fmt: skip


def linked_of(item: Item, finding: str = "") -> dict[str, Any]:
    """A work as JSON-LD in the words of schema.org; every value stands on its page as well.

    Source:
        schema.org: an article is part of an issue, which is part of a volume of a periodical.
    """
    kind = SCHEMA_TYPES.get(str(item.get("type", "")), "CreativeWork")
    doi = item.get("DOI", "")
    number = {"Report": "reportNumber", "Legislation": "legislationIdentifier"}.get(kind)
    values = {
        "@context": "https://schema.org",
        "@type": kind,
        "name": item.get("title", ""),
        "author": [_linked_name(name) for name in item.get("author", ())],
        "editor": [_linked_name(name) for name in item.get("editor", ())],
        "datePublished": say_year(item),
        "isPartOf": _periodical(item) if kind.endswith("Article") else _container(item),
        "pagination": say_pages(item),
        "publisher": _named("Organization", item.get("publisher", "")),
        number or "identifier": item.get("number", "") if number else _doi(doi),
        "isbn": item.get("ISBN", ""),
        "sameAs": f"https://doi.org/{doi}" if doi else "",
        "url": item.get("URL", "") if not doi else "",
        "description": finding,
    }
    if number and doi:
        values["identifier"] = _doi(doi)
    return {name: value for name, value in values.items() if value}


def _linked_name(name: Mapping[str, Any]) -> dict[str, str]:
    kind = "Organization" if "literal" in name else "Person"
    return {"@type": kind, "name": say_name(name)}


def _named(kind: str, name: str) -> dict[str, str] | None:
    return {"@type": kind, "name": name} if name else None


def _doi(doi: str) -> dict[str, str] | None:
    return {"@type": "PropertyValue", "propertyID": "DOI", "value": doi} if doi else None


def _container(item: Item) -> dict[str, str] | None:
    kind = "Book" if item.get("type") == "chapter" else "CreativeWork"
    return _named(kind, item.get("container-title", ""))


def _periodical(item: Item) -> dict[str, Any] | None:
    """The issue that an article stands in, or its volume or periodical if that is all we know."""
    part: dict[str, Any] | None = _named("Periodical", item.get("container-title", ""))
    for name, kind, number in (
        ("volume", "PublicationVolume", "volumeNumber"),
        ("issue", "PublicationIssue", "issueNumber"),
    ):
        if part and item.get(name):
            part = {"@type": kind, number: str(item[name]), "isPartOf": part}
    return part
