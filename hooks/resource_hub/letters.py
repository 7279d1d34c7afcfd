"""Letters that look like others, and names made of letters that an address can hold."""

import re
import unicodedata

# Letters of other alphabets, and rare ones of ours, that most fonts draw like a letter of a to z.
# After the Unicode Consortium's list of confusable characters (UTS #39, confusables.txt), small
# letters only: a host has no others.
_TWINS = {
    "a": "аɑα", "c": "сϲ", "d": "ԁ", "e": "е", "g": "ɡ", "h": "һ", "i": "іι", "j": "јϳ", "k": "κ",
    "l": "ӏ", "n": "ո", "o": "оοօ", "p": "рρ", "q": "ԛ", "s": "ѕ", "u": "υս", "v": "νѵ", "w": "ԝѡ",
    "x": "х", "y": "уγү",
}  # fmt: skip
LOOKS_LIKE = {ord(twin): letter for letter, twins in _TWINS.items() for twin in twins}

# Letters that no decomposition takes apart.
_SPELLED = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th",
                          "ł": "l", "ı": "i", "&": " and "})  # fmt: skip


def script_of(character: str) -> str:
    """The alphabet of a letter, such as "Cyrillic"; empty for all that is no letter."""
    if not character.isalpha():
        return ""
    name = unicodedata.name(character, "unknown").split(" ", 1)[0]
    return "Han" if name == "CJK" else name.capitalize()


def stranger_in(text: str) -> str:
    """The first letter of another alphabet than ours; empty if there is none."""
    return next((c for c in text if not c.isascii() and script_of(c) not in ("", "Latin")), "")


def hidden_in(text: str) -> str:
    """The first character that shows nothing or moves what is shown; empty if there is none."""
    return next((c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")
                 or (c.isspace() and c != " ")), "")  # fmt: skip


def name_of(character: str) -> str:
    """A character that cannot be shown, such as "ZERO WIDTH SPACE (U+200B)"."""
    return f"{unicodedata.name(character, 'the character')} (U+{ord(character):04X})"


def slug_of(text: str) -> str:
    """Small letters, digits and single hyphens that say the same; empty if nothing is left."""
    plain = text.casefold().translate(LOOKS_LIKE).translate(_SPELLED)
    plain = unicodedata.normalize("NFKD", plain)
    kept = (c for c in plain if unicodedata.category(c) not in ("Mn", "Cf") and c not in "'’")
    return re.sub(r"[^a-z0-9]+", "-", "".join(kept)).strip("-")
