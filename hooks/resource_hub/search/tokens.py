"""Text to tokens, exactly as ``content/assets/search/tokens.mjs`` does it.

One case file, ``tests/parity/tokens.json``, binds the two.
"""

import re
import unicodedata
from collections.abc import Collection

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(r"['’]+(?=[^\W_])|ʼ")
_INVISIBLE = {0xAD: None, 0x200C: None, 0x200D: None, 0x2060: None}


class _Marks(dict[int, int | None]):
    """A table for ``str.translate`` that drops combining marks, filled as they are met."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.category(chr(code))[0] == "M" else code
        return self[code]


_DROP_MARKS = _Marks(_INVISIBLE)


def fold(text: str) -> str:
    """Text in small letters without accents; letters of their own (ø, ß) stay.

    NFKD comes first, so that ligatures and full-width forms fall apart before
    the case is changed. A final sigma is an ordinary one, since where a word
    ends is not known yet.
    """
    if text.isascii():
        return text.lower()
    lowered = unicodedata.normalize("NFKD", text).lower()
    return lowered.translate(_DROP_MARKS).replace("ς", "σ")


def tokens(text: str) -> list[str]:
    """The tokens of a text: runs of letters and digits, inner apostrophes dropped."""
    return _WORD.findall(plain(fold(text)))


def plain(text: str) -> str:
    """Text without the apostrophes that stand in or before a word."""
    return _APOSTROPHE.sub("", text)


def shared(words: Collection[str]) -> str:
    """The longest beginning that all the words have."""
    first, last = min(words), max(words)
    length = 0
    while length < len(first) and first[length] == last[length]:
        length += 1
    return first[:length]


def order(word: str) -> bytes:
    """The key that sorts words as JavaScript compares strings: by UTF-16 units."""
    return word.encode("utf-16-be", "surrogatepass")
