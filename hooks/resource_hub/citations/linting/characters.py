"""Rules for signs that LaTeX, HTML or a person's privacy give a meaning."""

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5

from resource_hub.citations.bibliography import Reference
from resource_hub.citations.linting.people import ROLES
from resource_hub.citations.linting.words import words
from resource_hub.citations.values import Field
from resource_hub.problems import Problem, error, quoted, warning

_SPECIAL = re.compile(r"[@<&%$#_^\\]")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}")
_ENTITY = re.compile(r"&(?:#\d+|#[xX][\da-fA-F]+|[A-Za-z][A-Za-z\d]*);")
_TAG = re.compile(
    r"</?(?:i|b|em|strong|sub|sup|u|s|p|br|sc|scp|small|span|div|a|font|q|title|jats:\w+|mml:\w+)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
# CSL 1.0.2: these mean in CSL-JSON what they say, and Pandoc gives them on.
_IN_CSL = re.compile(r"</?(?:i|b|sub|sup|sc|u)>")
_AS_LATEX = {
    "i": r"\emph{…}", "u": r"\emph{…}", "em": r"\emph{…}",
    "b": r"\textbf{…}", "strong": r"\textbf{…}",
    "sc": r"\textsc{…}", "sub": r"\textsubscript{…}", "sup": r"\textsuperscript{…}",
}  # fmt: skip
_LINK = re.compile(r"\\(?:url|href)\s*\{([^{}]*)\}")
_ESCAPED = re.compile(r"\\[^A-Za-z]")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
# Only hash signs before a digit are lost, as LaTeX's arguments of a macro.
_ARGUMENT = re.compile(r"#\d")
_MONEY = re.compile(r"\d[\d.,]*\s+.*[A-Za-z]{3,}", re.DOTALL)


def check_field(entry: Reference, field: Field) -> Iterator[Problem]:
    """B033 to B036, B046 and B051 for any field that is not taken as it is."""
    if not _SPECIAL.search(field.text):
        return
    key, name, text = quoted(entry.key), field.name, field.text
    if "@" in text and name not in ("url", "doi", "file") and (email := _EMAIL.search(text)):
        yield error(
            field.where,
            "B046",
            f"'{name}' of {key} holds the e-mail address {quoted(email[0])}",
            "delete it: the hub publishes no addresses of persons",
        )
        text = text.replace(email[0], " ")
    own = name in words("own")
    if not (own or name in words("shown")):
        return
    html = _html(key, field, text)
    if html:
        yield html
    if own:
        yield from _plain(key, field, text)
        return
    text = _TAG.sub(" ", _ENTITY.sub(" ", text))
    link = _LINK.search(text)
    if link and name not in ("note", "addendum"):
        yield _link(key, field, link[1])
    text = _LINK.sub(" ", text)
    lost = _lost(key, field, _ESCAPED.sub("  ", text))
    if lost:
        yield lost
    else:
        yield from _unescaped(key, field, _ESCAPED.sub("  ", text))


def _html(key: str, field: Field, text: str) -> Problem | None:
    own = field.name in words("own")
    tags = [found[0] for found in _TAG.finditer(text)] if "<" in text else []
    shown = [tag for tag in tags if own or not _IN_CSL.fullmatch(tag)]
    what = f"'{field.name}' of {key} holds the HTML "
    if tags and not shown:
        what += f"{quoted(tags[0])}, which other programs do not read"
        return warning(field.where, "B051", what, _mend_of_tag(tags[0]))
    if shown:
        mend = _mend_of_tag(shown[0])
        found = shown[0]
    elif "&" in text and (entity := _entity(text)):
        sign = unescape(entity)
        better = f"\\{sign}" if sign in "&%$#_" else sign
        mend = f"write {better} instead" if better.strip() else "write a space instead"
        found = entity
    else:
        return None
    mend = "write the sign or the word itself" if own else mend
    return error(field.where, "B035", what + quoted(found), mend)


def _mend_of_tag(tag: str) -> str:
    better = _AS_LATEX.get(re.sub(r"\W", "", tag.split()[0]).lower())
    return f"write {better} instead" if better else "delete it"


def _entity(text: str) -> str:
    """The first entity of HTML in a text; empty if there is none."""
    for found in _ENTITY.findall(text):
        if found[1] == "#" or found[1:] in html5:
            return found
    return ""


def _plain(key: str, field: Field, text: str) -> Iterator[Problem]:
    escaped = re.search(r"\\[A-Za-z&%$#_]+", text)
    if escaped:
        yield error(
            field.where,
            "B033",
            f"'{field.name}' of {key} is plain text, so {quoted(escaped[0])} is shown as written",
            "write the sign itself, without a backslash",
        )


def _link(key: str, field: Field, address: str) -> Problem:
    return warning(
        field.where,
        "B036",
        f"'{field.name}' of {key} holds an address in a LaTeX command",
        f"move it to a line of its own: 'url = {{{address}}},'",
    )


def _lost(key: str, field: Field, text: str) -> Problem | None:
    """The first sign for which Pandoc drops text; escaped signs are blanks by now."""
    name = field.name
    if "%" in text:
        rest = text.split("%", 1)[1].strip()
        lost = f"so {quoted(rest, 30)} is lost" if rest else "so it is lost"
        return _error(
            key, field, f"holds a % that begins a comment, {lost}", "write \\% for a percent sign"
        )
    if "$" in text:
        parts = text.split("$")
        if len(parts) % 2 == 0:
            return _error(
                key, field, "holds a $ without a second one, so the whole value is lost",
                "write \\$ for dollars, or close the formula with a $",
            )  # fmt: skip
        money = next((part for part in parts[1::2] if _MONEY.match(part)), None)
        if money is not None:
            return _error(
                key, field, f"has {quoted(f'${money}$', 30)} between two $, which makes a formula",
                "write \\$ for dollars",
            )  # fmt: skip
    if "#" in text and (argument := _ARGUMENT.search(text)):
        return _error(
            key, field, f"holds {quoted(argument[0])}, so the whole value is lost",
            f"write \\{argument[0]} for the sign",
        )  # fmt: skip
    if "\\" in text:
        outside = " ".join(text.split("$")[::2])
        for command in _COMMAND.findall(outside):
            if command not in words("commands"):
                return error(
                    field.where,
                    "B033",
                    f"'{name}' of {key} holds the command {quoted(chr(92) + command)}, "
                    "which Pandoc does not know, so text is lost",
                    "write the sign or the words themselves",
                )
    return None


def _error(key: str, field: Field, what: str, mend: str) -> Problem:
    return error(field.where, "B033", f"'{field.name}' of {key} {what}", mend)


def _unescaped(key: str, field: Field, text: str) -> Iterator[Problem]:
    outside = " ".join(text.split("$")[::2])
    signs = [sign for sign in "&_^#" if sign in outside]
    if field.name in ROLES and "&" in signs:
        signs.remove("&")  # told as two names that are not parted
    if signs:
        named = " and ".join(signs)
        better = " and ".join("\\^{}" if sign == "^" else f"\\{sign}" for sign in signs)
        yield warning(
            field.where,
            "B034",
            f"'{field.name}' of {key} holds {named} without a backslash, which stops LaTeX",
            f"write {better}",
        )
