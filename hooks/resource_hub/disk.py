"""Edge: files. The only module of the engine that reads or writes them."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path


def read_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        OSError: If it cannot be read.
    """
    return path.read_bytes()


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, folders above it included."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)  # mkstemp makes private files; a site is public
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def find_files(root: Path, patterns: Iterable[str]) -> Iterator[Path]:
    """Files below a folder that match any pattern, sorted, hidden folders left out."""
    found = {
        path
        for pattern in patterns
        for path in root.glob(pattern)
        if path.is_file() and not any(p.startswith(".") for p in path.relative_to(root).parts)
    }
    return iter(sorted(found, key=lambda path: path.relative_to(root).as_posix()))


def find_links(root: Path) -> list[Path]:
    """Symbolic links below a folder, sorted; they are not followed."""
    found = [
        Path(folder, name)
        for folder, folders, files in os.walk(root)
        for name in (*folders, *files)
        if os.path.islink(os.path.join(folder, name))
    ]
    return sorted(found)


def swap_folder(fresh: Path, target: Path) -> None:
    """Put a finished folder in the place of another; the old one stays until the new one is in.

    Raises:
        OSError: If there is something else than a folder, or one of the two renames fails; the
            old folder is then back in its place.
    """
    if target.exists() and not target.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "not a folder", str(target))
    old = target.with_name(f".{target.name}.old")
    if target.exists():  # else the last swap was cut off, and the old folder is the only one
        shutil.rmtree(old, ignore_errors=True)
        target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
