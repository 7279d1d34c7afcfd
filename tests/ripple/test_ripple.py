"""What rests on what: the graph, what is found from a name, what a change of sources touches."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from resource_hub import ripple
from resource_hub.loading import PAGE_KINDS, YAML_FILES, Hub, graph_of, load_hub, state_of
from resource_hub.problems import Location, render_text
from resource_hub.ripple import Edge, Graph, Node, compare, find_node, resting_on
from resource_hub.ripple.graph import _SHAPES
from resource_hub.ripple.printing import _code, _escaped, way_in_words

HERE = Path(__file__).parent
ORPHANS = sorted((HERE / "orphans").glob("*.yml"))


@pytest.fixture(scope="module")
def hub(root: Path) -> Hub:
    """The real hub."""
    return load_hub(root)


@pytest.fixture(scope="module")
def graph(hub: Hub) -> Graph:
    """What rests on what in it."""
    return graph_of(hub)


@pytest.fixture
def small(root: Path, tmp_path: Path) -> Path:
    """The sources of the small hub, a fresh copy to change."""
    return shutil.copytree(root / "tests" / "site", tmp_path / "hub")


def change(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def ids(found: list[ripple.Found]) -> list[str]:
    return [one.node.id for one in found]


# The graph -----------------------------------------------------------------------------------


def test_what_rests_on_the_national_evaluation_is_what_its_readers_wrote(graph):
    found = resting_on(graph, ["references/balu2015evaluation/"])

    assert [(one.node.id, way_in_words(one.way)) for one in found] == [
        tuple(line.split(": ", 1))
        for line in (HERE / "balu2015evaluation.txt").read_text(encoding="utf-8").splitlines()
    ]


def test_every_page_that_uses_a_work_is_found_from_it(hub, graph, pages_that_cite):
    for key, pages in pages_that_cite(hub).items():
        found = ids(resting_on(graph, [f"references/{key}/"]))

        assert {url for _, url in pages} <= set(found), key


def test_every_page_that_lists_a_work_in_the_finished_site_is_found_from_it(real_site, graph):
    found = {
        node.name: set(ids(resting_on(graph, [node.id])))
        for node in graph.nodes.values()
        if node.kind == "work"
    }
    lists = 0
    for path in real_site.rglob("index.html"):
        url = path.relative_to(real_site).as_posix().removesuffix("index.html")
        if url in ("references/", "wanted/"):  # all works; and what summaries say, once more
            continue
        page = LexborHTMLParser(path.read_text(encoding="utf-8"))
        for row in page.css(".hub-refs > li[id^=ref-]"):
            lists += 1
            assert url in found[row.attributes["id"].removeprefix("ref-")], url
    assert lists > 300


def test_every_part_that_the_graph_names_has_its_place_on_the_finished_site(real_site, graph):
    def there(node: Node) -> bool:
        url, _, part = node.id.partition("#")
        page = (real_site / url / "index.html").read_text(encoding="utf-8")
        return not part or f'id="{part}"' in page

    assert [node.id for node in graph.nodes.values() if not there(node)] == []


def test_a_citation_in_a_paragraph_belongs_to_the_claim_that_the_paragraph_takes_up(small):
    change(
        small, "content/evidence/small-groups.md",
        "[c1] One trial [@doe2001one].", "[c1] One trial\nand a brief [@center_nd].",
    )  # fmt: skip
    graph = graph_of(load_hub(small))

    cited = [e for e in graph.edges if e.lower == "references/center_nd/" and e.relation == "cites"]

    assert [(e.upper, str(e.where)) for e in cited if e.upper.startswith("evidence/")] == [
        ("evidence/small-groups/", "content/evidence/small-groups.md:21:26"),
        ("evidence/small-groups/#c1", "content/evidence/small-groups.md:37:15"),
    ]


def test_every_kind_of_source_that_can_rest_on_a_work_is_in_the_graph():
    kinds = {*YAML_FILES.values(), *PAGE_KINDS.values()}

    assert kinds - set(_SHAPES) == {"declines", "home", "partners", "retractions", "vocabularies"}


def test_a_work_that_disputes_a_claim_touches_it_too(small):
    graph = graph_of(load_hub(small))

    (found,) = [
        one for one in resting_on(graph, ["references/center_nd/"]) if one.node.kind == "claim"
    ]

    assert found.node.name == "small-groups#c2"
    assert [edge.relation for edge in found.way] == ["is disputed by"]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    kinds = draw(st.lists(st.sampled_from(list(ripple.KINDS)), min_size=1, max_size=8))
    nodes = {f"n{n}/": Node(f"n{n}/", kind, "", Location("a", n)) for n, kind in enumerate(kinds)}
    pair = st.tuples(st.sampled_from(sorted(nodes)), st.sampled_from(sorted(nodes)))
    pairs = draw(st.lists(pair, max_size=20))
    edges = [Edge(upper, lower, "rests on", Location("a")) for upper, lower in pairs]
    return Graph(nodes, edges)


@given(graphs())
def test_all_that_can_be_reached_is_found_once_and_by_a_way_that_leads_there(graph):
    reached = {"n0/"}
    while more := {e.upper for e in graph.edges if e.lower in reached} - reached:
        reached |= more

    found = resting_on(graph, ["n0/"])

    assert sorted(ids(found)) == sorted(reached - {"n0/"})
    for one in found:
        assert one.way[0].upper == one.node.id
        assert one.way[-1].lower == "n0/"
        assert all(a.lower == b.upper for a, b in zip(one.way, one.way[1:], strict=False))


# Names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "id"),
    [
        ("balu2015evaluation", "references/balu2015evaluation/"),
        ("@balu2015evaluation", "references/balu2015evaluation/"),
        ("does-mtss-work#c3", "evidence/does-mtss-work/#c3"),
        ("/evidence/does-mtss-work/#c3", "evidence/does-mtss-work/#c3"),
        ("content/evidence/does-mtss-work.md#c3", "evidence/does-mtss-work/#c3"),
        ("does-mtss-work", "evidence/does-mtss-work/"),
        ("evidence/does-mtss-work", "evidence/does-mtss-work/"),
        ("content/evidence/does-mtss-work.md", "evidence/does-mtss-work/"),
        ("below-the-benchmark#watch", "guides/below-the-benchmark/#watch"),
        ("content/faq.yaml", "faq/"),
        ("wwc-guide-reading-rti", "resources/wwc-guide-reading-rti/"),
    ],
)
def test_a_thing_is_found_by_what_an_editor_calls_it(written, id, graph):
    assert find_node(written, graph).id == id


def test_a_name_of_nothing_is_answered_with_the_nearest(graph):
    assert find_node("does-mtss-work#c33", graph) == (
        "'does-mtss-work#c33' is no work, claim or page of the hub\n"
        "    mend: did you mean 'does-mtss-work#c3'? If not, write a citekey, a claim such as "
        "does-mtss-work#c3, or a page or its file"
    )


def test_a_name_of_two_things_is_answered_with_both():
    nodes = [Node(f"{place}/agenda/", "page", "", Location(place)) for place in ("guides", "tools")]

    assert find_node("agenda", Graph({node.id: node for node in nodes})) == (
        "'agenda' is the name of 2 things\n    mend: write 'guides/agenda/' or 'tools/agenda/'"
    )


# Orphans -------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", ORPHANS, ids=lambda case: case.stem)
def test_a_claim_that_rests_on_nothing_is_one_error(case, small):
    wanted = yaml.safe_load(case.read_text(encoding="utf-8"))
    change(small, "content/evidence/small-groups.md", wanted["old"], wanted["new"])

    problems = [p for p in load_hub(small).problems if p.code != "R021"]  # the small hub has one
    assert render_text(problems) == wanted["output"].strip()


# Changes -------------------------------------------------------------------------------------


def test_a_hub_does_not_differ_from_itself(hub):
    assert not compare(state_of(hub), state_of(hub))


def test_a_changed_finding_touches_the_claims_that_rest_on_it(small):
    before = state_of(load_hub(small))
    change(small, "references.bib", "Found a small gain.", "Found no gain.")

    changes = compare(before, state_of(load_hub(small)))

    assert [(one.node.name, one.fields) for one in changes.works_changed] == [
        (
            "doe2001one",
            (ripple.FieldChange("what it found", "Found a small gain.", "Found no gain."),),
        )
    ]
    assert [(one.node.name, one.key, one.gone) for one in changes.claims_touched] == [
        ("small-groups#c1", "doe2001one", False)
    ]
    assert "guides/one-guide/#begin" in ids(list(changes.resting))
    assert "evidence/small-groups/#c1" not in ids(list(changes.resting))
    assert not changes.claims_changed


def test_a_work_that_is_gone_touches_the_claims_that_rested_on_it(small):
    before = state_of(load_hub(small))
    text = (small / "references.bib").read_text(encoding="utf-8")
    first, second = text.index("@article{doe2001one"), text.index("@article{doe2001two")
    (small / "references.bib").write_text(text[:first] + text[second:], encoding="utf-8")
    change(small, "content/evidence/small-groups.md", "[doe2001one]", "[doe2001two]")

    changes = compare(before, state_of(load_hub(small)))

    assert [node.name for node in changes.works_removed] == ["doe2001one"]
    assert [(one.node.name, one.gone) for one in changes.claims_touched] == [
        ("small-groups#c1", True)
    ]
    assert [one.fields for one in changes.claims_changed] == [
        (ripple.FieldChange("sources", "doe2001one", "doe2001two"),)
    ]
    assert "timeline/#start" in ids(list(changes.resting))


def test_a_new_notice_is_a_change_of_its_work(small):
    before = state_of(load_hub(small))
    (small / "content" / "retractions.yaml").write_text(
        "notices:\n  - {citekey: doe2001one, kind: retraction, date: 2026-03-14,"
        " notice: 'https://a.example/', source: a page}\n",
        encoding="utf-8",
    )

    (changed,) = compare(before, state_of(load_hub(small))).works_changed

    assert changed.fields == (ripple.FieldChange("notices", "", "Retracted on 14 March 2026"),)


# Printing ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [("a", "`a`"), ("a`b", "``a`b``"), ("``", "``` `` ```"), ("a\nb", "`a b`")],
)
def test_a_value_in_markdown_is_code_and_nothing_else(text, code):
    assert _code(text) == code


def test_a_title_in_markdown_is_text_and_calls_nobody():
    assert _escaped("<b>*[x](y)* @someone | `z`") == (
        "&lt;b&gt;\\*\\[x\\]\\(y\\)\\* @<!-- -->someone \\| \\`z\\`"
    )


# The command ---------------------------------------------------------------------------------


def test_the_command_lists_what_rests_on_a_claim(hub_command, small):
    done = hub_command("ripple", "small-groups#c1", "--root", str(small))

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (HERE / "claim.txt").read_text(encoding="utf-8")


def test_the_command_says_that_nothing_rests_on_a_thing(hub_command, small):
    done = hub_command("ripple", "about", "--root", str(small))

    assert done.stdout == ("about/: About\n    content/about/index.md:2:1\n\nnothing rests on it\n")


def test_the_command_prints_json(hub_command, small):
    done = hub_command("ripple", "doe2001two", "--root", str(small), "--format", "json")

    told = json.loads(done.stdout)

    assert told["name"] == "doe2001two"
    assert told["resting"][0] == {
        "id": "evidence/small-groups/#c2",
        "kind": "claim",
        "name": "small-groups#c2",
        "title": "In one trial they made no difference.",
        "where": {"path": "content/evidence/small-groups.md", "line": 14, "column": 5},
        "way": [
            {
                "upper": "evidence/small-groups/#c2",
                "relation": "rests on",
                "lower": "references/doe2001two/",
            }
        ],
    }


@pytest.mark.parametrize("written", [["doe2001won"], []], ids=["unknown", "none"])
def test_a_command_without_a_thing_to_look_for_exits_with_2(written, hub_command, small):
    done = hub_command("ripple", *written, "--root", str(small))

    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.fixture
def committed(small: Path) -> Path:
    """The small hub under git, committed once."""
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "First"]):
        subprocess.run(
            ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *words],
            cwd=small, check=True, capture_output=True,
        )  # fmt: skip
    return small


def changed_hub(hub: Path) -> None:
    change(hub, "references.bib", "Found a small gain.", "Found no gain.")
    change(hub, "references.bib", "year = {n.d.},", "year = {2020},")
    change(hub, "content/evidence/small-groups.md", "certainty: low", "certainty: opinion")
    term = "  - {id: opinion, label: Opinion, definition: Said.}"
    change(hub, "content/vocabularies.yaml", "certainty:\n", f"certainty:\n{term}\n")


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_the_command_tells_what_changed_since_a_revision(form, hub_command, committed):
    changed_hub(committed)

    done = hub_command("ripple", "--since", "HEAD", "--root", str(committed), "--format", form)

    assert done.returncode == 0
    assert done.stdout == (HERE / f"since.{form}").read_text(encoding="utf-8")


def test_the_command_tells_programs_what_changed(hub_command, committed):
    changed_hub(committed)

    done = hub_command("ripple", "--since", "HEAD", "--root", str(committed), "--format", "json")
    told = json.loads(done.stdout)

    assert [one["name"] for one in told["works_changed"]] == ["doe2001one", "center_nd"]
    assert [(one["name"], one["source"]) for one in told["claims_touched"]] == [
        ("small-groups#c1", "doe2001one"),
        ("small-groups#c2", "center_nd"),
    ]
    assert told["claims_changed"][0]["fields"] == [
        {"field": "certainty", "before": "low", "after": "opinion"}
    ]


def test_the_command_says_that_nothing_changed(hub_command, committed):
    done = hub_command("ripple", "--since", "HEAD", "--root", str(committed))

    assert done.stdout == "Since HEAD: no work and no claim has changed\n"


@pytest.mark.parametrize("revision", ["nowhere", "-x", "--help", "HEAD:references.bib", ""])
def test_a_revision_that_is_none_is_told_and_exits_with_2(
    revision: str, hub_command: Callable, committed: Path
):
    done = hub_command("ripple", f"--since={revision}", "--root", str(committed))

    assert done.returncode == 2
    assert done.stderr == (
        f"hub ripple: '{revision}' is no revision of git here\n"
        "    mend: write a branch, a tag or a commit; 'git log --oneline' lists commits\n"
    )


def test_errors_of_an_earlier_state_are_told_and_the_rest_is_compared(hub_command, committed):
    change(committed, "content/glossary.yaml", "definition:", "definitoin:")
    subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qam", "Slip"],
        cwd=committed, check=True, capture_output=True,
    )  # fmt: skip
    change(committed, "content/glossary.yaml", "definitoin:", "definition:")

    done = hub_command("ripple", "--since", "HEAD", "--root", str(committed))

    assert done.returncode == 0
    assert done.stderr == (
        "hub ripple: the sources at HEAD have 1 error by today's rules; what cannot be read is "
        "left out\n"
    )
