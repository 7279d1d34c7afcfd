"""A work as the repairs see it: CSL-JSON, and what the file says that Pandoc does not pass on."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Item = dict[str, Any]

ROLES = (
    "composer", "author", "illustrator", "director", "guest", "host", "producer",
    "executive-producer", "series-creator", "editor", "editorial-director", "compiler", "chair",
    "organizer", "curator", "collection-editor",
)  # fmt: skip
LAWS = ("bill", "hearing", "legal_case", "legislation", "regulation", "treaty")
SERIALS = ("article-journal", "article-magazine", "article-newspaper")


@dataclass(frozen=True, slots=True)
class Raw:
    """What the file says of a work, with what it takes from others by crossref and xdata."""

    kind: str = ""
    fields: Mapping[str, str] | None = None

    def __getitem__(self, name: str) -> str:
        return _bare((self.fields or {}).get(name, ""))

    def first(self, *names: str) -> str:
        """The first of these fields that has a value, without braces."""
        return next((self[name] for name in names if self[name]), "")

    def source(self, *names: str) -> str:
        """These fields as written."""
        return " ".join((self.fields or {}).get(name, "") for name in names)


def _bare(text: str) -> str:
    text = re.sub(r"\\[A-Za-z]+\s*(?=\{)", "", text)
    return re.sub(r"\\([&%$#_{}])", r"\1", text).replace("{", "").replace("}", "").strip()


def is_serial(item: Item) -> bool:
    serial = item.get("type") in (*SERIALS, "review", "review-book")
    return serial or (item.get("type") == "paper-conference" and not item.get("editor"))


def first_capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def set_or_drop(item: Item, name: str, value: str) -> None:
    if value:
        item[name] = value
    else:
        item.pop(name, None)
