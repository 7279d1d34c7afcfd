"""Statements of law: each says of which country, because other countries have other rules."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from resource_hub.problems import Location, Problem, error, quoted
from resource_hub.schema import Document

Cited = Callable[[str], Iterable[str]]  # the citekeys in a Markdown text

# Kind of a file -> what holds the parts that state things, and what such a part is called; "" is
# the file as a list of them, "." the whole file with its text.
PARTS = {
    "evidence-summary": {"claims": "claim"},
    "guide": {"nodes": "question", "outcomes": "outcome"},
    "timeline": {"": "entry"},
    "faq": {"": "question"},
    "glossary": {"": "term"},
    "lesson": {".": "lesson"},
}

_TEXTS = (
    "title",
    "text",
    "definition",
    "question",
    "answer",
    "ask",
    "why",
    "do",
    "check",
    "feedback",
)
_LAW = re.compile(r"\b(laws?|legal\w*|statutes?|statutory|regulations?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """A part of a file that may state law.

    Args:
        name: What it is called, such as ``the claim 'c2'``.
        where: Its first line.
        text: All that readers read of it.
        declared: Whether its file says that it is law.
        sources: Citekeys of the works it rests on, without locators.
        jurisdiction: The country it names; empty if it names none.
    """

    name: str
    where: Location
    text: str
    declared: bool
    sources: tuple[str, ...]
    jurisdiction: str


def statements_in(kind: str, document: Document, cited: Cited) -> Iterator[Statement]:
    """The parts of a file that may state law; none for kinds that :data:`PARTS` does not name."""
    for key, called in PARTS.get(kind, {}).items():
        if key == ".":
            name = f"the {called} {quoted(PurePosixPath(document.source.path).stem)}"
            whole = {**document.plain, "text": document.source.body}
            yield _statement(name, document.where(), whole, {}, cited)
            continue
        rows = document.plain[key] if key else document.plain
        path = (key,) if key else ()
        named = rows.items() if isinstance(rows, Mapping) else enumerate(rows)
        for place, plain in named:
            yield _statement(
                f"the {called} {quoted(str(plain.get('id', place)))}",
                document.where_key(*path, place),
                plain,
                document.plain if isinstance(document.plain, Mapping) else {},
                cited,
            )


def statement_of_page(called: str, name: str, document: Document, cited: Cited) -> Statement:
    """A page of Markdown as one statement; its front matter and its text may both state law."""
    plain = document.plain
    texts = "\n".join(str(plain.get(key, "")) for key in ("do", "check", "feedback"))
    whole = {**plain, "text": f"{document.source.body}\n{texts}"}
    return _statement(f"the {called} {quoted(name)}", document.where(), whole, {}, cited)


def _statement(
    name: str, where: Location, plain: Mapping[str, Any], whole: Mapping[str, Any], cited: Cited
) -> Statement:
    text = "\n".join(str(plain.get(key, "")) for key in _TEXTS)
    named = (source.partition(",")[0].strip() for source in plain.get("sources", ()))
    said = {plain.get("certainty"), plain.get("area")}
    return Statement(
        name,
        where,
        text,
        declared="law" in said or bool(_LAW.search(plain.get("strength", ""))),
        sources=tuple(dict.fromkeys((*named, *cited(text)))),
        jurisdiction=plain.get("jurisdiction", "") or whole.get("jurisdiction", ""),
    )


def states_law(statement: Statement, laws: Collection[str]) -> bool:
    """Whether a statement is one of law.

    It is if its file says so, if it rests on works of law alone, or if it rests on one and speaks
    of law. A definition that merely names an act among its sources is not.
    """
    on_laws = [source in laws for source in statement.sources]
    spoken = any(on_laws) and bool(_LAW.search(statement.text))
    return statement.declared or spoken or (bool(on_laws) and all(on_laws))


def check_law(statements: Iterable[Statement], laws: Collection[str]) -> Iterator[Problem]:
    """J001 for each statement of law without its country.

    Args:
        statements: The parts of files that may state law.
        laws: Citekeys of works that are law or official guidance on it.
    """
    for statement in statements:
        if not statement.jurisdiction and states_law(statement, laws):
            yield error(
                statement.where,
                "J001",
                f"{statement.name} states law, but not of which country",
                "add a line 'jurisdiction: US', with the ISO code of the country",
            )
