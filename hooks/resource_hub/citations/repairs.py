"""What Pandoc's biblatex reader and the style file get wrong in a work's data, mended by rule.

Each repair names the rule of APA 7 that it serves (Publication Manual, seventh edition, sections
as given) and has its case in ``tests/citations``. What they get wrong in finished citations and
entries is mended in :mod:`resource_hub.citations.forms`.
"""

from collections.abc import Callable, Mapping, Sequence

from resource_hub.citations.bibliography import Reference
from resource_hub.citations.mending import dates, kinds, law, people, signs, sources, titles
from resource_hub.citations.mending.works import Item, Raw


def repair_items(items: Sequence[Item], references: Mapping[str, Reference]) -> list[Item]:
    """CSL-JSON as the style needs it; the items given are left as they are."""
    mended = [_repair(item, _raw(references.get(item["id"]), references)) for item in items]
    _wholes(mended, references)
    people.same_people(mended)
    return mended


def _wholes(items: Sequence[Item], references: Mapping[str, Reference]) -> None:
    """10.3: a part that names its whole by crossref is in it; the reader knows this of collections
    only, not of books."""
    by_key = {item["id"]: item for item in items}
    for item in items:
        reference = references.get(item["id"])
        whole = by_key.get(reference.fields.get("crossref", "")) if reference else None
        if whole and item.get("type") in _PARTS and "container-title" not in item:
            item["container-title"] = whole.get("title", "")


_PARTS = ("chapter", "paper-conference", "entry-encyclopedia", "entry-dictionary")


def _raw(reference: Reference | None, references: Mapping[str, Reference]) -> Raw:
    if reference is None:
        return Raw()
    fields = dict(reference.fields)
    for key in _names(fields.get("xdata", "")) + _names(fields.get("crossref", "")):
        parent = references.get(key)
        if parent is not None and parent is not reference:
            inherited = {**parent.fields, **_from_parent(parent)}
            fields = {**inherited, **fields} if key in fields.get("xdata", "") else {
                **{name: text for name, text in inherited.items() if name != "title"}, **fields
            }  # fmt: skip
    return Raw(reference.kind, fields)


def _from_parent(parent: Reference) -> dict[str, str]:
    title = parent.fields.get("title")
    return {"booktitle": title} if title else {}


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _repair(item: Item, raw: Raw) -> Item:
    as_written = {
        key: signs.without_marks(value) for key, value in item.get("as-written", {}).items()
    }
    mended: Item = signs.without_marks(
        {key: value for key, value in item.items() if key != "as-written"}
    )
    kinds.kind_of(mended, raw)
    titles.addition(mended, as_written, raw)
    titles.put_in_case(mended, as_written, raw)
    for mend in _ITEM_REPAIRS:
        mend(mended, raw)
    return mended


_ITEM_REPAIRS: tuple[Callable[[Item, Raw], None], ...] = (
    dates.issued,
    sources.address,
    kinds.from_note,
    dates.original,
    dates.meeting,
    kinds.review,
    kinds.preprint,
    kinds.newspaper,
    kinds.special_issue,
    kinds.film,
    kinds.episode,
    kinds.data_set,
    kinds.report,
    kinds.thesis,
    kinds.patent,
    sources.publisher,
    sources.publisher_writes,
    sources.author_publishes,
    sources.edition,
    sources.article_number,
    sources.issue,
    law.as_law,
    people.particles,
    titles.title_in_text,
)
