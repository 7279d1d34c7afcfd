"""Check every internal link and anchor of the finished site."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from resource_hub.links import faults
from resource_hub.links.faults import OUTSIDE, WEB, Fault
from resource_hub.links.nearest import Nearest
from resource_hub.links.read import PageLinks, Target
from resource_hub.pages import relative
from resource_hub.problems import Location, Problem, error, quoted, sort_problems

SHARED_BY = 20  # pages: a fault on more of them has one cause, and is reported once

# A guess among thousands of names takes a tenth of a second; where so many addresses are wrong,
# one cause made them all, and guesses do not show it.
GUESSES = 100

LOST = "404.html"  # hosts show it at every address that has no page

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_WHOLE = re.compile(r"(?!https?:(?!//))[a-z][a-z0-9+.-]*:", re.I)  # "https:x/" is relative


@dataclass(frozen=True, slots=True)
class Written:
    """A link as an editor wrote it.

    Args:
        text: The address as written (``../evidence/x.md#c1``).
        where: Its place in the source.
        resolved: Where it leads, from the site's root (``evidence/x/#c1``); empty is the home page.
    """

    text: str
    where: Location
    resolved: str


def check_site(
    pages: Mapping[str, PageLinks],
    files: AbstractSet[str],
    *,
    base_url: str,
    origins: Mapping[str, Location],
    written: Mapping[str, Sequence[Written]],
    shell: Location = Location("mkdocs.yml"),  # noqa: B008  a frozen value
) -> list[Problem]:
    """Check that each internal address of a finished site leads somewhere.

    Args:
        pages: What each page holds, by its file in the site (``resources/roar/index.html``);
            stylesheets, feeds and sitemaps may be among them.
        files: All other files of the site.
        base_url: The address of the site; ``https://hub.invalid/path/`` if it has none yet: the
            path brings out addresses that only work at the root of a host.
        origins: The record, entry or file that made a page, by its address (``resources/roar/``)
            or its file.
        written: The links that editors wrote on a page, by the same names.
        shell: The place to go to for a fault in the frame around every page.

    Returns:
        Problems L001 (no such page or file), L002 (no such anchor), L003 (no readable address),
        L004 (a path that leaves the site), L005 (a foreign host is asked), L006 (a relative
        address on the page for missing pages), in reading order. A fault stands at each link that
        an editor wrote to the same address; without one at the page's origin. On more than
        ``SHARED_BY`` pages it stands once: at ``shell`` if most pages have it, else at the origin
        of the first.

    Raises:
        ValueError: If ``base_url`` is not a whole http or https address.
    """
    site = _Site(pages, files, base_url)
    problems: list[Problem] = []
    strays: dict[tuple[str, str], list[tuple[str, Fault]]] = defaultdict(list)
    for page in sorted(pages):
        links = written.get(page, written.get(address_of(page), ()))
        for key, fault in _once(site, page, pages[page].targets):
            found = [link for link in links if _is_same(link, fault)]
            problems += [_at_link(link, fault) for link in found]
            if not found:
                strays[key].append((page, fault))
    for group in strays.values():
        if len(group) > SHARED_BY:
            in_frame = len(group) > len(pages) / 2
            problems.append(_on_many(group, shell if in_frame else _origin(group[0][0], origins)))
        else:
            problems += [_on_page(page, fault, origins) for page, fault in group]
    return sort_problems(problems)


def address_of(file: str) -> str:
    """The address of a file of the site, from its root: a folder's index is the folder."""
    return file[: -len("index.html")] if f"/{file}".endswith("/index.html") else file


def _once(
    site: "_Site", page: str, targets: Sequence[Target]
) -> Iterator[tuple[tuple[str, str], Fault]]:
    """The faults of a page, each once, with what is the same for one fault on many pages."""
    seen = set()
    for target in targets:
        fault = site.fault(page, target)
        if not fault:
            continue
        own = fault.code == "L002" and target.href.startswith("#")
        key = (fault.code, target.href if own or not fault.address else fault.address)
        if key not in seen:
            seen.add(key)
            yield key, fault


# Where, and in which words ---------------------------------------------------------------------


def _is_same(link: Written, fault: Fault) -> bool:
    if fault.address and _plain(link.resolved) == _plain(fault.address):
        return True
    return link.text == fault.target.href and link.text != ""


def _plain(address: str) -> str:
    path, _, fragment = address.partition("#")
    path = address_of(unquote(path.partition("?")[0])).strip("/")
    return f"{path}#{unquote(fragment)}" if fragment else path


def _at_link(link: Written, fault: Fault) -> Problem:
    what = f"the {fault.noun} {quoted(link.text)} {fault.rest}"
    return error(link.where, fault.code, what, _mend(fault, link.text))


def _on_page(page: str, fault: Fault, origins: Mapping[str, Location]) -> Problem:
    address = address_of(page)
    named = f"the page {quoted(address)}" if address else "the start page"
    what = f"the {fault.noun} {quoted(fault.target.href)} of {named} {fault.rest}"
    return error(_origin(page, origins), fault.code, what, _mend(fault, fault.target.href))


def _on_many(group: Sequence[tuple[str, Fault]], where: Location) -> Problem:
    page, fault = group[0]
    what = (
        f"the {fault.noun} {quoted(fault.target.href)} of {len(group)} pages, "
        f"the first being {quoted(page)}, {fault.rest}"
    )
    return error(where, fault.code, what, _mend(fault, fault.target.href))


def _origin(page: str, origins: Mapping[str, Location]) -> Location:
    return origins.get(page) or origins.get(address_of(page)) or Location(page)


def _mend(fault: Fault, text: str) -> str:
    if not fault.near:
        return fault.mend
    guess = _as_written(text, fault.address, fault.near)
    meant = quoted(guess) if guess else f"the address {quoted(fault.near)} of this site"
    return f"did you mean {meant}? If not, {fault.mend}"


def _as_written(text: str, wrong: str, right: str) -> str:
    """The right address in the manner of the text: ``../a/wrnog.md`` gives ``../a/wrong.md``.

    Empty where more than one part differs, or the text does not show it.
    """
    if right.startswith("#"):
        return text.partition("#")[0] + right
    ours, theirs = wrong.partition("#")[0].split("/"), right.split("/")
    while ours and ours[-1] == "":
        ours.pop()
    while theirs and theirs[-1] == "":
        theirs.pop()
    if len(ours) == len(theirs):
        differ = [(a, b) for a, b in zip(ours, theirs, strict=True) if a != b]
        if len(differ) == 1 and text.count(differ[0][0]) == 1:
            return text.replace(*differ[0])
    return ""


# What leads where ------------------------------------------------------------------------------


@dataclass(slots=True)
class _Site:
    """The addresses of one site, and the question whether a target is among them."""

    pages: Mapping[str, PageLinks]
    files: AbstractSet[str]
    base_url: str
    host: str = ""
    path: str = ""
    _resolved: dict[tuple[str, str], "_Place | None"] = field(default_factory=dict)
    _starts: dict[str, str] = field(default_factory=dict)
    _nearest: "Nearest | None" = None
    _guesses: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        from ada_url import URL  # kept off `import resource_hub`

        base = URL(self.base_url)
        if base.protocol not in ("http:", "https:"):
            raise ValueError(f"base_url must begin with http or https, got {self.base_url!r}")
        self.host = base.host
        self.path = base.pathname.rstrip("/") + "/"
        self.base_url = base.origin + self.path

    def fault(self, page: str, target: Target) -> Fault | None:
        """What is wrong with a target on a page, if anything."""
        href = target.href
        if href.strip() == "":
            # Empty, a link or a form means the page itself; a picture or script means nothing.
            return None if target.element in ("a", "area", "form") else faults.empty(target)
        place = self._place(page, href)
        if place is None:
            return faults.unreadable(target)
        if place.scheme not in WEB:
            return None if place.scheme in OUTSIDE else faults.not_opened(target, place.scheme)
        if place.host != self.host:
            return faults.foreign(target, place.host) if target.loads else None
        if not place.path.startswith(self.path):
            # The host's other sites, and our own without its last slash, are not our concern.
            if _is_absolute(href) or place.path + "/" == self.path:
                return None
            if page != LOST or not self.host.endswith(".invalid"):
                return self._leaves(page, target, place)
            # Without an address of its own, a site is taken to stand at the root of its host;
            # this page alone cannot be written in another way.
            place = replace(place, path=self.path + place.path.lstrip("/"))
        if page == LOST and not _is_absolute(href) and href.strip()[0] not in "/\\#":
            return faults.relative_where_lost(target)
        return self._missing(page, target, place)

    def _place(self, page: str, href: str) -> "_Place | None":
        whole = _WHOLE.match(href)
        start = "" if whole else page.rpartition("/")[0]
        if not whole and (href[0] in "#?" or self.pages[page].base):
            start = page
        key = (start, href)
        if key not in self._resolved:
            self._resolved[key] = self._resolve(page, href)
        return self._resolved[key]

    def _resolve(self, page: str, href: str) -> "_Place | None":
        from ada_url import join_url

        try:
            if page not in self._starts:
                start = join_url(self.base_url, _encoded(page))
                self._starts[page] = join_url(start, self.pages[page].base)
            return _Place.of(join_url(self._starts[page], href))
        except ValueError:  # a lone surrogate cannot be encoded, which is a ValueError too
            return None

    def _missing(self, page: str, target: Target, place: "_Place") -> Fault | None:
        path = unquote(place.path[len(self.path) :])
        fragment = place.fragment.partition(":~:")[0]
        shown = path + (f"#{unquote(fragment)}" if fragment else "")
        file = self._find(path)
        if file is None:
            return self._no_file(target, path, shown)
        if not fragment or file not in self.pages or not file.endswith(".html"):
            return None
        ids = self.pages[file].ids
        # HTML Living Standard, 7.4.6.4: as written, then decoded, then "top" in any case.
        if fragment in ids or unquote(fragment) in ids or unquote(fragment).lower() == "top":
            return None
        return faults.no_anchor(target, shown, address_of(file), unquote(fragment), ids)

    def _find(self, path: str) -> str | None:
        # Hosts send "guides" on to "guides/"; so it counts as found.
        folder = path if path.endswith("/") or not path else path + "/"
        for file in (path, folder + "index.html"):
            if file in self.pages or file in self.files:
                return file
        return None

    def _no_file(self, target: Target, path: str, shown: str) -> Fault:
        near = "" if faults.lacks_scheme(target.href) else self._guess(path)
        return faults.no_file(target, path, shown, near)

    def _guess(self, path: str) -> str:
        self._nearest = self._nearest or Nearest.of(
            frozenset(address_of(file) for file in (*self.pages, *self.files))
        )
        if path not in self._guesses and len(self._guesses) < GUESSES:
            self._guesses[path] = self._nearest.find(path)
        return self._guesses.get(path, "")

    def _leaves(self, page: str, target: Target, place: "_Place") -> Fault:
        path = unquote(place.path).lstrip("/")
        if target.href.strip()[0] not in "/\\":
            return faults.climbs_out(target, path)
        file = self._find(path)
        if file is None:
            return faults.from_root_of_host(target, self.path, "")
        right = self.path + path if page == LOST else relative(address_of(file), address_of(page))
        return faults.from_root_of_host(target, self.path, right)


@dataclass(frozen=True, slots=True)
class _Place:
    """A resolved address; the path and the fragment are percent-encoded."""

    scheme: str
    host: str
    path: str
    fragment: str

    @classmethod
    def of(cls, url: str) -> "_Place":
        """The parts of an address that the URL parser has put in its normal form.

        By hand, as an object of the parser's own costs three times the parsing.
        """
        start, _, fragment = url.partition("#")
        scheme, _, rest = start.partition("?")[0].partition(":")
        if not rest.startswith("//"):
            return cls(scheme, "", rest, fragment)
        host, _, path = rest[2:].partition("/")
        return cls(scheme, host.rpartition("@")[2], "/" + path, fragment)


def _encoded(page: str) -> str:
    # A file's name may hold signs that mean something in an address.
    return "./" + "".join(f"%{ord(c):02X}" if c in "%?#\\" else c for c in page)


def _is_absolute(href: str) -> bool:
    return bool(_SCHEME.match(href.strip())) or href.strip().startswith(("//", "\\\\"))
