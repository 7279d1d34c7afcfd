"""What no finished page may hold: a citation that was left as it was written."""

import re
from collections.abc import Callable

from resource_hub.problems import Location, Problem, error, quoted

_RAW = re.compile(r"\[[^\[\]]*(?<![\w/])-?@[^\[\]]*\]|\(\?\?\?\)|\?\?\?")


def check_page(html: str, url: str, place: Callable[[str], Location]) -> list[Problem]:
    """P004 for a page whose text, code left out, shows a citation that was not resolved.

    Args:
        html: The finished page.
        url: Its address, for the message.
        place: Where a text of the page stands in its source.
    """
    if "@" not in html and "hub-cite " not in html and "???" not in html:
        return []
    from selectolax.lexbor import LexborHTMLParser  # kept off commands that only read

    tree = LexborHTMLParser(html)
    for node in tree.css("pre, code, script, style"):
        node.decompose()
    left = [match.group(0) for match in _RAW.finditer(tree.body.text() if tree.body else "")]
    left += [node.attributes.get("data-raw") or "" for node in tree.css("hub-cite")]
    return [
        error(
            place(raw),
            "P004",
            f"the page /{url} shows the citation {quoted(raw)} as it was written",
            "citations are not read in raw HTML: write it as Markdown, or put code in backticks",
        )
        for raw in dict.fromkeys(left)
    ]
