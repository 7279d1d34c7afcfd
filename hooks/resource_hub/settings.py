"""The hub's settings in mkdocs.yml, and the addresses that follow from them."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urljoin


def filled(pattern: str, **values: str) -> str:
    """An address with values, encoded for it, in the places of their names.

    ``filled("https://ask.example/?about={title}", title="A & B")`` is
    ``https://ask.example/?about=A%20%26%20B``. A name in braces that has no value stays as it is.
    """
    return re.sub(
        r"\{(\w+)\}",
        lambda name: quote(values[name[1]], safe="") if name[1] in values else name[0],
        pattern,
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """What readers are offered beyond the hub's own pages.

    Args:
        site_url: The address of the published site, ending in a slash; empty if it is not known.
        links: Addresses by name: membership, donation, newsletter, summit, contact.
        patterns: Addresses to be filled, by name: ask, report.
    """

    site_url: str = ""
    links: Mapping[str, str] = field(default_factory=dict)
    patterns: Mapping[str, str] = field(default_factory=dict)

    def address(self, name: str, *, title: str = "", page: str = "", claim: str = "") -> str:
        """The address for one purpose; empty if it is not set.

        Args:
            name: Such as ``membership`` or ``ask``.
            title: The title of the page from which a reader goes there.
            page: Its address from the site's root, with the anchor of a claim.
            claim: The text of the claim that the reader asks about.
        """
        if name in self.links:
            return self.links[name]
        whole = urljoin(self.site_url, page) if self.site_url else f"/{page}"
        return filled(self.patterns.get(name, ""), title=title, page=whole, claim=claim)


NO_SETTINGS = Settings()


def read_settings(hub: Mapping[str, Any], site_url: str = "") -> Settings:
    """The settings from ``extra.hub`` of mkdocs.yml, already checked by their schema."""
    patterns = {name: str(hub.get(f"{name}_url") or "") for name in ("ask", "report")}
    return Settings(site_url, dict(hub.get("links") or {}), patterns)


def shown_links(links: Iterable[Mapping[str, Any]], has: Collection[str]) -> list[dict[str, Any]]:
    """The links of a menu without those that need what the hub does not have.

    Args:
        links: As mkdocs.yml has them; ``needs`` names what a link needs.
        has: Names of what is set or exists.
    """
    return [dict(link) for link in links if link.get("needs", "") in ("", *has)]
