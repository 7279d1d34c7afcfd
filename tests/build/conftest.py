"""A small complete hub in a folder of its own, to build, break and build again."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


def _lay_out(root: Path, hub: Path) -> Path:
    shutil.copytree(root / "tests" / "site", hub)
    for name in (".overrides", "assets"):
        shutil.copytree(root / "content" / name, hub / "content" / name)
    (hub / "hooks").symlink_to(root / "hooks", target_is_directory=True)
    return hub


@pytest.fixture
def small_hub(root: Path, tmp_path: Path) -> Path:
    """The hub of tests/site/ with the real hooks, theme and assets; a fresh copy to break."""
    return _lay_out(root, tmp_path / "hub")


@pytest.fixture(scope="session")
def built(root: Path, hub_command: Callable, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of that hub, to read only."""
    hub = _lay_out(root, tmp_path_factory.mktemp("small") / "hub")
    done = hub_command("build", "--config", str(hub / "mkdocs.yml"))
    assert done.returncode == 0, done.stderr
    return hub / "site"


@pytest.fixture
def build(hub_command: Callable, small_hub: Path) -> Callable:
    """Builds the small hub in strict mode."""
    return lambda **env: hub_command("build", "--config", str(small_hub / "mkdocs.yml"), **env)
