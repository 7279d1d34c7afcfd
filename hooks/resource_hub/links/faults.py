"""What can be wrong with an address, and in which words an editor is told."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from difflib import get_close_matches

from resource_hub.links.nearest import near_name
from resource_hub.links.read import Target
from resource_hub.problems import quoted

# Schemes that a browser or a reader's device opens, and that are not checked here.
OUTSIDE = frozenset({"mailto", "tel", "sms", "data", "blob", "geo", "webcal", "about", "ftp"})
WEB = frozenset({"http", "https"})
_NOUNS = {
    "a": "link", "area": "link", "img": "image", "image": "image", "source": "image",
    "script": "script", "form": "form", "iframe": "frame", "meta": "redirection",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault without its place; ``address`` is where the target leads, from the site's root."""

    code: str
    target: Target
    address: str
    rest: str
    mend: str
    near: str = ""

    @property
    def noun(self) -> str:
        """What an editor calls the element."""
        return _NOUNS.get(self.target.element, "address")


def lacks_scheme(href: str) -> bool:
    """Whether a host or mail address was written as if it were a path."""
    return href.strip().lower().startswith("www.") or _is_mail(href)


def _is_mail(href: str) -> bool:
    return bool(re.fullmatch(r"[^\s/@]+@[^\s/@]+\.[a-zA-Z]+", href.strip()))


def no_file(target: Target, path: str, shown: str, near: str) -> Fault:
    """L001: neither a page nor a file."""
    rest = f"leads to {quoted(path)}, which is not in the site"
    noun = _NOUNS.get(target.element, "element")
    mend = f"correct the address, or delete the {noun}"
    if lacks_scheme(target.href):
        mend = f"write {'mailto:' if _is_mail(target.href) else 'https://'} in front of it"
    return Fault("L001", target, shown, rest, mend, near)


def empty(target: Target) -> Fault:
    """L003: there is nothing where an address belongs."""
    rest = f"({target.element} {target.attribute}) is empty"
    return Fault("L003", target, "", rest, "write the address, or delete the whole element")


def unreadable(target: Target) -> Fault:
    """L003: no browser can make an address of it."""
    mend = "write a whole address such as 'https://example.org/page', or one relative to this file"
    return Fault("L003", target, "", "cannot be read as an address", mend)


def not_opened(target: Target, scheme: str) -> Fault:
    """L003: a scheme that is misspelt, or that the site's policy blocks."""
    near = get_close_matches(scheme, sorted(WEB | OUTSIDE), n=1, cutoff=0.75)
    rest = f"begins with {quoted(scheme + ':')}, which opens nothing for a reader"
    mend = "write an address that begins with 'https:' or is relative to this file"
    if near:
        mend = f"did you mean '{near[0]}:'? If not, {mend}"
    return Fault("L003", target, "", rest, mend)


def climbs_out(target: Target, path: str) -> Fault:
    """L004: more steps up than the page is deep."""
    rest = f"climbs out of the site, to {quoted('/' + path)}"
    return Fault("L004", target, "", rest, "take away one or more '../'")


def from_root_of_host(target: Target, site_path: str, right: str) -> Fault:
    """L004: a path that works only where the site stands at the root of its host."""
    rest = f"begins at the root of the host, but the site stands in {quoted(site_path)}"
    if right.startswith("/"):
        return Fault("L004", target, "", rest, f"write {quoted(right)}")
    mend = "write it without the leading '/', relative to where it stands"
    return Fault("L004", target, "", rest, mend + (f": {quoted(right)}" if right else ""))


def foreign(target: Target, host: str) -> Fault:
    """L005: another host learns of each reader."""
    if target.element == "form" or target.attribute == "formaction":
        rest = f"sends what readers type to another host, {quoted(host)}"
        return Fault("L005", target, "", rest, "delete the form, or put a link in its place")
    rest = f"makes every reader's browser ask another host, {quoted(host)}"
    mend = "keep a copy in content/assets/ and use that, or make it a link that readers may follow"
    return Fault("L005", target, "", rest, mend)


def relative_where_lost(target: Target) -> Fault:
    """L006: a relative address on the page for missing pages."""
    rest = "is relative, but the page for missing pages is shown at any address"
    return Fault("L006", target, "", rest, "write it from the root of the host, as '/path/page/'")


def no_anchor(
    target: Target, shown: str, address: str, fragment: str, ids: AbstractSet[str]
) -> Fault:
    """L002: the page is there, the anchor is not."""
    near = near_name(fragment, ids)
    named = f"the page {quoted(address)}" if address else "the start page"
    return Fault(
        "L002",
        target,
        shown,
        f"leads to {named}, which has no anchor {quoted('#' + fragment)}",
        "use the anchor of a heading or entry of that page, or delete the part from '#'",
        f"#{near}" if near else "",
    )
