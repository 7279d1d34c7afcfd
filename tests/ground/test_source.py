"""Reading: what editors are told word for word, and places exact to the column."""

from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from resource_hub import schema, source
from resource_hub.loading import PAGE_KINDS, YAML_FILES
from resource_hub.problems import Location, render_text, sort_problems
from resource_hub.source import Listing, Mapping, Scalar, Source, decode, read_page, read_yaml

ROOT = Path(__file__).parents[2]
CASES = sorted(Path(__file__).parent.glob("cases/reading/*.yaml"))
QUIET = settings(max_examples=150, deadline=None, derandomize=True)


def read(raw: bytes, path: str = "a.yaml", page: bool = False):
    text, problems = decode(raw, path)
    if problems:
        return Source(path, text), problems
    return (read_page if page else read_yaml)(text, path)


def told(problems) -> str:
    return render_text(sort_problems(problems))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_case(case):
    given_ = yaml.safe_load(case.read_text(encoding="utf-8"))
    raw = given_["input"].encode(given_.get("encoding", "utf-8"))

    _, problems = read(raw, page=given_.get("page", False))

    assert told(problems) == given_["output"].strip()


def test_every_code_has_a_case_or_a_test_below():
    coded = {f"Y{n:03}" for n in range(1, 26)}
    shown = {code for code in coded if any(f" {code}: " in c.read_text("utf-8") for c in CASES)}

    assert coded - shown == {"Y003", "Y019"}  # their files would be large


# Too large for a case file -------------------------------------------------------------------


def test_a_file_beyond_the_limit_is_not_read(monkeypatch):
    monkeypatch.setattr(source, "FILE_LIMIT", 2_000_000)

    text, problems = decode(b"a" * 2_100_000, "a.yaml")

    assert text == ""
    assert told(problems) == (
        "a.yaml:1:1: error Y003: the file has 2.1 MB, more than 2 MB\n"
        "    mend: look for pasted binary content, or split the file"
    )


def test_a_value_beyond_the_limit_is_told_and_kept():
    document, problems = read_yaml("a: " + "x" * 20_001 + "\n", "a.yaml")

    assert told(problems) == (
        "a.yaml:1:4: error Y019: the value has 20001 characters, more than 20000\n"
        "    mend: shorten it, or look for a quotation mark that is never closed"
    )
    assert isinstance(document.root, Mapping)
    assert read_yaml("a: " + "x" * 20_000 + "\n", "a.yaml")[1] == []


@pytest.mark.parametrize("text", ["[" * 200_000, "[\n" * 5_000, "{a: " * 5_000, "- " * 5_000])
def test_nesting_without_end_is_one_problem(text):
    document, problems = read_yaml(text, "a.yaml")

    assert document.root is None
    assert [problem.code for problem in problems] == ["Y014"]


# Values --------------------------------------------------------------------------------------


def test_scalars_stay_text_as_written():
    document, _ = read_yaml("a: no\nb: 1.10\nc: 12:30\nd: 2027-02-30\ne:\nf: ~\n", "a.yaml")

    texts = [value.text for value in document.root.values.values()]
    assert texts == ["no", "1.10", "12:30", "2027-02-30", "", "~"]
    assert all(value.plain for value in document.root.values.values())


def test_text_in_quotes_or_blocks_is_not_plain():
    document, _ = read_yaml("""a: "1"\nb: '1'\nc: |\n  1\nd: >-\n  1\n""", "a.yaml")

    assert [(v.text, v.plain) for v in document.root.values.values()] == [
        ("1", False), ("1", False), ("1\n", False), ("1", False),
    ]  # fmt: skip


def test_the_first_of_two_equal_keys_counts():
    document, problems = read_yaml("a: 1\na: [2, 3]\nb: 4\n", "a.yaml")

    assert {key: value.text for key, value in document.root.values.items()} == {"a": "1", "b": "4"}
    assert [problem.where for problem in problems] == [Location("a.yaml", 2, 1)]


def test_crlf_and_a_byte_order_mark_move_no_place():
    document, problems = read(b"\xef\xbb\xbf- a: 1\r\n  b: 2\r\n- c\r\n")

    assert problems == []
    assert document.root.values[0].values["b"].where == Location("a.yaml", 2, 6)
    assert document.root.values[1].where == Location("a.yaml", 3, 3)


def test_the_place_of_a_wrong_byte_counts_characters():
    _, problems = decode("- title: Åsa\n- title: Élan ".encode() + b"\xe9\n", "a.yaml")

    assert [problem.where for problem in problems] == [Location("a.yaml", 2, 15)]


def test_front_matter_keeps_the_lines_of_the_page_and_the_body_its_offset():
    text = "---\ntitle: One\ntopics:\n  - law\n---\n\n## Text\n"
    page, problems = read_page(text, "a.md")

    assert problems == []
    assert page.root.values["title"].where == Location("a.md", 2, 8)
    assert page.root.values["topics"].values[0].where == Location("a.md", 4, 5)
    assert (page.body, text[page.body_start :]) == ("\n## Text\n", "\n## Text\n")
    assert page.place(page.body_start + 1) == Location("a.md", 7, 1)


@pytest.mark.parametrize("text", ["", "Text\n", "----\na: 1\n----\n", "\n---\na: 1\n---\n"])
def test_a_page_without_front_matter_is_all_body(text):
    page, problems = read_page(text, "a.md")

    assert (page.root, page.body, page.body_start, problems) == (None, text, 0, [])


def test_an_open_quotation_mark_in_front_matter_does_not_reach_the_body():
    _, problems = read_page('---\ntitle: "One\n---\nA "quoted" word.\n', "a.md")

    assert [(p.code, p.where.line, p.where.column) for p in problems] == [("Y007", 2, 8)]


# Places --------------------------------------------------------------------------------------


def test_find_looks_within_a_value_and_falls_back_to_it():
    text = "a: see @one\nb: |\n  See @one\n  and @two.\n"
    document, _ = read_yaml(text, "a.yaml")
    b = document.root.values["b"]

    assert document.find("@one") == Location("a.yaml", 1, 8)
    assert document.find("@one", within=b) == Location("a.yaml", 3, 7)
    assert document.find("@two", within=b) == Location("a.yaml", 4, 7)
    assert document.find("@three", within=b) == b.where == Location("a.yaml", 2, 4)
    assert document.find("@three") == Location("a.yaml", 1, 1)
    assert document.find("@one", start=12) == Location("a.yaml", 3, 7)


@given(st.text(alphabet="ab\né😀", max_size=40), st.data())
@QUIET
def test_place_and_line_of_agree_with_counting(text, data):
    offset = data.draw(st.integers(0, len(text)))
    lines = text[:offset].split("\n")
    expected = (len(lines), len(lines[-1]) + 1)

    place = Source("a", text).place(offset)

    assert (place.line, place.column) == expected
    assert source.line_of(source.line_starts(text), offset) == expected


def test_at_path_stops_where_the_path_ends():
    document, _ = read_yaml("a:\n  - b: 1\n", "a.yaml")
    row = document.root.values["a"].values[0]

    assert source.at_path(document.root, ["a", 0, "b"]).text == "1"
    assert source.at_path(document.root, ["a", 0, "c", "d"]) is row
    assert source.at_path(document.root, ["a", 7]) is document.root.values["a"]
    assert source.at_path(document.root, []) is document.root


def test_walk_goes_in_reading_order():
    document, _ = read_yaml("a: [1, {b: 2}]\nc: 3\n", "a.yaml")

    assert [v.text for v in source.walk(document.root) if isinstance(v, Scalar)] == ["1", "2", "3"]
    assert list(source.walk(None)) == []


@dataclass(frozen=True)
class Written:
    """A value as an emitter wrote it: its first character, and what is below it by step."""

    start: int
    below: tuple = ()


WORDS = st.text(alphabet="abcé😀", min_size=1, max_size=6)
KEYS = st.text(alphabet="abcdé😀", min_size=1, max_size=4)
STYLES = ("{}", '"{}"', "'{}'")
SCALARS = st.tuples(st.just("scalar"), st.sampled_from(STYLES), WORDS)


def _containers(children):
    rows = st.lists(children, min_size=1, max_size=3)
    maps = st.dictionaries(KEYS, children, min_size=1, max_size=3)
    return st.tuples(st.sampled_from(["block list", "flow list"]), rows) | st.tuples(
        st.sampled_from(["block map", "flow map"]), maps
    )


TREES = _containers(st.recursive(SCALARS, _containers, max_leaves=6))


def emit(tree, out: list[str], indent: int, flow: bool) -> Written:
    """Write a tree as YAML and say where each value begins; a twin of the reader, backwards."""
    at = lambda: sum(map(len, out))  # noqa: E731
    if tree[0] == "scalar":
        start = at()
        out.append(tree[1].format(tree[2]))
        return Written(start)
    kind, children = tree
    rows = list(children.items() if isinstance(children, dict) else enumerate(children))
    if flow or kind.startswith("flow"):
        start, below = at(), []
        out.append("{" if "map" in kind else "[")
        for n, (step, child) in enumerate(rows):
            out.append((", " if n else "") + (f"{step}: " if "map" in kind else ""))
            below.append((step, emit(child, out, indent, True)))
        out.append("}" if "map" in kind else "]")
        return Written(start, tuple(below))
    start, below = None, []
    for step, child in rows:
        out.append("\n" + " " * indent)
        start = at() if start is None else start
        out.append(f"{step}: " if "map" in kind else "- ")
        below.append((step, emit(child, out, indent + 2, False)))
    return Written(start, tuple(below))


def places(value, path=()):
    yield path, value.start, value.where
    if isinstance(value, Mapping):
        for key, child in value.values.items():
            yield from places(child, (*path, key))
    if isinstance(value, Listing):
        for n, child in enumerate(value.values):
            yield from places(child, (*path, n))


def expected_places(written: Written, path=()):
    yield path, written.start
    for step, child in written.below:
        yield from expected_places(child, (*path, step))


@given(TREES)
@QUIET
def test_every_value_points_at_its_first_character(tree):
    out: list[str] = []
    written = emit(tree, out, 0, False)
    text = "".join(out) + "\n"

    document, problems = read_yaml(text, "a.yaml")

    assert problems == []
    found = list(places(document.root))
    assert [(path, start) for path, start, _ in found] == list(expected_places(written))
    assert all(where == document.place(start) for _, start, where in found)


@given(TREES)
@QUIET
def test_every_value_of_front_matter_points_into_the_page(tree):
    out: list[str] = ["---"]
    written = emit(tree, out, 0, False)
    text = "".join(out) + "\n---\nBody: text.\n"

    page, problems = read_page(text, "a.md")

    assert problems == []
    if text.startswith("---\n"):
        found = list(places(page.root))
        assert [(path, start) for path, start, _ in found] == list(expected_places(written))
        assert all(where == page.place(start) for _, start, where in found)
    assert page.body in ("Body: text.\n", text)


# Never an exception --------------------------------------------------------------------------


def _real_files():
    for pattern, kind in YAML_FILES.items():
        for path in sorted(ROOT.glob(pattern)):
            yield path.read_bytes()[:6_000], kind, False
    for path in sorted(ROOT.glob("content/**/*.md")):
        kind = next((k for k in PAGE_KINDS if f"kind: {k}\n".encode() in path.read_bytes()), "page")
        yield path.read_bytes()[:6_000], kind, True


REAL = list(_real_files())
SIGNS = st.sampled_from(
    [b"\t", b": ", b":", b"- ", b'"', b"'", b"[", b"]", b"{", b"}", b",", b"#", b"&a ", b"*a", b"!",
     b"%", b"@", b"`", b"---\n", b"...\n", b"\n", b"\r", b"?", b">", b"|", b"\\", b"\\x", b"  ",
     b"\x00", b"\xff", b"\xc3", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"<<<<<<< a\n", b"=======\n"]
)  # fmt: skip


def read_and_check(raw: bytes, kind: str, page: bool) -> None:
    document, problems = read(raw, page=page)
    if document.root is not None:
        _, found = schema.check(document.root, kind)
        problems = [*problems, *found]
        assert schema.named(document.root, kind) is not None
    elif not page:
        assert problems
    lines = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    for problem in problems:
        assert 1 <= problem.where.line <= lines
        assert problem.where.column >= 1
        assert problem.what and problem.mend
    assert all(line.isprintable() for line in render_text(problems).split("\n"))


@pytest.mark.parametrize("text", ["a: [", "a: {", "- a: 'b", "a: [b\n\n\n", "a: {b: [c,\n"])
def test_what_ends_with_the_file_is_told_on_a_line_of_the_file(text):
    _, (problem,) = read_yaml(text, "a.yaml")

    assert problem.where.line == 1
    assert text.strip() in problem.what


@given(st.binary(max_size=80), st.booleans())
@QUIET
def test_any_bytes_give_problems_or_values(raw, page):
    read_and_check(raw, "page", page)


@given(st.lists(SIGNS | st.sampled_from([b"a", b"id", b"1"]), max_size=25), st.booleans())
@QUIET
def test_any_signs_give_problems_or_values(parts, page):
    read_and_check((b"---\n" if page else b"") + b"".join(parts), "guide", page)


@given(st.data())
@QUIET
def test_any_slip_in_a_real_file_gives_problems_or_values(data):
    raw, kind, page = data.draw(st.sampled_from(REAL))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(raw)))
        cut = data.draw(st.sampled_from([0, 0, 1, 2, 40]))
        raw = raw[:at] + data.draw(SIGNS | st.just(b"")) + raw[at + cut :]
    read_and_check(raw, kind, page)
