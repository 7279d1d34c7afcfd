"""Every message of the check, explained: what, why, an example, what to write instead."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from textwrap import fill, indent

from resource_hub.pages import Crumb, HubPage
from resource_hub.problems import Location, did_you_mean, quoted
from resource_hub.source import Mapping, Scalar, read_own

FILE = Path(__file__).parent / "codes.yaml"
URL = "contribute/messages/"
WIDTH = 80  # columns of a terminal

# What the messages of a letter are about.
LETTERS = {
    "A": "learning paths",
    "B": "references.bib",
    "C": "citations",
    "D": "standards and templates",
    "E": "evidence summaries",
    "F": "questions and answers",
    "G": "decision guides",
    "J": "statements of law",
    "K": "checklists",
    "L": "links in the finished site",
    "M": "the timeline",
    "N": "corrections and retractions",
    "O": "scales of other bodies",
    "P": "files and finished pages",
    "R": "the catalogue of resources",
    "S": "keys and values",
    "T": "the glossary",
    "U": "partner organizations",
    "W": "advice on language",
    "Y": "reading a file",
}
STANDING = {
    "error": "Error: nothing is published until it is mended.",
    "warning": "Warning: it is shown and stops nothing.",
    "info": "Note: it asks for no change.",
}


@dataclass(frozen=True, slots=True)
class Message:
    """One code in words.

    Args:
        code: A letter and three digits.
        what: What the message means, one sentence.
        why: Why it matters.
        severity: error, warning or info.
        wrong: Lines as they may be written; empty where an example says nothing.
        right: The same lines, mended.
        file: Where the lines stand; empty if the example is the name of a file.
    """

    code: str
    what: str
    why: str
    severity: str
    wrong: str = ""
    right: str = ""
    file: str = ""

    @property
    def anchor(self) -> str:
        """Its id on the page of all messages."""
        return self.code.lower()

    @property
    def standing(self) -> str:
        """What its severity means."""
        return STANDING[self.severity]


def read_codes() -> list[Message]:
    """Every message that ``codes.yaml`` explains, by code.

    Raises:
        ValueError: If the file cannot be read; it is our own.
    """
    return [_message(code, plain) for code, plain in sorted(read_own(FILE).items())]


def _message(code: str, plain: object) -> Message:
    if not isinstance(plain, Mapping):
        raise ValueError(f"{FILE.name}: {code} is not a mapping")
    fields = {k: v.text.rstrip("\n") for k, v in plain.values.items() if isinstance(v, Scalar)}
    return Message(code, **fields)


def messages_page(messages: Iterable[Message]) -> HubPage:
    """The page of all messages, grouped by their letters."""
    ordered = sorted(messages, key=lambda message: message.code)
    groups = [
        (letter, LETTERS[letter], list(group))
        for letter, group in groupby(ordered, key=lambda message: message.code[0])
    ]
    return HubPage(
        url=URL,
        kind="messages",
        title="Messages and what they mean",
        origin=Location(f"hooks/resource_hub/{FILE.name}"),
        values={"groups": groups},
        description="Every message of the check, with the reason for it and what to write instead.",
        lead="Each message of the check has a code. Here is what each code means, why it matters "
        "and what to write instead.",
        kind_label="For editors",
        icon="message-alert-outline",
        crumbs=(Crumb("How to contribute", "contribute/"),),
    )


def explain(message: Message) -> str:
    """A message for a terminal; wraps sentences, never the lines of an example."""
    parts = [
        f"{message.code}  {message.standing}",
        fill(message.what, WIDTH),
        fill(message.why, WIDTH),
    ]
    if message.wrong:
        where = f" in {message.file}" if message.file else ""
        parts.append(f"For example{where}:\n{indent(message.wrong, '    ')}")
        parts.append(f"Write instead:\n{indent(message.right, '    ')}")
    return "\n\n".join(parts)


def list_codes(messages: Iterable[Message]) -> str:
    """Code and meaning of each message, one on a line."""
    return "\n".join(f"{message.code}  {message.what}" for message in messages)


def find_code(written: str, messages: Iterable[Message]) -> Message | str:
    """The message of a code, in capital or small letters; else what is wrong and what to do."""
    known = {message.code: message for message in messages}
    if found := known.get(written.upper()):
        return found
    near = did_you_mean(written.upper(), known)
    otherwise = "run 'hub explain' for the list of all codes"
    mend = f"{near}If not, {otherwise}" if near else otherwise
    return f"the code {quoted(written)} is not known\n    mend: {mend}"
