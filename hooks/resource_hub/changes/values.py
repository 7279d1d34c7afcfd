"""Changes as values, and their order."""

from collections.abc import Iterable
from dataclasses import dataclass

# Kind -> its word; on one day those come first that a reader must not miss.
KINDS = {
    "withdrawn": "Withdrawn",
    "declined": "Declined",
    "certified": "Certified",
    "listed": "Listed",
    "changed": "Changed",
    "added": "Added",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that became different, told once and for all.

    Args:
        day: ISO 8601.
        kind: A key of ``KINDS``.
        title: Of the page that it is about.
        address: Of that page, from the site's root.
        text: What it was, in plain words; may be empty.
        about: What the page is about, as in "a research site"; may be empty.
        name: A name for it that is never given to another and never changes.
        of_many: ``text`` as it is said once of several; may be empty.
    """

    day: str
    kind: str
    title: str
    address: str
    text: str
    about: str
    name: str
    of_many: str = ""

    @property
    def headline(self) -> str:
        """It in a line: "Added: What Works Clearinghouse"."""
        return f"{KINDS[self.kind]}: {self.title}"


def newest_first(changes: Iterable[Change]) -> list[Change]:
    """Changes from the newest day; within a day by kind, then by title."""
    order = list(KINDS)
    within = sorted(changes, key=lambda c: (order.index(c.kind), c.title.casefold(), c.name))
    return sorted(within, key=lambda change: change.day, reverse=True)
