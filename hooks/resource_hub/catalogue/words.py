"""Terms of the vocabularies as words for readers and values for programs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from resource_hub.catalogue.facets import Terms


@dataclass(frozen=True, slots=True)
class Words:
    """The vocabularies of a hub: terms by list and id, in display order."""

    vocabularies: Mapping[str, Terms]

    def label(self, name: str, id_: object) -> str:
        """What readers see for a term; the id itself where the list has none."""
        return str(self.vocabularies.get(name, {}).get(str(id_), {}).get("label", id_))

    def term(self, name: str, id_: object) -> dict[str, str]:
        """A term's id with its label."""
        return {"id": str(id_), "label": self.label(name, id_)}

    def terms(self, name: str, ids: Iterable[object]) -> list[dict[str, str]]:
        """Several terms of a list, in the order given."""
        return [self.term(name, id_) for id_ in ids]

    def state(self, state: str) -> dict[str, str]:
        """A state, stored or derived from dates."""
        stored = state in self.vocabularies.get("states", {})
        return self.term("states" if stored else "derived_states", state)

    def age(self, grade: str) -> int | None:
        """The usual age at the start of a grade, in years."""
        found = self.vocabularies.get("grades", {}).get(grade, {}).get("age")
        return found if isinstance(found, int) else None
