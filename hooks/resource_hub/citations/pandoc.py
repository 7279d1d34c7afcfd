"""Edge: Pandoc, as a separate program that comes with ``pypandoc-binary``."""

import json
import os
import re
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


READING = 2  # raised whenever `to_csl` gives something else for the same file
# English titles are put into sentence case, others stay as they are; the reader takes the language
# of a title without one from the environment, which may not decide how a page looks.
_ENGLISH, _NOT_ENGLISH = "en_US.UTF-8", "de_DE.UTF-8"
# Letters that the reader drops without a word.
_LETTERS = {"dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "ng": "ŋ", "NG": "Ŋ", "dj": "đ", "DJ": "Đ"}
_UNKNOWN = re.compile(rf"\\({'|'.join(_LETTERS)})(?![A-Za-z])(?:\{{\}}| )?")
_CASED = ("title", "title-short", "container-title", "volume-title", "event", "event-title")


def to_csl(bibliography: str) -> list[dict[str, Any]]:
    """The entries of a BibTeX file as CSL-JSON, read by Pandoc's biblatex reader.

    Titles are in sentence case; ``as-written`` holds those that were in another.

    Raises:
        PandocError: If Pandoc cannot read the file at all.
    """
    bibliography = _UNKNOWN.sub(lambda letter: _LETTERS[letter[1]], bibliography)
    items = _read(bibliography, _ENGLISH)
    for item, written in zip(items, _read(bibliography, _NOT_ENGLISH), strict=True):
        other = {name: written[name] for name in _CASED if item.get(name) != written.get(name)}
        if other:
            item["as-written"] = other
    return items


def _read(bibliography: str, language: str) -> list[dict[str, Any]]:
    return json.loads(_run(["-f", "biblatex", "-t", "csljson"], bibliography, language))


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
    return run_script(SCRIPT, job)["pages"]


def run_script(script: Path, job: Any) -> dict[str, Any]:
    """What a Lua script gives for a job; both are JSON.

    Raises:
        PandocError: If Pandoc stops.
    """
    return json.loads(_run(["lua", str(script)], json.dumps(job)))


def _run(arguments: list[str], given: str = "", language: str = _ENGLISH) -> str:
    import pypandoc  # here: its import looks for programs, which every other command can do without

    try:
        program = pypandoc.get_pandoc_path()
        done = subprocess.run(
            [program, *arguments],
            input=given.encode(),
            capture_output=True,
            check=False,
            env={**os.environ, "LANG": language},
        )
    except OSError as fault:
        raise PandocError(f"pandoc cannot be started ({fault}): run 'make setup'") from fault
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise PandocError("pandoc stopped: " + (said[0] if said else "it said nothing"))
    return done.stdout.decode("utf-8")
