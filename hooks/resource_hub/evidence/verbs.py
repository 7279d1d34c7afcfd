"""Which words of a clause are verbs that claim an effect."""

import re
from collections.abc import Iterator
from itertools import takewhile

from resource_hub.evidence.lexicon import forms, listed, pairs


def effect_verbs(low: list[str]) -> Iterator[int]:
    """Where the verbs of a clause stand that claim an effect.

    Args:
        low: Its words in small letters.
    """
    if "whether" in low and not {"uncertain", "unsure", "tell", "unclear", "known"} & set(low):
        return
    for n, word in enumerate(low):
        if _is_relative(low, n):
            continue
        if word in forms("verbs"):
            if _acts(low, n):
                yield n
        elif word in forms("light_verbs") and reach(low, n):
            yield n


def _is_relative(low: list[str], n: int) -> bool:
    """Whether a verb stands in "programs that improve", "to improve" or "what students gain"."""
    before = low[n - 1] if n else ""
    if before == "to":
        return n < 2 or low[n - 2] not in listed("opening_to")
    return before in listed("relatives") or bool({"what", "how"} & set(low[max(0, n - 3) : n]))


def _subject_end(low: list[str], n: int) -> str:
    """The last word before the verb and what stands between it and its subject."""
    before = list(takewhile(_stands_between, reversed(low[:n])))
    at = n - len(before) - 1
    return low[at] if at >= 0 else ""


def _stands_between(word: str) -> bool:
    return word in listed("between") or _is_adverb(word)


def _is_adverb(word: str) -> bool:
    return word.endswith("ly") and word not in listed("no_adverbs")


def _acts(low: list[str], n: int) -> bool:
    """Whether a word that has the form of an effect verb is one here."""
    word = low[n]
    base, form = forms("verbs")[word]
    before = low[n - 1] if n else ""
    after = low[n + 1] if n + 1 < len(low) else ""
    if before in ("not", "to") or _is_adverb(before):
        return True
    if form == "base" and before in listed("modals"):
        return True
    subject = _subject_end(low, n)
    if form in ("past", "participle") and word != base:
        if before in listed("forms_of_be") or before in ("has", "have", "had"):
            return True
        return n > 0 and before not in listed("before_nouns") and not _is_shortened(low, n)
    if before in listed("forms_of_be"):
        return False
    if base not in listed("ambiguous"):
        return n > 0 and (form == "s" or _is_plural(subject) or before in listed("stranded"))
    of_noun = (listed("before_nouns") | listed("comparatives")) - listed("between")
    if after in listed("finite") or before in of_noun - {"and", "or"}:
        return False
    if base == "cut":
        return n > 0 and after not in ("score", "scores", "point", "points")
    if base == "work":
        return form == "s" or _is_plural(subject)
    if form == "s":
        return n > 0 and before not in listed("before_nouns")
    return _is_plural(subject)


def _is_shortened(low: list[str], n: int) -> bool:
    """Whether a participle stands for a relative clause: "plans built on data reduce …"."""
    verbs = forms("verbs")
    return low[n + 1 : n + 2] in (["on"], ["by"], ["with"], ["in"], ["for"], ["at"]) and any(
        word in verbs and verbs[word][1] in ("base", "s") and verbs[word][0] not in ("help", "work")
        for word in low[n + 2 :]
    )


def _is_plural(word: str) -> bool:
    if word in ("this", "is"):
        return False
    return word in listed("plurals") or bool(re.search(r"[^su']s$", word))


def reach(low: list[str], n: int) -> int:
    """How many words behind a light verb its effect stands: 2 in "have large effects"; else 0."""
    base = forms("light_verbs")[low[n]][0]
    behind = low[n + 1 : n + 5]
    if n == 0 or behind[:1] in (["been"], ["be"]) or listed("finite") & set(behind[:1]):
        return 0
    if base in pairs("particles"):
        return int(behind[:1] == [pairs("particles")[base]])
    effects = listed("comparatives") | listed("effect_nouns")
    ends = listed("ends") - {pairs("opens").get(base, "")}
    for m, word in enumerate(takewhile(lambda w: w not in ends, behind), 1):
        # "is more than a program" and "is no longer needed" say no effect.
        if word in effects and low[n + m - 1 : n + m + 1] != ["no", "longer"]:
            return 0 if word in ("more", "less") and low[n + m + 1 : n + m + 2] == ["than"] else m
        if base == "be" and not (word in listed("degrees") or _stands_between(word)):
            return 0
    return 0
