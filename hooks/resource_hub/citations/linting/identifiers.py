"""Rules for what identifies a work: DOI, ISBN, ISSN, address."""

import re
from collections.abc import Iterator

from resource_hub.citations.bibliography import Reference
from resource_hub.citations.values import Field
from resource_hub.problems import Problem, error, quoted, warning

# DOI Handbook 2.2: the prefix is "10." and a registrant's code, the suffix any printable text.
_DOI = re.compile(r"10\.\d{3,9}(?:\.\d+)*/[^\s{}\\]+")
_RESOLVER = re.compile(
    r"(?:https?://)?(?:dx\.|www\.)?doi\.org/+|doi[:\s]\s*|info:doi/", re.IGNORECASE
)
_URL_COMMAND = re.compile(r"\\(?:url|href|path)\b\s*\{?([^{}]*)\}?.*")
_ESCAPE = re.compile(r"\\([_%&#$~])")


def check_field(entry: Reference, field: Field) -> Iterator[Problem]:
    """B021 to B026 for a field, by its name."""
    check = _CHECKS.get(field.name)
    if check:
        yield from check(quoted(entry.key), field)


def check_agreement(entry: Reference) -> Iterator[Problem]:
    """B027: an address that is a DOI is the work's own."""
    doi, url = plain_doi(entry.fields.get("doi", "")), entry.fields.get("url", "")
    match = _RESOLVER.match(url)
    if not (doi and match and _DOI.fullmatch(doi)):
        return
    other = plain_doi(url)
    if other != doi and _DOI.fullmatch(other):
        where = next(field.where for field in entry.written if field.name == "url")
        yield warning(
            where,
            "B027",
            f"the address of {quoted(entry.key)} leads to the DOI {quoted(other)}, "
            f"but its 'doi' is {quoted(doi)}",
            "look up which of the two belongs to the work, and correct the other",
        )


def plain_doi(text: str) -> str:
    """A DOI without resolver, escapes and end point, in small letters, to compare it."""
    bare = _ESCAPE.sub(r"\1", text.strip().strip("{}"))
    return _RESOLVER.sub("", bare, count=1).strip().rstrip(".,;").lower()


def _doi(key: str, field: Field) -> Iterator[Problem]:
    text = field.text.strip("{}").strip()
    bare = _RESOLVER.sub("", _ESCAPE.sub(r"\1", text), count=1).rstrip(".,;").strip()
    if "://" in bare or not _DOI.fullmatch(bare):
        unwrapped = _URL_COMMAND.sub(r"\1", text)
        inner = _RESOLVER.sub("", unwrapped, count=1)
        yield error(
            field.where,
            "B021",
            f"{quoted(field.text)} is not a DOI",
            f"write 'doi = {{{inner}}}'"
            if inner != text and _DOI.fullmatch(inner)
            else "write it as it stands on the work, such as 10.1598/RRQ.41.1.4, or delete it",
        )
    elif bare != text:
        yield warning(
            field.where,
            "B022",
            f"the DOI {quoted(text)} is more than a DOI",
            f"write 'doi = {{{bare}}}'",
        )


def _url(key: str, field: Field) -> Iterator[Problem]:
    text = _ESCAPE.sub(r"\1", field.text)
    if "\\url" in text or "\\href" in text:
        inner = _URL_COMMAND.sub(r"\1", text)
        yield _bad_url(field, "is wrapped in a LaTeX command", f"write 'url = {{{inner}}}'")
    elif re.search(r"\s", text):
        yield _bad_url(field, "holds a space", "write one address; a space in it is %20")
    elif re.search(r'[{}<>"\\^`|]', text):
        inner = re.sub(r'[{}<>"\\^`|]', "", text)
        yield _bad_url(field, "holds a sign that no address has", f"write 'url = {{{inner}}}'")
    elif not re.match(r"(?:https?|ftp)://[^/]+\.[^/]+|https?://\[", text, re.IGNORECASE):
        tail = re.sub(r"^(?:\w+:)?/*", "", text)
        fits = re.match(r"[\w-]+(?:\.[\w-]+)+(?:/|$)", tail)
        yield _bad_url(
            field,
            "is not a full address",
            f"write 'url = {{https://{tail}}}'"
            if fits
            else "write an address that begins with https:// or http://",
        )
    elif re.search(r"[.,;]$", text):
        what, better = f"ends in {quoted(text[-1])}, which is seldom part of it", text.rstrip(".,;")
        yield _odd_url(field, what, better)
    elif text != field.text:
        yield _odd_url(field, "has a backslash, which is no part of it", text)


def _odd_url(field: Field, what: str, better: str) -> Problem:
    address = quoted(field.text)
    return warning(
        field.where, "B026", f"the address {address} {what}", f"write 'url = {{{better}}}'"
    )


def _bad_url(field: Field, what: str, mend: str) -> Problem:
    return error(field.where, "B025", f"the address {quoted(field.text)} {what}", mend)


def _isbn(key: str, field: Field) -> Iterator[Problem]:
    for written in re.split(r"\s*[,;]\s*|\s+and\s+|(?<=[\dXx])\s+(?=97[89])", field.text):
        bare = re.sub(r"^ISBN(?:-1[03])?:?\s*|\s*\([^)]*\)$", "", written, flags=re.IGNORECASE)
        number = re.sub(r"[\s‐-–-]", "", bare).upper()
        if not re.fullmatch(r"\d{9}[\dX]|\d{13}", number):
            count = len(re.sub(r"\W", "", number))
            what, mend = (
                f"the ISBN {quoted(written)} of {key} has {count} signs, not 10 or 13",
                "copy it from the work again, digits and hyphens only",
            )
        elif len(number) == 13 and not number.startswith(("978", "979")):
            what, mend = (
                f"the ISBN {quoted(written)} of {key} does not begin with 978 or 979",
                "copy it from the work again, or delete it",
            )
        elif not (is_isbn10(number) if len(number) == 10 else is_isbn13(number)):
            what, mend = (
                f"the ISBN {quoted(written)} of {key} fails its check digit, so a digit is wrong",
                "copy it from the work again, or delete it",
            )
        else:
            continue
        yield warning(field.where, "B023", what, mend)


def _issn(key: str, field: Field) -> Iterator[Problem]:
    for written in re.split(r"\s*[,;]\s*|\s+and\s+", field.text):
        bare = re.sub(r"^e?ISSN:?\s*|\s*\([^)]*\)$", "", written, flags=re.IGNORECASE)
        number = re.sub(r"[\s‐-–-]", "", bare).upper()
        if not re.fullmatch(r"\d{7}[\dX]", number):
            what, mend = (
                f"the ISSN {quoted(written)} of {key} is not of the form 1234-5679",
                "copy it from the journal again, eight signs with a hyphen in the middle",
            )
        elif not is_issn(number):
            what, mend = (
                f"the ISSN {quoted(written)} of {key} fails its check digit, so a digit is wrong",
                "copy it from the journal again, or delete it",
            )
        else:
            continue
        yield warning(field.where, "B024", what, mend)


def is_isbn10(number: str) -> bool:
    """Whether ten signs are an ISBN.

    Source:
        ISO 2108: digits times 10, 9, … 1 add up to a multiple of 11; X stands for 10 at the end.
    """
    return _weighted(number, 10) % 11 == 0


def is_isbn13(number: str) -> bool:
    """Whether thirteen digits are an ISBN.

    Source:
        ISO 2108:2005: begins with 978 or 979; digits times 1, 3, 1, … add up to a multiple of 10.
    """
    total = sum(int(digit) * (1 + 2 * (place % 2)) for place, digit in enumerate(number))
    return number.startswith(("978", "979")) and total % 10 == 0


def is_issn(number: str) -> bool:
    """Whether eight signs are an ISSN.

    Source:
        ISO 3297: digits times 8, 7, … 1 add up to a multiple of 11; X stands for 10 at the end.
    """
    return _weighted(number, 8) % 11 == 0


def _weighted(number: str, first: int) -> int:
    values = [10 if sign == "X" else int(sign) for sign in number]
    return sum(value * (first - place) for place, value in enumerate(values))


_CHECKS = {"doi": _doi, "url": _url, "isbn": _isbn, "issn": _issn}
