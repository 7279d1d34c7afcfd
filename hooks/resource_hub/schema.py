"""Check values against the JSON Schemas and say in editors' words what does not fit.

The schemas in ``schemas/`` are the one source: they type the scalars, they are checked here, they
are published for editors' programs, and tables of fields are made from them.
"""

import json
import re
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as MappingType
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, validators
from jsonschema.exceptions import ValidationError

from resource_hub.dates import parse_date
from resource_hub.letters import LOOKS_LIKE, hidden_in, script_of, slug_of, stranger_in
from resource_hub.problems import Location, Problem, did_you_mean, error, quoted, spaced
from resource_hub.source import Listing, Mapping, Scalar, Source, Value, at_path

FOLDER = Path(__file__).parent / "schemas"

Plain = Any  # what JSON can hold, as typed by a schema
Steps = tuple[str | int, ...]  # keys and places from the root to a value


@dataclass(frozen=True, slots=True)
class Document:
    """A source file with the plain value that its schema gave it."""

    source: Source
    plain: Plain

    def where(self, *path: str | int) -> Location:
        """The place of the value at a path of keys and places; of the file without one."""
        root = self.source.root
        return at_path(root, list(path)).where if root else Location(self.source.path)

    def where_key(self, *path: str | int) -> Location:
        """The place of the key itself at the end of a path; of its value where it has none."""
        root, key = self.source.root, path[-1]
        above = at_path(root, list(path[:-1])) if root else None
        if isinstance(above, Mapping) and key in above.keys:
            return above.keys[str(key)].where
        return self.where(*path)

    def ids(self, *path: str | int) -> Iterator[tuple[str, Location]]:
        """The ids in the list at a path, with their places."""
        rows = self.plain
        for step in path:
            rows = rows[step]
        for place, row in enumerate(rows):
            yield row["id"], self.where(*path, place, "id")


@dataclass(frozen=True, slots=True)
class Named:
    """A scalar that the schema says names or holds something: ``x-refers`` or ``x-format``."""

    what: str
    value: Scalar
    path: tuple[str | int, ...]


@cache
def load_schema(name: str) -> dict[str, Any]:
    """The schema file ``<name>.schema.json``, its local references made whole."""
    file = f"{name}.schema.json"
    return _whole(json.loads((FOLDER / file).read_text(encoding="utf-8")), file)


def _whole(part: Any, file: str) -> Any:
    if isinstance(part, dict):
        return {
            key: file + value if key == "$ref" and value.startswith("#") else _whole(value, file)
            for key, value in part.items()
        }
    return [_whole(value, file) for value in part] if isinstance(part, list) else part


def check(root: Value, name: str) -> tuple[Plain, list[Problem]]:
    """Type a value by a schema and check it.

    Args:
        root: The value as read.
        name: The schema's name, such as ``resources``.

    Returns:
        The plain value (maps, lists, text, numbers; dates stay ISO text) and problems S001 to
        S009, each at the key or value it speaks of.
    """
    plain = _plain(root, _top(name))
    faults = [_telling(fault) for fault in _validator(name).iter_errors(plain)]
    grouped = ("required", "not")
    problems = [p for f in faults if f.validator not in grouped for p in _explain(f, root)]
    problems += _explain_missing([f for f in faults if f.validator == "required"], faults, root)
    problems += _explain_forbidden([f for f in faults if f.validator == "not"], root)
    problems += [*_empty_names(root, name, problems), *_nulls(root, _top(name))]
    return plain, _without_echoes(_with_needs(problems, root, name))


def misnamed(document: Document, code: str, key: str = "id") -> Iterator[Problem]:
    """A problem if the value under ``key`` is not the name of the document's file."""
    name, path = document.plain[key], PurePosixPath(document.source.path)
    if name != path.stem:
        yield error(
            document.where(key),
            code,
            f"the {key} {quoted(name)} is not the name of the file, {quoted(path.name)}",
            f"rename the file to '{name}{path.suffix}', or write the {key} '{path.stem}'",
        )


def named(root: Value, name: str) -> list[Named]:
    """Every scalar whose schema carries ``x-refers`` or ``x-format``, in reading order."""
    return list(_all_named(root, name))


@lru_cache(maxsize=512)  # a build asks the same of each document several times
def _all_named(root: Value, name: str) -> tuple[Named, ...]:
    return tuple(_named(root, _top(name), ()))


def field_at(name: str, path: str) -> dict[str, Any]:
    """The subschema of a dotted field name, such as ``evidence.level``, through any lists."""
    schemas = [load_schema(name)]
    for step in path.split("."):
        below = [s for schema in _open(schemas) for s in _children(schema, step)]
        schemas = below or [s for schema in _open(schemas) for s in _in_items(schema, step)]
    merged: dict[str, Any] = {}
    for schema in reversed(list(_open(schemas))):
        merged.update(schema)
    return merged


# Typing --------------------------------------------------------------------------------------


_formats = FormatChecker(formats=())


@_formats.checks("date")
def _is_date(value: object) -> bool:
    return not isinstance(value, str) or parse_date(value) is not None


def _pattern(_: object, pattern: str, instance: object, __: object) -> Iterator[ValidationError]:
    if isinstance(instance, str) and not re.search(_to_the_end(pattern), instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


def _to_the_end(pattern: str) -> str:
    """JSON Schema's ``$`` is the end of the text; Python's also stands before a last line end."""
    return pattern[:-1] + r"\Z" if pattern.endswith("$") else pattern


_Validator = validators.extend(Draft202012Validator, {"pattern": _pattern})


@cache
def _validator(name: str) -> Draft202012Validator:
    return _Validator(whole_schema(name), format_checker=_formats)


@cache
def whole_schema(name: str) -> dict[str, Any]:
    """The schema of a name with what its references point to in their place."""
    return _inlined(load_schema(name))


def _inlined(part: Any) -> Any:
    """Without references, but meaning the same.

    jsonschema looks each reference up anew for each value, which is a third of the time that a
    large catalogue takes. No schema here refers to itself.
    """
    if isinstance(part, dict):
        whole = {key: _inlined(value) for key, value in part.items() if key != "$ref"}
        if "$ref" in part:
            target = _inlined(_target(part["$ref"]))
            # Words beside a reference hold as well; those that only describe take its place.
            double = whole.keys() & target.keys() - {"description", "examples", "x-mend"}
            return {"allOf": [target, whole]} if double else {**target, **whole}
        return whole
    return [_inlined(value) for value in part] if isinstance(part, list) else part


@cache
def _target(pointer: str) -> dict[str, Any]:
    file, _, path = pointer.partition("#")
    found = load_schema(file.removesuffix(".schema.json"))
    for step in filter(None, path.split("/")):
        found = found[step]
    return found


def _open(schemas: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Schemas with their references and alternatives laid side by side."""
    stack = list(reversed(schemas))
    while stack:
        schema = stack.pop()
        if not isinstance(schema, dict):
            continue
        yield schema
        if "$ref" in schema:
            stack.append(_target(schema["$ref"]))
        for word in ("allOf", "anyOf", "oneOf"):
            stack.extend(schema.get(word, ()))
        stack.extend(schema[word] for word in ("then", "else") if word in schema)


def _sure(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A schema with what holds beside it in every case."""
    yield schema
    if "$ref" in schema:
        yield from _sure(_target(schema["$ref"]))
    for part in schema.get("allOf", ()):
        yield from _sure(part)


def _children(schema: dict[str, Any], key: str) -> list[dict[str, Any]]:
    if key in schema.get("properties", {}):
        return [schema["properties"][key]]
    for pattern, child in schema.get("patternProperties", {}).items():
        if re.search(pattern, key):
            return [child]
    rest = schema.get("additionalProperties")
    return [rest] if isinstance(rest, dict) else []


def _in_items(schema: dict[str, Any], key: str) -> list[dict[str, Any]]:
    rows = [schema["items"]] if isinstance(schema.get("items"), dict) else []
    rest = schema.get("additionalProperties")
    rows += [rest] if isinstance(rest, dict) else []
    return [child for row in _open(rows) for child in _children(row, key)]


class _Spot:
    """A place in a schema: the subschemas that hold there, and what follows from them.

    A catalogue comes to the same places for every record, so each is worked out once.
    """

    def __init__(self, schemas: list[dict[str, Any]]) -> None:
        self._opened = list(_open(schemas))
        self._children: dict[str, _Spot] = {}
        self.needed = {
            key for s in schemas for part in _sure(s) for key in part.get("required", ())
        }
        self.types = {name for s in self._opened for name in _as_list(s.get("type", []))}
        words = (s[word] for s in self._opened for word in ("x-refers", "x-format") if word in s)
        self.names = next(words, "")

    def child(self, key: str) -> "_Spot":
        """The place of a mapping's value."""
        if key not in self._children:
            found = [child for schema in self._opened for child in _children(schema, key)]
            self._children[key] = _Spot(found)
        return self._children[key]

    @cached_property
    def row(self) -> "_Spot":
        """The place of a list's values."""
        return _Spot([s["items"] for s in self._opened if isinstance(s.get("items"), dict)])


@cache
def _top(name: str) -> _Spot:
    return _Spot([load_schema(name)])


def _below(value: Value, spot: _Spot) -> Iterator[tuple[str | int, Value, _Spot]]:
    if isinstance(value, Mapping):
        for key, child in value.values.items():
            yield key, child, spot.child(key)
    elif isinstance(value, Listing):
        for place, child in enumerate(value.values):
            yield place, child, spot.row


def _plain(value: Value, spot: _Spot) -> Plain:
    if isinstance(value, Mapping):
        return {key: _plain(child, below) for key, child, below in _below(value, spot)}
    if isinstance(value, Listing):
        return [_plain(child, below) for _, child, below in _below(value, spot)]
    assert isinstance(value, Scalar)
    return _typed(value, spot.types) if value.plain else value.text


# Fifteen digits: what every program that reads JSON keeps exactly.
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,14})")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,15})?")


def _typed(value: Scalar, types: set[str]) -> Plain:
    text = value.text
    if "null" in types and text in ("", "~", "null"):
        return None
    if "integer" in types and _INTEGER.fullmatch(text):
        return int(text)
    if "number" in types and _NUMBER.fullmatch(text):
        return float(text)
    if "boolean" in types and text in ("true", "false"):
        return text == "true"
    return text


def _as_list(types: str | list[str]) -> list[str]:
    return [types] if isinstance(types, str) else types


def _named(value: Value, spot: _Spot, path: tuple[str | int, ...]) -> Iterator[Named]:
    if isinstance(value, Scalar):
        if spot.names:
            yield Named(spot.names, value, path)
        return
    for step, child, below in _below(value, spot):
        if not isinstance(child, Scalar) or below.names:  # most texts name nothing
            yield from _named(child, below, (*path, step))


# Messages ------------------------------------------------------------------------------------


def _telling(fault: ValidationError) -> ValidationError:
    """The fault that tells most: of alternatives, the one that came furthest."""
    while fault.validator in ("anyOf", "oneOf") and fault.context:
        fault = max(fault.context, key=lambda f: (len(f.absolute_path), -len(f.context or ())))
    return fault


def _explain(fault: ValidationError, root: Value) -> Iterator[Problem]:
    value = at_path(root, list(fault.absolute_path))
    name = _spoken(list(fault.absolute_path))
    if "propertyNames" in fault.absolute_schema_path and isinstance(value, Mapping):
        yield from _say_key(fault, value, name)
        return
    say = _SAYINGS.get(str(fault.validator), _say_other)
    yield from say(fault, value, name)


def _unknown_keys(fault: ValidationError) -> Iterator[tuple[str, str]]:
    """The keys that a mapping may not have, each with the order that begins with a guess."""
    patterns = [re.compile(p) for p in fault.schema.get("patternProperties", {})]
    known = list(fault.schema.get("properties", {}))
    for key in fault.instance:
        if key not in known and not any(p.search(key) for p in patterns):
            near = did_you_mean(key, known)
            listed = f"delete it; known: {', '.join(known)}"
            yield key, f"{near}If not, delete it" if near else listed


def _meant(faults: list[ValidationError]) -> set[tuple[Steps, str]]:
    """Keys that stand misspelt, by the place of their mapping."""
    return {
        (tuple(fault.absolute_path), match.group(1))
        for fault in faults
        if fault.validator == "additionalProperties"
        for key, mend in _unknown_keys(fault)
        if (match := re.match(r"did you mean '(.+?)'", mend) or re.match(r"(\w+):\S", key))
    }


def _explain_missing(
    faults: list[ValidationError], all_faults: list[ValidationError], root: Value
) -> Iterator[Problem]:
    """One message for each mapping that lacks keys.

    A misspelt key is unknown and its right spelling missing: one cause, one message.
    """
    meant = _meant(all_faults)
    lacking: dict[Steps, dict[str, str]] = {}
    for fault in faults:
        at = tuple(fault.absolute_path)
        for key in fault.validator_value:
            if key not in fault.instance and (at, key) not in meant:
                lacking.setdefault(at, {})[key] = _example(fault, key)
    for at, keys in lacking.items():
        value, name = at_path(root, list(at)), _subject(at)
        if len(keys) == 1:
            ((key, shown),) = keys.items()
            what, mend = f"{name} has no '{key}'", f"add a line '{key}: …'{shown}"
        else:
            listed = ", ".join(f"'{key}'" for key in keys)
            what, mend = f"{name} lacks {listed}", "add a line for each, 'key: …'"
        yield error(value.where, "S002", what, mend)


def _example(fault: ValidationError, key: str) -> str:
    field = fault.schema.get("properties", {}).get(key, {})
    example = next((e for part in _open([field]) for e in part.get("examples", ())), None)
    return f", for example '{key}: {example}'" if isinstance(example, str | int) else ""


def _explain_forbidden(faults: list[ValidationError], root: Value) -> Iterator[Problem]:
    """One message for all keys of a mapping that one rule forbids."""
    groups: dict[tuple[Steps, str], list[Steps]] = {}
    for fault in faults:
        at = tuple(fault.absolute_path)
        mend = _order(fault, "delete it, or change the state that rules it out")
        groups.setdefault((at[:-1], mend), []).append(at)
    for (_, mend), places in groups.items():
        values = [at_path(root, list(at)) for at in places]
        names = [f"'{name}'" for at in places if (name := _spoken(at))]
        what = f"{', '.join(names)} may not stand here" if names else "the keys do not go together"
        yield error(min(value.where for value in values), "S009", what, mend)


def _without_echoes(problems: list[Problem]) -> list[Problem]:
    """What has the wrong type has the wrong form and value too: one cause, one message."""
    wrong = {problem.where for problem in problems if problem.code == "S004"}
    null = {problem.where for problem in problems if problem.what.endswith(_IS_NULL)}
    return [
        p
        for p in problems
        if not (p.where in wrong and p.code in ("S003", "S005", "S007"))
        and not (p.where in null and p.code in ("S003", "S005", "S006"))
    ]


_NULL = {"null", "Null", "NULL", "~"}
_IS_NULL = " is null: nothing"
_OR_DELETE = re.compile(r"(write its value|fill it in), or delete its line")


def _nulls(value: Value, spot: _Spot, path: Steps = ()) -> Iterator[Problem]:
    """Texts that other programs read as nothing."""
    if isinstance(value, Scalar):
        text = "string" in spot.types and "null" not in spot.types
        if text and value.plain and value.text in _NULL:
            mend = "fill it in, or delete its line; quote it if the word itself is meant"
            of = "a value of " if path and isinstance(path[-1], int) else ""
            yield error(value.where, "S007", f"{of}'{_spoken(path)}'{_IS_NULL}", mend)
        return
    for step, child, below in _below(value, spot):
        yield from _nulls(child, below, (*path, step))


def _with_needs(problems: list[Problem], root: Value, name: str) -> list[Problem]:
    """Problems that do not tell to delete what an entry must have."""
    if not any(problem.code == "S007" for problem in problems):
        return problems
    needed = set(_needed(root, _top(name)))
    return [
        replace(p, mend=_OR_DELETE.sub("write its value", p.mend))
        if p.code == "S007" and p.where in needed
        else p
        for p in problems
    ]


def _needed(value: Value, spot: _Spot) -> Iterator[Location]:
    """The places of values that their mapping must have."""
    for step, child, below in _below(value, spot):
        if step in spot.needed:
            yield child.where
        yield from _needed(child, below)


def _empty_names(root: Value, name: str, problems: list[Problem]) -> Iterator[Problem]:
    """Names without a text, which no list of known names could contradict."""
    told = {problem.where for problem in problems}
    for one in named(root, name):
        if not one.value.text.strip() and one.value.where not in told:
            yield _empty(one.value, _spoken(list(one.path)))


def _spoken(path: Sequence[str | int]) -> str:
    keys = [str(step) for step in path if isinstance(step, str)]
    return ".".join(keys)


def _subject(path: Sequence[str | int]) -> str:
    """A mapping or value at the beginning of a sentence."""
    name = _spoken(path)
    if not name:
        return "the entry"
    return f"an entry of {name}" if isinstance(path[-1], int) else name


def _empty(value: Value, name: str) -> Problem:
    return error(value.where, "S007", f"'{name}' is empty", "write its value, or delete its line")


def _is_blank(value: Value) -> bool:
    return isinstance(value, Scalar) and not value.text.strip()


def _written(value: Value) -> str:
    if isinstance(value, Scalar):
        return quoted(value.text) if value.text else "nothing"
    return "a list" if isinstance(value, Listing) else "a mapping (key: value)"


def _order(fault: ValidationError, fallback: str) -> str:
    """What to write: the schema's own order, else its example, else a general word."""
    schema = fault.schema if isinstance(fault.schema, MappingType) else {}
    if "x-mend" in schema:
        return str(schema["x-mend"])
    if schema.get("examples"):
        return f"write it like {quoted(str(schema['examples'][0]))}"
    return fallback


def _say_unknown_keys(fault: ValidationError, value: Value, name: str) -> Iterator[Problem]:
    assert isinstance(value, Mapping)
    of = f" in {name}" if name else ""
    cut = _cut_by_commas(fault, value)
    for key, mend in _unknown_keys(fault):
        where = value.keys[key].where
        if key in cut:
            if cut[key]:
                yield error(where, "S001", *cut[key])
            continue
        edge = ": it begins or ends with a space" if spaced(key) else ""
        yield error(where, "S001", f"the key {quoted(key)} is not known{of}{edge}", mend)


def _cut_by_commas(fault: ValidationError, value: Mapping) -> dict[str, tuple[str, str] | None]:
    """Keys in braces that are the rest of a text, with what is wrong and what to do.

    One text is told of once, however many commas are in it.
    """
    found: dict[str, tuple[str, str] | None] = {}
    unknown_keys = {key for key, _ in _unknown_keys(fault)} if value.flow else set()
    before = text = first = ""
    for key, child in value.values.items():
        blank = isinstance(child, Scalar) and child.plain and not child.text
        if key in unknown_keys and blank and re.match(r"\w+:\S", key):
            name, _, rest = key.partition(":")
            found[key] = (f"a space is missing after the colon: {quoted(key)}",
                          f"write {quoted(f'{name}: {rest}')}")  # fmt: skip
        elif key in unknown_keys and blank and before:
            first, text = first or key, f"{text}, {key}"
            found[key] = None
            found[first] = (f"a comma ended the text here: {quoted(first)}",
                            f"put the text in quotes: {before}: {_in_quotes(text)}")  # fmt: skip
        elif isinstance(child, Scalar) and child.plain:
            before, text, first = key, child.text, ""
        else:
            before = ""
    return found


def _say_key(fault: ValidationError, value: Mapping, name: str) -> Iterator[Problem]:
    key = str(fault.instance)
    where = value.keys[key].where if key in value.keys else value.where
    mend = _order(fault, "write it as its neighbors are written")
    what = f"{quoted(key)} does not have the form of a key in '{name}'"
    yield error(where, "S005", what + _flaw_of(key, fault), _slug_of(key, fault) + mend)


def _say_choice(fault: ValidationError, value: Value, name: str) -> Iterator[Problem]:
    if _is_blank(value):
        yield _empty(value, name)
        return
    choices = [str(choice) for choice in fault.validator_value]
    written = value.text if isinstance(value, Scalar) else ""
    if origin := fault.schema.get("x-derived", {}).get(written):
        what = f"{quoted(written)} is never written: it follows from '{origin}' and the day"
        yield error(
            value.where, "S003", what, f"write what was decided, one of: {', '.join(choices)}"
        )
        return
    near, listed = did_you_mean(written, choices), ", ".join(choices)
    yield error(
        value.where,
        "S003",
        f"{_written(value)} is not a value that '{name}' can have",
        f"{near}Write one of: {listed}" if near else f"write one of: {listed}",
    )


def _in_quotes(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _as_wanted(fault: ValidationError, value: Value) -> str:
    """What was written, as the list or mapping that belongs there; empty if that is not clear."""
    if isinstance(value, Mapping) or _is_blank(value) or not isinstance(fault.schema, MappingType):
        return ""
    if "x-mend" in fault.schema:
        return ""
    rows = value.values if isinstance(value, Listing) else [value]
    texts = [row.text for row in rows if isinstance(row, Scalar)]
    if len(texts) != len(rows) or max(map(len, texts), default=99) > 60:
        return ""
    wanted = _as_list(fault.validator_value)
    parts = list(_open([dict(fault.schema)]))
    if "array" in wanted:
        items = [i for part in parts for i in _open([part.get("items", {})])]
        if any("object" in _as_list(item.get("type", [])) for item in items):
            return ""
        if any("x-refers" in item or "enum" in item for item in items):
            texts = [piece.strip() for t in texts for piece in re.split(r",|(?:^|\s)-", t)]
        whole = any("integer" in _as_list(item.get("type", [])) for item in items)
        return f"[{', '.join(_in_flow(text, whole) for text in texts if text)}]"
    needed = [key for part in parts for key in part.get("required", ())]
    if "object" not in wanted or not 0 < len(needed) < 4:
        return ""
    if len(needed) == 2 and len(texts) == 1:
        texts = re.split(r"\s*(?:[-–]|to)\s*", texts[0]) if len(texts[0]) < 12 else texts
    shown = [*map(_in_flow, texts[: len(needed)]), *["…"] * (len(needed) - len(texts))]
    return "{" + ", ".join(f"{k}: {v}" for k, v in zip(needed, shown, strict=True)) + "}"


def _in_flow(text: str, number: bool = False) -> str:
    """A text as it is written between brackets."""
    plain = re.fullmatch(r"[^\W\d][\w' .-]*(?<! )", text) or (number and text.isdigit())
    return text if plain else _in_quotes(text)


_TYPES = {
    "string": "a text",
    "array": "a list, such as [one, two]",
    "object": "a mapping, such as {key: value}",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing",
}


def _say_type(fault: ValidationError, value: Value, name: str) -> Iterator[Problem]:
    wanted = " or ".join(_TYPES[t] for t in _as_list(fault.validator_value))
    if example := _as_wanted(fault, value):
        wanted = re.sub(r"(?<=such as )(\[.*?\]|\{.*?\})", lambda _: example, wanted)
    mend = _order(fault, f"write {wanted}")
    if isinstance(value, Scalar) and not value.plain and wanted not in ("a text", _TYPES["array"]):
        mend = f"write {wanted}, without quotation marks"
    elif wanted == "a text" and isinstance(value, Listing):
        mend = "write one text without brackets or dashes"
    elif wanted == "a text" and isinstance(value, Mapping):
        mend = "write one text; a text with a colon and a space in it needs quotes"
    path = list(fault.absolute_path)
    subject = f"'{name}'" if name else "the entry" if path else "the file"
    if name and isinstance(path[-1], int):
        subject = f"a value of {subject}"
    what = f"{subject} is {_written(value)} where {wanted} belongs"
    yield error(value.where, "S004", what, mend)


def _say_form(fault: ValidationError, value: Value, name: str) -> Iterator[Problem]:
    if _is_blank(value):
        yield _empty(value, name)
        return
    text = value.text if isinstance(value, Scalar) else ""
    mend = _order(fault, str(fault.schema.get("description", "see the fields page for its form")))
    yield error(
        value.where,
        "S005",
        f"{_written(value)} does not have the form of '{name}'" + _flaw_of(text, fault),
        _slug_of(text, fault) + mend,
    )


_ID = "^[a-z0-9]+(-[a-z0-9]+)*$"
_FLAWS = [
    (r"[/\\]|\.\.", "it is a path"),
    (r"\n", "a line ends in it"),
    (r"\s", "it has a space"),
    (r"[A-Z]", "it has a capital letter"),
    (r"_", "it has an underscore"),
    (r"--|^-|-$", "it has a hyphen too many"),
]


def _flaw_of(text: str, fault: ValidationError) -> str:
    """What spoils a name, as the end of a sentence; letters that only look right come first."""
    if letter := stranger_in(text):
        return f": the letter '{letter}' in it is {script_of(letter)}"
    if (hidden := hidden_in(text)) and hidden != "\n":
        return f": the character U+{ord(hidden):04X} in it cannot be seen"
    if spaced(text):
        return ": it begins or ends with a space"
    if fault.validator_value != _ID:
        return ""
    return next((f": {said}" for sign, said in _FLAWS if re.search(sign, text)), "")


def _slug_of(text: str, fault: ValidationError) -> str:
    """The name as it could be written; none is made of a whole address or a sentence."""
    lost = any(script_of(c) not in ("", "Latin") and ord(c) not in LOOKS_LIKE
               for c in text.casefold())  # fmt: skip
    slug = slug_of(text) if fault.validator_value == _ID and not lost else ""
    return f"write '{slug}': " if slug and len(slug) <= 60 else ""


def _say_date(fault: ValidationError, value: Value, name: str) -> Iterator[Problem]:
    if _is_blank(value):
        yield _empty(value, name)
        return
    yield error(
        value.where,
        "S006",
        f"{_written(value)} is not a date that exists",
        "write year-month-day, such as 2026-11-22",
    )


def _say_length(fault: ValidationError, value: Value, name: str) -> Iterator[Problem]:
    limit, word = fault.validator_value, str(fault.validator)
    size = len(fault.instance)
    if size == 0:
        what, mend = f"'{name}' is empty", _order(fault, "fill it in, or delete its line")
    elif word.startswith("min"):
        what, mend = f"'{name}' has {size}, fewer than {limit}", "add what is missing"
    else:
        unit = "characters" if isinstance(fault.instance, str) else "values"
        what, mend = f"'{name}' has {size} {unit}, more than {limit}", "shorten it"
    yield error(value.where, "S007", what, mend)


def _say_repeat(fault: ValidationError, value: Value, name: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for child in value.values if isinstance(value, Listing) else ():
        text = child.text if isinstance(child, Scalar) else ""
        if text in seen:
            what = f"{quoted(text)} stands twice in '{name}'"
            yield error(child.where, "S008", what, "delete one of them")
        seen.add(text)


def _say_range(fault: ValidationError, value: Value, name: str) -> Iterator[Problem]:
    bound = "at least" if "inimum" in str(fault.validator) else "at most"
    yield error(
        value.where,
        "S005",
        f"{_written(value)} is out of range for '{name}'",
        f"write a number of {bound} {fault.validator_value}",
    )


def _say_other(fault: ValidationError, value: Value, name: str) -> Iterator[Problem]:
    yield error(
        value.where,
        "S009",
        f"{_written(value)} does not fit '{name}' ({fault.validator})",
        _order(fault, "compare it with an entry that works"),
    )


_SAYINGS = {
    "additionalProperties": _say_unknown_keys,
    "unevaluatedProperties": _say_unknown_keys,
    "enum": _say_choice,
    "const": lambda f, v, n: _say_choice(_with_value(f, [f.validator_value]), v, n),
    "type": _say_type,
    "pattern": _say_form,
    "format": _say_date,
    "minLength": _say_length,
    "maxLength": _say_length,
    "minItems": _say_length,
    "maxItems": _say_length,
    "minProperties": _say_length,
    "uniqueItems": _say_repeat,
    "minimum": _say_range,
    "maximum": _say_range,
    "exclusiveMinimum": _say_range,
}


def _with_value(fault: ValidationError, value: object) -> ValidationError:
    fault.validator_value = value
    return fault
