"""Works as files for reference managers: BibTeX, RIS and CSL-JSON."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from unicodedata import category

import bibtexparser
from bibtexparser import Library
from bibtexparser.model import Entry

Item = Mapping[str, Any]  # one work as CSL-JSON

FORMATS = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON"}
ALL = {ending: f"references/references.{ending}" for ending in FORMATS}

# What editors write for the hub alone.
INTERNAL = frozenset(
    {"confirmation", "confirmationlevel", "doubt", "finding", "design", "keywords"}
)


def addresses_of(key: str) -> dict[str, str]:
    """The addresses of a work's files, by their endings."""
    stem = key.replace("/", "-")
    return {ending: f"references/{key}/{stem}.{ending}" for ending in FORMATS}


def files_of(bibliography: str, items: Iterable[Item]) -> dict[str, str]:
    """Every file of works, by address: all in one, and one for each.

    Args:
        bibliography: The text of references.bib.
        items: The works as CSL-JSON.
    """
    library = read(bibliography)
    works = {str(item["id"]): item for item in items}
    files = {
        ALL["bib"]: bibtex(library, library.entries_dict),
        ALL["ris"]: ris(works.values()),
        ALL["json"]: csl_json(works.values()),
    }
    for key, item in works.items():
        address = addresses_of(key)
        files[address["bib"]] = bibtex(library, [key])
        files[address["ris"]] = ris([item])
        files[address["json"]] = csl_json([item])
    return files


# BibTeX --------------------------------------------------------------------------------------


def read(bibliography: str) -> Library:
    """A BibTeX file with its values as they are written."""
    return bibtexparser.parse_string(bibliography, parse_stack=[])


def bibtex(library: Library, keys: Iterable[str]) -> str:
    """Some entries of a BibTeX file, as they are written but without what is for editors alone.

    Args:
        library: The file, see :func:`read`.
        keys: The citekeys of the entries.

    Returns:
        BibTeX that stands alone, in the order of the file: the entries, those they take fields
        from, and before them the ``@string`` definitions that their values name.
    """
    kept = set(_with_parents(keys, library.entries_dict))
    entries = [entry for entry in library.entries if entry.key in kept]
    named = {
        name for entry in entries for field in entry.fields for name in _names_in(str(field.value))
    }
    strings = [
        f"@string{{{string.key} = {string.value}}}"
        for string in library.strings
        if string.key.lower() in named
    ]
    return "\n\n".join([*strings, *map(_entry, entries)]) + "\n"


def _entry(entry: Entry) -> str:
    fields = [
        f"  {field.key} = {field.value},"
        for field in entry.fields
        if field.key.lower() not in INTERNAL
    ]
    return "\n".join([f"@{entry.entry_type}{{{entry.key},", *fields, "}"])


def _names_in(value: str) -> Iterator[str]:
    """Names of strings in a value such as ``jrn # " (part B)"``."""
    if not value.startswith("{"):
        for word in re.findall(r"[^\s#]+", re.sub(r'"[^"]*"', "", value)):
            yield word.lower()


def _with_parents(keys: Iterable[str], entries: Mapping[str, Entry]) -> list[str]:
    """Citekeys of entries that are there, and those of the entries they take fields from."""
    found = [key for key in keys if key in entries]
    for key in found:  # grows while it is read
        for field in entries[key].fields:
            if field.key.lower() in ("crossref", "xdata"):
                parents = [name.strip() for name in str(field.value).strip('{}" ').split(",")]
                found += [name for name in parents if name in entries and name not in found]
    return found


_SPECIAL = {
    "\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}", "^": r"{\textasciicircum}",
    **{sign: rf"\{sign}" for sign in "&%$#_"},
}  # fmt: skip


def tex(text: str) -> str:
    """Plain text as a value in BibTeX: on one line, each special sign escaped."""
    return "".join(_SPECIAL.get(sign, sign) for sign in one_line(text))


# CSL-JSON ------------------------------------------------------------------------------------

# Of names, of dates and of texts.
_VARIABLES = """
author chair collection-editor compiler composer container-author contributor curator director
editor editorial-director executive-producer illustrator interviewer organizer original-author
performer producer recipient reviewed-author translator
accessed available-date event-date issued original-date submitted
abstract archive archive_collection archive_location archive-place authority call-number
chapter-number collection-number collection-title container-title container-title-short
dimensions division DOI edition event event-title event-place genre ISBN ISSN issue jurisdiction
language medium note number number-of-pages number-of-volumes original-publisher
original-publisher-place original-title page part part-title PMCID PMID publisher
publisher-place reviewed-title scale section source status supplement title title-short URL
version volume volume-title
"""
PUBLIC = ("id", "type", *sorted(_VARIABLES.split(), key=str.lower))


def csl_json(items: Iterable[Item]) -> str:
    """Works as CSL-JSON, with the variables of CSL 1.0.2 and nothing else.

    Titles may hold the markup that CSL allows, such as ``<span class="nocase">``; elsewhere no
    program looks for what only guards capital letters.

    Source:
        Citation Style Language 1.0.2, appendix IV, and its schema for input. ``keyword`` is left
        out: here it holds editors' notes.
    """
    kept = [
        {name: _unguarded(name, item[name]) for name in PUBLIC if name in item} for item in items
    ]
    return json.dumps(kept, ensure_ascii=False, indent=2) + "\n"


_NOCASE = re.compile(r'<span class="nocase">(.*?)</span>')


def _unguarded(name: str, value: Any) -> Any:
    return _NOCASE.sub(r"\1", value) if isinstance(value, str) and name != "title" else value


def plain_item(item: Item) -> dict[str, Any]:
    """A work whose texts are plain: CSL's markup is gone."""
    return {name: _plain(value) for name, value in item.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return one_line(_MARKUP.sub("", value))
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return {k: _plain(v) for k, v in value.items()} if isinstance(value, Mapping) else value


_MARKUP = re.compile(r'</?(?:i|b|sup|sub|sc|span)(?: (?:class|style)="[^"]*")?>')


def one_line(text: str) -> str:
    """Text without line breaks or control characters, white space folded."""
    return " ".join("".join(" " if category(c) in _BREAKS else c for c in text).split())


_BREAKS = ("Cc", "Zl", "Zp")  # what some reader of a file may take for the end of a line


# RIS -----------------------------------------------------------------------------------------

RIS_TYPES = {
    "article": "UNPB", "article-journal": "JOUR", "article-magazine": "MGZN",
    "article-newspaper": "NEWS", "bill": "BILL", "book": "BOOK", "broadcast": "VIDEO",
    "chapter": "CHAP", "dataset": "DATA", "entry": "CHAP", "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC", "figure": "FIGURE", "graphic": "ART", "hearing": "HEAR",
    "interview": "PCOMM", "legal_case": "CASE", "legislation": "STAT", "manuscript": "UNPB",
    "map": "MAP", "motion_picture": "MPCT", "pamphlet": "PAMP", "paper-conference": "CPAPER",
    "patent": "PAT", "personal_communication": "PCOMM", "post": "ELEC", "post-weblog": "BLOG",
    "regulation": "STAT", "report": "RPRT", "review": "JOUR", "review-book": "JOUR",
    "software": "COMP", "song": "SOUND", "speech": "GEN", "standard": "STAND", "thesis": "THES",
    "webpage": "ELEC",
}  # fmt: skip
_PERIODICALS = ("JOUR", "MGZN", "NEWS")


def ris(items: Iterable[Item]) -> str:
    """Works as RIS, in UTF-8, each line ended by CR and LF.

    Source:
        "RIS Format Specifications" (Thomson ResearchSoft, 2001; the list of tags of 2011): a tag
        is two signs, two spaces, a hyphen and a space; ``TY`` is first and ``ER`` last; one author
        a line as "Last, First, Suffix"; dates as YYYY/MM/DD/; no asterisk in names of people and
        of periodicals.
    """
    return "".join(
        f"{tag}  - {value}\r\n"
        for item in items
        for tag, value in _tags(plain_item(item))
        if value or tag == "ER"
    )


def _tags(item: Item) -> Iterator[tuple[str, str]]:
    kind = RIS_TYPES.get(str(item.get("type", "")), "GEN")

    def said(name: str) -> str:
        return str(item.get(name, ""))

    yield "TY", kind
    for tag, role in (("AU", "author"), ("ED", "editor"), ("A4", "translator")):
        for person in item.get(role, ()):
            yield tag, _person(person)
    issued = _date(item.get("issued"))
    yield "PY", issued[:1] and issued[0]
    if len(issued) > 1:
        yield "DA", _slashed(issued)
    yield "T1", said("title")
    container = said("container-title")
    yield "T2", container
    yield "JF", _unstarred(container) if kind in _PERIODICALS else ""
    yield "T3", said("collection-title")
    yield "M3", said("genre")
    yield "ET", said("edition")
    yield "VL", said("volume")
    yield "IS", said("issue")
    number = said("number")  # of an article: it takes the place of its pages
    yield "SN" if kind == "RPRT" else "M1", "" if kind in _PERIODICALS else number
    first, _, last = said("page").replace("–", "-").partition("-")
    yield "SP", first or (number if kind in _PERIODICALS else "")
    yield "EP", last
    yield "PB", said("publisher")
    yield "CY", said("publisher-place")
    yield "SN", said("ISSN") or said("ISBN")
    yield "DO", said("DOI")
    yield "UR", said("URL")
    yield "Y2", _slashed(_date(item.get("accessed")))
    yield "ER", ""


def _person(name: Mapping[str, Any]) -> str:
    if "literal" in name:
        return _unstarred(str(name["literal"]))
    particles = [name.get("non-dropping-particle"), name.get("family")]
    given = [name.get("given"), name.get("dropping-particle")]
    parts = [" ".join(filter(None, particles)), " ".join(filter(None, given)), name.get("suffix")]
    while parts and not parts[-1]:
        parts.pop()
    return _unstarred(", ".join(part or "" for part in parts))


def _unstarred(name: str) -> str:
    return one_line(name.replace("*", " "))


def _date(date: Mapping[str, Any] | None) -> list[str]:
    """Year, month and day as RIS writes them, as far as they are known."""
    first = ((date or {}).get("date-parts") or [[]])[0]
    return [f"{int(part):0{width}d}" for part, width in zip(first, (4, 2, 2), strict=False)]


def _slashed(date: list[str]) -> str:
    return "/".join([*date, *[""] * (4 - len(date))]) if date else ""
