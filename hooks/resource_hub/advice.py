"""Advice on language: how hard a text is to read, and words for which there are better ones.

Advice never stops anything. The formula is small enough to stand here: the libraries for it bring a
dictionary of pronunciations, for an answer that differs by less than what the advice turns on.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from resource_hub.problems import Location, Problem, notice, quoted
from resource_hub.source import Listing, Mapping, Scalar, Source, Value, read_own, walk

FILE = Path(__file__).with_suffix(".yaml")
WORST = 3  # sentences told of each page
LEAST_WORDS = 4  # of a value that is text and no name
LEAST_SENTENCES = 5  # below that a grade says nothing


@dataclass(frozen=True, slots=True)
class Text:
    """What is read as one page: spans of a source file, and the grade it may have.

    Args:
        source: The file.
        where: The place to which advice on the whole is given.
        spans: Where its words stand: offsets of beginning and end.
        limit: The highest reading grade without a message; the hub's own if None.
    """

    source: Source
    where: Location
    spans: tuple[tuple[int, int], ...]
    limit: float | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as words, and where it begins in its file."""

    words: tuple[str, ...]
    offset: int

    @property
    def syllables(self) -> int:
        """Of all its words."""
        return sum(map(syllables_of, self.words))

    @property
    def grade(self) -> float:
        """Its own reading grade."""
        return reading_grade([self])


def advise(texts: Iterable[Text]) -> list[Problem]:
    """Notes W001 to W003 on texts, in reading order within each."""
    return [note for text in texts for note in _advise(text)]


def texts_of(source: Source, limit: float | None = None) -> list[Text]:
    """The texts of a file: one, or one for each row where the file is a list of rows.

    Args:
        source: A file as read; its body and every value of a few words count as text.
        limit: See :class:`Text`.
    """
    if isinstance(source.root, Listing):
        return [Text(source, row.where, _spans(row), limit) for row in source.root.values]
    spans = _spans(source.root)
    if source.body:
        spans = (*spans, (source.body_start, len(source.text)))
    return [Text(source, Location(source.path), spans, limit)] if spans else []


def _spans(root: Value | None) -> tuple[tuple[int, int], ...]:
    return tuple(
        (one.start, one.end)
        for one in walk(root)
        if isinstance(one, Scalar) and len(one.text.split()) >= LEAST_WORDS
    )


# Reading grade -------------------------------------------------------------------------------


def reading_grade(sentences: Sequence[Sentence]) -> float:
    """The reading grade of sentences that have words, by Flesch and Kincaid.

    Source:
        Kincaid, Fishburne, Rogers and Chissom (1975), "Derivation of new readability formulas for
        Navy enlisted personnel": 0.39 times words in a sentence, and 11.8 times syllables in a
        word, less 15.59. Parts of a word with a hyphen are words; a number is a word of one
        syllable.
    """
    words = sum(len(sentence.words) for sentence in sentences)
    syllables = sum(sentence.syllables for sentence in sentences)
    return 0.39 * words / len(sentences) + 11.8 * syllables / words - 15.59


_VOWELS = re.compile(r"[aeiouy]+")
# An e that makes no syllable of its own: at the end of "make", "makes" and "helped", and inside
# "statement" or "framework".
_SILENT = re.compile(
    r"(?:(?<![aeiouy])e|(?<![aeiouysxzcg])(?<![sc]h)es|(?<![aeioudt])ed)$"
    r"|(?<=[aiouy][^aeiouyl])e(?=(?:ments?|ly|ful|less|works?|lines?|like)$)"
)
_VOICED = re.compile(r"(?:[^aeiouylr]le[sd]?|[^aeiouy]res)$")  # ta-ble, a-cres
# Two vowels side by side that are two syllables: "dia", "va-ri-ous", "flu-ent", "be-ing".
_APART = re.compile(
    r"(?<![ct])i(?:a|um|en[ct]|et)|iety|[ct]iat|(?<![ctsgnl])io(?!u)|[rlvdn]ious|uous"
    r"|(?<![qg])u(?:en|at|al)|[aeo]ing|yi|eo(?!u)|eu[m]|eali|oe[mt]|iest|ier$|reac?t|ism$"
    r"|^coo(?=[pr])|[aeo]y[aeou]"
)


@cache
def syllables_of(word: str) -> int:
    """How many syllables an English word has when it is spoken, at least 1.

    Counted by groups of vowels, but for what is silent; letters said one by one (MTSS) count each.
    """
    if word.isupper() and 2 <= len(word) <= 5:
        return len(word) + 2 * word.count("W")
    plain = re.sub(r"[^a-z]", "", word.casefold().removesuffix("'s").removesuffix("’s"))
    known = _listed_syllables().get(plain)
    if known or not plain:
        return known or 1
    count = len(_VOWELS.findall(plain)) + len(_APART.findall(plain))
    silent = len(_SILENT.findall(plain)) - bool(_VOICED.search(plain))
    return max(1, count - max(0, silent))


# Sentences -----------------------------------------------------------------------------------

# What is no prose, in Markdown and in a value as YAML writes it: blanked, so that offsets stay.
_NO_PROSE = re.compile(
    r"^(```+|~~~+).*?^\1[^\n]*|<!--.*?-->|`+[^`\n]+`+|<[^>\n]*>"
    r"|\[[^\[\]]*@[^\[\]]*\]|(?<![\w.])@[\w:-]+|\[c\d+\]|\]\([^()\s]*\)|\]\[[^\]]*\]|https?://\S+"
    r"|^[ \t]*(?:#|\||:?-{3,})[^\n]*|^\A[>|][+-]?\d?[ \t]*$|\{[.#:][^}\n]*\}|[*_\[\]]",
    re.MULTILINE | re.DOTALL,
)
_BLOCK = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+]|\d+\.)[ \t])")
_END = re.compile(r"[.!?][\"”’')]*(?=\s+[\"“(]?[A-Z0-9])|[.!?]\s*\Z")
_ENDED = re.compile(r"[.!?:][\"”’')]*\s*$")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d.,]*\d|\d")
_QUOTED = re.compile(r"[\"“][^\"“”\n]{1,60}[\"”]")


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def prose_in(text: str) -> str:
    """Text of the same length in which only prose is left."""
    return _NO_PROSE.sub(_blank, text)


def sentences_in(text: str, at: int = 0) -> list[Sentence]:
    """The sentences of a text, which begins at an offset of its file.

    What does not end like a sentence is none: a heading, a title, a name.
    """
    found = []
    for block, start in _parts(prose_in(text), _BLOCK):
        for part, begin in _parts(block, _END):
            words = list(_WORD.finditer(part))
            if words and _ENDED.search(part):
                offset = at + start + begin + words[0].start()
                found.append(Sentence(tuple(word[0] for word in words), offset))
    return found


def _parts(text: str, end: re.Pattern[str]) -> Iterator[tuple[str, int]]:
    start = 0
    for match in end.finditer(text):
        last = text[start : match.end()].split()
        if end is _END and last and last[-1] in _abbreviations():
            continue
        yield text[start : match.end()], start
        start = match.end()
    if text[start:].strip():
        yield text[start:], start


# Advice --------------------------------------------------------------------------------------


def _advise(text: Text) -> Iterator[Problem]:
    sentences = [
        sentence
        for start, end in text.spans
        for sentence in sentences_in(text.source.text[start:end], start)
    ]
    limit = text.limit if text.limit is not None else _limits()["grade"]
    grade = round(reading_grade(sentences), 1) if sentences else 0.0
    hard = grade > limit and len(sentences) >= LEAST_SENTENCES
    if hard:
        yield notice(
            text.where,
            "W001",
            f"the text reads at grade {grade:.1f}, above {limit:g}",
            "split long sentences and take shorter words; W002 names the hardest sentences",
        )
    yield from _hard_sentences(text.source, sentences, 0 if hard else _limits()["words"])
    for start, end in text.spans:
        yield from _words(text.source, start, end)


def _hard_sentences(
    source: Source, sentences: Sequence[Sentence], most: float
) -> Iterator[Problem]:
    """The hardest of the sentences with more words than ``most``."""
    long = [one for one in sentences if len(one.words) > most]
    worst = sorted(long, key=lambda one: (-one.grade, one.offset))[:WORST]
    for one in sorted(worst, key=lambda one: one.offset):
        yield notice(
            source.place(one.offset),
            "W002",
            f"a sentence of {len(one.words)} words (grade {one.grade:.0f}) begins with "
            f"{quoted(' '.join(one.words[:8]))}",
            "make two sentences of it, or leave out what the reader does not need",
        )


def _words(source: Source, start: int, end: int) -> Iterator[Problem]:
    prose = _QUOTED.sub(_blank, prose_in(source.text[start:end]))  # quoted words are only named
    for pattern, instead, why in _advised():
        for match in pattern.finditer(prose):
            reason = f" ({why})" if why else ""
            yield notice(
                source.place(start + match.start()),
                "W003",
                f"{quoted(match[0])} can be said better{reason}",
                f"write: {instead}",
            )


# The lists -----------------------------------------------------------------------------------


@cache
def _lists() -> dict[str, Value]:
    return read_own(FILE)


def _pairs(value: Value) -> dict[str, str]:
    assert isinstance(value, Mapping)
    return {key: one.text for key, one in value.values.items() if isinstance(one, Scalar)}


def _rows(value: Value) -> list[str]:
    assert isinstance(value, Listing)
    return [one.text for one in value.values if isinstance(one, Scalar)]


@cache
def _limits() -> dict[str, float]:
    return {key: float(text) for key, text in _pairs(_lists()["limits"]).items()}


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(_rows(_lists()["abbreviations"]))


@cache
def _listed_syllables() -> dict[str, int]:
    return {word: int(count) for word, count in _pairs(_lists()["syllables"]).items()}


@cache
def _advised() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    """Pattern, what to write instead and why, for every row of the two lists."""
    found = []
    for name in ("person_first", "plain"):
        rows = _lists()[name]
        assert isinstance(rows, Listing)
        for row in rows.values:
            assert isinstance(row, Mapping)
            plain = _pairs(row)
            pattern = _any_of(_rows(row.values["say"]))
            found.append((pattern, plain["instead"], plain.get("why", "")))
    return tuple(found)


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    people = _lists()["people"]
    assert isinstance(people, Scalar)
    any_people = rf"(?:[a-z-]+\s+)?(?:{'|'.join(people.text.split())})"
    longest_first = sorted(phrases, key=len, reverse=True)
    written = [
        re.escape(phrase).replace(r"\{people\}", any_people).replace(r"\ ", r"\s+")
        for phrase in longest_first
    ]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(written)})(?![\w-])", re.IGNORECASE)
