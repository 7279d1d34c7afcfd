"""Dates: which texts are days, and which day a build speaks of."""

from datetime import date

import pytest

from resource_hub.dates import as_of, parse_date, say_date


@pytest.mark.parametrize("text", ["2026-11-22", "2028-02-29", "0001-01-01", "9999-12-31"])
def test_a_day_that_exists_is_a_date(text):
    assert parse_date(text).isoformat() == text


@pytest.mark.parametrize(
    "text",
    [
        "", "2027-02-30", "2027-02-29", "2026-13-01", "2026-1-2", "20261122", "2026-W47-7",
        "2026-11-22T00:00", " 2026-11-22", "2026-11-22\n", "22 November 2026", "0000-01-01",
        "２０２６-11-22",
    ],
)  # fmt: skip
def test_anything_else_is_none(text):
    assert parse_date(text) is None


def test_the_epoch_goes_before_the_last_commit():
    assert as_of("0", "2026-11-22") == date(1970, 1, 1)
    assert as_of("1795305599", None) == date(2026, 11, 21)
    assert as_of("1795305600", None) == date(2026, 11, 22)
    assert as_of(None, "2026-11-22T23:30:00+02:00") == date(2026, 11, 22)
    assert as_of("", None) is None


@pytest.mark.parametrize("epoch", ["soon", "1.5", "-5", "²", "4294967296", "9" * 40])
def test_an_epoch_that_is_no_day_is_our_own_mistake(epoch):
    with pytest.raises(ValueError):
        as_of(epoch, None)


def test_a_date_in_words_follows_no_locale():
    assert say_date(date(2026, 11, 22)) == "22 November 2026"
    assert say_date(date(2027, 5, 1)) == "1 May 2027"
