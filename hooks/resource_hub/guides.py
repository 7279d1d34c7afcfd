"""Decision guides: trees of questions that end in one thing to do."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from resource_hub.pages import Crumb, HubPage, Links, Standing, facets_of, standing_of
from resource_hub.problems import Location, Problem, did_you_mean, error, quoted
from resource_hub.schema import Document, misnamed

LABEL_WORDS = 8
DEPTH = 8  # questions on one way through a guide
ICON = "directions-fork"


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
    where: Location
    answers_where: Location


@dataclass(frozen=True, slots=True)
class Outcome:
    """One end of the tree: what to do, by whom, and how strong its sources are."""

    id: str
    do: str
    who: str
    sources: tuple[str, ...]
    strength: str
    resources: tuple[str, ...]
    where: Location


@dataclass(frozen=True, slots=True)
class Guide(Standing):
    """A guide as written; ``start`` and every ``to`` hold names that may be wrong."""

    id: str
    title: str
    description: str
    note: str
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
    def sources(self) -> frozenset[str]:
        """The citekeys it rests on, without locators."""
        parts = (*self.nodes, *self.outcomes)
        return frozenset(source.split(",")[0] for part in parts for source in part.sources)


# Reading -------------------------------------------------------------------------------------


def read_guides(documents: Iterable[Document]) -> tuple[list[Guide], list[Problem]]:
    """Read guides and check what their schema cannot say.

    Args:
        documents: The files ``content/guides/<id>.yaml``, already checked by their schema.

    Returns:
        A guide for each document, faulty ones included, and problems G001 to G010.
    """
    guides: list[Guide] = []
    problems: list[Problem] = []
    for document in documents:
        guide = _guide(document)
        guides.append(guide)
        problems += _check_names(guide, document)
        problems += _check_targets(guide)
        problems += _check_reach(guide)
        problems += _check_loops(guide)
        problems += _check_depth(guide)
        for node in guide.nodes:
            problems += _check_node(node)
    return guides, problems


def _guide(document: Document) -> Guide:
    plain = document.plain
    return Guide(
        id=plain["id"],
        title=plain["title"],
        description=plain.get("description", ""),
        note=plain.get("note", ""),
        audience=tuple(plain["audience"]),
        topics=tuple(plain.get("topics", ())),
        tiers=tuple(plain.get("tiers", ())),
        domains=tuple(plain.get("domains", ())),
        see_also=tuple(plain.get("see_also", ())),
        **standing_of(plain),
        start=plain["start"],
        nodes=tuple(_node(document, name, node) for name, node in plain["nodes"].items()),
        outcomes=tuple(_outcome(document, name, end) for name, end in plain["outcomes"].items()),
        where=document.where(),
    )


def _node(document: Document, name: str, plain: Mapping[str, Any]) -> Node:
    at = ("nodes", name, "answers")
    return Node(
        id=name,
        ask=plain["ask"],
        why=plain.get("why", ""),
        sources=tuple(plain.get("sources", ())),
        answers=tuple(
            Answer(
                answer["label"],
                answer["to"],
                document.where(*at, place, "to"),
                document.where(*at, place, "label"),
            )
            for place, answer in enumerate(plain["answers"])
        ),
        where=document.where_key("nodes", name),
        answers_where=document.where(*at),
    )


def _outcome(document: Document, name: str, plain: Mapping[str, Any]) -> Outcome:
    return Outcome(
        id=name,
        do=plain["do"],
        who=plain.get("who", ""),
        sources=tuple(plain["sources"]),
        strength=plain.get("strength", ""),
        resources=tuple(plain.get("resources", ())),
        where=document.where_key("outcomes", name),
    )


# Checks --------------------------------------------------------------------------------------


def _check_names(guide: Guide, document: Document) -> Iterator[Problem]:
    yield from misnamed(document, "G009")
    nodes = {node.id for node in guide.nodes}
    if guide.start not in nodes:
        yield error(
            document.where("start"),
            "G001",
            f"the start {quoted(guide.start)} is no node of this guide",
            did_you_mean(guide.start, nodes) + "write the name of the first question",
        )
    for outcome in guide.outcomes:
        if outcome.id in nodes:
            yield error(
                outcome.where,
                "G010",
                f"{quoted(outcome.id)} is the name of a node and of an outcome",
                "give the outcome another name, here and in the answers that lead to it",
            )


def _check_targets(guide: Guide) -> Iterator[Problem]:
    known = _names(guide)
    for node in guide.nodes:
        for answer in node.answers:
            if answer.to not in known:
                yield error(
                    answer.where,
                    "G002",
                    f"{quoted(answer.to)} is neither a node nor an outcome of this guide",
                    did_you_mean(answer.to, known) + "lead to one that exists, or add it",
                )


def _check_reach(guide: Guide) -> Iterator[Problem]:
    reached = _reached(guide)
    if not reached:  # G001 has said why
        return
    for kind, parts in (("question", guide.nodes), ("outcome", guide.outcomes)):
        for part in parts:
            if part.id not in reached:
                yield error(
                    part.where,
                    "G003",
                    f"no answer leads from {quoted(guide.start)} to the {kind} {quoted(part.id)}",
                    "let an answer lead to it, or delete it",
                )


def _reached(guide: Guide) -> set[str]:
    """What can be reached; a slip in a name counts as the names it is near to.

    So one slip is one message, not one for each step that hangs below it.
    """
    known = _names(guide)
    nodes = {node.id: node for node in guide.nodes}
    waiting = [name for name in _meant(guide.start, known) if name in nodes]
    reached: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in reached:
            continue
        reached.add(name)
        for answer in nodes[name].answers if name in nodes else ():
            waiting.extend(_meant(answer.to, known))
    return reached


def _meant(name: str, known: Collection[str]) -> list[str]:
    return [name] if name in known else [other for other in known if did_you_mean(name, [other])]


def _check_loops(guide: Guide) -> Iterator[Problem]:
    for way, answer in _walk(guide)[1]:
        yield error(
            answer.where,
            "G004",
            f"the questions lead in a circle: {' -> '.join(way)}",
            "let one of these answers lead to an outcome, or to a question further on",
        )


def _check_depth(guide: Guide) -> Iterator[Problem]:
    way = longest_way(guide)
    if len(way) > DEPTH:
        nodes = {node.id: node for node in guide.nodes}
        yield error(
            nodes[way[DEPTH]].where,
            "G007",
            f"the longest way asks {len(way)} questions, more than {DEPTH}: {' -> '.join(way)}",
            "join questions, drop one, or make two guides of it",
        )


def _check_node(node: Node) -> Iterator[Problem]:
    if not node.why.strip() and not node.sources:
        yield error(
            node.where,
            "G008",
            f"the question {quoted(node.id)} has neither a why nor sources",
            "write in one sentence why it is asked, or name the works it rests on",
        )
    if len(node.answers) < 2:
        yield error(
            node.answers_where,
            "G005",
            f"the question {quoted(node.id)} has {len(node.answers)} answer, fewer than 2",
            "add the other answer, or delete the question",
        )
    seen: set[str] = set()
    for answer in node.answers:
        words = answer.label.casefold().split()
        if " ".join(words) in seen:
            yield error(
                answer.label_where,
                "G005",
                f"the answer {quoted(answer.label)} stands twice in {quoted(node.id)}",
                "word the two answers differently, or delete one",
            )
        if len(words) > LABEL_WORDS:
            yield error(
                answer.label_where,
                "G006",
                f"the answer has {len(words)} words, more than {LABEL_WORDS}: "
                f"{quoted(answer.label)}",
                "shorten it; what needs explaining belongs in the question or its why",
            )
        seen.add(" ".join(words))


def _names(guide: Guide) -> set[str]:
    return {part.id for part in (*guide.nodes, *guide.outcomes)}


# The tree ------------------------------------------------------------------------------------


def longest_way(guide: Guide) -> tuple[str, ...]:
    """The questions of the longest way from the start; empty if the start is unknown."""
    return _ways(guide, max).get(guide.start, ())


def shortest_way(guide: Guide) -> tuple[str, ...]:
    """The questions of the shortest way from the start; empty if the start is unknown."""
    return _ways(guide, min).get(guide.start, ())


def _ways(guide: Guide, choose: Any) -> dict[str, tuple[str, ...]]:
    nodes = {node.id: node for node in guide.nodes}
    ways: dict[str, tuple[str, ...]] = {}
    for name in _walk(guide)[0]:
        # An outcome, and a step back in a faulty guide, adds no question.
        below = [ways.get(answer.to, ()) for answer in nodes[name].answers]
        ways[name] = (name, *choose(below, key=len, default=()))
    return ways


def _walk(guide: Guide) -> tuple[list[str], list[tuple[list[str], Answer]]]:
    """Nodes, each after all it leads to, and each answer that leads back with its circle."""
    nodes = {node.id: node for node in guide.nodes}
    done: list[str] = []
    seen: set[str] = set()
    circles: list[tuple[list[str], Answer]] = []
    first = [guide.start] if guide.start in nodes else []
    for root in (*first, *nodes):
        if root in seen:
            continue
        seen.add(root)
        way = [root]
        left = [iter(nodes[root].answers)]
        while way:
            answer = next(left[-1], None)
            if answer is None:
                done.append(way.pop())
                left.pop()
            elif answer.to in way:
                circles.append(([*way[way.index(answer.to) :], answer.to], answer))
            elif answer.to in nodes and answer.to not in seen:
                seen.add(answer.to)
                way.append(answer.to)
                left.append(iter(nodes[answer.to].answers))
    return done, circles


# Pages ---------------------------------------------------------------------------------------


def guide_pages(
    guides: Iterable[Guide], *, where: Location, records: Links, pages: Links
) -> list[HubPage]:
    """The list of guides at ``/guides/`` and a page for each guide.

    Args:
        guides: Guides without problems.
        where: What an editor changes to change the list.
        records: Title and address of each catalogue record, by id.
        pages: Title and address of each page that ``see_also`` may name, by slug.
    """
    guides = list(guides)
    return [_index(guides, where), *(_page(guide, records, pages) for guide in guides)]


def _index(guides: list[Guide], where: Location) -> HubPage:
    return HubPage(
        url="guides/",
        kind="guides",
        title="Decision guides",
        origin=where,
        values={"guides": [(guide, length_of(guide)) for guide in guides]},
        description="Questions about a student, a class or a program that end in one thing to do.",
        lead="A few plain questions, then one thing to do, with the works it rests on.",
        kind_label="Decision guides",
        icon=ICON,
    )


def _page(guide: Guide, records: Links, pages: Links) -> HubPage:
    length = length_of(guide)
    ends = len(guide.outcomes)
    return HubPage(
        url=guide.url,
        kind="guide",
        title=guide.title,
        origin=guide.where,
        values={
            "guide": guide,
            "nodes": _start_first(guide),
            "numbers": {node.id: n for n, node in enumerate(_start_first(guide), 1)},
            "actions": {outcome.id: n for n, outcome in enumerate(guide.outcomes, 1)},
            "longest": len(longest_way(guide)),
            "records": records,
            "related": [pages[slug] for slug in guide.see_also if slug in pages],
        },
        description=guide.description
        or f"A decision guide: {length} on the way to one of {ends} things to do.",
        lead=f"{length[:1].upper()}{length[1:]}, then one thing to do.",
        kind_label="Decision guide",
        icon=ICON,
        crumbs=(Crumb("Guides", "guides/"),),
        facets=facets_of(
            audience=guide.audience, topics=guide.topics, tiers=guide.tiers, domains=guide.domains
        ),
    )


def _start_first(guide: Guide) -> list[Node]:
    return sorted(guide.nodes, key=lambda node: node.id != guide.start)


def length_of(guide: Guide) -> str:
    """How many questions a reader answers: "2 to 4 questions"."""
    least, most = len(shortest_way(guide)), len(longest_way(guide))
    if least == most:
        return f"{most} question" if most == 1 else f"{most} questions"
    return f"{least} to {most} questions"
