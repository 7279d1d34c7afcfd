import re
import shutil
from pathlib import Path

import pytest
import yaml

from resource_hub import schema
from resource_hub.loading import load_hub
from resource_hub.problems import render_text, sort_problems
from resource_hub.scales import find_scale, read_scales
from resource_hub.schema import Document
from resource_hub.source import read_yaml

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CASES = sorted((HERE / "cases").glob("*.yml"))


def read(text: str):
    source, problems = read_yaml(text, "content/scales.yaml")
    plain, found = schema.check(source.root, "scales")
    assert [*problems, *found] == []
    return read_scales(Document(source, plain))


@pytest.fixture(scope="module")
def real():
    return read((ROOT / "content" / "scales.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_problems_are_reported_word_for_word(case):
    wanted = yaml.safe_load(case.read_text(encoding="utf-8"))

    _, problems = read(wanted["input"])

    assert render_text(sort_problems(problems)) == wanted["output"].rstrip("\n")


def test_the_address_of_a_scale_keeps_the_rules_of_addresses(tmp_path):
    shutil.copytree(ROOT / "tests/codes/hub", tmp_path / "hub")
    shutil.copy(ROOT / "content/vocabularies.yaml", tmp_path / "hub/content")
    file = tmp_path / "hub/content/scales.yaml"
    text = re.sub(r"url: \S+", "url: https://localhost/", file.read_text(), count=1)
    file.write_text(text, encoding="utf-8")

    told = [p for p in load_hub(tmp_path / "hub", None).problems if p.where.path.endswith("s.yaml")]

    line = text[: text.index("https://localhost/")].count("\n") + 1
    assert ("R026", "content/scales.yaml", line) in {
        (p.code, p.where.path, p.where.line) for p in told
    }


def test_the_real_scales_have_no_problems(real):
    assert real[1] == []


@pytest.mark.parametrize(
    "by", ["wwc-practice-guides", "WWC practice guide panels", "wwc PRACTICE guide Panels"]
)
def test_a_scale_is_found_by_its_id_and_by_its_name_in_any_capitals(real, by):
    assert find_scale(by, real[0]).id == "wwc-practice-guides"


def test_a_name_that_no_scale_has_finds_none(real):
    assert find_scale("WWC", real[0]) is None


def test_a_rating_of_a_study_says_nothing_of_the_effect(real):
    scale = find_scale("wwc-study-ratings", real[0])

    assert {level.says for level in scale.levels} == {"unclear"}
    assert scale.level("with-reservations").label == "Meets WWC standards with reservations"
    assert scale.level("best") is None


def test_words_of_the_real_scales_are_those_of_the_vocabularies(real):
    words = yaml.safe_load((ROOT / "content" / "vocabularies.yaml").read_text(encoding="utf-8"))
    pairs = {
        "wwc-study-ratings": "wwc_study_ratings",
        "wwc-practice-guides": "practice_guide_ratings",
    }

    for scale_id, name in pairs.items():
        levels = find_scale(scale_id, real[0]).levels
        assert [(level.id, level.label) for level in levels] == [
            (term["id"], term["label"]) for term in words[name]
        ]
