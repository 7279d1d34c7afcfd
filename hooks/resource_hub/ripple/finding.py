"""Find a thing in the graph by what an editor calls it, and all that rests on it."""

from collections.abc import Iterable
from dataclasses import dataclass

from resource_hub.problems import did_you_mean, quoted
from resource_hub.ripple.graph import KINDS, Edge, Graph, Node


@dataclass(frozen=True, slots=True)
class Found:
    """Something that rests on a thing, and the shortest way down to that thing."""

    node: Node
    way: tuple[Edge, ...]


def find_node(written: str, graph: Graph) -> Node | str:
    """The node that is meant; else what is wrong and what to do.

    Args:
        written: A citekey, a claim or another part (``does-mtss-work#c3``), a page by its name,
            its address or its file.
        graph: The graph.
    """
    wanted = written.strip().removeprefix("@").removeprefix("/")
    names = {node.id: _names(node) for node in graph.nodes.values()}
    found = [graph.nodes[id_] for id_, known in names.items() if wanted in known]
    if len(found) == 1:
        return found[0]
    if found:
        listed = " or ".join(quoted(node.id) for node in found)
        return f"{quoted(written)} is the name of {len(found)} things\n    mend: write {listed}"
    near = did_you_mean(wanted, {name for known in names.values() for name in known})
    otherwise = "write a citekey, a claim such as does-mtss-work#c3, or a page or its file"
    mend = f"{near}If not, {otherwise}" if near else otherwise
    return f"{quoted(written)} is no work, claim or page of the hub\n    mend: {mend}"


def _names(node: Node) -> set[str]:
    if node.kind == "work":
        return {node.name, node.id}
    if "#" in node.id:
        address, _, part = node.id.partition("#")
        return {node.id, node.name, f"{address.rstrip('/')}#{part}", f"{node.where.path}#{part}"}
    short = node.id.rstrip("/").rpartition("/")[2]
    names = {node.id, node.id.rstrip("/"), short}
    return (names | {node.where.path}) - {""} if node.kind == "page" else names - {""}


def resting_on(graph: Graph, starts: Iterable[str]) -> list[Found]:
    """All that rests on the nodes with these ids, directly or by other things.

    Returns:
        Each once, the nodes themselves left out, by kind and then in reading order; of several
        ways down the shortest, of equals the one that the sources name first.
    """
    above = graph.above()
    ways: dict[str, tuple[Edge, ...]] = {start: () for start in starts}
    waiting = list(ways)
    for id_ in waiting:
        for edge in above.get(id_, ()):
            if edge.upper not in ways:
                ways[edge.upper] = (edge, *ways[id_])
                waiting.append(edge.upper)
    return listed(Found(graph.nodes[id_], way) for id_, way in ways.items() if way)


def listed(found: Iterable[Found]) -> list[Found]:
    """The order of a listing: by kind, then as the sources are read."""
    order = list(KINDS)
    return sorted(found, key=lambda one: (order.index(one.node.kind), one.node.where, one.node.id))
