"""What rests on a thing, and what a change touches: as text, as Markdown, as JSON."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from resource_hub.problems import printable
from resource_hub.ripple.changes import Changed, Changes, Touched
from resource_hub.ripple.finding import Found
from resource_hub.ripple.graph import KINDS, Edge, Node, name_of


def list_text(start: Node, found: Sequence[Found]) -> str:
    """What rests on a thing, for a terminal."""
    lines = [f"{_named(start)}", f"    {start.where}", ""]
    for kind, group in _by_kind(found):
        lines += [f"{_heading(kind)} ({len(group)})", *_resting_lines(group), ""]
    return printable_lines([*lines, _counted(found)])


def list_markdown(start: Node, found: Sequence[Found]) -> str:
    """What rests on a thing, for a comment or a summary."""
    lines = [f"### What rests on {_code(start.name)}", "", f"{_escaped(start.title)}", ""]
    for kind, group in _by_kind(found):
        lines += [f"#### {_heading(kind)}", "", *_resting_points(group), ""]
    return "\n".join([*lines, _counted(found) + "."])


def list_json(start: Node, found: Sequence[Found]) -> str:
    """What rests on a thing, for programs."""
    return _json({**_node(start), "resting": [_found(one) for one in found]})


def changes_text(changes: Changes, since: str) -> str:
    """What changed since a revision, for a terminal."""
    lines = [f"Since {since}: {summed_up(changes)}", ""]
    for title, rows in _sections(changes, _plain_rows):
        lines += [title, *(f"  {row}" for row in rows), ""]
    for kind, group in _by_kind(changes.resting):
        lines += [f"{_heading(kind)} that rest on these ({len(group)})", *_resting_lines(group), ""]
    return printable_lines(lines)


def changes_markdown(changes: Changes, since: str) -> str:
    """What changed since a revision, for the summary of a pull request."""
    lines = ["### Ripple of evidence", "", f"Since {_code(since)}: {summed_up(changes)}.", ""]
    for title, rows in _sections(changes, _marked_rows):
        lines += [f"#### {title}", "", *(f"- {row}" for row in rows), ""]
    for kind, group in _by_kind(changes.resting):
        lines += [f"#### {_heading(kind)} that rest on these", "", *_resting_points(group), ""]
    return "\n".join(lines).rstrip()


def changes_json(changes: Changes, since: str) -> str:
    """What changed since a revision, for programs."""
    told: dict[str, Any] = {"since": since}
    for name in ("works_added", "works_removed", "claims_added", "claims_removed"):
        told[name] = [_node(node) for node in getattr(changes, name)]
    for name in ("works_changed", "claims_changed"):
        told[name] = [_changed(one) for one in getattr(changes, name)]
    told["claims_touched"] = [_touched(one) for one in changes.claims_touched]
    told["resting"] = [_found(one) for one in changes.resting]
    return _json(told)


LIST_PRINTERS = {"text": list_text, "markdown": list_markdown, "json": list_json}
CHANGE_PRINTERS = {"text": changes_text, "markdown": changes_markdown, "json": changes_json}


def summed_up(changes: Changes) -> str:
    """The numbers of a change in words."""
    claims = {one.node.id for one in changes.claims_touched}
    counts = (
        (len(changes.works_changed), "work", "works", "changed"),
        (len(changes.works_removed), "work", "works", "removed"),
        (len(changes.works_added), "work", "works", "added"),
        (len(claims), "claim with a changed source", "claims with a changed source", ""),
        (len(changes.claims_changed), "claim", "claims", "changed"),
        (len(changes.claims_removed), "claim", "claims", "removed"),
        (len(changes.claims_added), "claim", "claims", "added"),
    )
    said = [f"{n} {one if n == 1 else many} {verb}".strip() for n, one, many, verb in counts if n]
    return ", ".join(said) or "no work and no claim has changed"


def way_in_words(way: Sequence[Edge]) -> str:
    """How a thing rests on another: "shows does-mtss-work#c3, which rests on smith2016"."""
    return ", which ".join(f"{edge.relation} {name_of(edge.lower)}" for edge in way)


def printable_lines(lines: Iterable[str]) -> str:
    """Lines for a terminal, without control characters and without a blank end."""
    return "\n".join(printable(line) for line in lines).rstrip()


# Parts ---------------------------------------------------------------------------------------


def _by_kind(found: Iterable[Found]) -> Iterator[tuple[str, list[Found]]]:
    for kind, group in groupby(found, key=lambda one: one.node.kind):
        yield kind, list(group)


def _heading(kind: str) -> str:
    many = KINDS[kind][1]
    return many[:1].upper() + many[1:]


def _named(node: Node) -> str:
    return f"{node.name}: {node.title}" if node.title else node.name


def _counted(found: Sequence[Found]) -> str:
    if not found:
        return "nothing rests on it"
    return f"{len(found)} thing{' rests' if len(found) == 1 else 's rest'} on it"


def _resting_lines(found: Iterable[Found]) -> Iterator[str]:
    for one in found:
        yield f"  {_named(one.node)}"
        yield f"    {one.way[0].where}: {way_in_words(one.way)}"


def _resting_points(found: Iterable[Found]) -> Iterator[str]:
    for one in found:
        way = ", which ".join(f"{e.relation} {_code(name_of(e.lower))}" for e in one.way)
        yield f"- {_marked(one.node)} {_begun(way)}."


def _sections(changes: Changes, rows: Any) -> Iterator[tuple[str, list[str]]]:
    named = (
        ("Works changed", changes.works_changed),
        ("Works removed", changes.works_removed),
        ("Works added", changes.works_added),
        ("Claims whose source changed", changes.claims_touched),
        ("Claims changed", changes.claims_changed),
        ("Claims removed", changes.claims_removed),
        ("Claims added", changes.claims_added),
    )
    for title, members in named:
        if members:
            yield title, [row for member in members for row in rows(member)]


def _plain_rows(one: Node | Changed | Touched) -> Iterator[str]:
    if isinstance(one, Touched):
        yield f"{_named(one.node)}"
        yield f"  {one.node.where}: {one.relation} {one.key}, which {_fate(one)}"
    elif isinstance(one, Changed):
        yield _named(one.node)
        for change in one.fields:
            yield f"  {change.field}: {change.before or 'nothing'} -> {change.after or 'nothing'}"
    else:
        yield _named(one)


def _marked_rows(one: Node | Changed | Touched) -> Iterator[str]:
    if isinstance(one, Touched):
        yield f"{_marked(one.node)} {_begun(one.relation)} {_code(one.key)}, which {_fate(one)}."
    elif isinstance(one, Changed):
        told = "; ".join(
            f"{change.field}: from {_code(change.before) if change.before else 'nothing'} to "
            f"{_code(change.after) if change.after else 'nothing'}"
            for change in one.fields
        )
        yield f"{_marked(one.node)} {_begun(told)}"
    else:
        yield _marked(one)


def _marked(node: Node) -> str:
    """A node in Markdown, its title as a sentence."""
    title = _escaped(node.title)
    end = "" if not title or title[-1] in ".?!" else "."
    return f"{_code(node.name)}: {title}{end}" if title else f"{_code(node.name)}."


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _fate(one: Touched) -> str:
    return "is gone from references.bib" if one.gone else "has changed"


def _code(text: str) -> str:
    """A value as a code span, whatever backticks it holds; nothing in it is read as Markdown.

    Source:
        CommonMark 0.31.2, 6.1 "Code spans".
    """
    text = " ".join(text.split())
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _escaped(text: str) -> str:
    """A text whose signs mean nothing in Markdown or HTML, and that calls nobody by @name."""
    text = re.sub(r"([\\`*_{}\[\]()#+!|~-])", r"\\\1", " ".join(text.split()))
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("@", "@<!-- -->")


def _node(node: Node) -> dict[str, Any]:
    where = {"path": node.where.path, "line": node.where.line, "column": node.where.column}
    return {
        "id": node.id, "kind": node.kind, "name": node.name, "title": node.title, "where": where
    }  # fmt: skip


def _found(one: Found) -> dict[str, Any]:
    way = [
        {"upper": edge.upper, "relation": edge.relation, "lower": edge.lower} for edge in one.way
    ]
    return {**_node(one.node), "way": way}


def _changed(one: Changed) -> dict[str, Any]:
    fields = [
        {"field": change.field, "before": change.before, "after": change.after}
        for change in one.fields
    ]
    return {**_node(one.node), "fields": fields}


def _touched(one: Touched) -> dict[str, Any]:
    return {
        **_node(one.node), "relation": one.relation, "source": one.key, "gone": one.gone
    }  # fmt: skip


def _json(told: object) -> str:
    return json.dumps(told, indent=2)  # ASCII: a title may hold what no terminal should see
