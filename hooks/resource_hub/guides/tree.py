"""What a decision guide is: questions, answers and the actions they end in."""

from dataclasses import dataclass

from resource_hub.pages import Standing
from resource_hub.problems import Location


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer and the node or outcome it leads to."""

    label: str
    to: str
    where: Location  # of ``to``
    label_where: Location


@dataclass(frozen=True, slots=True)
class Node:
    """One question; ``why`` may be empty if it has sources."""

    id: str
    ask: str
    why: str
    sources: tuple[str, ...]
    answers: tuple[Answer, ...]
    jurisdiction: str
    where: Location
    answers_where: Location


@dataclass(frozen=True, slots=True)
class Outcome:
    """One end of the tree: what to do, by whom, and how strong its sources are.

    Args:
        title: The action in a few words; may be empty.
        resources: Ids of records of the catalogue.
        next: Slugs of the pages to go on with.
    """

    id: str
    title: str
    do: str
    who: str
    sources: tuple[str, ...]
    strength: str
    jurisdiction: str
    resources: tuple[str, ...]
    next: tuple[str, ...]
    where: Location


@dataclass(frozen=True, slots=True)
class Guide(Standing):
    """A guide as written; ``start`` and every ``to`` hold names that may be wrong."""

    id: str
    title: str
    description: str
    note: str
    jurisdiction: str
    audience: tuple[str, ...]
    topics: tuple[str, ...]
    tiers: tuple[int, ...]
    domains: tuple[str, ...]
    see_also: tuple[str, ...]
    start: str
    nodes: tuple[Node, ...]
    outcomes: tuple[Outcome, ...]
    where: Location

    @property
    def url(self) -> str:
        """Its address from the site's root."""
        return f"guides/{self.id}/"

    @property
    def node_ids(self) -> frozenset[str]:
        """The names of its questions."""
        return frozenset(node.id for node in self.nodes)

    @property
    def sources(self) -> frozenset[str]:
        """The citekeys it rests on, without locators."""
        parts = (*self.nodes, *self.outcomes)
        return frozenset(source.split(",")[0] for part in parts for source in part.sources)
