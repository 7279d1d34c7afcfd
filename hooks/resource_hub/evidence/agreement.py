"""Words match certainty: what claims and the bottom line say against what is known."""

import re
from collections.abc import Iterator
from typing import Any

from resource_hub.evidence.body import CITATION, place_in
from resource_hub.evidence.lexicon import phrase_pattern
from resource_hub.evidence.steps import STEPS, better, steps_allowed, too_strong, too_weak
from resource_hub.evidence.wording import Assertion, assertions_of
from resource_hub.problems import Problem, error, quoted, warning
from resource_hub.schema import Document

# What only evidence can do, and what to write of an opinion or a law instead.
SAYING = {
    "opinion": "write 'says' or 'argues'",
    "law": "write 'says' or 'requires'",
    "not-rated": "write 'advises'",
}
SPOKEN = {"very-low": "very low", "not-rated": "no rated", "opinion": "opinion", "law": "law"}


def check_agreement(document: Document) -> list[Problem]:
    """Problems E008 to E011 of one summary that fits its schema."""
    claims = document.plain["claims"]
    problems = [
        problem for place in range(len(claims)) for problem in _check_claim(document, place)
    ]
    return [*problems, *_check_left_out(document), *_check_strength(document)]


# Claims --------------------------------------------------------------------------------------


def _check_claim(document: Document, place: int) -> Iterator[Problem]:
    claim = document.plain["claims"][place]
    fault = fault_of(claim)
    if fault:
        said, order = fault
        certainty = claim["certainty"]
        yield warning(
            place_in(document, ("claims", place, "text"), said),
            "E008",
            f"the claim {claim['id']} says {quoted(said)} with {_named(certainty)}",
            order,
        )


def fault_of(claim: dict[str, Any]) -> tuple[str, str] | None:
    """The words of a claim that do not fit its certainty, and the order that mends it.

    Args:
        claim: A claim as its file gives it: text, certainty; direction and certainty_note if any.

    Returns:
        The words as written and what to do; None if the words fit, or if there is no rule: an
        opinion, a law, a claim that is not rated or that states no direction of an effect may use
        any verb but those of proof.
    """
    text, certainty = plain_words(claim["text"]), claim["certainty"]
    if proof := _proof(text, certainty):
        order = SAYING.get(certainty, "write 'suggests'")
        return proof, f"{order}; no source with {_named(certainty)} is proof"
    if certainty not in STEPS or "direction" not in claim:
        return None
    allowed = steps_allowed(certainty, claim.get("certainty_note", ""))
    for assertion in assertions_of(text):
        if too_strong(assertion, allowed):
            target = max(allowed, key=STEPS.index)
            return assertion.said, _order_to_weaken(assertion, target)
        if too_weak(assertion, allowed) and not _may_stay_open(claim, assertion):
            target = min(allowed, key=STEPS.index)
            order = better(assertion, target)
            return assertion.hedge, f"{order}, or lower the certainty if its sources ask for it"
    return None


def _order_to_weaken(assertion: Assertion, step: str) -> str:
    if assertion.form in ("past", "participle") and not assertion.hedge:
        return f"{better(assertion, step)}, or name the study whose finding it is"
    return f"{better(assertion, step)}, or raise the certainty if its sources allow it"


def _may_stay_open(claim: dict[str, Any], assertion: Assertion) -> bool:
    """Where no direction is known, or little is, doubt is no mismatch."""
    slight = claim["certainty"] == "low" and "very" not in assertion.hedge
    return claim["direction"] == "unknown" or slight


_DENIED = re.compile(
    r"\b(?:not|no|never|nothing|cannot|yet|none|hardly)\b(?:\s+\w+){0,2}\s*$", re.I
)


def _proof(text: str, certainty: str) -> str:
    """The word of proof that a claim of this certainty may not have."""
    if certainty == "high":
        return ""
    names = ["proof"] if certainty in STEPS else ["proof", "showing"]
    for name in names:
        for match in phrase_pattern(name).finditer(text):
            if not _DENIED.search(text[: match.start()]):
                return match[0]
    return ""


def _named(certainty: str) -> str:
    if certainty in STEPS:
        return f"{SPOKEN.get(certainty, certainty)} certainty"
    return f"the certainty '{certainty}'"


# The bottom line -----------------------------------------------------------------------------


def _check_left_out(document: Document) -> Iterator[Problem]:
    line = plain_words(document.plain["bottom_line"])
    harms, nulls, mixed = (
        bool(phrase_pattern(name).search(line)) for name in ("harms", "nulls", "mixed")
    )
    for place, claim in enumerate(document.plain["claims"]):
        direction = claim.get("direction")
        where = document.where("bottom_line")
        line_of = document.where("claims", place).line
        if direction == "harms" and not harms:
            said, lacking = "harm", "say in the bottom line what got worse, and for whom"
        elif direction == "no-difference" and not nulls:
            said, lacking = "no difference", "say in the bottom line what made no difference"
        elif direction == "mixed" and not (mixed or nulls or harms):
            yield warning(
                where,
                "E010",
                f"the bottom line leaves out that the claim {claim['id']} (line {line_of}) "
                "is mixed",
                "say in the bottom line that results are mixed, or for whom they differ",
            )
            continue
        else:
            continue
        yield error(
            where,
            "E009",
            f"the bottom line leaves out the claim {claim['id']} (line {line_of}), "
            f"which found {said}",
            f"{lacking}, or correct the claim's direction",
        )


_WITH = {True: ("harms", "no-difference", "mixed"), False: ("helps", "mixed")}


def _check_strength(document: Document) -> Iterator[Problem]:
    """A bottom line may be as sure as the surest claim of its direction, and no surer.

    Which claims a sentence needs cannot be read from its words, so the surest is taken: what is
    reported is too strong whichever it needs.
    """
    for assertion in assertions_of(plain_words(document.plain["bottom_line"])):
        claims = [
            claim
            for claim in document.plain["claims"]
            if claim["certainty"] in STEPS and claim.get("direction") in _WITH[assertion.negative]
        ]
        allowed = {
            step
            for claim in claims
            for step in steps_allowed(claim["certainty"], claim.get("certainty_note", ""))
        }
        if allowed and too_strong(assertion, allowed):
            surest = max(allowed, key=STEPS.index)
            yield warning(
                place_in(document, ("bottom_line",), assertion.said),
                "E011",
                f"the bottom line says {quoted(assertion.said)}, but no claim in that direction "
                f"has more than {_named(surest)}",
                f"{better(assertion, surest)}, as sure as the claims are",
            )
            return


_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")


def plain_words(text: str) -> str:
    """Markdown as words: without citations, targets of links and emphasis."""
    return " ".join(re.sub(r"[*`]", "", _LINK.sub(r"\1", CITATION.sub("", text))).split())
