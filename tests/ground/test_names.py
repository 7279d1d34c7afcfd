"""Names that stand for nothing, and texts beyond measure: what is said of them in a whole hub."""

import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from resource_hub.loading import load_hub
from resource_hub.problems import render_text

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SMALL_HUB = ROOT / "tests" / "codes" / "hub"
CASES = yaml.safe_load((HERE / "cases/names.yaml").read_text(encoding="utf-8"))
FACTS = ("B048", "G011")  # works that no page cites, ways counted
LONG = "a b " * 6000


def change(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new.replace("{long}", LONG), 1), encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case, tmp_path):
    root = tmp_path / "hub"
    shutil.copytree(SMALL_HUB, root)
    shutil.copy(ROOT / "content" / "vocabularies.yaml", root / "content")
    for one in (case, case.get("also")):
        if one:
            change(root, one["file"], one["old"], one["new"])

    problems = [p for p in load_hub(root, date(2026, 12, 1)).problems if p.code not in FACTS]

    assert render_text(problems) == case["output"].strip()
