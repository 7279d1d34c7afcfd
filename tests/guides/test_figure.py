"""The drawing of a guide: it says what the data say, and nothing in it lies over anything else."""

import random
from pathlib import Path

import pytest
import yaml

from resource_hub.guides import read_guides
from resource_hub.guides.figure import LABEL_LINE, LABEL_SIZE, draw, width_of, wrapped
from resource_hub.guides.showing import names_of
from resource_hub.pages import plain_text
from resource_hub.schema import Document, check
from resource_hub.source import read_yaml

ROOT = Path(__file__).parents[2]
REAL = sorted(ROOT.glob("content/guides/*.yaml"))


def guide_of(text: str, path: str):
    source, problems = read_yaml(text, path)
    plain, _ = check(source.root, "guide")
    guides, found = read_guides([Document(source, plain)])
    assert [*problems, *found] == []
    return guides[0]


def real(path: Path):
    return guide_of(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())


def any_guide(seed: int):
    """A sound guide made by chance: up to 20 questions, at most 8 on one way, some asked twice."""
    dice = random.Random(seed)
    rows = [dice.randint(1, 3) for _ in range(dice.randint(1, 8))]
    levels = [
        [f"q{depth}-{n}" for n in range(rows[depth] if depth else 1)] for depth in range(len(rows))
    ]
    nodes, ends = {}, [f"end-{n}" for n in range(dice.randint(1, 5))]
    for depth, names in enumerate(levels):
        below = [name for level in levels[depth + 1 :] for name in level]
        must = levels[depth + 1] if depth + 1 < len(levels) else ends
        for n, name in enumerate(names):
            leads = must[n :: len(names)] + [dice.choice(below + ends) for _ in range(2)]
            labels = [
                f"{place} " + "very long word " * dice.randint(0, 2) for place in range(len(leads))
            ]
            answers = [
                {"label": label.strip(), "to": to} for label, to in zip(labels, leads, strict=True)
            ]
            nodes[name] = {
                "ask": "So or so? " * dice.randint(1, 12),
                "why": "So.",
                "answers": answers,
            }
    outcomes = {
        end: {"do": "Do it. " * dice.randint(1, 9), "sources": ["deno1985curriculum"]}
        for end in ends
    }
    whole = {
        "id": "any",
        "title": "Any",
        "audience": ["teacher"],
        "state": "draft",
        "checked": "2026-01-05",
    }
    return guide_of(
        yaml.safe_dump({**whole, "start": "q0-0", "nodes": nodes, "outcomes": outcomes}),
        "content/guides/any.yaml",
    )


GUIDES = [*map(real, REAL), *map(any_guide, range(60))]
EACH = pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.id)


def segments(path: str) -> list[tuple[float, float, float, float]]:
    """The straight pieces of a path of M, H and V."""
    start, *moves = path[1:].replace("H", "|H").replace("V", "|V").split("|")
    x, y = map(float, start.split())
    pieces = []
    for move in moves:
        to = (float(move[1:]), y) if move[0] == "H" else (x, float(move[1:]))
        pieces.append((min(x, to[0]), min(y, to[1]), max(x, to[0]), max(y, to[1])))
        x, y = to
    return pieces


@EACH
def test_it_says_what_the_data_say(guide):
    figure = draw(guide, names_of(guide))
    said = {node.id: node.ask for node in guide.nodes}
    said |= {end.id: end.title or plain_text(end.do) for end in guide.outcomes}

    drawn = {box.step: " ".join(box.lines) for box in figure.boxes if box.kind != "again"}
    assert drawn == {step: " ".join(text.split()) for step, text in said.items()}
    labels = {branch.key: " ".join(branch.label) for branch in figure.branches}
    assert labels == {
        f"{node.id}/{place}": answer.label
        for node in guide.nodes
        for place, answer in enumerate(node.answers)
    }


@EACH
def test_each_question_is_drawn_once_and_named_where_it_comes_again(guide):
    figure = draw(guide, names_of(guide))

    asked = [box.step for box in figure.boxes if box.kind == "question"]
    assert sorted(asked) == sorted(node.id for node in guide.nodes)
    names = names_of(guide)
    assert all(
        box.lines == (f"Go on with question {names[box.step]}",)
        for box in figure.boxes
        if box.kind == "again"
    )


@EACH
def test_boxes_lie_apart_and_within_the_drawing(guide):
    figure = draw(guide, names_of(guide))

    for place, box in enumerate(figure.boxes):
        assert box.x > 0 and box.x + box.width < figure.width
        assert box.y > 0 and box.y + box.height < figure.height
        for other in figure.boxes[:place]:
            apart = (
                box.x >= other.x + other.width
                or other.x >= box.x + box.width
                or box.y >= other.y + other.height
                or other.y >= box.y + box.height
            )
            assert apart, (box, other)


@EACH
def test_no_line_runs_through_a_box(guide):
    figure = draw(guide, names_of(guide))

    for branch in figure.branches:
        for left, top, right, bottom in segments(branch.path):
            for box in figure.boxes:
                inside = (
                    right > box.x and left < box.x + box.width
                    and bottom > box.y and top < box.y + box.height
                )  # fmt: skip
                assert not inside, (branch, box)


@EACH
def test_no_two_lines_cross(guide):
    lines = [
        piece for branch in draw(guide, names_of(guide)).branches for piece in segments(branch.path)
    ]
    level = [piece for piece in lines if piece[1] == piece[3]]
    upright = [piece for piece in lines if piece[0] == piece[2]]

    for left, y, right, _ in level:
        for x, top, _, bottom in upright:
            assert not (left < x < right and top < y < bottom)


@EACH
def test_the_words_of_an_answer_lie_on_no_box_and_on_no_other_answer(guide):
    figure = draw(guide, names_of(guide))
    boxes = [(box.x, box.y, box.width, box.height) for box in figure.boxes]
    labels = [
        (
            branch.x,
            branch.y - len(branch.label) * LABEL_LINE,
            max(width_of(line, LABEL_SIZE) for line in branch.label) * 0.9,  # the estimate is wide
            len(branch.label) * LABEL_LINE,
        )
        for branch in figure.branches
    ]

    for place, (x, y, width, height) in enumerate(labels):
        assert y >= 0
        for left, top, wide, high in (*boxes, *labels[:place]):
            apart = x >= left + wide or left >= x + width or y >= top + high or top >= y + height
            assert apart, figure.branches[place]


def test_text_is_broken_between_words_and_none_is_lost():
    lines = wrapped("Is the score near the cut, or incomprehensibilities?", 14, 100)

    assert " ".join(lines) == "Is the score near the cut, or incomprehensibilities?"
    assert all(width_of(line, 14) <= 100 for line in lines[:-1])
    assert lines[-1] == "incomprehensibilities?"
