import os
import subprocess
import sys
from math import fsum, log
from pathlib import Path

import pytest

from resource_hub.search import Document, Weights, build_index, open_index, shards_of
from resource_hub.search.codec import encode_list, encode_shard
from resource_hub.search.tokens import tokens

HERE = Path(__file__).parent
HASHES = """
import hashlib, json, sys
from resource_hub.search import Document, build_index, shards_of
documents = [Document(**json.loads(line)) for line in open(sys.argv[1], encoding="utf-8")]
synonyms = {"rti": ["response to intervention"], "pm": ["progress monitoring", "monitor"]}
total = hashlib.sha256()
for name, body in shards_of(build_index(documents, synonyms=synonyms)):
    total.update(name.encode() + body)
print(total.hexdigest())
"""


def page(id, text="", title="", **more):
    return Document(id, f"{id}/", title, text, **more)


def test_the_same_documents_give_the_same_bytes_for_every_hash_seed():
    printed = set()
    for seed in ("0", "1", "77"):
        path = os.pathsep.join(str(HERE.parents[1] / folder) for folder in ("hooks", "scripts"))
        done = subprocess.run(
            [sys.executable, "-c", HASHES, str(HERE / "collection.jsonl")],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
            capture_output=True,
            text=True,
            check=True,
        )
        printed.add(done.stdout)
    assert len(printed) == 1


def test_the_manifest_is_written_last_and_other_names_hold_a_hash(collection):
    names = [name for name, _ in shards_of(build_index(collection))]
    assert names[-1] == "manifest.json"
    assert len(names) == len(set(names))
    assert all(len(name.split("-")[1].split(".")[0]) == 8 for name in names[:-1])


def test_a_change_on_one_page_renames_only_what_holds_it(collection):
    before = dict(shards_of(build_index(collection)))
    other = [*collection[:-1], page("twin-b", "Another sentence.", "Twin page")]
    after = dict(shards_of(build_index(other)))
    same = before.keys() & after.keys()
    assert all(before[name] == after[name] for name in same - {"manifest.json"})
    assert sum(name[0] == "t" for name in same) >= sum(name[0] == "t" for name in before) - 4


def test_impacts_are_those_of_a_naive_scorer():
    texts = {"a": "screening screening tests", "b": "screening of students", "c": "quiet rooms"}
    documents = [page(id, text, title=id * 9) for id, text in texts.items()]
    index = build_index(documents)

    held = [id for id in texts if "screening" in texts[id]]
    counted = {id: [t for t in tokens(texts[id]) if t != "of"] for id in texts}
    mean = fsum(len(words) for words in counted.values()) / 3

    def score(tf, length, df, weight, b, average):
        heavy = weight * tf / (1 - b + b * length / average)
        return log(1 + (3 - df + 0.5) / (df + 0.5)) * heavy * 2.2 / (1.2 + heavy)

    highest = score(1, 1, 1, 2.5, 0.3, 1)  # a title of one word that no other page has
    expected = [
        max(
            1,
            int(
                31
                * score(counted[id].count("screening"), len(counted[id]), 2, 1, 0.75, mean)
                / highest
                + 0.5
            ),
        )
        for id in held
    ]
    [pointer] = index.words["screening"]
    assert [impact for _, impact in index.lists[pointer.list]] == expected


def test_title_counts_more_than_heading_and_heading_more_than_text(find):
    documents = [
        page("text", "phonics matters here and elsewhere too", "Other thing"),
        page("heading", "matters here and elsewhere too today", "Other thing", section="phonics"),
        page("title", "matters here and elsewhere too today", "Phonics thing"),
    ]
    assert find(documents, "phonics") == ["title", "heading", "text"]


def test_a_boost_lifts_a_page_and_ties_keep_the_given_order(find):
    twins = [page("a", "same words"), page("b", "same words"), page("c", "same words", boost=1.5)]
    assert find(twins, "words") == ["c", "a", "b"]


def test_weights_are_settings(find):
    documents = [page("title", "other words", "Phonics"), page("text", "phonics here", "Other")]
    assert find(documents, "phonics") == ["title", "text"]
    assert find(documents, "phonics", weights=Weights(title=0.1)) == ["text", "title"]


def test_each_document_is_stemmed_in_its_own_language(find):
    documents = [
        page("de", "Die Übungen helfen den Kindern", lang="de"),
        page("fr", "Les élèves lisent à l'école", lang="fr-CA"),
        page("en", "Students are reading stories"),
        page("xx", "unknownlanguage words stay", lang="xx"),
    ]
    assert find(documents, "Übung") == ["de"]
    assert find(documents, "eleve") == ["fr"]
    assert find(documents, "école") == ["fr"]
    assert find(documents, "story") == ["en"]
    assert find(documents, "unknownlanguage") == ["xx"]


def test_forms_that_no_document_holds_find_their_stem(find):
    documents = [page("a", "Screening, stories and planned lessons"), page("b", "Quiet rooms")]
    for form in ("screened", "screens", "story", "plans", "planning", "room"):
        assert find(documents, form) == (["b"] if form == "room" else ["a"]), form


def test_forms_of_other_languages_follow_the_endings_of_the_collection(find):
    documents = [
        page("eins", "Lehrer Lehrern Kinder Kindern Schüler", lang="de"),
        page("zwei", "Bücher Büchern", lang="de"),
    ]
    assert find(documents, "Schülern") == ["eins"]


def test_synonyms_are_baked_in_and_weigh_less_than_the_word_itself(find):
    documents = [
        page("phrase", "Weekly progress monitoring shows growth"),
        page("apart", "Monitoring of noise. Progress in math"),
        page("word", "The pm meets at noon"),
    ]
    found = find(documents, "pm", synonyms={"PM": ["progress monitoring"]})
    assert found == ["word", "phrase"]


def test_a_phrase_can_have_synonyms(find):
    documents = [page("rti", "All about RTI"), page("else", "A response to the letter")]
    synonyms = {"response to intervention": ["rti"]}
    assert set(find(documents, "response to intervention", synonyms=synonyms)) == {"rti", "else"}
    assert find(documents, "response", synonyms=synonyms) == ["else"]


def test_two_documents_of_one_id_are_refused():
    with pytest.raises(ValueError, match="two documents have the id 'a'"):
        build_index([page("a"), page("a")])


def test_a_boost_of_nothing_is_refused():
    with pytest.raises(ValueError, match="boost of 'a' must be above 0"):
        build_index([page("a", boost=0)])


def test_no_documents_are_a_valid_index():
    files = dict(shards_of(build_index([])))
    assert open_index(files.__getitem__).search('anything kind:page -x "y"') == []


def test_single_postings_take_three_bytes():
    assert encode_list([(70, 12)]) == bytes([12, 70])
    assert encode_list([(300, 31)]) == bytes([31, 0xAC, 0x02])


def test_a_known_shard_has_these_bytes():
    from resource_hub.search.codec import Pointer

    entries = [("wing", [Pointer(0)]), ("wings", [Pointer(0)])]
    assert encode_shard(entries, {0: encode_list([(5, 3)])}) == b"\x02\x04wing\x00\x03\x05\x41s\x02"


def test_whoosh_is_imported_by_the_analysis_alone_and_late():
    folder = HERE.parents[1] / "hooks" / "resource_hub"
    holders = [
        p.name
        for p in folder.rglob("*.py")
        if "whoosh" in p.read_text("utf-8").split() or "from whoosh" in p.read_text("utf-8")
    ]
    assert holders == ["analysis.py"]
    code = (
        "import sys, resource_hub.search; print(sorted({'whoosh','selectolax'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(folder.parent)},
        capture_output=True,
        text=True,
    )
    assert done.stdout == "[]\n"
