"""Edge: the disposable store of results that depend on content alone."""

import json
from collections.abc import Callable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from resource_hub.disk import read_bytes, write_bytes


class Cache:
    """JSON values by kind and digest, one file each; deleting the folder costs only time.

    Args:
        folder: Where they are kept; made when first needed.
        notify: Told, in words, when a stored value is damaged and made again.
    """

    def __init__(self, folder: Path, notify: Callable[[str], None] = lambda _: None) -> None:
        self._folder = folder
        self._notify = notify

    def of(self, kind: str, parts: Sequence[str], make: Callable[[], Any]) -> Any:
        """The value made from ``parts``, from the store or from ``make``."""
        told = json.dumps(list(parts)).encode()
        digest = blake2b(told, digest_size=20).hexdigest()
        found = self.get(kind, digest)
        if found is None:
            found = make()
            self.put(kind, digest, found)
        return found

    def get(self, kind: str, digest: str) -> Any | None:
        """A stored value, or None if there is none that can be read."""
        path = self._path(kind, digest)
        try:
            sealed = json.loads(read_bytes(path))
            if sealed["digest"] == digest:
                return sealed["value"]
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            pass
        self._notify(f"the cached file {path} is damaged and is made again")
        return None

    def put(self, kind: str, digest: str, value: Any) -> None:
        """Store a value; a store that cannot be written is no reason to fail."""
        sealed = json.dumps({"digest": digest, "value": value}, ensure_ascii=False)
        try:
            write_bytes(self._path(kind, digest), sealed.encode())
        except OSError as fault:
            self._notify(f"the cache cannot be written ({fault.strerror}); the build is slower")

    def _path(self, kind: str, digest: str) -> Path:
        return self._folder / kind / digest[:2] / f"{digest}.json"
