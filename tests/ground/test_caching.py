"""The store of results: it may save time and may never change a result."""

import json
from pathlib import Path

import pytest

from resource_hub.caching import Cache


class Maker:
    """Counts how often a value had to be made."""

    def __init__(self, value):
        self.value, self.times = value, 0

    def __call__(self):
        self.times += 1
        return self.value


@pytest.fixture
def told():
    return []


@pytest.fixture
def cache(tmp_path, told):
    return Cache(tmp_path / "cache", told.append)


def stored(tmp_path) -> Path:
    (file,) = (tmp_path / "cache").rglob("*.json")
    return file


@pytest.mark.parametrize("value", [{"html": "Åsa 😀"}, ["a", 1], "", 0, False, []])
def test_a_value_is_made_once(cache, told, value):
    make = Maker(value)

    assert [cache.of("citations", ["a", "b"], make) for _ in range(3)] == [value] * 3
    assert (make.times, told) == (1, [])


def test_kind_and_parts_and_their_borders_make_another_value(cache):
    places = [("x", ["ab", "c"]), ("x", ["a", "bc"]), ("x", ["abc"]), ("y", ["abc"]), ("x", [])]

    for n, (kind, parts) in enumerate(places):
        assert cache.of(kind, parts, lambda n=n: n) == n


def test_another_run_finds_what_the_first_one_made(cache, tmp_path):
    cache.of("citations", ["a"], Maker("one"))

    assert Cache(tmp_path / "cache").of("citations", ["a"], Maker("two")) == "one"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"3",
        b"{}",
        b'{"digest": "x", "value": 1}',
        b"[" * 9999,
    ],
)
def test_a_damaged_file_is_made_again_with_a_notice(cache, tmp_path, told, content):
    cache.of("citations", ["a"], Maker("one"))
    file = stored(tmp_path)
    file.write_bytes(content)

    assert cache.of("citations", ["a"], Maker("two")) == "two"
    assert told == [f"the cached file {file} is damaged and is made again"]
    assert cache.of("citations", ["a"], Maker("three")) == "two"


def test_a_file_cut_short_is_made_again(cache, tmp_path, told):
    cache.of("citations", ["a"], Maker(["one"] * 9))
    file = stored(tmp_path)
    file.write_bytes(file.read_bytes()[:-4])

    assert cache.of("citations", ["a"], Maker("two")) == "two"
    assert len(told) == 1


def test_a_value_under_the_name_of_another_is_not_taken(cache, tmp_path, told):
    cache.of("citations", ["a"], Maker("one"))
    file = stored(tmp_path)
    moved = json.loads(file.read_text())
    file.write_text(json.dumps(moved | {"digest": "0" * 40}))

    assert cache.of("citations", ["a"], Maker("two")) == "two"
    assert len(told) == 1


def test_a_folder_that_cannot_be_written_is_a_notice_and_no_failure(tmp_path, told):
    (tmp_path / "cache").write_text("a file where the folder should be")
    cache = Cache(tmp_path / "cache", told.append)
    make = Maker("one")

    assert [cache.of("citations", ["a"], make) for _ in range(2)] == ["one", "one"]
    assert make.times == 2
    assert all(words.startswith("the cache cannot be written (") for words in told)
    assert told


def test_without_a_listener_notices_are_dropped(tmp_path):
    (tmp_path / "cache").write_text("")

    assert Cache(tmp_path / "cache").of("citations", ["a"], Maker("one")) == "one"
