"""What a finished file points at, and the anchors it has."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

_WITH_ADDRESS = (
    "a[href], area[href], link[href], link[imagesrcset], [src], [srcset], [poster], form[action], "
    "[formaction], object[data], use, image, meta[http-equiv]"
)
# Relations for which a browser asks at once; a canonical or alternate address it only notes.
_LOADED_RELATIONS = frozenset(
    [
        "stylesheet",
        "icon",
        "apple-touch-icon",
        "mask-icon",
        "manifest",
        "preconnect",
        "dns-prefetch",
        "prefetch",
        "preload",
        "modulepreload",
        "prerender",
    ]
)
_FOLLOWED = frozenset({"a", "area", "link", "meta"})  # asked for when a reader chooses, or never


@dataclass(frozen=True, slots=True)
class Target:
    """One address in a finished file.

    Args:
        element: The name of the element, or of the JSON key or style rule.
        attribute: The attribute that holds it; empty where there is none.
        href: The address with entities undone, else as it stands.
        loads: Whether a browser asks for it by itself, or sends a form to it.
    """

    element: str
    attribute: str
    href: str
    loads: bool = False


@dataclass(frozen=True, slots=True)
class PageLinks:
    """What one file points at; ``base`` is the address in ``<base href>``, mostly empty."""

    ids: frozenset[str]
    targets: tuple[Target, ...]
    base: str = ""


def read_page(html: str) -> PageLinks:
    """The anchors and addresses of a page.

    Templates, comments and the insides of scripts are left out, ``noscript`` is not: a reader
    without scripts sees it. Never raises, whatever the text.
    """
    from selectolax.lexbor import LexborHTMLParser  # kept off `import resource_hub`

    # Half a surrogate pair cannot be encoded, and the parser would raise.
    tree = LexborHTMLParser(html.encode("utf-8", "replace"))
    for node in tree.css("template"):
        node.decompose()
    ids = {node.attributes.get("id") for node in tree.css("[id]")}
    ids |= {node.attributes.get("name") for node in tree.css("a[name]")}
    targets = [
        target for node in tree.css(_WITH_ADDRESS) for target in _targets(node.tag, node.attributes)
    ]
    base = tree.css_first("base[href]")
    return PageLinks(
        frozenset(name for name in ids if name),
        tuple(dict.fromkeys(targets)),
        (base.attributes["href"] or "") if base else "",
    )


def _targets(tag: str, attributes: dict[str, str | None]) -> Iterator[Target]:
    if tag == "meta":
        yield from _redirection(attributes)
        return
    loads = tag not in _FOLLOWED or (tag == "link" and _is_loaded(attributes))
    for name in _names(tag, attributes):
        value = attributes.get(name)
        if value is None:
            continue
        if name in ("srcset", "imagesrcset"):
            for _, address in split_srcset(value):
                yield Target(tag, name, address, True)
        else:
            yield Target(tag, name, value, loads)


def _names(tag: str, attributes: dict[str, str | None]) -> tuple[str, ...]:
    if tag in ("a", "area"):
        return ("href",)
    if tag == "link":
        return ("href", "imagesrcset")
    if tag == "form":
        # A form of the method "dialog" sends nothing.
        return () if (attributes.get("method") or "").lower() == "dialog" else ("action",)
    if tag in ("use", "image"):
        # The older name counts only where the newer one is missing (SVG 2, 16.1.6).
        return ("href",) if "href" in attributes else ("xlink:href",)
    return ("src", "srcset", "poster", "formaction", *(("data",) if tag == "object" else ()))


def _is_loaded(attributes: dict[str, str | None]) -> bool:
    return not _LOADED_RELATIONS.isdisjoint((attributes.get("rel") or "").lower().split())


_REFRESH = re.compile(r"""^\s*[\d.]+\s*[;,]?\s*(?:url\s*=\s*)?["']?(.*?)["']?\s*$""", re.I | re.S)


def _redirection(attributes: dict[str, str | None]) -> Iterator[Target]:
    if (attributes.get("http-equiv") or "").lower() != "refresh":
        return
    found = _REFRESH.match(attributes.get("content") or "")
    if found and found[1]:
        yield Target("meta", "content", found[1])


_CANDIDATE = re.compile(r"[\s,]*(?P<address>\S+)(?P<rest>[^,(]*(?:\([^)]*\)[^,(]*)*)")


def split_srcset(value: str) -> list[tuple[int, str]]:
    """The addresses of a ``srcset`` with their offsets in it.

    Source:
        HTML Living Standard, 4.8.4.3.7: an address ends at a space, so that a comma may stand in
        it (``data:`` has one); commas at its end part it from the next.
    """
    found, at = [], 0
    while candidate := _CANDIDATE.match(value, at):
        address = candidate["address"].rstrip(",")
        if address:
            found.append((candidate.start("address"), address))
        ended = address != candidate["address"]  # "a.png, b.png": no descriptor follows
        at = candidate.end("address") if ended else candidate.end()
    return found


def read_xml(text: str) -> PageLinks:
    """The addresses of a sitemap or of an Atom or RSS feed.

    Raises:
        xml.etree.ElementTree.ParseError: If it is not XML; such a file is our own mistake.
    """
    targets = []
    for node in ElementTree.fromstring(text).iter():
        name = node.tag.rpartition("}")[2]
        if name in ("loc", "link") and node.text and node.text.strip():
            targets.append(Target(name, "", node.text.strip()))
        targets += [
            Target(name, key, node.attrib[key])
            for key in ("href", "src", "url")
            if key in node.attrib
        ]
    return PageLinks(frozenset(), tuple(dict.fromkeys(targets)))


def read_json(text: str) -> PageLinks:
    """The whole addresses under keys named ``url`` or ending so: a JSON feed, an API record.

    Raises:
        ValueError: If it is not JSON; such a file is our own mistake.
    """
    found = (
        Target(key, "", value)
        for key, value in _strings(json.loads(text))
        if key.lower().endswith("url") and value.startswith(("https://", "http://"))
    )
    return PageLinks(frozenset(), tuple(dict.fromkeys(found)))


def _strings(root: Any) -> Iterator[tuple[str, str]]:
    waiting: list[tuple[str, Any]] = [("", root)]
    while waiting:
        key, value = waiting.pop()
        if isinstance(value, str):
            yield key, value
        elif isinstance(value, dict):
            waiting.extend(reversed(value.items()))
        elif isinstance(value, list):
            waiting.extend((key, child) for child in reversed(value))


_STYLE = re.compile(
    r"""/\*.*?(?:\*/|$)"""
    r"""|@import\s+(?:url\(\s*)?(?P<q>["'])(?P<imported>.*?)(?P=q)"""
    r"""|url\(\s*(?:(?P<p>["'])(?P<quoted>.*?)(?P=p)|(?P<bare>[^"'()\s]+))\s*\)""",
    re.I | re.S,
)


def read_stylesheet(css: str) -> PageLinks:
    """The addresses in ``@import`` and ``url()``; a browser asks for all of them."""
    found = (
        (match["imported"] or match["quoted"] or match["bare"], match["imported"])
        for match in _STYLE.finditer(css)
    )
    targets = [
        Target("@import" if imported else "url()", "", address, True)
        for address, imported in found
        if address
    ]
    return PageLinks(frozenset(), tuple(dict.fromkeys(targets)))
