"""Web addresses: which of them lead to one page, and which no reader should be sent to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import parse_qsl, urlencode

from resource_hub.catalogue.disguises import disguise_of, shown_host
from resource_hub.catalogue.tracking import (
    address_lists,
    clean_fragment,
    is_tracking,
    without_tracking,
    without_words,
)
from resource_hub.catalogue.written import authority_of, slash_like, why_no_address, without_user
from resource_hub.letters import hidden_in
from resource_hub.problems import Location, Problem, error, quoted, warning

_SHOWN = 300  # characters of an address that a mend repeats


@dataclass(frozen=True, slots=True)
class Address:
    """A web address as a browser reads it.

    Args:
        written: As it was written.
        host: In ASCII, small letters, numbers of any form as the usual one; in brackets if IPv6.
        port: Empty where it is the one of the scheme.
        path: From the first slash.
        query: Without its question mark.
        fragment: Without its hash.
        named: Whether a user name or a password stands in it, or the sign that follows them.
    """

    written: str
    host: str
    port: str
    path: str
    query: str
    fragment: str
    named: bool

    @property
    def shown(self) -> str:
        """The address for a message, which never repeats a password."""
        return without_user(self.written) if self.named else self.written

    @property
    def canonical(self) -> str:
        """What is the same for all addresses of one page; see :func:`canonical`."""
        host = self.host.rstrip(".").removeprefix("www.")
        port = f":{self.port}" if self.port not in ("", "80", "443") else ""
        path = _index_page().sub("/", _one_encoding(self.path)).rstrip("/")
        return f"{host}{port}{path}?{_one_query(self.query)}{_one_fragment(self.fragment)}"


def read_address(url: str) -> Address | None:
    """An address in its parts; None if no browser could read it.

    Source:
        WHATWG, "URL Standard", which decides what a click on the address does.
    """
    from ada_url import URL  # kept off `import resource_hub`

    try:
        parts = URL(url)
    except ValueError:
        return None
    return Address(
        written=url,
        host=parts.hostname,
        port=parts.port,
        path=parts.pathname,
        query=parts.search[1:],
        fragment=parts.hash[1:],
        named="@" in authority_of(url),
    )


def canonical(url: str) -> str:
    """What is the same for all addresses of one page, empty if it is no address at all.

    Left out: the scheme, case of the host, "www.", a usual port, "index.html" and a closing slash,
    forms of percent-encoding, the order of parameters, tracking, and a fragment unless it names a
    page of its own (``#/`` or ``#!``).
    """
    address = read_address(url)
    return address.canonical if address else ""


def check_url(url: str, where: Location) -> Iterator[Problem]:
    """Problems R005 and R026 to R028 of an address as it is written."""
    address = read_address(url)
    what, mend = why_no_address(url)
    if sign := slash_like(url):
        yield error(
            where,
            "R027",
            f"the host in {quoted(without_user(url))} holds the sign U+{ord(sign):04X}, which "
            "looks like a slash",
            "copy the address from the publisher's own page",
        )
    elif what:
        yield error(where, "R005", f"the address {quoted(without_user(url))} {what}", mend)
    elif address:
        yield from check_address(address, where)
    else:
        yield error(
            where,
            "R005",
            f"the address {quoted(without_user(url))} cannot be read",
            "copy it from the browser once more"
            + ("; a host has no brackets" if "[" in authority_of(url) else ""),
        )


def check_address(address: Address, where: Location) -> Iterator[Problem]:
    """Problems R026 to R028 of an address: where it leads, how it looks, what it carries along."""
    yield from _check_safe(address, where)
    yield from _check_looks(address, where)
    shown, clean = address.shown, without_tracking(address.shown)
    if clean != shown and clean == without_words(shown):
        yield warning(
            where,
            "R028",
            f"the address {quoted(shown)} points at words of a page, which may change",
            f"write it without them: {quoted(clean, _SHOWN)}",
        )
    elif clean != shown:
        yield warning(
            where,
            "R028",
            f"the address {quoted(shown)} says where a reader came from",
            f"write it without tracking: {quoted(clean, _SHOWN)}",
        )


def _check_safe(address: Address, where: Location) -> Iterator[Problem]:
    if address.named:
        yield error(
            where,
            "R026",
            f"the address of {quoted(address.host)} holds a user name or a password",
            "delete all between '//' and the host, its '@' too; change the password if it is one",
        )
    if why := private_host(address.host):
        yield error(
            where,
            "R026",
            f"the host {quoted(address.host)} of {quoted(address.shown)} {why}",
            "write the address that everybody can open",
        )


def private_host(host: str) -> str:
    """Why readers cannot open a host, as the end of a sentence; empty if they can."""
    host = host.rstrip(".")
    number = _number_of(host)
    if number is not None:
        return "" if _is_public(number) else "is inside a private or reserved network"
    labels = host.split(".")
    ends = {".".join(labels[-length:]) for length in (1, 2)}
    if ends & address_lists()["private"]:
        return "exists inside one network only"
    return "is no name that the internet knows" if len(labels) == 1 else ""


def _number_of(host: str) -> IPv4Address | IPv6Address | None:
    try:
        number = ip_address(host.strip("[]"))
    except ValueError:
        return None
    return _inner(number) or number if isinstance(number, IPv6Address) else number


_NAT64 = ip_network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address


def _inner(number: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 one leads to."""
    if number in _NAT64:
        return IPv4Address(int(number) & 0xFFFFFFFF)
    return number.ipv4_mapped or number.sixtofour


def _is_public(number: IPv4Address | IPv6Address) -> bool:
    return number.is_global and not number.is_multicast


# Letters -------------------------------------------------------------------------------------


def _check_looks(address: Address, where: Location) -> Iterator[Problem]:
    if address.written.isascii() and "xn--" not in address.host:
        return
    written_host = authority_of(address.written)
    if hidden := hidden_in(address.written):
        yield error(
            where,
            "R027",
            f"the address {quoted(address.shown)} holds the character U+{ord(hidden):04X}, "
            "which cannot be seen",
            "delete it, or type the address anew",
        )
    elif disguise := disguise_of(address.host):
        yield error(
            where,
            "R027",
            f"the host {quoted(shown_host(address.host))} is written so that it looks like "
            f"another: {disguise}; browsers go to {quoted(address.host)}",
            "copy the address from the publisher's own page",
        )
    elif private_host(address.host):
        return  # told already; the usual form of it would be no mend
    elif not written_host.isascii() and "xn--" not in address.host:
        yield error(
            where,
            "R027",
            f"the host {quoted(written_host)} has signs that browsers change into "
            f"{quoted(address.host)}",
            f"write {quoted(address.host)}, if that is the host you mean",
        )


# One form -----------------------------------------------------------------------------------


def _one_query(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True)
    return urlencode(sorted(pair for pair in pairs if not is_tracking(pair[0])))


def _one_fragment(fragment: str) -> str:
    named = clean_fragment(fragment.partition(":~:")[0])
    return f"#{named}" if named.startswith(("/", "!")) else ""


_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")
_FREE = re.compile(r"[A-Za-z0-9._~-]")  # RFC 3986, 2.3: the same with and without encoding


def _one_encoding(path: str) -> str:
    return _ENCODED.sub(_one_form, path) if "%" in path else path


def _one_form(match: re.Match[str]) -> str:
    letter = chr(int(match.group()[1:], 16))
    return letter if _FREE.match(letter) else match.group().upper()


@cache
def _index_page() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(address_lists()["index"])))
    return re.compile(rf"/(?:{names})\Z", re.IGNORECASE)
