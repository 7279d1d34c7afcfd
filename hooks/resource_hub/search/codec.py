"""Bytes of the index: Rice-coded postings, shards of words, typo vocabularies, checksums.

``content/assets/search/codec.mjs`` reads what is written here; README.md in this folder is
the format's description.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from zlib import crc32

LEVELS = 31  # the highest impact; 5 bits

Posting = tuple[int, int]  # document, impact


class Damaged(ValueError):
    """Bytes that are not what was written."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """From a word to a list of postings.

    Args:
        list: Number of the list (in its shard once written).
        weight: Share of each impact that counts, in sixteenths (1 to 16; under 16 a synonym).
        shown: Words that stand in the texts of a synonym's list, to be highlighted.
    """

    list: int
    weight: int = 16
    shown: str = ""


def checksum(body: bytes) -> str:
    """The CRC-32 of a file in hexadecimal: it names the file and proves its bytes."""
    return f"{crc32(body):08x}"


def seal(value: Mapping[str, Any]) -> bytes:
    """JSON that carries its own checksum as its first member."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()[1:]
    return f'{{"sum":"{checksum(body)}",'.encode() + body


def unseal(raw: bytes) -> dict[str, Any]:
    """The value that ``seal`` wrote.

    Raises:
        Damaged: If a byte is missing or another.
    """
    if raw[:18] != f'{{"sum":"{checksum(raw[18:])}",'.encode():
        raise Damaged("checksum does not fit")
    return json.loads(raw)


class _Bits:
    """Bits from the highest of each byte to the lowest, to read."""

    def __init__(self, raw: bytes) -> None:
        self._bits = f"{int.from_bytes(raw, 'big'):0{8 * len(raw)}b}"
        self._at = 0

    def take(self, count: int) -> int:
        self._at += count
        return int(self._bits[self._at - count : self._at] or "0", 2)

    def rice(self, k: int) -> int:
        start = self._at
        self._at = self._bits.index("0", start) + 1
        return self._at - 1 - start << k | self.take(k)


def _rice_text(number: int, k: int) -> str:
    return "1" * (number >> k) + "0" + (f"{number & (1 << k) - 1:0{k}b}" if k else "")


def _best_k(numbers: Sequence[int], bits: int) -> int:
    """The Rice parameter, of ``bits`` bits, that takes the least room; the least of equals."""

    def room(k: int) -> int:
        return sum(n >> k for n in numbers) + (1 + k) * len(numbers)

    return min(range(min(1 << bits, max(numbers).bit_length() + 1)), key=room)


def varint(number: int) -> bytes:
    """A number in groups of seven bits, the lowest first, all but the last marked."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def read_varint(raw: bytes, at: int) -> tuple[int, int]:
    """The number at a place, and the place after it."""
    number = shift = 0
    while True:
        number |= (raw[at] & 127) << shift
        at += 1
        if raw[at - 1] < 128:
            return number, at
        shift += 7


def encode_list(postings: Sequence[Posting]) -> bytes:
    """One list: its size and least impact, then gaps and impacts as a stream of bits.

    Args:
        postings: By document, ascending; impacts from 1 to 31.
    """
    least = min(impact for _, impact in postings)
    head = varint((len(postings) - 1) << 5 | least)
    if len(postings) == 1:
        return head + varint(postings[0][0])
    places = [-1, *(document for document, _ in postings)]
    gaps = [b - a - 1 for a, b in pairwise(places)]
    rests = [impact - least for _, impact in postings]
    k_gap, k_rest = _best_k(gaps, 5), _best_k(rests, 3)
    text = f"{k_gap:05b}{k_rest:03b}" + "".join(
        _rice_text(gap, k_gap) + _rice_text(rest, k_rest)
        for gap, rest in zip(gaps, rests, strict=True)
    )
    text += "0" * (-len(text) % 8)
    stream = int(text, 2).to_bytes(len(text) // 8, "big")
    return head + varint(len(stream)) + stream


def decode_list(raw: bytes, at: int) -> list[Posting]:
    """The postings of the list that begins at a place."""
    head, at = read_varint(raw, at)
    count, least = (head >> 5) + 1, head & 31
    if count == 1:
        return [(read_varint(raw, at)[0], least)]
    length, at = read_varint(raw, at)
    bits = _Bits(raw[at : at + length])
    k_gap, k_rest = bits.take(5), bits.take(3)
    document, postings = -1, []
    for _ in range(count):
        document += bits.rice(k_gap) + 1
        postings.append((document, least + bits.rice(k_rest)))
    return postings


def _skip_list(raw: bytes, at: int) -> int:
    head, at = read_varint(raw, at)
    number, at = read_varint(raw, at)
    return at if head < 32 else at + number


def _front_coded(word: bytes, before: bytes) -> bytes:
    shared = 0
    while shared < min(15, len(word), len(before)) and word[shared] == before[shared]:
        shared += 1
    rest = word[shared:]
    long = varint(len(rest) - 15) if len(rest) >= 15 else b""
    return bytes([shared << 4 | min(15, len(rest))]) + long + rest


def _read_front_coded(raw: bytes, at: int, before: bytes) -> tuple[bytes, int]:
    shared, length = raw[at] >> 4, raw[at] & 15
    at += 1
    if length == 15:
        more, at = read_varint(raw, at)
        length += more
    return before[:shared] + raw[at : at + length], at + length


def encode_shard(
    entries: Sequence[tuple[str, Sequence[Pointer]]], lists: Mapping[int, bytes]
) -> bytes:
    """A range of words with their lists, each list written where it is first pointed at."""
    out = bytearray(varint(len(entries)))
    before, numbers = b"", {}
    for word, pointers in entries:
        out += _front_coded(word.encode(), before)
        before = word.encode()
        for i, pointer in enumerate(pointers):
            back = len(numbers) - numbers[pointer.list] if pointer.list in numbers else 0
            more = i + 1 < len(pointers)
            plain = pointer.weight == 16 and not more
            out += varint(back << 1 | (not plain))
            if not plain:
                shown = pointer.shown.encode()
                out += bytes([pointer.weight | more << 7]) + varint(len(shown)) + shown
            if not back:
                numbers[pointer.list] = len(numbers)
                out += lists[pointer.list]
    return bytes(out)


@dataclass(frozen=True, slots=True)
class Shard:
    """A range of words as read: pointers by word, and where each list begins in the bytes."""

    words: Mapping[str, tuple[Pointer, ...]]
    places: tuple[int, ...]
    raw: bytes

    def postings(self, pointer: Pointer) -> list[Posting]:
        return decode_list(self.raw, self.places[pointer.list])


def decode_shard(raw: bytes) -> Shard:
    """The words of a shard; their lists are decoded when asked for."""
    count, at = read_varint(raw, 0)
    words: dict[str, tuple[Pointer, ...]] = {}
    places: list[int] = []
    word = b""
    for _ in range(count):
        word, at = _read_front_coded(raw, at, word)
        pointers, more = [], True
        while more:
            number, at = read_varint(raw, at)
            more, weight, shown = 0, 16, ""
            if number & 1:
                weight, more = raw[at] & 31, raw[at] >> 7
                length, at = read_varint(raw, at + 1)
                shown, at = raw[at : at + length].decode(), at + length
            if number < 2:
                pointers.append(Pointer(len(places), weight, shown))
                places.append(at)
                at = _skip_list(raw, at)
            else:
                pointers.append(Pointer(len(places) - (number >> 1), weight, shown))
        words[word.decode()] = tuple(pointers)
    return Shard(words, tuple(places), raw)


def encode_vocabulary(entries: Sequence[tuple[str, object, int]]) -> bytes:
    """Words in order, each with its group (any value) and how many documents that has.

    The form is that of a shard: one list a group, holding how many documents as a
    power of two, which is enough to prefer the commoner word.
    """
    groups: dict[object, int] = {}
    lists: dict[int, bytes] = {}
    pointed = []
    for word, group, documents in entries:
        number = groups.setdefault(group, len(groups))
        lists[number] = encode_list([(documents.bit_length(), 1)])
        pointed.append((word, (Pointer(number),)))
    return encode_shard(pointed, lists)


def decode_vocabulary(raw: bytes) -> Iterator[tuple[str, int, int]]:
    """Each word with the number of its group and the power of two of its documents."""
    shard = decode_shard(raw)
    for word, (pointer,) in shard.words.items():
        yield word, pointer.list, shard.postings(pointer)[0][0]
