"""Where links stand in what editors write: the exact line and column of each address."""

import re
from collections.abc import Iterator
from html import unescape

from resource_hub.links.read import split_srcset
from resource_hub.problems import Location
from resource_hub.source import Source, Value, line_of, line_starts

Found = tuple[int, str, str]  # offset, the address as it stands, the address as Markdown reads it


def links_in_markdown(
    source_text: str, start: int = 0, path: str = ""
) -> list[tuple[str, Location]]:
    """The addresses in a Markdown text with their places, in reading order.

    Args:
        source_text: The whole file, so that lines are counted from its beginning.
        start: Where the Markdown begins (the end of the front matter).
        path: The file's name in messages.

    Returns:
        Addresses of links, images, reference definitions, automatic links and raw HTML, escapes
        and entities undone; a mail address as ``mailto:``. Code and comments hold none. The place
        is that of the address, not of the bracket before it.
    """
    starts = line_starts(source_text)
    return [
        (address, Location(path, *line_of(starts, start + at)))
        for at, _, address in _links(source_text[start:])
    ]


def links_in_scalar(text: str, source: Source, within: Value) -> list[tuple[str, Location]]:
    """The addresses in a Markdown text that is a YAML scalar, with their places in the file.

    Args:
        text: The scalar's text, as YAML gives it: folded, unquoted.
        source: The file it stands in.
        within: The scalar's place; taken for an address that quoting or escapes have changed.
    """
    raw = source.text[within.start : within.end]
    return [
        (address, _in_raw(text, at, written, raw, source, within))
        for at, written, address in _links(text)
    ]


def _in_raw(text: str, at: int, written: str, raw: str, source: Source, within: Value) -> Location:
    # An address has no spaces to fold, so the nth time it stands in the text is the nth time it
    # stands in the file, unless escapes differ; then the counts do too.
    if not written or _times(text, written) != _times(raw, written):
        return within.where
    nth = _times(text[: at + len(written)], written)
    offset = -1
    for _ in range(nth):
        offset = raw.find(written, offset + 1)
    return source.place(within.start + offset)


def _times(text: str, fragment: str) -> int:
    return len(re.findall(f"(?={re.escape(fragment)})", text))


# Reading ---------------------------------------------------------------------------------------


def _links(text: str) -> list[Found]:
    blocks = _without_code_blocks(text)
    found = list(_in_html(blocks))
    plain = _OPAQUE.sub(_blank, blocks)
    found += _in_definitions(plain)
    found += _in_brackets(plain)
    return sorted(set(found))


def _blank(match: re.Match[str]) -> str:
    """Spaces in place of a match, lines kept, so that offsets stay true."""
    return re.sub(r"[^\n]", " ", match.group())


_PARAGRAPH = r"(?:(?!\n[ \t]*\n).)"  # one character that does not end the paragraph
_CODE = rf"(?<![\\`])(?P<ticks>`+)(?!`){_PARAGRAPH}+?(?<!`)(?P=ticks)(?!`)"
_COMMENT = r"<!--.*?-->"
_RAW = r"<(?P<raw>script|style|pre|textarea)\b(?P<opening>[^>]*)>.*?</(?P=raw)\s*>"
_ATTRIBUTE = r"""\s+[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?+"""
# An address in angle brackets, "[a](<my file.md>)", looks like a tag.
_TAG = rf"(?<!\]\()</?[a-zA-Z][\w-]*+(?:{_ATTRIBUTE})*+\s*+/?>"
_AUTOLINK = r"(?<!\]\()<(?P<auto>(?:https?|ftp)://[^<>\n]*|(?P<mail>[^<> !\n]+@[^@<> \n]+))>"

_OPAQUE = re.compile(f"{_COMMENT}|{_CODE}|{_RAW}|{_AUTOLINK}|{_TAG}", re.I | re.S)
_NAMED = re.compile(
    r"""\s(?P<name>[^\s"'<>/=]+)"""
    r"""(?:\s*=\s*(?:"(?P<two>[^"]*)"|'(?P<one>[^']*)'|(?P<bare>[^\s"'=<>`]+)))?"""
)
_HOLD_ADDRESS = frozenset({"href", "src", "srcset", "poster", "action", "data", "xlink:href"})


def _in_html(text: str) -> Iterator[Found]:
    for match in _OPAQUE.finditer(text):
        if match["auto"]:
            prefix = "mailto:" if match["mail"] and not match["mail"].startswith("mailto:") else ""
            yield match.start("auto"), match["auto"], prefix + _decoded(match["auto"])
        elif match["raw"]:
            # A <pre> shows its links; a script or style has none, only an address of its own.
            opening, end = match.start(), match.end("opening")
            yield from _in_tag(text, opening, end + 1)
            if match["raw"].lower() == "pre":
                yield from _in_tags(text, end + 1, match.end())
        elif not match["ticks"] and not match.group().startswith("<!--"):
            yield from _in_tag(text, match.start(), match.end())


_TAG_OR_COMMENT = re.compile(f"{_COMMENT}|{_TAG}", re.I | re.S)


def _in_tags(text: str, first: int, last: int) -> Iterator[Found]:
    for match in _TAG_OR_COMMENT.finditer(text, first, last):
        if not match.group().startswith("<!--"):
            yield from _in_tag(text, match.start(), match.end())


def _in_tag(text: str, first: int, last: int) -> Iterator[Found]:
    for match in _NAMED.finditer(text, first, last):
        kind = match.lastgroup or "name"
        if kind == "name" or match["name"].lower() not in _HOLD_ADDRESS:
            continue
        value, at = match[kind], match.start(kind)
        if match["name"].lower() == "srcset":
            yield from ((at + o, part, _decoded(part)) for o, part in split_srcset(value))
        else:
            yield at, value, _decoded(value)


_DEFINITION = re.compile(
    r"^[ \t>]*\[(?!\^)[^\[\]\n]+\]:[ \t]*(?:\n[ \t>]*)?"
    r"(?:<(?P<angle>[^<>\n]+)>|(?P<bare>[^\s<]\S*))",
    re.M,
)


def _in_definitions(text: str) -> Iterator[Found]:
    for match in _DEFINITION.finditer(text):
        kind = "angle" if match["angle"] else "bare"
        yield match.start(kind), match[kind], _decoded(match[kind])


_TITLE = rf"""(?:"{_PARAGRAPH}*?"|'{_PARAGRAPH}*?'|\({_PARAGRAPH}*?\))"""
_DESTINATION = re.compile(
    rf"""\(\s*(?:
        <(?P<angle>[^<>\n]*)>
      | (?P<bare>(?:[^\s()\\<"']|\\.|["'](?!\s*\))|\((?:[^\s()\\]|\\.)*\))*)
      | (?P<spaced>[^()<>"'\n]*?)
    )(?:\s+{_TITLE})?\s*\)""",
    re.X | re.S,
)
_SIGN = re.compile(r"\\.|\n[ \t]*\n|!?\[|\]", re.S)


def _in_brackets(text: str) -> Iterator[Found]:
    """Inline links and images: brackets in balance, then an address in parentheses."""
    depth = 0
    for sign in _SIGN.finditer(text):
        written = sign.group()
        if written in ("[", "!["):
            depth += 1
        elif written == "]":
            target = _DESTINATION.match(text, sign.end()) if depth else None
            depth = max(depth - 1, 0)
            if target:
                yield from _destination(target)
        elif written.startswith("\n"):
            depth = 0  # a bracket that a paragraph leaves open is only a bracket


def _destination(target: re.Match[str]) -> Iterator[Found]:
    for kind in ("angle", "bare", "spaced"):
        if target[kind]:
            address = target[kind].strip()
            at = target.start(kind) + target[kind].index(address)
            yield at, address, _decoded(_unescaped(address))


def _unescaped(address: str) -> str:
    return re.sub(r"\\([\\`*_{}\[\]()>#+\-.!|~:\"'<])", r"\1", address)


_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);")


def _decoded(address: str) -> str:
    # Only with its semicolon: "?a=1&copy=2" is no copyright sign.
    return _ENTITY.sub(lambda entity: unescape(entity.group()), address)


# Code blocks -----------------------------------------------------------------------------------

_FENCE = r"^[ \t>]*(?P<fence>`{3,}|~{3,})[^`\n]*\n(?:[^\n]*\n)*?[ \t>]*(?P=fence)[`~]*[ \t]*$"
# One pass, so that a fence or comment shown as code opens nothing, nor a tick in a comment.
_BLOCKS = re.compile(f"{_FENCE}|{_COMMENT}|{_CODE}", re.M | re.S)
_HOLDER = re.compile(r"(?:[-*+]|\d+[.)])[ \t]|\[\^[^\]]+\]:|:[ \t]|!!!|\?\?\?|===")


def _without_code_blocks(text: str) -> str:
    """The text with comments, fenced and indented code made meaningless, offsets kept."""
    # Dots, not spaces: what follows a comment on its line is no indented code.
    text = _BLOCKS.sub(
        lambda match: match.group() if match["ticks"] else re.sub(r"\S", ".", match.group()), text
    )
    lines = text.split("\n")
    return "\n".join(
        " " * len(line) if is_code else line
        for line, is_code in zip(lines, _indented(lines), strict=True)
    )


def _indented(lines: list[str]) -> Iterator[bool]:
    """For each line, whether it is code by its indentation alone.

    Four spaces after an empty line make code, unless they continue a list entry, a footnote, a
    definition or an admonition; each of those needs four more.
    """
    holders = [False]  # by level: whether the last line there holds what is indented below it
    was_empty, was_code = True, False
    for line in lines:
        if not line.strip():
            was_empty = True
            yield False
            continue
        level = _level(line)
        held = next((i for i, holds in enumerate(holders) if not holds), len(holders))
        code = level > held and (was_empty or was_code)
        if not code:
            level = min(level, held)
            starts = bool(_HOLDER.match(line.strip()))
            continues = not was_empty and level < len(holders) and holders[level]
            holders = [*holders[:level], starts or continues]
        was_empty, was_code = False, code
        yield code


def _level(line: str) -> int:
    blank = line.expandtabs(4)
    return (len(blank) - len(blank.lstrip())) // 4
