"""Did you mean: the address or anchor nearest to one that is not there."""

import re
from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from difflib import get_close_matches


def near_name(name: str, known: AbstractSet[str]) -> str:
    """The known name nearest to a slip of the pen, or an empty string."""
    folded = name.casefold()
    same = sorted(k for k in known if k.casefold() == folded)
    if same:
        return same[0]
    likely = sorted(k for k in known if _is_like(k, name))
    near = get_close_matches(name, likely, n=1, cutoff=0.75)
    return near[0] if near else ""


def _is_like(known: str, name: str) -> bool:
    # A slip or two changes neither the length much nor both ends; asking is quicker than measuring.
    close = abs(len(known) - len(name)) <= 2 + len(name) // 8
    return close and (known[:1] == name[:1] or known[-1:] == name[-1:])


@dataclass(frozen=True, slots=True)
class Nearest:
    """The addresses of a site by their folders and by their last names."""

    names: Mapping[str, frozenset[str]]
    folders: Mapping[str, frozenset[str]]
    folded: Mapping[str, str]
    known: frozenset[str]

    @classmethod
    def of(cls, known: frozenset[str]) -> "Nearest":
        """Sort the addresses of a site for asking."""
        names: dict[str, set[str]] = defaultdict(set)
        folders: dict[str, set[str]] = defaultdict(set)
        for address in known:
            folder, _, name = address.rstrip("/").rpartition("/")
            names[folder].add(name)
            folders[name].add(folder)
        return cls(
            {folder: frozenset(found) for folder, found in names.items()},
            {name: frozenset(found) for name, found in folders.items()},
            {address.rstrip("/").casefold(): address for address in sorted(known, reverse=True)},
            known,
        )

    def find(self, path: str) -> str:
        """The address that was probably meant, or an empty string.

        Letters in another case, then a slip in the last name, then a slip in the folder, then
        the same name in one other folder. No guess is made beyond that.
        """
        whole = re.sub(r"(/index)?\.(html|md)$|/+$", "", path)
        if whole.casefold() in self.folded:
            return self.folded[whole.casefold()]
        folder, _, name = whole.rpartition("/")
        if near := near_name(name, self.names.get(folder, frozenset())):
            return self._address(folder, near)
        homes = self.folders.get(name, frozenset())
        if near := near_name(folder, homes):
            return self._address(near, name)
        return self._address(next(iter(homes)), name) if len(homes) == 1 else ""

    def _address(self, folder: str, name: str) -> str:
        plain = f"{folder}/{name}" if folder else name
        return plain if plain in self.known else plain + "/"
