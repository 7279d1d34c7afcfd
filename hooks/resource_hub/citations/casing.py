"""Capitals in titles: sentence case in the list, title case in the text (APA 7, 6.17 and 9.19).

Pandoc puts English titles into sentence case and keeps what stands in braces; it also lowers
letters that are no words ("grade k-12") and keeps capitals after an abbreviation. Both readings
of a title have the same length, so they are compared letter by letter.
"""

import re

_TAGS = re.compile(r"(<[^>]*>)")
_WORD = re.compile(r"[^\s—]+")
_EMPHASIS = re.compile(r"<(i|b|span[^>]*)>.*?</(?:i|b|span)>")
_SENTENCE = re.compile(r"(?<![^\W\d_]\.[^\W\d_])(?<!\b[^\W\d_])[.?!]['’”]?$")
_ABBREVIATION = re.compile(r"\W*(?:[A-Z]\.|(?:[^\W\d_]\.){2,})(?:['’]s)?\W*")
_NOT_LOWERED = re.compile(r"\W*(?:I(?:['’](?:m|d|ve|ll))?|[^\W\d_aAeE])\W*")


def sentence_case(lowered: str, written: str, source: str) -> str:
    """A title in sentence case.

    Args:
        lowered: As Pandoc gives it.
        written: The same without change of case.
        source: The field in the file, whose braces protect words.
    """
    if len(lowered) != len(written):
        return lowered
    shown, last, before = [], 0, ""
    kept = [match.span() for match in _EMPHASIS.finditer(written)]
    for match in _WORD.finditer(written):
        start, end = match.span()
        shown.append(written[last:start])
        if any(first <= start and end <= after for first, after in kept):
            shown.append(match[0])  # the braces of a command protect like any others
        elif written[:start].endswith("—") or before == "–" or _SENTENCE.search(before):
            shown.append(match[0][:1] + lowered[start + 1 : end] if match[0] else "")
        else:
            shown.append(_word(lowered[start:end], match[0], before, source))
        last, before = end, match[0]
    return "".join([*shown, written[last:]])


def _word(lowered: str, written: str, before: str, source: str) -> str:
    if lowered == written:
        plain = re.fullmatch(r"[^\W\d_][^\W\d_]+(?:-[^\W\d_]+)*\W*", written)
        taken = _ABBREVIATION.fullmatch(before) and plain and written[1:].islower()
        return written.lower() if taken and not _braced(written, source) else written
    if written[:1].islower():
        return written  # Pandoc takes an abbreviation for the end of a sentence
    if _ABBREVIATION.fullmatch(written) or _NOT_LOWERED.fullmatch(written):
        return written
    parts = re.split("([-–/])", written)
    if len(parts) == 1 and not re.search(r"\d", written):
        return lowered
    places = [sum(map(len, parts[:n])) for n in range(len(parts))]
    return "".join(
        part if _is_sign(part, n) else lowered[at : at + len(part)]
        for n, (part, at) in enumerate(zip(parts, places, strict=True))
    )


def _is_sign(part: str, place: int) -> bool:
    """Whether a part of a word such as "K-12" or "X-ray" is a letter or a code, not a word."""
    letters = re.sub(r"\W", "", part)
    return bool(re.search(r"\d", letters)) or (len(letters) == 1 and (place > 0 or letters != "E"))


def _braced(word: str, source: str) -> bool:
    return bool(re.search(r"\{[^{}]*" + re.escape(word.strip(".,:;!?")), source))


def capital_first(title: str) -> str:
    """The title with a capital first letter, unless a capital follows it, as in "eLife"."""
    match = re.match(r"((?:<[^>]*>|[“‘(\"'])*)([^\W\d_])(\w*)", title)
    if not match or any(letter.isupper() for letter in match[3]):
        return title
    return match[1] + match[2].upper() + title[match.end(2) :]


# 6.17: minor words are short ones only; words of four letters or more are major.
_MINOR = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "as",
        "but",
        "for",
        "if",
        "nor",
        "or",
        "so",
        "yet",
        "at",
        "by",
        "in",
        "of",
        "off",
        "on",
        "per",
        "to",
        "up",
        "via",
        "vs",
        "v",
    ]
)


def title_case(title: str) -> str:
    """A title as it stands in the text: capitals for all words but short minor ones."""
    shown, first = [], True
    for part in _TAGS.split(title):
        if part.startswith("<"):
            shown.append(part)
            continue
        pieces = re.split(r"(\s+|[-–—/])", part)
        for piece in pieces:
            shown.append(_major(piece, first))
            if re.search(r"\w", piece):
                first = bool(re.search(r"[:.?!]\W*$", piece)) and not _ABBREVIATION.fullmatch(piece)
            elif piece == "—":
                first = True
    return "".join(shown)


def _major(word: str, first: bool) -> str:
    bare = word.strip("“”‘’\"'()[].,:;!?")
    if not bare or any(letter.isupper() for letter in bare) or (bare in _MINOR and not first):
        return word
    at = word.index(bare[0])
    return word[:at] + word[at].upper() + word[at + 1 :]


def names_of_law(written: str) -> str:
    """The name of a law or case, as it is written; in title case if it was written without."""
    words = [word for word in re.findall(r"[^\W\d_]{4,}", written) if word not in _PREPOSITIONS]
    lowered = [word for word in words if word.islower()]
    return title_case(written) if len(lowered) * 2 > len(words) else written


_PREPOSITIONS = frozenset(
    ["with", "from", "between", "against", "under", "about", "into", "over", "upon", "among"]
)


def as_it_is(text: str) -> str:
    """Text that the style may not put into another case."""
    return f'<span class="nocase">{text}</span>'
