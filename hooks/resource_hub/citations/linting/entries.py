"""Rules for an entry as a whole: its kind, its fields, the entries it takes fields from."""

import re
from collections.abc import Iterator

from resource_hub.citations.bibliography import Reference, parents
from resource_hub.citations.linting.words import instead_of, kinds, needs, words
from resource_hub.citations.values import Field
from resource_hub.problems import Problem, did_you_mean, error, quoted, warning

LEVELS = ("C", "P", "S", "K")
_EXAMPLES = {"year": "{2021}", "doi": "{10.…}", "url": "{https://…}"}


def check_entry(entry: Reference, known: set[str]) -> Iterator[Problem]:
    """B014 to B018 and B047."""
    wanted = needs(entry.kind)
    if wanted is None:
        yield _unknown_kind(entry)
    lost = [
        (name, key)
        for name in ("crossref", "xdata")
        for key in parents(entry, name)
        if key not in known
    ]
    for name, key in lost:
        yield _unknown_parent(entry, name, key, known)
    meant = {_meant(field.name) for field in entry.written if not _is_known(field.name)}
    for need in wanted or ():
        if not (lost or meant & {*need} or _is_met(entry, need)):
            yield _missing(entry, need)
    for field in entry.written:
        yield from _field(entry, field)


def _unknown_kind(entry: Reference) -> Problem:
    other = instead_of(re.sub(r"[\W_]", "", entry.kind))
    near = f"write '@{other}{{'" if other else _near_kind(entry.kind)
    return error(
        entry.where,
        "B014",
        f"the kind '@{entry.kind}' of {quoted(entry.key)} is not known, so its fields are misread",
        near,
    )


def _near_kind(kind: str) -> str:
    near = did_you_mean(kind, kinds())
    return (
        f"{near}If not, write '@misc{{'" if near else "write '@misc{', or a kind that fits better"
    )


def _is_met(entry: Reference, need: tuple[str, ...]) -> bool:
    """Whether a need is met; an empty field has a message of its own, so it counts here."""
    if entry.has(*need) or any(name in entry.fields for name in need):
        return True
    # APA 7, 9.29: a group that is the author is not named again as the publisher.
    return (
        "publisher" in need
        and "url" not in need
        and any(
            field.name in ("author", "editor") and field.text.startswith("{")
            for field in entry.written
        )
    )


def _missing(entry: Reference, need: tuple[str, ...]) -> Problem:
    first = need[0]
    named = " or ".join(filter(None, [", ".join(map(quoted, need[:-1])), quoted(need[-1])]))
    return warning(
        entry.where,
        "B015",
        f"the {entry.kind} {quoted(entry.key)} has no {named}",
        f"add a line '{first} = {_EXAMPLES.get(first, '{…}')},'",
    )


def _field(entry: Reference, field: Field) -> Iterator[Problem]:
    key, name = quoted(entry.key), field.name
    if name and not _is_known(name):
        near = _near(name)
        yield warning(
            field.where,
            "B016",
            f"the field {quoted(name)} of {key} is not known, so nothing reads it",
            f"{near}If not, delete it" if near else "delete it, or move its value to 'note'",
        )
    elif not field.text and name not in ("title", "year", "date"):
        yield warning(
            field.where,
            "B017",
            f"the field '{name}' of {key} is empty",
            "fill it in, or delete the line",
        )
    elif name == "confirmationlevel" and field.text and field.text not in LEVELS:
        yield error(
            field.where,
            "B047",
            f"the level of confirmation of {key} is {quoted(field.text)}",
            "write C (a page of the work shows it), P (in part), S (seen in other works only) "
            "or K (general knowledge)",
        )


def _near(name: str) -> str:
    return did_you_mean(name, words("shown") | words("silent") | words("own"))


def _meant(name: str) -> str:
    """The field that an unknown name probably means."""
    return _near(name).partition("'")[2].partition("'")[0]


def _is_known(name: str) -> bool:
    known = any(name in words(group) for group in ("shown", "silent", "own"))
    return known or name.startswith(("bdsk-", "mendeley-", "user", "verb", "list", "name"))


def _unknown_parent(entry: Reference, name: str, key: str, known: set[str]) -> Problem:
    where = next((field.where for field in entry.written if field.name == name), entry.where)
    near = did_you_mean(key, known)
    return error(
        where,
        "B018",
        f"the entry {quoted(entry.key)} takes fields from {quoted(key)}, which is not there",
        f"{near}If not, add the entry" if near else f"add the entry, or delete '{name}'",
    )
