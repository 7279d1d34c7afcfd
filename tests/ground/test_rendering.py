"""Templates: what they may call, and that nothing gets past the escaping."""

import re
from pathlib import Path

import jinja2
import material
import pytest

from resource_hub import markup
from resource_hub.pages import HubPage
from resource_hub.problems import Location
from resource_hub.rendering import FOLDER, Renderer, cite

ICONS = Path(material.__file__).parent / "templates" / ".icons"
WORDS = {"topics": {"law": {"label": "Law & rights", "definition": "What the law says."}}}


@pytest.fixture
def body(tmp_path):
    def render(template: str, url: str = "guides/look/", **values) -> str:
        (tmp_path / "page.html").write_text(template, encoding="utf-8")
        renderer = Renderer(ICONS, WORDS, markup.render, markup.render_inline, templates=tmp_path)
        return renderer.body(HubPage(url, "page", "A <title>", Location("a.md"), values))

    return render


def test_a_page_has_its_values_and_itself(body):
    assert body("<h1>{{ page.title }}</h1>{{ n }}", n=3) == "<h1>A &lt;title&gt;</h1>3"


@pytest.mark.parametrize(
    ("template", "html"),
    [
        ("{{ label('topics', 'law') }}", "Law &amp; rights"),
        ("{{ label('topics', 'new') }}", "new"),
        ("{{ label('none', 2) }}", "2"),
        ("{{ definition('topics', 'law') }}", "What the law says."),
        ("{{ definition('topics', 'new') }}", ""),
        ("{{ '2026-11-22'|day }}", "22 November 2026"),
        ("{{ 'some day'|day }}", "some day"),
        ("{{ url('guides/') }}", "../"),
        ("{{ url('evidence/x/#c1') }}", "../../evidence/x/#c1"),
        ("{{ '*a*'|markdown }}", "<p><em>a</em></p>"),
        ("{{ '*a*'|inline }}", "<em>a</em>"),
        ("{{ '<script>a</script>*b*'|inline }}", "<em>b</em>"),
        ("{{ '<b>' }}", "&lt;b&gt;"),
        ("{{ cite(['one2001', 'two2002, p. 3']) }}",
         '<hub-cite data-raw="[@one2001; @two2002, p. 3]"></hub-cite>'),
        ("{{ cite([]) }}", ""),
    ],
)  # fmt: skip
def test_templates_can_call(body, template, html):
    assert body(template) == html


def test_a_source_cannot_leave_its_attribute():
    assert cite(['a"><b>']) == '<hub-cite data-raw="[@a&#34;&gt;&lt;b&gt;]"></hub-cite>'


def test_an_address_is_written_from_the_page_that_is_rendered(body):
    assert body("{{ url('guides/') }}", url="") == "guides/"
    assert body("{{ url('guides/') }}", url="a/b/c/") == "../../../guides/"


def test_an_icon_is_its_svg(body):
    svg = body("{{ icon_svg('check') }}")

    assert svg.startswith("<svg ") and svg.endswith("</svg>")
    with pytest.raises(FileNotFoundError):
        body("{{ icon_svg('no-such-icon') }}")


def test_a_value_that_is_not_given_is_our_own_mistake(body):
    with pytest.raises(jinja2.UndefinedError, match="'lost' is undefined"):
        body("{{ lost }}")


def test_a_kind_without_template_is_our_own_mistake(tmp_path):
    renderer = Renderer(ICONS, WORDS, str, str, templates=tmp_path)

    with pytest.raises(jinja2.TemplateNotFound):
        renderer.body(HubPage("", "nothing", "Title", Location("a.md")))


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.html")), ids=lambda file: file.stem)
def test_every_template_of_the_hub_compiles_and_has_no_style_or_script(file):
    text = file.read_text(encoding="utf-8")

    Renderer(ICONS, WORDS, str, str)._environment.get_template(file.name)
    assert " style=" not in text
    assert "<style" not in text
    # A block of JSON is no script to a browser, so the page's policy lets it stand.
    assert not re.search(r'<script(?! type="application/(ld\+)?json")', text)
