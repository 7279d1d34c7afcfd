from pathlib import Path

import material
import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from resource_hub import glossary, schema
from resource_hub.problems import has_errors, render_text, sort_problems
from resource_hub.rendering import Renderer
from resource_hub.schema import Document
from resource_hub.source import read_yaml

HERE = Path(__file__).parent
REAL = HERE.parents[1] / "content" / "glossary.yaml"
CASES = sorted((HERE / "cases").glob("*.yml"))
ICONS = Path(material.__file__).parent / "templates" / ".icons"
TERMS = """
- id: tier-2
  term: Tier 2
  abbreviation: T2
  definition: Extra <b>help</b>.
  synonyms: [targeted support, strategic support]
  see_also: [ecole]
  sources: [one2001, "two2002, p. 3"]
  es: {term: Nivel 2, definition: Ayuda extra.}
- id: ecole
  term: école
  definition: A school.
  sources: []
- id: three-phases
  term: 3 phases
  definition: All of them.
  sources: [one2001]
"""


def document_of(text: str) -> Document:
    source, problems = read_yaml(text, "content/glossary.yaml")
    plain, found = schema.check(source.root, "glossary")
    assert not [*problems, *found]
    return Document(source, plain)


def page_of(text: str):
    terms, problems = glossary.read_terms(document_of(text))
    assert not problems
    return glossary.glossary_page(terms)


def rendered(page) -> LexborHTMLParser:
    words = {"languages": {"es": {"label": "Spanish"}}}
    return LexborHTMLParser(Renderer(ICONS, words, str, str).body(page))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_glossary_problems_are_reported_word_for_word(case):
    wanted = yaml.safe_load(case.read_text(encoding="utf-8"))

    _, problems = glossary.read_terms(document_of(wanted["input"]))

    assert render_text(sort_problems(problems)) == wanted["output"].rstrip("\n")


def test_every_glossary_code_has_a_case():
    outputs = "".join(yaml.safe_load(c.read_text(encoding="utf-8"))["output"] for c in CASES)

    assert all(f"T{n:03}:" in outputs for n in (2, 3, 4))


def test_a_term_has_an_address_on_the_one_page():
    terms, _ = glossary.read_terms(document_of(TERMS))

    assert terms[0].url == "glossary/#tier-2"
    assert terms[0].translations == (glossary.Translation("es", "Nivel 2", "", "Ayuda extra."),)
    assert terms[1].where.line == 10


def test_terms_stand_by_letter_without_minding_accents():
    groups = page_of(TERMS).values["groups"]

    assert [(letter, [term.id for term in group]) for letter, group in groups] == [
        ("#", ["three-phases"]), ("E", ["ecole"]), ("T", ["tier-2"])
    ]  # fmt: skip


def test_only_letters_that_begin_a_term_are_links():
    tree = rendered(page_of(TERMS))

    assert [a.attributes["href"] for a in tree.css(".hub-alpha a")] == [
        "#letter-E", "#letter-T", "#letter-other"
    ]  # fmt: skip
    assert len(tree.css(".hub-alpha span")) == 24


def test_a_term_shows_all_that_is_known_of_it():
    tree = rendered(page_of(TERMS))
    heading = tree.css_first("#tier-2")
    paragraphs = [" ".join(p.text().split()) for p in heading.parent.css("p")]

    assert (heading.tag, heading.text()) == ("h3", "Tier 2 (T2)")
    assert paragraphs == [
        "Extra <b>help</b>.",
        "Also called: targeted support, strategic support.",
        "Spanish: Nivel 2. Ayuda extra.",
        "See also: école.",
        "Sources:",
    ]
    assert heading.parent.css_first("[lang=es]")
    assert heading.parent.css_first('a[href="#ecole"]')
    assert heading.parent.css_first("hub-cite").attributes["data-raw"] == (
        "[@one2001; @two2002, p. 3]"
    )


def test_every_link_on_the_glossary_page_has_a_target():
    tree = rendered(page_of(TERMS))
    ids = {node.attributes["id"] for node in tree.css("[id]")}

    assert {a.attributes["href"][1:] for a in tree.css('a[href^="#"]')} <= ids


def test_the_real_glossary_reads_without_errors():
    document = document_of(REAL.read_text(encoding="utf-8"))

    terms, problems = glossary.read_terms(document)

    assert len(terms) == len(document.plain)
    assert not has_errors(problems)
    assert rendered(glossary.glossary_page(terms)).css("#response-to-intervention")
