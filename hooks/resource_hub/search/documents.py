"""What is searched: documents, and how a page's HTML is cut into them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_UNREAD = (
    "nav, script, style, template, noscript, svg, [hidden], [aria-hidden=true], h1, "
    "a.headerlink, ol.hub-refs, .hub-pop, .hub-nosearch"
)
# Text on either side of these tags belongs to one word; all other tags part words.
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
    ]
)


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that can be found: a section of a page, a record, a reference, a word.

    Args:
        id: A name for it, unique in the collection.
        url: Its address, relative to the site's root.
        title: The title of its page (plain text, never HTML).
        text: What it says (plain text).
        lang: Language code of its words; unknown ones are neither stemmed nor stopped.
        kind: What it is ("guide", "resource"); readers filter by it.
        boost: Factor on all its scores (above 0; 1 changes nothing).
        facets: Further values to filter by, such as ``{"topic": ["screening"]}``.
        section: Its heading; empty for the beginning of a page and for whole pages.
        page: Address of the page it is part of; its own without the fragment if empty.
    """

    id: str
    url: str
    title: str
    text: str
    lang: str = "en"
    kind: str = "page"
    boost: float = 1.0
    facets: Mapping[str, str | tuple[str, ...] | list[str]] = field(default_factory=dict)
    section: str = ""
    page: str = ""

    @property
    def belongs_to(self) -> str:
        """The page that the document is part of."""
        return self.page or self.url.partition("#")[0]


def documents_of(
    html: str,
    *,
    url: str,
    title: str,
    kind: str = "page",
    facets: Mapping[str, str | tuple[str, ...] | list[str]] | None = None,
    lang: str = "en",
    boost: float = 1.0,
) -> list[Document]:
    """Cut a page into documents at each ``h2`` and ``h3`` that has an id.

    Navigation, scripts, styles, drawings, hidden parts, pop-ups, reference lists
    (``ol.hub-refs``) and ``.hub-nosearch`` are left out. The first document is the
    page's beginning, present even if nothing stands there, so that the page itself
    can be found; its title is the ``h1`` if none is given.
    """
    from selectolax.lexbor import LexborHTMLParser  # kept off `import resource_hub`

    tree = LexborHTMLParser(f"<body>{html}")
    heading = tree.css_first("h1")
    title = title or (_squeezed(heading.text()) if heading else "") or url
    for node in tree.css(_UNREAD):
        node.decompose()
    return [
        Document(
            id=url + ("#" + anchor if anchor else ""),
            url=url + ("#" + anchor if anchor else ""),
            title=title,
            text=text,
            lang=lang,
            kind=kind,
            boost=boost,
            facets=dict(facets or {}),
            section=section,
            page=url,
        )
        for anchor, section, text in _sections(tree.body)
    ]


def _sections(body) -> Iterator[tuple[str, str, str]]:
    """Each section's anchor, heading and text, in reading order."""
    anchor, section, pieces = "", "", []
    heading = None
    for node in body.traverse(include_text=True):
        if node.is_text_node:
            if heading is None or not _within(node, heading):
                pieces.append(node.text(deep=False))
        elif node.tag in ("h2", "h3") and node.attributes.get("id"):
            yield anchor, section, _squeezed("".join(pieces))
            heading, pieces = node, []
            anchor, section = node.attributes["id"], _squeezed(node.text())
        elif node.tag not in _INLINE:
            pieces.append(" ")
    yield anchor, section, _squeezed("".join(pieces))


def _within(node, ancestor) -> bool:
    while node is not None:
        if node.mem_id == ancestor.mem_id:
            return True
        node = node.parent
    return False


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("¶", "")).strip()
