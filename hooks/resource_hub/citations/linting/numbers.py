"""Rules for pages, volumes and issues."""

import re
from collections.abc import Iterator

from resource_hub.citations.bibliography import Reference
from resource_hub.citations.values import Field
from resource_hub.problems import Problem, error, quoted, warning

SERIALS = ("article", "newsarticle", "suppperiodical", "periodical", "review")
LAWS = ("legislation", "jurisdiction", "legal")
_PREFIX = re.compile(r"(?:pp?\.|pages?\b|pgs?\.)\s*", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:article|art\.)\s*(?:no\.?|number)?\s*(\S+)", re.IGNORECASE)
_PAGE = r"(?:[A-Za-z]{0,3}\d+[A-Za-z]?|[A-Z]-\d+|[ivxlcdm]+|[IVXLCDM]+)"
_PAGES = re.compile(rf"({_PAGE}(?:-{_PAGE})?)(--({_PAGE}(?:-{_PAGE})?))?")
_ONE_DASH = re.compile(rf"({_PAGE})\s*(?:-|–|−)\s*({_PAGE})")
_SPACED = re.compile(rf"({_PAGE}(?:-{_PAGE})?)\s*--\s*({_PAGE}(?:-{_PAGE})?)")
_WORDS = {
    "volume": re.compile(r"(?:vol(?:ume)?)\b\.?\s*", re.IGNORECASE),
    "number": re.compile(r"(?:no|nos|nr|number|issue|iss)\b\.?\s*(?=\d)", re.IGNORECASE),
    "issue": re.compile(r"(?:no|nos|nr|number|issue|iss)\b\.?\s*(?=\d)", re.IGNORECASE),
}


def check_field(entry: Reference, field: Field) -> Iterator[Problem]:
    """B030 to B032 for a field that holds numbers."""
    if entry.kind in LAWS:  # sections and public laws have their own words
        return
    if field.name == "pages":
        yield from _pages(quoted(entry.key), field)
    elif field.name in _WORDS and (field.name != "number" or entry.kind in SERIALS):
        yield from _word_before(quoted(entry.key), field)


def _word_before(key: str, field: Field) -> Iterator[Problem]:
    text = field.text.strip("{}")
    word = _WORDS[field.name].match(text)
    bare = text[word.end() :].strip() if word else text
    parts = re.fullmatch(r"(\d+)\s*\((\d[\d–-]*)\)", text) if field.name == "volume" else None
    if parts:
        yield error(
            field.where,
            "B032",
            f"the volume {quoted(text)} of {key} holds the issue too",
            f"write 'volume = {{{parts[1]}}}, number = {{{parts[2]}}}'",
        )
    elif word and bare:
        yield error(
            field.where,
            "B032",
            f"the {field.name} {quoted(text)} of {key} holds a word that is no part of it",
            f"write '{field.name} = {{{bare}}}'",
        )


def _pages(key: str, field: Field) -> Iterator[Problem]:
    text = field.text.strip("{}").strip()
    prefix, article = _PREFIX.match(text), _ARTICLE.fullmatch(text)
    if prefix:
        yield _wrong(key, field, "begin with a word that is no part of them", text[prefix.end() :])
    elif article:
        yield warning(
            field.where,
            "B031",
            f"the pages {quoted(text)} of {key} are an article number",
            f"write 'eid = {{{article[1]}}}' in place of 'pages'",
        )
    elif "---" in text or "—" in text:
        yield _wrong(key, field, "hold a long dash", re.sub(r"\s*(?:---|—)\s*", "--", text))
    elif re.search(r"(?:-|–)\s*$", text):
        yield error(
            field.where,
            "B030",
            f"the pages {quoted(text)} of {key} have no end",
            "write first and last page: 12--19; one page alone stands without a dash",
        )
    else:
        for part in re.split(r"\s*[,;]\s*|\s+(?:\\?&|and)\s+", text):
            problem = _part(key, field, part)
            if problem:
                yield problem
                return


def _part(key: str, field: Field, part: str) -> Problem | None:
    found = _PAGES.fullmatch(part.removesuffix("+"))
    if found and (found[2] or not _ONE_DASH.fullmatch(part)):
        return _order(key, field, found[1], found[3]) if found[3] else None
    one = _ONE_DASH.fullmatch(part)
    spaced = _SPACED.fullmatch(part)
    match = one or spaced
    if match:
        wrong = _order(key, field, match[1], match[2])
        how = "one dash" if one else "spaces"
        return wrong or _form(
            key, field, f"are written with {how}", f"{match[1]}--{match[2]}", part
        )
    return warning(
        field.where,
        "B031",
        f"{quoted(part)} in the pages of {key} is not a page or a range of pages",
        "write 12--19, 12, or e1234; an article number can stand in 'eid'",
    )


def _order(key: str, field: Field, first: str, last: str) -> Problem | None:
    """What is wrong with a range whose end is not behind its beginning."""
    ends = [re.fullmatch(r"([A-Za-z]*)(\d+)", page) for page in (first, last)]
    if not (ends[0] and ends[1]) or ends[1][1] not in ("", ends[0][1]):
        return None
    begin, end = ends[0][2], ends[1][2]
    if int(end) >= int(begin):
        return None
    whole = begin[: len(begin) - len(end)] + end
    if len(end) < len(begin) and int(whole) > int(begin):
        return _form(
            key, field, "are cut short", f"{first}--{ends[0][1]}{whole}", f"{first}--{last}"
        )
    return error(
        field.where,
        "B030",
        f"the pages {quoted(f'{first}--{last}')} of {key} end before they begin",
        "look up first and last page, and write them in this order: 12--19",
    )


def _wrong(key: str, field: Field, what: str, better: str) -> Problem:
    text = field.text.strip("{}").strip()
    return error(
        field.where,
        "B030",
        f"the pages {quoted(text)} of {key} {what}",
        f"write 'pages = {{{better}}}'",
    )


def _form(key: str, field: Field, what: str, better: str, part: str) -> Problem:
    text = field.text.strip("{}").strip()
    return warning(
        field.where,
        "B031",
        f"the pages {quoted(part)} of {key} {what}",
        f"write 'pages = {{{text.replace(part, better)}}}'",
    )
