"""Show works and citations outside a build, as the site would write them."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from resource_hub.citations.extension import citekeys
from resource_hub.citations.resolving import Answer, Request, put_in, request_of

Resolve = Callable[[Sequence[Request]], Sequence[Answer]]

_BETWEEN = "<!--next paragraph-->"  # cleaned HTML has no comments of its own


@dataclass(frozen=True, slots=True)
class Work:
    """A work as it is listed and as it is cited, in HTML."""

    key: str
    entry: str
    parenthetical: str
    narrative: str


def show_works(keys: Sequence[str], resolve: Resolve) -> list[Work]:
    """The entry and both forms of citation of each work, each as if it were cited alone.

    Args:
        keys: Citekeys that exist.
        resolve: Answers requests; a page each.
    """
    answers = resolve([Request((f"[@{{{key}}}]", f"@{{{key}}}")) for key in keys])
    return [
        Work(key, dict(answer.entries)[key], *(without_links(html) for html in answer.cites))
        for key, answer in zip(keys, answers, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Case:
    """Paragraphs of a page, rendered, with placeholders; or what is wrong with the case."""

    name: str
    html: str = ""
    fault: str = ""


def read_case(plain: Any, render: Callable[[str], str], known: Mapping[str, Any]) -> Case:
    """One case of ``hub cite --cases``.

    Args:
        plain: What JSON gave; a mapping with ``id`` and ``cite``, a list of paragraphs.
        render: Turns a paragraph into HTML with placeholders.
        known: Works by citekey.
    """
    name = str(plain.get("id", "")) if isinstance(plain, dict) else ""
    paragraphs = plain.get("cite") if isinstance(plain, dict) else None
    if not isinstance(paragraphs, list) or not all(isinstance(p, str) for p in paragraphs):
        return Case(name, fault="a case is {'id': …, 'cite': [paragraphs]}")
    html = _BETWEEN.join(render(paragraph) for paragraph in paragraphs)
    wanted = [key for raw in request_of(html).cites for key in citekeys(raw)]
    missing = [key for key in dict.fromkeys(wanted) if key not in known]
    if missing:
        return Case(name, fault=f"no such work: {', '.join(missing)}")
    return Case(name, html)


def show_cases(cases: Sequence[Case], resolve: Resolve) -> dict[str, dict[str, Any]]:
    """All cases with their citations resolved, each a page of its own.

    Args:
        cases: As :func:`read_case` gives them.
        resolve: Answers requests; raises if it cannot answer one of them.

    Returns:
        By name ``in_text`` (paragraphs) and ``references`` (pairs of citekey and entry), or
        ``error``. A case that cannot be answered costs no other case its answer.
    """
    sound = [case for case in cases if not case.fault]
    answers = _answers(sound, resolve)
    shown: dict[str, dict[str, Any]] = {}
    for case in cases:
        answer = case.fault or answers[case.name]
        shown[case.name] = {"error": answer} if isinstance(answer, str) else _shown(case, answer)
    return shown


def _answers(cases: Sequence[Case], resolve: Resolve) -> dict[str, Answer | str]:
    requests = [request_of(case.html) for case in cases]
    names = [case.name for case in cases]
    try:
        return dict(zip(names, resolve(requests), strict=True))
    except Exception:
        return {
            name: _alone(request, resolve) for name, request in zip(names, requests, strict=True)
        }


def _alone(request: Request, resolve: Resolve) -> Answer | str:
    try:
        (answer,) = resolve([request])
    except Exception as fault:
        return str(fault) or type(fault).__name__
    return answer


def _shown(case: Case, answer: Answer) -> dict[str, Any]:
    paragraphs = put_in(case.html, answer, "").split(_BETWEEN) if case.html else []
    return {"in_text": paragraphs, "references": [[key, html] for key, html in answer.entries]}


def print_text(works: Sequence[Work]) -> str:
    """Works for a terminal."""
    return "\n".join(
        f"{work.key}\n"
        f"    entry          {as_text(work.entry)}\n"
        f"    in brackets    {as_text(work.parenthetical)}\n"
        f"    in a sentence  {as_text(work.narrative)}"
        for work in works
    )


def print_html(works: Sequence[Work]) -> str:
    """Works as HTML: a paragraph for the entry, one for each form of citation."""
    return "\n".join(
        f"<p>{part}</p>"
        for work in works
        for part in (work.entry, work.parenthetical, work.narrative)
    )


def print_json(works: Sequence[Work]) -> str:
    """Works as JSON, by citekey; texts are HTML."""
    shown = {
        work.key: {
            "entry": work.entry,
            "parenthetical": work.parenthetical,
            "narrative": work.narrative,
        }
        for work in works
    }
    return json.dumps(shown, ensure_ascii=False, indent=2)


PRINTERS = {"text": print_text, "html": print_html, "json": print_json}


def without_links(html: str) -> str:
    """HTML without its links and spans."""
    return re.sub(r"</?(?:a|span)\b[^>]*>", "", html)


def as_text(html: str) -> str:
    """HTML as plain text on one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())
