"""Rules for titles: what must keep its capitals, and what does not belong there."""

import re
from collections.abc import Iterator

from resource_hub.citations.bibliography import Reference
from resource_hub.citations.linting.words import language, phrases, words
from resource_hub.citations.values import Field
from resource_hub.problems import Problem, quoted, warning

TITLES = ("title", "subtitle", "maintitle", "mainsubtitle", "booktitle", "booksubtitle")
# Names of laws and cases keep their capitals; a periodical is a container, which keeps them too.
KEPT = ("legislation", "jurisdiction", "legal", "periodical")
_WORD = re.compile(r"[^\W\d_](?:[\w'’]|\.(?=[^\W\d_]))*\.?")
_START = re.compile(r"(?:^|[.?!:]|--|[–—])[\s\"'“‘`(\[]*$")
_ACRONYM = re.compile(r"[A-Z]{2,}s?|(?:[A-Z]\.){2,}|[A-Z]{2,}\d*")
_INNER = re.compile(r"\w*[a-z]\w*[A-Z]\w*|[A-Z]['’][A-Z]\w*|[A-Z]{2,}[a-z]\w*")
_SMALL = re.compile(r"[a-z]{4,}")
_MASK = "\0"


def check_field(entry: Reference, field: Field) -> Iterator[Problem]:
    """B037 to B039 for a field that is a title."""
    if field.name not in TITLES:
        return
    text, key = field.text, quoted(entry.key)
    open_text = _without_braces(text)
    if _is_shouted(open_text):
        yield warning(
            field.where,
            "B038",
            f"the {field.name} of {key} is all in capital letters: {quoted(text)}",
            "write it with small letters, and names in braces, such as {Finland}",
        )
    elif not _keeps_capitals(entry) and entry.kind not in KEPT:
        found = names_in(text)
        if found:
            yield _unprotected(key, field, found)
    if re.search(r"[^.]\.[}\"'”’]*$", text) and not _ends_in_abbreviation(text):
        yield warning(
            field.where,
            "B039",
            f"the {field.name} of {key} ends in a full stop",
            "delete it: the style adds one",
        )


def check_language(entry: Reference) -> Iterator[Problem]:
    """B049: Pandoc looks for the language of a title in ``langid`` only."""
    named = entry.fields.get("language", "")
    langid = language(named) if named else ""
    if langid and not entry.has("langid", "hyphenation"):
        where = next(field.where for field in entry.written if field.name == "language")
        yield warning(
            where,
            "B049",
            f"the title of {quoted(entry.key)} is changed to small letters as if it were English",
            f"add a line 'langid = {{{langid}}},'",
        )


def names_in(text: str) -> list[str]:
    """What must keep its capitals in a title and does not stand in braces, in order."""
    open_text = _without_braces(text)
    found: list[tuple[int, str]] = []
    if len(open_text) > 3 and (" " in open_text):
        for match in phrases().finditer(open_text):
            if not _begins(open_text, match.start()):
                found.append((match.start(), match[0]))
        open_text = phrases().sub(lambda match: " " * len(match[0]), open_text)
    sentence_case = _is_sentence_case(open_text)
    for match in _WORD.finditer(open_text):
        name = _name(open_text, match, sentence_case)
        if name:
            found.append((match.start(), name))
    return list(dict.fromkeys(name for _, name in sorted(found)))


def _name(text: str, match: re.Match[str], sentence_case: bool) -> str:
    written = match[0]
    if written.islower() or _MASK in (
        text[match.start() - 1 : match.start()],
        text[match.end() :][:1],
    ):
        return ""
    word = re.sub(r"['’]s$", "", written)
    bare = word.rstrip(".")
    if _ACRONYM.fullmatch(word) or _ACRONYM.fullmatch(bare) or _INNER.fullmatch(bare):
        return word if _ACRONYM.fullmatch(word) else bare
    if not bare[:1].isupper() or _begins(text, match.start()):
        return ""
    if len(bare) == 1:
        return "" if bare == "A" and sentence_case is False else bare
    if bare in words("names"):
        return bare
    return bare if sentence_case else ""


def _is_sentence_case(text: str) -> bool:
    """Whether few words have capitals, so that those that do are names."""
    inside = [m for m in _WORD.finditer(text) if not _begins(text, m.start())]
    large = sum(m[0][:1].isupper() and m[0][1:2].islower() for m in inside)
    small = sum(bool(_SMALL.fullmatch(m[0])) for m in inside)
    return small >= 2 * large


def _begins(text: str, at: int) -> bool:
    """Whether a sentence begins here, so that the word has its capital anyway."""
    return bool(_START.search(text[:at]))


def _unprotected(key: str, field: Field, found: list[str]) -> Problem:
    shown = ", ".join(quoted(name) for name in found[:5]) + (", …" if len(found) > 5 else "")
    braced = ", ".join(f"{{{name}}}" for name in found[:5])
    return warning(
        field.where,
        "B037",
        f"the {field.name} of {key} has capital letters that may be lost: {shown}",
        f"put braces around what is a name: {braced}; write other words with small letters",
    )


def _without_braces(text: str) -> str:
    """The text with a sign of no meaning for what stands in braces or is LaTeX; length stays."""
    text = re.sub(r"\\[A-Za-z]+\s?|\\[^A-Za-z]", lambda m: _MASK * len(m[0]), text)
    while (inner := re.search(r"\{[^{}]*\}", text)) is not None:
        text = text[: inner.start()] + _MASK * len(inner[0]) + text[inner.end() :]
    return re.sub(r"\$[^$]*\$", lambda m: _MASK * len(m[0]), text)


def _is_shouted(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= 10 and " " in text.strip() and all(c.isupper() for c in letters)


def _keeps_capitals(entry: Reference) -> bool:
    """Whether Pandoc leaves the title as it is: it has a language and that is not English."""
    langid = entry.fields.get("langid", "") or entry.fields.get("hyphenation", "")
    english = ("english", "american", "british", "canadian", "australian", "newzealand", "en")
    return bool(langid) and not langid.lower().removeprefix("us").removeprefix("uk").startswith(
        english
    )


def _ends_in_abbreviation(text: str) -> bool:
    last = text.rstrip("}\"'”’").split()[-1]
    return bool(
        re.search(r"\w\.\w*\.$", last)
        or re.fullmatch(r"\W*(?:Inc|Ltd|Co|Corp|Jr|Sr|etc|No|Vol|vs|al|[A-Z])\.", last)
    )
