"""What a reader types, taken apart, and the guesses for words that nobody wrote.

``content/assets/search/tokens.mjs`` and ``reader.mjs`` do the same; the parity tests hold them
together.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from resource_hub.search.tokens import fold, shared, tokens

MOST_WORDS = 64  # more come only from a pasted page
MOST_GUESSES = 3
_PIECE = re.compile('-?"[^"]*"?|[^ \t\n\r\u00a0\u3000"]+')


@dataclass(slots=True)
class Query:
    """A query as understood; there is no wrong one.

    Args:
        words: Distinct tokens to find, in the order typed.
        unwanted: Tokens and facet values no hit may hold.
        phrases: Runs of tokens that hits must hold (True) or not hold (False).
        filters: By facet, the values of which hits must have one, as the index words them.
        literal: Tokens from phrases: neither completed nor mended.
        run: All tokens to find, in order, with a space around each.
    """

    words: list[str] = field(default_factory=list)
    unwanted: list[str] = field(default_factory=list)
    phrases: list[tuple[list[str], bool]] = field(default_factory=list)
    filters: dict[str, list[str]] = field(default_factory=dict)
    literal: set[str] = field(default_factory=set)
    run: str = " "


def parse(text: str, facets: Collection[str]) -> Query:
    """Take a query apart: words, ``"phrases"``, ``-unwanted`` and ``facet:value``."""
    query = Query()
    found: list[str] = []
    for piece in _PIECE.findall(re.sub("[“”„]", '"', text)):
        wanted = piece[0] != "-"
        rest = piece if wanted else piece[1:]
        name, _, value = rest.partition(":")
        name, value = name.lower(), fold(value)
        words = tokens(rest)
        if value and name in facets:
            into = query.filters.setdefault(name, []) if wanted else query.unwanted
            into.append(f":{name}:{value}")
        elif rest[:1] == '"':
            if words:
                query.phrases.append((words, wanted))
            if wanted:
                query.literal.update(words)
                found += words
        elif wanted:
            found += words
        else:
            query.unwanted += words
    query.words = list(dict.fromkeys(found))[:MOST_WORDS]
    query.run = f" {' '.join(found)} "
    return query


def guesses(word: str, vocabulary: Iterable[tuple[str, int, int]]) -> tuple[list[str], int]:
    """Words that an unknown word may have meant, and their weight in sixteenths.

    It is completed, if it can be, for it may still be typed; else the words fewest
    slips away are taken (a swap is one slip). The vocabulary holds one first letter only.
    Of each group of one stem only one word is given, commoner groups first.
    """
    entries = list(vocabulary)
    for slips in (0, 1, 2):
        if len(word) <= (3 * slips or 2):
            break
        fitting = [
            entry
            for entry in entries
            if (near(word, entry[0], slips) if slips else entry[0].startswith(word))
        ]
        if fitting:
            return _commonest(fitting), 16 - 2 * slips
    return [], 0


def _commonest(entries: Sequence[tuple[str, int, int]]) -> list[str]:
    first_of_group = {group: (word, size) for word, group, size in reversed(entries)}
    ranked = sorted(reversed(first_of_group.values()), key=lambda entry: -entry[1])
    return [word for word, _ in ranked[:MOST_GUESSES]]


def near(a: str, b: str, slips: int) -> bool:
    """Whether so many letters inserted, dropped, changed or swapped make one word the other.

    Source:
        Optimal string alignment: the Damerau-Levenshtein distance in which no
        part of a word is edited twice.
    """
    if abs(len(a) - len(b)) > slips:
        return False
    same = len(shared((a, b)))
    a, b = a[same:], b[same:]
    if not a and not b:
        return True
    return slips > 0 and (
        near(a[1:], b[1:], slips - 1)
        or near(a[1:], b, slips - 1)
        or near(a, b[1:], slips - 1)
        or (len(a) > 1 and a[:2] == b[1::-1] and near(a[2:], b[2:], slips - 1))
    )
