import json
import re
from html import unescape
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
import yaml

from resource_hub.citations import pandoc
from resource_hub.citations.bibliography import read_bibliography
from resource_hub.citations.extension import CitationExtension
from resource_hub.citations.forms import repair_cite, repair_entry
from resource_hub.citations.repairs import repair_items
from resource_hub.citations.resolving import Request, put_in, request_of, resolve_pages
from resource_hub.markup import render

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
STYLE = Path(pandoc.__file__).parent / "styles" / "apa.csl"
APA = yaml.safe_load((HERE / "cases" / "apa.yaml").read_text(encoding="utf-8"))
REAL = (ROOT / "references.bib").read_text(encoding="utf-8")
ENTRIES = HERE / "entries.txt"


def items_of(bibtex: str) -> list[dict]:
    references, problems = read_bibliography(bibtex, "references.bib")
    assert not problems
    return repair_items(pandoc.to_csl(bibtex), {r.key: r for r in references})


class Shelf:
    """A cache in memory, and a count of what was run."""

    def __init__(self) -> None:
        self.kept: dict = {}
        self.pages: list[int] = []

    def run(self, job: dict) -> list[dict]:
        self.pages.append(len(job["pages"]))
        return pandoc.resolve(job)

    def resolve(self, requests, items, key="1"):
        return resolve_pages(
            requests, items, style=str(STYLE), key=key,
            run=self.run, known=self.kept.get, keep=self.kept.__setitem__,
        )  # fmt: skip


def plain(html: str) -> str:
    """Without the tags of links and spans, which have tests of their own."""
    return unescape(re.sub(r"</?(?:a|span)\b[^>]*>", "", html))


@pytest.fixture(scope="module")
def items():
    return items_of(APA["works"])


@pytest.fixture(scope="module")
def answers(items):
    requests = [Request(tuple(raw for raw, _ in case["cites"])) for case in APA["cases"]]
    return Shelf().resolve(requests, items)


@pytest.fixture(scope="module")
def real_items():
    return items_of(REAL)


# Values of APA 7


@pytest.mark.parametrize("place", range(len(APA["cases"])), ids=lambda n: APA["cases"][n]["why"])
def test_citations_and_entries_are_as_apa_7_has_them(place, answers):
    case, answer = APA["cases"][place], answers[place]
    raws = [raw for raw, _ in case["cites"]]

    assert [[r, plain(c)] for r, c in zip(raws, answer.cites, strict=True)] == case["cites"]
    assert [plain(html) for _, html in answer.entries] == case["entries"]


def test_every_work_of_the_cases_is_used():
    written = set(re.findall(r"@\w+\{(\w+),", APA["works"]))
    raws = " ".join(raw for case in APA["cases"] for raw, _ in case["cites"])
    cited = set(re.findall(r"@(\w+)", raws))

    assert cited == written


def test_a_citation_links_to_its_entry_in_the_list(answers):
    assert answers[0].cites == (
        '<span class="hub-cite">(<a href="#ref-one2001" role="doc-biblioref">One, 2001</a>)</span>',
        '<span class="hub-cite">One (<a href="#ref-one2001" role="doc-biblioref">2001</a>)</span>',
    )


def test_an_act_in_a_sentence_links_its_year(answers):
    (answer,) = [
        a for a in answers if any("ref-act2015" in c for c in a.cites) and len(a.cites) == 6
    ]

    assert answer.cites[2] == (
        '<span class="hub-cite">Every Reader Act '
        '(<a href="#ref-act2015" role="doc-biblioref">2015</a>)</span>'
    )


def test_an_address_in_an_entry_is_a_link(answers):
    key, html = answers[0].entries[0]

    assert key == "one2001"
    assert html.endswith('<a href="https://doi.org/10.1000/one">https://doi.org/10.1000/one</a>')


def test_nothing_raw_is_left(answers):
    text = "".join(html for a in answers for html in (*a.cites, *(html for _, html in a.entries)))

    assert not re.search(r"\[@|\?\?\?|[{}]|nocase|<p>|data-", text)


@pytest.mark.parametrize(
    ("html", "mended"),
    [
        ("One (<a>2001</a>, <a>n.d.</a>, <a>in press</a>)", None),
        ("(<a>An Act of 2004</a>)", None),
        ("(<a><em>An Act of 2004</em>, 2009</a>)", None),
        ("(<a>An Act of 1990, 2018</a>)", "(<a>An Act, 2018</a>)"),
        ("(<a href='#'>B Act, 2004</a>, <a href='#'>C Act, 2005</a>)",
         "(<a href='#'>B Act, 2004</a>; <a href='#'>C Act, 2005</a>)"),
    ],
)  # fmt: skip
def test_repairs_of_citations_touch_nothing_else(html, mended):
    assert repair_cite(html) == (mended or html)


def test_a_sentence_with_more_than_one_work_in_brackets_stays_as_it_is():
    html = '(<a href="#a">An Act, 2004, p. 3</a>; <a href="#b">One, 2001</a>)'

    assert repair_cite(html, narrative=True) == html


@pytest.mark.parametrize(
    "html",
    [
        "Retrieved January 2, 2020, from <a>x</a>",
        "<em>Retrieved</em> <a>x</a>",
        "(Reports Nos. 12, 13, and 15)",
        "Nos. 3–5 of the old series.",
    ],
)
def test_repairs_of_entries_touch_nothing_else(html):
    assert repair_entry(html) == html


def test_items_are_repaired_in_copies():
    item = {"id": "a", "type": "", "issued": {"date-parts": [[]]}}

    assert repair_items([item], {}) == [{"id": "a", "type": "document"}]
    assert item == {"id": "a", "type": "", "issued": {"date-parts": [[]]}}


# Pages of their own


def test_letters_of_years_depend_on_the_page_alone(items):
    both, alone, other = Shelf().resolve(
        [
            Request(("[@zed2005beta]", "[@zed2005alpha]")),
            Request(("[@zed2005beta]",)),
            Request(("[@zed2005alpha]",), ("one2001",)),
        ],
        items,
    )

    assert [plain(c) for c in both.cites] == ["(Zed, 2005b)", "(Zed, 2005a)"]
    assert [plain(c) for c in alone.cites] == ["(Zed, 2005)"]
    assert [plain(c) for c in other.cites] == ["(Zed, 2005)"]
    assert [key for key, _ in other.entries] == ["one2001", "zed2005alpha"]


def test_pages_resolved_together_are_as_resolved_alone(real_items):
    """The engine may put pages into one document; each must come out as from its own."""
    random = Random(20261124)
    keys = sorted(item["id"] for item in real_items)
    requests = []
    for _ in range(40):
        cited = random.sample(keys, random.randint(0, 12))
        forms = [random.choice(("[@{}]", "@{}", "[see @{}, p. 3]")).format(key) for key in cited]
        if len(cited) > 2:
            forms.append(f"[@{cited[0]}; @{cited[1]}; @{cited[2]}]")
        requests.append(Request(tuple(forms), tuple(random.sample(keys, random.randint(0, 3)))))

    together = Shelf().resolve(requests, real_items)
    pages = [{"cites": list(r.cites), "listed": list(r.listed)} for r in requests if r]
    job = {"style": str(STYLE), "references": json.dumps(real_items), "pages": pages}
    by_page = iter(pandoc.resolve(job))  # as many documents as pages
    for request, answer in zip(requests, together, strict=True):
        (own,) = resolve_pages(
            [request], real_items, style=str(STYLE), key="",
            run=lambda _: [next(by_page)], known={}.get, keep=lambda *_: None,
        )  # fmt: skip
        assert answer == own


# Nothing is run twice


def test_what_was_answered_is_not_run_again(items):
    shelf = Shelf()
    requests = [Request(("[@one2001]",)), Request(("@two2002",)), Request(("[@one2001]",))]

    first = shelf.resolve(requests, items)
    again = shelf.resolve(requests, items)

    assert len(shelf.pages) == 1
    assert len(shelf.kept) == 2
    assert first[0] == first[2]
    assert again == first


def test_a_page_without_citations_runs_nothing(items):
    shelf = Shelf()

    (answer,) = shelf.resolve([Request(())], items)

    assert (answer.cites, answer.entries, shelf.pages) == ((), (), [])


def test_only_the_pages_of_a_changed_work_are_run_again(items):
    shelf = Shelf()
    requests = [Request(("[@one2001]",)), Request(("[@debruin2018]",))]
    shelf.resolve(requests, items)
    changed = [{**i, "title": "Another title"} if i["id"] == "one2001" else i for i in items]

    answers = shelf.resolve(requests, changed)

    assert shelf.pages[1:] == [1]
    assert "Another title" in answers[0].entries[0][1]


@pytest.mark.parametrize(
    "change",
    [
        {"request": Request(("@one2001",))},
        {"request": Request(("[@one2001]",), ("two2002",))},
        {"key": "2"},
    ],
)
def test_another_question_is_run(items, change):
    shelf = Shelf()
    shelf.resolve([Request(("[@one2001]",))], items)

    shelf.resolve([change.get("request", Request(("[@one2001]",)))], items, change.get("key", "1"))

    assert len(shelf.pages) == 2


# Into the page and out of it


def html_of(text: str) -> str:
    return render(text, [CitationExtension()])


def test_a_page_asks_for_its_citations_in_order():
    html = html_of('B @two2002 [p. 7].\n\nA [see @one2001, "x" & y; @{a"b}].\n\n`[@code]`')

    assert request_of(html, ["three2004"]) == Request(
        ("@two2002 [p. 7]", '[see @one2001, "x" & y; @{a"b}]'), ("three2004",)
    )


def test_citations_stand_where_they_were_written(items):
    html = html_of("B @two2002.\n\n- A [@one2001]\n\n`[@code]`\n")
    (answer,) = Shelf().resolve([request_of(html)], items)

    body = put_in(html, answer, "<section>list</section>")

    assert plain(body) == (
        "<p>B One and Two (2002).</p>\n<ul>\n<li>A (One, 2001)</li>\n</ul>\n"
        "<p><code>[@code]</code></p><section>list</section>"
    )


def test_the_list_stands_at_its_placeholder_and_only_there():
    html = "<p>A</p><hub-references></hub-references><p>B</p>"
    (answer,) = Shelf().resolve([Request(())], [])

    assert put_in(html, answer, r"<ol>\1</ol>") == r"<p>A</p><ol>\1</ol><p>B</p>"
    assert put_in(html, answer, "") == "<p>A</p><p>B</p>"


# The real works


@pytest.fixture(scope="module")
def real_entries(real_items):
    (answer,) = Shelf().resolve([Request((), tuple(item["id"] for item in real_items))], real_items)
    return answer.entries


def test_the_entries_of_all_real_works_are_as_recorded(real_entries, tmp_path):
    got = "".join(f"{key}: {unescape(re.sub('<[^>]+>', '', html))}\n" for key, html in real_entries)
    renewed = tmp_path / "entries.txt"
    renewed.write_text(got, encoding="utf-8")

    assert got == ENTRIES.read_text(encoding="utf-8"), (
        "read each changed line against APA 7; if all are right, "
        f"'cp {renewed} tests/citations/entries.txt'"
    )


def test_nothing_raw_is_left_in_the_real_entries(real_entries):
    for key, html in real_entries:
        text = re.sub(r"<[^>]+>", "", html)
        assert not re.search(r"[{}\\]|nocase|\?\?\?|--|\.\.|, ,|\( ?\)|Retrieved https", text), key
        assert "<span" not in html, key


def test_the_real_entries_are_in_order(real_entries):
    names = [re.split(r"[,.]", plain(html), maxsplit=1)[0].casefold() for _, html in real_entries]
    letters = [re.sub(r"^the |\W", "", name) for name in names]

    assert all(a <= b for a, b in pairwise(letters))
