"""Advice on language: grades, hard sentences, better words, and the command that gives it."""

from pathlib import Path

import pytest
import yaml

from resource_hub import advice
from resource_hub.source import read_page, read_yaml

HERE = Path(__file__).parent
SYLLABLES = yaml.safe_load((HERE / "syllables.yaml").read_text(encoding="utf-8"))
SENTENCES = yaml.safe_load((HERE / "sentences.yaml").read_text(encoding="utf-8"))
WORDS = yaml.safe_load((HERE / "words.yaml").read_text(encoding="utf-8"))
LONG = "The team looks at " + "one more graph and " * 7 + "stops."
HARD = "Multidisciplinary collaboration facilitates identification. "


def notes_on(body: str, limit: float | None = None):
    source, problems = read_page(f"---\ntitle: A title of four words\n---\n{body}", "page.md")
    assert not problems
    return advice.advise(advice.texts_of(source, limit))


def test_syllables_are_counted_as_dictionaries_divide_words():
    missed = {w: n for w, n in SYLLABLES.items() if advice.syllables_of(w) != n}

    assert len(SYLLABLES) > 140
    assert len(missed) <= 2, missed


@pytest.mark.parametrize(("word", "count"), [("MTSS", 4), ("WWC", 7), ("0.54", 1), ("US", 2)])
def test_letters_said_one_by_one_count_each_and_a_number_once(word, count):
    assert advice.syllables_of(word) == count


def test_the_grade_follows_its_formula():
    (sentence,) = advice.sentences_in("Teachers measure reading every week.")

    assert (len(sentence.words), sentence.syllables) == (5, 9)
    assert sentence.grade == pytest.approx(0.39 * 5 + 11.8 * 9 / 5 - 15.59)


@pytest.mark.parametrize("case", SENTENCES, ids=lambda case: case["why"])
def test_only_sentences_are_read(case):
    found = advice.sentences_in(case["text"])

    assert [f"{one.words[0]} {one.words[-1]}" for one in found] == case["output"]


def test_a_sentence_knows_where_it_begins():
    text = "One [@a2000] two. **Three** four."
    first, second = advice.sentences_in(text, at=100)

    assert (first.offset, second.offset) == (100, 100 + text.index("Three"))


@pytest.mark.parametrize("sentence", WORDS)
def test_words_that_can_be_said_better_are_told(sentence):
    source, _ = read_page(f"---\ntitle: A\n---\n{sentence}\n", "page.md")
    told = [n for n in advice.advise(advice.texts_of(source)) if n.code == "W003"]
    told.sort(key=lambda note: note.where)

    assert [note.what.split("'")[1] for note in told] == WORDS[sentence]


def test_a_note_says_where_what_and_what_to_do():
    (note,) = notes_on("Short.\nHe suffers from it.\n")

    assert str(note.where) == "page.md:5:4"
    assert note.severity.value == "info"
    assert note.what == (
        "'suffers from' can be said better "
        "(a condition is not always suffering, and the reader cannot know)"
    )
    assert note.mend == "write: has"


def test_a_text_below_its_grade_is_left_alone():
    assert notes_on("We help each child. " * 9) == []


def test_a_hard_text_is_told_once_with_its_three_hardest_sentences():
    notes = [n for n in notes_on(HARD * 6 + "We help.") if n.code != "W003"]

    assert [note.code for note in notes] == ["W001", "W002", "W002", "W002"]
    assert [str(note.where) for note in notes][:2] == ["page.md:1:1", "page.md:4:1"]
    assert notes[0].what.endswith(", above 9")


def test_a_page_may_have_a_grade_of_its_own():
    assert [n.code for n in notes_on(HARD * 6, limit=60) if n.code == "W001"] == []


def test_a_few_sentences_have_no_grade():
    assert "W001" not in [note.code for note in notes_on(HARD * 4)]


def test_of_many_long_sentences_the_three_hardest_are_told_in_reading_order():
    notes = notes_on(f"{LONG} " * 4)

    assert [note.code for note in notes] == ["W002"] * 3
    assert notes[0].what.startswith("a sentence of 33 words (grade ")
    assert [n.where for n in notes] == sorted(n.where for n in notes)


def test_each_row_of_a_list_is_a_text_of_its_own():
    source, _ = read_yaml(f"- about: {LONG}\n- about: {LONG}\n", "resources.yaml")

    assert [n.where.line for n in advice.advise(advice.texts_of(source))] == [1, 2]


def test_advice_is_given_when_asked_for_and_stops_nothing(hub_command, small_hub, small_day):
    page = small_hub / "content" / "about" / "strength.md"
    written = page.read_text(encoding="utf-8")
    page.write_text(f"{written}\nIt utilizes a word.\n", encoding="utf-8")
    silent = hub_command("check", "--root", str(small_hub), **small_day)
    told = hub_command("check", "--advice", "--root", str(small_hub), **small_day)

    assert "W003" not in silent.stdout
    assert "'utilizes' can be said better" in told.stdout
    assert silent.returncode == told.returncode == 0
