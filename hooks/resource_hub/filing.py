"""What may stand in content/: under which name, in which place, with an address of its own."""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePosixPath
from posixpath import normpath

from resource_hub.problems import Location, Problem, did_you_mean, error, quoted, warning

# Endings that MkDocs would take for a page or publish as they stand -> what to end in instead.
FOREIGN = {
    ".markdown": ".md", ".mdown": ".md", ".mkdn": ".md", ".mkd": ".md",
    ".html": ".md", ".htm": ".md", ".xhtml": ".md", ".xml": ".md",
    ".yml": ".yaml",
}  # fmt: skip

# Kinds of pages whose address is not free -> the place of their files.
PLACES = {
    "home": "content/index.md",
    "evidence-index": "content/evidence/index.md",
    "toolkit": "content/toolkits/*.md",
    "lesson": "content/academy/*/*.md",
    "network": "content/community/network.md",
}

_RENAME = "give this page another name or id"
_PART = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def check_names(names: Iterable[str], read: Collection[str]) -> list[Problem]:
    """Problems P006 to P008 of the names of files.

    Args:
        names: All files below content/, as ``content/about/index.md``.
        read: Names and patterns of the YAML files that the hub reads.
    """
    return [problem for name in names for problem in _check_name(PurePosixPath(name), read)]


def _check_name(path: PurePosixPath, read: Collection[str]) -> Iterator[Problem]:
    ending = FOREIGN.get(path.suffix.lower(), path.suffix.lower())
    if ending not in (".md", ".yaml"):
        return
    right = path.with_suffix(ending)
    if path.suffix != ending:
        yield error(
            Location(str(path)),
            "P006",
            f"the hub does not read files that end in {quoted(path.suffix)}",
            f"write the page in Markdown as {quoted(right.name)}, or delete the file"
            if path.suffix.lower() in (".html", ".htm", ".xhtml", ".xml")
            else f"rename it to {quoted(right.name)}",
        )
    elif ending == ".yaml":
        if not any(map(path.match, read)):
            yield _unread(path, read)
    elif not all(map(_PART.fullmatch, (*path.parent.parts, path.stem))):
        yield error(
            Location(str(path)),
            "P008",
            f"the name {quoted(str(path))} cannot be an address",
            "rename the file or its folder: small letters, digits and single hyphens, then .md",
        )


def _unread(path: PurePosixPath, read: Collection[str]) -> Problem:
    single = [pattern for pattern in read if "*" not in pattern]
    folders = [str(PurePosixPath(pattern).parent) for pattern in read if "*" in pattern]
    meant = [name for name in single if did_you_mean(path.stem, [PurePosixPath(name).stem])]
    near = f"did you mean '{meant[0]}'? " if meant else ""
    places = f"move it to {', '.join(folders)}, or delete it"
    return warning(
        Location(str(path)),
        "P007",
        f"nothing reads the file {quoted(path.name)} here",
        f"{near}If not, {places}" if near else places,
    )


def check_place(path: str, kind: str, where: Location) -> list[Problem]:
    """P010 for a page that is not in the place of its kind; ``where`` is that of its kind."""
    file, place = PurePosixPath(path), PLACES.get(kind)
    if place is None or file.match(place):
        return []
    return [
        error(
            where,
            "P010",
            f"a page of the kind {quoted(kind)} stands in {quoted(str(file.parent))}",
            f"move it to {_filled(place, file.stem)}, or correct its 'kind'",
        )
    ]


def _filled(place: str, name: str) -> str:
    """A place of PLACES with the name of a file in it; which folder is left open."""
    folder, _, rest = place.rpartition("*")
    return folder.replace("*", "<path>") + name + rest if folder else place


def check_addresses(pages: Iterable[tuple[str, Location]]) -> list[Problem]:
    """P009 for each page whose address an earlier one has, P008 for one that is no address.

    Args:
        pages: Name of the file below content/, real or not, and place of each page; those that
            no editor can move come first.
    """
    first: dict[str, Location] = {}
    problems = []
    for name, where in pages:
        address = address_of(name)
        if normpath(name) != name:
            problems.append(
                error(where, "P008", f"the name {quoted(name)} cannot be an address", _RENAME)
            )
        elif address in first:
            problems.append(
                error(
                    where,
                    "P009",
                    f"the address {quoted('/' + address)} is taken by a page that "
                    f"{first[address].path} makes",
                    _RENAME,
                )
            )
        first.setdefault(address, where)
    return problems


def check_slugs(names: Iterable[str]) -> list[Problem]:
    """P011 for each page whose name an earlier one has: others refer to them by it.

    Args:
        names: Files whose pages 'see_also' may name, as ``content/guides/x.yaml``.
    """
    first: dict[str, str] = {}
    problems = []
    for name in names:
        slug = PurePosixPath(name).stem
        taken = first.setdefault(slug, name)
        if taken != name:
            problems.append(
                error(
                    Location(name),
                    "P011",
                    f"the name {quoted(slug)} is also that of {taken}",
                    "rename one of the two files; 'see_also' could mean either",
                )
            )
    return problems


def address_of(name: str) -> str:
    """The address that MkDocs gives to a source file: ``about/x.md`` is at ``about/x/``."""
    path = PurePosixPath(name)
    folder = "" if str(path.parent) == "." else f"{path.parent}/"
    return folder if path.stem in ("index", "README") else f"{folder}{path.stem}/"


def name_of(address: str) -> str:
    """The source file that MkDocs would have to read for an address.

    A folder with pages of its own, such as ``/references/``, is an index.
    """
    whole = address.count("/") > 1
    return f"{address.rstrip('/')}.md" if whole else f"{address}index.md"
