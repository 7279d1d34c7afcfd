from datetime import date
from pathlib import Path

import material
import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from resource_hub import evidence, markup, schema
from resource_hub.citations.extension import CitationExtension
from resource_hub.problems import render_text, sort_problems
from resource_hub.rendering import Renderer
from resource_hub.schema import Document
from resource_hub.source import read_page

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BASE = (HERE / "base.md").read_text(encoding="utf-8")
CASES = sorted((HERE / "cases").glob("*.yml"))
ICONS = Path(material.__file__).parent / "templates" / ".icons"
WORDS = {
    "certainty": {
        "moderate": {"label": "Moderate"},
        "low": {"label": "Low"},
        "opinion": {"label": "Opinion"},
    },
    "directions": {id: {"label": id.capitalize()} for id in ("helps", "harms", "mixed")}
    | {"no-difference": {"label": "No difference"}, "unknown": {"label": "Unknown"}},
    "topics": {"tier-2": {"label": "Tier 2"}},
    "audience": {"teacher": {"label": "Teacher"}, "researcher": {"label": "Researcher"}},
    "page_states": {"draft": {"label": "Draft"}, "reviewed": {"label": "Reviewed"}},
}
RECORDS = {"a-tool": ("A tool", "resources/a-tool/")}
PAGES = {"a-guide": ("A guide", "guides/a-guide/")}


def document_of(text: str, path: str = "content/evidence/small-groups.md") -> Document:
    source, problems = read_page(text, path)
    plain, found = schema.check(source.root, "evidence-summary")
    assert not [*problems, *found]
    return Document(source, plain)


def changed(text: str, changes: dict[str, str]) -> str:
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new, 1)
    return text


def markdown(text: str) -> str:
    return markup.render(text, [CitationExtension()])


def page_of(text: str = BASE, as_of: date | None = None):
    document = document_of(text)
    (summary,), problems = evidence.read_summaries([document])
    assert not problems
    return evidence.summary_page(
        summary, markdown(document.source.body), records=RECORDS, pages=PAGES, as_of=as_of
    )


def rendered(page) -> LexborHTMLParser:
    renderer = Renderer(
        ICONS, WORDS, markdown, lambda t: markup.render_inline(t, [CitationExtension()])
    )
    return LexborHTMLParser(renderer.body(page))


def text_of(tree, selector: str) -> str:
    return " ".join(tree.css_first(selector).text().split())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_problems_are_reported_word_for_word(case):
    wanted = yaml.safe_load(case.read_text(encoding="utf-8"))
    path = wanted.get("path", "content/evidence/small-groups.md")
    document = document_of(changed(BASE, wanted["change"]), path)

    _, problems = evidence.read_summaries([document])

    assert render_text(sort_problems(problems)) == wanted["output"].rstrip("\n")


def test_every_code_has_a_case():
    outputs = "".join(yaml.safe_load(c.read_text(encoding="utf-8"))["output"] for c in CASES)

    assert all(f"E{n:03}:" in outputs for n in (1, 2, 3, 4, 5, 7, 13, 14))


def test_pages_of_another_kind_are_passed_over():
    source, _ = read_page("---\nkind: evidence-index\n---\n", "content/evidence/index.md")

    assert evidence.read_summaries([Document(source, {"kind": "evidence-index"})]) == ([], [])


def test_a_summary_keeps_its_front_matter():
    (summary,), _ = evidence.read_summaries([document_of(BASE)])

    assert (summary.slug, summary.url) == ("small-groups", "evidence/small-groups/")
    assert [claim.id for claim in summary.claims] == ["c1", "c2", "c3"]
    assert (summary.claims[0].scope, summary.claims[0].where.line) == ("Grade 1", 9)
    assert summary.claims[1].disputed_by == ("four2004",)


def test_works_are_those_of_the_claims_and_then_of_the_text():
    (summary,), _ = evidence.read_summaries([document_of(BASE)])

    assert summary.claimed == ("one2001", "two2002", "three2003", "four2004", "five2005")
    assert summary.works == (*summary.claimed, "six2006")


def test_the_paragraph_that_begins_with_a_mark_is_the_basis_of_the_claim():
    shown = page_of().values["claims"]

    assert [s.number for s in shown] == [1, 2, 3]
    assert shown[0].basis == ('One trial <hub-cite data-raw="[@one2001]"></hub-cite>.',)


def test_a_claim_may_rest_on_more_than_one_paragraph():
    text = changed(BASE, {"[c2] One study": "[c1] And a second one.\n\n[c2] One study"})

    assert len(page_of(text).values["claims"][0].basis) == 2


def test_a_mark_in_running_text_leads_to_its_claim_and_code_stays_code():
    html = page_of().values["sections"]["for-whom"]

    assert html == (
        '<p>Grade 1, as <a href="#c1" aria-label="Claim 1">[1]</a> says; '
        "<code>[c1]</code> is code.</p>"
    )


def test_prose_without_a_mark_stays_in_its_section():
    assert page_of().values["sections"]["what-we-know"] == "<p>Trials are few.</p>"


def test_sources_that_the_basis_does_not_cite_are_shown_with_the_claim():
    assert [s.uncited for s in page_of().values["claims"]] == [(), ("three2003",), ()]


def test_the_grid_holds_claims_by_certainty_and_direction():
    values = page_of().values
    numbers = [(step, [[s.number for s in cell] for cell in row]) for step, row in values["grid"]]

    assert values["columns"] == ["harms", "no-difference", "mixed", "helps"]
    assert numbers == [("moderate", [[], [], [], [1]]), ("low", [[2], [], [], []])]
    assert [(step, row[0].number) for step, row in values["outside"]] == [("opinion", 3)]


def test_a_column_for_unknown_directions_is_there_only_when_one_is():
    text = changed(BASE, {"direction: harms": "direction: unknown"})

    assert page_of(text).values["columns"][-1] == "unknown"


def test_the_page_lists_the_works_of_its_claims_even_if_no_text_cites_them():
    assert "four2004" in page_of().cites


def test_the_page_says_where_it_belongs():
    page = page_of()

    assert (page.url, page.kind, page.lead) == (
        "evidence/small-groups/", "summary", "Do small groups help?"
    )  # fmt: skip
    assert page.facets == {
        "topic": ("tier-2",), "audience": ("teacher",), "tier": ("2",), "domain": ("academics",)
    }  # fmt: skip


def test_the_description_is_the_bottom_line_without_marks():
    text = changed(BASE, {"probably help, and": "*probably* help [@one2001], [and](x.md)"})

    assert page_of(text).description == "Small groups probably help, and waiting may harm."


def test_every_section_has_its_permanent_id():
    tree = rendered(page_of())

    assert [node.attributes["id"] for node in tree.css("section h2")] == [
        "bottom-line", "at-a-glance", "what-we-know", "for-whom", "unknown", "monday", "related",
    ]  # fmt: skip
    assert tree.css_first("hub-references")


def test_links_of_the_page_to_itself_have_a_target():
    tree = rendered(page_of())
    ids = {node.attributes["id"] for node in tree.css("[id]")} | {"references"}  # made later

    assert {a.attributes["href"] for a in tree.css('a[href^="#"]')} <= {f"#{id}" for id in ids}


def test_a_draft_says_that_it_is_one():
    assert text_of(rendered(page_of()), ".hub-banner") == (
        "Draft: not yet reviewed. Written from the sources below, checked on 22 November 2026."
    )


REVIEWED = {
    "state: draft": "state: reviewed\nreviewed: 2026-12-01\nreview_by: 2027-12-01\nreviewers:\n"
    "  - role: researcher\n    conflict: none\n"
    "  - role: teacher\n    conflict: {kind: author, recused: true}",
}


def test_a_reviewed_page_says_when_and_by_whom():
    tree = rendered(page_of(changed(BASE, REVIEWED), as_of=date(2027, 12, 1)))

    assert text_of(tree, ".hub-banner--ok") == (
        "Reviewed. Reviewed on 1 December 2026; the next review is due by 1 December 2027."
    )
    assert "Researcher no conflict of interest" in text_of(tree, ".hub-spec")
    assert "Teacher interest: author, stood aside" in text_of(tree, ".hub-spec")


def test_a_page_past_its_review_says_so():
    tree = rendered(page_of(changed(BASE, REVIEWED), as_of=date(2027, 12, 2)))

    assert text_of(tree, ".hub-banner--due").startswith("Review due. Reviewed on 1 December 2026;")


def test_a_claim_shows_its_strength_in_words():
    tree = rendered(page_of())

    assert text_of(tree, "#c1 .hub-claim__how") == "Moderate certaintyHelpsStudied: Grade 1"
    assert text_of(tree, "#c1 h3") == "1. Small groups probably help."
    assert text_of(tree, "#c3 .hub-claim__how") == "Opinion"
    assert "Others dispute this" in text_of(tree, "#c2")
    assert text_of(tree, ".hub-note") == (
        "Not in the table, because no direction of an effect is stated: claim 3 (opinion)."
    )


def test_related_pages_and_records_are_linked_by_title():
    links = rendered(page_of()).css('[aria-labelledby="related"] a')

    assert [(a.text(), a.attributes["href"]) for a in links] == [
        ("A guide", "../../guides/a-guide/"), ("A tool", "../../resources/a-tool/")
    ]  # fmt: skip


def test_texts_of_editors_are_escaped():
    text = changed(BASE, {"where: Grade 1": 'where: "<script>x</script>"'})

    assert not rendered(page_of(text)).css("script")


def test_the_list_shows_each_summary_with_its_counts():
    (summary,), _ = evidence.read_summaries([document_of(BASE)])
    source, _ = read_page(
        "---\nkind: evidence-index\ntitle: All\ndescription: All of them.\n---\n", "content/x.md"
    )
    plain = {"title": "All", "description": "All of them."}
    page = evidence.index_page(Document(source, plain), "<p>Intro.</p>", [summary])

    tree = rendered(page)

    assert page.url == "evidence/"
    assert text_of(tree, ".hub-prose") == "Intro."
    assert tree.css_first("h3 a").attributes["href"] == "small-groups/"
    assert text_of(tree, ".hub-meta") == "3 claims, 6 sources Draft"


def test_the_real_summaries_read_without_problems():
    files = sorted((ROOT / "content" / "evidence").glob("*.md"))
    documents = [
        document_of(file.read_text(encoding="utf-8"), file.relative_to(ROOT).as_posix())
        for file in files
        if file.stem != "index"
    ]

    summaries, problems = evidence.read_summaries(documents)

    assert len(summaries) == 14
    assert render_text(problems) == ""
