"""Works as readers see them, and their pages."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from resource_hub.pages import Crumb, HubPage
from resource_hub.problems import Location
from resource_hub.references.facts import Item, facts_of, linked_of

FILTER = "assets/references/filter.mjs"

Terms = Mapping[str, Mapping[str, Any]]  # terms of a vocabulary by id, in display order

# Why details are not confirmed, for readers; what editors wrote about it is for editors.
LEVELS = {
    "S": "The work was seen only in documents that cite it.",
    "K": "The details come from general knowledge; the work itself was not seen.",
}
DOUBT = "An open question about its details is noted for the editors."


@dataclass(frozen=True, slots=True)
class Use:
    """A place that rests on a work.

    Args:
        page: The title of the page.
        page_url: Its address.
        part: The claim, question, action or lesson on it; empty for the page as a whole.
        url: The address of the part.
        disputes: Whether the work is named there as one that disputes the claim.
    """

    page: str
    page_url: str
    part: str = ""
    url: str = ""
    disputes: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """A work as readers see it.

    Args:
        key: The citekey.
        html: The entry as cited, safe HTML without an element around it.
        title: Plain text.
        where: Its place in references.bib.
        year: As written: "2015", "n.d.", "in press".
        finding: What it found; design: what kind of work it is, both plain text or empty.
        kind: Id of the study design that the design belongs to; empty for none.
        topics: Topics of the pages that use it.
        confirmed: Whether its details are confirmed; ``reasons`` say why not.
        item: The work as CSL-JSON with plain texts; may be empty.
        files: Addresses of its files by the names of their formats.
        uses: The places that rest on it, in reading order.
    """

    key: str
    html: str
    title: str
    where: Location
    year: str = ""
    finding: str = ""
    design: str = ""
    kind: str = ""
    topics: tuple[str, ...] = ()
    confirmed: bool = True
    reasons: tuple[str, ...] = ()
    item: Item = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    uses: tuple[Use, ...] = ()

    @property
    def url(self) -> str:
        """Its address from the site's root."""
        return f"references/{self.key}/"

    @property
    def doi(self) -> str:
        """As in "10.1000/182"; empty if it has none."""
        return str(self.item.get("DOI", ""))

    @property
    def decade(self) -> str:
        """The decade it appeared in, such as "2010s"; empty without a year."""
        found = re.match(r"(\d{3})\d", self.year)
        return f"{found[1]}0s" if found else ""

    @property
    def pages(self) -> list[tuple[str, str, list[Use]]]:
        """Title and address of each page that uses it, with the parts that do."""
        titles: dict[str, str] = {}
        parts: dict[str, list[Use]] = {}
        for use in self.uses:
            titles.setdefault(use.page_url, use.page)
            parts.setdefault(use.page_url, []).extend([use] if use.part else [])
        return [(title, url, parts[url]) for url, title in titles.items()]


def design_of(text: str, designs: Terms) -> str:
    """The id of the study design whose word a description begins with; the longest word wins.

    Args:
        text: The field ``design``, such as "randomised trial (34 classrooms)".
        designs: Study designs; ``matches`` lists the words that each begins with.
    """
    text = text.casefold()
    fits = [
        (len(word), id)
        for id, term in designs.items()
        for word in term.get("matches", ())
        if text.startswith(word.casefold())
    ]
    return max(fits, key=lambda fit: fit[0])[1] if fits else ""


def why_not_confirmed(level: str, in_doubt: bool) -> tuple[str, ...]:
    """Sentences for readers: why the details of a work are not confirmed; none if they are."""
    found = [LEVELS[level]] if level in LEVELS else []
    return (*found, *([DOUBT] if in_doubt else []))


# Pages ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Facet:
    """What works can be filtered by: its name in addresses, its title, and (value, word, count)."""

    name: str
    title: str
    choices: tuple[tuple[str, str, int], ...]


def reference_pages(
    works: Sequence[Work], *, designs: Terms, topics: Terms, files: Mapping[str, str]
) -> list[HubPage]:
    """The list of all works at ``/references/`` and a page for each.

    Args:
        works: In the order of a reference list.
        designs: Study designs, in display order.
        topics: The same of topics.
        files: Addresses of the files that hold all works, by the names of their formats.
    """
    listing = HubPage(
        url="references/",
        kind="references",
        title="References",
        origin=Location("references.bib"),
        lead=f"All {len(works)} works in the list of references, in APA style.",
        description="The works that the hub rests on, what each found and where it is used.",
        values={"entries": works, "facets": facets_of(works, designs, topics), "files": files},
        scripts=(FILTER,),
        searched=False,  # every work has its own document
    )
    return [listing, *(_page(work) for work in works)]


def facets_of(works: Sequence[Work], designs: Terms, topics: Terms) -> list[Facet]:
    """What the list can be filtered by; values that no work has are left out."""
    kinds = Counter(work.kind or "other" for work in works)
    about = Counter(topic for work in works for topic in work.topics)
    decades = Counter(work.decade or "none" for work in works)
    years = {decade: decade for decade in sorted(decades.keys() - {"none"}, reverse=True)}
    return [
        Facet("design", "Kind of work", _choices(kinds, _labels(designs) | {"other": "Other"})),
        Facet("topic", "Topic", _choices(about, _labels(topics))),
        Facet("year", "Year", _choices(decades, years | {"none": "No year"})),
    ]


def _labels(terms: Terms) -> dict[str, str]:
    return {id: str(term.get("label", id)) for id, term in terms.items()}


def _choices(
    counts: Mapping[str, int], words: Mapping[str, str]
) -> tuple[tuple[str, str, int], ...]:
    return tuple((id, word, counts[id]) for id, word in words.items() if counts[id])


def _page(work: Work) -> HubPage:
    return HubPage(
        url=work.url,
        kind="reference",
        title=work.title,
        origin=work.where,
        kind_label="Reference",
        icon="bookmark-outline",
        description=work.finding or work.title,
        crumbs=(Crumb("References", "references/"),),
        values={
            "entry": work,
            "facts": facts_of(work.item, work.year),
            "linked": linked_of(work.item, work.finding),
        },
    )
