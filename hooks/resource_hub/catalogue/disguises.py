"""Hosts whose letters make them look like another host."""

from resource_hub.letters import LOOKS_LIKE, script_of
from resource_hub.problems import quoted


def shown_host(host: str) -> str:
    """A host with the letters that its punycode stands for."""
    from ada_url import idna  # kept off `import resource_hub`

    return idna.decode(host) if "xn--" in host else host


def disguise_of(host: str) -> str:
    """What is wrong with the letters of a host; empty for one honest script per label.

    Source:
        Unicode Technical Standard 39, "Unicode Security Mechanisms", sections 4 and 5.
    """
    for label in shown_host(host).split("."):
        if label.isascii():
            continue
        scripts = dict.fromkeys(script for c in label if (script := script_of(c)))
        if len(scripts) > 1 and not any(scripts.keys() <= mix for mix in _MIXES):
            return f"{quoted(label)} mixes {' and '.join(scripts)} letters"
        twin = label.translate(LOOKS_LIKE)  # an end in letters of its own (.рф) is no disguise
        if twin.isascii() and shown_host(host).rpartition(".")[2].isascii():
            return f"{quoted(label)} looks like {quoted(twin)}"
    return ""


# Scripts that are written together.
_MIXES = (
    {"Latin", "Han", "Hiragana", "Katakana", "Katakana-hiragana"},
    {"Latin", "Han", "Hangul"},
    {"Latin", "Han", "Bopomofo"},
)
