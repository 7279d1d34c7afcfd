"""Files of toolkits whose names would clash, and front matter that is wrong."""

from pathlib import Path

import pytest
import yaml

from resource_hub.problems import render_text
from resource_hub.schema import Document, check
from resource_hub.source import read_page
from resource_hub.toolkits import check_files, read_toolkits

FRONT = {
    "kind": "toolkit",
    "title": "Agenda",
    "description": "An agenda.",
    "level": "school",
    "audience": ["teacher"],
    "state": "draft",
    "checked": "2026-01-05",
}
MISTAKES = yaml.safe_load((Path(__file__).parent / "mistakes.yaml").read_text(encoding="utf-8"))


def read(front, path="content/toolkits/agenda.md"):
    text = f"---\n{yaml.safe_dump(front, sort_keys=False)}---\n\nUse it.\n"
    source, problems = read_page(text, path)
    plain, found = check(source.root, "toolkit")
    return Document(source, plain), [*problems, *found]


def agenda():
    document, problems = read(FRONT)
    assert problems == []
    return read_toolkits([document])[0]


def test_a_template_may_not_be_named_like_a_checklist_of_a_kit():
    assert render_text(list(check_files(agenda(), {"agenda"}, []))) == (
        "content/toolkits/agenda.md:1:1: error D007: the files of the template 'agenda' would be "
        "named like those of the checklist 'agenda'\n"
        "    mend: give this file another name; both stand in a toolkit that readers download"
    )


def test_a_file_may_not_stand_where_the_hub_makes_one():
    names = ["content/toolkits/agenda/agenda.csv", "content/toolkits/agenda/filled-in.csv"]

    assert render_text(list(check_files(agenda(), set(), names))) == (
        "content/toolkits/agenda/agenda.csv:1:1: error D007: the hub makes the file "
        "'toolkits/agenda/agenda.csv' itself\n"
        "    mend: give this file another name, or delete it"
    )


def test_other_names_are_free():
    assert list(check_files(agenda(), {"ready"}, ["content/toolkits/agenda.md"])) == []


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake["why"])
def test_wrong_front_matter_is_told(mistake):
    front = {k: v for k, v in FRONT.items() if k != mistake.get("drop")} | mistake.get("set", {})

    _, problems = read(front, "content/toolkits/a.md")

    assert render_text(problems) == mistake["says"].rstrip()
