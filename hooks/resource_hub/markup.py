"""Edge: Markdown, and the cleaning of HTML that editors wrote."""

from collections.abc import Sequence
from functools import cache

import markdown
import nh3
from markdown.extensions import Extension

_PLAIN = (
    "b blockquote br caption cite code colgroup dd del dfn div dl dt em figcaption figure hr i ins "
    "kbd mark pre q s small strong sub summary sup table tbody tfoot thead tr u ul"
)
# Elements and attributes that Markdown makes; everything else an editor writes is dropped.
ALLOWED: dict[str, set[str]] = {
    "a": {"href", "title", "id", "rel"},
    "abbr": {"title"},
    "col": {"span"},
    "details": {"id", "open"},
    "hub-cite": {"data-raw", "data-at"},  # our own placeholder, replaced before a page is written
    "img": {"src", "alt", "title", "width", "height", "loading"},
    "li": {"id", "value"},
    "ol": {"start", "type"},
    "p": {"id"},
    "section": {"id", "aria-label"},
    "span": {"id", "lang"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "scope", "align"},
    **{f"h{n}": {"id"} for n in range(1, 7)},
    **{name: set() for name in _PLAIN.split()},
}
CLASSES = {"hub-lead", "hub-note", "hub-quiet", "hub-small", "hub-table", "md-typeset__table"}

SCHEMES = frozenset({"http", "https", "mailto"})  # of addresses; relative ones have none

EXTENSIONS = ("tables", "footnotes", "def_list", "attr_list", "md_in_html", "sane_lists")
SETTINGS = {"tables": {"use_align_attribute": True}}  # style= is blocked by the page's policy


def clean(html: str) -> str:
    """HTML with only what an editor may use; scripts, handlers, styles and frames are gone.

    Scripts go with their content. Addresses may be http, https, mailto or relative.
    """
    return nh3.clean(
        html,
        tags=set(ALLOWED),
        attributes={tag: set(names) for tag, names in ALLOWED.items()},
        allowed_classes={tag: set(CLASSES) for tag in ALLOWED},
        url_schemes=set(SCHEMES),
        link_rel=None,
        strip_comments=True,
    )


def render(text: str, extensions: Sequence[Extension] = ()) -> str:
    """Clean HTML of a Markdown text; ``extensions`` are further ones, such as citations."""
    return clean(_converter(tuple(extensions)).reset().convert(text))


def render_inline(text: str, extensions: Sequence[Extension] = ()) -> str:
    """As :func:`render`, for a text of one paragraph, without the paragraph around it."""
    html = render(text, extensions).strip()
    if html.startswith("<p>") and html.endswith("</p>") and html.count("</p>") == 1:
        return html[3:-4]
    return html


@cache
def _converter(extensions: tuple[Extension, ...]) -> markdown.Markdown:
    # Making a converter costs more than converting a short text.
    return markdown.Markdown(extensions=[*EXTENSIONS, *extensions], extension_configs=SETTINGS)
