"""The ways through a guide.

All of this ends for faulty guides too: an answer that leads back, or nowhere, adds no question.
"""

from collections.abc import Callable

from resource_hub.guides.tree import Answer, Guide, Node

Way = tuple[tuple[Node, Answer], ...]  # the questions from the start and what was answered

SHOWN = 4  # more ways to one action are counted, not listed


def longest_way(guide: Guide) -> tuple[str, ...]:
    """The questions of the longest way from the start; empty if the start is unknown."""
    return _best_ways(guide, max).get(guide.start, ())


def shortest_way(guide: Guide) -> tuple[str, ...]:
    """The questions of the shortest way from the start; empty if the start is unknown."""
    return _best_ways(guide, min).get(guide.start, ())


def length_of(guide: Guide) -> str:
    """How many questions a reader answers: "2 to 4 questions"."""
    least, most = len(shortest_way(guide)), len(longest_way(guide))
    if least == most:
        return f"{most} question" if most == 1 else f"{most} questions"
    return f"{least} to {most} questions"


def count_ways(guide: Guide) -> int:
    """How many ways lead from the start to an action; ways are different if an answer is."""
    ways = dict.fromkeys((outcome.id for outcome in guide.outcomes), 1)
    for node in _ends_first(guide):
        ways[node.id] = sum(ways.get(answer.to, 0) for answer in node.answers)
    return ways.get(guide.start, 0)


def ways_to(guide: Guide) -> dict[str, tuple[Way, ...]]:
    """The ways to each question and action of a sound guide, at most ``SHOWN`` and one more."""
    ways: dict[str, tuple[Way, ...]] = {guide.start: ((),)}
    for node in _start_first(guide):
        for answer in node.answers:
            longer = tuple((*way, (node, answer)) for way in ways.get(node.id, ()))
            ways[answer.to] = (*ways.get(answer.to, ()), *longer)[: SHOWN + 1]
    return ways


def places_of(guide: Guide) -> dict[str, tuple[int, int, int]]:
    """Where each question of a sound guide comes on the ways through it.

    Returns:
        For each question the first and the last place it can have, from 1, and how many questions
        the longest way asks that goes through it.
    """
    below = {name: len(way) for name, way in _best_ways(guide, max).items()}
    places = {guide.start: (1, 1)}
    for node in _start_first(guide):
        first, last = places[node.id]
        for answer in node.answers:
            if answer.to in below:
                low, high = places.get(answer.to, (first + 1, 0))
                places[answer.to] = (min(low, first + 1), max(high, last + 1))
    return {name: (low, high, high + below[name] - 1) for name, (low, high) in places.items()}


def reading_order(guide: Guide) -> list[str]:
    """Questions and actions of a sound guide as its drawing shows them from above.

    A question comes before all that follows from it, its own actions before further questions.
    """
    nodes = {node.id: node for node in guide.nodes}
    order: dict[str, None] = {}
    waiting = [guide.start]
    while waiting:
        name = waiting.pop()
        if name in order:
            continue
        order[name] = None
        leads = [answer.to for answer in nodes[name].answers]
        order.update(dict.fromkeys(to for to in leads if to not in nodes))
        waiting.extend(to for to in reversed(leads) if to in nodes)
    return list(order)


def circles_in(guide: Guide) -> list[tuple[list[str], Answer]]:
    """Each answer that leads back to a question already asked, with the circle it closes."""
    return _walk(guide)[1]


def _ends_first(guide: Guide) -> list[Node]:
    nodes = {node.id: node for node in guide.nodes}
    return [nodes[name] for name in _walk(guide)[0]]


def _start_first(guide: Guide) -> list[Node]:
    return list(reversed(_ends_first(guide)))


def _best_ways(guide: Guide, choose: Callable[..., tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    ways: dict[str, tuple[str, ...]] = {}
    for node in _ends_first(guide):
        below = [ways.get(answer.to, ()) for answer in node.answers]
        ways[node.id] = (node.id, *choose(below, key=len, default=()))
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
