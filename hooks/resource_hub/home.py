"""The start page: what its front matter and its sections give, and what the hub holds."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from resource_hub.pages import HubPage
from resource_hub.problems import Location
from resource_hub.schema import Document

_HEADING = re.compile(r"<h2\b[^>]*>(.*?)</h2>", re.DOTALL)
_LAST_LINK = re.compile(r'<p><a href="([^"]*)">([^<]*)</a></p>\s*$')


def home_page(
    document: Document,
    html: str,
    *,
    counts: Mapping[str, int],
    summaries: Sequence[Mapping[str, Any]],
    guides: Sequence[Mapping[str, Any]],
    roles: Sequence[Mapping[str, Any]],
    kinds: Sequence[Mapping[str, Any]],
) -> HubPage:
    """The start page.

    Args:
        document: content/index.md; its ``hero`` gives headline, lead and the searches to try.
        html: Clean HTML of its body; each ``h2`` opens a block, and a link that is a block's
            last paragraph becomes its next step.
        counts: How many ``resources``, ``references``, ``summaries`` and ``terms`` there are.
        summaries: As ``home.html`` shows them, the first one large.
        guides: The same.
        roles: Roles of readers, each with its question and the count of its resources.
        kinds: Kinds of resources with their counts.
    """
    hero = document.plain["hero"]
    return HubPage(
        url="",
        kind="home",
        title=document.plain["title"],
        origin=Location(document.source.path),
        description=document.plain["description"],
        values={
            "hero": {
                "title_html": _emphasised(hero["title"]),
                "lead": hero["lead"],
                "asked": [
                    {"text": text, "url": f"search/?q={text.replace(' ', '+')}"}
                    for text in hero["asked"]
                ],
            },
            "counts": counts,
            "summaries": summaries,
            "guides": guides,
            "roles": roles,
            "kinds": kinds,
            "about": _blocks(html),
        },
    )


def _emphasised(title: str) -> Markup:
    """A headline whose ``*words*`` are underlined."""
    parts = re.split(r"\*([^*]+)\*", title)
    return Markup("").join(
        Markup("<em>{}</em>").format(part) if place % 2 else Markup("{}").format(part)
        for place, part in enumerate(parts)
    )


def _blocks(html: str) -> list[dict[str, str]]:
    parts = _HEADING.split(html)[1:]
    return [_block(title, body) for title, body in zip(parts[::2], parts[1::2], strict=True)]


def _block(title: str, body: str) -> dict[str, str]:
    step = _LAST_LINK.search(body)
    return {
        "title": Markup(re.sub(r"<[^>]+>", "", title).replace("¶", "").strip()),
        "html": Markup(body[: step.start()] if step else body),
        "url": step.group(1) if step else "",
        "action": Markup(step.group(2)) if step else "",
    }
