"""The tree of topics, and a page for each topic."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from resource_hub.pages import Crumb, HubPage, counted
from resource_hub.problems import Location
from resource_hub.ways.entries import (
    Entry,
    Terms,
    amounts,
    by_title,
    of_kind,
    surest_first,
)
from resource_hub.ways.wording import terms_in

ICON = "tag-outline"
CARDS = 100  # more on one page are a burden; the catalogue narrows them


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic and all that is about it, what is about its narrower topics included.

    Args:
        id: Its id.
        label: Its name.
        definition: What it means, in one line.
        broader: The id of the wider topic; empty at the top.
        entries: What is about it.
    """

    id: str
    label: str
    definition: str
    broader: str
    entries: tuple[Entry, ...]

    @property
    def url(self) -> str:
        """Its address from the site's root."""
        return f"topics/{self.id}/"

    @property
    def told(self) -> str:
        """How much there is, in words: "32 resources, 1 summary"."""
        return amounts(self.entries)


def topics_of(entries: Sequence[Entry], tree: Terms) -> dict[str, Topic]:
    """Every topic that something is about, by id, in the order of the vocabulary."""
    found = {}
    for id_, term in tree.items():
        about = tuple(entry for entry in entries if id_ in entry.about)
        if about:
            broader = str(term.get("broader", ""))
            found[id_] = Topic(id_, term["label"], term.get("definition", ""), broader, about)
    return found


def topic_pages(
    entries: Sequence[Entry],
    tree: Terms,
    *,
    where: Callable[[str], Location],
    icons: Mapping[str, str],
) -> list[HubPage]:
    """The tree at ``/topics/`` and a page for each topic that something is about.

    Args:
        entries: All things of the hub, those that readers may choose from.
        tree: The topics by id, in display order; ``broader`` names the wider one.
        where: The place of a topic in its file; of the list itself for an empty id.
        icons: The icon of each kind of resource.
    """
    topics = topics_of(entries, tree)
    terms = of_kind(entries, "term")
    pages = [_page(topic, topics, terms, where(topic.id), icons) for topic in topics.values()]
    return [_index(topics, where("")), *pages] if pages else []


def _index(topics: Mapping[str, Topic], where: Location) -> HubPage:
    tops = [topic for topic in topics.values() if topic.broader not in topics]
    return HubPage(
        url="topics/",
        kind="topics",
        title="Topics",
        origin=where,
        values={"tree": [(topic, _narrower(topic, topics)) for topic in tops]},
        description="Everything in the hub by topic, with what each topic means.",
        lead=f"{counted(len(topics), 'topic')}, each with what it means and what the hub has on "
        "it. A wider topic holds all that its narrower ones hold.",
        icon=ICON,
    )


def _narrower(topic: Topic, topics: Mapping[str, Topic]) -> list[Topic]:
    return [other for other in topics.values() if other.broader == topic.id]


def _page(
    topic: Topic,
    topics: Mapping[str, Topic],
    terms: Sequence[Entry],
    where: Location,
    icons: Mapping[str, str],
) -> HubPage:
    wider = topics.get(topic.broader)
    records = of_kind(topic.entries, "record")
    groups = by_tiers(records)
    return HubPage(
        url=topic.url,
        kind="topic",
        title=topic.label,
        origin=where,
        values={
            "topic": topic,
            "narrower": _narrower(topic, topics),
            "parts": _parts(topic, terms),
            "groups": _first(groups, CARDS),
            "total": len(records),
            "shown": min(len(records), CARDS),
            "tiers": tiers_among(records),
            "icons": icons,
        },
        description=topic.definition,
        lead=topic.definition,
        kind_label="Topic",
        icon=ICON,
        crumbs=(
            Crumb("Topics", "topics/"),
            *([Crumb(wider.label, wider.url)] if wider else []),
        ),
        facets={"topic": (topic.id,)},
    )


# What is not a resource ------------------------------------------------------------------------


def _parts(topic: Topic, terms: Sequence[Entry]) -> dict[str, list[Entry]]:
    """What the hub itself says on a topic, by kind; what names the topic itself comes first."""

    def own_first(entries: list[Entry]) -> list[Entry]:
        return sorted(entries, key=lambda entry: topic.id not in entry.topics)

    return {
        "summary": own_first(surest_first(of_kind(topic.entries, "summary"))),
        **{k: own_first(of_kind(topic.entries, k)) for k in ("guide", "lesson", "toolkit")},
        "question": own_first(of_kind(topic.entries, "question")),
        "term": terms_in(_text_on(topic), terms),
    }


def _text_on(topic: Topic) -> str:
    """What the words explained on a topic's page are looked for in."""
    own = [s for s in of_kind(topic.entries, "summary") if topic.id in s.topics]
    told = [text for s in own for text in (s.title, s.line, *(claim.text for claim in s.claims))]
    return "\n".join((topic.label, topic.definition, *told))


# Resources by tier -----------------------------------------------------------------------------

Groups = list[tuple[tuple[str, ...], list[Entry]]]


def by_tiers(records: Sequence[Entry]) -> Groups:
    """Resources by the tiers they are for, each once: those for one tier first, then for several.

    Returns:
        Tiers, and the resources that are for just these, by title.
    """
    ordered = sorted(by_title(records), key=_place_of_tiers)
    return [(tiers, list(group)) for tiers, group in groupby(ordered, key=lambda one: one.tiers)]


def _place_of_tiers(record: Entry) -> tuple[bool, int, tuple[str, ...]]:
    return not record.tiers, len(record.tiers), record.tiers


def tiers_among(records: Sequence[Entry]) -> list[tuple[str, int]]:
    """Each tier that a resource is for and how many are for it, in order."""
    found = sorted({tier for record in records for tier in record.tiers})
    return [(tier, sum(tier in record.tiers for record in records)) for tier in found]


def _first(groups: Groups, limit: int) -> Groups:
    """The first so many resources of some groups."""
    kept, left = [], limit
    for tiers, group in groups:
        if left:
            kept.append((tiers, group[:left]))
            left -= len(kept[-1][1])
    return kept
