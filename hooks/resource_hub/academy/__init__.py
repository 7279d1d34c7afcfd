"""The Leadership Academy: paths of short lessons, each with a task to do with one's own data."""

from resource_hub.academy.lessons import Lesson, read_lessons
from resource_hub.academy.paths import Path, read_paths
from resource_hub.academy.showing import Reading, academy_pages, length_of, lesson_page

__all__ = [
    "Lesson",
    "Path",
    "Reading",
    "academy_pages",
    "length_of",
    "lesson_page",
    "read_lessons",
    "read_paths",
]
