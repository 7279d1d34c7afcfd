"""Search an index from its files, with the answers that the browser gives."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from resource_hub.search.codec import (
    Pointer,
    Shard,
    checksum,
    decode_shard,
    decode_vocabulary,
    unseal,
)
from resource_hub.search.query import Query, guesses, parse
from resource_hub.search.tokens import order, tokens
from resource_hub.search.write import BUCKETS, VERSION

PHRASE_TEXTS = 50  # how many candidates a phrase is looked for in
Row = list[str]  # title, URL, section, kind, and in texts the text


class DamagedIndex(Exception):
    """A file of the index is missing or is not what was written.

    Args:
        name: The file's name.
        why: What is wrong with it.
    """

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"search index: {name} {why}; build the site again")
        self.name = name


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that answers a query; ``place`` is its number in the index."""

    id: str
    url: str
    title: str
    section: str
    kind: str
    score: int
    place: int


def open_index(folder: str | Path | Callable[[str], bytes]) -> "Reader":
    """Open the index in a folder, or one whose files a function gives by name.

    Raises:
        DamagedIndex: If the manifest is missing, damaged or of another version.
    """
    get = folder if callable(folder) else partial(_read_from, Path(folder))
    manifest = _unsealed("manifest.json", _bytes(get, "manifest.json"))
    if manifest.get("v") != VERSION:
        raise DamagedIndex("manifest.json", f"is of version {manifest.get('v')}, not {VERSION}")
    return Reader(get, manifest)


def _read_from(folder: Path, name: str) -> bytes:
    return (folder / name).read_bytes()


def _bytes(get: Callable[[str], bytes], name: str) -> bytes:
    try:
        return get(name)
    except (OSError, KeyError) as reason:
        raise DamagedIndex(name, "cannot be read") from reason


def _unsealed(name: str, raw: bytes) -> dict[str, Any]:
    try:
        return unseal(raw)
    except ValueError as reason:
        raise DamagedIndex(name, "is damaged") from reason


@dataclass(slots=True)
class Reader:
    """An open index."""

    _get: Callable[[str], bytes]
    _manifest: dict[str, Any]
    _shards: dict[int, Shard] = field(default_factory=dict)
    _files: list[int] = field(default_factory=list)

    def search(self, query: str, limit: int = 10) -> list[Hit]:
        """The best documents for a query, of equal scores the first given.

        Raises:
            DamagedIndex: If a file the answer needs is missing or damaged.
        """
        ranked = self.ranked(query)[:limit]
        rows = self._titles() if ranked else []
        return [
            Hit(rows[n][5], rows[n][1], rows[n][0], rows[n][2], rows[n][3], score, n)
            for n, score in ranked
        ]

    def ranked(self, query: str) -> list[tuple[int, int]]:
        """All documents that answer a query, with their scores, best first."""
        asked = parse(query, self._manifest["facets"])
        found = {word: self._found(word, asked) for word in asked.words}
        phrases = [phrase for phrase in self._manifest["phrases"] if f" {phrase} " in asked.run]
        scores: dict[int, int] = {}
        for best in [*found.values(), *(self._best([(phrase, 16)]) for phrase in phrases)]:
            for document, score in best.items():
                scores[document] = scores.get(document, 0) + score
        if asked.filters and not asked.words:
            scores = dict.fromkeys(range(self._manifest["documents"]), 0)
        for values in asked.filters.values():
            kept = self._holding(values)
            scores = {document: scores[document] for document in scores if document in kept}
        for document in self._holding(asked.unwanted):
            scores.pop(document, None)
        ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
        return self._with_phrases(ranked, asked, found) if asked.phrases else ranked

    def _holding(self, words: Iterable[str]) -> set[int]:
        """The documents that hold one of the words themselves, not a synonym."""
        return {
            document
            for word in words
            for pointer in self._pointers(word)
            if pointer.weight == 16
            for document, _ in self._shard_of(word).postings(pointer)
        }

    def _found(self, word: str, asked: Query) -> dict[int, int]:
        """What a typed word adds to each document's score."""
        if word in self._manifest["stop"].split(" "):
            return {}
        if self._pointers(word) or word in asked.literal:
            return self._best([(word, 16)])
        meant, weight = guesses(word, self._vocabulary(word))
        return self._best([(other, weight) for other in meant])

    def _best(self, words: Iterable[tuple[str, int]]) -> dict[int, int]:
        best: dict[int, int] = {}
        for word, weight in words:
            for pointer in self._pointers(word):
                for document, impact in self._shard_of(word).postings(pointer):
                    score = impact * pointer.weight * weight >> 4
                    if score > best.get(document, 0):
                        best[document] = score
        return best

    def _with_phrases(
        self, ranked: list[tuple[int, int]], asked: Query, found: dict[str, dict[int, int]]
    ) -> list[tuple[int, int]]:
        stop = set(self._manifest["stop"].split(" "))
        needed = {word for words, wanted in asked.phrases if wanted for word in words} - stop
        able = [pair for pair in ranked if all(pair[0] in found.get(word, ()) for word in needed)]
        return [
            pair for pair in able[:PHRASE_TEXTS] if self._fits(self._text(pair[0]), asked.phrases)
        ]

    def _fits(self, row: Row, phrases: list[tuple[list[str], bool]]) -> bool:
        fields = [f" {' '.join(tokens(row[i]))} " for i in (0, 2, 4)]
        return all(
            any(f" {' '.join(words)} " in text for text in fields) is wanted
            for words, wanted in phrases
        )

    def _pointers(self, word: str) -> tuple[Pointer, ...]:
        shard = self._shard_of(word)
        return shard.words.get(word, ()) if shard else ()

    def _shard_of(self, word: str) -> Shard | None:
        starts = self._manifest["starts"]
        number = bisect_right(starts, order(word), key=order) - 1
        if number >= 0 and number not in self._shards:
            name = self._manifest["shards"][8 * number : 8 * number + 8]
            self._shards[number] = decode_shard(self._hashed(f"w-{name}.bin", name))
        return self._shards.get(number)

    def _vocabulary(self, word: str) -> Iterator[tuple[str, int, int]]:
        name = self._manifest["vocabularies"][ord(word[0]) % BUCKETS]
        return decode_vocabulary(self._hashed(f"v-{name}.bin", name)) if name else iter(())

    def _hashed(self, name: str, expected: str) -> bytes:
        raw = _bytes(self._get, name)
        if checksum(raw) != expected:
            raise DamagedIndex(name, "is damaged")
        return raw

    def _titles(self) -> list[Row]:
        expected = self._manifest["titles"]
        name = f"titles-{expected}.json"
        return _unsealed(name, self._hashed(name, expected))["rows"]

    def _text(self, number: int) -> Row:
        if not self._files:
            self._files = _starts(self._manifest["counts"])
        file = bisect_right(self._files, number) - 1
        group = file // self._manifest["group"]
        name = f"t-{self._manifest['texts'][8 * group : 8 * group + 8]}-{file}.json"
        rows = _unsealed(name, _bytes(self._get, name))["rows"]
        return rows[number - self._files[file]]


def _starts(runs: list[int]) -> list[int]:
    """The first document of each text, from their sizes with repeats as negative numbers."""
    starts, first, count = [], 0, 0
    for run in runs:
        count = count if run < 0 else run
        for _ in range(max(1, -run)):
            starts.append(first)
            first += count
    return starts
