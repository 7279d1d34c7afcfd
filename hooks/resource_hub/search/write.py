"""An index to files. README.md in this folder describes them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from resource_hub.search.build import Index
from resource_hub.search.codec import (
    Pointer,
    checksum,
    encode_list,
    encode_shard,
    encode_vocabulary,
    seal,
)
from resource_hub.search.documents import Document

VERSION = 1
BUCKETS = 32  # vocabularies by the first letter's code modulo 32: a to z have one each
TEXT_GROUPS = 64  # texts in a group share the hash in their names, to keep the manifest short
Entry = tuple[str, tuple[Pointer, ...]]


def shards_of(
    index: Index, *, shard_bytes: float = 6000, text_files: int = 4000
) -> Iterator[tuple[str, bytes]]:
    """The files of an index as names and bytes, the manifest last.

    Args:
        index: From ``build_index``.
        shard_bytes: About how large a shard of words may be; 1 gives each word its own.
        text_files: How many texts there may be, since hosts limit the files of a site;
            beyond, neighbouring pages are joined.

    Every name but ``manifest.json`` holds a hash of content, so an old file never stands
    for a new one; write the manifest last and let it not be cached.
    """
    names: dict[str, bytes] = {}
    shards = [
        (start, _named(names, "w-{}.bin", body)) for start, body in _shards(index, shard_bytes)
    ]
    vocabularies = [
        _named(names, "v-{}.bin", body) if body else "" for body in _vocabularies(index)
    ]
    rows = [_row(document) for document in index.documents]
    titled = [
        [*row[:4], "", document.id] for row, document in zip(rows, index.documents, strict=True)
    ]
    titles = _named(names, "titles-{}.json", seal({"rows": titled}))
    files = _text_files(index.documents, text_files)
    group_size = -(-len(files) // TEXT_GROUPS) or 1
    hashes = []
    for start in range(0, len(files), group_size):
        group = files[start : start + group_size]
        bodies = [seal({"rows": rows[first : first + count]}) for first, count in group]
        hashes.append(checksum(b"".join(bodies)))
        names |= {f"t-{hashes[-1]}-{start + i}.json": body for i, body in enumerate(bodies)}
    yield from names.items()
    manifest = {
        "v": VERSION,
        "documents": len(index.documents),
        "starts": [start for start, _ in shards],
        "shards": "".join(name for _, name in shards),
        "vocabularies": vocabularies,
        "titles": titles,
        "texts": "".join(hashes),
        "group": group_size,
        "counts": _runs([count for _, count in files]),
        "stop": " ".join(index.stop),
        "phrases": [word for word in index.words if " " in word and word[0] != ":"],
        "facets": index.facets,
    }
    yield "manifest.json", seal(manifest)


def _named(names: dict[str, bytes], pattern: str, body: bytes) -> str:
    """Put a body among the files under its checksum; readers ignore the zeros at its end."""
    while names.get(pattern.format(checksum(body)), body) != body:
        body += b"\0"
    names[pattern.format(checksum(body))] = body
    return checksum(body)


def _shards(index: Index, shard_bytes: float) -> Iterator[tuple[str, bytes]]:
    """Ranges of words of about one size, each with the shortest start that parts it."""
    lists = {number: encode_list(postings) for number, postings in enumerate(index.lists)}
    before = ""
    for entries in _ranges(index, lists, shard_bytes):
        first = entries[0][0]
        yield _parting(before, first), encode_shard(entries, lists)
        before = entries[-1][0]


def _ranges(index: Index, lists: Mapping[int, bytes], shard_bytes: float) -> Iterator[list[Entry]]:
    entries: list[Entry] = []
    size, held = 0, set()
    for word, pointers in index.words.items():
        # Values to filter by have shards of their own, since few readers ask for them.
        parted = entries and (word[0] == ":") != (entries[-1][0][0] == ":")
        if parted or (entries and size >= shard_bytes):
            yield entries
            entries, size, held = [], 0, set()
        entries.append((word, pointers))
        fresh = {pointer.list for pointer in pointers} - held
        held |= fresh
        size += 6 + sum(len(lists[number]) for number in fresh)
    if entries:
        yield entries


def _parting(before: str, first: str) -> str:
    shared = 0
    while shared < len(before) and first[: shared + 1] == before[: shared + 1]:
        shared += 1
    return first[: shared + 1]


def _vocabularies(index: Index) -> list[bytes]:
    """For each bucket the words that a slip or a beginning may have meant."""
    buckets: list[list[tuple[str, object, int]]] = [[] for _ in range(BUCKETS)]
    for word, pointers in index.words.items():
        if word[0] != ":" and " " not in word and word not in index.unwritten:
            numbers = tuple(pointer.list for pointer in pointers)
            most = max(len(index.lists[number]) for number in numbers)
            buckets[ord(word[0]) % BUCKETS].append((word, numbers, most))
    return [encode_vocabulary(bucket) if bucket else b"" for bucket in buckets]


def _row(document: Document) -> list[str]:
    return [document.title, document.url, document.section, document.kind, document.text]


def _text_files(documents: Sequence[Document], most: int) -> list[tuple[int, int]]:
    """First document and number of documents of each text: a page, or several neighbours."""
    by_page = groupby(documents, key=lambda document: document.belongs_to)
    pages = [len(list(group)) for _, group in by_page]
    joined = -(-len(pages) // most) or 1
    files, first = [], 0
    for start in range(0, len(pages), joined):
        count = sum(pages[start : start + joined])
        files.append((first, count))
        first += count
    return files


def _runs(counts: Sequence[int]) -> list[int]:
    """Numbers with repeats as negative: [3, 3, 3, 1] is [3, -2, 1]."""
    runs: list[int] = []
    for value, group in groupby(counts):
        repeats = len(list(group)) - 1
        runs += [value, -repeats] if repeats else [value]
    return runs
