"""Forms of words that no document holds but readers type: "story" where only "stories" stands.

The browser has no stemmer, so each form is written into the index beforehand. Beginnings of written
words are left out, since the reader completes them.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Set

from resource_hub.search.tokens import shared

SHORTEST = 3  # letters that a base must have: shorter ones are mostly numbers and names
ENDINGS = 8
_USUAL = {"en": ("s", "es", "e", "y", "ies", "ed", "ing")}
_DOUBLING = {"en": ("ed", "ing")}
# Last letters that a base loses before an ending ("stori" to "story"); elsewhere any may be lost.
_LOST = {"en": "eiy"}


def unwritten_forms(
    groups: Mapping[str, Set[str]], language: str, stem_of: Callable[[str], str]
) -> Iterator[tuple[str, str]]:
    """Words with their stem, for stems whose words stand in the collection.

    Args:
        groups: The folded words of each stem, in one language.
        language: Its two-letter code. Where its endings are not listed here, they are those
            that are commonest in the groups.
        stem_of: Its stemmer: only forms that it gives the same stem are kept.
    """
    bases = {stem: shared([stem, *words]) for stem, words in groups.items()}
    endings = _USUAL.get(language) or _common_endings(groups, bases)
    for stem in sorted(groups):
        base, written = bases[stem], groups[stem]
        if len(base) < SHORTEST or not base.isalpha():
            continue
        begun = (base, base[:-1]) if base[-1] in _LOST.get(language, base[-1]) else (base,)
        forms = dict.fromkeys(begin + ending for begin in begun for ending in endings)
        forms |= dict.fromkeys(base + base[-1] + e for e in _DOUBLING.get(language, ()))
        for form in forms:
            if not any(word.startswith(form) for word in written) and stem_of(form) == stem:
                yield form, stem


def _common_endings(groups: Mapping[str, Set[str]], bases: Mapping[str, str]) -> list[str]:
    counted = Counter(
        word[len(bases[stem]) :]
        for stem, words in groups.items()
        if len(words) > 1
        for word in words
    )
    return sorted(counted, key=lambda ending: (-counted[ending], ending))[:ENDINGS]
