"""The pages of the Leadership Academy: its paths, their plans and records, their lessons."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from resource_hub.academy.lessons import Lesson
from resource_hub.academy.paths import Path
from resource_hub.pages import Crumb, HubPage, Links, counted
from resource_hub.problems import Location

ICON = "school-outline"
TITLE = "Leadership Academy"
LEVELS = ("school", "district", "state")
SCRIPTS = "assets/academy"

HOME = Crumb(TITLE, "academy/")


@dataclass(frozen=True, slots=True)
class Reading:
    """Something that a lesson asks to read or use.

    Args:
        title: Its title.
        url: Its address from the site's root.
        kind: What it is, in words.
        about: Its bottom line, or one sentence on what it is.
    """

    title: str
    url: str
    kind: str
    about: str


def academy_pages(paths: Iterable[Path], *, where: Location) -> list[HubPage]:
    """The page of all paths, and for each path its page, its plan and its record.

    Args:
        paths: Paths without problems.
        where: What an editor changes to change the list.
    """
    paths = sorted(paths, key=lambda path: LEVELS.index(path.level))
    earlier = {path.id: (path.title, path.url) for path in paths}
    pages = [_index(paths, where)]
    for path in paths:
        pages += [_page(path, earlier), _plan(path), _record(path)]
    return pages


def lesson_page(
    lesson: Lesson, html: str, *, path: Path, readings: Mapping[str, Reading]
) -> HubPage:
    """The page of one lesson.

    Args:
        lesson: A lesson of ``path``.
        html: Clean HTML of its text.
        path: The path it belongs to.
        readings: What lessons may name; a name that it lacks is left out.
    """
    number = path.lessons.index(lesson) + 1
    around = (None, *path.lessons, None)
    return HubPage(
        url=lesson.url,
        kind="lesson",
        title=lesson.title,
        origin=lesson.where,
        values={
            "lesson": lesson,
            "html": html,
            "path": path,
            "number": number,
            "before": around[number - 1],
            "after": around[number + 1],
            "readings": [readings[name] for name in lesson.readings if name in readings],
        },
        description=f"{lesson.objective}: a lesson of {lesson.minutes} minutes with a task to do "
        f"with your own data. {path.level.capitalize()} level.",
        lead=f"You will learn to {_inside(lesson.objective)}.",
        kind_label=f"Lesson {number} of {len(path.lessons)}",
        icon=ICON,
        crumbs=(HOME, Crumb(path.title, path.url)),
        cites=lesson.sources,
        scripts=(f"{SCRIPTS}/view.mjs",),
        facets={"audience": path.audience},
    )


def length_of(path: Path) -> str:
    """How long a path takes: "7 lessons, 96 minutes"."""
    return f"{counted(len(path.lessons), 'lesson')}, {path.minutes} minutes"


def each_of(path: Path) -> str:
    """How long its lessons take each: "12 to 15 minutes"."""
    least = min(lesson.minutes for lesson in path.lessons)
    most = max(lesson.minutes for lesson in path.lessons)
    return f"{most} minutes" if least == most else f"{least} to {most} minutes"


def by_role(paths: Sequence[Path]) -> list[tuple[str, list[Path]]]:
    """The paths for each role, those first that name the role first; roles in order of paths."""
    roles = dict.fromkeys(role for path in paths for role in path.audience)
    return [
        (role, sorted(_for(role, paths), key=lambda path: path.audience.index(role)))
        for role in roles
    ]


def _for(role: str, paths: Iterable[Path]) -> list[Path]:
    return [path for path in paths if role in path.audience]


def _inside(sentence: str) -> str:
    """A sentence as a part of another: its first word in small letters unless it is a name."""
    return sentence if sentence[1:2].isupper() else sentence[:1].lower() + sentence[1:]


def _index(paths: list[Path], where: Location) -> HubPage:
    return HubPage(
        url="academy/",
        kind="academy",
        title=TITLE,
        origin=where,
        values={
            "paths": [(path, length_of(path), each_of(path)) for path in paths],
            "roles": by_role(paths),
            "most": max(lesson.minutes for path in paths for lesson in path.lessons),
        },
        description="Short lessons for schools, districts and states, each with a task to do.",
        lead="Short lessons for schools, districts and states. Each has something to read, a task "
        "with your own data, and a question.",
        kind_label="Learn",
        icon=ICON,
        scripts=(f"{SCRIPTS}/view.mjs", f"{SCRIPTS}/picking.mjs"),
    )


def _page(path: Path, earlier: Links) -> HubPage:
    return HubPage(
        url=path.url,
        kind="path",
        title=path.title,
        origin=path.where,
        values={
            "path": path,
            "length": length_of(path),
            "earlier": [earlier[name] for name in path.prerequisites if name in earlier],
        },
        description=path.description
        or f"A learning path for the {path.level} level: {length_of(path)} in all.",
        lead=f"By the end you can {_inside(path.outcome)}.",
        kind_label=f"Learning path, {path.level} level",
        icon=ICON,
        crumbs=(HOME,),
        scripts=(f"{SCRIPTS}/view.mjs",),
        facets={"audience": path.audience},
    )


def _plan(path: Path) -> HubPage:
    return HubPage(
        url=f"{path.url}plan/",
        kind="academy-plan",
        title=f"Plan: {path.title}",
        origin=path.where,
        values={"path": path, "length": length_of(path)},
        description=f"One lesson a week of the path {path.title}: to print, or for a calendar.",
        lead="Choose the day on which the first week begins. The plan has one lesson a week.",
        kind_label="Plan for a cohort",
        icon=ICON,
        crumbs=(HOME, Crumb(path.title, path.url)),
        scripts=(f"{SCRIPTS}/planning.mjs",),
        searched=False,
    )


def _record(path: Path) -> HubPage:
    return HubPage(
        url=f"{path.url}record/",
        kind="academy-record",
        title=f"Record: {path.title}",
        origin=path.where,
        values={"path": path},
        description=f"A page to print, with the lessons of the path {path.title} you have done.",
        lead="A page to print. It lists what you marked as done in this browser.",
        kind_label="Record of lessons",
        icon=ICON,
        crumbs=(HOME, Crumb(path.title, path.url)),
        scripts=(f"{SCRIPTS}/record.mjs",),
        searched=False,
    )
