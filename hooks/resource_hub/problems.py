"""What an editor is told: where, how bad, which code, what is wrong, what to do."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum


class Severity(Enum):
    """How bad a problem is; only an error stops a build."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a source file; line and column count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend.

    Args:
        where: The place of the value, not of the file that was checked last.
        severity: Error, warning or information.
        code: A letter for the feature and three digits; never used for another meaning.
        what: What is wrong, with the value as written.
        mend: An order: what to do about it.
    """

    where: Location
    severity: Severity
    code: str
    what: str
    mend: str


def error(where: Location, code: str, what: str, mend: str) -> Problem:
    """A problem that stops the build."""
    return Problem(where, Severity.ERROR, code, what, mend)


def warning(where: Location, code: str, what: str, mend: str) -> Problem:
    """A problem that is shown and stops nothing."""
    return Problem(where, Severity.WARNING, code, what, mend)


def notice(where: Location, code: str, what: str, mend: str) -> Problem:
    """Something worth knowing that asks for no change."""
    return Problem(where, Severity.INFO, code, what, mend)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether one of the problems stops a build."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def without_notes(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that ask for a change."""
    return [problem for problem in problems if problem.severity is not Severity.INFO]


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Problems in reading order (file, line, column, code), each once."""
    return sorted(set(problems), key=lambda p: (p.where, p.code, p.what, p.mend, p.severity.value))


def repeated(
    ids: Iterable[tuple[str, Location]], code: str, noun: str, mend: str, within: str = ""
) -> Iterator[Problem]:
    """A problem at each place but the first where one id stands again.

    Args:
        ids: Ids in reading order, with their places.
        code: The code of the message.
        noun: What has the id, such as "lesson".
        mend: What to do about it.
        within: What the ids belong to, such as " in 'on-track'".
    """
    first: dict[str, Location] = {}
    for name, where in ids:
        if name in first:
            what = f"the {noun} {quoted(name)} stands twice{within}; the first is on line"
            yield error(where, code, f"{what} {first[name].line}", mend)
        first.setdefault(name, where)


def did_you_mean(value: str, known: Iterable[str]) -> str:
    """The nearest known value as a question, or an empty string if none is near.

    Beyond a slip or two a guess misleads more than it helps, so none is made.
    """
    near = get_close_matches(value, sorted(known), n=1, cutoff=0.75)
    return f"did you mean '{near[0]}'? " if near else ""


_SPACES = " \u00a0"


def spaced(value: str) -> bool:
    """Whether a value begins or ends with a space, which no eye sees."""
    return value.strip(_SPACES) != value


def quoted(value: str, limit: int = 60) -> str:
    """A value as written, on one line, cut to ``limit`` characters, safe for a terminal."""
    shown = " ".join(value.split())
    if len(shown) > limit:
        shown = shown[: limit - 1] + "…"
    if spaced(value):  # shown as one space: it may be all that is wrong
        before, after = value[0] in _SPACES, value[-1] in _SPACES
        shown = " " * before + shown + " " * (after and bool(shown))
    return f"'{printable(shown)}'"


def render(problem: Problem) -> str:
    """One problem for a terminal, on two lines."""
    where = printable(str(problem.where))
    return (
        f"{where}: {problem.severity.value} {problem.code}: {printable(problem.what)}\n"
        f"    mend: {printable(problem.mend)}"
    )


def render_text(problems: Sequence[Problem]) -> str:
    """All problems for a terminal, one below the other."""
    return "\n".join(render(problem) for problem in problems)


def render_github(problems: Sequence[Problem]) -> str:
    """All problems as annotations of a pull request.

    Source:
        GitHub Docs, "Workflow commands for GitHub Actions": ``%``, CR and LF are escaped in
        the message, ``:`` and ``,`` in properties too, so that no value can begin a command.
    """
    kinds = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
    return "\n".join(_annotation(problem, kinds[problem.severity]) for problem in problems)


def _annotation(problem: Problem, kind: str) -> str:
    where = problem.where
    place = f"file={_property(printable(where.path))},line={where.line},col={where.column}"
    text = _message(printable(problem.what) + "\nmend: " + printable(problem.mend))
    return f"::{kind} {place},title={_property(problem.code)}::{text}"


def render_json(problems: Sequence[Problem]) -> str:
    """All problems in the rdjson form of reviewdog; the mend is the message's second line."""
    levels = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}
    diagnostics = [
        {
            "message": f"{printable(p.what)}\nmend: {printable(p.mend)}",
            "location": {
                "path": p.where.path,
                "range": {"start": {"line": p.where.line, "column": p.where.column}},
            },
            "severity": levels[p.severity],
            "code": {"value": p.code},
        }
        for p in problems
    ]
    report = {"source": {"name": "hub"}, "diagnostics": diagnostics}
    return json.dumps(report, indent=2)  # ASCII: a path may hold what no terminal should see


PRINTERS = {"text": render_text, "github": render_github, "json": render_json}


def count_line(problems: Sequence[Problem]) -> str:
    """The numbers of a report in words: "2 errors, 1 warning"."""
    counts = [
        (sum(p.severity is severity for p in problems), severity.value) for severity in Severity
    ]
    named = {"error": "error", "warning": "warning", "info": "note"}
    said = [f"{n} {named[word]}{'' if n == 1 else 's'}" for n, word in counts if n]
    return ", ".join(said) or "no problems"


def printable(text: str) -> str:
    """Text without control characters, so that a value cannot move a terminal's cursor."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
