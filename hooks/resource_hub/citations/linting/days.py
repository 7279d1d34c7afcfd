"""Rules for years, dates and months."""

import re
from collections.abc import Iterator
from datetime import date

from resource_hub.citations.bibliography import Reference
from resource_hub.citations.values import MONTHS, Field
from resource_hub.problems import Problem, error, quoted, warning

_DAY = re.compile(
    r"(-?\d{4})(?:-(\d\d)(?:-(\d\d)(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?)?)?[~?%]?"
)
_NO_DATE = re.compile(r"n\.\s?d\.", re.IGNORECASE)
_TO_COME = re.compile(r"in press|forthcoming", re.IGNORECASE)
_RANGE = re.compile(r"(\d{4})\s*[-–—]{1,3}\s*(\d{4})")
_CIRCA = re.compile(r"(?:c\.|ca\.?|circa|about)\s*(\d{4})|(\d{4})\s*[~?]", re.IGNORECASE)
# What the repairs of citations.repairs read, and other programs do not.
_OWN_FORM = re.compile(
    r"\d{4}\s*(?:--?|–)\s*\d{4}|(?:c\.|ca\.?|circa)\s*\d{4}|in press|forthcoming|"
    r"nd|no date|undated|\d{3}",
    re.IGNORECASE,
)
_LETTER = re.compile(r"(\d{4})[a-z]")
_ISO_SLIP = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}


def check_field(entry: Reference, field: Field) -> Iterator[Problem]:
    """B028, B029 and B050 for a field that tells a time."""
    text = field.text.strip("{}").strip()
    if field.name in ("year", "date"):
        mend = _mend_of_year(text, entry) if field.name == "year" else _mend_of_date(text)
        named = f"the {field.name} {quoted(text)} of {quoted(entry.key)}"
        if mend and _OWN_FORM.fullmatch(text):
            yield warning(
                field.where, "B050", f"{named} is in a form that other programs do not read", mend
            )
        elif mend:
            yield error(field.where, "B028", f"{named} cannot be read", mend)
    elif field.name == "month":
        yield from _month(entry, field, text)
    elif field.name in ("origdate", "eventdate", "urldate") and not is_date(text):
        about = _CIRCA.fullmatch(text)
        slip = f"{about[1] or about[2]}~" if about else _slip_of(text)
        yield warning(
            field.where,
            "B029",
            f"the {field.name} {quoted(text)} of {quoted(entry.key)} is not a date, so it is lost",
            f"write '{field.name} = {{{slip}}}'"
            if slip
            else f"write year, month and day: {field.name} = {{2021-03-15}}",
        )


def check_years(entry: Reference) -> Iterator[Problem]:
    """B028: year and date, if both are there, tell one time."""
    year, day = entry.fields.get("year", ""), entry.fields.get("date", "")
    if re.fullmatch(r"\d{4}", year) and is_date(day) and not day.startswith(year):
        where = next(field.where for field in entry.written if field.name == "year")
        yield error(
            where,
            "B028",
            f"the year {quoted(year)} of {quoted(entry.key)} and its date {quoted(day)} disagree",
            "look up the right one and delete the other",
        )


def is_date(text: str) -> bool:
    """Whether Pandoc reads a date: a day, a month, a season, a year, or from one to another.

    Source:
        biblatex manual 2.3.8 (ISO 8601-2, level 1). Two dots for an open end and a year with X,
        which it allows, are lost on Pandoc 3.9.
    """
    parts = text.removesuffix("/").split("/")  # "2015/" goes on
    if len(parts) > 2 or not all(_is_day(part) for part in parts):
        return False
    return len(parts) == 1 or parts[0][:10] <= parts[1][:10] or text.startswith("-")


def _is_day(text: str) -> bool:
    match = _DAY.fullmatch(text)
    if not match:
        return False
    month, day = int(match[2] or 1), int(match[3] or 1)
    if match[3] is None:
        return 1 <= month <= 12 or 21 <= month <= 24
    try:
        date(max(int(match[1]), 4), month, day)
    except ValueError:
        return False
    return True


def _mend_of_year(text: str, entry: Reference) -> str:
    """What to write in place of a year; empty if it can be read."""
    if re.fullmatch(r"-?\d{3,4}", text) or _NO_DATE.fullmatch(text) or _TO_COME.fullmatch(text):
        return "" if not re.fullmatch(r"\d{3}", text) else "write a year of four digits"
    if is_date(text) and text[-1] not in "~?%":
        return ""
    if span := _RANGE.fullmatch(text):
        return f"write 'date = {{{span[1]}/{span[2]}}}' in place of the year"
    if about := _CIRCA.fullmatch(text):
        return f"write 'date = {{{about[1] or about[2]}~}}' in place of the year"
    if letter := _LETTER.fullmatch(text):
        return f"write 'year = {{{letter[1]}}}'; letters are added where a page needs them"
    if bracketed := re.fullmatch(r"[\[(](\d{4})[\])]|(\d{4})\.", text):
        return f"write 'year = {{{bracketed[1] or bracketed[2]}}}'"
    if re.fullmatch(r"nd|no date|undated|unknown|\?+|-+", text, re.IGNORECASE):
        return "write 'year = {n.d.}'"
    return _mend_of_words(text) or "write a year of four digits, n.d., or in press"


def _mend_of_date(text: str) -> str:
    if is_date(text) or _NO_DATE.fullmatch(text):
        return ""
    if _TO_COME.fullmatch(text):
        return f"write 'year = {{{text}}}' in place of the date"
    if text.endswith("/..") and is_date(text[:-2]):
        return f"write 'date = {{{text[:-2]}}}'"
    if span := _RANGE.fullmatch(text):
        return f"write 'date = {{{span[1]}/{span[2]}}}'"
    if about := _CIRCA.fullmatch(text):
        return f"write 'date = {{{about[1] or about[2]}~}}'"
    if letter := _LETTER.fullmatch(text):
        return f"write 'date = {{{letter[1]}}}'; letters are added where a page needs them"
    slip = _slip_of(text)
    if slip:
        return f"write 'date = {{{slip}}}'"
    return _mend_of_words(text) or "write year, month and day: 2021-03-15, 2021-03 or 2021"


def _slip_of(text: str) -> str:
    """A date written with one digit or another sign, as it should be; empty if it is no date."""
    match = _ISO_SLIP.fullmatch(text)
    if not match:
        return ""
    mended = "-".join(f"{int(part):02}" for part in match.groups() if part)
    return mended if mended != text and is_date(mended) else ""


def _mend_of_words(text: str) -> str:
    """For "Spring 2004" or "May 3, 2004"."""
    year = re.search(r"(?<!\d)\d{4}(?!\d)", text)
    named = re.search(r"[A-Za-z]{3,}", text)
    if not (year and named):
        return ""
    word = named[0].lower()
    day = re.search(r"(?<!\d)\d{1,2}(?!\d)", text)
    if word in _SEASONS:
        return f"write 'date = {{{year[0]}-{_SEASONS[word]}}}' in place of it"
    if word[:3] not in MONTHS:
        return ""
    mended = f"{year[0]}-{MONTHS.index(word[:3]) + 1:02}" + (f"-{int(day[0]):02}" if day else "")
    return f"write 'date = {{{mended}}}' in place of it" if is_date(mended) else ""


def _month(entry: Reference, field: Field, text: str) -> Iterator[Problem]:
    word = text.lower()
    if word in MONTHS and field.text == text:
        return
    if word.isdigit():
        if not 1 <= int(word) <= 12:
            yield error(
                field.where,
                "B028",
                f"the month {quoted(text)} of {quoted(entry.key)} is none of the twelve",
                "write jan, feb, … dec",
            )
        return
    year = entry.fields.get("year", "2021")
    if word in _SEASONS:
        mend = f"write 'date = {{{year}-{_SEASONS[word]}}}' in place of year and month"
    elif word[:3] in MONTHS and re.fullmatch(r"[a-z]+\.?", word):
        mend = f"write 'month = {word[:3]},' without braces"
    else:
        mend = "write 'month = jan,' and so on, or a whole date: date = {2021-03-15},"
    yield warning(
        field.where,
        "B029",
        f"the month {quoted(text)} of {quoted(entry.key)} is not read, so it is lost",
        mend,
    )
