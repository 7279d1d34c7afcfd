"""The rules of whom a record is for: its grades and its countries."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from resource_hub.catalogue.known import Row
from resource_hub.problems import Problem, error, quoted
from resource_hub.source import Listing, Mapping, Scalar, read_own

FILE = Path(__file__).with_name("countries.yaml")


def check_reach(row: Row, grades: Sequence[str]) -> Iterator[Problem]:
    """Problems R034 and R035.

    Args:
        row: The record.
        grades: Ids of the grades, lowest first; empty if they are not known.
    """
    yield from _check_grades(row, grades)
    codes, meant = _countries()
    for place, code in enumerate(row.record.jurisdiction):
        if code not in codes:
            yield error(
                row.where("jurisdiction", place),
                "R035",
                f"{quoted(code)} is no country's code in ISO 3166-1",
                f"write {quoted(meant[code])}, if that is the country you mean"
                if code in meant
                else "name each country by its code, such as US; if it belongs to none, leave "
                "'jurisdiction' out",
            )


def _check_grades(row: Row, grades: Sequence[str]) -> Iterator[Problem]:
    low, high = row.record.grades
    if low in grades and high in grades and grades.index(low) > grades.index(high):
        yield error(
            row.where("grades", "from"),
            "R034",
            f"the grades go from {quoted(low)} down to {quoted(high)}",
            f"write the lowest grade first: {{from: {_safe(high)}, to: {_safe(low)}}}",
        )


def _safe(grade: str) -> str:
    """A grade as YAML writes it: a number needs quotation marks to be a text."""
    return f'"{grade}"' if grade.isdecimal() else grade


@cache
def _countries() -> tuple[frozenset[str], dict[str, str]]:
    """The codes of all countries, and codes that stand for one by mistake."""
    lists = read_own(FILE)
    codes, meant = lists["codes"], lists["meant"]
    assert isinstance(codes, Listing) and isinstance(meant, Mapping)
    return (
        frozenset(code.text for code in codes.values if isinstance(code, Scalar)),
        {name: code.text for name, code in meant.values.items() if isinstance(code, Scalar)},
    )
