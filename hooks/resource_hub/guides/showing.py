"""The pages of guides."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from resource_hub.guides.figure import draw
from resource_hub.guides.tree import Guide, Node, Outcome
from resource_hub.guides.walking import (
    SHOWN,
    count_ways,
    length_of,
    longest_way,
    places_of,
    reading_order,
    ways_to,
)
from resource_hub.pages import Crumb, HubPage, Link, Links, facets_of, plain_text
from resource_hub.problems import Location

ICON = "directions-fork"
SCRIPTS = ("assets/guides/view.mjs", "assets/record/view.mjs")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as its page shows it.

    Args:
        node: The question.
        name: Its letter.
        at: Its place among the questions that a reader answers: "Question 2 of at most 4".
        before: The question that leads to it, if only one does.
    """

    node: Node
    name: str
    at: str
    before: str


@dataclass(frozen=True, slots=True)
class Action:
    """An action as its page shows it.

    Args:
        outcome: The action.
        name: Its number.
        title: The action in a few words, or its number.
        ways: For each way that leads to it the letters of its questions and the answers; empty if
            there are too many to read.
        many: Whether there are too many.
        before: The question that leads to it, if only one does.
        next: Title and address of each page to go on with.
    """

    outcome: Outcome
    name: str
    title: str
    ways: tuple[tuple[tuple[str, str], ...], ...]
    many: bool
    before: str
    next: tuple[Link, ...]


def guide_pages(
    guides: Iterable[Guide], *, where: Location, records: Links, pages: Links
) -> list[HubPage]:
    """The list of guides at ``/guides/`` and a page for each guide.

    Args:
        guides: Guides without errors.
        where: What an editor changes to change the list.
        records: Title and address of each catalogue record, by id.
        pages: Title and address of each page that ``see_also`` and ``next`` may name, by slug.
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
    names = names_of(guide)
    shown = f"{length[:1].upper()}{length[1:]}, then one thing to do."
    return HubPage(
        url=guide.url,
        kind="guide",
        title=guide.title,
        origin=guide.where,
        values={
            "guide": guide,
            "questions": list(_questions(guide, names)),
            "actions": list(_actions(guide, names, pages)),
            "names": names,
            "figure": draw(guide, names),
            "longest": len(longest_way(guide)),
            "ways": count_ways(guide),
            "records": records,
            "related": [pages[slug] for slug in guide.see_also if slug in pages],
        },
        description=plain_text(guide.description)
        or f"A decision guide: {length} on the way to one of {ends} things to do.",
        lead=f"{shown} Your answers stay on this device.",
        kind_label="Decision guide",
        icon=ICON,
        crumbs=(Crumb("Guides", "guides/"),),
        scripts=SCRIPTS,
        facets=facets_of(
            audience=guide.audience, topics=guide.topics, tiers=guide.tiers, domains=guide.domains
        ),
    )


def names_of(guide: Guide) -> dict[str, str]:
    """Questions by letter, then actions by number, both in the order of the drawing."""
    order = reading_order(guide)
    questions = [name for name in order if name in guide.node_ids]
    actions = [name for name in order if name not in guide.node_ids]
    letters = {name: _letter(place) for place, name in enumerate(questions)}
    return letters | {name: str(number) for number, name in enumerate(actions, 1)}


def _letter(place: int) -> str:
    more, letter = divmod(place, 26)
    return (_letter(more - 1) if more else "") + chr(ord("A") + letter)


def _questions(guide: Guide, names: dict[str, str]) -> Iterator[Question]:
    places, before = places_of(guide), _before(guide)
    nodes = {node.id: node for node in guide.nodes}
    for name in (name for name in names if name in nodes):
        first, last, most = places[name]
        at = str(first) if first == last else f"{first} or {last}"
        if last > first + 1:
            at = f"{first} to {last}"
        yield Question(nodes[name], names[name], f"Question {at} of at most {most}", before[name])


def _actions(guide: Guide, names: dict[str, str], pages: Links) -> Iterator[Action]:
    ways, before = ways_to(guide), _before(guide)
    ends = {end.id: end for end in guide.outcomes}
    for end in (ends[name] for name in names if name in ends):
        found = ways[end.id]
        few = found if len(found) <= SHOWN else ()
        yield Action(
            outcome=end,
            name=names[end.id],
            title=end.title or f"Action {names[end.id]}",
            ways=tuple(tuple((names[node.id], answer.label) for node, answer in w) for w in few),
            many=not few,
            before=before[end.id],
            next=tuple(pages[slug] for slug in end.next if slug in pages),
        )


def _before(guide: Guide) -> dict[str, str]:
    """The question that leads to each step; empty if several do, or none."""
    found: dict[str, set[str]] = {part.id: set() for part in (*guide.nodes, *guide.outcomes)}
    for node in guide.nodes:
        for answer in node.answers:
            found[answer.to].add(node.id)
    return {name: min(asked) if len(asked) == 1 else "" for name, asked in found.items()}
