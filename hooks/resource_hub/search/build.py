"""Documents to an index: BM25F over stems, kept as small integers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum, log

from resource_hub.search.analysis import Analyzer, analyzer_for, language_of
from resource_hub.search.codec import LEVELS, Pointer, Posting
from resource_hub.search.documents import Document
from resource_hub.search.forms import unwritten_forms
from resource_hub.search.tokens import fold, order, tokens

TITLE, HEADING, TEXT = range(3)
Stem = tuple[str, ...]  # language, then one stem, or several for a phrase


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each part of a document counts.

    Args:
        title: Weight of a word in the title (the text's words weigh ``text``).
        inherited: The same for the title of the page above a section.
        heading: The same for a section's heading.
        text: The same for the text.
        k1: How soon repeats stop counting; 0 ignores them.
        b_title: Weight of length for titles and headings, from 0 (none) to 1 (full).
        b_text: The same for texts.
        synonym: Share of a synonym's score that counts, in sixteenths (1 to 15).

    Source:
        Robertson, Zaragoza and Taylor (2004), "Simple BM25 Extension to Multiple
        Weighted Fields"; the values were measured on two judged collections.
    """

    title: float = 2.5
    inherited: float = 1.0
    heading: float = 1.75
    text: float = 1.0
    k1: float = 1.2
    b_title: float = 0.3
    b_text: float = 0.75
    synonym: int = 12


@dataclass(frozen=True, slots=True)
class Index:
    """What ``shards_of`` writes.

    Args:
        documents: In the order given; a document's number is its place from 0.
        lists: Postings by number of the list.
        words: For each word as readers type it, in the index's order, its lists. Phrases hold
            a space, values to filter by begin with a colon.
        stop: Words that are too common to be looked up.
        facets: Values to filter by, by the facet's name.
        unwritten: Words that stand in no document: forms of others. Slips are not mended to them.
    """

    documents: tuple[Document, ...]
    lists: tuple[tuple[Posting, ...], ...]
    words: Mapping[str, tuple[Pointer, ...]]
    stop: tuple[str, ...]
    facets: Mapping[str, tuple[str, ...]]
    unwritten: frozenset[str] = frozenset()


def build_index(
    documents: Iterable[Document],
    *,
    synonyms: Mapping[str, Sequence[str]] | None = None,
    weights: Weights | None = None,
) -> Index:
    """Index documents; the same documents in the same order give the same index.

    Args:
        documents: Most important first: of equal scores the first given wins. Give the
            sections of a page one after the other.
        synonyms: For a word or phrase, further words or phrases to find, such as
            ``{"pm": ["progress monitoring"]}``. Not turned round by itself.
        weights: How much each part counts.

    Raises:
        ValueError: If two documents have one id, or a boost is not above 0.
    """
    documents = tuple(documents)
    _check(documents)
    weights = weights or Weights()
    counted = _Counted.of(documents, _phrases_in(synonyms or {}))
    scored = _scores(documents, counted, weights)
    numbers = {stem: number for number, stem in enumerate(scored)}
    lists = [*_quantised(scored)]

    unwritten = _add_forms(counted)
    words = {
        word: tuple(Pointer(numbers[stem]) for stem in sorted(stems))
        for word, stems in counted.stems.items()
    }
    for word, targets in _synonym_stems(synonyms or {}, counted):
        own = words.get(word, ())
        taken = {pointer.list for pointer in own}
        words[word] = own + tuple(
            Pointer(numbers[stem], weights.synonym, shown)
            for stem, shown in targets.items()
            if numbers[stem] not in taken
        )
    facets = _facets(documents)
    for (name, value), members in facets.items():
        words[f":{name}:{value}"] = (Pointer(len(lists)),)
        lists.append(tuple((number, 1) for number in members))
    stop = {word for analyzer in counted.analyzers.values() for word in analyzer.stop}
    return Index(
        documents=documents,
        lists=tuple(lists),
        words={word: words[word] for word in sorted(words, key=order)},
        stop=tuple(sorted(stop - words.keys())),
        facets={
            name: tuple(value for other, value in facets if other == name)
            for name in sorted({name for name, _ in facets})
        },
        unwritten=unwritten,
    )


def _check(documents: Sequence[Document]) -> None:
    seen = set()
    for document in documents:
        if document.id in seen:
            raise ValueError(f"two documents have the id {document.id!r}")
        if not document.boost > 0:
            raise ValueError(f"boost of {document.id!r} must be above 0, got {document.boost}")
        seen.add(document.id)


@dataclass(slots=True)
class _Counted:
    """How often each stem stands in each field of each document.

    Args:
        analyzers: By language.
        frequencies: By stem and document, for title, heading and text.
        stems: By folded word.
        lengths: By document, for the three fields; stop words are not counted.
    """

    analyzers: dict[str, Analyzer] = field(default_factory=dict)
    frequencies: dict[Stem, dict[int, list[int]]] = field(default_factory=dict)
    stems: dict[str, set[Stem]] = field(default_factory=lambda: defaultdict(set))
    lengths: list[tuple[int, int, int]] = field(default_factory=list)

    @classmethod
    def of(cls, documents: Sequence[Document], phrases: Sequence[str]) -> "_Counted":
        counted = cls()
        for language in sorted({language_of(document.lang) for document in documents}):
            counted.analyzers[language] = analyzer_for(language)
        sought = {
            language: _phrase_stems(phrases, analyzer)
            for language, analyzer in counted.analyzers.items()
        }
        for number, document in enumerate(documents):
            counted._add(number, document, sought[language_of(document.lang)])
        for language, analyzer in counted.analyzers.items():
            for alias, stem in analyzer.aliases.items():
                if alias not in analyzer.stop and (language, stem) in counted.frequencies:
                    counted.stems[alias].add((language, stem))
        return counted

    def _add(self, number: int, document: Document, sought: dict[str, list[Stem]]) -> None:
        language, lengths = language_of(document.lang), []
        for place, text in enumerate((document.title, document.section, document.text)):
            found = self.analyzers[language](text)
            for word, stem in found:
                if stem:
                    self.stems[word].add((language, stem))
                    self._count((language, stem), number, place)
            stems = [stem or word for word, stem in found]
            for i, stem in enumerate(stems):
                for phrase in sought.get(stem, ()):
                    if tuple(stems[i : i + len(phrase) - 1]) == phrase[1:]:
                        self._count(phrase, number, place)
            lengths.append(sum(1 for _, stem in found if stem))
        self.lengths.append(tuple(lengths))

    def _count(self, stem: Stem, number: int, place: int) -> None:
        self.frequencies.setdefault(stem, {}).setdefault(number, [0, 0, 0])[place] += 1


def _add_forms(counted: _Counted) -> frozenset[str]:
    """Point forms that no document holds at their stems; the forms added."""
    written = frozenset(counted.stems)
    added = set()
    for language, analyzer in counted.analyzers.items():
        groups = defaultdict(set)
        for word in written:
            for key in counted.stems[word]:
                if key[0] == language:
                    groups[key[1]].add(word)
        for form, stem in unwritten_forms(groups, language, analyzer.stem_of):
            if form not in written and form not in analyzer.stop:
                counted.stems[form].add((language, stem))
                added.add(form)
    return frozenset(added)


def _phrases_in(synonyms: Mapping[str, Sequence[str]]) -> list[str]:
    return sorted({target for targets in synonyms.values() for target in targets})


def _phrase_stems(phrases: Sequence[str], analyzer: Analyzer) -> dict[str, list[Stem]]:
    """The phrases of two words or more as stems, by their first one."""
    found = defaultdict(list)
    for phrase in phrases:
        stems = _stems_of(phrase, analyzer)
        if len(stems) > 2 and stems not in found[stems[1]]:
            found[stems[1]].append(stems)
    return found


def _stems_of(phrase: str, analyzer: Analyzer) -> Stem:
    return (analyzer.language, *(stem or word for word, stem in analyzer(phrase)))


def _synonym_stems(
    synonyms: Mapping[str, Sequence[str]], counted: _Counted
) -> Iterator[tuple[str, dict[Stem, str]]]:
    """For each word the stems it finds besides its own, with their words as written."""
    for written in sorted(synonyms):
        targets: dict[Stem, str] = {}
        for target in synonyms[written]:
            shown = " ".join(tokens(target))
            for analyzer in counted.analyzers.values():
                stems = _stems_of(target, analyzer)
                if stems in counted.frequencies:
                    targets.setdefault(stems, shown)
        word = " ".join(tokens(written))
        if word and targets:
            yield word, targets


def _scores(
    documents: Sequence[Document], counted: _Counted, weights: Weights
) -> dict[Stem, list[tuple[int, float]]]:
    """BM25F of each stem in each document that holds it, times the document's boost."""
    norms = _norms(documents, counted.lengths, weights)
    scored = {}
    for stem in sorted(counted.frequencies):
        held = counted.frequencies[stem]
        rarity = log(1 + (len(documents) - len(held) + 0.5) / (len(held) + 0.5))
        row = []
        for number, frequencies in held.items():
            pairs = zip(frequencies, norms[number], strict=True)
            weight = fsum(count * norm for count, norm in pairs)
            score = rarity * weight * (weights.k1 + 1) / (weights.k1 + weight)
            row.append((number, score * documents[number].boost))
        scored[stem] = row
    return scored


def _norms(
    documents: Sequence[Document], lengths: Sequence[tuple[int, int, int]], weights: Weights
) -> list[tuple[float, ...]]:
    """What one occurrence weighs in each field of each document."""
    means = [fsum(column) / max(1, sum(map(bool, column))) for column in zip(*lengths, strict=True)]
    spread = (weights.b_title, weights.b_title, weights.b_text)
    norms = []
    for document, row in zip(documents, lengths, strict=True):
        title = weights.inherited if document.section else weights.title
        factors = (title, weights.heading, weights.text)
        norms.append(
            tuple(
                factor / (1 - b + b * length / mean) if length else 0.0
                for factor, b, length, mean in zip(factors, spread, row, means, strict=True)
            )
        )
    return norms


def _quantised(scored: Mapping[Stem, list[tuple[int, float]]]) -> Iterator[tuple[Posting, ...]]:
    highest = max((score for row in scored.values() for _, score in row), default=1.0)
    for row in scored.values():
        yield tuple((number, max(1, int(LEVELS * score / highest + 0.5))) for number, score in row)


def _facets(documents: Sequence[Document]) -> dict[tuple[str, str], list[int]]:
    """The documents of each facet value; kind is a facet too."""
    found = defaultdict(list)
    for number, document in enumerate(documents):
        values = {("kind", facet_value(document.kind))}
        for name, given in document.facets.items():
            several = [given] if isinstance(given, str) else given
            values.update((name.lower(), facet_value(value)) for value in several)
        for key in values:
            if key[1]:
                found[key].append(number)
    return {key: found[key] for key in sorted(found)}


def facet_value(value: str) -> str:
    """A facet value as it is asked for: folded, without spaces."""
    return "-".join(fold(str(value)).split())
