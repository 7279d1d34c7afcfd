"""The page of an evidence summary, and the list of all of them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from resource_hub.evidence.body import PARTS, SECTIONS
from resource_hub.evidence.brief import is_due, meeting_address, minutes_to_read
from resource_hub.evidence.figures import axis_of
from resource_hub.evidence.summaries import Claim, Summary
from resource_hub.pages import Crumb, HubPage, plain_text
from resource_hub.problems import Location
from resource_hub.schema import Document

CERTAINTIES = ("high", "moderate", "low", "very-low", "opinion", "law", "not-rated")
DIRECTIONS = ("harms", "no-difference", "mixed", "helps", "unknown")

Link = tuple[str, str]  # title, address from the site's root


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A claim as the page shows it.

    Args:
        claim: The claim.
        number: Its place on the page, from 1.
        basis: The paragraphs that say what it rests on (clean HTML, without ``<p>``).
        uncited: Sources of the claim that these paragraphs do not cite.
    """

    claim: Claim
    number: int
    basis: tuple[Markup, ...]
    uncited: tuple[str, ...]


def compose(summary: Summary, html: str) -> dict[str, Any]:
    """What the template ``summary.html`` is given, but for links to other pages.

    Args:
        summary: The summary, read without errors.
        html: Its body as clean HTML; each ``h2`` opens a section.

    Returns:
        ``summary``; ``claims`` (list of :class:`ShownClaim`); ``numbers`` (by id);
        ``sections`` (id -> what else stands under the heading); ``columns`` and
        ``grid`` (claims that say a direction, by certainty);
        ``outside`` (certainty -> claims without a direction); ``figures`` (each with its axis);
        ``minutes`` (that the page takes to read, without its list of works).
    """
    numbers = {claim.id: number for number, claim in enumerate(summary.claims, 1)}
    bases: dict[str, list[Markup]] = {id: [] for id in numbers}
    prose: dict[str, list[str]] = {id: [] for id in SECTIONS}
    for section, block in _blocks(html):
        id = _leading_mark(block) if section == "what-we-know" else ""
        if id in bases:
            bases[id].append(Markup(_linked(_MARKED.sub("", block).removesuffix("</p>"), numbers)))
        else:
            prose[section].append(_linked(block, numbers))
    claims = [_shown(claim, numbers[claim.id], bases[claim.id]) for claim in summary.claims]
    sections = {id: Markup("\n".join(blocks)) for id, blocks in prose.items()}
    return {
        "summary": summary,
        "claims": claims,
        "numbers": numbers,
        "sections": sections,
        **_at_a_glance(claims),
        "figures": [(figure, axis_of(figure.results)) for figure in summary.figures],
        "minutes": minutes_to_read(_texts(summary, claims, sections)),
    }


def _texts(
    summary: Summary, claims: list[ShownClaim], sections: Mapping[str, Markup]
) -> Iterator[str]:
    yield from (summary.title, summary.question, summary.bottom_line)
    for shown in claims:
        yield from (shown.claim.text, *shown.basis)
    yield from sections.values()
    for figure in summary.figures:
        yield from (figure.title, figure.measure, figure.note)
        yield from (" ".join((one.label, *one.numbers)) for one in figure.results)
    yield from (*summary.we_do_not_know, *summary.do_next)


def _blocks(html: str) -> Iterator[tuple[str, str]]:
    """The blocks of a body, each with the id of its section; headings of sections are left out."""
    from selectolax.lexbor import LexborHTMLParser  # kept off commands that only read

    section = SECTIONS[0]
    for node in LexborHTMLParser(f"<body>{html}").body.iter(include_text=True):
        heading = node.text().replace("¶", "").strip().casefold() if node.tag == "h2" else ""
        if heading in PARTS:
            section = SECTIONS[PARTS[heading][0]]
        elif node.html.strip():
            yield section, node.html


_MARKED = re.compile(r"\A<p\b[^>]*>\s*\[([A-Za-z0-9-]+)\]\s*")


def _leading_mark(block: str) -> str:
    match = _MARKED.match(block)
    return match[1] if match else ""


# What may not be touched first: links and code whole, then tags, quotation marks minded.
_MARK_IN_HTML = re.compile(
    r"<(a|code|pre|hub-cite)\b.*?</\1>|<(?:\"[^\"]*\"|[^\">])*>|\[([A-Za-z0-9-]+)\]", re.DOTALL
)


def _linked(html: str, numbers: Mapping[str, int]) -> str:
    """HTML whose marks ``[c1]`` lead to their claims."""

    def link(match: re.Match[str]) -> str:
        number = numbers.get(match[2] or "")
        if not number:
            return match[0]
        return f'<a href="#{match[2]}" aria-label="Claim {number}">[{number}]</a>'

    return _MARK_IN_HTML.sub(link, html)


def _shown(claim: Claim, number: int, basis: list[Markup]) -> ShownClaim:
    text = "".join(basis)
    uncited = tuple(
        source
        for source in claim.sources
        if not re.search(rf"(?<![a-z0-9_]){source.partition(',')[0]}(?![a-z0-9_])", text)
    )
    return ShownClaim(claim, number, tuple(basis), uncited)


def _at_a_glance(claims: list[ShownClaim]) -> dict[str, Any]:
    used = {shown.claim.direction for shown in claims}
    columns = [d for d in DIRECTIONS if d != "unknown" or d in used]
    placed = [shown for shown in claims if shown.claim.direction]
    grid = [
        (step, [[s for s in row if s.claim.direction == column] for column in columns])
        for step, row in _by_certainty(placed)
    ]
    outside = _by_certainty([shown for shown in claims if not shown.claim.direction])
    return {"columns": columns, "grid": grid, "outside": outside}


def _by_certainty(claims: list[ShownClaim]) -> list[tuple[str, list[ShownClaim]]]:
    steps = [(step, [s for s in claims if s.claim.certainty == step]) for step in CERTAINTIES]
    return [(step, row) for step, row in steps if row]


def summary_page(
    summary: Summary,
    html: str,
    *,
    records: Mapping[str, Link],
    pages: Mapping[str, Link],
    as_of: date | None = None,
) -> HubPage:
    """The page of one summary.

    Args:
        summary: The summary, read without errors.
        html: Its body as clean HTML.
        records: Catalogue records by id; those it names and that are missing are left out.
        pages: Other pages by slug; the same holds.
        as_of: The day the build speaks of; a review due before it is said on the page.
    """
    values = compose(summary, html) | {
        "resources": [records[id] for id in summary.resources if id in records],
        "see_also": [pages[slug] for slug in summary.see_also if slug in pages],
        "is_due": is_due(summary, as_of),
        "meeting": meeting_address(summary),
    }
    return HubPage(
        url=summary.url,
        kind="summary",
        title=summary.title,
        origin=summary.where,
        values=values,
        description=summary.description or plain_text(summary.bottom_line),
        lead=summary.question,
        kind_label="Evidence summary",
        icon="text-box-search-outline",
        crumbs=(Crumb("Evidence", "evidence/"),),
        cites=summary.claimed,
        facets={
            "topic": summary.topics,
            "audience": summary.audience,
            "tier": tuple(str(tier) for tier in summary.tiers),
            "domain": summary.domains,
        },
    )


def index_page(document: Document, html: str, summaries: Iterable[Summary]) -> HubPage:
    """The list of all summaries, below the text of ``content/evidence/index.md``."""
    return HubPage(
        url="evidence/",
        kind="evidence-index",
        title=document.plain["title"],
        origin=Location(document.source.path),
        values={"body": Markup(html), "summaries": list(summaries)},
        description=document.plain["description"],
        lead=document.plain.get("lead", ""),
        icon="text-box-search-outline",
    )
