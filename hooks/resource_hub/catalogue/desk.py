"""The reader's desk: resources side by side, and a list kept on the reader's device."""

from dataclasses import dataclass

from resource_hub.pages import Crumb, HubPage
from resource_hub.problems import Location

# Gives cards and record pages the buttons "Compare" and "Save".
BUTTONS = "assets/desk/buttons.mjs"
# The kinds of pages that show resources, as cards or as the subject.
SHOW_RESOURCES = ("catalogue", "listing", "topic", "tier", "role", "record")


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the comparison.

    Args:
        label: Its heading.
        marks: The names by which record.html marks the fact (``data-fact``), or those that
            assets/desk/record.mjs finds in every page: ``what`` and ``state``.
        missing: What is said of a record whose page does not state it.
    """

    label: str
    marks: tuple[str, ...]
    missing: str = "Not stated"


FACTS = {
    "What it is": (
        Fact("In short", ("what",)),
        Fact("Why it is listed", ("why",)),
        Fact("Publisher", ("publisher",)),
        Fact("Our tie to it", ("tie",)),
    ),
    "For whom": (
        Fact("Roles", ("audience",)),
        Fact("Grades", ("grades",)),
        Fact("Tiers", ("tiers",)),
        Fact("Topics", ("topics",)),
    ),
    "What it takes": (
        Fact("Cost", ("cost",)),
        Fact("License", ("license",)),
        Fact("Formats", ("formats",)),
        Fact("Languages", ("languages",)),
        Fact("Country", ("country",)),
    ),
    "How sure": (
        Fact("Level of evidence", ("level",)),
        Fact("What that rests on", ("basis",)),
        Fact("Shown for", ("shown-for",)),
        Fact("Not shown for", ("not-shown-for",)),
        Fact("What others say", ("elsewhere",), "No rating by another body is recorded"),
    ),
    "Who checked": (
        Fact("Vetting", ("state", "vetting")),
        Fact("Address", ("checked",)),
    ),
}


def desk_pages() -> list[HubPage]:
    """The comparison and "My list"; their content is put together in the browser."""
    return [
        HubPage(
            url="compare/",
            kind="compare",
            title="Compare resources",
            origin=Location("hooks/resource_hub/templates/compare.html"),
            lead="Up to four resources side by side, in the words of their own pages.",
            description="Compare up to four resources of the catalogue, fact by fact.",
            crumbs=(Crumb("Resources", "resources/"),),
            scripts=("assets/desk/compare.mjs",),
            values={"groups": FACTS},
            searched=False,
        ),
        HubPage(
            url="list/",
            kind="list",
            title="My list",
            origin=Location("hooks/resource_hub/templates/list.html"),
            lead="Resources that you save, to share, print or take away as a file.",
            description="Resources of the catalogue that you saved, kept on your device.",
            crumbs=(Crumb("Resources", "resources/"),),
            scripts=("assets/desk/list.mjs",),
            searched=False,
        ),
    ]
