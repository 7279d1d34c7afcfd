"""Put resolved citations into pages: placeholders out, citations and a reference list in."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from html import unescape
from itertools import islice
from typing import Any

from resource_hub.citations.extension import citekeys
from resource_hub.citations.forms import repair_cite, repair_entry
from resource_hub.citations.lettering import reletter
from resource_hub.citations.ordering import cluster_in_order, in_order

PLACEHOLDER = re.compile(r'<hub-cite data-raw="([^"]*)">\s*</hub-cite>')
_LINK = re.compile(r"</?a\b[^>]*>")
_LINK_OR_PLACEHOLDER = re.compile(f"{_LINK.pattern}|{PLACEHOLDER.pattern}")
_LIST = re.compile(r"<hub-references>\s*</hub-references>")


@dataclass(frozen=True, slots=True)
class Request:
    """What one page asks for: its citations as written, in order, and works listed uncited."""

    cites: tuple[str, ...]
    listed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.cites or self.listed)


@dataclass(frozen=True, slots=True)
class Answer:
    """A page's citations and its list of (citekey, entry), as HTML."""

    cites: tuple[str, ...] = ()
    entries: tuple[tuple[str, str], ...] = ()


def request_of(html: str, listed: Sequence[str] = ()) -> Request:
    """What a rendered page asks for."""
    return Request(tuple(unescape(raw) for raw in PLACEHOLDER.findall(html)), tuple(listed))


def put_in(html: str, answer: Answer, list_html: str) -> str:
    """The page with its citations in place of the placeholders, and its list where it belongs.

    Args:
        html: A body with placeholders.
        answer: The answer to ``request_of(html)``.
        list_html: The section with the reference list; goes where ``<hub-references>`` stands,
            else to the end of the body.
    """
    cites = iter(answer.cites)
    inside = 0

    def put(match: re.Match[str]) -> str:
        nonlocal inside
        if match[1] is None:
            inside += -1 if match[0].startswith("</") else 1
            return match[0]
        cite = next(cites)
        return _LINK.sub("", cite) if inside else cite  # links do not nest

    html = _LINK_OR_PLACEHOLDER.sub(put, html)
    html, places = _LIST.subn(lambda _: list_html, html, count=1)
    return html if places else html + list_html


_APA = re.compile(
    rb"<id>[^<]*/apa(?:-(?:single-spaced|with-abstract|annotated-bibliography))?</id>"
)


def is_apa(style: bytes) -> bool:
    """Whether a CSL file is of APA's seventh edition, whose rules :mod:`forms` completes."""
    return bool(_APA.search(style))


def resolve_pages(
    requests: Sequence[Request],
    items: Sequence[Mapping[str, Any]],
    *,
    style: str,
    key: str,
    run: Callable[[dict[str, Any]], list[dict[str, Any]]],
    known: Callable[[str], Any | None],
    keep: Callable[[str, Any], None],
    apa: bool = True,
) -> list[Answer]:
    """Answer many pages in one run of citeproc, taking from the cache what has not changed.

    Args:
        requests: One for each page.
        items: The works as repaired CSL-JSON.
        style: Path of the CSL file.
        key: Digest of all else that an answer depends on: style, script and program version.
        run: Runs a job; see :func:`resource_hub.citations.pandoc.resolve`.
        known: Looks up an answer by its digest.
        keep: Stores one.
        apa: Whether the style is one of APA, whose rules the finished text is mended by.

    Returns:
        The answers, in order.
    """
    by_key = {
        item["id"]: json.dumps(_guarded(item), sort_keys=True, ensure_ascii=False) for item in items
    }
    digests = [_digest(request, by_key, key) for request in requests]
    answers: dict[str, Any] = {
        digest: found for digest in set(digests) if (found := known(digest)) is not None
    }
    missing = {
        digest: request
        for digest, request in zip(digests, requests, strict=True)
        if digest not in answers and request
    }
    if missing:
        groups = together(missing, primary_names(items))
        job = {
            "style": style,
            "references": f"[{','.join(by_key.values())}]",
            "pages": [_joined([missing[digest] for digest in group]) for group in groups],
        }
        for group, joined in zip(groups, run(job), strict=True):
            for digest, answer in _parted([missing[d] for d in group], group, joined):
                answers[digest] = answer
                keep(digest, answer)
    plain = [
        _answer(request, answers.get(digest, {}))
        for request, digest in zip(requests, digests, strict=True)
    ]
    if not apa:
        return plain
    known_items = {item["id"]: item for item in items}
    return [
        _in_apa(request, answer, known_items)
        for request, answer in zip(requests, plain, strict=True)
    ]


_AND = "\ue010"  # an ampersand of a name's own, which stays one in a sentence


def _guarded(item: Mapping[str, Any]) -> dict[str, Any]:
    def guard(value: Any) -> Any:
        if isinstance(value, str):
            return value.replace("&", _AND)
        return [
            {
                part: text.replace("&", _AND) if part == "literal" else text
                for part, text in p.items()
            }
            for p in value
        ]

    named = {
        name
        for name, value in item.items()
        if name in ("title", "title-short", "publisher")
        or (isinstance(value, list) and value and isinstance(value[0], dict))
    }
    return {name: guard(value) if name in named else value for name, value in item.items()}


def primary_names(items: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The name that each work is cited by first: of its first author, else editor, else title."""
    names = {}
    for item in items:
        people = item.get("author") or item.get("editor") or [{}]
        first = people[0].get("family") or people[0].get("literal") or item.get("title", "")
        names[item["id"]] = first.casefold()
    return names


def together(requests: Mapping[str, Request], names: Mapping[str, str]) -> list[list[str]]:
    """Group pages that can be one document for citeproc and keep a page's own scope.

    Reading the style costs citeproc more than a page does. Years get a letter and names their
    initials only among works cited by the same name, so pages may share a document if of each
    name they cite the same works, or only one of them cites any.

    Args:
        requests: Pages by digest.
        names: Works' primary names, see :func:`primary_names`.

    Returns:
        Digests, group by group, each once.
    """
    groups: list[tuple[dict[str, frozenset[str]], list[str]]] = []
    for digest, request in requests.items():
        own: dict[str, set[str]] = {}
        for key in {*request.listed, *(k for raw in request.cites for k in citekeys(raw))}:
            own.setdefault(names.get(key, key), set()).add(key)
        works = {name: frozenset(keys) for name, keys in own.items()}
        for held, members in groups:
            if all(held.get(name, keys) == keys for name, keys in works.items()):
                held |= works
                members.append(digest)
                break
        else:
            groups.append((works, [digest]))
    return [members for _, members in groups]


def _joined(requests: Sequence[Request]) -> dict[str, list[str]]:
    return {
        "cites": [raw for request in requests for raw in request.cites],
        "listed": list(dict.fromkeys(key for request in requests for key in request.listed)),
    }


_CITED = re.compile(r'data-cites="([^"]*)"')


def _parted(
    requests: Sequence[Request], digests: Sequence[str], joined: Mapping[str, Any]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each page's share of a document's answer."""
    cites = iter(joined["cites"])
    for digest, request in zip(digests, requests, strict=True):
        own = list(islice(cites, len(request.cites)))
        keys = {*request.listed, *" ".join(_CITED.findall(" ".join(own))).split()}
        entries = [[key, html] for key, html in joined["entries"] if unescape(key) in keys]
        yield digest, {"cites": own, "entries": entries}


def _digest(request: Request, by_key: Mapping[str, str], key: str) -> str:
    asked = " ".join((*request.cites, *request.listed))
    works = [
        by_key[name] for name in sorted(set(re.findall(r"[\w:.+/-]+", asked))) if name in by_key
    ]
    told = json.dumps([key, request.cites, request.listed, works])
    return blake2b(told.encode(), digest_size=20).hexdigest()


_SPAN = re.compile(r'<span class="citation" data-cites="[^"]*">')


_JOINED = re.compile(rf"\)</span>{_SPAN.pattern}\(")  # "@a [p. 3; @b]", see resolve.lua
_INNER = re.compile(r"[;,] (\ue011|\ue012) ?")  # "[@a, as cited in @b]", see resolve.lua
_AS_IT_IS = re.compile(r'<span class="nocase">((?:(?!</?span).)*)</span>')


def _answer(request: Request, plain: Mapping[str, Any]) -> Answer:
    cites = (_JOINED.sub("; ", _own_marks_off(html)) for html in plain.get("cites", ()))
    entries = (
        (unescape(name), re.sub(r"^<p>|</p>$", "", _own_marks_off(html).strip()))
        for name, html in plain.get("entries", ())
    )
    return Answer(
        tuple(_SPAN.sub('<span class="hub-cite">', html) for html in cites),
        tuple((key, html) for key, html in entries if html),  # a talk is cited and not listed
    )


def _own_marks_off(html: str) -> str:
    html = _AS_IT_IS.sub(r"\1", html).replace(_AND, "&amp;")
    return _INNER.sub(lambda mark: ", " if mark[1] == "\ue011" else " ", html)


_NAMELESS = re.compile(r"(?<![^\s;\[])-@\{?([^\s;,\]{}]+)")


def _in_apa(request: Request, answer: Answer, items: Mapping[str, Mapping[str, Any]]) -> Answer:
    listed, cites = reletter(in_order(answer.entries, items), answer.cites, items)
    return Answer(
        tuple(
            cluster_in_order(
                repair_cite(html, narrative=raw.startswith("@"), nameless=_NAMELESS.findall(raw)),
                items,
            )
            for raw, html in zip(request.cites, cites, strict=True)
        ),
        tuple((key, repair_entry(html, items.get(key))) for key, html in listed),
    )
