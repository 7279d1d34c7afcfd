"""The tree of a guide as a drawing: where its boxes and lines go, in pixels.

Questions stand on the left, each below and to the right of the one that leads to it. Actions stand
in one column on the right, beside the question that ends in them. Each question is drawn once;
where another answer leads to it, a small box names it. So no two lines can cross.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from resource_hub.guides.tree import Answer, Guide, Node
from resource_hub.pages import plain_text

INDENT = 32  # from a question to those below it
QUESTION = 308  # width of a question's box
BETWEEN = 178  # from the deepest question to the actions; holds the words of an answer
ACTION = 244  # width of an action's box
GAP = 14  # between boxes that stand below one another
NAME = 34  # width of the part of a box that holds its letter or number
PADDING = 12
LINE = 18  # height of a line of text in a box
LABEL_LINE = 16  # the same for an answer
SIZE = 14  # of text in a box
BOLD = 15.5  # bold text of that size is as wide as plain text of this one
LABEL_SIZE = 14  # bold, 13


@dataclass(frozen=True, slots=True)
class Box:
    """A question, an action, or the mention of a question that is drawn elsewhere.

    Args:
        step: The id of the question or action.
        kind: ``question``, ``action`` or ``again``.
        name: Its letter or number.
        lines: Its text, broken into lines.
        x: Left edge.
        y: Upper edge.
        width: Of the box.
        height: Of the box.
    """

    step: str
    kind: str
    name: str
    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Half its height, from the upper edge of the drawing."""
        return self.y + self.height / 2

    @property
    def baselines(self) -> list[tuple[str, float]]:
        """Each line of its text and where it stands."""
        first = self.middle - len(self.lines) * LINE / 2 + LINE * 0.74
        return [(line, round(first + place * LINE, 1)) for place, line in enumerate(self.lines)]


@dataclass(frozen=True, slots=True)
class Branch:
    """The line of an answer, from a question to what follows.

    Args:
        key: The question and the place of the answer in it, such as ``score/0``.
        label: The answer, broken into lines; they stand above the end of the line.
        x: Where the label begins.
        y: Where the last line of the label stands.
        path: The line, as SVG path data.
        head: Its arrowhead.
    """

    key: str
    label: tuple[str, ...]
    x: float
    y: float
    path: str
    head: str

    @property
    def baselines(self) -> list[tuple[str, float]]:
        """Each line of its label and where it stands."""
        first = self.y - (len(self.label) - 1) * LABEL_LINE
        return [(line, first + place * LABEL_LINE) for place, line in enumerate(self.label)]


@dataclass(frozen=True, slots=True)
class Figure:
    """A whole drawing; ``boxes`` and ``branches`` are in reading order."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    branches: tuple[Branch, ...]


def draw(guide: Guide, names: Mapping[str, str]) -> Figure:
    """Draw the tree of a sound guide.

    Args:
        guide: A guide without errors: no circles, so the recursion ends.
        names: The letter or number of each question and action.
    """
    drawing = _Drawing(guide, names)
    bottom = drawing.question(guide.start, 0, 1)
    right = drawing.actions_at + ACTION + 1
    return Figure(right, bottom + 1, tuple(drawing.boxes), tuple(drawing.branches))


@dataclass(slots=True)
class _Drawing:
    guide: Guide
    names: Mapping[str, str]
    boxes: list[Box] = field(default_factory=list)
    branches: list[Branch] = field(default_factory=list)
    nodes: dict[str, Node] = field(init=False)
    texts: dict[str, str] = field(init=False)
    actions_at: float = field(init=False)
    drawn: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.nodes = {node.id: node for node in self.guide.nodes}
        self.texts = {end.id: end.title or plain_text(end.do) for end in self.guide.outcomes}
        levels = _levels(self.nodes, self.guide.start, set())
        self.actions_at = 1 + (levels - 1) * INDENT + QUESTION + BETWEEN

    def question(self, name: str, level: int, top: float) -> float:
        """Draw a question and all that follows from it; gives where the last of it ends."""
        node = self.nodes[name]
        box = self._box(name, "question", node.ask, 1 + level * INDENT, top, QUESTION)
        self.drawn.add(name)
        answers = list(enumerate(node.answers))
        bottom = max(
            box.y + box.height,
            self._actions(box, [pair for pair in answers if pair[1].to in self.texts]),
        )
        for place, answer in answers:
            if answer.to in self.nodes:
                bottom = self._below(box, place, answer, level + 1, bottom + GAP)
        return bottom

    def _actions(self, box: Box, answers: list[tuple[int, Answer]]) -> float:
        """Draw the actions beside a question, one below the other."""
        turn = box.x + box.width + 14
        bottom = box.y - GAP
        out = 0.0  # where all these lines leave the box: in line with the first action
        for place, answer in answers:
            label = wrapped(answer.label, LABEL_SIZE, self.actions_at - turn - 24)
            top = bottom + GAP
            above = len(label) * LABEL_LINE + 6
            text = self.texts[answer.to]
            height = _height(wrapped(text, BOLD, _room(ACTION)))
            top = max(top, top + above - height / 2)
            end = self._box(answer.to, "action", text, self.actions_at, top, ACTION)
            out = out or min(max(end.middle, box.y + 14), box.y + box.height - 14)
            path = f"M{box.x + box.width:g} {out:g}H{turn:g}V{end.middle:g}H{end.x:g}"
            self._branch(box, place, label, turn + 8, end.middle - 6, path, end)
            bottom = end.y + end.height
        return bottom

    def _below(self, box: Box, place: int, answer: Answer, level: int, top: float) -> float:
        """Draw the question that an answer leads to, below the one that asks."""
        label = wrapped(answer.label, LABEL_SIZE, QUESTION)
        trunk, left = box.x + INDENT / 2, 1 + level * INDENT
        top += len(label) * LABEL_LINE + 4
        if answer.to in self.drawn:
            text = f"Go on with question {self.names[answer.to]}"
            end = self._box(answer.to, "again", text, left, top, QUESTION)
            bottom = end.y + end.height
        else:
            here = len(self.boxes)
            bottom = self.question(answer.to, level, top)
            end = self.boxes[here]
        path = f"M{trunk:g} {box.y + box.height:g}V{end.middle:g}H{end.x:g}"
        self._branch(box, place, label, left + 2, end.y - 6, path, end)
        return bottom

    def _box(self, name: str, kind: str, text: str, x: float, y: float, width: float) -> Box:
        lines = wrapped(text, BOLD if kind == "action" else SIZE, _room(width))
        box = Box(name, kind, self.names[name], lines, x, y, width, _height(lines))
        self.boxes.append(box)
        return box

    def _branch(
        self, box: Box, place: int, label: tuple[str, ...], x: float, y: float, path: str, end: Box
    ) -> None:
        head = f"M{end.x - 7:g} {end.middle - 4:g}l7 4-7 4z"
        self.branches.append(Branch(f"{box.step}/{place}", label, x, y, path, head))


def _levels(nodes: Mapping[str, Node], name: str, seen: set[str]) -> int:
    """How many levels the drawing has from a question down."""
    seen.add(name)
    below = [1]
    for answer in nodes[name].answers:
        if answer.to in nodes:
            again = answer.to in seen
            below.append(2 if again else 1 + _levels(nodes, answer.to, seen))
    return max(below)


def _room(width: float) -> float:
    return width - NAME - 2 * PADDING


def _height(lines: tuple[str, ...]) -> float:
    return len(lines) * LINE + 2 * PADDING


# Widths of letters as parts of the size of the font, a little wider than the common sans serifs,
# because the font is the reader's.
_NARROW, _WIDE = frozenset("ijl.,:;'|!()[] ftrI-"), frozenset("mwMW@%&")


def width_of(text: str, size: float) -> float:
    """About how wide a text is, rather too wide than too narrow."""
    return size * sum(
        0.38 if sign in _NARROW else 0.92 if sign in _WIDE else 0.74 if sign.isupper() else 0.61
        for sign in text
    )


def wrapped(text: str, size: float, room: float) -> tuple[str, ...]:
    """Text in lines that fit; a word that is too long for any line stands alone."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)
