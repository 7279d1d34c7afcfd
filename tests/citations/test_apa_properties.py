"""What holds of every citation and list, whatever the works."""

from functools import cache
from itertools import permutations
from pathlib import Path
from random import Random

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from resource_hub.citations import showing
from resource_hub.citations.casing import sentence_case, title_case
from resource_hub.citations.extension import CitationExtension
from resource_hub.citations.ordering import author_key, in_order
from resource_hub.citations.resolving import Request
from resource_hub.citations.shelf import STYLE, Shelf, read_shelf
from resource_hub.markup import render_inline

MIXED = yaml.safe_load((Path(__file__).parent / "apa" / "mixed.yaml").read_text("utf-8"))


@cache
def shelf() -> Shelf:
    text = "\n".join(case["bib"] for case in MIXED)
    return read_shelf(text, STYLE.read_bytes(), STYLE)


def test_the_order_of_citekeys_changes_nothing():
    random = Random(20261124)
    groups = [random.sample(sorted(shelf().known), 4) for _ in range(6)]
    requests = [
        Request(tuple(f"[{'; '.join(f'@{key}' for key in keys)}]" for keys in permutations(group)))
        for group in groups
    ]

    for answer in shelf().resolve(requests):
        assert len({showing.as_text(cite) for cite in answer.cites}) == 1


def test_a_page_is_the_same_when_it_is_asked_again():
    request = Request(("[@m08b; @m08a]", "@m10a", "@m12a's"), ("m20a",))

    assert shelf().resolve([request]) == shelf().resolve([request, request])[1:]


def test_what_an_editor_writes_around_a_citekey_stays_text():
    written = '[<b>x</b> & "y" {z} \\\\ $w$ %, @m01, p. 3 <i>v</i>]'
    html = render_inline(written, [CitationExtension()])
    (answer,) = shelf().resolve([showing.request_of(html)])

    assert "<b>" not in answer.cites[0]
    assert "<i>" not in answer.cites[0]
    assert showing.as_text(answer.cites[0]).startswith('(<b>x</b> & "y" {z} \\ $w$ %, Fletcher')


NAMES = st.builds(
    lambda family, given: {"family": family, "given": given},
    st.sampled_from(["Baker", "baker", "Bäker", "Bakerly", "de Bak", "O'Bak", "Øre", "王"]),
    st.sampled_from(["S.", "S. K.", "Scott", "A.-B.", ""]),
)
ITEMS = st.lists(st.lists(NAMES, min_size=1, max_size=3), max_size=8).map(
    lambda people: {f"k{n}": {"id": f"k{n}", "author": names} for n, names in enumerate(people)}
)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(ITEMS, st.randoms(use_true_random=False))
def test_a_list_is_in_one_order_and_keeps_every_work(items, random):
    entries = [(key, "") for key in items]
    shuffled = random.sample(entries, len(entries))

    ordered = in_order(shuffled, items)

    assert sorted(ordered) == sorted(entries)
    keys = [author_key(items[key]) for key, _ in ordered]
    assert keys == sorted(keys)


WORDS = st.lists(
    st.sampled_from(
        [
            "The",
            "U.S.",
            "K-12",
            "I",
            "RTI",
            "of",
            "Schools?",
            "Yes!",
            "—",
            "B.",
            "<i>Hamlet</i>",
            "X-Ray",
        ]
    ),
    max_size=8,
).map(" ".join)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(WORDS)
def test_case_changes_nothing_but_case(written):
    lowered = written.lower() if len(written.lower()) == len(written) else written

    assert sentence_case(lowered, written, "").casefold() == written.casefold()
    assert title_case(written).casefold() == written.casefold()
    assert title_case(title_case(written)) == title_case(written)
