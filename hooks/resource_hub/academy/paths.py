"""Learning paths: lessons in order, for one level of the system."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from resource_hub.academy.lessons import Lesson
from resource_hub.pages import Standing, standing_of
from resource_hub.problems import Location, Problem, did_you_mean, error, quoted, repeated
from resource_hub.schema import Document, misnamed

FOLDER = "content/academy"


@dataclass(frozen=True, slots=True)
class Path(Standing):
    """Lessons in order, for one level of the system; ``outcome`` is what they lead to."""

    id: str
    title: str
    description: str
    outcome: str
    level: str
    audience: tuple[str, ...]
    prerequisites: tuple[str, ...]
    lessons: tuple[Lesson, ...]
    where: Location

    @property
    def url(self) -> str:
        """Its address from the site's root."""
        return f"academy/{self.id}/"

    @property
    def minutes(self) -> int:
        """The time of all lessons together."""
        return sum(lesson.minutes for lesson in self.lessons)


def read_paths(
    documents: Sequence[Document], lessons: Iterable[Lesson], files: Collection[str]
) -> tuple[list[Path], list[Problem]]:
    """Read learning paths and check what their schema cannot say.

    Args:
        documents: The files ``content/academy/<id>.yaml``, already checked by their schema.
        lessons: Every lesson of every path.
        files: Names of all files of paths and lessons, those with errors included, so that a
            broken file is not reported again by those that name it.

    Returns:
        A path for each document and problems A001, A003 to A005 and A008.
    """
    lessons = list(lessons)
    by_place = {(lesson.path, lesson.id): lesson for lesson in lessons}
    paths = [_path(document, by_place) for document in documents]
    problems: list[Problem] = []
    mend = "delete one of the two, or name another lesson"
    for document in documents:
        problems += misnamed(document, "A003")
        problems += repeated(_names(document), "A001", "lesson", mend)
        problems += _check_named(document, files)
    problems += _check_unnamed(documents, lessons, files)
    problems += _check_order(documents)
    return paths, problems


def _path(document: Document, lessons: Mapping[tuple[str, str], Lesson]) -> Path:
    plain = document.plain
    folder = _stem(document.source.path)
    named = ((folder, name) for name in plain["lessons"])
    return Path(
        id=plain["id"],
        title=plain["title"],
        description=plain.get("description", ""),
        outcome=plain["outcome"].rstrip("."),
        level=plain["level"],
        audience=tuple(plain["audience"]),
        prerequisites=tuple(plain.get("prerequisites", ())),
        **standing_of(plain),
        lessons=tuple(lessons[place] for place in named if place in lessons),
        where=document.where(),
    )


def _names(document: Document) -> Iterator[tuple[str, Location]]:
    for place, name in enumerate(document.plain["lessons"]):
        yield name, document.where("lessons", place)


def _file_of(path: str, lesson: str) -> str:
    return f"{FOLDER}/{path}/{lesson}.md"


def _check_named(document: Document, files: Collection[str]) -> Iterator[Problem]:
    path = _stem(document.source.path)
    there = [PurePosixPath(file).stem for file in files if file == _file_of(path, _stem(file))]
    for name, where in _names(document):
        if _file_of(path, name) not in files:
            yield error(
                where,
                "A004",
                f"the lesson {quoted(name)} has no file",
                did_you_mean(name, there)
                + f"write it as {_file_of(path, name)} with 'kind: lesson', or delete its name",
            )


def _stem(file: str) -> str:
    return PurePosixPath(file).stem


def _check_unnamed(
    documents: Iterable[Document], lessons: Iterable[Lesson], files: Collection[str]
) -> Iterator[Problem]:
    named = {_stem(d.source.path): d.plain["lessons"] for d in documents}
    for lesson in lessons:
        file = f"{FOLDER}/{lesson.path}.yaml"
        if lesson.path in named and lesson.id not in named[lesson.path]:
            order = f"add {quoted(lesson.id)} to the 'lessons' of {file}, or delete the file"
        elif lesson.path not in named and file not in files:
            order = f"move it to the folder of its path, or write the path {file}"
        else:
            continue
        said = f"no learning path names the lesson {quoted(lesson.id)}"
        yield error(lesson.where, "A005", said, order)


def _check_order(documents: Iterable[Document]) -> Iterator[Problem]:
    """A008 once for each circle of paths that are to be taken before one another."""
    earlier = {d.plain["id"]: tuple(d.plain.get("prerequisites", ())) for d in documents}
    told: set[frozenset[str]] = set()
    for document in documents:
        circle = _circle(document.plain["id"], earlier)
        if circle and frozenset(circle) not in told:
            told.add(frozenset(circle))
            yield error(
                document.where_key("prerequisites"),
                "A008",
                f"the path comes before itself: {' needs '.join([*circle, circle[0]])}",
                "delete one of these from its 'prerequisites'",
            )


def _circle(start: str, earlier: Mapping[str, tuple[str, ...]]) -> list[str]:
    """A way of prerequisites from a path back to itself; empty if there is none."""
    ways = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for name in earlier.get(way[-1], ()):
            if name == start:
                return way
            if name not in seen:
                seen.add(name)
                ways.append([*way, name])
    return []
