"""Building and checking the small hub of tests/site/, as an editor does."""

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def build(hub_command: Callable, small_hub: Path, small_day: dict[str, str]) -> Callable:
    """Builds the small hub in strict mode."""
    settings = str(small_hub / "mkdocs.yml")
    return lambda **env: hub_command("build", "--config", settings, **{**small_day, **env})


@pytest.fixture
def check(hub_command: Callable, small_hub: Path, small_day: dict[str, str]) -> Callable:
    """Checks the small hub."""
    return lambda: hub_command("check", "--root", str(small_hub), **small_day)
