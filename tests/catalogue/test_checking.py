"""The rules for records: what they say word for word, and what they leave alone."""

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from resource_hub import catalogue, schema, standards
from resource_hub.catalogue import wording
from resource_hub.catalogue.addresses import (
    canonical,
    check_address,
    private_host,
    read_address,
)
from resource_hub.catalogue.schedule import years_after
from resource_hub.catalogue.tracking import without_tracking
from resource_hub.loading import load_hub
from resource_hub.problems import Location, has_errors, render_text, sort_problems
from resource_hub.scales import read_scales
from resource_hub.schema import Document
from resource_hub.source import decode, read_yaml

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CASES = sorted((HERE / "cases").glob("*.yml"))
DAY = date(2026, 12, 1)
# What a case leaves out of a record and of its review.
REST = yaml.safe_load((HERE / "rest.yaml").read_text(encoding="utf-8"))


def typed(text: str, name: str, path: str) -> Document:
    source, problems = read_yaml(text, path)
    assert not has_errors(problems)  # signs that cannot be seen are warned of
    return Document(source, schema.check(source.root, name)[0])


def standard(text: str, version: str) -> standards.Standard:
    document = typed(text, "standard", f"content/standards/{version}.yaml")
    (found,), problems = standards.read_standards([document])
    assert problems == []
    return found


def shipped_in_force() -> standards.Standard:
    """The shipped proposal as if it were in force."""
    text = (ROOT / "content/standards/1.0.yaml").read_text(encoding="utf-8")
    text = text.replace('version: "1.0"', 'version: "2.0"').replace(
        "state: proposal", "state: in-force"
    )
    return standard(text, "2.0")


def ours() -> standards.Standard:
    return standard((HERE / "standard.yaml").read_text(encoding="utf-8"), "1.0")


RUBRICS = {
    "0.9": replace(ours(), version="0.9", state="proposal"),
    "1.0": ours(),
    "2.0": shipped_in_force(),
}
SCALES = read_scales(
    typed((ROOT / "content/scales.yaml").read_text(encoding="utf-8"), "scales", "scales.yaml")
)[0]
KNOWN = catalogue.Known(
    day=DAY,
    rubrics=RUBRICS,
    scales=SCALES,
    unsure={"heard2001": "is confirmed at level K only"},
    studies={"trial2001"},
    works={"heard2001", "opinion2001", "trial2001"},
    grades=["PK", "K", *map(str, range(1, 13)), "PS"],
)


def whole(row: dict) -> dict:
    """A record that says only what a case is about, with the rest put in."""
    if "vetting" not in row:
        return {**REST["record"], **row}
    decision = row["vetting"].get("decision", "certify")
    vetting = {**REST["vetting"], **REST[decision], **row["vetting"], "decision": decision}
    return {**REST["record"], **REST["vetted"], **row, "vetting": vetting}


def problems_of(text: str, known: catalogue.Known = KNOWN) -> str:
    document = typed(text, "resources", "resources.yaml")
    rows = [whole(row) for row in document.plain]
    _, problems = catalogue.read_catalogue(Document(document.source, rows), known)
    return render_text(sort_problems(problems))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_problems_are_reported_word_for_word(case):
    wanted = yaml.safe_load(case.read_text(encoding="utf-8"))

    assert problems_of(wanted["records"]) == wanted["output"].rstrip("\n")


def test_every_code_has_a_case():
    outputs = "".join(yaml.safe_load(c.read_text(encoding="utf-8"))["output"] for c in CASES)

    assert set(re.findall(r" (R\d{3}):", outputs)) == {f"R{n:03}" for n in range(1, 40)}


# Addresses -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "http://example.org/a"),
        ("https://example.org/a", "https://www.Example.ORG/a/"),
        ("https://example.org/a", "https://example.org/a#part"),
        ("https://example.org/a", "https://example.org/a?utm_source=x&UTM_medium=y"),
        ("https://example.org", "https://example.org/"),
        ("https://example.org/a?x=1", "https://example.org/a/?x=1&utm_id=2#b"),
        ("https://example.org/", "https://example.org:443/index.html"),
        ("https://example.org/a/", "https://example.org/a/Index.HTM"),
        ("https://example.org/a?b=1&c=2", "https://example.org/a?c=2&b=1"),
        ("https://example.org/~a%2fb", "https://example.org/%7Ea%2Fb"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("https://example.org/a", "https://example.org./a"),
        ("https://münchen.de/", "https://xn--mnchen-3ya.de/"),
        ("https://example.org/#/a", "https://example.org/#/a:~:text=b"),
        ("https://example.org/#/a", "https://example.org/#/a?utm_source=b"),
    ],
)
def test_addresses_of_one_page_are_one(one, other):
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "https://example.org/A"),
        ("https://example.org/a", "https://example.org/b"),
        ("https://example.org/a", "https://docs.example.org/a"),
        ("https://example.org/a?x=1", "https://example.org/a?x=2"),
        ("https://example.org/a?x=", "https://example.org/a"),
        ("https://example.org/a", "https://example.org:8443/a"),
        ("https://example.org/#/a", "https://example.org/#/b"),
        ("https://example.org/#!a", "https://example.org/"),
        ("https://example.org/a%2Fb", "https://example.org/a/b"),
        ("https://example.org/a-index.html", "https://example.org/a-"),
    ],
)
def test_addresses_of_two_pages_are_two(one, other):
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize(
    "host",
    [
        "localhost", "localhost.", "a.localhost", "127.0.0.1", "10.1.2.3", "172.16.0.1",
        "192.168.1.1", "169.254.1.1", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255",
        "[::1]", "[fe80::1]", "[fc00::1]", "[::ffff:7f00:1]", "[64:ff9b::a00:1]", "[2002:a00:1::]",
        "printer.local", "wiki.internal", "intranet", "nas.home.arpa", "a.test", "a.invalid",
    ],
)  # fmt: skip
def test_a_host_that_readers_cannot_open_is_told(host):
    assert private_host(host)


@pytest.mark.parametrize(
    "host", ["example.org", "vendor.example", "8.8.8.8", "[2606:4700::1111]", "local.example.org"]
)
def test_a_public_host_is_left_alone(host):
    assert private_host(host) == ""


@pytest.mark.parametrize(
    "url",
    [
        "http://0x7f.1/", "http://017700000001/", "http://2130706433/", "http://127.1/",
        "http:127.0.0.1", "http://①②⑦.0.0.1/", "http://%31%32%37.0.0.1/", "http:\\\\127.0.0.1\\",
    ],
)  # fmt: skip
def test_a_number_in_disguise_is_the_same_host_as_for_a_browser(url):
    assert read_address(url).host == "127.0.0.1"


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("https://example.org/?utm_source=a", "https://example.org/"),
        ("https://example.org/?a=1&gclid=b&c=%20", "https://example.org/?a=1&c=%20"),
        ("https://example.org/?a&b=&utm_x", "https://example.org/?a&b="),
        ("https://example.org/a#:~:text=b", "https://example.org/a"),
        ("https://example.org/a#utm_source=b", "https://example.org/a"),
        ("https://example.org/a#x=1&fbclid=2", "https://example.org/a#x=1"),
        ("https://example.org/#/a?utm_source=b", "https://example.org/#/a"),
        ("https://example.org/a?x=utm_source#utm_source", None),
        ("https://example.org/#/a?x=1", None),
        ("https://example.org/a?id=1#part", None),
        ("https://example.org/a?", None),
    ],
)
def test_only_tracking_is_taken_out_of_an_address(url, clean):
    assert without_tracking(url) == (clean or url)


def test_a_password_is_not_repeated():
    address = read_address("https://editor:secret@10.0.0.1/?utm_source=x")

    said = render_text(list(check_address(address, Location("resources.yaml"))))

    assert "secret" not in said
    assert said.count("error") == 2


# Dates, scores and words ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 10, 14), date(2029, 10, 14)),
        (date(2024, 2, 29), date(2027, 2, 28)),
        (date(2025, 2, 28), date(2028, 2, 28)),
        (date(9997, 1, 1), date(9999, 12, 31)),
    ],
)
def test_three_years_later_is_a_day_that_exists(day, later):
    assert years_after(day, 3) == later


def test_without_a_day_nothing_is_in_the_future_or_overdue():
    late = {"decided": "2020-01-01", "review_by": "2021-01-01", "valid_until": "2022-01-01"}
    text = yaml.safe_dump(
        [{"id": "a", "title": "A", "url": "https://example.org/", "vetting": late}]
    )

    assert problems_of(text, replace(KNOWN, day=None)) == ""
    assert "R023" in problems_of(text)


def test_what_is_not_known_is_not_asked():
    text = """
- id: a
  title: A
  url: https://example.org/
  state: certified
  evidence: {level: strong, sources: [heard2001]}
  elsewhere: [{by: nobody, rating: high, seen: 2999-01-01, url: "https://example.org/"}]
  vetting: {scores: {purpose: high}}
"""
    assert problems_of(text, catalogue.Known()) == ""


@pytest.mark.parametrize("word", sorted(wording.read_hype()))
def test_every_word_of_praise_is_found_in_any_case_and_with_hyphens(word):
    for written in (word, word.upper(), word.replace(" ", "-"), word.replace(" ", "\n    ")):
        assert wording.find_hype(f"It is {written}, they say.") == [(written, 6)]


@pytest.mark.parametrize(
    "text",
    ["unproven", "not proven", "never been proven", "isn't a proven way", "no proven effect",
     "un-proven", "improvement", 'called "proven"', "called “groundbreaking” by some",
     "no program that was tried is proven", "remains to be proven", "counts as proven",
     "guaranteed by law", "outstanding fees", "called 'proven' by some", "undisproven",
     "the best study", "students must have a plan", "Council for Exceptional Children"],
)  # fmt: skip
def test_sober_words_are_left_alone(text):
    assert wording.find_hype(text) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("not only proven", "proven"),
        ("it needs no training and is proven", "proven"),
        ("no cost, yet proven", "proven"),
        ("nothing beats this amazing tool", "amazing"),
        ("students' proven ways, and teachers' ways", "proven"),
        ("a proven-effective book", "proven"),
        ("a pro\u00adven book", "pro\u00adven"),
        ("a state\u2011of\u2011the\u2011art book", "state\u2011of\u2011the\u2011art"),
    ],
)
def test_a_negation_elsewhere_and_signs_in_a_word_hide_no_praise(text, word):
    assert wording.find_hype(text) == [(word, text.index(word))]


# The shipped hub -----------------------------------------------------------------------------


def test_the_shipped_records_break_no_rule():
    hub = load_hub(ROOT, date(2026, 12, 1))

    assert render_text([p for p in hub.problems if p.code[0] in "ORD"]) == ""
    assert len(hub.records) == 100


def test_the_shipped_rule_in_words_and_for_programs_say_the_same():
    shipped = RUBRICS["2.0"]

    assert shipped.rule == (
        "At least 2 on every criterion marked floor, no 0 anywhere, and 70 percent of weighted "
        "points."
    )
    assert shipped.bar == standards.Bar(floor="2", lowest="1", points=70)


# Words that are misspelt ----------------------------------------------------------------------


MISSPELT = {
    "kind: research-site": ("kind: reserch-site", "research-site"),
    "kind: government": ("kind: goverment", "government"),
    "relationship: not-declared": ("relationship: not-declard", "not-declared"),
    "audience: [teacher]": ("audience: [techer]", "teacher"),
    "topics: [evidence-standards]": ("topics: [evidence-standard]", "evidence-standards"),
    "domains: [academics]": ("domains: [acadmics]", "academics"),
    "languages: [en]": ("languages: [en-]", ""),
    "from: PK": ("from: PPK", "PK"),
    "cost: free": ("cost: fre", "free"),
    "license: public-domain-us-gov": ("license: public-domain-us-gv", "public-domain-us-gov"),
    "formats: [web]": ("formats: [wb]", "web"),
    "state: proposed": ("state: propsed", "proposed"),
    "level: not-applicable": ("level: not-aplicable", "not-applicable"),
    "license:": ("licence:", "license"),
    "why_listed:": ("why_lsted:", "why_listed"),
}


@pytest.mark.parametrize("right", MISSPELT)
def test_a_misspelt_key_or_word_is_answered_with_the_nearest(right, tmp_path):
    wrong, meant = MISSPELT[right]
    shutil.copytree(ROOT / "tests/codes/hub", tmp_path / "hub")
    shutil.copy(ROOT / "content/vocabularies.yaml", tmp_path / "hub/content")
    file = tmp_path / "hub/resources.yaml"
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")

    problems = [p for p in load_hub(tmp_path / "hub", DAY).problems if p.code[0] == "S"]

    assert len(problems) == 1
    line = text[: text.index(right)].count("\n") + 1
    assert problems[0].where.line == line
    assert (
        f"did you mean '{meant}'?" in problems[0].mend
        if meant
        else "write one of: en" in problems[0].mend
    )


# What stands in the file before any rule -------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "- id: a\n<<<<<<< HEAD\n  title: A\n=======\n  title: B\n>>>>>>> other\n",
            ["2:1: error Y004: '<<<<<<< HEAD' was left by a merge"],
        ),
        ("- id: a\n\ttitle: A\n", ["2:1: error Y005: the line is indented with a tab"]),
        ("  title: A\n- id: a\n", ["2:1: error Y009: the line does not fit the lines above"]),
        (
            "- id: a\n  title: A\n  id: b\n  title: B\n",
            ["3:3: error Y013: a second 'id' in one entry: the dash of a new entry is missing"],
        ),
    ],
    ids=["markers of a merge", "a tab", "lines before the first record", "two records in one"],
)  # fmt: skip
def test_a_file_that_was_merged_wrongly_is_told_at_its_line(text, said):
    decoded, problems = decode(text.encode(), "resources.yaml")
    problems = problems or read_yaml(decoded, "resources.yaml")[1]

    shown = render_text(problems)
    assert all(f"resources.yaml:{one}" in shown for one in said)


def test_a_text_of_two_megabytes_costs_one_short_message():
    text = f"- id: a\n  description: {'x' * 2_000_000}\n"
    source, problems = read_yaml(text, "resources.yaml")
    problems = [*problems, *schema.check(source.root, "resources")[1]]
    long = [p for p in problems if p.where.line == 2]

    assert {p.code for p in long} == {"Y019", "S007"}
    assert all(len(p.what) + len(p.mend) < 200 for p in long)
