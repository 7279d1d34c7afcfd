"""Check an evidence summary for what its schema cannot say."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from resource_hub.evidence.agreement import check_agreement
from resource_hub.evidence.body import (
    CITATION,
    HEADINGS,
    JOINED,
    PARTS,
    Heading,
    headings_of,
    prose_of,
)
from resource_hub.evidence.figures import check_figures
from resource_hub.evidence.uncited import check_uncited
from resource_hub.problems import Location, Problem, did_you_mean, error, quoted
from resource_hub.schema import Document

BOTTOM_LINE_LIMIT = 60  # words


def check(document: Document) -> list[Problem]:
    """Problems E001 to E014 of one summary that fits its schema."""
    checks = (
        _check_file, _check_bottom_line, _check_ids, _check_headings, _check_marks,
        check_agreement, check_uncited, check_figures,
    )  # fmt: skip
    return [problem for one in checks for problem in one(document)]


def _check_file(document: Document) -> Iterator[Problem]:
    path = PurePosixPath(document.source.path)
    if path.parent.name != "evidence" or path.parent.parent.name not in ("content", ""):
        yield error(
            document.where("kind"),
            "E007",
            f"an evidence summary stands in {quoted(str(path.parent))}",
            f"move the file to content/evidence/{path.name}, or change its 'kind'",
        )
    elif path.stem == "index" or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.stem):
        yield error(
            Location(str(path)),
            "E007",
            f"the file name {quoted(path.name)} cannot be the address of a summary",
            "name it after its question in small letters, digits and single hyphens, "
            "such as does-mtss-work.md",
        )


def _check_bottom_line(document: Document) -> Iterator[Problem]:
    text = CITATION.sub("", document.plain["bottom_line"])
    count = len(re.findall(r"\S*\w\S*", text))
    if count > BOTTOM_LINE_LIMIT:
        yield error(
            document.where("bottom_line"),
            "E004",
            f"the bottom line has {count} words, more than {BOTTOM_LINE_LIMIT}",
            f"cut {count - BOTTOM_LINE_LIMIT} or more; details belong to the claims",
        )


def _check_ids(document: Document) -> Iterator[Problem]:
    ids = [claim["id"] for claim in document.plain["claims"]]
    taken = [int(id[1:]) for id in ids if re.fullmatch(r"c\d+", id)]
    for place, id in enumerate(ids):
        first = ids.index(id)
        if first < place:
            line = document.where("claims", first, "id").line
            yield error(
                document.where("claims", place, "id"),
                "E005",
                f"the claim id {quoted(id)} stands twice; the first is on line {line}",
                f"give this claim an id that none has had, such as c{max(taken, default=0) + 1}",
            )


def _check_headings(document: Document) -> Iterator[Problem]:
    headings = headings_of(document)
    known: list[Heading] = []
    for heading in headings:
        first = next((h for h in known if set(h.parts) & set(heading.parts)), None)
        if not heading.parts:
            yield _unknown_heading(document, heading)
        elif first:
            yield _heading_error(
                document,
                heading,
                f"the heading {quoted(heading.text)} repeats one on line {first.line}",
                "join the two sections under the first one",
            )
        else:
            known.append(heading)
    meant = [_meant(heading) for heading in headings if not heading.parts]
    yield from _missing_headings(document, known, meant)
    yield from _moved_headings(document, known)


def _heading_error(document: Document, heading: Heading, what: str, mend: str) -> Problem:
    return error(document.source.place(heading.offset), "E001", what, mend)


def _near(heading: Heading) -> str:
    return did_you_mean(heading.text, [*HEADINGS, *JOINED])


def _meant(heading: Heading) -> tuple[int, ...]:
    """The fixed headings that a misspelled one seems to stand for."""
    near = _near(heading).split("'")
    return PARTS[near[1].casefold()] if len(near) > 1 else ()


def _unknown_heading(document: Document, heading: Heading) -> Problem:
    near = _near(heading)
    order = "write it with ### below a fixed heading"
    return _heading_error(
        document,
        heading,
        f"{quoted(heading.text)} is not one of the fixed headings of a summary",
        f"{near}If not, {order}" if near else f"{order}: {', '.join(HEADINGS)}",
    )


def _missing_headings(
    document: Document, known: list[Heading], meant: list[tuple[int, ...]]
) -> Iterator[Problem]:
    source = document.source
    first_line = source.body_start + len(source.body) - len(source.body.lstrip("\n"))
    for number, name in enumerate(HEADINGS):
        if any(number in parts for parts in (*(h.parts for h in known), *meant)):
            continue
        above = [h for h in known if h.parts[-1] < number]
        place = f"below the section '## {above[-1].text}'" if above else "at the top of the text"
        yield error(
            source.place(first_line),
            "E001",
            f"the heading {quoted(name)} is missing",
            f"add the line '## {name}' {place}",
        )


def _moved_headings(document: Document, known: list[Heading]) -> Iterator[Problem]:
    # The longest run that is in order stays; only what breaks it is reported.
    runs: list[list[Heading]] = []
    for heading in known:
        shorter = [run for run in runs if run[-1].parts < heading.parts]
        runs.append([*max(shorter, key=len, default=[]), heading])
    kept = max(runs, key=len, default=[])
    for heading in known:
        if heading in kept:
            continue
        above = [h for h in kept if h.parts < heading.parts]
        place = f"below the section '## {above[-1].text}'" if above else "to the top of the text"
        yield _heading_error(
            document,
            heading,
            f"the heading {quoted(heading.text)} is out of order",
            f"move it with its text {place}",
        )


_MARK = re.compile(r"(?<!\\)\[([A-Za-z0-9-]+)\](?![(\[:])")
_LOOKS_LIKE_A_CLAIM = re.compile(r"[cC]\d+")


def _check_marks(document: Document) -> Iterator[Problem]:
    ids = list(dict.fromkeys(claim["id"] for claim in document.plain["claims"]))
    prose = prose_of(document.source.body)
    first, last = _span_of_claims(document)
    taken_up = set()
    for mark in _MARK.finditer(prose):
        id, offset = mark[1], document.source.body_start + mark.start()
        if id in ids:
            if first <= offset < last and _begins_paragraph(prose, mark.start()):
                taken_up.add(id)
        elif _LOOKS_LIKE_A_CLAIM.fullmatch(id):
            near = did_you_mean(id.lower(), ids)
            order = "add the claim to 'claims', or delete the mark"
            yield error(
                document.source.place(offset),
                "E003",
                f"{quoted(mark[0])} names no claim of this page",
                f"{near}If not, {order}" if near else order,
            )
    for id in ids:
        if id not in taken_up:
            place = next(n for n, c in enumerate(document.plain["claims"]) if c["id"] == id)
            yield error(
                document.where("claims", place, "id"),
                "E002",
                f"no paragraph under 'What we know' begins with [{id}]",
                f"begin the paragraph that says what the claim rests on with [{id}]",
            )


def _span_of_claims(document: Document) -> tuple[int, int]:
    """Where the sections on what we know begin and end; the whole body if there are none."""
    headings = headings_of(document)
    starts = [n for n, h in enumerate(headings) if {1, 2} & set(h.parts)]
    if not starts:
        return 0, len(document.source.text)
    after = headings[starts[-1] + 1 :]
    end = after[0].offset if after else len(document.source.text)
    return headings[starts[0]].offset, end


def _begins_paragraph(prose: str, at: int) -> bool:
    before, _, indent = prose[:at].rpartition("\n")
    above = before.rpartition("\n")[2].strip()
    return not indent.strip() and (not above or above.startswith("#"))
