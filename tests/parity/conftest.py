"""Runs the browser's modules in Node: the same files that the site serves."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

RUN = Path(__file__).parent / "run.mjs"


class Node:
    """Gives tasks to run.mjs and reads their results."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __call__(self, task: str, **given: Any) -> Any:
        """The result of one task."""
        return self.many([{"task": task, **given}])[0]

    def many(self, tasks: list[dict[str, Any]]) -> list[Any]:
        """The results of several tasks, from one start of Node."""
        asked = json.dumps(tasks)
        done = subprocess.run(
            [self._path, str(RUN)], input=asked, capture_output=True, text=True, encoding="utf-8"
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@pytest.fixture(scope="session")
def node(node_program: str) -> Node:
    """Node with the browser's modules."""
    return Node(node_program)
