"""Ways to the association, its network, and statements of law: what is checked, what is shown."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from resource_hub import faq, schema
from resource_hub.citations.extension import find_citations
from resource_hub.jurisdictions import check_law, statements_in
from resource_hub.partners import read_partners
from resource_hub.problems import render_text, sort_problems
from resource_hub.schema import Document
from resource_hub.settings import filled, read_settings, shown_links
from resource_hub.source import read_page, read_yaml

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases").glob("*.yml"))
LINKS = {  # as conftest.py sets them
    "membership": "https://association.example/join",
    "donation": "https://association.example/give?to=all",
    "contact": "mailto:office@association.example",
}
FILES = {
    "guide": "content/guides/ask.yaml",
    "asked": "content/faq.yaml",
    "lesson": "content/academy/path/rules.md",
}


def cited(text: str) -> list[str]:
    return [key for found in find_citations(text) for key, _ in found.cites]


def problems_of(kind: str, text: str):
    path = FILES.get(kind, f"content/{kind}.yaml")
    source, problems = (read_page if path.endswith(".md") else read_yaml)(text, path)
    plain, found = schema.check(source.root, "faq" if kind == "asked" else kind)
    document = Document(source, plain)
    if problems or found:
        return [*problems, *found]
    if kind == "partners":
        return read_partners(document)[1]
    if kind == "asked":
        return list(faq.check_asked(document, {"groups": ["c1", "c2"]}))
    return list(check_law(statements_in(kind, document, cited), {"act"}))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_problems_are_reported_word_for_word(case):
    wanted = yaml.safe_load(case.read_text(encoding="utf-8"))

    problems = problems_of(wanted["kind"], wanted["input"])

    assert render_text(sort_problems(problems)) == wanted["output"].rstrip("\n")


# Addresses -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "address"),
    [
        ("https://a.example/?t={title}", "https://a.example/?t=A%20%26%20B%3F"),
        ("mailto:a@b.example?body={page}", "mailto:a@b.example?body=x%2F%23c1"),
        ("https://a.example/{nothing}", "https://a.example/{nothing}"),
        ("", ""),
    ],
)  # fmt: skip
def test_values_are_encoded_in_their_places(pattern, address):
    assert filled(pattern, title="A & B?", page="x/#c1") == address


def test_a_value_that_looks_like_a_name_stays_text():
    assert filled("?{title}{page}", title="{page}", page="x") == "?%7Bpage%7Dx"


@pytest.mark.parametrize(
    ("site", "page"),
    [
        ("https://hub.example/en/", "https://hub.example/en/evidence/x/#c1"),
        ("", "/evidence/x/#c1"),
    ],
)
def test_the_page_is_named_by_its_whole_address_where_that_is_known(site, page):
    settings = read_settings({"ask_url": "https://a.example/?p={page}"}, site)

    address = settings.address("ask", page="evidence/x/#c1")

    assert parse_qs(urlsplit(address).query) == {"p": [page]}


def test_what_is_not_set_has_no_address():
    settings = read_settings({"links": {"contact": "mailto:a@b.example"}})

    assert settings.address("contact") == "mailto:a@b.example"
    assert [settings.address(name) for name in ("membership", "ask", "report")] == ["", "", ""]


def test_links_without_what_they_need_are_left_out():
    links = [{"title": "A"}, {"title": "B", "needs": "summit"}, {"title": "C", "needs": "partners"}]

    assert [link["title"] for link in shown_links(links, {"partners"})] == ["A", "C"]


@pytest.mark.parametrize(
    ("setting", "wrong"),
    [
        ("links", {"membership": "join.html"}),
        ("links", {"contact": "office@association.example"}),
        ("links", {"shop": "https://a.example"}),
        ("ask_url", "https://a.example/?q={question}"),
        ("ask_url", "ask"),
    ],
)
def test_a_setting_that_leads_nowhere_is_refused(lay_out, hub_command, setting, wrong):
    done = hub_command("check", "--root", str(lay_out(**{setting: wrong})))

    assert done.returncode == 1
    assert re.search(r"^mkdocs\.yml:\d+:\d+: error S00[15]: ", done.stdout, re.MULTILINE)


# Pages ---------------------------------------------------------------------------------------


def page(site: Path, address: str) -> LexborHTMLParser:
    file = site / address
    file = file if file.suffix else file / "index.html"
    return LexborHTMLParser(file.read_text(encoding="utf-8"))


def texts(tree, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in tree.css(selector)]


def hrefs(tree, selector: str) -> list[str]:
    return [node.attributes["href"] for node in tree.css(selector)]


@pytest.mark.parametrize("address", ["", "about", "404.html"])
def test_menus_name_only_what_can_be_used(bare, full, address):
    entries = ["Start", "Resources", "Network", "Join", "Donate"]

    assert texts(page(bare, address), ".hub-nav a") == ["Start", "Resources"]
    assert texts(page(full, address), ".hub-nav a") == entries
    assert texts(page(full, address), ".hub-menu a") == entries


@pytest.mark.parametrize(
    ("address", "said", "label", "target"),
    [
        (
            "community/membership",
            "You cannot join here yet.",
            "Become a member",
            LINKS["membership"],
        ),
        ("community/donate", "You cannot give here yet.", "Make a donation", LINKS["donation"]),
        ("community/network", "No address yet.", "Propose one", LINKS["contact"]),
    ],
)
def test_a_way_is_a_button_if_it_is_set_and_a_sentence_if_not(
    bare, full, address, said, label, target
):
    without, with_it = page(bare, address), page(full, address)

    assert texts(without, ".hub-notyet") == [said]
    assert texts(without, ".hub-actions a") == []
    assert texts(with_it, ".hub-notyet") == []
    assert texts(with_it, ".hub-actions a")[0] == label
    assert hrefs(with_it, ".hub-actions a")[0] == target


def test_a_way_without_a_sentence_is_not_missed(bare):
    assert "newsletter" not in page(bare, "community/membership").css_first("main").text()


def test_each_claim_can_be_asked_about_only_if_someone_is_there_to_be_asked(bare, full):
    assert page(bare, "evidence/small-groups").css(".hub-claim__ask") == []

    links = hrefs(page(full, "evidence/small-groups"), ".hub-claim__ask a")
    asked = [parse_qs(urlsplit(link).query) for link in links]
    where = "https://example.org/small/hub/evidence/small-groups/#"
    assert asked == [
        {"title": ["Small groups"], "body": [f"{where}c1\nSmall groups may help."]},
        {"title": ["Small groups"], "body": [f"{where}c2\nIn one trial they made no difference."]},
    ]


def test_an_answered_question_leads_back_to_its_claim(full):
    link = page(full, "faq").css_first("#asked a[href*=small-groups]")

    assert link.text() == "Small groups"
    assert link.attributes["href"] == "../evidence/small-groups/#c2"


@pytest.mark.parametrize(
    ("address", "place", "tag"),
    [
        ("evidence/small-groups", "#c1", "US law"),
        ("timeline", "#act", "US law"),
        ("faq", "#asked", "Law of Finland"),
    ],
)
def test_a_statement_of_law_names_its_country_and_what_to_check_elsewhere(
    full, address, place, tag
):
    tree = page(full, address)

    assert texts(tree, f"{place} .hub-law .hub-tag") == [tag]
    assert hrefs(tree, f"{place} .hub-law a")[0].endswith("about/strength/#law")
    assert len(tree.css(".hub-law")) == 1


def test_organizations_stand_under_their_region_and_under_each_role(full):
    tree = page(full, "community/network")

    assert texts(tree, "main h3") == ["Asia 1", "Europe 1"]
    assert texts(tree, ".hub-partners h4") == ["East Board", "North Institute"]
    assert texts(tree, ".hub-byrole dt") == ["Research", "Agency"]
    assert texts(tree, ".hub-byrole dd") == ["East Board, North Institute", "East Board"]
    assert {to.removeprefix("#") for to in hrefs(tree, ".hub-byrole a")} <= {
        node.attributes["id"] for node in tree.css(".hub-partners li")
    }


def test_an_empty_network_says_so(bare):
    tree = page(bare, "community/network")

    assert texts(tree, "main .hub-block .hub-unknown")[0].startswith("No organization is listed")
    assert tree.css(".hub-partners, .hub-byrole") == []


def test_a_proposal_says_that_it_is_one(full):
    assert texts(page(full, "community/donate"), ".hub-banner strong") == [
        "Proposal: not yet adopted by the association."
    ]
    assert page(full, "community/membership").css(".hub-banner") == []


def test_a_saying_names_its_author_or_says_that_nobody_knows(full):
    assert texts(page(full, "community/donate"), ".hub-saying figcaption") == ["Author unknown"]


QUOTED = "---\ntitle: A\ndescription: A.\nquotation: {text: Go on., %s}\n---\n\nText.\n"


@pytest.mark.parametrize(
    ("said", "sound"),
    [
        ("attribution: unknown", True),
        ("attribution: Jo Doe", False),
        ("attribution: Jo Doe, source: doe2001one", True),
        ("source: doe2001one", False),
    ],
)
def test_a_saying_without_a_source_must_say_that_its_author_is_unknown(
    lay_out, hub_command, said, sound
):
    hub = lay_out()
    (hub / "content" / "about" / "saying.md").write_text(QUOTED % said, encoding="utf-8")

    done = hub_command("check", "--root", str(hub))

    assert ("about/saying.md" not in done.stdout) is sound


# The real hub ----------------------------------------------------------------------------------


def test_what_a_browser_keeps_is_told_on_the_privacy_page(root):
    told = (root / "content" / "about" / "privacy.md").read_text(encoding="utf-8")
    modules = sorted((root / "content" / "assets").rglob("*.mjs"))
    kept = {
        folder
        for module in modules
        if "localStorage" in (text := module.read_text(encoding="utf-8"))
        or "sessionStorage" in text
        for folder in [module.parent.name]
    }
    words = {"desk": "list of resources", "academy": "Lessons", "checklists": "checklist"}

    assert kept <= set(words), "name it on the privacy page, and here"
    assert [folder for folder in kept if words[folder] not in told] == []


def test_no_page_sets_a_cookie(root):
    assert not [
        module
        for module in (root / "content" / "assets").rglob("*.mjs")
        if re.search(r"document\.cookie|cookieStore", module.read_text(encoding="utf-8"))
    ]
