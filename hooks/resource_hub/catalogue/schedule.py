"""The rules of dates: their order, their day, and what is overdue (V4, V10)."""

from collections.abc import Iterator
from datetime import MAXYEAR, date
from itertools import pairwise

from resource_hub.catalogue.known import Row
from resource_hub.catalogue.records import Vetting
from resource_hub.catalogue.states import state_on
from resource_hub.dates import parse_date, say_date
from resource_hub.problems import Problem, error, quoted, warning

YEARS = 3  # the longest time that a decision holds
YEARS_BEFORE = 1  # the longest time from a decision to the day on which its record is added


def check_dates(row: Row, day: date | None) -> Iterator[Problem]:
    """Problems R013 to R015, R023 and R038.

    Args:
        row: The record.
        day: The day of the check; without one nothing is in the future or overdue.
    """
    vetting = row.record.vetting
    wrong = _wrong_order(row, vetting) if vetting else []
    yield from wrong
    yield from _check_changes(row)
    if day:
        yield from _check_future(row, day)
        if vetting and not wrong:
            yield from _check_overdue(row, vetting, day)


# Order (V4) ----------------------------------------------------------------------------------


def _wrong_order(row: Row, vetting: Vetting) -> list[Problem]:
    """A decision long before its record is a slip, and makes the days after it look wrong."""
    slip = list(_check_decided(row, vetting))
    return slip or [*_check_order(row, vetting), *_check_history(row, vetting)]


def _check_decided(row: Row, vetting: Vetting) -> Iterator[Problem]:
    decided, added = parse_date(vetting.decided), parse_date(row.record.added)
    if decided and added and years_after(decided, YEARS_BEFORE) < added:
        yield error(
            row.where("vetting", "decided"),
            "R013",
            f"'decided' is {decided}, more than a year before the record was added, {added}",
            "write the day of the decision; an older one goes to 'history'",
        )


def _check_order(row: Row, vetting: Vetting) -> Iterator[Problem]:
    yield from _check_needed(row, vetting)
    decided, review, until = map(
        parse_date, (vetting.decided, vetting.review_by, vetting.valid_until)
    )
    if decided is None:
        return
    last = years_after(decided, YEARS)
    if review and review <= decided:
        yield _out_of_order(row, "review_by", f"is not after 'decided', {vetting.decided}")
    elif review and until and review > until:
        yield _out_of_order(row, "review_by", f"is after 'valid_until', {vetting.valid_until}")
    if until and until <= decided:
        yield _out_of_order(row, "valid_until", f"is not after 'decided', {vetting.decided}")
    for name, end in (("valid_until", until), ("review_by", None if until else review)):
        if end and end > last:
            yield error(
                row.where("vetting", name),
                "R013",
                f"'{name}' is {end}, more than {YEARS} years after 'decided', {vetting.decided}",
                f"write {last} or an earlier day",
            )


def years_after(day: date, years: int) -> date:
    """The same day some years later; 28 February where 29 February does not exist.

    The last day that a date can have ends the count.
    """
    if day.year + years > MAXYEAR:
        return date.max
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _out_of_order(row: Row, name: str, what: str) -> Problem:
    value = getattr(row.record.vetting, name)
    return error(
        row.where("vetting", name),
        "R013",
        f"'{name}' is {value} and {what}",
        "put the days in order: decided, review_by, valid_until",
    )


def _check_needed(row: Row, vetting: Vetting) -> Iterator[Problem]:
    decided = vetting.decision
    if decided in ("list", "certify") and not vetting.review_by:
        yield _lacking(row, "review_by", "by when it is to be reviewed again")
    if decided == "certify" and not vetting.valid_until:
        yield _lacking(row, "valid_until", "until when it is certified")
    if decided != "certify" and vetting.valid_until:
        yield error(
            row.where_key("vetting", "valid_until"),
            "R014",
            f"'valid_until' stands with the decision {quoted(decided)}",
            "delete the line: only a certification ends by itself",
        )


def _lacking(row: Row, name: str, said: str) -> Problem:
    return error(
        row.where("vetting", "decision"),
        "R014",
        f"the decision {quoted(row.record.vetting.decision)} has no '{name}', which says {said}",
        f"add a line '{name}: …' with a day within {YEARS} years of 'decided'",
    )


def _check_history(row: Row, vetting: Vetting) -> Iterator[Problem]:
    days = [step.date for step in vetting.history] + [vetting.decided]
    for place, (one, next_) in enumerate(pairwise(days)):  # ISO texts sort as their days do
        is_last = place == len(vetting.history) - 1
        if one > next_ or (is_last and one == next_):
            what = "'decided'" if is_last else "the next step"
            yield error(
                row.where("vetting", "history", place, "date"),
                "R013",
                f"the earlier decision of {one} is not before {what}, {next_}",
                "put the oldest decision first, and the one in force under 'decided' alone",
            )


def _check_changes(row: Row) -> Iterator[Problem]:
    days, added = [change.date for change in row.record.changes], row.record.added
    for place, day in enumerate(days):
        if day < added:
            yield warning(
                row.where("changes", place, "date"),
                "R038",
                f"the change of {day} is before the record was added, {added}",
                "write the day of the change, or mend 'added'",
            )
    for place, (one, next_) in enumerate(pairwise(days), start=1):
        if next_ < one:
            yield error(
                row.where("changes", place, "date"),
                "R013",
                f"the change of {next_} stands after that of {one}",
                "put the oldest change first",
            )


# The day of the check ------------------------------------------------------------------------


def _check_future(row: Row, day: date) -> Iterator[Problem]:
    today = day.isoformat()
    for path, text in _past_dates(row):
        if text > today:
            name = ".".join(step for step in path if isinstance(step, str))
            yield error(
                row.where(*path),
                "R015",
                f"'{name}' is {text}, after the day of this check, {day}",
                "write the day on which it was done; if it is yet to come, wait with the entry",
            )


def _past_dates(row: Row) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The dates of a record that tell of something done."""
    record, vetting = row.record, row.record.vetting
    yield ("added",), record.added
    yield ("checked", "date"), record.checked_date
    for place, change in enumerate(record.changes):
        yield ("changes", place, "date"), change.date
    for place, opinion in enumerate(record.elsewhere):
        yield ("elsewhere", place, "seen"), opinion.seen
    if vetting:
        yield ("vetting", "decided"), vetting.decided


def _check_overdue(row: Row, vetting: Vetting, day: date) -> Iterator[Problem]:
    state = state_on(row.record, day)
    if state not in ("expired", "review-due"):
        return
    name = "valid_until" if state == "expired" else "review_by"
    last = parse_date(getattr(vetting, name))
    said = "the certification ended on" if state == "expired" else "a review was due by"
    yield warning(
        row.where("vetting", name),
        "R023",
        f"{said} {say_date(last) if last else ''}; readers see this on its page",
        "review it again and record the decision; the present one goes to 'history'",
    )
