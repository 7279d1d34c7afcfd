"""Results of a summary drawn on one axis: how they are read, checked and placed."""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from resource_hub.evidence.body import prose_of
from resource_hub.problems import Location, Problem, error, quoted
from resource_hub.schema import Document
from resource_hub.source import Scalar, at_path

MOST_TICKS = 6


@dataclass(frozen=True, slots=True)
class Result:
    """One result: a value, a span, or a value with its span; numbers are text as written.

    Args:
        label: What was studied, in a few words.
        source: Citekey, with the place in the work if one is given.
        value: The result itself.
        low: The lower end of the span.
        high: The upper end.
        span: What the span is, such as "95 percent interval".
        claim: Id of the claim that the result belongs to.
    """

    label: str
    source: str
    value: str = ""
    low: str = ""
    high: str = ""
    span: str = ""
    claim: str = ""

    @property
    def numbers(self) -> tuple[str, ...]:
        """Every number of it as written."""
        return tuple(number for number in (self.value, self.low, self.high) if number)


@dataclass(frozen=True, slots=True)
class Figure:
    """Results of one measure; ``note`` says what may and may not be read from it."""

    title: str
    measure: str
    note: str
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """The scale of a figure; places are percent of its width.

    Args:
        ticks: Number and place of each tick, from low to high.
        low: The number at its start.
        high: The number at its end.
    """

    ticks: tuple[tuple[str, str], ...]
    low: float
    high: float

    def place(self, number: str | float) -> str:
        """Where a number stands, such as ``"27%"``."""
        share = (float(number) - self.low) / (self.high - self.low)
        return f"{round(100 * share, 2):g}%"


def axis_of(results: Iterable[Result]) -> Axis:
    """An axis that holds zero and all numbers of the results."""
    numbers = [0.0, *(float(n) for result in results for n in result.numbers)]
    low, high = min(numbers), max(numbers)
    step = _step((high - low) or 1.0)
    first, last = math.floor(round(low / step, 6)), math.ceil(round(high / step, 6))
    last += first == last  # all numbers are zero
    bare = Axis((), first * step, last * step)
    ticks = [(f"{round(n * step, 6):g}", bare.place(n * step)) for n in range(first, last + 1)]
    return Axis(tuple(ticks), bare.low, bare.high)


def _step(width: float) -> float:
    """The smallest of 1, 2 and 5 times a power of ten that gives no more ticks than fit."""
    power = 10.0 ** math.floor(math.log10(width / MOST_TICKS))
    return next(
        power * times for times in (1, 2, 5, 10, 20) if width / (power * times) <= MOST_TICKS - 1
    )


def read_figures(document: Document) -> tuple[Figure, ...]:
    """The figures of a summary; numbers keep their form, so that 0.70 stays 0.70."""
    return tuple(
        Figure(
            plain["title"],
            plain["measure"],
            plain["note"],
            tuple(_result(document, place, n) for n in range(len(plain["results"]))),
        )
        for place, plain in enumerate(document.plain.get("figures", ()))
    )


def _result(document: Document, figure: int, place: int) -> Result:
    plain = document.plain["figures"][figure]["results"][place]
    return Result(**{key: _written(document, figure, place, key) for key in plain})


def _written(document: Document, *path: int | str) -> str:
    root = document.source.root
    assert root is not None
    value = at_path(root, ["figures", path[0], "results", *path[1:]])
    assert isinstance(value, Scalar)
    return value.text


# Checking ------------------------------------------------------------------------------------


def check_figures(document: Document) -> Iterator[Problem]:
    """Problems E013 and E014: results that contradict themselves or that the text does not tell."""
    text = prose_of(document.source.body)
    for n, figure in enumerate(read_figures(document)):
        for place, result in enumerate(figure.results):
            where = document.where("figures", n, "results", place)
            yield from _check_sense(result, where)
            yield from _check_told(document, result, where, text)


def _check_sense(result: Result, where: Location) -> Iterator[Problem]:
    named = quoted(result.label)
    if not result.numbers:
        yield error(
            where,
            "E013",
            f"the result {named} has no number",
            "write its 'value', or 'low' and 'high'",
        )
    elif bool(result.low) != bool(result.high) or bool(result.low) != bool(result.span):
        yield error(
            where,
            "E013",
            f"the result {named} has only a part of a span",
            "write 'low', 'high' and 'span' (what the two are) together, or none of them",
        )
    elif [*_in_order(result)] != sorted(_in_order(result)):
        said = ", ".join(_in_order_as_written(result))
        yield error(
            where,
            "E013",
            f"the numbers of the result {named} are out of order: {said}",
            "write 'low' not above 'value', and 'high' not below it",
        )


def _in_order_as_written(result: Result) -> tuple[str, ...]:
    return tuple(number for number in (result.low, result.value, result.high) if number)


def _in_order(result: Result) -> tuple[float, ...]:
    return tuple(map(float, _in_order_as_written(result)))


def _check_told(
    document: Document, result: Result, where: Location, text: str
) -> Iterator[Problem]:
    key = result.source.partition(",")[0].strip()
    if not re.search(rf"@{re.escape(key)}(?![\w-])", text):
        yield error(
            where,
            "E014",
            f"the figure shows a result of {quoted(key)}, which the text does not cite",
            f"tell the result in the text, with [@{key}], or take it out of the figure",
        )
    untold = [
        n for n in result.numbers if not re.search(rf"(?<![\d.]){re.escape(n)}(?!\.?\d)", text)
    ]
    if untold:
        yield error(
            where,
            "E014",
            f"the figure shows {' and '.join(untold)}, which the text does not say",
            "write the number in the text with its source, in the same form, or correct the figure",
        )
    if result.claim and result.claim not in [one["id"] for one in document.plain["claims"]]:
        yield error(
            where,
            "E014",
            f"the figure names the claim {quoted(result.claim)}, which the page does not have",
            "write the id of one of its claims, or leave 'claim' out",
        )
