"""Second opinions: what other bodies say of a resource, each on its own scale, never averaged."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from resource_hub.catalogue.records import Opinion, ResourceRecord


class Level(Protocol):
    """A step of a scale: the body's word, ours, and what it says of the effect."""

    label: str
    plain: str
    says: str


class Scale(Protocol):
    """A scale of another body."""

    id: str
    name: str
    asks: tuple[str, ...]

    def level(self, id_: str) -> Level | None:
        """The step with an id."""


FindScale = Callable[[str], Scale | None]  # by an id or a name

# What our own levels say of the effect, in the words that scales use; the others say nothing of it.
OWN_SAYS = {
    "strong": "works",
    "moderate": "works",
    "promising": "promising",
    "no-effect": "no-effect",
    "negative": "harms",
}
US = "This hub"


@dataclass(frozen=True, slots=True)
class Voice:
    """One opinion, ready to be shown.

    Args:
        name: Who says it.
        rating: In that body's own words.
        seen: The day it was seen, as ISO text; empty for our own.
        url: Where it was seen; may be empty.
        plain: What the rating means, in plain words; empty if its scale does not tell.
        says: What it says of the effect; empty if nothing.
        scale: The address of its scale from the site's root; empty if none is known.
        asks: What its scale asks for a high rating.
        differs: Why it says something else than others, if the record tells.
    """

    name: str
    rating: str
    seen: str = ""
    url: str = ""
    plain: str = ""
    says: str = ""
    scale: str = ""
    asks: tuple[str, ...] = ()
    differs: str = ""

    @property
    def host(self) -> str:
        """The host that a reader is sent to."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Who says what, and why that may be; sentences."""

    said: str
    why: str


def opinions_of(record: ResourceRecord, find: FindScale) -> tuple[Voice, ...]:
    """What others say of a record, in the order of the file."""
    return tuple(_voice(opinion, find(opinion.by)) for opinion in record.elsewhere)


def _voice(opinion: Opinion, scale: Scale | None) -> Voice:
    level = scale.level(opinion.level) if scale else None
    return Voice(
        name=scale.name if scale else opinion.by,
        rating=opinion.rating,
        seen=opinion.seen,
        url=opinion.url,
        plain=level.plain if level else "",
        says=level.says if level and level.says != "unclear" else "",
        scale=f"scales/#{scale.id}" if scale else "",
        asks=scale.asks if scale else (),
        differs=opinion.differs,
    )


def own_voice(record: ResourceRecord, label: str, plain: str) -> Voice | None:
    """Our own level as an opinion beside the others; None while nobody has vetted it.

    Args:
        record: The record.
        label: The word for its level.
        plain: What that level means.
    """
    says = OWN_SAYS.get(record.evidence.level, "")
    if record.vetting is None or not record.offered or not says:
        return None
    return Voice(US, label, plain=plain, says=says, scale="scales/#level")


def disagreement_of(voices: Sequence[Voice]) -> Disagreement | None:
    """What to say first where opinions say different things of the effect; else None."""
    telling = [voice for voice in voices if voice.says]
    if len({voice.says for voice in telling}) < 2:
        return None
    said = listed([f"{voice.name} says “{voice.rating}”" for voice in telling], ", and ")
    return Disagreement(f"{said}.", _why(telling))


def _why(voices: Sequence[Voice]) -> str:
    """As recorded; else what the scales ask differently; else that we do not know."""
    recorded = [voice.differs for voice in voices if voice.differs]
    if recorded:
        return " ".join(recorded)
    own = [(voice.name, _only_here(voice, voices)) for voice in voices]
    asks = [f"{name} asks for {listed(asked)}" for name, asked in own if asked]
    if not asks or not all(voice.asks for voice in voices):
        return "We do not know why."
    return f"That may be because {listed(asks, ', and ')}."


def _only_here(voice: Voice, voices: Sequence[Voice]) -> list[str]:
    """What a voice's scale asks and not every other one does."""
    others = [{ask.casefold() for ask in other.asks} for other in voices if other is not voice]
    return [ask for ask in voice.asks if not all(ask.casefold() in other for other in others)]


def listed(parts: Iterable[str], last_by: str = " and ") -> str:
    """Parts as a list in a sentence: "a, b and c"."""
    *most, last = [*parts] or [""]
    return f"{', '.join(most)}{last_by}{last}" if most else last
