"""Evidence wanted: topics with questions but without strong sources."""

from collections.abc import Sequence
from dataclasses import dataclass

from resource_hub.pages import HubPage, counted
from resource_hub.problems import Location
from resource_hub.ways.entries import CERTAINTIES, Claim, Entry, Terms, of_kind

ICON = "magnify-expand"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A topic that evidence is wanted for.

    Args:
        id: The topic.
        label: Its name.
        definition: What it means, in one line.
        asking: The summaries, guides and questions that ask about it.
        best: The surest claim of its summaries, and the summary; None if none is rated.
    """

    id: str
    label: str
    definition: str
    asking: tuple[Entry, ...]
    best: tuple[Claim, Entry] | None


def wanted(entries: Sequence[Entry], topics: Terms) -> list[Wanted]:
    """The topics with questions but without strong sources, in the order of the vocabulary.

    A topic has questions if a summary, a guide or a question people ask is set on it, or if a
    summary on it names what is not known. It has strong sources if a claim of a summary on it is of
    high certainty, whatever the claim says, or if a resource on it is rated strong and names the
    works which that rests on; the best rating of a practice guide speaks for no topic. What is set
    on a narrower topic counts for that one only: a wide topic would else hide its gaps.
    """
    found = []
    for id_, term in topics.items():
        on = [entry for entry in entries if id_ in entry.topics]
        asking = tuple(of_kind(on, "summary", "guide", "question"))
        if asking and not any(map(_is_strong, on)):
            found.append(
                Wanted(id_, term["label"], term.get("definition", ""), asking, _best(asking))
            )
    return found


def _is_strong(entry: Entry) -> bool:
    sure = any(claim.certainty == "high" for claim in entry.claims)
    return sure or (entry.level_on_topics == "strong" and entry.sources > 0)


def _best(asking: Sequence[Entry]) -> tuple[Claim, Entry] | None:
    found = [(entry.surest, entry) for entry in asking if entry.surest]
    return min(found, key=lambda pair: CERTAINTIES.index(pair[0].certainty), default=None)


def wanted_page(entries: Sequence[Entry], topics: Terms, *, where: Location) -> HubPage:
    """The page ``/wanted/``.

    Args:
        entries: All things of the hub that readers may choose from.
        topics: The topics by id, in display order.
        where: The place that an editor goes to in order to change it.
    """
    without = wanted(entries, topics)
    asked = {entry.url for one in without for entry in one.asking}
    summaries = [summary for summary in of_kind(entries, "summary") if summary.gaps]
    summaries.sort(key=lambda summary: summary.url not in asked)
    gaps = sum(len(summary.gaps) for summary in summaries)
    return HubPage(
        url="wanted/",
        kind="wanted",
        echo=True,
        title="Evidence wanted",
        origin=where,
        values={
            "topics": without,
            "summaries": summaries,
            "anchors": {one.url: f"in-{one.url.strip('/').split('/')[-1]}" for one in summaries},
        },
        description="Questions that the hub cannot answer from strong sources.",
        lead=f"{counted(len(without), 'topic')} with questions but without strong sources, and "
        f"{counted(gaps, 'open question')} from our own evidence summaries.",
        icon=ICON,
        searched=False,  # the summaries that it repeats are searched themselves
    )
