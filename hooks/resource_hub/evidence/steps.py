"""Which words fit which step of certainty, and better ones where they do not."""

import re
from collections.abc import Iterable

from resource_hub.evidence.lexicon import listed, pairs, participle_of
from resource_hub.evidence.wording import Assertion

STEPS = ("very-low", "low", "moderate", "high")  # from the least sure to the surest


def better(assertion: Assertion, step: str) -> str:
    """The order that makes an assertion fit a step of certainty."""
    if step == "very-low":
        return "write that it is very uncertain whether this holds"
    if assertion.hedge and STEPS.index(step) > max(map(STEPS.index, assertion.steps)):
        if step == "high":
            return f"take out '{assertion.hedge}'"
        return f"write 'probably' in place of '{assertion.hedge}'"
    return f"write '{_may(assertion) if step == 'low' else _probably(assertion)}'"


def _may(assertion: Assertion) -> str:
    lead = set(assertion.lead.lower().split())
    verb = assertion.verb.lower()
    if assertion.form in ("past", "participle") and lead & listed("forms_of_be"):
        shown = f"be {verb}"
    elif (assertion.form == "past" and verb != assertion.base) or "did" in lead:
        shown = f"have {participle_of(assertion.base)}"
    else:
        shown = assertion.base
    words = ["may", "not" if "not" in lead else "", shown, assertion.tail]
    return " ".join(word for word in words if word)


def _probably(assertion: Assertion) -> str:
    first, *rest = assertion.said.split()
    auxiliary = bool(assertion.lead) and first.lower() in {"will", "has", "have", "had"}
    if auxiliary or first.lower() in listed("forms_of_be"):
        return " ".join([first, "probably", *rest])
    return f"probably {assertion.said}"


def steps_allowed(certainty: str, note: str) -> frozenset[str]:
    """Steps whose words a claim may use.

    Args:
        certainty: The step of the claim.
        note: The source's own words where they fit no step; steps that it names are allowed too,
            and one step more if it names none.
    """
    own = {certainty}
    if note:
        named = {step for word, step in pairs("note_steps").items() if _names(note, word)}
        above = STEPS[min(STEPS.index(certainty) + 1, len(STEPS) - 1)]
        own |= named or {above}
        span = sorted(map(STEPS.index, own))
        own = set(STEPS[span[0] : span[-1] + 1])
    return frozenset(own)


def _names(note: str, word: str) -> bool:
    return bool(re.search(rf"(?<![\w-]){word}(?![\w-])", note, re.IGNORECASE))


def too_strong(assertion: Assertion, allowed: Iterable[str]) -> bool:
    """Whether the words are surer than any step allowed."""
    return min(map(STEPS.index, assertion.steps)) > max(map(STEPS.index, allowed))


def too_weak(assertion: Assertion, allowed: Iterable[str]) -> bool:
    """Whether the words are less sure than any step allowed."""
    return max(map(STEPS.index, assertion.steps)) < min(map(STEPS.index, allowed))
