"""How surely a sentence claims an effect, read from its verbs and the words around them.

No parser of English is used: the words stand in ``wording.yaml``, and a word that may be a noun as
well counts as a verb only where its neighbors say so. What is not understood is left alone.
"""

import re
from dataclasses import dataclass

from resource_hub.evidence.lexicon import WORD, forms, listed, phrase_pattern
from resource_hub.evidence.reports import in_a_study, is_report
from resource_hub.evidence.verbs import effect_verbs, reach


@dataclass(frozen=True, slots=True)
class Assertion:
    """Words that claim an effect.

    Args:
        lead: What stands before the verb and belongs to it: "does not".
        verb: The verb as written.
        tail: What of its effect stands behind it: "large effects" of "have large effects".
        base: The verb in its plain form.
        form: base, s, past or participle.
        steps: Certainties that the words fit; plain words fit ``high`` alone.
        hedge: The word that says how sure; empty if none does.
        negative: Whether it denies an effect or tells of harm.
    """

    lead: str
    verb: str
    tail: str
    base: str
    form: str
    steps: frozenset[str]
    hedge: str
    negative: bool

    @property
    def said(self) -> str:
        """The words as written."""
        return " ".join(part for part in (self.lead, self.verb, self.tail) if part)


_SENTENCE = re.compile(r"(?<=[.;?!])\s+|\n\s*\n")
_CLAUSE = re.compile(
    r":\s+|,\s+(?:(?:and|or|but|yet|so|while|though|although|whereas|which)\s+)|\s+but\s+"
)


def assertions_of(text: str) -> list[Assertion]:
    """Every effect that a text claims in general, with how surely it does.

    Args:
        text: Plain text or Markdown without citations.

    Returns:
        In reading order. The findings of a study that is named are no claims in general.
    """
    sentences = [one for one in _SENTENCE.split(text) if not is_report(one)]
    return [assertion for sentence in sentences for assertion in _in_sentence(sentence)]


def _in_sentence(sentence: str) -> list[Assertion]:
    unsure = phrase_pattern("very_low").search(sentence)
    found: list[Assertion] = []
    steps, hedge = frozenset({"high"}), ""
    for number, clause in enumerate(_CLAUSE.split(sentence)):
        words = WORD.findall(clause)
        places = [] if in_a_study(clause) else list(effect_verbs([word.lower() for word in words]))
        own, own_hedge = _how_sure(clause)
        # "probably improves reading, and lowers referrals": no subject of its own, one hedge.
        if own_hedge or not (number and places[:1] == [0]):
            steps, hedge = own, own_hedge
        if unsure:
            steps, hedge = frozenset({"very-low"}), unsure[0]
        denied = any(phrase_pattern(name).search(clause) for name in ("nulls", "harms"))
        found += [_assertion(words, n, steps, hedge, denied) for n in places]
    return found


def _how_sure(clause: str) -> tuple[frozenset[str], str]:
    for name, steps in (
        ("low", {"low"}),
        ("moderate", {"moderate"}),
        ("moderate_or_low", {"moderate", "low"}),
        ("any", {"high", "moderate", "low"}),
    ):
        if match := phrase_pattern(name).search(_RESULT.sub("", clause)):
            return frozenset(steps), match[0]
    return frozenset({"high"}), ""


_RESULT = re.compile(r"\b(?:more|less|most|least|as|times as)\s+likely\b", re.IGNORECASE)


def _assertion(
    words: list[str], n: int, steps: frozenset[str], hedge: str, negative: bool
) -> Assertion:
    low = [word.lower() for word in words]
    first, last = n, n
    while first and low[first - 1] in listed("between") - {"on", "average", "to"}:
        first -= 1
    if low[n] in forms("verbs"):
        base, form = forms("verbs")[low[n]]
    else:
        base, form = forms("light_verbs")[low[n]]
        last = n + (1 if low[n + 1 : n + 2] in (["to"], ["in"]) else reach(low, n))
    lead, tail = " ".join(words[first:n]), " ".join(words[n + 1 : last + 1])
    return Assertion(lead, words[n], tail, base, form, steps, hedge, negative)
