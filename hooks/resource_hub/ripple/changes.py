"""What lies between two states of a hub: works, claims, and all that rests on what changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from resource_hub.ripple.finding import Found, listed, resting_on
from resource_hub.ripple.graph import Graph, Node

# Fields in words, where their own name would not do.
WORDS = {
    "author": "authors",
    "certainty_note": "note on certainty",
    "confirmation": "how its details were confirmed",
    "confirmationlevel": "level of confirmation",
    "design": "kind of work",
    "disputed_by": "disputed by",
    "doi": "DOI",
    "doubt": "doubt noted for editors",
    "editor": "editors",
    "entry": "kind of entry",
    "finding": "what it found",
    "journaltitle": "journal",
    "url": "address",
    "where": "where it was studied",
}

Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class State:
    """A hub at one moment.

    Args:
        works: Fields of each work, by citekey.
        claims: Fields of each claim, by its id in the graph.
        graph: What rests on what.
    """

    works: Mapping[str, Fields]
    claims: Mapping[str, Fields]
    graph: Graph


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field in words, before and after; empty where it is not there."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A work or a claim that is there in both states, and what changed in it."""

    node: Node
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Touched:
    """A claim with a source that changed or is gone."""

    node: Node
    relation: str
    key: str
    gone: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed between two states, each list in reading order.

    Args:
        works_added: Works that are new.
        works_removed: Works that are gone.
        works_changed: Works with other details.
        claims_touched: Claims whose source changed or is gone, once for each source.
        claims_added: Claims that are new.
        claims_removed: Claims that are gone.
        claims_changed: Claims with another wording, certainty, source and so on.
        resting: What else rests on any of these.
    """

    works_added: tuple[Node, ...]
    works_removed: tuple[Node, ...]
    works_changed: tuple[Changed, ...]
    claims_touched: tuple[Touched, ...]
    claims_added: tuple[Node, ...]
    claims_removed: tuple[Node, ...]
    claims_changed: tuple[Changed, ...]
    resting: tuple[Found, ...]

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in self.__slots__)


def compare(before: State, after: State) -> Changes:
    """The changes from one state to another."""
    added, removed, changed = _differences(_works(before), _works(after), before, after)
    new, gone, reworded = _differences(before.claims, after.claims, before, after)
    touched = [
        *_touched(after, [one.node for one in changed], after, gone=False),
        *_touched(before, removed, after, gone=True),
    ]
    told = [one.node for one in (*touched, *reworded)]
    starts = [*added, *(one.node for one in changed), *new, *told]
    return Changes(
        tuple(added),
        tuple(removed),
        tuple(changed),
        tuple(sorted(touched, key=lambda one: (one.node.where, one.key))),
        tuple(new),
        tuple(gone),
        tuple(reworded),
        tuple(_resting(before, after, starts, [*removed, *gone], [*told, *new])),
    )


def _works(state: State) -> dict[str, Fields]:
    return {f"references/{key}/": fields for key, fields in state.works.items()}


def _differences(
    old: Mapping[str, Fields], fresh: Mapping[str, Fields], before: State, after: State
) -> tuple[list[Node], list[Node], list[Changed]]:
    added = _in_order(after.graph.nodes[id_] for id_ in fresh if id_ not in old)
    removed = _in_order(before.graph.nodes[id_] for id_ in old if id_ not in fresh)
    both = _in_order(after.graph.nodes[id_] for id_ in fresh if id_ in old)
    compared = [(node, _fields(old[node.id], fresh[node.id])) for node in both]
    return added, removed, [Changed(node, fields) for node, fields in compared if fields]


def _fields(old: Fields, fresh: Fields) -> tuple[FieldChange, ...]:
    names = dict.fromkeys([*fresh, *old])
    return tuple(
        FieldChange(WORDS.get(name, name), _text(old.get(name)), _text(fresh.get(name)))
        for name in names
        if old.get(name) != fresh.get(name)
    )


def _text(value: object) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(str(one) for one in value)
    return "" if value is None else str(value)


def _touched(state: State, works: Iterable[Node], after: State, *, gone: bool) -> list[Touched]:
    """Claims that name one of the works directly, as far as they are still there."""
    above = state.graph.above()
    found = {}
    for work in works:
        for edge in above.get(work.id, ()):
            node = after.graph.nodes.get(edge.upper)
            if node and node.kind == "claim":
                found.setdefault((node.id, work.id), Touched(node, edge.relation, work.name, gone))
    return list(found.values())


def _resting(
    before: State,
    after: State,
    starts: Iterable[Node],
    gone: Iterable[Node],
    told: Iterable[Node],
) -> list[Found]:
    """What rests on the changed things, those that are gone included; claims told are not."""
    lost = resting_on(before.graph, [node.id for node in gone])
    nodes = after.graph.nodes
    found = {o.node.id: Found(nodes[o.node.id], o.way) for o in lost if o.node.id in nodes}
    found |= {one.node.id: one for one in resting_on(after.graph, [node.id for node in starts])}
    skipped = {node.id for node in told}
    return listed(one for id_, one in found.items() if id_ not in skipped)


def _in_order(nodes: Iterable[Node]) -> list[Node]:
    return sorted(nodes, key=lambda node: (node.where, node.id))
