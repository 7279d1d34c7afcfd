"""A small complete hub, built in strict mode: what is made, and what stops it."""

import hashlib
import re
from pathlib import Path

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))


def tree(folder: Path) -> dict[str, str]:
    """Every file of a folder with the digest of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def text_of(page: Path, selector: str) -> list[str]:
    """The text of all that a selector finds on a page, white space folded."""
    nodes = LexborHTMLParser(page.read_text(encoding="utf-8")).css(selector)
    return [" ".join(node.text().split()) for node in nodes]


def added(before: str, after: str) -> list[str]:
    """What a build says beyond the warnings that the small hub has by intent."""
    known = before.splitlines()
    lines = [line for line in after.splitlines() if line.strip() and line not in known]
    return [re.sub(r", \d+ warnings?", "", line) for line in lines]


def test_every_kind_of_page_is_made(built):
    for url in (
        "", "about", "evidence", "evidence/small-groups", "guides", "guides/one-guide", "resources",
        "resources/screener", "resources/guide-for-teams", "references", "references/doe2001one",
        "glossary", "faq", "timeline", "checklists/ready", "academy", "academy/path-small",
        "toolkits", "toolkits/agenda", "standards", "standards/1.0", "search", "scales",
    ):  # fmt: skip
        assert (built / url / "index.html").is_file(), url
    assert (built / "404.html").is_file()
    assert not list(built.rglob("*.yaml"))


def test_a_declined_record_has_a_page_only_if_its_maker_agreed(built):
    assert (built / "resources" / "open-maker" / "index.html").is_file()
    naming = [
        path.relative_to(built).as_posix()
        for path in sorted(built.rglob("*"))
        if path.is_file() and b"loud-claims" in path.read_bytes()
    ]
    assert naming == []


def test_citations_are_in_apa_form_with_the_scope_of_the_page(built):
    about = built / "about" / "index.html"

    assert text_of(about, ".hub-cite") == [
        "(see Center for Tests and Measures, n.d.; Doe, 2001b, p. 3)",
        "Doe (2001a, p. 10)",
        "(2001b)",
        "(Doe, 2001a)",
    ]
    assert text_of(about, ".hub-ref__apa") == [
        "Center for Tests and Measures. (n.d.). A brief. https://example.org/brief",
        "Doe, J. (2001a). Another study. Journal of Tests, 4, 10–19.",
        "Doe, J. (2001b). One study in Finland. Journal of Tests, 3, 1–9.",
    ]
    record = built / "resources" / "screener" / "index.html"
    assert text_of(record, ".hub-cite") == ["(Doe, 2001)"]


def test_a_citation_leads_to_its_entry(built):
    page = LexborHTMLParser((built / "about" / "index.html").read_text())

    targets = [a.attributes["href"] for a in page.css(".hub-cite a")]
    assert targets[:2] == ["#ref-center_nd", "#ref-doe2001one"]
    assert all(page.css_first(f"[id='{target[1:]}']") for target in targets)


def test_details_that_are_not_confirmed_say_so(built):
    about = built / "about" / "index.html"

    assert text_of(about, ".hub-refs .hub-tag") == ["Details not yet confirmed"]
    (tag,) = LexborHTMLParser(about.read_text(encoding="utf-8")).css(".hub-refs .hub-tag")
    assert tag.parent.parent.attributes["id"] == "ref-doe2001two"


def test_a_draft_says_that_nobody_has_reviewed_it(built):
    banner = text_of(built / "evidence" / "small-groups" / "index.html", ".hub-banner")

    assert "Draft" in banner[0]
    assert "5 January 2026" in banner[0]
    assert "not yet reviewed" in banner[0]


def test_an_ordinary_page_says_its_state_if_it_has_one(built):
    assert text_of(built / "contribute" / "index.html", ".hub-banner") == [
        "Draft: not yet reviewed. Written from its sources, checked on 5 January 2026."
    ]
    assert text_of(built / "about" / "index.html", ".hub-banner") == []


def test_readers_can_propose_a_change_at_its_line_and_report_a_problem(built):
    record = LexborHTMLParser(
        (built / "resources" / "screener" / "index.html").read_text(encoding="utf-8")
    )

    links = [a.attributes["href"] for a in record.css(".hub-edit a")]
    assert links == [
        "https://example.org/edit/resources.yaml#L1",
        "https://example.org/new?title=A%20Screener%20%26%20More"
        "&body=https%3A%2F%2Fexample.org%2Fsmall%2Fhub%2Fresources%2Fscreener%2F",
    ]


def test_a_page_whose_record_has_a_new_id_leads_on_and_is_found_by_no_search_engine(built):
    page = LexborHTMLParser(
        (built / "resources" / "reading-program-two" / "index.html").read_text(encoding="utf-8")
    )
    told = {
        node.attributes.get("name") or node.attributes.get("http-equiv"): node.attributes["content"]
        for node in page.css("meta[content]")
    }

    assert told["refresh"] == "0; url=../reading-program/"
    assert told["robots"] == "noindex"
    (canonical,) = page.css("link[rel=canonical]")
    assert canonical.attributes["href"] == (
        "https://example.org/small/hub/resources/reading-program/"
    )


def test_same_sources_give_the_same_bytes(build, small_hub):
    build(PYTHONHASHSEED="1", TZ="Asia/Tokyo", LC_ALL="C", SOURCE_DATE_EPOCH="1780000000")
    first = tree(small_hub / "site")
    for folder in (small_hub / ".cache", small_hub / "site"):
        folder.rename(small_hub / f"old{folder.name}")

    build(PYTHONHASHSEED="2", TZ="America/Lima", SOURCE_DATE_EPOCH="1780000000")

    assert tree(small_hub / "site") == first


def test_a_damaged_cache_is_made_again_with_a_notice(build, small_hub):
    build()
    first = tree(small_hub / "site")
    for file in (small_hub / ".cache" / "hub" / "cites").rglob("*.json"):
        file.write_text("{")

    done = build()

    assert "is damaged and is made again" in done.stderr
    assert tree(small_hub / "site") == first


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_mistake_stops_the_build_and_leaves_the_last_site(build, small_hub, path):
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    sound = build()
    assert sound.returncode == 0
    before = tree(small_hub / "site")
    for change in case["changes"]:
        file = small_hub / change["file"]
        text = file.read_text(encoding="utf-8")
        assert text.count(change["old"]) >= 1, f"{change['old']!r} is not in {change['file']}"
        file.write_text(text.replace(change["old"], change["new"], 1), encoding="utf-8")

    done = build()

    assert done.returncode == 1
    assert added(sound.stderr, done.stderr) == case["said"]
    assert tree(small_hub / "site") == before
    assert sorted(p.name for p in small_hub.iterdir() if p.name.startswith(".")) == [".cache"]


def test_check_and_build_say_the_same_of_the_sources(build, small_hub, check):
    broken = small_hub / "resources.yaml"
    broken.write_text(broken.read_text().replace("doe2001one", "doe2001on"))

    built = build()
    checked = check()

    problems = [
        line for line in checked.stdout.splitlines() if re.match(r"\S+:\d+:\d+: | +mend:", line)
    ]
    assert problems == [
        line for line in built.stderr.splitlines() if not line.startswith("hub build")
    ]
    assert (checked.returncode, built.returncode) == (1, 1)


def test_a_file_in_the_place_of_the_site_is_left_alone(build, check, small_hub):
    (small_hub / "site").write_text("somebody's notes")

    done = build()

    (said,) = added(check().stdout, done.stderr)
    assert done.returncode == 3
    assert said.startswith("hub build: ")
    assert "site" in said
    assert (small_hub / "site").read_text() == "somebody's notes"


def test_a_place_that_cannot_be_written_is_named(hub_command, check, small_hub, small_day):
    settings = str(small_hub / "mkdocs.yml")

    done = hub_command("build", "--config", settings, "--site-dir", "/dev/null/site", **small_day)

    (said,) = added(check().stdout, done.stderr)
    assert done.returncode == 3
    assert "/dev/null" in said
