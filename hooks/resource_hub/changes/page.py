"""The page "What's new"."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from resource_hub.changes.feeds import FEEDS
from resource_hub.changes.values import KINDS, Change, newest_first
from resource_hub.pages import HubPage
from resource_hub.problems import Location

FEW = 8  # of a kind on one day; more are counted and folded


@dataclass(frozen=True, slots=True)
class Group:
    """What happened in one way on one day.

    Args:
        word: The kind in words.
        changes: By title.
        sentence: How many they are, and the text that all share, if they are many; else empty.
    """

    word: str
    changes: tuple[Change, ...]
    sentence: str = ""


def changes_page(changes: Iterable[Change], *, origin: Location) -> HubPage:
    """The page ``/changes/``: every change by day, newest first."""
    ordered = newest_first(changes)
    days = [
        (day, [_group(kind, list(same)) for kind, same in groupby(of_day, key=lambda c: c.kind)])
        for day, of_day in groupby(ordered, key=lambda change: change.day)
    ]
    return HubPage(
        url="changes/",
        kind="changes",
        title="What’s new",
        origin=origin,
        lead="Resources that were added, changed, reviewed or withdrawn, newest first.",
        description="What was added to the hub, changed, reviewed and withdrawn, by day.",
        icon="update",
        values={"days": days, "feeds": FEEDS if ordered else ()},
        searched=False,  # every record has its own document
    )


def _group(kind: str, changes: Sequence[Change]) -> Group:
    word = KINDS[kind]
    if len(changes) <= FEW:
        return Group(word, tuple(changes))
    said = {(change.text, change.of_many) for change in changes}
    common = said.pop() if len(said) == 1 else ("", "")
    sentence = f"{len(changes)} resources were {kind}. {common[1]}".strip()
    same = bool(common[1])
    rows = (replace(change, text="") if same else change for change in changes)
    return Group(word, tuple(rows), sentence)
