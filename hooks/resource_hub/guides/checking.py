"""What is wrong with a guide beyond the form of its fields.

Every way ends in an action because all answers lead somewhere (G002), none leads back (G004) and
every question has answers (G005).
"""

from collections.abc import Collection, Iterator

from resource_hub.guides.tree import Guide, Node
from resource_hub.guides.walking import circles_in, count_ways, longest_way
from resource_hub.problems import (
    Problem,
    did_you_mean,
    error,
    quoted,
)
from resource_hub.schema import Document, misnamed

LABEL_WORDS = 8
DEPTH = 8  # questions on one way through a guide


def check_guide(guide: Guide, document: Document) -> list[Problem]:
    """Problems G001 to G010 of a guide."""
    return [
        *_check_names(guide, document),
        *_check_targets(guide),
        *_check_reach(guide),
        *_check_loops(guide),
        *_check_depth(guide),
        *(problem for node in guide.nodes for problem in _check_node(node)),
    ]


def say_ways(guide: Guide) -> str:
    """How many ways lead through a guide, and which asks most, for whoever edits it."""
    ways, longest = count_ways(guide), longest_way(guide)
    return (
        f"{guide.where.path}: {ways} {'way' if ways == 1 else 'ways'}; the longest asks "
        f"{len(longest)} of at most {DEPTH} questions: {' -> '.join(longest)}"
    )


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
    for way, answer in circles_in(guide):
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
