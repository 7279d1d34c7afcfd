"""Rules for lists of names: who is parted from whom, and who is a group."""

import re
from collections.abc import Iterator

from resource_hub.citations.bibliography import Reference
from resource_hub.citations.linting.words import words
from resource_hub.citations.values import Field
from resource_hub.problems import Problem, error, quoted, warning

ROLES = frozenset({
    "author", "editor", "editora", "editorb", "editorc", "translator", "annotator", "commentator",
    "introduction", "foreword", "afterword", "holder", "bookauthor", "director", "shortauthor",
    "shorteditor",
})  # fmt: skip
_AND = re.compile(r"\s+and\s+")
_MASK = re.compile(r"\{[^{}]*\}")
_SUFFIX = re.compile(r"(?:Jr|Sr|Jnr|Snr)\.?|[IVX]{2,4}|2nd|3rd|4th|V")
_DEGREE = re.compile(r"(?:Ph\.?\s?D|Ed\.?\s?D|Psy\.?\s?D|M\.?\s?Ed|M\.?\s?Sc|D\.?\s?Phil|Esq)\.?")
_ROLE = re.compile(r"\((?:eds?|hrsg|trans|comps?)\.?\)|\b(?:dr|prof|professor)\.?\s", re.IGNORECASE)
_INITIALS = r"(?:[A-Z]\.?[\s-]?)+"


def check_field(entry: Reference, field: Field) -> Iterator[Problem]:
    """B040 to B045 for a field that names persons or groups; one message for a name."""
    if field.name not in ROLES:
        return
    key, seen = quoted(entry.key), set()
    for problem in _problems(key, field):
        if problem.code not in seen:
            seen.add(problem.code)
            yield problem


def _problems(key: str, field: Field) -> Iterator[Problem]:
    if re.match(r"and\s", field.text) or re.search(r"\sand$|\sand\s+and\s", field.text):
        yield _name_error(
            field, f"'{field.name}' of {key} has an 'and' with no name on one side",
            "delete the 'and', or add the name",
        )  # fmt: skip
        return
    for name in split_names(field.text):
        problem = _name(key, field, name)
        if problem:
            yield problem


def split_names(text: str) -> list[str]:
    """Names as BibTeX parts them: at each "and" outside braces."""
    masked = _masked(text)
    names, start = [], 0
    for match in _AND.finditer(masked):
        names.append(text[start : match.start()].strip())
        start = match.end()
    return [*names, text[start:].strip()]


def _masked(text: str) -> str:
    """The text with what stands in braces, and all escapes, made letters of no meaning."""
    masked = re.sub(r"\\[^A-Za-z{}]", lambda m: "x&" if m[0] == "\\&" else "xx", text)
    while (inner := _MASK.search(masked)) is not None:
        masked = masked[: inner.start()] + "x" * len(inner[0]) + masked[inner.end() :]
    return masked


def _name(key: str, field: Field, name: str) -> Problem | None:
    masked = _masked(name)
    if "=" in masked or set(masked) <= {"x"}:  # biblatex's family=…, or a group in braces
        return None
    if masked == "others":
        return warning(
            field.where,
            "B040",
            f"'{field.name}' of {key} ends in 'and others'",
            "write all names; the style shortens long lists by itself",
        )
    if re.search(r"\bet\.?\s+al\b", masked):
        return error(
            field.where,
            "B042",
            f"'{field.name}' of {key} takes 'et al.' for a name: {quoted(name)}",
            "write all names, with 'and' between them; the style shortens long lists by itself",
        )
    parts = [part.strip() for part in _split(masked, name)]
    return (
        _unparted(key, field, name, masked, parts)
        or _with_more(key, field, name, parts)
        or _group(key, field, name, masked, parts)
        or _initials(key, field, name, parts)
    )


def _split(masked: str, name: str) -> list[str]:
    """The parts of a name between commas outside braces."""
    places = [place for place, letter in enumerate(masked) if letter == ","]
    starts, ends = [0, *(place + 1 for place in places)], [*places, len(name)]
    return [name[a:b] for a, b in zip(starts, ends, strict=True)]


def _unparted(key: str, field: Field, name: str, masked: str, parts: list[str]) -> Problem | None:
    several = re.search(r";|&|\s(?:AND|And|y|und|et)\s+(?=[A-Z])|\sand(?=[A-Z])", masked)
    commas = len(parts) > 3 or (
        len(parts) == 3 and not any(_is_addition(part) for part in parts[1:])
    )
    if not (several or commas):
        return None
    better = " and ".join(_pairs(name)) or "Fuchs, Douglas and Fuchs, Lynn S."
    sign = several[0].strip() if several else "a comma"
    return error(
        field.where,
        "B041",
        f"names in '{field.name}' of {key} are parted by {sign}: {quoted(name)}",
        f"write 'and' between all names: '{better}'; put braces around the name of a group",
    )


def _is_addition(part: str) -> bool:
    return bool(_SUFFIX.fullmatch(part) or _DEGREE.fullmatch(part))


def _pairs(text: str) -> list[str]:
    """Names of a list in the form "Last, F., Last, F."; none if it has another form."""
    chunks = re.split(r"\s*(?:;|\\?&)\s*|\s+(?:AND|And)\s+", text)
    if all(chunk.count(",") == 1 for chunk in chunks):
        return chunks if len(chunks) > 1 else []
    parts = [part.strip() for part in re.split(r",|;|\\?&", text) if part.strip()]
    last, first = parts[::2], parts[1::2]
    if len(last) != len(first) or not all(re.fullmatch(_INITIALS, one + " ") for one in first):
        return []
    return [f"{a}, {b}" for a, b in zip(last, first, strict=True)]


def _with_more(key: str, field: Field, name: str, parts: list[str]) -> Problem | None:
    tail = parts[-1]
    if len(parts) == 3 and _SUFFIX.fullmatch(tail) and not _SUFFIX.fullmatch(parts[1]):
        better = f"{parts[0]}, {tail}, {parts[1]}"
        return _name_error(
            field, f"in {quoted(name)} of {key} the suffix stands last, so it becomes the "
            "given name", f"write '{better}'",
        )  # fmt: skip
    if (
        len(parts) > 1
        and _DEGREE.fullmatch(tail)
        and not (
            len(parts) == 2 and re.fullmatch(r"[A-Z]{2,3}", tail)  # "Smith, MD" may be initials
        )
    ):
        rest = ", ".join(parts[:-1])
        return _name_error(
            field, f"{quoted(name)} of {key} holds a degree", f"write '{rest}'"
        )  # fmt: skip
    role = _ROLE.search(name)
    if role:
        bare = " ".join(_ROLE.sub(" ", name).split()).strip(" ,")
        mend = f"write '{bare}'" + ("; editors stand in 'editor'" if "(" in role[0] else "")
        return _name_error(field, f"{quoted(name)} of {key} holds more than a name", mend)
    short = re.fullmatch(r"([A-Z][\w'’-]*[a-z]) ([A-Z]{1,3})", name)
    if short and not _SUFFIX.fullmatch(short[2]):
        better = f"{short[1]}, {' '.join(f'{letter}.' for letter in short[2])}"
        return _name_error(
            field, f"in {quoted(name)} of {key} the initials stand last, so they become the "
            "surname", f"write '{better}'",
        )  # fmt: skip
    return None


def _group(key: str, field: Field, name: str, masked: str, parts: list[str]) -> Problem | None:
    found = re.findall(r"[A-Z][\w.'’-]*", masked)
    if len(found) < 2 or not any(word.rstrip(",") in words("groups") for word in found):
        return None
    if len(parts) > 1 and not any(word in words("groups") for word in parts[0].split()):
        return None  # "Press, Frank", "School, Ann": a surname may be such a word
    if len(parts) == 2 and len(parts[0].split()) == 1:
        return None
    whole = f"{field.name} = {{{{{name}}}}}" if name == field.text else f"{{{name}}}"
    return error(
        field.where,
        "B043",
        f"the group {quoted(name)} in '{field.name}' of {key} is taken for a person",
        f"put braces around its whole name: '{whole}'",
    )


def _initials(key: str, field: Field, name: str, parts: list[str]) -> Problem | None:
    given = parts[-1] if len(parts) > 1 else name.rpartition(" ")[0]
    better = re.sub(r"(?<=\b[A-Z]\.)(?=[A-Z]\b)", " ", given)
    if len(parts) > 1 and re.fullmatch(r"[A-Z]{2,3}", given) and not parts[0].isupper():
        better = " ".join(f"{letter}." for letter in given)
    if better == given:
        return None
    whole = name.replace(given, better)
    return warning(
        field.where,
        "B044",
        f"the initials in {quoted(name)} of {key} are run together",
        f"write '{whole}'",
    )


def _name_error(field: Field, what: str, mend: str) -> Problem:
    return error(field.where, "B045", what, mend)
