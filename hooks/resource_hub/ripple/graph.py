"""The graph of what rests on what, read from the documents themselves.

The schemas say what names a work, a resource or something to read, so a new field of theirs is in
the graph as soon as it is in its schema.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from resource_hub import schema
from resource_hub.pages import plain_text
from resource_hub.problems import Location
from resource_hub.schema import Document, Steps
from resource_hub.source import Scalar, Source

# Kinds of nodes in the order in which they are listed, with the words for one and for many.
KINDS = {
    "work": ("work", "works"),
    "claim": ("claim", "claims"),
    "question": ("question of a guide", "questions of guides"),
    "outcome": ("outcome of a guide", "outcomes of guides"),
    "lesson": ("lesson", "lessons"),
    "answer": ("answer", "answers"),
    "term": ("word of the glossary", "words of the glossary"),
    "moment": ("entry of the timeline", "entries of the timeline"),
    "scale": ("scale", "scales"),
    "statement": ("statement of a checklist", "statements of checklists"),
    "criterion": ("criterion of the standard", "criteria of the standard"),
    "resource": ("resource", "resources"),
    "mark": ("mark", "marks"),
    "page": ("page", "pages"),
}


@dataclass(frozen=True, slots=True)
class Node:
    """Something that can rest on another thing.

    Args:
        id: Its address from the site's root, such as ``evidence/does-mtss-work/#c3``.
        kind: One of ``KINDS``.
        title: Its text or title, citations left out.
        where: Its place in the sources.
    """

    id: str
    kind: str
    title: str
    where: Location

    @property
    def name(self) -> str:
        """What an editor calls it: a citekey, ``does-mtss-work#c3``, else its address."""
        return name_of(self.id)


@dataclass(frozen=True, slots=True)
class Edge:
    """One thing rests on another.

    Args:
        upper: Id of what rests.
        lower: Id of what it rests on.
        relation: The verb between them, upper first.
        where: Where the name of the lower one stands.
    """

    upper: str
    lower: str
    relation: str
    where: Location


@dataclass(slots=True)
class Graph:
    """Nodes by id, in reading order, and edges."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)

    def above(self) -> dict[str, list[Edge]]:
        """Edges by the id of what they lead up from."""
        found: dict[str, list[Edge]] = {}
        for edge in self.edges:
            found.setdefault(edge.lower, []).append(edge)
        return found


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a kind of document becomes.

    Args:
        address: Of its page; ``{stem}`` is the file's name, ``{folder}`` its folder's, ``{id}``
            the row's id.
        title: Of its page, where no field holds it.
        rows: What each row of the document is: a part of the one page, or a page ("page",
            "resource").
        parts: Key of a list or a mapping -> kind of the things in it, and the field with their
            text.
        page: What the page itself is.
    """

    address: str
    title: str = ""
    rows: tuple[str, str] = ("", "")
    parts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    page: str = "page"


_SHAPES = {
    "evidence-summary": _Shape("evidence/{stem}/", parts={"claims": ("claim", "text")}),
    "guide": _Shape(
        "guides/{stem}/", parts={"nodes": ("question", "ask"), "outcomes": ("outcome", "do")}
    ),
    "path": _Shape("academy/{stem}/"),
    "lesson": _Shape("academy/{folder}/{stem}/", page="lesson"),
    "toolkit": _Shape("toolkits/{stem}/"),
    "standard": _Shape("standards/{stem}/", parts={"criteria": ("criterion", "title")}),
    "glossary": _Shape("glossary/", "Glossary", ("term", "term")),
    "faq": _Shape("faq/", "Questions people ask", ("answer", "question")),
    "scales": _Shape("scales/", "Every scale the hub uses", ("scale", "name")),
    "timeline": _Shape("timeline/", "How we got here", ("moment", "title")),
    "checklists": _Shape(
        "checklists/{id}/", "", ("page", "title"), {"items": ("statement", "text")}
    ),
    "resources": _Shape("resources/{id}/", "", ("resource", "title")),
}  # fmt: skip

# What a lesson may name -> its address.
_READINGS = {
    "evidence": "evidence/{}/",
    "guide": "guides/{}/",
    "toolkit": "toolkits/{}/",
    "resource": "resources/{}/",
    "checklist": "checklists/{}/",
    "page": "{}/",
}

# Those that tell somebody to use a resource; in other places it is only a link.
_ADVISING = {"outcome", "lesson", "statement"}


def name_of(id_: str) -> str:
    """The short name of a node: a citekey, ``does-mtss-work#c3``, else the address."""
    address, mark, part = id_.partition("#")
    if mark:
        return f"{PurePosixPath(address).name}#{part}"
    return PurePosixPath(id_).name if _WORK.fullmatch(id_) else id_ or "/"


_WORK = re.compile(r"references/.+/")

Finder = Callable[[str], Sequence[tuple[str, int]]]


def read_graph(
    documents: Mapping[str, Sequence[Document]],
    works: Mapping[str, tuple[str, Location]],
    cites: Finder,
) -> Graph:
    """The graph of a hub.

    Args:
        documents: Files by the schema that they fit.
        works: Title and place of each work, by citekey.
        cites: Finds the citekeys of a Markdown text, each with the offset of its ``@``.

    Returns:
        Its nodes, and edges between nodes that exist: a name of nothing is told elsewhere.
    """
    graph = Graph()
    for key, (title, where) in works.items():
        graph.nodes[f"references/{key}/"] = Node(f"references/{key}/", "work", title, where)
    owners = [
        (kind, document, dict(_nodes(kind, document)))
        for kind, found in documents.items()
        if kind in _SHAPES or kind in ("page", "home")
        for document in found
    ]
    for _, _, nodes in owners:
        graph.nodes |= {node.id: node for node in nodes.values()}
    for kind, document, nodes in owners:
        for edge in _edges(kind, document, nodes, cites):
            if edge.lower in graph.nodes and edge.upper != edge.lower:
                graph.edges.append(edge)
    return graph


# Nodes ---------------------------------------------------------------------------------------


def _nodes(kind: str, document: Document) -> Iterator[tuple[Steps, Node]]:
    """The page of a document and the parts of it, each by its path in the document."""
    shape, plain = _SHAPES.get(kind), document.plain
    where = document.where()
    if shape is None:
        url = _address_of(document.source.path)
        yield (), Node(url, "page", plain.get("title", ""), where)
    elif isinstance(plain, dict):
        path = PurePosixPath(document.source.path)
        url = shape.address.format(stem=path.stem, folder=path.parent.name)
        yield (), Node(url, shape.page, plain_text(plain.get("title", url)), where)
        yield from _parts(shape, document, (), url)
    elif "{id}" in shape.address:
        row_kind, text = shape.rows
        for place, row in enumerate(plain):
            url = shape.address.format(id=row["id"])
            yield (place,), Node(url, row_kind, plain_text(row[text]), document.where(place))
            yield from _parts(shape, document, (place,), url)
    else:
        yield (), Node(shape.address, "page", shape.title, where)
        part_kind, text = shape.rows
        for place, row in enumerate(plain):
            part = _part(part_kind, shape.address, row["id"], row[text], document.where(place))
            yield (place,), part


def _parts(
    shape: _Shape, document: Document, above: Steps, url: str
) -> Iterator[tuple[Steps, Node]]:
    plain = document.plain
    for step in above:
        plain = plain[step]
    for key, (kind, text) in shape.parts.items():
        below: Any = plain.get(key, ())
        rows = below.items() if isinstance(below, dict) else enumerate(below)
        for step, row in rows:
            path = (*above, key, step)
            id_ = step if isinstance(step, str) else row["id"]
            yield path, _part(kind, url, id_, row[text], document.where(*path))


def _part(kind: str, url: str, id_: str, text: str, where: Location) -> Node:
    return Node(f"{url}#{id_}", kind, plain_text(text), where)


def _address_of(path: str) -> str:
    """The address of the page of a Markdown file below content/."""
    inside = path.removeprefix("content/").removesuffix(".md")
    return "" if inside == "index" else f"{inside.removesuffix('/index')}/"


# Edges ---------------------------------------------------------------------------------------


def _edges(
    kind: str, document: Document, nodes: Mapping[Steps, Node], cites: Finder
) -> Iterator[Edge]:
    for path, node in nodes.items():
        page = _owner(path[:-1], nodes) if path else None
        if page and page.id != node.id:
            yield Edge(page.id, node.id, "shows", node.where)
    source = document.source
    for one in schema.named(source.root, kind) if source.root else ():
        owner = _owner(one.path, nodes)
        if owner:
            yield from _named(one, owner, source, cites)
    page = nodes.get(())
    if page and source.body:
        yield from _in_body(source, page, nodes, cites)


def _owner(path: Steps, nodes: Mapping[Steps, Node]) -> Node | None:
    """What a value belongs to: the smallest part around it, else the page."""
    for length in range(len(path), -1, -1):
        if path[:length] in nodes:
            return nodes[path[:length]]
    return None


def _named(one: schema.Named, owner: Node, source: Source, cites: Finder) -> Iterator[Edge]:
    text, where = one.value.text, one.value.where
    if one.what == "citekey":
        disputed = "disputed_by" in one.path
        key = text.split(",", 1)[0].strip()
        relation = "is disputed by" if disputed else "rests on"
        yield Edge(owner.id, f"references/{key}/", relation, where)
    elif one.what == "markdown":
        at = one.value.start
        for key, _ in cites(text):  # folding moves offsets, so the key is looked for as written
            place = source.text.find(f"@{key}", at, one.value.end)
            at = place + 1 if place >= 0 else at
            found = source.place(place + 1) if place >= 0 else where
            yield Edge(owner.id, f"references/{key}/", "cites", found)
    elif one.what == "resource" and owner.kind in _ADVISING:
        yield Edge(owner.id, f"resources/{text}/", "names", where)
    elif one.what == "content":
        yield from _reading(one.value, owner)
    elif one.what == "lesson":
        yield Edge(owner.id, f"{owner.id}{text}/", "holds", where)


def _reading(value: Scalar, owner: Node) -> Iterator[Edge]:
    prefix, _, id_ = value.text.partition(":")
    if prefix in _READINGS:
        yield Edge(owner.id, _READINGS[prefix].format(id_), "builds on", value.where)


_MARK = re.compile(r"\s*(?:#[^\n]*\n\s*)*\[([a-z0-9-]+)\]")  # a heading may stand right above


def _in_body(
    source: Source, page: Node, nodes: Mapping[Steps, Node], cites: Finder
) -> Iterator[Edge]:
    """Works cited in the text of a page; in a paragraph that begins with [c1], by that claim."""
    claims = {node.id: node for node in nodes.values() if node.kind == "claim"}
    for key, offset in cites(source.body):
        start = source.body.rfind("\n\n", 0, offset)
        mark = _MARK.match(source.body, max(start, 0))
        owner = claims.get(f"{page.id}#{mark[1]}", page) if mark else page
        where = source.place(source.body_start + offset + 1)
        yield Edge(owner.id, f"references/{key}/", "cites", where)
