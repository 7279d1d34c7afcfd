"""Where a record stands on a day: what is stored, and what follows from its dates."""

from datetime import date

from resource_hub.catalogue.records import ResourceRecord
from resource_hub.dates import parse_date


def state_on(record: ResourceRecord, day: date | None) -> str:
    """The state that readers see.

    ``expired`` and ``review-due`` are never stored. The last day of a certification still counts;
    so does the day by which a review is due. Assets/catalogue/states.mjs decides the same again on
    the day of reading; tests/catalogue/states.yaml binds both.

    Args:
        record: A record that passed the check.
        day: The day the build speaks of; without one nothing is derived.
    """
    vetting = record.vetting
    if day is None or vetting is None or record.state not in ("listed", "certified"):
        return record.state
    if record.state == "certified" and _before(vetting.valid_until, day):
        return "expired"
    return "review-due" if _before(vetting.review_by, day) else record.state


def _before(text: str, day: date) -> bool:
    parsed = parse_date(text)
    return parsed is not None and parsed < day
