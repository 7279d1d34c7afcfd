"""Lessons: a text of one or two pages, what to read, a task with one's own data, a question."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from resource_hub.pages import Links, Standing, standing_of
from resource_hub.problems import Location, Problem, did_you_mean, error, quoted, warning
from resource_hub.schema import Document

WORDS = (250, 400)  # fewest and most of a lesson's text
OPENING = "A good answer"


@dataclass(frozen=True, slots=True)
class Lesson(Standing):
    """One lesson.

    Args:
        id: Its name in its path; its file has the same name.
        path: The id of its path, which is the name of its folder.
        title: Plain text, like ``objective``.
        minutes: The time for its text, the reading, the task and the question together.
        objective: What the learner can do afterwards, an order without a full stop.
        readings: Names of what to read or use, such as ``guide:x``.
        do: The task, Markdown like the next two.
        check: A question to check understanding.
        feedback: What a good answer mentions.
        sources: Works that the lesson rests on.
        jurisdiction: The country whose law it speaks of; empty if it speaks of none.
        where: Its file.
    """

    id: str
    path: str
    title: str
    minutes: int
    objective: str
    readings: tuple[str, ...]
    do: str
    check: str
    feedback: str
    sources: tuple[str, ...]
    jurisdiction: str
    where: Location

    @property
    def url(self) -> str:
        """Its address from the site's root."""
        return f"academy/{self.path}/{self.id}/"


def read_lessons(
    documents: Iterable[Document], known: Links | None = None
) -> tuple[list[Lesson], list[Problem]]:
    """Read lessons and check what their schema cannot say.

    Args:
        documents: The files ``content/academy/<path>/<id>.md``, already checked by their schema.
        known: Title and address of whatever a lesson may name, such as ``guide:x``; without it
            the names are not checked here.

    Returns:
        A lesson for each document and problems A002, A006 and A007.
    """
    lessons: list[Lesson] = []
    problems: list[Problem] = []
    for document in documents:
        lessons.append(_lesson(document))
        problems += [*_check_readings(document, known), *_check_length(document)]
        problems += _check_feedback(document)
    return lessons, problems


def _lesson(document: Document) -> Lesson:
    plain, file = document.plain, PurePosixPath(document.source.path)
    return Lesson(
        id=file.stem,
        path=file.parent.name,
        title=plain["title"],
        minutes=plain["minutes"],
        objective=plain["objective"].rstrip("."),
        readings=tuple(plain["items"]),
        do=plain["do"],
        check=plain["check"],
        feedback=plain.get("feedback", ""),
        sources=tuple(plain["sources"]),
        jurisdiction=plain.get("jurisdiction", ""),
        **standing_of(plain),
        where=Location(document.source.path),
    )


def _check_readings(document: Document, known: Links | None) -> Iterator[Problem]:
    for place, name in enumerate(document.plain["items"]):
        if known is not None and name not in known:
            yield error(
                document.where("items", place),
                "A002",
                f"{quoted(name)} names nothing in the hub",
                did_you_mean(name, known) + "write the kind and the id of something that exists",
            )


def _check_length(document: Document) -> Iterator[Problem]:
    source, (least, most) = document.source, WORDS
    count = count_words(source.body)
    if least <= count <= most:
        return
    yield warning(
        source.place(source.body_start + len(source.body) - len(source.body.lstrip("\n"))),
        "A006",
        f"the text of the lesson has {count} words, {'fewer' if count < least else 'more'} than "
        f"{least if count < least else most}",
        f"add {least - count} or more: explain the idea, show how, name the usual mistake"
        if count < least
        else f"cut {count - most} or more, so that it can be read within its minutes",
    )


def _check_feedback(document: Document) -> Iterator[Problem]:
    feedback = document.plain.get("feedback", "")
    if feedback.startswith(OPENING):
        return
    yield error(
        document.where("feedback") if feedback else document.where_key("check"),
        "A007",
        "the feedback does not say what a good answer is"
        if feedback
        else "the question of the lesson has no feedback",
        f"begin 'feedback' with '{OPENING} mentions …'",
    )


_UNREAD = re.compile(r"<!--.*?-->|\s*\[[^\[\]]*@[^\[\]]*\]|(?<=\])\([^()\s]*\)", re.DOTALL)


def count_words(body: str) -> int:
    """Words that a reader of a Markdown text reads; citations and addresses of links are none."""
    return len(re.findall(r"\S*\w\S*", _UNREAD.sub("", body)))
