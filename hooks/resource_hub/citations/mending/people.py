"""Names of people."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from resource_hub.citations.mending.works import Item, Raw


def _people(item: Item) -> list[dict[str, str]]:
    return [
        name
        for people in item.values()
        if isinstance(people, list) and people and isinstance(people[0], dict)
        for name in people
    ]


def particles(item: Item, raw: Raw) -> None:
    """9.9: a particle such as "de" belongs to the surname, in the text and in the list."""
    for name in _people(item):
        if "dropping-particle" in name:
            name["non-dropping-particle"] = name.pop("dropping-particle")


def same_people(items: Sequence[Item]) -> None:
    """8.20: initials tell people apart, not two ways to write one name.

    All names that have the same surname and initials get the same given name, the longest.
    """
    spellings: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    names = [name for item in items for name in _people(item) if "given" in name]
    for name in names:
        spellings[_identity(name)].add(name["given"])
    for name in names:
        known = spellings[_identity(name)]
        if len(known) > 1:
            name["given"] = max(known, key=lambda given: (len(given), given))


def _identity(name: Mapping[str, str]) -> tuple[str, ...]:
    given = name.get("given", "")
    initials = "".join(part[0] for part in re.split(r"[\s.]+", given) if part)
    hyphens = "-".join(str(len(part.split("-"))) for part in given.split())
    own = (name.get(part, "") for part in ("family", "non-dropping-particle", "suffix"))
    return (*own, initials, hyphens if "-" in given else "")
