"""What other bodies say: each on its own scale, never averaged; disagreement first."""

from dataclasses import dataclass, replace

import pytest
import yaml

from resource_hub.catalogue.opinions import (
    Voice,
    disagreement_of,
    listed,
    opinions_of,
    own_voice,
)
from resource_hub.catalogue.records import Evidence, Opinion
from resource_hub.loading import load_hub
from resource_hub.scales import find_scale


@pytest.fixture(scope="module")
def hub(root):
    """The small hub, with the scales of two bodies and a record that both have rated."""
    return load_hub(root / "tests" / "site")


@pytest.fixture(scope="module")
def record(hub):
    return next(record for record in hub.records if record.elsewhere)


@pytest.fixture(scope="module")
def scale_of(hub):
    return lambda by: find_scale(by, hub.scales)


def voice(name="A body", rating="Good", says="works", asks=("one study",), differs=""):
    return Voice(name, rating, says=says, asks=asks, differs=differs)


def test_an_opinion_is_shown_in_its_own_words_with_what_its_scale_makes_of_them(record, scale_of):
    first, second = opinions_of(record, scale_of)

    assert (first.name, first.rating, first.plain, first.says) == (
        "Example Clearinghouse",
        "Potentially positive effects",
        "One sound study found a gain.",
        "promising",
    )
    assert (first.seen, first.host, first.scale) == (
        "2026-01-04",
        "clearing.example",
        "scales/#example-clearinghouse",
    )
    assert (second.name, second.says) == ("Sample Ratings", "no-effect")


def test_a_body_without_a_known_scale_keeps_its_name_and_says_nothing_of_the_effect(record):
    stranger = replace(record, elsewhere=(Opinion("A blog", "Five stars", "2026-01-05"),))

    assert opinions_of(stranger, lambda by: None) == (Voice("A blog", "Five stars", "2026-01-05"),)


def test_a_level_that_says_nothing_of_the_effect_is_no_side_in_a_disagreement(record, scale_of):
    @dataclass
    class Unclear:
        label = plain = "Not known"
        says = "unclear"

    class Scale:
        id, name, asks = "s", "S", ()

        def level(self, id_):
            return Unclear()

    (first, *_) = opinions_of(record, lambda by: Scale())

    assert first.says == ""


def test_those_who_say_the_same_do_not_disagree():
    assert disagreement_of([voice(), voice(name="B"), voice(name="C", says="")]) is None
    assert disagreement_of([]) is None


def test_disagreement_names_who_says_what_and_what_their_scales_ask_differently(record, scale_of):
    told = disagreement_of(opinions_of(record, scale_of))

    assert told.said == (
        "Example Clearinghouse says “Potentially positive effects”, and Sample Ratings says "
        "“No evidence”."
    )
    assert told.why == (
        "That may be because Example Clearinghouse asks for one sound study and a gain right after "
        "the program, and Sample Ratings asks for two sound studies and a gain that lasts for a "
        "year."
    )


CASES = yaml.safe_load("""
- why: A recorded reason comes before any guess.
  voices: [{asks: [a]}, {name: B, says: harms, asks: [b], differs: B looked at grade 9 only.}]
  said: B looked at grade 9 only.
- why: What both ask is no reason.
  voices: [{asks: [a, b]}, {name: B, says: harms, asks: [A, c]}]
  said: That may be because A body asks for b, and B asks for c.
- why: One may ask more than the other.
  voices: [{asks: [a]}, {name: B, says: harms, asks: [a, c]}]
  said: That may be because B asks for c.
- why: Where they ask the same, nothing is made up.
  voices: [{asks: [a]}, {name: B, says: harms, asks: [a]}]
  said: We do not know why.
- why: Where one scale is not known, neither.
  voices: [{asks: [a]}, {name: B, says: harms, asks: []}]
  said: We do not know why.
""")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_why_they_differ_is_told_or_said_not_to_be_known(case):
    voices = [voice(**{**one, "asks": tuple(one["asks"])}) for one in case["voices"]]

    assert disagreement_of(voices).why == case["said"]


def test_our_own_level_takes_part_once_somebody_has_vetted_it(record):
    moderate = replace(record, evidence=Evidence("moderate"))

    ours = own_voice(moderate, "Moderate", "One fair comparison.")
    assert (ours.name, ours.rating, ours.says) == ("This hub", "Moderate", "works")
    assert own_voice(record, "None recorded", "") is None
    assert own_voice(replace(moderate, vetting=None), "Moderate", "") is None
    assert own_voice(replace(moderate, state="withdrawn"), "Moderate", "") is None


@pytest.mark.parametrize(
    ("parts", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), ("abc", "a, b and c")]
)
def test_parts_become_a_list_in_a_sentence(parts, said):
    assert listed(parts) == said
