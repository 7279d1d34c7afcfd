"""What a built site hands to programs, on the small hub and on the real one."""

import csv
import hashlib
import io
import json
import re
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from selectolax.lexbor import LexborHTMLParser

from resource_hub.dates import parse_date, say_date

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(params=["small", "real"])
def site(request: pytest.FixtureRequest) -> Path:
    """Either site."""
    return request.getfixturevalue({"small": "built", "real": "real_site"}[request.param])


@pytest.fixture
def words(root: Path, request: pytest.FixtureRequest) -> dict[str, dict[str, dict]]:
    """The vocabularies of that site."""
    small = request.node.callspec.params["site"] == "small"
    folder = root / "tests" / "site" if small else root
    lists = yaml.safe_load((folder / "content" / "vocabularies.yaml").read_text(encoding="utf-8"))
    return {
        name: {str(term["id"]): term for term in terms}
        for name, terms in lists.items()
        if isinstance(terms, list)
    }


def read(site: Path, address: str):
    return json.loads((site / address).read_text(encoding="utf-8"))


def schemas_in(folder: Path) -> Registry:
    found = [json.loads(file.read_bytes()) for file in sorted(folder.glob("*.schema.json"))]
    return Registry().with_resources((one["$id"], Resource.from_contents(one)) for one in found)


def faults(value, schema: str, site: Path) -> list[str]:
    registry = schemas_in((site / schema).parent)
    validator = Draft202012Validator({"$ref": Path(schema).name}, registry=registry)
    return [f"{list(fault.path)}: {fault.message}" for fault in validator.iter_errors(value)]


# The index -----------------------------------------------------------------------------------


def test_the_index_names_every_file_with_its_true_size_digest_and_count(site):
    index = read(site, "api/v1/index.json")

    assert faults(index, "api/v1/schemas/index.schema.json", site) == []
    for file in index["files"]:
        content = (site / file["address"]).read_bytes()
        assert (file["bytes"], file["sha256"]) == (
            len(content),
            hashlib.sha256(content).hexdigest(),
        )
        assert content.endswith(b"\n")
        if file["address"].endswith(".json"):
            value = json.loads(content)
            assert file["count"] == len(value["items"] if isinstance(value, dict) else value)
    named = {file["address"] for file in index["files"]}
    below = {path.relative_to(site).as_posix() for path in (site / "api/v1").glob("*.*")}
    assert below - named == {"api/v1/index.json"}


def test_every_file_fits_its_published_schema(site):
    index = read(site, "api/v1/index.json")

    for file in index["files"]:
        if file["schema"]:
            assert faults(read(site, file["address"]), file["schema"], site) == [], file["address"]
    (each,) = index["each"]
    for record in read(site, "api/v1/resources.json"):
        address = each["address"].format(id=record["id"])
        assert read(site, address) == record
        assert faults(record, each["schema"], site) == [], address


def test_every_schema_is_valid_refers_to_what_is_there_and_describes_each_field(site):
    for folder in read(site, "api/v1/index.json")["schemas"].values():
        registry = schemas_in(site / folder)
        for file in sorted((site / folder).glob("*.schema.json")):
            whole = json.loads(file.read_bytes())
            Draft202012Validator.check_schema(whole)
            resolver = registry.resolver(whole["$id"])
            for node in nodes_in(whole):
                if isinstance(node.get("$ref"), str):
                    resolver.lookup(node["$ref"])
                for field in node.get("properties", {}).values() if "type" in node else ():
                    assert field.get("description"), (file.name, field)


def nodes_in(value):
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    for one in value if isinstance(value, list) else ():
        yield from nodes_in(one)


def test_schemas_of_sources_are_those_that_the_check_reads(site, root):
    own = root / "hooks" / "resource_hub" / "schemas"

    published = sorted((site / "api/v1/schemas/sources").iterdir())
    assert [file.name for file in published] == sorted(f.name for f in own.glob("*.schema.json"))
    assert all(file.read_bytes() == (own / file.name).read_bytes() for file in published)


def test_every_page_that_a_file_names_is_there(site):
    for name in ("resources", "claims", "summaries", "guides", "glossary"):
        for one in read(site, f"api/v1/{name}.json"):
            url, _, part = one["page"].partition("#")
            html = (site / url / "index.html").read_text(encoding="utf-8")
            assert not part or f'id="{part}"' in html, one["page"]
    feed = read(site, "changes/feed.json")
    assert all((site / one["_hub"]["page"] / "index.html").is_file() for one in feed["items"])


def test_what_a_file_says_of_a_text_stands_on_its_page(site):
    said = {
        "summaries": lambda one: [one["question"], one["bottom_line"], *one["do_next"]],
        "guides": lambda one: [node["ask"] for node in one["nodes"]],
        "glossary": lambda one: [one["term"], one["definition"]],
    }
    for name, texts in said.items():
        for one in read(site, f"api/v1/{name}.json"):
            url = one["page"].partition("#")[0]
            shown = words_of(site / url / "index.html")
            for text in texts(one):
                assert letters(text) in shown, (one["page"], text)


def words_of(page: Path) -> str:
    tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
    for node in tree.css(".hub-cite, .hub-pop, script"):
        node.decompose()
    return letters(tree.body.text())


def letters(text: str) -> str:
    """Only its letters and figures: pages set quotes, dashes and spaces in their own way."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


# Records -------------------------------------------------------------------------------------


def test_every_record_that_has_a_page_is_published_and_no_other(site):
    pages = {
        path.parent.relative_to(site).as_posix() + "/"
        for path in (site / "resources").glob("*/index.html")
        if LexborHTMLParser(path.read_text(encoding="utf-8")).css_first(".hub--record")
    }

    assert {record["page"] for record in read(site, "api/v1/resources.json")} == pages


def test_the_table_holds_the_same_records(site):
    text = (site / "api/v1/resources.csv").read_bytes().decode("utf-8-sig")

    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [(row["Id"], row["Title"], row["Address"], row["State"]) for row in rows] == [
        (one["id"], one["title"], one["url"], one["state"]["label"])
        for one in read(site, "api/v1/resources.json")
    ]


# Linked data says what the page shows ----------------------------------------------------------


class Shown:
    """What a reader sees on the page of a record."""

    def __init__(self, page: Path) -> None:
        self.tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
        (script,) = self.tree.css('script[type="application/ld+json"]')
        self.graph = json.loads(script.text())["@graph"]
        for node in self.tree.css("script, style, head, svg"):
            node.decompose()
        self.text = self._words(self.tree.body.text(separator=" "))

    def fact(self, name: str) -> str:
        return self._words(
            " ".join(n.text(separator=" ") for n in self.tree.css(f"[data-fact={name}]"))
        )

    def one(self, selector: str) -> str:
        return self._words(self.tree.css_first(selector).text())

    def hrefs(self) -> list[str]:
        return [a.attributes.get("href") for a in self.tree.css("a")]

    @staticmethod
    def _words(text: str) -> str:
        return re.sub(r" (?=[,.;)])", "", " ".join(text.split()))


def _has(text: str, *parts: str) -> bool:
    return all(part.casefold() in text.casefold() for part in parts)


def _day(text: str, shown: Shown) -> bool:
    return _has(shown.text, say_date(parse_date(text)))


# What each property must agree with; a property without a line here fails the test.
RESOURCE = {
    "@type": lambda value, shown, words: value[0] == "LearningResource",
    "@id": lambda value, shown, words: value == "#resource",
    "name": lambda value, shown, words: shown.one("h1") == value,
    "description": lambda value, shown, words: shown.one(".hub-lead") == " ".join(value.split()),
    "url": lambda value, shown, words: value in shown.hrefs(),
    "mainEntityOfPage": lambda value, shown, words: value == shown.canonical,
    "learningResourceType": lambda value, shown, words: shown.one(".hub-head .hub-kind") == value,
    "publisher": lambda value, shown, words: _has(shown.fact("publisher"), value["name"]),
    "audience": lambda value, shown, words: (
        _has(shown.fact("audience"), *(one["educationalRole"] for one in value))
        and len(value) == shown.fact("audience").count(",") + 1
    ),
    "educationalLevel": lambda value, shown, words: _has(shown.fact("grades"), value),
    "typicalAgeRange": lambda value, shown, words: _has(
        shown.fact("grades"), value.replace("-", " to ")
    ),
    "about": lambda value, shown, words: _has(
        shown.fact("topics"), *(one["name"] for one in value)
    ),
    "inLanguage": lambda value, shown, words: _has(
        shown.fact("languages"),
        *(words["languages"].get(id_, {}).get("label", id_) for id_ in value),
    ),
    "isAccessibleForFree": lambda value, shown, words: _has(
        shown.fact("cost"), words["cost"]["free" if value else "paid"]["label"]
    ),
    "license": lambda value, shown, words: any(
        _has(shown.fact("license"), term["label"])
        for id_, term in words["licenses"].items()
        if id_ in value or (value.startswith("https://creativecommons.org/") and id_ == "CC-BY-4.0")
    ),
    "timeRequired": lambda value, shown, words: _has(
        shown.fact("minutes"), value.removeprefix("PT").removesuffix("M") + " minute"
    ),
    "accessibilityFeature": lambda value, shown, words: _has(shown.fact("accessibility"), *value),
}
OTHERS = {
    "WebPage": {
        "name": RESOURCE["name"],
        "@id": lambda value, shown, words: value == shown.canonical,
        "url": lambda value, shown, words: value == shown.canonical,
        "dateCreated": lambda value, shown, words: _day(value, shown),
        "creativeWorkStatus": lambda value, shown, words: _has(shown.one(".hub-banner"), value),
        "mainEntity": lambda value, shown, words: value == {"@id": "#resource"},
    },
    "Review": {
        "itemReviewed": lambda value, shown, words: value == {"@id": "#resource"},
        "author": lambda value, shown, words: _has(shown.text, value["name"]),
        "datePublished": lambda value, shown, words: _day(value, shown),
        "reviewAspect": lambda value, shown, words: all(
            any(f"#{id_}" in (href or "") for href in shown.hrefs()) for id_ in value
        ),
    },
    "Certification": {
        "about": lambda value, shown, words: value == {"@id": "#resource"},
        "issuedBy": lambda value, shown, words: _has(shown.text, value["name"]),
        "description": lambda value, shown, words: _has(shown.text, value),
        "validFrom": lambda value, shown, words: _day(value, shown),
        "expires": lambda value, shown, words: _day(value, shown),
    },
}


def test_linked_data_says_what_the_page_shows_and_nothing_else(site, words):
    wrong = []
    for record in read(site, "api/v1/resources.json"):
        page = site / record["page"] / "index.html"
        shown = Shown(page)
        link = LexborHTMLParser(page.read_text(encoding="utf-8")).css_first("link[rel=canonical]")
        shown.canonical = link.attributes["href"] if link else None
        for node in shown.graph:
            rules = RESOURCE if isinstance(node["@type"], list) else OTHERS[node["@type"]]
            for name, value in node.items():
                agrees = rules.get(name, lambda *_, name=name: name == "@type")
                if not agrees(value, shown, words):
                    wrong.append((record["id"], node["@type"], name, value))
    assert wrong == []


# Feeds ---------------------------------------------------------------------------------------


def test_feeds_are_found_from_any_page_and_from_the_page_of_changes(site):
    for url in ("", "changes/", "resources/"):
        tree = LexborHTMLParser((site / url / "index.html").read_text(encoding="utf-8"))
        types = [link.attributes["type"] for link in tree.css('link[rel="alternate"][type]')]
        assert types == ["application/atom+xml", "application/feed+json"], url
    page = LexborHTMLParser((site / "changes" / "index.html").read_text(encoding="utf-8"))
    assert {"feed.xml", "feed.json"} <= {a.attributes.get("href") for a in page.css("main a")}


def test_the_page_and_the_feed_tell_the_same_changes(site):
    page = LexborHTMLParser((site / "changes" / "index.html").read_text(encoding="utf-8"))
    feed = ElementTree.parse(site / "changes" / "feed.xml").getroot()

    titles = [
        node.findtext(f"{ATOM}title").partition(": ")[2] for node in feed.iter(f"{ATOM}entry")
    ]
    shown = [" ".join(node.text().split()) for node in page.css(".hub-day h3")]
    assert sorted(titles) == sorted(shown)
    days = {node.attributes["datetime"] for node in page.css(".hub-day time")}
    assert {node.text[:10] for node in feed.iter(f"{ATOM}updated")} == days


def test_a_feed_changes_only_when_the_content_does(build, small_hub):
    def feeds(day: str) -> dict[str, bytes]:
        done = build(SOURCE_DATE_EPOCH=day)
        assert done.returncode == 0, done.stderr
        folder = small_hub / "site" / "changes"
        return {name: (folder / name).read_bytes() for name in ("feed.xml", "feed.json")}

    first = feeds("1780272000")
    assert feeds("1890000000") == first
    records = small_hub / "resources.yaml"
    text = records.read_text(encoding="utf-8")
    change = "  changes: [{date: 2026-05-01, text: It has moved.}]\n"
    records.write_text(text.replace("  added: 2026-04-01\n", f"  added: 2026-04-01\n{change}"))

    later = feeds("1780272000")
    assert b"It has moved." in later["feed.xml"]
    assert b"<updated>2026-05-01T00:00:00Z</updated>" in later["feed.xml"].partition(b"<entry>")[0]


def test_feeds_of_a_site_with_an_address_name_whole_ones(built):
    feed = ElementTree.parse(built / "changes" / "feed.xml").getroot()
    whole = [node.get("href") for node in feed.iter(f"{ATOM}link")]
    whole += [one["url"] for one in read(built, "changes/feed.json")["items"]]

    assert whole
    assert {urlsplit(address).netloc for address in whole} == {"example.org"}
    assert all(address.startswith("https://example.org/small/hub/") for address in whole)
