"""What a page of the hub is before any theme sees it."""

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote

from resource_hub.problems import Location

Link = tuple[str, str]  # title, address from the site's root
Links = Mapping[str, Link]  # by what names them, such as an id or "guide:x"


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step above a page: its title and its address from the site's root."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class HubPage:
    """A page made from records or page data.

    Args:
        url: Address from the site's root, without leading and with trailing slash
            (``resources/roar/``); empty for the home page.
        kind: Which body template renders it, and which kind search shows.
        title: Plain text.
        origin: The place an editor goes to in order to change the page.
        values: What the template is given, by name.
        description: One plain sentence for search engines and link previews.
        lead: Plain text below the title.
        kind_label: The kind in words, above the title.
        icon: Name of a Material icon.
        crumbs: The pages above, outermost first.
        cites: Citekeys listed in the page's references without being cited in its text.
        scripts: Browser modules, as addresses from the site's root.
        facets: What search can filter by: name -> values.
        boost: Weight of the page in search, 1 for most.
        searched: Whether search covers the page.
        echo: Whether it shows texts of other pages again, so that works are not used in it anew.
        moved_to: The address to which the page sends readers on, from the site's root.
        canonical: The address of the page that says the same in full, from the site's root.
    """

    url: str
    kind: str
    title: str
    origin: Location
    values: dict[str, Any] = field(default_factory=dict)
    description: str = ""
    lead: str = ""
    kind_label: str = ""
    icon: str = ""
    crumbs: tuple[Crumb, ...] = ()
    cites: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    boost: float = 1.0
    searched: bool = True
    echo: bool = False
    moved_to: str = ""
    canonical: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a text stands: a draft, or reviewed by whom and when; dates are ISO text.

    Args:
        state: ``draft`` or ``reviewed``.
        checked: The day it was last compared with its sources.
        reviewed: The day of its review; empty for a draft, like the next two.
        review_by: The day before which it is to be reviewed again.
        reviewers: The roles of those who reviewed it.
    """

    state: str
    checked: str
    reviewed: str = ""
    review_by: str = ""
    reviewers: tuple[str, ...] = ()


def standing_of(plain: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a :class:`Standing`, from values that a schema typed."""
    return {
        "state": plain["state"],
        "checked": plain["checked"],
        "reviewed": plain.get("reviewed", ""),
        "review_by": plain.get("review_by", ""),
        "reviewers": tuple(reviewer["role"] for reviewer in plain.get("reviewers", ())),
    }


def facets_of(
    *,
    audience: Sequence[str],
    topics: Sequence[str],
    tiers: Sequence[int | str],
    domains: Sequence[str],
) -> dict[str, tuple[str, ...]]:
    """What search can filter a text by, without what the text leaves open."""
    found = {"audience": audience, "topic": topics, "tier": tiers, "domain": domains}
    return {name: tuple(map(str, values)) for name, values in found.items() if values}


def edit_address(template: str, origin: Location) -> str:
    """Where a reader proposes a change to what stands at ``origin``; empty without a template.

    Args:
        template: An address with ``{path}`` and, maybe, ``{line}``.
        origin: The file and line that the page comes from.
    """
    return template.replace("{path}", quote(origin.path)).replace("{line}", str(origin.line))


def report_address(template: str, title: str, page: str) -> str:
    """Where a reader reports a problem with a page; empty without a template.

    Args:
        template: An address in which ``{title}`` and ``{page}`` may stand.
        title: The title of the page.
        page: Its address, whole where it is known.
    """
    encoded = template.replace("{title}", quote(title, safe=""))
    return encoded.replace("{page}", quote(page, safe=""))


def from_root(url: str) -> str:
    """The address of a page as we write it, from one that is encoded for a link.

    The home page, "./" in a link, is empty.
    """
    return "" if url in (".", "./") else unquote(url)


def counted(count: int, one: str, many: str = "") -> str:
    """A number and its noun: "1 claim", "2 summaries"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


_CITATION = re.compile(r"\s*\[[^\[\]]*@[^\[\]]*\]")


def plain_text(text: str) -> str:
    """Short Markdown on one line: citations, link targets, emphasis and code signs are dropped."""
    text = re.sub(r"\[([^\[\]]*)\]\([^()]*\)", r"\1", _CITATION.sub("", text))
    return " ".join(re.sub(r"[*`]", "", text).split())


def relative(target: str, page: str) -> str:
    """The address of ``target`` as written on ``page``, both from the site's root.

    Relative addresses work under any site path and from a folder on disk.
    """
    address, mark, fragment = target.partition("#")
    if address == page and mark:
        return f"#{fragment}"
    start = page if page.endswith("/") or not page else posixpath.dirname(page)
    path = posixpath.relpath(f"/{address}", f"/{start}")
    if address.endswith("/") or not address:
        path += "/"
    if ":" in path.partition("/")[0]:
        path = f"./{path}"  # RFC 3986, 4.2: else the part before the colon is read as a scheme
    return f"{path}{mark}{fragment}"
