from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from resource_hub.search import DamagedIndex, Document, build_index, open_index, shards_of
from resource_hub.search.query import near, parse

FIRST = yaml.safe_load((Path(__file__).parent / "cases/first.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def files(collection):
    return dict(shards_of(build_index(collection)))


@pytest.fixture(scope="module")
def reader(files):
    return open_index(files.__getitem__)


@pytest.mark.parametrize(("query", "expected"), FIRST)
def test_the_page_that_should_be_first_is(reader, query, expected):
    assert reader.search(query)[0].id == expected


def test_a_hit_tells_all_that_a_list_needs(reader):
    hit = reader.search("second screener", limit=1)[0]
    assert (hit.id, hit.url) == ("guide#again", "guides/next/#again")
    assert (hit.title, hit.section) == ("A student is below the benchmark", "Measure again")
    assert hit.kind == "guide"
    assert isinstance(hit.score, int)


def test_every_word_finds_the_documents_it_stands_in(collection, reader):
    index = build_index(collection)
    for word, pointers in index.words.items():
        if word[0] == ":":
            continue
        found = {place for place, _ in reader.ranked(word)}
        assert found == {n for p in pointers for n, _ in index.lists[p.list]}, word


def test_a_slip_is_mended_only_in_words_that_nobody_wrote(reader):
    assert reader.ranked("interventoin") != []
    assert {p for p, _ in reader.ranked("interventoin")} == {
        p for p, _ in reader.ranked("intervention")
    }
    assert reader.ranked("zzzzzzzz") == []


def test_the_word_being_typed_is_completed(reader):
    completed = {place for place, _ in reader.ranked("dyslex")}
    assert {place for place, _ in reader.ranked("dyslexia")} <= completed
    assert reader.ranked("dyslex -dyslexia") == []


def test_a_phrase_must_stand_in_the_text(collection, reader):
    found = [place for place, _ in reader.ranked('"response to intervention"')]
    assert found
    for place in found:
        document = collection[place]
        whole = f"{document.title} {document.section} {document.text}".lower()
        assert "response to intervention" in whole.replace("-", " ")
    assert reader.ranked('"intervention to response"') == []


def test_filters_of_one_facet_widen_and_of_two_narrow(collection, reader):
    def topics(place):
        return collection[place].facets.get("topic", [])

    either = [place for place, _ in reader.ranked("topic:pbis topic:sel")]
    assert {"pbis", "sel"} & set(topics(either[0]))
    assert len(either) == sum(
        bool({"pbis", "sel"} & set(d.facets.get("topic", []))) for d in collection
    )
    assert reader.ranked("topic:pbis kind:guide") == []
    assert all("pbis" not in topics(p) for p, _ in reader.ranked("students -topic:pbis"))


def test_a_minus_takes_out_all_forms_of_the_word(reader):
    with_word = {place for place, _ in reader.ranked("screening")}
    assert with_word
    assert not with_word & {place for place, _ in reader.ranked("students reading -screens")}


@pytest.mark.parametrize("size", [1, 64, float("inf")])
def test_shards_of_any_size_give_the_same_answers(collection, reader, size):
    other = dict(shards_of(build_index(collection), shard_bytes=size, text_files=7))
    again = open_index(other.__getitem__)
    for query in (
        "screening",
        "progress monitoring",
        "behav",
        "fidellity",
        "kind:guide",
        '"a graph"',
    ):
        assert again.ranked(query) == reader.ranked(query)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40) | st.text('"-: ab“”kind:topic', max_size=30))
def test_no_query_is_an_error(reader, query):
    reader.ranked(query)
    parse(query, {"kind": []})


@pytest.mark.parametrize("damage", ["cut", "flipped", "emptied", "missing"])
def test_a_damaged_file_is_an_error_with_its_name(files, reader, damage):
    mended = {
        "cut": lambda body: body[:-1],
        "flipped": lambda body: body[:20] + bytes([body[20] ^ 1]) + body[21:],
        "emptied": lambda body: b"",
    }
    queries = ["screening of students", "interventoin", '"progress monitoring"']
    whole = [reader.search(query) for query in queries]
    named = 0
    for name in files:
        broken = dict(files)
        if damage == "missing":
            del broken[name]
        else:
            broken[name] = mended[damage](files[name])
        try:
            again = open_index(broken.__getitem__)
            assert [again.search(query) for query in queries] == whole
        except DamagedIndex as problem:
            assert problem.name == name
            assert name in str(problem)
            named += 1
    assert named >= 5


def test_an_index_of_another_version_is_refused(files):
    from resource_hub.search.codec import seal

    with pytest.raises(DamagedIndex, match=r"manifest\.json is of version 9"):
        open_index({**files, "manifest.json": seal({"v": 9})}.__getitem__)


def test_an_index_is_read_from_a_folder(tmp_path):
    for name, body in shards_of(build_index([Document("a", "a/", "Title", "words")])):
        (tmp_path / name).write_bytes(body)
    assert [hit.title for hit in open_index(tmp_path).search("words")] == ["Title"]


def test_a_folder_without_an_index_is_said_to_be_one(tmp_path):
    with pytest.raises(DamagedIndex, match=r"manifest\.json cannot be read"):
        open_index(tmp_path)


@pytest.mark.parametrize(
    ("a", "b", "slips"),
    [
        ("recieve", "receive", 1),
        ("cat", "cats", 1),
        ("cats", "cat", 1),
        ("cat", "cut", 1),
        ("abcd", "badc", 2),
        ("kitten", "sitting", 3),
        ("same", "same", 0),
    ],
)
def test_slips_are_counted(a, b, slips):
    assert near(a, b, slips)
    assert slips == 0 or not near(a, b, slips - 1)
