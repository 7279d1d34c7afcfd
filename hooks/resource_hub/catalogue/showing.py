"""The page of a record."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from resource_hub.catalogue.facets import Terms
from resource_hub.catalogue.linked import age_range
from resource_hub.catalogue.opinions import FindScale, disagreement_of, opinions_of, own_voice
from resource_hub.catalogue.records import ResourceRecord
from resource_hub.catalogue.related import Neighborhood
from resource_hub.catalogue.scoring import Standard, scores_of
from resource_hub.catalogue.shelf import Shelved
from resource_hub.catalogue.words import Words
from resource_hub.pages import Crumb, HubPage, Link

# How each kind of resource is drawn.
ICONS = {
    "guidance": "file-document-outline",
    "research-site": "library-outline",
    "tool": "tools",
    "assessment": "clipboard-text-outline",
    "open-resource": "book-open-page-variant-outline",
    "intervention": "hand-extended-outline",
    "professional-learning": "school-outline",
    "dataset": "database-outline",
    "organisation": "domain",
}


HOME = "resources/"
STATES = "assets/catalogue/states.mjs"  # compares dates with the day of reading
SHARE = "assets/record/view.mjs"
FACETS = ("topic", "tier", "audience", "domain", "kind", "cost", "grade")  # what search filters by


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What pages of records show of the rest of the hub.

    Args:
        used: Titles and addresses of the pages that point to a record's id.
        scale_of: The scale of another body, by its id or name.
        standards: Versions of the standard, newest first.
        site: The address that the hub is published at; empty if unknown.
    """

    used: Callable[[str], Sequence[Link]] = lambda id_: ()
    scale_of: FindScale = lambda by: None
    standards: Mapping[str, Standard] = field(default_factory=dict)
    site: str = ""


def record_pages(
    shelf: Sequence[Shelved], *, vocabularies: Mapping[str, Terms], around: Surroundings
) -> list[HubPage]:
    """A page for each record, and one that leads on at each id that a record once had.

    Args:
        shelf: All records that the hub may name.
        vocabularies: Terms by list and id, in display order.
        around: The rest of the hub.
    """
    words = Words(vocabularies)
    titles = {one.record.id: (one.record.title, one.record.address) for one in shelf}
    near = Neighborhood(shelf, vocabularies.get("topics", {}))
    pages = []
    for one in shelf:
        page = _record_page(one, words, around)
        vetting = one.record.vetting
        successor = titles.get(vetting.successor) if vetting else None
        # Found when the page is drawn: the check draws none.
        more = {"related": partial(near.around, one), "successor": successor}
        pages.append(replace(page, values={**page.values, **more}))
    return [*pages, *(moved for one in shelf for moved in _moved_pages(one.record))]


def _record_page(one: Shelved, words: Words, around: Surroundings) -> HubPage:
    record = one.record
    return HubPage(
        url=record.address,
        kind="record",
        title=record.title,
        origin=record.where,
        lead=record.description,
        description=record.description,
        kind_label=words.label("kinds", record.kind),
        icon=ICONS.get(record.kind, "bookmark-outline"),
        crumbs=(Crumb("Resources", HOME),),
        cites=record.evidence.citekeys,
        values={
            "record": record,
            "one": one,
            "ages": age_range(record, words),
            "address": around.site + record.address if around.site else "",
            # Records that name this one are told in words of their own.
            "used": [link for link in around.used(record.id) if not link[1].startswith(HOME)],
            **_opinions(record, words, around.scale_of),
            **_review(record, around.standards),
        },
        scripts=(STATES, SHARE) if record.vetting else (SHARE,),
        facets={name: tuple(one.values[name]) for name in FACETS},
    )


def _opinions(record: ResourceRecord, words: Words, scale_of: FindScale) -> dict[str, Any]:
    level = words.vocabularies.get("evidence_levels", {}).get(record.evidence.level, {})
    voices = opinions_of(record, scale_of)
    ours = own_voice(record, str(level.get("label", "")), str(level.get("definition", "")))
    heard = [ours, *voices] if ours else voices
    return {"voices": voices, "ours": ours, "disagreement": disagreement_of(heard)}


def _review(record: ResourceRecord, standards: Mapping[str, Standard]) -> dict[str, Any]:
    vetting = record.vetting
    if vetting is None:
        return {"standard": next(iter(standards.values()), None), "scores": []}
    standard = standards.get(vetting.rubric)
    scored = standard is not None and vetting.scores
    return {
        "standard": standard,
        "scores": scores_of(vetting, standard, record.kind) if scored else [],
    }


def _moved_pages(record: ResourceRecord) -> list[HubPage]:
    return [
        HubPage(
            url=f"{HOME}{old}/",
            kind="moved",
            title=record.title,
            origin=record.where,
            description=f"The record {record.title} has another address now.",
            crumbs=(Crumb("Resources", HOME),),
            values={"to": (record.title, record.address)},
            moved_to=record.address,
            searched=False,
        )
        for old in record.was
    ]
