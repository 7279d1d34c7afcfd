"""Tell what a named study, a sample or a person found from what is claimed to hold."""

import re
from functools import cache

from resource_hub.evidence.lexicon import WORD, forms, listed


def _low_words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


def is_report(sentence: str) -> bool:
    """Whether a sentence tells what a study, a sample or a person found, not what holds."""
    words = _low_words(sentence)
    return _opens_with_a_place(sentence) or _has_a_reporter(words) or _tells_of_a_sample(words)


_OPENING = re.compile(r"\s*(?:In|Across|Among|Over|From)\s+(.*?)(?:,\s|\bat\b|$)", re.DOTALL)


def _opens_with_a_place(sentence: str) -> bool:
    opening = _OPENING.match(sentence)
    if not opening:
        return False
    first = set(_low_words(opening[1]))
    rest = _low_words(sentence[opening.end() :])
    return bool(first & listed("studies")) or any(_is_past(rest, n) for n in range(len(rest)))


def in_a_study(clause: str) -> bool:
    """Whether a clause is of one study, wherever it says so: "did worse in one trial"."""
    return bool(_study_pattern().search(clause))


@cache
def _study_pattern() -> re.Pattern[str]:
    counts, nouns = ("|".join(sorted(listed(name))) for name in ("counts", "studies"))
    return re.compile(
        rf"\b(?:in|across)\s+(?:{counts}|the|this|that|\d+)\s+(?:[\w-]+\s+){{0,3}}(?:{nouns})\b",
        re.IGNORECASE,
    )


def _is_past(words: list[str], at: int) -> bool:
    for name in ("verbs", "light_verbs", "reporting"):
        base, kind = forms(name).get(words[at], ("", ""))
        if kind in ("past", "participle") and words[at] not in (base, "read"):
            before = words[at - 1] if at else ""
            return before not in ("a", "an", "the", "of", "their", "its")
    return words[at] in ("cut", "hurt", "beat", "read") and at > 0


def _has_a_reporter(words: list[str]) -> bool:
    """A study that is not all research, with its verb not far behind: "One trial found …"."""
    reports = forms("reporting")
    for n, word in enumerate(words):
        opinion = forms("opining").get(word)
        if n and opinion and (opinion[1] != "base" or words[n + 1 : n + 2] == ["that"]):
            return True
        if word not in listed("studies"):
            continue
        follows = words[n + 1 : n + 10]
        shows = {*reports, *listed("showing_alone")}
        alone = n == 0 and bool(follows) and follows[0] in shows
        if not alone and any(after in reports for after in follows):
            return True
    return False


def _tells_of_a_sample(words: list[str]) -> bool:
    """Some schools and what happened there: "Some schools reported fewer suspensions"."""
    for n, word in enumerate(words):
        counted = set(words[max(0, n - 3) : n]) & listed("counts")
        numbered = any(before[0].isdigit() for before in words[max(0, n - 3) : n])
        if word in listed("samples") and (counted or numbered):
            return any(_is_past(words, m) for m in range(n + 1, len(words)))
    return False
