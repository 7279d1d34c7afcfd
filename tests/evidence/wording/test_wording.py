"""Words match certainty: the rules, how often they err, and their messages word for word."""

import re
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from resource_hub import evidence, schema
from resource_hub.evidence.agreement import check_agreement, fault_of
from resource_hub.evidence.steps import steps_allowed
from resource_hub.evidence.uncited import find_uncited
from resource_hub.evidence.wording import assertions_of
from resource_hub.problems import render_text, sort_problems
from resource_hub.schema import Document
from resource_hub.source import read_page, read_yaml

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
BASE = (HERE.parent / "base.md").read_text(encoding="utf-8")
CASES = sorted((HERE / "cases").glob("*.yml"))


def loaded(name: str):
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


def rows() -> list[dict]:
    """Every sentence with what its group says of it."""
    found = []
    for group in loaded("sentences.yaml"):
        shared = {key: value for key, value in group.items() if key != "sentences"}
        for sentence in group["sentences"]:
            own = sentence if isinstance(sentence, dict) else {"text": sentence}
            found.append(shared | own)
    return found


def is_set_aside(row: dict) -> bool:
    """Half of the sentences, chosen by their hash; none that was seen on a real page."""
    return int(sha256(row["text"].encode()).hexdigest(), 16) % 2 == 1 and not row.get("seen")


def claim_of(row: dict) -> dict:
    names = {"text": "text", "certainty": "certainty", "direction": "direction"}
    names["note"] = "certainty_note"
    return {names[key]: value for key, value in row.items() if key in names}


SENTENCES = rows()
TUNED = [row for row in SENTENCES if not is_set_aside(row)]
SET_ASIDE = [row for row in SENTENCES if is_set_aside(row)]


def document_of(text: str) -> Document:
    source, problems = read_page(text, "content/evidence/small-groups.md")
    plain, found = schema.check(source.root, "evidence-summary")
    assert not [*problems, *found]
    return Document(source, plain)


# Claims --------------------------------------------------------------------------------------


def test_sentences_are_many_and_each_stands_once():
    texts = [row["text"] for row in SENTENCES]

    assert len(texts) == len(set(texts)) >= 220
    assert len(SET_ASIDE) >= 140


@pytest.mark.parametrize("row", TUNED, ids=lambda row: f"{row['certainty']}: {row['text']}")
def test_words_are_judged_as_an_editor_would(row):
    fault = fault_of(claim_of(row))

    assert ("E008" if fault else "ok") == row["expect"]


@pytest.mark.parametrize(
    "row", [row for row in SENTENCES if "better" in row], ids=lambda row: row["text"]
)
def test_better_words_are_named(row):
    _, order = fault_of(claim_of(row))

    assert f"'{row['better']}" in order


@cache
def measured() -> dict[str, int]:
    """How often the check errs on the sentences that were set aside."""
    warned = {row["text"] for row in SET_ASIDE if fault_of(claim_of(row))}
    fit = {row["text"] for row in SET_ASIDE if row["expect"] == "ok"}
    unfit = {row["text"] for row in SET_ASIDE} - fit
    return {
        "fit": len(fit), "false alarms": len(fit & warned),
        "unfit": len(unfit), "missed": len(unfit - warned),
    }  # fmt: skip


def test_what_is_overlooked_is_known():
    missed = {row["text"] for row in SET_ASIDE if row["expect"] != "ok"} - {
        row["text"] for row in SET_ASIDE if fault_of(claim_of(row))
    }

    assert missed == {row["text"] for row in SENTENCES if row.get("missed")}


def test_the_rates_are_those_that_the_scale_page_states():
    page = (ROOT / "content" / "about" / "strength.md").read_text(encoding="utf-8")
    stated = re.search(
        r"warned of (\w+) of (\d+) sentences that fit.*?overlooked (\w+) of (\d+) that do not",
        " ".join(page.split()),
    )
    words = {"none": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}

    assert stated, "content/about/strength.md states no rates"
    false_alarms, fit, missed, unfit = stated.groups()
    assert measured() == {
        "fit": int(fit), "false alarms": words[false_alarms],
        "unfit": int(unfit), "missed": words[missed],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("certainty", "note", "allowed"),
    [
        ("low", "", {"low"}),
        ("low", "limited to moderate, contested", {"low", "moderate"}),
        ("low", "from minimal to strong: see the guide's ratings", {"low", "moderate", "high"}),
        ("moderate", "moderate, dated", {"moderate"}),
        ("moderate", "see the guide", {"moderate", "high"}),
        ("high", "see the guide", {"high"}),
    ],
)
def test_a_note_allows_the_steps_it_names_or_one_more(certainty, note, allowed):
    assert steps_allowed(certainty, note) == allowed


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Groups help and raise scores.", ["help"]),
        ("Groups help; waiting harms.", ["help", "harms"]),
        ("Groups do not help, but tutoring works.", ["do not help", "works"]),
        ("Extra help is offered in the lower grades.", []),
        ("The cut score is higher than last year's.", ["is higher"]),
        ("Programs that help are rare.", []),
        ("To improve reading, ask why.", []),
        ("", []),
    ],
)
def test_effects_are_found_by_their_verbs(text, said):
    assert [assertion.said for assertion in assertions_of(text)] == said


# Bottom lines --------------------------------------------------------------------------------


@pytest.mark.parametrize("case", loaded("bottom-lines.yaml"), ids=lambda case: case["line"])
def test_the_bottom_line_says_what_its_claims_found(case):
    claims = [
        {"id": f"c{n}", "text": "Something is so.", "certainty": certainty, "sources": ["one2001"]}
        | ({"direction": direction} if direction else {})
        for n, (certainty, direction) in enumerate(case["claims"], 1)
    ]
    front = yaml.safe_load(BASE.split("---\n")[1])
    front |= {"bottom_line": case["line"], "claims": claims, "checked": "2026-11-22"}
    document = document_of(f"---\n{yaml.safe_dump(front, sort_keys=False, width=1000)}---\n")

    assert sorted({problem.code for problem in check_agreement(document)}) == case["expect"]


# Findings without a source -------------------------------------------------------------------

FINDINGS = loaded("findings.yaml")


@pytest.mark.parametrize(("text", "said"), FINDINGS["finding"])
def test_a_finding_without_a_citation_is_found(text, said):
    assert [finding.said for finding in find_uncited(text)] == [said]


@pytest.mark.parametrize("text", [*FINDINGS["ok"], *FINDINGS["cited"]])
def test_other_numbers_and_cited_findings_are_left_alone(text):
    assert find_uncited(text) == []


@pytest.mark.parametrize("text", FINDINGS["uncited"])
def test_a_citation_counts_near_its_finding_only(text):
    assert len(find_uncited(text)) == 1


def test_an_answer_without_a_source_is_reported_where_it_stands():
    source, _ = read_yaml(
        "- id: a\n  answer: >-\n    Short.\n    Studies have\n    shown it.\n", "f"
    )
    document = Document(source, [{"answer": "Short. Studies have shown it."}])

    assert render_text(list(evidence.check_text(document, (0, "answer"), "F002"))) == (
        "f:4:5: warning F002: 'Studies have shown' has no citation\n"
        "    mend: add the source in brackets, such as [@key2020], or take out what has none"
    )


# Messages ------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_problems_are_reported_word_for_word(case):
    wanted = yaml.safe_load(case.read_text(encoding="utf-8"))
    text = BASE
    for old, new in wanted["change"].items():
        assert old in text
        text = text.replace(old, new, 1)

    _, problems = evidence.read_summaries([document_of(text)])

    assert render_text(sort_problems(problems)) == wanted["output"].rstrip("\n")


def test_every_code_has_a_case():
    outputs = "".join(yaml.safe_load(c.read_text(encoding="utf-8"))["output"] for c in CASES)

    assert all(f"E{n:03}:" in outputs for n in (8, 9, 10, 11, 12))


WORDS = st.sampled_from(
    [
        "to",
        "may",
        "not",
        "help",
        "works",
        "is",
        "than",
        "more",
        "that",
        "In",
        "one",
        "study",
        "found",
        ",",
        ".",
        ";",
        "[c1]",
        "@a",
        "0.42",
        "70",
        "percent",
        "lead",
        "what",
        "did",
        "cut",
        "been",
        "*",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_no_text_breaks_the_check(text):
    for certainty in ("high", "very-low", "law"):
        fault = fault_of({"text": text, "certainty": certainty, "direction": "helps"})
        assert fault is None or all(fault)
    assert all(text[f.offset :].startswith(f.said) for f in find_uncited(text))
