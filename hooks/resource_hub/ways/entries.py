"""Things of any feature as plain values, and how they are put in order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from resource_hub.pages import counted

Terms = Mapping[str, Mapping[str, Any]]  # id -> term, in display order

CERTAINTIES = ("high", "moderate", "low", "very-low")  # surest first; others are no certainty
# What counts as the most that is known, first to last. That students did worse comes before that
# nothing changed: a cell without better evidence must not hide harm.
LEVELS = ("strong", "moderate", "promising", "rationale", "negative", "no-effect", "none-yet")


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim of a summary: plain text, its address from the site's root, its certainty."""

    text: str
    url: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a way into the hub can lead to.

    Args:
        kind: summary, guide, path, lesson, toolkit, question, term or record.
        title: Plain text.
        url: Address from the site's root.
        line: One plain sentence that says what it is or says; may be empty.
        note: Its length in words, such as "2 to 4 questions"; may be empty.
        topics: Ids of the topics that it is set on.
        about: The same, others that it touches, and the wider topic of each.
        tiers: Tiers of support as text: "1", "2", "3", "system".
        audience: Ids of the roles it is for.
        state: Where it stands, such as ``draft`` or ``proposed``.
        group: The kind of a resource.
        level: The level of evidence of a resource; empty for anything else.
        by_part: Whether that is the best of several ratings, as a practice guide has one for each
            recommendation, so that it does not speak for each topic.
        sources: How many works a resource's level rests on.
        claims: The claims of a summary.
        gaps: What a summary says is not known, in Markdown.
        names: What a term is called, short forms included.
        shown: The value that a template draws the whole thing from.
    """

    kind: str
    title: str
    url: str
    line: str = ""
    note: str = ""
    topics: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    state: str = ""
    group: str = ""
    level: str = ""
    by_part: bool = False
    sources: int = 0
    claims: tuple[Claim, ...] = ()
    gaps: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    shown: Any = None

    @property
    def level_on_topics(self) -> str:
        """The level of evidence that holds for each of its topics; empty if none does."""
        return "" if self.by_part else self.level

    @property
    def surest(self) -> Claim | None:
        """The claim of the highest certainty, the first of equals; None if none is rated."""
        rated = [claim for claim in self.claims if claim.certainty in CERTAINTIES]
        return min(rated, key=lambda claim: CERTAINTIES.index(claim.certainty), default=None)

    @property
    def claims_told(self) -> str:
        """How many claims it has: "7 claims"."""
        return counted(len(self.claims), "claim")


def with_wider(topics: Iterable[str], tree: Terms) -> tuple[str, ...]:
    """Topics and the wider topic of each, every one once: what a thing on them is about."""
    topics = list(topics)
    wider = [str(tree.get(topic, {}).get("broader", "")) for topic in topics]
    return tuple(dict.fromkeys(topic for topic in (*topics, *wider) if topic))


def of_kind(entries: Iterable[Entry], *kinds: str) -> list[Entry]:
    """The entries of some kinds, in the order in which they came."""
    return [entry for entry in entries if entry.kind in kinds]


def by_group(entries: Sequence[Entry], kinds: Terms) -> list[tuple[str, list[Entry]]]:
    """Resources by kind, in the order of the vocabulary; kinds without any are left out."""
    found = [(kind, by_title(e for e in entries if e.group == kind)) for kind in kinds]
    return [(kind, group) for kind, group in found if group]


def by_title(entries: Iterable[Entry]) -> list[Entry]:
    """Entries in the order of their titles, capital letters aside."""
    return sorted(entries, key=lambda entry: (entry.title.casefold(), entry.url))


def surest_first(summaries: Iterable[Entry]) -> list[Entry]:
    """Summaries by their surest claim, then by how many claims are as sure, then by title."""
    return sorted(by_title(summaries), key=_sureness)


def _sureness(summary: Entry) -> tuple[int, int]:
    surest = summary.surest
    if surest is None:
        return len(CERTAINTIES), 0
    as_sure = sum(claim.certainty == surest.certainty for claim in summary.claims)
    return CERTAINTIES.index(surest.certainty), -as_sure


def strongest(levels: Iterable[str]) -> str:
    """The first of some levels of evidence in the order of LEVELS; empty if none of them applies.

    ``not-applicable`` is no level: it is said of what is not meant to change outcomes by itself.
    """
    return min((level for level in levels if level in LEVELS), key=LEVELS.index, default="")


def amounts(entries: Iterable[Entry]) -> str:
    """How many resources and summaries there are, in words; what is not there is left out."""
    entries = list(entries)
    found = (
        (len(of_kind(entries, "record")), "resource", "resources"),
        (len(of_kind(entries, "summary")), "summary", "summaries"),
    )
    return ", ".join(counted(*one) for one in found if one[0])
