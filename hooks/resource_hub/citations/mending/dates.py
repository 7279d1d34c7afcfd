"""When a work came out, first and now."""

import re

from resource_hub.citations.mending.works import Item, Raw


def issued(item: Item, raw: Raw) -> None:
    """9.14, 9.17: no date is "n.d.", a work in press has no year; the reader leaves an empty date
    for each word."""
    if item.get("issued", {}).get("date-parts") in ([], [[]]):
        del item["issued"]
    said = raw.first("year", "date").lower()
    note = item.get("note", "").lower().rstrip(".")
    if note == "in press" or ("issued" not in item and re.search(r"in\s*press|forthcoming", said)):
        item["status"] = "in press"
    elif lettered := re.fullmatch(r"(\d{4})[a-z]", said):
        item["issued"] = {"date-parts": [[int(lettered[1])]]}
    elif years := re.fullmatch(r"(\d{4})\s*[-–/]+\s*(\d{4})", said):
        item["issued"] = {"date-parts": [[int(years[1])], [int(years[2])]]}
    elif about := re.fullmatch(r"\[?(?:c\.|ca\.?|circa)\s*(\d{3,4})\]?", said):
        item["issued"] = {"date-parts": [[int(about[1])]], "circa": True}
    if item.get("status") == "in press":
        item.pop("issued", None)


def meeting(item: Item, raw: Raw) -> None:
    """10.5: the days of a meeting are the date of what was said there, and are given once."""
    days = item.pop("event-date", None)
    if (
        days
        and "page" not in item
        and len((item.get("issued", {}).get("date-parts") or [[]])[0]) < 2
    ):
        item["issued"] = days


def original(item: Item, raw: Raw) -> None:
    """9.39 to 9.41: when it first came out, from where it is reprinted, that it was retracted."""
    note = item.get("note", "")
    first = re.fullmatch(r"\(?Original work published (\d{4})\)?\.?", note)
    if first:
        item.setdefault("original-date", {"date-parts": [[int(first[1])]]})
    elif re.match(r"Reprinted from |Retraction published |Original work ", note):
        item["references"] = note.rstrip(".")
