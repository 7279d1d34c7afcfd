"""Edge: Markdown. Finds citations in the text and leaves a placeholder for each.

Only Markdown itself knows what is code, a link, an escape or an e-mail address, so the finding is
done while it converts; what a citation means is left to Pandoc.
"""

import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

# An @ that may begin a citation is followed by a mark when places are wanted: the number of the @
# in the text between two characters that nobody writes (Unicode's private use area).
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = f"(?:{_OPEN}\\d+{_CLOSE})?"
_KEY = r"(?:\{[^{}\s]+\}|\w+(?:[:.#$%&\-+?<>~/]\w+)*)"
# A citekey may stand in emphasis, _@key_; else an underscore before @ is part of an address.
_BEFORE = r"(?:(?<![\w@/.])|(?<=[^\w@/.]_)|(?<=^_))"
_CANDIDATE = re.compile(rf"{_BEFORE}@(?={_MARK}{_KEY})")
_IN_GROUP = re.compile(rf"(?:^|[\s;(\[-])@{_MARK}{_KEY}")
_KEYS = re.compile(rf"(?<![\w@/.])@({_KEY})")


@dataclass(frozen=True, slots=True)
class Found:
    """A citation as written, and the offset of each of its citekeys' @ in the text."""

    raw: str
    cites: tuple[tuple[str, int], ...]


def find_citations(text: str) -> list[Found]:
    """Every citation of a Markdown text, in reading order.

    Args:
        text: Markdown without front matter.

    Returns:
        Citations in brackets and in running text; none from code, links or addresses.
    """
    offsets = [match.start() for match in _CANDIDATE.finditer(text)]
    if not offsets:
        return []
    marked, last = [], 0
    for number, offset in enumerate(offsets):
        marked += [text[last : offset + 1], f"{_OPEN}{number}{_CLOSE}"]
        last = offset + 1
    html = _converter().reset().convert("".join([*marked, text[last:]]))
    found = []
    for numbers, raw in _PLACEHOLDER_WITH_PLACES.findall(html):
        keys = citekeys(unescape(raw))
        places = [offsets[int(number)] for number in numbers.split()]
        found.append(Found(unescape(raw), tuple(zip(keys, places, strict=False))))
    return found


def citekeys(raw: str) -> list[str]:
    """The citekeys of a citation as written."""
    return [key.strip("{}") for key in _KEYS.findall(raw)]


# Python-Markdown writes attributes in alphabetical order.
_PLACEHOLDER_WITH_PLACES = re.compile(
    r'<hub-cite data-at="([\d ]*)" data-raw="([^"]*)"></hub-cite>'
)


class CitationExtension(Extension):
    """Turns ``[@key]``, ``[see @key, p. 3]``, ``[-@key]`` and ``@key`` into placeholders."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        """Register both finders: brackets before links are read, bare keys after them."""
        if "@" not in md.ESCAPED_CHARS:
            md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "@"]
        md.inlinePatterns.register(_Bracketed(r"\[", md), "hub-cite-group", 175)
        narrative = rf"{_BEFORE}@{_MARK}{_KEY}(?:['’]s(?!\w))?"
        md.inlinePatterns.register(_Narrative(narrative, md), "hub-cite-narrative", 85)


_KEY_BEFORE = re.compile(rf"{_BEFORE}@{_MARK}{_KEY} ?\n?$")


class _Bracketed(InlineProcessor):
    def handleMatch(self, m, data):
        end = _closing_bracket(data, m.start(0))
        inner = data[m.end(0) : end]
        if end < 0 or not _IN_GROUP.search(inner) or _is_link(data, end):
            return None, None, None
        key = _KEY_BEFORE.search(data, 0, m.start(0))  # @key [p. 3; @other]
        emphasized = key and data[: key.start()].endswith("_") and key[0].rstrip().endswith("_")
        start = key.start() if key and not emphasized else m.start(0)
        return _placeholder(self.unescape(data[start : end + 1])), start, end + 1


_PART = re.compile(r" ?\n?\[")


class _Narrative(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)  # "[@name](address)" names an account, and links do not nest

    def handleMatch(self, m, data):
        end = m.end(0)
        if data[: m.start(0)].endswith("_") and data[m.start(0) : end].endswith("_"):
            end -= 1  # that of the emphasis
        bracket = _PART.match(data, end)  # @key [p. 3]
        if bracket:
            close = _closing_bracket(data, bracket.end() - 1)
            if close > 0 and not _is_link(data, close):
                end = close + 1
        return _placeholder(self.unescape(data[m.start(0) : end])), m.start(0), end


def _closing_bracket(data: str, start: int) -> int:
    depth = 0
    for place in range(start, len(data)):
        depth += (data[place] == "[") - (data[place] == "]")
        if depth == 0:
            return place
    return -1


def _is_link(data: str, end: int) -> bool:
    """Whether an address or a link's name follows the bracket that closes at ``end``."""
    after = data[end + 1 : end + 3]
    return after.startswith("(") or (after.startswith("[") and after != "[@")


def _placeholder(raw: str) -> Element:
    numbers = re.findall(f"{_OPEN}(\\d+){_CLOSE}", raw)
    element = Element("hub-cite")
    element.set("data-raw", re.sub(f"{_OPEN}\\d+{_CLOSE}", "", raw))
    if numbers:
        element.set("data-at", " ".join(numbers))
    element.text = ""
    return element


@cache
def _converter() -> markdown.Markdown:
    return markdown.Markdown(
        extensions=["tables", "footnotes", "def_list", "fenced_code", CitationExtension()]
    )
