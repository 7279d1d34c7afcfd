"""Edge: Pandoc, as a separate program that comes with ``pypandoc-binary``."""

import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).with_name("resolve.lua")
OLDEST = (3, 2)  # pandoc.json, pandoc.utils.citeproc and the biblatex reader as we know them


class PandocError(Exception):
    """Pandoc is missing, too old, or stopped; the text says what to do."""


@cache
def version() -> str:
    """Pandoc's version, such as "3.9"; part of every cache key.

    Raises:
        PandocError: If there is no Pandoc, or one that is too old.
    """
    said = _run(["--version"]).splitlines()[0].split()[-1]
    if tuple(int(part) for part in said.split(".")[:2]) < OLDEST:
        raise PandocError(f"pandoc {said} is too old: run 'make setup' to install the pinned one")
    return said


def to_csl(bibliography: str) -> list[dict[str, Any]]:
    """The entries of a BibTeX file as CSL-JSON, read by Pandoc's biblatex reader.

    Raises:
        PandocError: If Pandoc cannot read the file at all.
    """
    return json.loads(_run(["-f", "biblatex", "-t", "csljson"], bibliography))


def resolve(job: dict[str, Any]) -> list[dict[str, Any]]:
    """Run ``resolve.lua``: the cites and entries of many pages, each a document of its own.

    Args:
        job: ``style`` (path of a CSL file), ``references`` (CSL-JSON as text) and ``pages``
            (each ``cites``: texts in Pandoc's syntax, and ``listed``: citekeys).

    Returns:
        For each page ``cites`` (HTML) and ``entries`` (pairs of citekey and HTML).

    Raises:
        PandocError: If Pandoc stops.
    """
    return json.loads(_run(["lua", str(SCRIPT)], json.dumps(job)))["pages"]


def _run(arguments: list[str], given: str = "") -> str:
    import pypandoc  # here: its import looks for programs, which every other command can do without

    try:
        program = pypandoc.get_pandoc_path()
        done = subprocess.run(
            [program, *arguments], input=given.encode(), capture_output=True, check=False
        )
    except OSError as fault:
        raise PandocError(f"pandoc cannot be started ({fault}): run 'make setup'") from fault
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise PandocError("pandoc stopped: " + (said[0] if said else "it said nothing"))
    return done.stdout.decode("utf-8")
