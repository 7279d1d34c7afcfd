"""A summary read, made into a page and rendered, for tests of what is made from summaries."""

from pathlib import Path
from types import SimpleNamespace

import material
import pytest
from selectolax.lexbor import LexborHTMLParser

from resource_hub import evidence, markup, schema
from resource_hub.citations.extension import CitationExtension
from resource_hub.rendering import Renderer
from resource_hub.schema import Document
from resource_hub.source import read_page

BASE = (Path(__file__).parent / "base.md").read_text(encoding="utf-8")
ICONS = Path(material.__file__).parent / "templates" / ".icons"
LABELS = {
    "certainty": {"moderate": "Moderate", "low": "Low", "opinion": "Opinion"},
    "directions": {"helps": "Helps", "harms": "Harms"},
    "topics": {"tier-2": "Tier 2"},
    "audience": {"teacher": "Teacher"},
    "page_states": {"draft": "Draft", "reviewed": "Reviewed"},
}
WORDS = {
    name: {id_: {"label": text} for id_, text in terms.items()} for name, terms in LABELS.items()
}


def _summary(changes):
    text = BASE
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new, 1)
    source, problems = read_page(text, "content/evidence/small-groups.md")
    plain, found = schema.check(source.root, "evidence-summary")
    (summary,), more = evidence.read_summaries([Document(source, plain)])
    assert not [*problems, *found, *more]
    return summary, source.body


def _page(changes=()):
    summary, body = _summary(dict(changes))
    html = markup.render(body, [CitationExtension()])
    return evidence.summary_page(summary, html, records={}, pages={})


def _rendered(page) -> LexborHTMLParser:
    inline = [CitationExtension()]
    renderer = Renderer(
        ICONS, WORDS, markup.render, lambda text: markup.render_inline(text, inline)
    )
    return LexborHTMLParser(renderer.body(page))


@pytest.fixture(scope="session")
def small() -> SimpleNamespace:
    """The summary of base.md with changes (old text -> new): read, as a page, rendered."""
    return SimpleNamespace(
        summary=lambda changes=(): _summary(dict(changes))[0],
        page=_page,
        rendered=_rendered,
        label=lambda name, id_: LABELS[name][id_],
    )
