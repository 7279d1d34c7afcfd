"""Partner organizations: the directory of the network, by region and by role."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from resource_hub.pages import HubPage
from resource_hub.problems import Location, Problem, error, quoted, repeated
from resource_hub.schema import Document

Terms = Mapping[str, Mapping[str, Any]]  # id -> term, in display order


@dataclass(frozen=True, slots=True)
class Partner:
    """One organization; ``agreed`` is the day on which it agreed to be named, as ISO text."""

    id: str
    name: str
    url: str
    about: str
    region: str
    country: str
    roles: tuple[str, ...]
    relationship: str
    agreed: str
    where: Location


def read_partners(document: Document) -> tuple[list[Partner], list[Problem]]:
    """Read ``content/partners.yaml``, already checked by its schema.

    Returns:
        The organizations in the order of the file, and problems U001 and U002.
    """
    partners = [_partner(plain, document.where(n)) for n, plain in enumerate(document.plain)]
    mend = "give this organization an id of its own, or delete one of the two"
    ids = repeated(document.ids(), "U001", "organization", mend)
    return partners, [*ids, *_check_persons(document)]


def _partner(plain: Mapping[str, Any], where: Location) -> Partner:
    return Partner(
        id=plain["id"],
        name=plain["name"],
        url=plain["url"],
        about=plain["about"],
        region=plain["region"],
        country=plain.get("country", ""),
        roles=tuple(plain["roles"]),
        relationship=plain["relationship"],
        agreed=plain["agreed"],
        where=where,
    )


_EMAIL = re.compile(r"[^\s@/:,;<>()]+@[^\s@/:,;<>()]+\.[A-Za-z]{2,}")


def _check_persons(document: Document) -> Iterator[Problem]:
    """U002 for each e-mail address: the directory is of organizations, and mail finds a person."""
    for place, plain in enumerate(document.plain):
        for key in ("name", "about", "url"):
            if found := _EMAIL.search(plain[key]):
                yield error(
                    document.where(place, key),
                    "U002",
                    f"the {key} of {quoted(plain['id'])} has the e-mail address {quoted(found[0])}",
                    "take it out; 'url' leads to the organization's own site, and readers write "
                    "to it from there",
                )


def network_page(
    document: Document,
    html: str,
    partners: Sequence[Partner],
    vocabularies: Mapping[str, Terms],
) -> HubPage:
    """The page of the network: what editors wrote, then the directory.

    Args:
        document: The page's Markdown file.
        html: Its body as clean HTML.
        partners: The organizations, in any order.
        vocabularies: Terms by list and id; ``regions`` and ``partner_roles`` are read.
    """
    plain = document.plain
    shown = sorted(partners, key=lambda partner: (partner.name.casefold(), partner.id))
    return HubPage(
        url="community/network/",
        kind="network",
        title=plain["title"],
        origin=Location(document.source.path),
        values={
            "body": html,
            "regions": _grouped(shown, vocabularies.get("regions", {}), lambda p: (p.region,)),
            "roles": _grouped(shown, vocabularies.get("partner_roles", {}), lambda p: p.roles),
            "total": len(shown),
            "links": plain.get("links", ()),
        },
        description=plain["description"],
        lead=plain.get("lead", ""),
    )


def _grouped(
    partners: Sequence[Partner], terms: Terms, of: Callable[[Partner], Sequence[str]]
) -> list[tuple[str, Mapping[str, Any], list[Partner]]]:
    """Id, term and partners of each term that has any, in the order of the list."""
    groups = [(id_, term, [p for p in partners if id_ in of(p)]) for id_, term in terms.items()]
    return [group for group in groups if group[2]]
