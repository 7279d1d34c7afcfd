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
from resource_hub.citations.repairs import repair_cite, repair_entry

_PLACEHOLDER = re.compile(r'<hub-cite data-raw="([^"]*)">\s*</hub-cite>')
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
    return Request(tuple(unescape(raw) for raw in _PLACEHOLDER.findall(html)), tuple(listed))


def put_in(html: str, answer: Answer, list_html: str) -> str:
    """The page with its citations in place of the placeholders, and its list where it belongs.

    Args:
        html: A body with placeholders.
        answer: The answer to ``request_of(html)``.
        list_html: The section with the reference list; goes where ``<hub-references>`` stands,
            else to the end of the body.
    """
    cites = iter(answer.cites)
    html = _PLACEHOLDER.sub(lambda _: next(cites), html)
    html, places = _LIST.subn(lambda _: list_html, html, count=1)
    return html if places else html + list_html


def resolve_pages(
    requests: Sequence[Request],
    items: Sequence[Mapping[str, Any]],
    *,
    style: str,
    key: str,
    run: Callable[[dict[str, Any]], list[dict[str, Any]]],
    known: Callable[[str], Any | None],
    keep: Callable[[str, Any], None],
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

    Returns:
        The answers, in order.
    """
    by_key = {item["id"]: json.dumps(item, sort_keys=True, ensure_ascii=False) for item in items}
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
    return [
        _answer(request, answers.get(digest, {}))
        for request, digest in zip(requests, digests, strict=True)
    ]


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


def _answer(request: Request, plain: Mapping[str, Any]) -> Answer:
    return Answer(
        tuple(
            _SPAN.sub('<span class="hub-cite">', repair_cite(html, narrative=raw.startswith("@")))
            for raw, html in zip(request.cites, plain.get("cites", ()), strict=False)
        ),
        tuple(
            (name, repair_entry(re.sub(r"^<p>|</p>$", "", html.strip())))
            for name, html in plain.get("entries", ())
        ),
    )
