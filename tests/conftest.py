"""What tests of every part share: the hub's own folder, its built site, a browser, Node.

Where a tool is missing the tests fail and say what to do; they never skip.
"""

import functools
import http.server
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from bootstrap import chromium_path, node_path
from resource_hub import schema
from resource_hub.citations.checking import source_key
from resource_hub.citations.extension import find_citations
from resource_hub.loading import Hub
from resource_hub.using import owners_of

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def hub_command() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs ``hub`` as an editor does, in a process of its own."""

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, str(ROOT / "scripts" / "hub.py"), *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, **environment},
        )

    return run


@pytest.fixture(scope="session")
def real_site(
    hub_command: Callable[..., subprocess.CompletedProcess[str]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """The real hub, built in strict mode once for each worker."""
    folder = tmp_path_factory.mktemp("real") / "site"
    done = hub_command("build", "--site-dir", str(folder))
    assert done.returncode == 0, done.stderr
    return folder


# The day that the small hub is built for: 1 June 2026. Its records stand in every state then.
SMALL_DAY = {"SOURCE_DATE_EPOCH": "1780272000"}


def _lay_out(hub: Path) -> Path:
    shutil.copytree(ROOT / "tests" / "site", hub)
    for name in (".overrides", "assets"):
        shutil.copytree(ROOT / "content" / name, hub / "content" / name)
    (hub / "hooks").symlink_to(ROOT / "hooks", target_is_directory=True)
    return hub


@pytest.fixture
def small_hub(tmp_path: Path) -> Path:
    """The hub of tests/site/ with the real hooks, theme and assets; a fresh copy to break."""
    return _lay_out(tmp_path / "hub")


@pytest.fixture(scope="session")
def small_day() -> dict[str, str]:
    """The environment of the day that the small hub is built for."""
    return SMALL_DAY


@pytest.fixture(scope="session")
def built(
    hub_command: Callable[..., subprocess.CompletedProcess[str]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """The site of the small hub, built in strict mode once for each worker; to read only."""
    hub = _lay_out(tmp_path_factory.mktemp("small") / "hub")
    done = hub_command("build", "--config", str(hub / "mkdocs.yml"), **SMALL_DAY)
    assert done.returncode == 0, done.stderr
    return hub / "site"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Say nothing; the test says what matters."""


# Some systems know no type for modules, and a browser runs none without it.
_Quiet.extensions_map = {**_Quiet.extensions_map, ".mjs": "text/javascript"}


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture(scope="session")
def served(real_site: Path) -> Iterator[str]:
    """The address of the real site on this machine."""
    with _serving(real_site) as address:
        yield address


@pytest.fixture(scope="session")
def served_small(built: Path) -> Iterator[str]:
    """The address of the small hub's site on this machine."""
    with _serving(built) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium as set-up found it."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(chromium_path()),
            args=["--disable-background-networking", *(["--no-sandbox"] if root else [])],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def pages_that_cite() -> Callable[[Hub], dict[str, list[tuple[str, str]]]]:
    """The naive twin of the graph: titles and addresses of the pages that cite a work, by key."""

    def keys_in(what: str, text: str) -> list[str]:
        if what == "citekey":
            return [source_key(text)]
        found = find_citations(text) if what == "markdown" else []
        return [key for one in found for key, _ in one.cites]

    def pages(hub: Hub) -> dict[str, list[tuple[str, str]]]:
        uses: dict[str, list[tuple[str, str]]] = {}
        for kind, documents in hub.documents.items():
            for document in documents:
                owner_of, source = owners_of(hub, kind, document), document.source
                told = [
                    (owner_of(one.path), one.what, one.value.text)
                    for one in (schema.named(source.root, kind) if source.root else ())
                ]
                for owner, what, text in [*told, (owner_of(()), "markdown", source.body)]:
                    for key in keys_in(what, text) if owner else ():
                        uses.setdefault(key, []).append(owner)
        return uses

    return pages


@pytest.fixture(scope="session")
def node_program() -> str:
    """The path of Node as set-up found it."""
    return str(node_path())


@pytest.fixture(scope="module")
def node(node_program: str, request: pytest.FixtureRequest) -> Callable[..., list[Any]]:
    """Runs the functions of browser modules in Node: tasks are what ``run.mjs``, in the folder of
    the tests, takes; what they give comes back in their order."""
    program = request.path.with_name("run.mjs")

    def run(*tasks: list[Any], zone: str = "UTC") -> list[Any]:
        done = subprocess.run(
            [node_program, str(program)], env={**os.environ, "TZ": zone},
            input=json.dumps(tasks), capture_output=True, text=True, encoding="utf-8",
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run
