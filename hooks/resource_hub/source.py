"""Read what editors write: bytes to text, YAML to values that remember their place.

Nothing is constructed: scalars stay text as written until the schema gives them a type, so that
``no``, ``1.10``, ``12:30`` and ``2027-02-30`` cannot be misread and a message can quote them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from resource_hub.letters import name_of
from resource_hub.problems import (
    Location,
    Problem,
    Severity,
    did_you_mean,
    error,
    quoted,
    spaced,
    warning,
)

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML without libyaml: slower, same marks
    from yaml import SafeLoader as _Loader

FILE_LIMIT = 20_000_000  # bytes: about 15,000 catalogue records
FIELD_LIMIT = 20_000  # characters
DEPTH_LIMIT = 20  # 200,000 open brackets crash the C parser's recursive users


@dataclass(slots=True, eq=False)
class Value:
    """A YAML value with its place; ``start`` and ``end`` are offsets in the source text."""

    path: str
    line: int
    column: int
    start: int
    end: int

    @property
    def where(self) -> Location:
        """The place of the value's first character."""
        return Location(self.path, self.line, self.column)


@dataclass(slots=True, eq=False)
class Scalar(Value):
    """A single value as written; ``plain`` when it stands without quotes or block sign."""

    text: str = ""
    plain: bool = True


@dataclass(slots=True, eq=False)
class Listing(Value):
    """A list of values."""

    values: list[Value] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Mapping(Value):
    """Keys with values, in the order of the file; the first of two equal keys counts."""

    keys: dict[str, Scalar] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)
    flow: bool = False  # written in braces


@dataclass(frozen=True, slots=True)
class Source:
    """A text file: its path as editors know it, its text and the value of its YAML, if any."""

    path: str
    text: str
    root: Value | None = None
    body: str = ""
    body_start: int = 0

    def place(self, offset: int) -> Location:
        """The line and column of an offset in the text."""
        before = self.text.count("\n", 0, offset)
        return Location(self.path, before + 1, offset - (self.text.rfind("\n", 0, offset) + 1) + 1)

    def find(self, fragment: str, within: Value | None = None, start: int = 0) -> Location:
        """Where a fragment stands (in a value, if one is given); the value itself if nowhere."""
        first, last = (within.start, within.end) if within else (start, len(self.text))
        at = self.text.find(fragment, first, last)
        if at >= 0:
            return self.place(at)
        return within.where if within else Location(self.path)


def decode(raw: bytes, path: str) -> tuple[str, list[Problem]]:
    """Turn the bytes of a file into text, or say at which byte they are no text.

    Args:
        raw: The file as it is on disk; CRLF and a UTF-8 byte order mark are taken.
        path: Its name in messages.

    Returns:
        The text with ``\\n`` line ends, and problems Y001 to Y004; with any, the text is empty.
    """
    if len(raw) > FILE_LIMIT:
        return "", [
            error(
                Location(path),
                "Y003",
                f"the file has {len(raw) / 1e6:.1f} MB, more than {FILE_LIMIT / 1e6:.0f} MB",
                "look for pasted binary content, or split the file",
            )
        ]
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", [
            error(Location(path), "Y001", "the file is UTF-16, not UTF-8",
                  "save it again with the encoding UTF-8")
        ]  # fmt: skip
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        before = raw[: fault.start].decode("utf-8", "replace")
        return "", [
            error(
                _place_in(before, len(before), path),
                "Y001",
                f"the byte 0x{raw[fault.start]:02x} is not UTF-8 text",
                "save the file again with the encoding UTF-8, then retype the character here",
            )
        ]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    problems = [*_control_characters(text, path), *_merge_markers(text, path)]
    return ("" if problems else text), problems


def read_yaml(text: str, path: str) -> tuple[Source, list[Problem]]:
    """Read one YAML document.

    Args:
        text: The document, as :func:`decode` gives it.
        path: Its name in messages.

    Returns:
        The source with its root value (None if it could not be read or is empty) and problems
        Y002 and Y005 to Y025, places exact to the column.
    """
    root, problems = _tree(text, path)
    return Source(path, text, root), problems


_FENCE = re.compile(r"---[ \t]*\n")
_FENCE_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


def read_own(file: Path) -> dict[str, Value]:
    """What stands under each name in a YAML file that comes with the program.

    Raises:
        ValueError: If it cannot be read: a fault of ours, not of an editor.
    """
    source, problems = read_yaml(file.read_text(encoding="utf-8"), file.name)
    if problems or not isinstance(source.root, Mapping):
        raise ValueError(f"{file.name} cannot be read: {problems}")
    return source.root.values


def read_page(text: str, path: str) -> tuple[Source, list[Problem]]:
    """Read a Markdown page with YAML front matter between two lines of ``---``.

    Returns:
        The source with ``root`` (the front matter) and ``body``; a page without front matter has
        no root. Problems as for :func:`read_yaml`, and Y020 if the front matter has no end.
    """
    opened = _FENCE.match(text)
    if not opened:
        return Source(path, text, None, text, 0), []
    closed = _FENCE_END.search(text, opened.end())
    if not closed:
        return Source(path, text, None, "", len(text)), [
            error(
                Location(path, 1, 1),
                "Y020",
                "the front matter opens with '---' and never ends",
                "write a line of '---' below its last key",
            )
        ]
    # Blanked, not cut, so that marks need no correction.
    matter = " " * 3 + text[3 : closed.start()]
    root, problems = _tree(matter, path, _EMPTY_MATTER)
    start = min(closed.end() + 1, len(text))
    return Source(path, text, root, text[start:], start), problems


def walk(value: Value | None) -> Iterator[Value]:
    """A value and all below it, in reading order."""
    stack = [value] if value else []
    while stack:
        current = stack.pop()
        yield current
        if isinstance(current, Mapping):
            stack.extend(reversed(current.values.values()))
        elif isinstance(current, Listing):
            stack.extend(reversed(current.values))


def at_path(root: Value, path: list[str | int]) -> Value:
    """The value at a path of keys and places; the nearest one above it where the path ends."""
    for step in path:
        if isinstance(root, Mapping):
            found = step in root.values
        else:
            found = isinstance(root, Listing) and isinstance(step, int) and step < len(root.values)
        if not found:
            break
        root = root.values[step]
    return root


# Reading the event stream -------------------------------------------------------------------

# What is wrong, what to do.
_READ_ON = ("Y013", "Y019", "Y024")  # errors that leave the rest to be read
_EMPTY_FILE = ("the file has no content", "write at least one entry, or delete the file")
_EMPTY_MATTER = (
    "the front matter is empty",
    "write its keys between the two lines of '---', or delete both lines",
)


def _tree(
    text: str, path: str, empty: tuple[str, str] = _EMPTY_FILE
) -> tuple[Value | None, list[Problem]]:
    builder = _Builder(text, path)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if not builder.take(event):
                break
    except yaml.MarkedYAMLError as fault:
        told = _explain(fault, text, path, builder.last)
        builder.problems = [p for p in builder.problems if p.where != told.where] + [told]
    except (yaml.YAMLError, ValueError, RecursionError) as fault:
        builder.problems.append(
            error(Location(path), "Y018", f"the YAML cannot be read: {fault}",
                  "undo the last change to this file and make it again in small steps")
        )  # fmt: skip
    stopped = (p for p in builder.problems if p.severity is Severity.ERROR)
    if not all(p.code in _READ_ON for p in stopped):
        return None, builder.problems
    if builder.root is None or (isinstance(builder.root, Scalar) and not builder.root.text):
        return None, builder.problems or [error(Location(path), "Y021", *empty)]
    return builder.root, builder.problems


class _Builder:
    """Builds values from parser events without recursion, and refuses what data has no use for."""

    def __init__(self, text: str, path: str) -> None:
        self.path = path
        self.root: Value | None = None
        self.last: Value | None = None
        self.problems: list[Problem] = []
        self._text = text
        self._open: list[tuple[Value, Scalar | None]] = []  # a container and its waiting key
        self._documents = 0
        self._twice: dict[int, list[Scalar]] = {}  # keys that repeat, by their mapping

    def take(self, event: yaml.Event) -> bool:
        """Take one event; False stops the reading."""
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                return self._refuse(
                    event,
                    "Y015",
                    "a second YAML document begins here",
                    "delete the line of '---', or put the rest in a file of its own",
                )
        elif isinstance(event, yaml.AliasEvent):
            return self._refuse(
                event,
                "Y011",
                f"'*{event.anchor}' is a YAML alias",
                "write the value out again; text that begins with * needs quotes",
            )
        elif isinstance(event, yaml.NodeEvent):
            if event.anchor:
                return self._refuse(
                    event,
                    "Y011",
                    f"'&{event.anchor}' is a YAML anchor",
                    "write the value without it; text that begins with & needs quotes",
                )
            if event.tag:
                written = self._text[event.start_mark.index :].split(maxsplit=1)[0]
                return self._refuse(
                    event,
                    "Y012",
                    f"{quoted(written)} is a YAML tag",
                    "delete it; text that begins with ! needs quotes",
                )
            self._add(event)
            if len(self._open) > DEPTH_LIMIT:
                return self._refuse(event, "Y014", *_TOO_DEEP)
        elif isinstance(event, yaml.CollectionEndEvent):
            container, _ = self._open.pop()
            container.end = event.end_mark.index
            if isinstance(container, Mapping) and id(container) in self._twice:
                self._tell_twice(container, self._twice.pop(id(container)))
        return True

    def _refuse(self, event: yaml.Event, code: str, what: str, mend: str) -> bool:
        self.problems.append(error(self._where(event), code, what, mend))
        return False

    def _where(self, event: yaml.Event) -> Location:
        return Location(self.path, event.start_mark.line + 1, event.start_mark.column + 1)

    def _add(self, event: yaml.NodeEvent) -> None:
        mark = event.start_mark
        place = (self.path, mark.line + 1, mark.column + 1, mark.index, event.end_mark.index)
        if isinstance(event, yaml.ScalarEvent):
            value: Value = Scalar(*place, event.value, event.style is None or event.style == "")
            if len(event.value) > FIELD_LIMIT:
                self.problems.append(
                    error(
                        value.where,
                        "Y019",
                        f"the value has {len(event.value)} characters, more than {FIELD_LIMIT}",
                        "shorten it, or look for a quotation mark that is never closed",
                    )
                )
            self._look_closely(value)
            # Only escapes in double quotes can make one here: decode() refuses them as written.
            if hidden := _CONTROL.search(event.value):
                self.problems.append(
                    error(
                        value.where,
                        "Y002",
                        f"the value holds the control character U+{ord(hidden.group()):04X}",
                        "delete its escape, such as \\0 or \\x1b",
                    )
                )
        elif isinstance(event, yaml.SequenceStartEvent):
            value = Listing(*place)
        else:
            value = Mapping(*place, flow=bool(event.flow_style))
        self.last = value
        self._attach(value)
        if not isinstance(value, Scalar):
            self._open.append((value, None))

    def _attach(self, value: Value) -> None:
        if not self._open:
            self.root = value
            return
        container, key = self._open[-1]
        if isinstance(container, Listing):
            container.values.append(value)
        elif key is None:
            self._open[-1] = (container, self._key(value))
        else:
            self._put(container, key, value)
            self._open[-1] = (container, None)

    def _key(self, value: Value) -> Scalar:
        if isinstance(value, Scalar):
            return value
        self.problems.append(
            error(value.where, "Y017", "a list or mapping stands where a key is expected",
                  "write 'key: value'; a text in brackets or braces needs quotes")
        )  # fmt: skip
        return Scalar(value.path, value.line, value.column, value.start, value.end, "")

    def _put(self, container: Value, key: Scalar, value: Value) -> None:
        assert isinstance(container, Mapping)
        if key.text in container.keys:
            self._twice.setdefault(id(container), []).append(key)
            return
        container.keys[key.text] = key
        container.values[key.text] = value

    def _tell_twice(self, container: Mapping, keys: list[Scalar]) -> None:
        """Keys that repeat: each by itself, or all as an entry whose dash was forgotten."""
        opening = next(iter(container.keys))
        begun = [key for key in keys if key.text == opening]
        inside = bool(self._open) and isinstance(self._open[-1][0], Listing)
        if inside and len(keys) > 1 and keys[0] is (begun or keys[-1:])[0]:
            self.problems += [_dash_forgotten(key, container.column) for key in begun]
            for name in [k for k, key in container.keys.items() if key.start > keys[0].start]:
                del container.keys[name], container.values[name]  # the other entry's
            return
        for key in keys:
            first = container.keys[key.text].line
            what = f"the key {quoted(key.text)} stands twice; the first is on line {first}"
            self.problems.append(
                error(key.where, "Y013", what, "keep one of the two and delete the other")
            )

    def _look_closely(self, value: Scalar) -> None:
        """Warn of what an editor does not see: a text cut by a comment, hidden characters."""
        if value.plain and (cut := _CUT.match(self._text, value.end)):
            if not value.text:
                what = f"the value is empty: all behind {quoted(cut['sign'])} is a comment"
            elif re.match(r"#\w", cut["sign"]):
                what = f"the text ends before {quoted(cut['sign'])}: YAML takes it for a comment"
            else:
                what = ""
            if what:
                where = _place_in(self._text, cut.start("sign"), self.path)
                self.problems.append(warning(where, "Y023", what, "put the text in quotes"))
        if not value.text.isascii():
            self._look_for_hidden(value)

    def _look_for_hidden(self, value: Scalar) -> None:
        found = _MOVING.search(value.text)
        if not found and " " in value.text:  # a name is held to its form
            found = _HIDDEN.search(value.text)
        if not found:
            return
        sign = found.group()
        at = self._text.find(sign, value.start, value.end)
        where = _place_in(self._text, at, self.path) if at >= 0 else value.where
        if _MOVING.match(sign):
            what = f"the text holds {name_of(sign)}, which shows letters in another order"
            self.problems.append(error(where, "Y024", what, "delete it and retype the words"))
        else:
            what = f"the text holds {name_of(sign)}, which shows nothing"
            self.problems.append(warning(where, "Y025", what, "delete it; retype the word"))


# A comment behind a plain text on its line.
_CUT = re.compile(r"[ \t]+(?P<sign>#[^ \t\n]*)")
_MOVING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_HIDDEN = re.compile("[\u00ad\u200b\u2060]")


def _dash_forgotten(key: Scalar, column: int) -> Problem:
    return error(
        key.where,
        "Y013",
        f"a second {quoted(key.text)} in one entry: the dash of a new entry is missing",
        f"write '- {key.text}: …' in the column of the other dashes",
    )


# Messages ------------------------------------------------------------------------------------

_TOO_DEEP = (
    f"values are nested more than {DEPTH_LIMIT} deep",
    "look for stray brackets or spaces before this line",
)

# PyYAML's words (libyaml's and the pure parser's) -> code, what is wrong, what to do.
_WORDS: list[tuple[re.Pattern[str], str, str, str]] = [
    (
        re.compile(r"mapping values are not allowed"),
        "Y006",
        "a colon followed by a space stands inside a text without quotes",
        'put the whole value in quotes: key: "text: with a colon"',
    ),
    (
        re.compile(r"unknown escape character|hexadecimal|hexdecimal|invalid Unicode character"),
        "Y016",
        "a backslash in double quotes is followed by a character that means nothing",
        "use single quotes, or write the backslash twice",
    ),
    (
        re.compile(r"found unexpected end of stream|while scanning a quoted scalar"),
        "Y007",
        "a quotation mark opens here and is never closed",
        'close it at the end of the value; inside double quotes write \\" for a quotation mark',
    ),
    (
        re.compile(r"expected ',' or ('\]'|'\}')|parsing a flow node"),
        "Y008",
        "a list or mapping in brackets is not closed, or a comma is missing",
        "close it with ] or } and part its values with commas; text with a comma needs quotes",
    ),
    (
        re.compile(
            r"cannot start any token|scanning an (anchor|alias)|scanning a block scalar|"
            r"parsing a block node"
        ),
        "Y010",
        "a value begins with a character that YAML keeps for itself",
        'put the value in quotes, for example "@name"',
    ),
    (re.compile(r"maximum nesting depth"), "Y014", *_TOO_DEEP),
    (
        re.compile(
            r"expected key|expected <block end>|expected ':'|expected '-' indicator|"
            r"sequence entries are not allowed|did not find expected|'<document start>'|"
            r"wrongly indented"
        ),
        "Y009",
        "the line does not fit the lines above: its indentation is off, or a colon is missing",
        "line it up with its neighbors using spaces, two for each level, and write 'key: value'",
    ),
]


def _explain(fault: yaml.MarkedYAMLError, text: str, path: str, last: Value | None) -> Problem:
    said = f"{fault.context or ''} {fault.problem or ''}"
    lines = text.split("\n")
    gave_up = fault.problem_mark
    if gave_up and gave_up.line < len(lines) and re.match(r"[ -]*\t", lines[gave_up.line]):
        return error(
            Location(path, gave_up.line + 1, lines[gave_up.line].index("\t") + 1),
            "Y005",
            "the line is indented with a tab",
            "use spaces, two for each level; most editors can turn tabs into spaces",
        )
    mark = _telling_mark(fault, said)
    end = len(text.rstrip())  # the parser's own end may be a line below the last one
    where = _place_in(text, min(mark.index, end) if mark else 0, path)
    written = lines[where.line - 1]
    if "mapping values" in said and ": " not in written[: where.column - 1]:
        said = "wrongly indented"  # the line's own first colon: not a stray one inside a text
    for pattern, code, what, mend in _WORDS:
        if pattern.search(said):
            if code in ("Y008", "Y009") and (cause := _closed_early(last, mark, text)):
                return cause
            if code == "Y009" and (cause := _seen_in(written, where)):
                return cause
            if code in ("Y006", "Y009") and (cause := _seen_above(lines, where)):
                return cause
            return error(where, code, f"{what}: {quoted(written.strip())}", mend)
    return error(
        where,
        "Y018",
        f"the YAML cannot be read here ({said.strip()}): {quoted(written.strip())}",
        "compare the line with a neighbor that works",
    )


# What a line that does not fit shows of itself: its form, code, what is wrong, what to do. The
# groups are what the order shows.
_SEEN = [
    (
        re.compile(r"[ -]*\u00a0"),
        "Y009",
        "the line is indented with NO-BREAK SPACE (U+00A0)",
        "delete what stands before its first letter and type spaces, two for each level",
    ),
    (
        re.compile(r"={7,}\s*$"),
        "Y004",
        "a line of '=' was left by a merge",
        "keep the lines you want and delete this one",
    ),
    (
        re.compile(r"\s*-(?P<shown>[^\s-].*)"),
        "Y009",
        "the space after the dash is missing",
        "write '- {shown}'",
    ),
    (
        re.compile(r"[ -]*(?P<shown>[A-Za-z_][\w-]*):(?!//)[^\s:]"),
        "Y009",
        "the space after the colon is missing",
        "write '{shown}: ' and then the value",
    ),
    (
        re.compile(r"[ -]*(?P<shown>[A-Za-z_][\w-]*):\s+- "),
        "Y009",
        "a dash stands behind the colon",
        "put the text in quotes, or write the list below '{shown}:', one dash a line",
    ),
    (
        re.compile(
            r"[ -]*(?P<shown>[A-Za-z_][\w-]*):\s+(?P<text>(\[[^\]]*\]|\{[^}]*\})\s*[^\s,#].*)"
        ),
        "Y009",
        "a text begins with brackets, and YAML takes them for a list or mapping",
        'put the whole text in quotes: {shown}: "{text}"',
    ),
]


def _seen_in(line: str, where: Location) -> Problem | None:
    """The true cause, where the line shows it."""
    for form, code, what, mend in _SEEN:
        if match := form.match(line):
            parts = {name: quoted(part)[1:-1] for name, part in match.groupdict().items()}
            said = f"{what}: {quoted(line.strip())}"
            return error(where, code, said, mend.format(**parts))
    return None


def _seen_above(lines: list[str], where: Location) -> Problem | None:
    """The true cause, where it stands on the line above the one that does not fit."""
    above = lines[where.line - 2] if where.line > 1 else ""
    if dash := re.match(r"\s*-(?=[^\s-])", above):
        place = Location(where.path, where.line - 1, dash.end())
        return _seen_in(above, place)
    if (cut := re.search(r"[ \t](#\w\S*)", above)) and not re.search("[\"']", above):
        place = Location(where.path, where.line - 1, cut.start(1) + 1)
        what = f"the text ends before {quoted(cut[1])}: YAML takes it for a comment"
        return error(place, "Y009", what, "put the whole text in quotes")
    return None


def _telling_mark(fault: yaml.MarkedYAMLError, said: str) -> yaml.Mark | None:
    """Where the mistake is rather than where the parser gave up."""
    opened, gave_up = fault.context_mark, fault.problem_mark
    if not opened or not gave_up:
        return gave_up or opened
    if "quoted scalar" in said and not re.search("escape|hex", said):
        return opened  # a quotation mark that is never closed: the parser ran to the end
    if re.search("simple key|anchor|alias|block scalar", said):
        return opened  # a line without colon, or a sign such as * or > before a text
    if "flow" in said and opened.line != gave_up.line:
        return opened  # a bracket that is never closed
    return gave_up


def _closed_early(last: Value | None, mark: yaml.Mark | None, text: str) -> Problem | None:
    """A quoted text with more text right behind it: the true cause of "expected key"."""
    if not isinstance(last, Scalar) or last.plain or mark is None:
        return None
    if text[last.start] not in "\"'" or mark.index < last.end:
        return None
    if text[last.end : mark.index].strip(" ") or text[mark.index : mark.index + 1] in "\"'":
        return None  # of two texts in quotes a comma is missing
    end = _place_in(text, last.end - 1, last.path)
    line = text.split("\n")[last.line - 1].strip()
    return error(
        last.where,
        "Y022",
        f"the quoted text that begins here ends on line {end.line}, column {end.column}, "
        f"and more text follows: {quoted(line)}",
        "inside single quotes write '' for an apostrophe, inside double quotes \\\" for a "
        "quotation mark; or put the missing quotation mark where the value ends",
    )


def _place_in(text: str, offset: int, path: str) -> Location:
    return Location(path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


_CONTROL = re.compile(
    # U+0085, U+2028 and U+2029 end a line for YAML and for no editor; U+FEFF is a stray mark of
    # byte order: each would put every later message on the wrong place.
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufeff\ufffe\uffff]"
)


def _control_characters(text: str, path: str) -> list[Problem]:
    found = _CONTROL.search(text)
    if not found:
        return []
    return [
        error(
            _place_in(text, found.start(), path),
            "Y002",
            f"the file holds the control character U+{ord(found.group()):04X}",
            "delete it; it often comes with text pasted from another program",
        )
    ]


_MERGE = re.compile(r"^(<{7} .*|>{7} .*|\|{7} .*|={7}$)", re.MULTILINE)


def _merge_markers(text: str, path: str) -> list[Problem]:
    marks = list(_MERGE.finditer(text))
    if not any(mark.group().startswith(("<", ">")) for mark in marks):
        return []  # a lone row of seven = may underline a heading
    return [
        error(
            _place_in(text, mark.start(), path),
            "Y004",
            f"{quoted(mark.group())} was left by a merge",
            "keep the lines you want of the two versions and delete the marker lines",
        )
        for mark in marks
    ]


def line_starts(text: str) -> list[int]:
    """Offsets at which lines begin, for many look-ups with :func:`line_of`."""
    return [0, *(match.end() for match in re.finditer("\n", text))]


def line_of(starts: list[int], offset: int) -> tuple[int, int]:
    """Line and column (from 1) of an offset."""
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


def unknown(
    where: Location,
    code: str,
    kind: str,
    text: str,
    known: list[str],
    file: str = "",
    meant: str = "",
) -> Problem:
    """A name that stands for nothing, with the nearest that does.

    Args:
        where: Where the name stands.
        code: The code of the message.
        kind: What the name should stand for, such as "topic".
        text: The name as written.
        known: The names that stand for something.
        file: Where a name is added.
        meant: The known name that is meant, where that is certain.
    """
    near = f"did you mean '{meant}'? " if meant else did_you_mean(text, known)
    listed = f"write one of: {', '.join(known)}" if 0 < len(known) <= 24 else ""
    add = f"add it to {file}" if file else "add it first"
    if listed and file:
        listed += f"; or {add}"
    edge = ": it begins or ends with a space" if spaced(text) else ""
    return error(
        where, code, f"the {kind} {quoted(text)} is not known{edge}",
        near + f"If not, {listed or add}" if near else listed or f"{add}, or mend the spelling",
    )  # fmt: skip
