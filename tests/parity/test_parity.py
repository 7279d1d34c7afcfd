"""Python and the browser's code give the same tokens, the same bytes' meaning, the same answers."""

import json
import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from resource_hub.search import Document, build_index, open_index, shards_of
from resource_hub.search.codec import (
    Pointer,
    decode_list,
    decode_shard,
    decode_vocabulary,
    encode_list,
    encode_shard,
    encode_vocabulary,
)
from resource_hub.search.tokens import order, tokens

HERE = Path(__file__).parent
CASES = json.loads((HERE / "tokens.json").read_text(encoding="utf-8"))
QUERIES = [
    query
    for queries in yaml.safe_load((HERE / "queries.yaml").read_text(encoding="utf-8")).values()
    for query in queries
]
COLLECTION = HERE.parent / "search" / "collection.jsonl"
SYNONYMS = {
    "pm": ["progress monitoring"],
    "rti": ["response to intervention"],
    "false positive": ["false alarm"],
}


def collection() -> list[Document]:
    with COLLECTION.open(encoding="utf-8") as lines:
        return [Document(**json.loads(line)) for line in lines]


def write_index(folder: Path, documents: list[Document], **sizes: float) -> Path:
    index = build_index(documents, synonyms=SYNONYMS)
    for name, body in shards_of(index, **sizes):
        (folder / name).write_bytes(body)
    return folder


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> Path:
    return write_index(tmp_path_factory.mktemp("index"), collection())


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_python_cuts_tokens_as_the_cases_say(case):
    assert tokens(case["text"]) == case["tokens"]


def test_the_browser_cuts_tokens_as_the_cases_say(node):
    cut = node("tokens", texts=[case["text"] for case in CASES])
    assert cut == [case["tokens"] for case in CASES]


def test_letters_and_digits_are_the_same_characters_on_both_sides(node):
    # Node's Unicode must not be older than Python's for this to hold.
    texts = [chr(code) for code in range(0x20, 0x2EBF0) if not 0xD800 <= code < 0xE000]
    known = [text for text in texts if unicodedata.category(text) != "Cn"]
    cut = node("tokens", texts=known)
    different = [hex(ord(t)) for t, js in zip(known, cut, strict=True) if tokens(t) != js]
    assert different == []


def test_sixty_queries_get_the_same_documents_and_scores(node, folder):
    reader = open_index(folder)
    expected = [
        [{"id": place, "score": score} for place, score in reader.ranked(query)[:100]]
        for query in QUERIES
    ]

    found = node("answers", folder=str(folder), queries=QUERIES, limit=100)

    assert len(QUERIES) >= 60
    different = [q for q, a, b in zip(QUERIES, expected, found, strict=True) if a != b]
    assert different == []
    assert sum(1 for hits in found if hits) >= 50


def test_what_the_browser_shows_is_what_python_tells(node, folder):
    reader = open_index(folder)
    shown = node("answers", folder=str(folder), queries=QUERIES, limit=5, show=True)
    for query, hits in zip(QUERIES, shown, strict=True):
        expected = [(h.title, h.url, h.section, h.kind) for h in reader.search(query, limit=5)]
        assert [(h["title"], h["url"], h["section"], h["kind"]) for h in hits] == expected


def test_a_synonym_is_marked_in_the_excerpt(node, folder):
    [hits] = node("answers", folder=str(folder), queries=["pm"], limit=1, show=True)
    marked = {s["text"].lower() for s in hits[0]["excerpt"] if s["hit"]}
    assert marked & {"progress", "monitoring"}


def test_words_of_one_stem_are_marked_together(node, folder):
    [hits] = node("answers", folder=str(folder), queries=["screen"], limit=20, show=True)
    marked = {s["text"].lower() for hit in hits for s in hit["excerpt"] if s["hit"]}
    assert {"screening", "screens"} <= marked


@pytest.mark.parametrize("size", [1, 64, float("inf")])
def test_the_browser_gives_the_same_answers_for_any_shard_size(node, tmp_path, folder, size):
    other = write_index(tmp_path, collection(), shard_bytes=size, text_files=10)
    reader = open_index(folder)
    expected = [
        [{"id": place, "score": score} for place, score in reader.ranked(query)]
        for query in QUERIES
    ]
    assert node("answers", folder=str(other), queries=QUERIES, limit=10**6) == expected


postings = st.dictionaries(st.integers(0, 2**24), st.integers(1, 31), min_size=1, max_size=60).map(
    lambda held: sorted(held.items())
)
EDGES = [
    [(0, 1)],
    [(2**24, 31)],
    [(n, 7) for n in range(300)],
    [(0, 1), (59_700, 31), *((n, 1) for n in range(59_701, 59_900))],
    [(n, 1 + n % 31) for n in range(0, 40_000, 97)],
]


@settings(max_examples=25, deadline=None)
@given(st.lists(postings, min_size=20, max_size=40))
def test_lists_of_postings_come_back_on_both_sides(node, lists):
    lists = [*EDGES, *lists]
    coded = [encode_list(held) for held in lists]
    assert [decode_list(body, 0) for body in coded] == lists
    back = node("postings", lists=[body.hex() for body in coded])
    assert [[tuple(pair) for pair in held] for held in back] == lists


word = st.text(st.characters(categories=["Ll", "Nd"]), min_size=1, max_size=40)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(word, st.integers(0, 9), st.integers(1, 2**20)), min_size=1))
def test_vocabularies_come_back_on_both_sides(node, entries):
    entries = sorted({entry[0]: entry for entry in entries}.values(), key=lambda e: order(e[0]))
    body = encode_vocabulary(entries)
    back = [list(entry) for entry in decode_vocabulary(body)]
    assert [entry[0] for entry in back] == [entry[0] for entry in entries]
    sizes = {group: size for _, group, size in entries}
    assert [entry[2] for entry in back] == [sizes[e[1]].bit_length() for e in entries]
    [read] = node("shard", files=[body.hex()])
    assert [[w, p[0][0], p[0][2][0][0]] for w, p in read] == back


@settings(max_examples=15, deadline=None)
@given(
    st.dictionaries(
        word,
        st.lists(st.tuples(st.integers(0, 5), st.integers(1, 16), word), min_size=1, max_size=3),
        min_size=1,
    )
)
def test_shards_come_back_on_both_sides(node, held):
    lists = {number: encode_list([(number, 1), (number + 9, 31)]) for number in range(6)}
    entries = [(w, [Pointer(*pointer) for pointer in held[w]]) for w in sorted(held, key=order)]
    body = encode_shard(entries, lists)
    shard = decode_shard(body)
    for (found, pointers), (expected, given_) in zip(shard.words.items(), entries, strict=True):
        assert found == expected
        assert [p.weight for p in pointers] == [p.weight for p in given_]
        assert [shard.postings(p)[0][0] for p in pointers] == [p.list for p in given_]
    [back] = node("shard", files=[body.hex()])
    assert [w for w, _ in back] == list(shard.words)
    for (_, read), pointers in zip(back, shard.words.values(), strict=True):
        assert [(number, weight) for number, weight, _, _ in read] == [
            (p.list, p.weight) for p in pointers
        ]
        assert [[tuple(pair) for pair in postings] for _, _, postings, _ in read] == [
            shard.postings(p) for p in pointers
        ]


def test_a_damaged_file_is_named_by_the_browser(node, folder, tmp_path):
    queries = ["screening progress", "scree", "screning", '"progress monitoring"', "kind:guide"]
    [whole] = node.many([{"task": "answers", "folder": str(folder), "queries": queries}])
    damages = {
        "cut": lambda body: body[: len(body) // 2],
        "flipped": lambda body: body[:-3] + bytes([body[-3] ^ 4]) + body[-2:],
        "emptied": lambda body: b"",
    }
    targets = [f.name for f in sorted(folder.iterdir()) if f.name[0] != "t"]
    targets += [f.name for f in sorted(folder.iterdir())[::9] if f.name[0] == "t"]
    broken = [
        _broken_copy(folder, tmp_path / f"{kind}-{name}", name, damage)
        for name in targets
        for kind, damage in damages.items()
    ]

    answers = node.many([{"task": "error", "folder": str(f), "queries": queries} for f in broken])

    named = 0
    for name, answer in zip((n for n in targets for _ in damages), answers, strict=True):
        if "error" in answer:
            assert name in answer["error"]
            named += 1
        else:
            assert answer["found"] == whole
    assert named > 10


def _broken_copy(folder: Path, copy: Path, name: str, damage) -> Path:
    copy.mkdir()
    for file in folder.iterdir():
        if file.name == name:
            (copy / name).write_bytes(damage(file.read_bytes()))
        else:
            (copy / file.name).hardlink_to(file)
    return copy


def test_a_missing_text_still_shows_the_title(node, folder, tmp_path):
    for file in folder.iterdir():
        if not file.name.startswith("t-"):
            (tmp_path / file.name).write_bytes(file.read_bytes())
    [[hit, *_]] = node("answers", folder=str(tmp_path), queries=["screening"], limit=3, show=True)
    assert hit["title"]
    assert hit["url"].startswith("references/")
    assert hit["excerpt"] == []


EXCERPTS = yaml.safe_load((HERE / "excerpts.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", EXCERPTS, ids=[case["why"] for case in EXCERPTS])
def test_excerpts_are_cut_as_the_cases_say(node, case):
    [segments] = node("excerpts", cases=[case])
    shown = "".join(f"[{s['text']}]" if s["hit"] else s["text"] for s in segments)
    assert shown == case["shown"]


def test_the_browser_code_stays_small():
    folder = HERE.parents[1] / "content" / "assets" / "search"
    names = ("reader", "codec", "tokens", "excerpt")
    sizes = {name: (folder / f"{name}.mjs").stat().st_size for name in names}
    assert sum(sizes.values()) <= 10 * 1024, sizes
