"""Rules across entries: one work written down twice, a work that nobody uses."""

import re
from collections.abc import Iterable, Iterator, Sequence
from unicodedata import combining, normalize

from resource_hub.citations.bibliography import Reference
from resource_hub.citations.linting.identifiers import plain_doi
from resource_hub.citations.linting.people import split_names
from resource_hub.problems import Location, Problem, error, notice, quoted, warning

ALIKE = 20  # works of one title and year to compare with; a file of "Introduction"s stays quick
# Two parts of one book may have the book's DOI.
_PARTS = ("incollection", "inbook", "inproceedings", "inreference", "bookinbook")


def check_works(references: Sequence[Reference]) -> Iterator[Problem]:
    """B019 and B020, told at the second of two entries, and one of the two only."""
    by_doi: dict[str, Reference] = {}
    by_title: dict[tuple[str, str], list[Reference]] = {}
    for one in references:
        if one.kind == "xdata":
            continue
        doi = plain_doi(one.fields.get("doi", "")) or _doi_of_address(one)
        first = by_doi.setdefault(doi, one) if doi.startswith("10.") else one
        if first is not one and first.kind not in _PARTS and one.kind not in _PARTS:
            yield _same_doi(first, one, doi)
            continue
        alike = by_title.setdefault((folded(one.fields.get("title", "")), _year(one)), [])
        same = next((other for other in alike[-ALIKE:] if _may_be_one(other, one)), None)
        if same:
            yield _same_title(same, one)
        alike.append(one)


def check_use(references: Iterable[Reference], used: set[str]) -> Iterator[Problem]:
    """B048 for each work that nobody cites."""
    for one in references:
        if one.key not in used:
            yield notice(
                one.where,
                "B048",
                f"the work {quoted(one.key)} is cited nowhere",
                "nothing needs to be done; cite it, or delete it if it will not be needed",
            )


def folded(text: str) -> str:
    """A title without accents, signs, braces, commands and capitals, to compare it."""
    text = re.sub(r"\\[A-Za-z]+\s?|\\.|[{}]", "", text)
    plain = "".join(c for c in normalize("NFKD", text) if not combining(c))
    return " ".join(re.sub(r"[\W_]", " ", plain).split()).casefold()


def _doi_of_address(one: Reference) -> str:
    url = one.fields.get("url", "")
    return plain_doi(url) if "doi.org/" in url else ""


def _year(one: Reference) -> str:
    return (one.fields.get("year") or one.fields.get("date", ""))[:4]


def _may_be_one(first: Reference, second: Reference) -> bool:
    """Whether two works of one title and year may be one: they share an author, or lack one.

    Short titles such as "Introduction" belong to many works; a DOI each tells two works apart
    unless the authors are the same.
    """
    if not folded(first.fields.get("title", "")):
        return False
    if "volume" in first.fields and "volume" in second.fields and _differs(first, second, "volume"):
        return False
    if _differs(first, second, "booktitle") or _differs(first, second, "number"):
        return False
    names = [_surnames(one) for one in (first, second)]
    if all(names):
        return bool(names[0] & names[1])
    return not _differs(first, second, "doi")


def _differs(first: Reference, second: Reference, name: str) -> bool:
    values = [folded(one.fields.get(name, "")) for one in (first, second)]
    return all(values) and values[0] != values[1]


def _surnames(one: Reference) -> set[str]:
    written = one.fields.get("author") or one.fields.get("editor", "")
    names = [name for name in split_names(written) if name]
    return {folded(name.split(",")[0] if "," in name else name.split()[-1]) for name in names} - {
        ""
    }


def _same_doi(first: Reference, one: Reference, doi: str) -> Problem:
    return error(
        _place(one, "doi"),
        "B019",
        f"the works {quoted(one.key)} and {quoted(first.key)} (line {first.where.line}) have one "
        f"DOI: {quoted(doi)}",
        "delete one of the two entries if they are one work; else correct the DOI",
    )


def _same_title(first: Reference, one: Reference) -> Problem:
    return warning(
        _place(one, "title"),
        "B020",
        f"the works {quoted(one.key)} and {quoted(first.key)} (line {first.where.line}) have the "
        "same title and year",
        "delete one of the two entries if they are one work, and cite the other",
    )


def _place(one: Reference, name: str) -> Location:
    return next((field.where for field in one.written if field.name == name), one.where)
