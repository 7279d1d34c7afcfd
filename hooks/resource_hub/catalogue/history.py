"""What happened to a record, from its own dates."""

from collections.abc import Iterator
from dataclasses import dataclass

from resource_hub.catalogue.records import ResourceRecord
from resource_hub.dates import parse_date, say_date

# A decision -> what a record is from then on.
DECIDED = {"list": "listed", "certify": "certified", "decline": "declined", "withdraw": "withdrawn"}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a record.

    Args:
        day: ISO 8601.
        kind: ``added``, ``changed`` or a value of ``DECIDED``.
        text: What it was, in plain words.
        number: Its place among those of its kind on its day, from 1.
        of_many: ``text`` as it is said once of several records; may be empty.
    """

    day: str
    kind: str
    text: str
    number: int = 1
    of_many: str = ""


def history_of(record: ResourceRecord) -> list[Event]:
    """All that happened to a record, oldest first; of each event only what stays true.

    Nothing of a record that the hub may not name, and no earlier refusal without consent.
    """
    if not record.shown:
        return []
    events = [*_decisions(record), *_changes(record), _added(record)]
    return sorted(events, key=lambda event: (event.day, event.kind != "added"))


def _added(record: ResourceRecord) -> Event:
    vetting = record.vetting
    decided = [*(step.date for step in vetting.history), vetting.decided] if vetting else []
    if decided and decided[0] <= record.added:
        return Event(record.added, "added", "")
    text, of_many = "Not yet vetted on that day.", "None had been vetted on that day."
    return Event(record.added, "added", text, of_many=of_many)


def _changes(record: ResourceRecord) -> Iterator[Event]:
    days: list[str] = []
    for change in record.changes:
        days.append(change.date)
        yield Event(change.date, "changed", change.text, days.count(change.date))


def _decisions(record: ResourceRecord) -> Iterator[Event]:
    vetting = record.vetting
    if vetting is None:
        return
    for step in vetting.history:
        if step.decision != "decline" or vetting.named:
            yield Event(step.date, DECIDED[step.decision], _words(step.rubric, step.reason))
    until = parse_date(vetting.valid_until)
    certified = f"Until {say_date(until)}, for this claim: {vetting.claim}" if until else ""
    text = _words(vetting.rubric, vetting.reason, certified)
    yield Event(vetting.decided, DECIDED[vetting.decision], text)


def _words(rubric: str, *parts: str) -> str:
    said = " ".join(part for part in parts if part)
    return said or (f"Reviewed with standard {rubric}." if rubric else "")
