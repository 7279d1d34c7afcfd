"""The rules of other bodies' ratings: every one has a scale, a day and a link."""

from collections.abc import Iterator, Sequence

from resource_hub.catalogue.addresses import check_address, read_address
from resource_hub.catalogue.known import Row, Scale, one_of
from resource_hub.problems import Problem, did_you_mean, error, quoted, warning


def check_ratings(row: Row, scales: Sequence[Scale] | None) -> Iterator[Problem]:
    """Problems R031 to R033, and those of the addresses where ratings were seen."""
    by_name = {name: s for s in scales or () for name in (s.id, s.name.casefold())}
    for place, opinion in enumerate(row.record.elsewhere):
        scale = by_name.get(opinion.by.casefold())
        if scale is None and scales is not None:
            near = did_you_mean(opinion.by, [n for one in scales for n in (one.id, one.name)])
            yield warning(
                row.where("elsewhere", place, "by"),
                "R031",
                f"the body {quoted(opinion.by)} has no scale in content/scales.yaml",
                f"{near}{'If not, add' if near else 'add'} the body to content/scales.yaml with "
                "its levels and where they were seen",
            )
        elif scale and opinion.level:
            steps = [level.id for level in scale.levels]
            if opinion.level not in steps:
                yield error(
                    row.where("elsewhere", place, "level"),
                    "R032",
                    f"{quoted(opinion.level)} is no level of the scale {quoted(scale.id)}",
                    one_of(opinion.level, steps),
                )
        yield from _check_link(row, place)


def _check_link(row: Row, place: int) -> Iterator[Problem]:
    opinion = row.record.elsewhere[place]
    if not opinion.url:
        yield warning(
            row.where("elsewhere", place, "by"),
            "R033",
            f"the rating {quoted(opinion.rating)} has no 'url', so readers cannot look it up",
            "add a line 'url: …' with the page where it was seen",
        )
        return
    where = row.where("elsewhere", place, "url")
    if address := read_address(opinion.url):
        yield from check_address(address, where)
    else:
        yield error(
            where,
            "R005",
            f"the address {quoted(opinion.url)} cannot be read",
            "copy it from the browser once more; a host has no brackets",
        )
