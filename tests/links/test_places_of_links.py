"""Where links stand in what editors write, case by case."""

from pathlib import Path

import markdown
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from resource_hub.links import links_in_markdown, links_in_scalar, read_page
from resource_hub.problems import Location
from resource_hub.source import Scalar, read_yaml, walk

PLACES = yaml.safe_load((Path(__file__).parent / "cases/places.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", PLACES, ids=lambda case: case["why"])
def test_an_address_is_found_where_it_stands(case):
    start = case["text"].index(case["begins"]) if "begins" in case else 0

    found = links_in_markdown(case["text"], start, "a.md")

    assert [f"{where.line}:{where.column} {href}" for href, where in found] == case["found"]
    assert all(where.path == "a.md" for _, where in found)


YAML = """\
- folded: >-
    Text [x](evidence/x.md), longer [xx](evidence/x.mdx)
    and [again](evidence/x.md "t").
- literal: |
    One [y](y.md)

    Two ![z](z.png)
- plain: See [a](a.md)
    and [b](b.md)
- single: 'it''s [k](k.md)'
- double: "it \\"is\\" [l](l.md) \\
    [m](m.md)"
- escaped: "[n](n\\u00fc.md)"
- flow: [ "[p](p.md)", "[q](q.md)" ]
"""


def test_an_address_in_a_yaml_text_is_found_in_the_file():
    source, problems = read_yaml(YAML, "faq.yaml")
    assert not problems

    found = [
        (href, where.line, where.column)
        for value in walk(source.root)
        if isinstance(value, Scalar)
        for href, where in links_in_scalar(value.text, source, value)
    ]

    assert found == [
        ("evidence/x.md", 2, 14),
        ("evidence/x.mdx", 2, 42),
        ("evidence/x.md", 3, 17),
        ("y.md", 5, 13),
        ("z.png", 7, 14),
        ("a.md", 8, 18),
        ("b.md", 9, 13),
        ("k.md", 10, 22),
        ("l.md", 11, 26),
        ("m.md", 12, 9),
        ("nü.md", 13, 12),  # written with an escape, so the value's place is given
        ("p.md", 14, 16),
        ("q.md", 14, 29),
    ]
    lines = YAML.split("\n")
    for href, line, column in found:
        assert href == "nü.md" or lines[line - 1][column - 1 :].startswith(href)


EXTENSIONS = ["tables", "footnotes", "def_list", "attr_list", "md_in_html", "sane_lists"]
CONVERTER = markdown.Markdown(extensions=[*EXTENSIONS, "fenced_code"])

PARTS = st.sampled_from(
    [
        "[a](x.md)", "![b](y.png)", "[c](<z z.md>)", "[d](u.md \"T\")", "<a href='v.md'>e</a>",
        "`[f](no.md)`", "``g ` [h](no.md)``", "<!-- [i](no.md) -->", "<https://example.org/j>",
        "\\[k](no.md)", "[l [m] n](w.md#c1)", "[![o](p.png)](q.md)", "[@key2016; @other]", "text",
        "*[r](s.md)*", "[t](a_(b).md)", "**x**", "[u] (no.md)",
    ]
)  # fmt: skip
LEADS = st.sampled_from(["", "- ", "1. ", "> ", "## ", "    "])
BLOCKS = st.builds(
    lambda lead, parts: lead + " ".join(parts), LEADS, st.lists(PARTS, min_size=1, max_size=4)
)
FENCED = BLOCKS.map(lambda block: f"```\n{block.strip()}\n```")


@settings(max_examples=400, deadline=None)
@given(st.lists(st.one_of(BLOCKS, FENCED), min_size=1, max_size=5))
def test_the_addresses_are_those_that_markdown_makes(blocks):
    text = "\n\n".join(blocks) + "\n"
    made = [target.href for target in read_page(CONVERTER.reset().convert(text)).targets]

    found = links_in_markdown(text, 0, "a.md")

    assert {href for href, _ in found} == set(made)


@settings(max_examples=400, deadline=None)
@given(st.text("[]()<>!`~\\\n\t \"'-:^=/ahref.&;#x", max_size=80), st.integers(0, 10))
def test_every_place_lies_in_the_text_whatever_it_is(text, start):
    lines = text.split("\n")
    for href, where in links_in_markdown(text, start, "a.md"):
        assert isinstance(where, Location)
        assert where.column <= len(lines[where.line - 1])
        assert href
