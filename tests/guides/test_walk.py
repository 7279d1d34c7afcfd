"""What the guides' module works out of a reader's way, run in Node as the site serves it."""

from pathlib import Path

import pytest
import yaml

from resource_hub.guides import longest_way, read_guides
from resource_hub.guides.walking import ways_to
from resource_hub.schema import Document, check
from resource_hub.source import read_yaml

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
LOOK = {
    "score": [{"label": "Yes", "to": "watch"}, {"label": "No", "to": "skill"}],
    "skill": [{"label": "Yes", "to": "group"}, {"label": "No", "to": "watch"}],
}
CASES = yaml.safe_load((HERE / "walk.yaml").read_text(encoding="utf-8"))


def labels(given):
    return given and [answer["label"] for answer in given]


def test_a_way_counts_only_if_it_leads_where_the_reader_is(node):
    found = node(*(["follow", LOOK, "score", case["places"], case["here"]] for case in CASES))

    said = {case["why"]: labels(given) for case, given in zip(CASES, found, strict=True)}
    assert said == {case["why"]: case["labels"] for case in CASES}


def test_the_number_of_questions_is_that_of_the_way_taken(node):
    given = node(["follow", LOOK, "score", [1], "skill"])[0]

    assert node(["progressOf", LOOK, given, "skill"], ["progressOf", LOOK, [], "score"]) == [
        {"number": 2, "most": 2},
        {"number": 1, "most": 2},
    ]


def test_a_circle_ends(node):
    circle = {"a": [{"label": "x", "to": "b"}], "b": [{"label": "x", "to": "a"}]}

    assert node(["longestFrom", circle, "a"]) == [2]


def guides():
    for path in sorted(ROOT.glob("content/guides/*.yaml")):
        source, _ = read_yaml(path.read_text("utf-8"), path.relative_to(ROOT).as_posix())
        yield from read_guides([Document(source, check(source.root, "guide")[0])])[0]


@pytest.mark.parametrize("guide", list(guides()), ids=lambda guide: guide.id)
def test_the_browser_and_the_build_agree_on_every_way(guide, node):
    questions = {n.id: [{"label": a.label, "to": a.to} for a in n.answers] for n in guide.nodes}
    ways = [(end, way) for end, found in ways_to(guide).items() for way in found]
    places = [[node_.answers.index(answer) for node_, answer in way] for _, way in ways]

    found = node(
        *(
            ["follow", questions, guide.start, place, end]
            for place, (end, _) in zip(places, ways, strict=True)
        ),
        ["longestFrom", questions, guide.start],
    )

    assert [labels(given) for given in found[:-1]] == [
        [answer.label for _, answer in way] for _, way in ways
    ]
    assert found[-1] == len(longest_way(guide))
