"""Evidence summaries as their front matter gives them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from resource_hub.evidence.body import prose_of
from resource_hub.evidence.checking import check
from resource_hub.evidence.figures import Figure, read_figures
from resource_hub.problems import Location, Problem
from resource_hub.schema import Document


@dataclass(frozen=True, slots=True)
class Claim:
    """One finding; ``scope`` is what the file calls ``where``: students, grades and places."""

    id: str
    text: str
    certainty: str
    sources: tuple[str, ...]
    where: Location
    certainty_note: str = ""
    direction: str = ""
    disputed_by: tuple[str, ...] = ()
    scope: str = ""
    jurisdiction: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """An evidence summary as its front matter gives it; dates stay ISO text.

    ``claimed`` are the citekeys of its claims, ``cited`` those that stand in its text.
    """

    slug: str
    where: Location
    title: str
    question: str
    state: str
    checked: str
    bottom_line: str
    claims: tuple[Claim, ...]
    we_do_not_know: tuple[str, ...]
    do_next: tuple[str, ...]
    topics: tuple[str, ...]
    audience: tuple[str, ...]
    tiers: tuple[int, ...]
    domains: tuple[str, ...]
    claimed: tuple[str, ...]
    cited: tuple[str, ...]
    description: str = ""
    reviewed: str = ""
    review_by: str = ""
    reviewers: tuple[Mapping[str, Any], ...] = ()
    searched_until: str = ""
    resources: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    reading_grade_max: int | None = None
    was: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()

    @property
    def url(self) -> str:
        """Its address from the site's root."""
        return f"evidence/{self.slug}/"

    @property
    def works(self) -> tuple[str, ...]:
        """Every work of the page, each once."""
        return tuple(dict.fromkeys((*self.claimed, *self.cited)))


def read_summaries(documents: Iterable[Document]) -> tuple[list[Summary], list[Problem]]:
    """Read evidence summaries and check what the schema cannot say.

    Args:
        documents: Files that fit their schema; those of another kind are passed over.

    Returns:
        The summaries in the order of the files, and problems E001 to E014.
    """
    chosen = [d for d in documents if d.plain.get("kind") == "evidence-summary"]
    problems = [problem for document in chosen for problem in check(document)]
    return [_summary(document) for document in chosen], problems


def _summary(document: Document) -> Summary:
    plain = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in document.plain.items()
        if key != "kind"
    }
    claims = tuple(_claim(document, place) for place in range(len(plain["claims"])))
    return Summary(
        **{**plain, "claims": claims, "figures": read_figures(document)},
        slug=PurePosixPath(document.source.path).stem,
        where=Location(document.source.path),
        claimed=_claimed(claims),
        cited=_cited(document.source.text),
    )


def _claim(document: Document, place: int) -> Claim:
    plain = document.plain["claims"][place]
    return Claim(
        id=plain["id"],
        text=plain["text"],
        certainty=plain["certainty"],
        sources=tuple(plain["sources"]),
        where=document.where("claims", place),
        certainty_note=plain.get("certainty_note", ""),
        direction=plain.get("direction", ""),
        disputed_by=tuple(plain.get("disputed_by", ())),
        scope=plain.get("where", ""),
        jurisdiction=plain.get("jurisdiction", ""),
    )


def _claimed(claims: Iterable[Claim]) -> tuple[str, ...]:
    sources = [source for claim in claims for source in (*claim.sources, *claim.disputed_by)]
    return tuple(dict.fromkeys(source.partition(",")[0] for source in sources))


_CITEKEY = re.compile(r"(?<![\w@/.])@([a-z0-9_]+)")


def _cited(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_CITEKEY.findall(prose_of(text))))
