"""``hub serve``: a mistake is told, the last site stays on show, mending it shows the new one."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PATIENCE = 60  # seconds

pytestmark = pytest.mark.slow


def eventually(holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.2)
    return False


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def said(tmp_path: Path) -> Path:
    """What the command prints."""
    return tmp_path / "said.txt"


@pytest.fixture
def server(root: Path, small_hub: Path, port: int, said: Path) -> Iterator[subprocess.Popen]:
    """``hub serve`` on the small hub."""
    command = [sys.executable, str(root / "scripts" / "hub.py"), "serve", "--port", str(port)]
    with said.open("w") as out:
        running = subprocess.Popen(
            [*command, "--config", str(small_hub / "mkdocs.yml")], stdout=out, stderr=out
        )
        yield running
        running.kill()
        running.wait()


def shown(port: int) -> str:
    address = f"http://127.0.0.1:{port}/small/hub/about/"
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.read().decode()
    except OSError:
        return ""


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent in another way there")
def test_a_mistake_is_told_while_the_last_site_stays_on_show(small_hub, port, said, server):
    page = small_hub / "content" / "about" / "index.md"
    text = page.read_text(encoding="utf-8")
    assert eventually(lambda: "<h1" in shown(port)), said.read_text()

    page.write_text(f"{text}\nWrong [@nobody2001].\n", encoding="utf-8")
    assert eventually(lambda: "'nobody2001' is not in references.bib" in said.read_text())
    assert "<h1" in shown(port)

    page.write_text(f"{text}\nMended.\n", encoding="utf-8")
    assert eventually(lambda: "Mended." in shown(port)), said.read_text()

    server.send_signal(signal.SIGINT)
    assert server.wait(PATIENCE) == 0
    assert "Traceback" not in said.read_text()


def test_a_taken_port_is_told_with_another(hub_command):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        done = hub_command("serve", "--port", str(port))

    assert done.returncode == 2
    assert done.stderr.startswith(f"hub serve: port {port} is taken by another program\n    mend: ")


def test_a_fault_of_the_hub_itself_is_no_traceback(hub_command, small_hub):
    (small_hub / "hooks").unlink()
    (small_hub / "hooks").mkdir()
    (small_hub / "hooks" / "reading.py").write_text("def on_config(config):\n    raise KeyError(1)")
    settings = small_hub / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    start, end = text.index("  - hooks/reading.py"), text.index("exclude_docs:")
    settings.write_text(f"{text[:start]}  - hooks/reading.py\n{text[end:]}", encoding="utf-8")

    done = hub_command("build", "--config", str(settings))

    assert done.returncode == 3
    assert done.stderr.startswith("hub: KeyError: 1\n    mend: this is a fault of the hub")
