"""Web addresses as they are written: what no reader could open, whatever a browser makes of it."""

import re

from resource_hub.problems import quoted

LONGEST = 2000  # characters; some browsers and mail programs cut what is longer
_LAST_PORT = 65535
_AUTHORITY = re.compile(r"(?s)\w+:[/\\]*([^/\\?#]*).*")
_HOST_AND_PORT = re.compile(r"(?s)(\[.*\]|[^:]*)(?::(.*))?")
_USER = re.compile(r"(:[/\\]*)[^/\\?#]*@")
_SLASHES = "\u2044\u2215\u29f8\uff0f"  # signs that most fonts draw like a slash
_DOTS = re.compile("[.\u3002\uff0e\uff61]")


def authority_of(url: str) -> str:
    """All between the slashes of the scheme and the path, as written."""
    return _AUTHORITY.sub(r"\1", url)


def without_user(url: str) -> str:
    """The address for a message, which never repeats a password."""
    return _USER.sub(r"\1", url)


def slash_like(url: str) -> str:
    """The first sign before the path that only looks like a slash; empty if there is none."""
    return next((sign for sign in authority_of(url) if sign in _SLASHES), "")


def why_no_address(url: str) -> tuple[str, str]:
    """What is wrong in how an address is written, and what to do; empty if nothing is.

    Returns:
        The end of a sentence that begins with "the address", and an order.
    """
    if len(url) > LONGEST:
        mend = "look for a shorter one of the page; what follows a '?' can often be left out"
        return f"has {len(url)} characters, more than {LONGEST}", mend
    if "&amp;" in url:
        return "holds '&amp;', which is how HTML writes '&'", "write '&' in its place"
    if sign := next((sign for sign in url if sign in "<>"), ""):
        return f"holds '{sign}'", "delete it, with what does not belong to the address"
    return _why_no_host(authority_of(url).rpartition("@")[2])


def _why_no_host(place: str) -> tuple[str, str]:
    match = _HOST_AND_PORT.fullmatch(place)
    host, port = match.groups() if match else (place, None)
    labels = [] if host.startswith("[") else _DOTS.split(host)
    if labels and not labels[-1]:
        labels.pop()  # the closing dot of a full name
    if not all(labels):
        return f"has a dot too many in its host {quoted(host)}", "delete the dot"
    if label := next((one for one in labels if one.strip("-") != one), ""):
        what = f"has the part {quoted(label)} in its host, and no part begins or ends with a hyphen"
        return what, "copy the address from the browser once more"
    if port and not (port.isdecimal() and 0 < int(port[:6]) <= _LAST_PORT):
        mend = f"leave the port out, or write one from 1 to {_LAST_PORT}"
        return f"has the port {quoted(port)}, which does not exist", mend
    return "", ""
