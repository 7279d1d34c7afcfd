"""The rules of other bodies' ratings: every one has a scale, a day and a link."""

from collections.abc import Iterator, Sequence

from resource_hub.catalogue.addresses import canonical, check_url
from resource_hub.catalogue.known import Row, Scale, one_of
from resource_hub.letters import slug_of
from resource_hub.problems import Problem, did_you_mean, error, quoted, warning


def check_ratings(row: Row, scales: Sequence[Scale] | None) -> Iterator[Problem]:
    """Problems R031 to R033, R036 and R037, and those of the addresses of ratings."""
    by_name = {name: s for s in scales or () for name in (s.id, s.name.casefold())}
    first: dict[tuple[str, str], int] = {}
    for place, opinion in enumerate(row.record.elsewhere):
        scale = by_name.get(opinion.by.casefold())
        if scale is None and scales is not None:
            yield _without_scale(row, place, scales)
        elif scale and opinion.level:
            yield from _check_level(row, place, scale)
        yield from _check_link(row, place)
        body = scale.id if scale else opinion.by.casefold()
        same = first.setdefault((body, canonical(opinion.url) or opinion.url), place)
        yield from _check_twice(row, place, same)


def _without_scale(row: Row, place: int, scales: Sequence[Scale]) -> Problem:
    by = row.record.elsewhere[place].by
    near = did_you_mean(by, [name for one in scales for name in (one.id, one.name)])
    return warning(
        row.where("elsewhere", place, "by"),
        "R031",
        f"the body {quoted(by)} has no scale in content/scales.yaml",
        f"{near}{'If not, add' if near else 'add'} the body to content/scales.yaml with its levels "
        "and where they were seen",
    )


def _check_level(row: Row, place: int, scale: Scale) -> Iterator[Problem]:
    opinion = row.record.elsewhere[place]
    meant = {slug_of(level.label): level for level in scale.levels}
    rated = meant.get(slug_of(opinion.rating))
    own = next((level for level in scale.levels if level.id == opinion.level), None)
    if own is None:
        written = meant.get(slug_of(opinion.level)) or rated
        ids = [level.id for level in scale.levels]
        yield error(
            row.where("elsewhere", place, "level"),
            "R032",
            f"{quoted(opinion.level)} is no level of the scale {quoted(scale.id)}",
            f"did you mean '{written.id}'? If not, write one of: {', '.join(ids)}"
            if written
            else one_of(opinion.level, ids),
        )
    elif rated and slug_of(own.label) != slug_of(opinion.rating):
        yield error(
            row.where("elsewhere", place, "level"),
            "R036",
            f"the level {quoted(own.id)} is {quoted(own.label)} on the scale {quoted(scale.id)}, "
            f"and the rating is {quoted(opinion.rating)}",
            f"write 'level: {rated.id}', or mend the rating",
        )


def _check_twice(row: Row, place: int, same: int) -> Iterator[Problem]:
    """One page may rate several things; a second entry from it then says why it differs."""
    one, other = row.record.elsewhere[same], row.record.elsewhere[place]
    if same == place or not other.url or (other.differs and other.rating != one.rating):
        return
    line = row.where("elsewhere", same, "by").line
    yield error(
        row.where("elsewhere", place, "by"),
        "R037",
        f"{quoted(other.by)} with the same 'url' stands on line {line} already",
        "delete one of the two; if that page gives two ratings, say in 'differs' why they differ",
    )


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
    yield from check_url(opinion.url, row.where("elsewhere", place, "url"))
