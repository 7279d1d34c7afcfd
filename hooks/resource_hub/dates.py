"""Dates as arguments: the engine never asks the clock."""

import re
from datetime import UTC, date, datetime

# strftime's month follows the machine's locale.
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def parse_date(text: str) -> date | None:
    """An ISO 8601 calendar date (``2026-11-22``), or None if it is none."""
    if not _ISO.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:  # 2027-02-30
        return None


def as_of(epoch: str | None, last_commit: str | None) -> date | None:
    """The day a build speaks of.

    Args:
        epoch: ``SOURCE_DATE_EPOCH``, seconds since 1970 in UTC, if it is set.
        last_commit: The day of the last commit (ISO 8601), if there is one.

    Returns:
        The first of the two that is given, or None.

    Raises:
        ValueError: If ``epoch`` is not a whole number of seconds from 1970 to 2106, the years
            that the header of a gzip file can hold; the message says what was given.

    Source:
        reproducible-builds.org, "SOURCE_DATE_EPOCH specification", version 1.1.
    """
    if epoch:
        if not (epoch.isdecimal() and epoch.isascii() and int(epoch) < 2**32):
            raise ValueError(f"SOURCE_DATE_EPOCH is '{epoch}', which is no number of seconds")
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return parse_date(last_commit[:10]) if last_commit else None


def seconds_of(day: date) -> int:
    """The start of a day in UTC as seconds since 1970: its ``SOURCE_DATE_EPOCH``."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def say_date(day: date) -> str:
    """A date in words: "22 November 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
