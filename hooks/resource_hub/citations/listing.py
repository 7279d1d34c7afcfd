"""The reference list of a page, and whether Pandoc and bibtexparser see the same works."""

from collections.abc import Callable, Collection, Mapping, Sequence
from html import escape

from resource_hub.citations.bibliography import Reference
from resource_hub.problems import Location, Problem, error, quoted


def reference_list(
    entries: Sequence[tuple[str, str]],
    references: Mapping[str, Reference],
    address: Callable[[str], str],
) -> str:
    """The section with the works that a page cites; empty if it cites none.

    Args:
        entries: Citekeys and formatted entries, in order.
        references: What is known of each work.
        address: The address of a page as written on this one.
    """
    if not entries:
        return ""
    rows = "\n".join(_row(key, html, references.get(key), address) for key, html in entries)
    return (
        '\n<section class="hub-block hub-references hub-nosearch" aria-labelledby="references">\n'
        f'<h2 id="references">References</h2>\n<ol class="hub-refs">\n{rows}\n</ol>\n</section>'
    )


def _row(key: str, html: str, reference: Reference | None, address: Callable[[str], str]) -> str:
    notes = []
    if reference is not None:
        if not reference.confirmed:
            notes.append("Details not yet confirmed.")
        about = escape(address(f"references/{key}/"))
        notes.append(f'<a href="{about}">What this work found, and where we use it</a>')
    note = f'<p class="hub-note">{" ".join(notes)}</p>' if notes else ""
    return f'<li id="ref-{escape(key)}"><p class="hub-ref__apa">{html}</p>{note}</li>'


def check_keys(
    references: Mapping[str, Reference], seen: Collection[str], path: str
) -> list[Problem]:
    """B010 for each work that one of the two readers of references.bib sees and the other not."""
    lost = [
        error(
            reference.where,
            "B010",
            f"the entry {quoted(key)} cannot be formatted: Pandoc does not see it",
            "compare it with the entries around it: braces, commas, and the kind after the @",
        )
        for key, reference in references.items()
        if key not in seen
    ]
    extra = [
        error(
            Location(path),
            "B010",
            f"Pandoc sees an entry {quoted(key)} that is read differently here",
            "look for a stray @ or brace before it",
        )
        for key in sorted(seen)
        if key not in references
    ]
    return lost + extra
