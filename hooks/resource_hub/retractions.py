"""Corrections and retractions: stored notices about works, and all that rests on such a work.

Nothing is looked up: what ``content/retractions.yaml`` does not say is not known.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from resource_hub.dates import parse_date, say_date
from resource_hub.problems import Location, Problem, error, notice, quoted, warning
from resource_hub.schema import Document

# From the gravest: what a notice says of its work, by kind; how it is drawn; its name.
KINDS = {
    "retraction": ("was retracted on", "stop", "Retracted"),
    "withdrawn-guideline": ("was withdrawn on", "stop", "Withdrawn"),
    "expression-of-concern": ("was put in doubt on", "due", "Expression of concern"),
    "correction": ("was corrected on", "", "Corrected"),
}


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice about one work.

    Args:
        kind: retraction, withdrawn-guideline, expression-of-concern or correction.
        date: The day it was published, ISO 8601.
        address: Where it can be read.
        source: Where it was found.
        note: What it says, for readers; may be empty.
        keys: Citekeys of the work: more than one if references.bib holds it more than once.
        where: The place of the entry.
    """

    kind: str
    date: str
    address: str
    source: str
    note: str
    keys: tuple[str, ...]
    where: Location

    @property
    def said(self) -> str:
        """What is to be said of the work: "was retracted on 14 March 2026"."""
        return f"{KINDS[self.kind][0]} {_day(self.date)}"

    @property
    def tone(self) -> str:
        """How it is drawn: stop, due, or nothing for a plain one."""
        return KINDS[self.kind][1]

    @property
    def title(self) -> str:
        """Its kind in a word or two, for the head of a banner."""
        return KINDS[self.kind][2]

    @property
    def label(self) -> str:
        """The notice as a tag: "Retracted on 14 March 2026"."""
        joint = ", " if self.kind == "expression-of-concern" else " on "
        return f"{self.title}{joint}{_day(self.date)}"

    @property
    def gravity(self) -> int:
        """Its place among the kinds, 0 for the gravest."""
        return list(KINDS).index(self.kind)

    @property
    def tag(self) -> Markup:
        """The notice as a tag of a page."""
        tone = f" hub-tag--{self.tone}" if self.tone else ""
        return Markup('<span class="hub-tag{}" data-noscore>{}</span>').format(tone, self.label)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that rests on a work or cites it.

    Args:
        key: The citekey.
        where: Where the key stands.
        owner: Whose place it is, such as "the claim 'c3'".
        relation: "rests on" or "is disputed by" for a list of sources, "cites" for a text.
    """

    key: str
    where: Location
    owner: str
    relation: str


def read_notices(
    documents: Iterable[Document], dois: Mapping[str, str]
) -> tuple[list[Notice], list[Problem]]:
    """Read ``content/retractions.yaml``, already checked by its schema.

    Args:
        documents: The file, if there is one.
        dois: DOI, as written or empty, of each work by citekey.

    Returns:
        The notices whose work is known, and problems N001 to N003.
    """
    known: dict[str, list[str]] = {}
    for key, doi in dois.items():
        if doi:
            known.setdefault(plain_doi(doi), []).append(key)
    notices: list[Notice] = []
    problems: list[Problem] = []
    for document in documents:
        for place, plain in enumerate(document.plain["notices"]):
            keys, found = _works(document, place, known)
            problems += found
            one = _notice(plain, keys, document.where("notices", place))
            problems += _check_twin(one, notices)
            if keys:
                notices.append(one)
    return notices, problems


def plain_doi(written: str) -> str:
    """A DOI without resolver, in small letters: capital letters mean the same.

    Source:
        DOI Handbook, 2.4 "Case sensitivity".
    """
    return re.sub(r"^(?:https?://)?(?:dx\.)?doi\.org/|^doi:\s*", "", written.strip().lower())


def by_work(notices: Iterable[Notice]) -> dict[str, list[Notice]]:
    """Notices by citekey: the gravest first, of equals the newest."""
    newest_first = sorted(notices, key=lambda one: one.date, reverse=True)
    found: dict[str, list[Notice]] = {}
    for one in sorted(newest_first, key=lambda one: one.gravity):
        for key in one.keys:
            found.setdefault(key, []).append(one)
    return found


def check_mentions(
    mentions: Iterable[Mention], notices: Mapping[str, list[Notice]]
) -> list[Problem]:
    """Problems N004 to N006 of what rests on works that notices speak of.

    Args:
        mentions: Every place that names a work.
        notices: Notices by citekey, the gravest first; only the first of a work is told.

    Returns:
        A warning for each list of sources with a work that was retracted, withdrawn or put in
        doubt; a note for each with a corrected one; a note for each text that cites a retracted
        work in a file whose lists do not name it.
    """
    touched = [(one, notices[one.key][0]) for one in mentions if one.key in notices]
    listed = {(one.where.path, one.key) for one, _ in touched if one.relation != "cites"}
    problems = []
    for one, told in touched:
        if one.relation != "cites":
            problems.append(_resting(one, told))
        elif told.tone and (one.where.path, one.key) not in listed:
            problems.append(_cited(one, told))
    return problems


def _resting(one: Mention, told: Notice) -> Problem:
    what = f"{one.owner} {one.relation} {quoted(one.key)}, which {told.said}"
    if not told.tone:
        mend = f"compare what is said with the notice, {told.address}"
        return notice(one.where, "N005", what, mend)
    mend = f"read the notice, {told.address}; name another work, or take back what rests on it"
    return warning(one.where, "N004", what, mend)


def _cited(one: Mention, told: Notice) -> Problem:
    return notice(
        one.where,
        "N006",
        f"{one.owner} cites {quoted(one.key)}, which {told.said}",
        "say so in the sentence, or cite another work",
    )


def _notice(plain: Mapping[str, Any], keys: tuple[str, ...], where: Location) -> Notice:
    return Notice(
        kind=plain["kind"],
        date=plain["date"],
        address=plain["notice"],
        source=plain["source"],
        note=plain.get("note", ""),
        keys=keys,
        where=where,
    )


def _works(
    document: Document, place: int, known: Mapping[str, list[str]]
) -> tuple[tuple[str, ...], list[Problem]]:
    """The citekeys of a notice's work; a citekey that is unknown is told where all are (C001)."""
    plain = document.plain["notices"][place]
    doi, key = plain.get("doi", ""), plain.get("citekey", "")
    if not doi:
        return (key,), []
    found = tuple(known.get(plain_doi(doi), ()))
    if not found:
        return ((key,) if key else ()), [
            error(
                document.where("notices", place, "doi"),
                "N001",
                f"no work in references.bib has the DOI {quoted(doi)}",
                "correct the DOI here or in references.bib, or delete the notice",
            )
        ]
    if key and key not in found:
        return found, [
            error(
                document.where("notices", place, "citekey"),
                "N002",
                f"{quoted(key)} is not the work with the DOI {quoted(doi)}: that is "
                f"{' and '.join(quoted(other) for other in found)}",
                "delete the one that is wrong",
            )
        ]
    return found, []


def _check_twin(one: Notice, above: Iterable[Notice]) -> Iterator[Problem]:
    same = [
        other
        for other in above
        if other.keys == one.keys and (other.kind, other.date) == (one.kind, one.date)
    ]
    if same:
        yield error(
            one.where,
            "N003",
            f"the {one.kind} of {quoted(one.keys[0])} on {_day(one.date)} stands twice; the first "
            f"is on line {same[0].where.line}",
            "delete one of the two",
        )


def _day(written: str) -> str:
    day = parse_date(written)
    return say_date(day) if day else written
