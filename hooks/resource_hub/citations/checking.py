"""Check that every citekey that an editor wrote is in references.bib."""

from collections.abc import Callable, Collection

from resource_hub.citations.extension import find_citations
from resource_hub.problems import Location, Problem, did_you_mean, error, quoted


def check_markdown(
    text: str, place: Callable[[int], Location], known: Collection[str]
) -> list[Problem]:
    """Unknown citekeys (C001) of a Markdown text; ``place`` gives the location of an offset."""
    return [
        unknown_key(key, place(offset + 1), known)  # the key stands behind its @
        for found in find_citations(text)
        for key, offset in found.cites
        if key not in known
    ]


def check_source(written: str, where: Location, known: Collection[str]) -> list[Problem]:
    """C001 for one value of a ``sources`` list: a citekey, or ``key, p. 12``."""
    key = source_key(written)
    return [] if key in known else [unknown_key(key, where, known)]


def source_key(written: str) -> str:
    """The citekey of a value such as ``gersten2009reading, p. 12``."""
    return written.split(",", 1)[0].strip()


def unknown_key(key: str, where: Location, known: Collection[str]) -> Problem:
    """The message for a citekey that references.bib does not have."""
    near = did_you_mean(key, known)
    mend = (
        f"{near}If not, add the entry to references.bib"
        if near
        else "add the entry to references.bib"
    )
    return error(where, "C001", f"the citekey {quoted(key)} is not in references.bib", mend)
