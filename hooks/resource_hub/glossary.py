"""The glossary: terms in plain words, each with an address of its own."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from resource_hub.pages import HubPage, plain_text
from resource_hub.problems import Location, Problem, quoted, repeated, warning
from resource_hub.schema import Document

DEFINITION_LIMIT = 30  # words
LANGUAGES = ("es", "fr", "pt", "ru", "zh")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Translation:
    """A term in another language."""

    lang: str
    term: str
    abbreviation: str = ""
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A term, its meaning and the works that use, define or test the idea."""

    id: str
    term: str
    definition: str
    sources: tuple[str, ...]
    where: Location
    abbreviation: str = ""
    jurisdiction: str = ""
    synonyms: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    translations: tuple[Translation, ...] = ()

    @property
    def url(self) -> str:
        """Its address from the site's root."""
        return f"glossary/#{self.id}"


def read_terms(document: Document) -> tuple[list[Term], list[Problem]]:
    """Read ``content/glossary.yaml`` and check what the schema cannot say.

    Returns:
        The terms in the order of the file, and problems T002 to T004.
    """
    terms = [_term(document, place) for place in range(len(document.plain))]
    mend = "give this term an id of its own, or join the two entries"
    ids = repeated(document.ids(), "T002", "id", mend)
    return terms, [*ids, *_long_definitions(document, terms), *_shared_names(document, terms)]


def _term(document: Document, place: int) -> Term:
    plain = document.plain[place]
    return Term(
        id=plain["id"],
        term=plain["term"],
        definition=plain["definition"],
        sources=tuple(plain["sources"]),
        where=document.where(place),
        abbreviation=plain.get("abbreviation", ""),
        jurisdiction=plain.get("jurisdiction", ""),
        synonyms=tuple(plain.get("synonyms", ())),
        see_also=tuple(plain.get("see_also", ())),
        translations=tuple(Translation(c, **plain[c]) for c in LANGUAGES if c in plain),
    )


def _long_definitions(document: Document, terms: list[Term]) -> Iterator[Problem]:
    for place, term in enumerate(terms):
        count = len(term.definition.split())
        if count > DEFINITION_LIMIT:
            yield warning(
                document.where(place, "definition"),
                "T003",
                f"the definition of {quoted(term.id)} has {count} words, "
                f"more than {DEFINITION_LIMIT}",
                f"cut {count - DEFINITION_LIMIT} or more; readers see it in a small card",
            )


def _shared_names(document: Document, terms: list[Term]) -> Iterator[Problem]:
    first: dict[str, Term] = {}
    for place, term in enumerate(terms):
        for field in ("term", "abbreviation"):
            name = getattr(term, field)
            other = first.setdefault(name.casefold(), term)
            if name and other.id != term.id:
                yield warning(
                    document.where(place, field),
                    "T004",
                    f"{quoted(name)} is also a name of {quoted(other.id)} "
                    f"on line {other.where.line}",
                    "tell the two apart by their names, or join the two entries",
                )


def glossary_page(terms: Iterable[Term]) -> HubPage:
    """The page of all terms, by letter."""
    ordered = sorted(terms, key=lambda term: (_folded(term.term), term.id))
    groups = [(letter, list(group)) for letter, group in groupby(ordered, key=_letter)]
    count = f"{len(ordered)} term{'' if len(ordered) == 1 else 's'}"
    return HubPage(
        url="glossary/",
        kind="glossary",
        title="Glossary",
        origin=Location(ordered[0].where.path if ordered else "content/glossary.yaml"),
        values={
            "groups": groups,
            "letters": _letters({letter for letter, _ in groups}),
            "terms": {term.id: term for term in ordered},
        },
        description=f"{count} and short forms of tiered support, each explained in plain words.",
        lead=f"{count}, each in at most {DEFINITION_LIMIT} plain words, with its sources.",
        icon="book-alphabet",
    )


def _letters(used: set[str]) -> list[tuple[str, bool]]:
    """The letters to jump to: all of A to Z, then others that begin a term; True where used."""
    further = sorted(used - set(LETTERS))
    return [(letter, letter in used) for letter in (*LETTERS, *further)]


def _letter(term: Term) -> str:
    first = _folded(term.term)[:1].upper()
    return first if first.isalpha() else "#"


def _folded(text: str) -> str:
    """Small letters without accents: readers look for "école" under E."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))


def published_terms(
    terms: Iterable[Term], work: Callable[[str], dict[str, Any]]
) -> list[dict[str, Any]]:
    """The terms for programs, in the order of their ids; ``work`` is a source as they read it."""
    return [
        {
            "id": term.id,
            "page": term.url,
            "term": term.term,
            "abbreviation": term.abbreviation or None,
            "definition": plain_text(term.definition),
            "synonyms": list(term.synonyms),
            "see_also": list(term.see_also),
            "translations": [
                {
                    "language": one.lang,
                    "term": one.term,
                    "abbreviation": one.abbreviation or None,
                    "definition": one.definition or None,
                }
                for one in term.translations
            ],
            "sources": [work(source) for source in term.sources],
        }
        for term in sorted(terms, key=lambda term: term.id)
    ]
