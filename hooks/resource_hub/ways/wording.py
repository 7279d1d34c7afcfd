"""Which words of the glossary explain a topic."""

import re
from collections.abc import Iterable, Mapping

from resource_hub.ways.entries import Entry


def terms_in(text: str, terms: Iterable[Entry]) -> list[Entry]:
    """The terms that a text uses by any of their names, in the order of their titles.

    Whole words count, with a plural "s" or not, with hyphens or spaces. Names with capital letters
    count as they are written: an idea is no IDEA.
    """
    return sorted((term for term in terms if _uses(text, term)), key=lambda t: t.title.casefold())


def topics_named(terms: Iterable[str], naming: Mapping[str, set[str]]) -> tuple[str, ...]:
    """The topics whose own names are among some terms.

    Args:
        terms: Titles of terms, such as those that a question is answered with.
        naming: The titles of the terms that stand in each topic's name, by topic.
    """
    asked = set(terms)
    return tuple(topic for topic, names in naming.items() if names & asked)


def _uses(text: str, term: Entry) -> bool:
    return any(_pattern(name).search(text) for name in term.names)


def _pattern(name: str) -> re.Pattern[str]:
    words = map(re.escape, re.split(r"[\s-]+", name.removesuffix("s")))
    flags = re.IGNORECASE if name.islower() else re.NOFLAG
    return re.compile(r"(?<![\w-])" + r"[\s-]+".join(words) + r"s?(?![\w-])", flags)
