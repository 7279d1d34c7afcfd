"""Ripple: what rests on a work, a claim or a page, and what a change of sources touches."""

from resource_hub.ripple.changes import Changes, FieldChange, State, compare
from resource_hub.ripple.finding import Found, find_node, resting_on
from resource_hub.ripple.graph import KINDS, Edge, Graph, Node, read_graph
from resource_hub.ripple.printing import CHANGE_PRINTERS, LIST_PRINTERS

__all__ = [
    "CHANGE_PRINTERS",
    "KINDS",
    "LIST_PRINTERS",
    "Changes",
    "Edge",
    "FieldChange",
    "Found",
    "Graph",
    "Node",
    "State",
    "compare",
    "find_node",
    "read_graph",
    "resting_on",
]
