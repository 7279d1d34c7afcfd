"""Learning paths: short lessons that lead from reading to a task with one's own data."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from resource_hub.pages import Crumb, HubPage, Links, Standing, standing_of
from resource_hub.problems import Location, Problem, did_you_mean, error, quoted, repeated
from resource_hub.schema import Document, misnamed

ICON = "school-outline"


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson; ``minutes`` is the time it takes, ``readings`` are names such as ``guide:x``."""

    id: str
    title: str
    minutes: int
    objective: str
    readings: tuple[str, ...]
    do: str
    check: str
    sources: tuple[str, ...]
    where: Location


@dataclass(frozen=True, slots=True)
class Path(Standing):
    """Lessons in order, for one level of the system."""

    id: str
    title: str
    description: str
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
    documents: Iterable[Document], known: Links | None = None
) -> tuple[list[Path], list[Problem]]:
    """Read learning paths and check what their schema cannot say.

    Args:
        documents: The files ``content/academy/<id>.yaml``, already checked by their schema.
        known: Title and address of whatever a lesson may name, such as ``guide:x``; without it
            the names are not checked here.

    Returns:
        A path for each document and problems A001 to A003.
    """
    paths: list[Path] = []
    problems: list[Problem] = []
    for document in documents:
        paths.append(_path(document))
        problems += misnamed(document, "A003")
        problems += _check_lessons(document, known)
    return paths, problems


def _path(document: Document) -> Path:
    plain = document.plain
    return Path(
        id=plain["id"],
        title=plain["title"],
        description=plain.get("description", ""),
        level=plain["level"],
        audience=tuple(plain["audience"]),
        prerequisites=tuple(plain.get("prerequisites", ())),
        **standing_of(plain),
        lessons=tuple(
            _lesson(lesson, document.where("lessons", place))
            for place, lesson in enumerate(plain["lessons"])
        ),
        where=document.where(),
    )


def _lesson(plain: Mapping[str, Any], where: Location) -> Lesson:
    return Lesson(
        id=plain["id"],
        title=plain["title"],
        minutes=plain["minutes"],
        objective=plain["objective"],
        readings=tuple(plain["items"]),
        do=plain["do"],
        check=plain["check"],
        sources=tuple(plain["sources"]),
        where=where,
    )


def _check_lessons(document: Document, known: Links | None) -> Iterator[Problem]:
    mend = "give this lesson another id, or delete one of the two"
    yield from repeated(document.ids("lessons"), "A001", "lesson", mend)
    for place, lesson in enumerate(document.plain["lessons"]):
        for at, name in enumerate(lesson["items"]):
            if known is not None and name not in known:
                yield error(
                    document.where("lessons", place, "items", at),
                    "A002",
                    f"{quoted(name)} names nothing in the hub",
                    did_you_mean(name, known)
                    + "write the kind and the id of something that exists",
                )


def academy_pages(paths: Iterable[Path], *, where: Location, titles: Links) -> list[HubPage]:
    """The list of paths at ``/academy/`` and a page for each path.

    Args:
        paths: Paths without problems.
        where: What an editor changes to change the list.
        titles: Title and address of whatever a lesson may name; a name it lacks is left out.
    """
    paths = list(paths)
    earlier = {path.id: (path.title, path.url) for path in paths}
    return [_index(paths, where), *(_page(path, earlier, titles) for path in paths)]


def _index(paths: list[Path], where: Location) -> HubPage:
    levels = ("school", "district", "state")
    return HubPage(
        url="academy/",
        kind="academy",
        title="Learning paths",
        origin=where,
        values={"paths": sorted(paths, key=lambda path: levels.index(path.level))},
        description="Short lessons for schools, districts and states, each with a task to do.",
        lead="Short lessons: something to read, a task with your own data, and a question.",
        kind_label="Learning paths",
        icon=ICON,
    )


def _page(path: Path, earlier: Links, titles: Links) -> HubPage:
    count = len(path.lessons)
    length = f"{count} lesson{'' if count == 1 else 's'}, {path.minutes} minutes"
    return HubPage(
        url=path.url,
        kind="path",
        title=path.title,
        origin=path.where,
        values={
            "path": path,
            "lessons": [
                (lesson, [titles[name] for name in lesson.readings if name in titles])
                for lesson in path.lessons
            ],
            "earlier": [earlier[name] for name in path.prerequisites if name in earlier],
        },
        description=path.description
        or f"A learning path for the {path.level} level: {length} in all.",
        lead=f"{length} in all. For the {path.level} level.",
        kind_label="Learning path",
        icon=ICON,
        crumbs=(Crumb("Learning paths", "academy/"),),
        facets={"audience": path.audience},
    )
