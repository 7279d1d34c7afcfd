"""What of the cards can be tried without a browser: the module as served, run in Node."""

import json
import subprocess
from pathlib import Path

import pytest
import yaml

HERE = Path(__file__).parent
MODULE = HERE.parents[1] / "content" / "assets" / "citations" / "cards.mjs"
CASES = yaml.safe_load((HERE / "cases" / "cards.yaml").read_text(encoding="utf-8"))
RUN = f"""
import {{ place, nameOf }} from {json.dumps(MODULE.as_uri())};
const cases = JSON.parse(process.argv[1]);
process.stdout.write(JSON.stringify({{
  place: cases.place.map(({{ line, card, view }}) => place(line, card, view)),
  name: cases.name.map(({{ link, citation }}) => nameOf(link, citation)),
}}));
"""

pytestmark = pytest.mark.node


@pytest.fixture(scope="module")
def found(node_program):
    done = subprocess.run(
        [node_program, "--input-type=module", "-e", RUN, json.dumps(CASES)],
        capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("at", range(len(CASES["place"])), ids=lambda n: CASES["place"][n]["why"])
def test_a_card_stands_where_the_case_says(found, at):
    assert found["place"][at] == CASES["place"][at]["at"]


@pytest.mark.parametrize("at", range(len(CASES["name"])), ids=lambda n: CASES["name"][n]["link"])
def test_a_work_is_called_as_the_case_says(found, at):
    assert found["name"][at] == CASES["name"][at]["name"]


def test_the_module_stays_small():
    assert MODULE.stat().st_size <= 10 * 1024
