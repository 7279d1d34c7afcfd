"""The reference list of a page, and whether Pandoc and bibtexparser see the same works."""

from collections.abc import Callable, Collection, Mapping, Sequence
from html import escape

from resource_hub.citations.backlinks import Place, back_links
from resource_hub.citations.bibliography import Reference
from resource_hub.problems import Location, Problem, error, quoted


def reference_list(
    entries: Sequence[tuple[str, str]],
    references: Mapping[str, Reference],
    address: Callable[[str], str],
    *,
    places: Mapping[str, Sequence[Place]] | None = None,
    pages: Mapping[str, int] | None = None,
) -> str:
    """The section with the works that a page cites; empty if it cites none.

    What it says of a work is also what its card says: the script that shows cards takes it from
    here, so that nothing is told twice and everything can be read without a script.

    Args:
        entries: Citekeys and formatted entries, in order.
        references: What is known of each work.
        address: The address of a page as written on this one.
        places: Where the page cites each work.
        pages: On how many pages of the hub each work is listed.
    """
    if not entries:
        return ""
    rows = "\n".join(
        _row(
            key,
            html,
            references.get(key),
            address,
            (places or {}).get(key, ()),
            (pages or {}).get(key, 1),
        )
        for key, html in entries
    )
    return (
        '\n<section class="hub-block hub-references hub-nosearch" aria-labelledby="references">\n'
        f'<h2 id="references">References</h2>\n<ol class="hub-refs">\n{rows}\n</ol>\n</section>'
    )


def confirmation(reference: Reference) -> str:
    """How far the details of a work are confirmed, for readers; empty if nothing is known of it.

    Why they are not is for editors.
    """
    if not reference.confirmed:
        return "Details not yet confirmed"
    level = reference.fields.get("confirmationlevel", "")
    return {"C": "Details confirmed", "P": "Details confirmed in part"}.get(level, "")


def _row(
    key: str,
    html: str,
    reference: Reference | None,
    address: Callable[[str], str],
    places: Sequence[Place],
    pages: int,
) -> str:
    tools = []
    if reference is not None:
        said = confirmation(reference)
        if said:
            tag = "" if reference.confirmed else " hub-tag"
            tools.append(f'<span class="hub-ref__state{tag}">{said}</span>')
        about = escape(address(f"references/{key}/" + ("#used" if pages > 1 else "")))
        named = f"Used in {pages} pages" if pages > 1 else "About this work"
        tools.append(f'<a href="{about}">{named}</a>')
    if places:
        tools.append(f'<span class="hub-ref__back">Cited in {back_links(places)}</span>')
    found = _found(reference) if reference is not None else ""
    tool_line = f'<p class="hub-ref__tools" data-noscore>{"".join(tools)}</p>' if tools else ""
    entry = f'<p class="hub-ref__apa">{html}</p>'
    return f'<li id="ref-{escape(key)}">{entry}{found}{tool_line}</li>'


def _found(reference: Reference) -> str:
    design = reference.fields.get("design", "")
    finding = reference.fields.get("finding", "")
    parts = []
    if design:
        stop = "" if design.endswith(".") else "."
        parts.append(f"<b>{escape(design[0].upper() + design[1:])}{stop}</b>")
    if finding:
        parts.append(escape(finding, quote=False))
    return f'<p class="hub-ref__found" data-noscore>{" ".join(parts)}</p>' if parts else ""


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
