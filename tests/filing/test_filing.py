"""Names, places and addresses of files: what is told, word for word."""

import os
import shutil
from pathlib import Path

import pytest
import yaml

from resource_hub.assembly import read_hub
from resource_hub.filing import address_of, check_addresses, check_names, check_place, name_of
from resource_hub.problems import Location, render_text, sort_problems

READ = ("resources.yaml", "content/glossary.yaml", "content/guides/*.yaml")
HERE = Path(__file__).parent


@pytest.fixture
def hub(root, tmp_path) -> Path:
    """The sources of the small hub, to break."""
    shutil.copytree(root / "tests" / "site", tmp_path / "hub")
    return tmp_path / "hub"


def told(hub: Path) -> list[tuple[str, str]]:
    """Where each problem of a hub stands, and its code; the small hub itself has an R021."""
    return [(p.where.path, p.code) for p in read_hub(hub).problems if p.code != "R021"]


def test_names_are_judged_word_for_word():
    case = yaml.safe_load((HERE / "cases" / "names.yml").read_text(encoding="utf-8"))

    problems = sort_problems(check_names(case["names"], READ))

    assert render_text(problems) == case["output"].rstrip("\n")


def test_a_kind_has_its_place():
    where = Location("content/about/x.md", 2, 7)

    assert check_place("content/toolkits/x.md", "toolkit", where) == []
    assert check_place("content/index.md", "home", where) == []
    assert check_place("content/about/x.md", "", where) == []
    assert render_text(check_place("content/about/x.md", "toolkit", where)) == (
        "content/about/x.md:2:7: error P010: a page of the kind 'toolkit' stands in "
        "'content/about'\n"
        "    mend: move it to content/toolkits/x.md, or correct its 'kind'"
    )
    assert check_place("content/academy/path-school/x.md", "lesson", where) == []
    (stray,) = check_place("content/academy/x.md", "lesson", where)
    assert stray.mend == "move it to content/academy/<path>/x.md, or correct its 'kind'"


def test_an_address_is_given_once():
    pages = [
        ("resources/index.md", Location("resources.yaml")),
        ("resources/index.md", Location("resources.yaml", 3, 1)),
        ("about/x.md", Location("content/about/x.md")),
        ("about/x/index.md", Location("content/about/x/index.md")),
    ]

    assert render_text(check_addresses(pages)) == (
        "resources.yaml:3:1: error P009: the address '/resources/' is taken by a page that "
        "resources.yaml makes\n"
        "    mend: give this page another name or id\n"
        "content/about/x/index.md:1:1: error P009: the address '/about/x/' is taken by a page "
        "that content/about/x.md makes\n"
        "    mend: give this page another name or id"
    )


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("index.md", ""),
        ("about/index.md", "about/"),
        ("about/strength.md", "about/strength/"),
        ("references/index.md", "references/"),
        ("standards/1.0.md", "standards/1.0/"),
    ],
)
def test_names_and_addresses_lead_to_each_other(name, address):
    assert address_of(name) == address
    assert name_of(address) == name


@pytest.mark.parametrize(
    "name", ["glossary.md", "search.md", "resources/screener.md", "guides/index.md"]
)
def test_a_page_in_the_place_of_a_made_one_is_told(hub, name):
    page = hub / "content" / name
    page.parent.mkdir(exist_ok=True)
    page.write_text("---\ntitle: Mine\ndescription: My own page.\n---\nText\n", encoding="utf-8")

    assert told(hub) == [(f"content/{name}", "P009")]


def test_a_record_cannot_have_the_address_of_the_catalogue(hub):
    file = hub / "resources.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("id: guide-for-teams", "id: index"), encoding="utf-8")

    assert [code for _, code in told(hub)] == ["P009"]


@pytest.mark.parametrize("target", ["nowhere.md", "about", "."])
def test_a_symbolic_link_is_told_wherever_it_leads(hub, target):
    os.symlink(target, hub / "content" / "link")

    assert told(hub) == [("content/link", "P002")]


@pytest.mark.parametrize("text", ["", "\n\n", "# A page\n\nWith text.\n"])
def test_a_page_without_front_matter_is_told(hub, text):
    (hub / "content" / "about" / "x.md").write_text(text, encoding="utf-8")

    assert told(hub) == [("content/about/x.md", "P005")]


def test_a_template_whose_name_is_no_address_is_told_once(hub):
    (hub / "content/toolkits/agenda.md").rename(hub / "content/toolkits/Agenda.md")

    of_file = [code for path, code in told(hub) if path == "content/toolkits/Agenda.md"]
    assert of_file == ["D005"]


def test_a_name_by_which_pages_refer_to_one_another_is_given_once(hub):
    shutil.copy(hub / "content/toolkits/agenda.md", hub / "content/toolkits/one-guide.md")

    assert told(hub) == [("content/toolkits/one-guide.md", "P011")]


def test_a_missing_catalogue_is_told_once(hub):
    (hub / "resources.yaml").unlink()

    assert told(hub) == [("resources.yaml", "P001")]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("style: hooks/resource_hub/citations/styles/apa.csl", "boost: {}", "S002"),
        ("edit/{path}", "edit/{file}", "S005"),
        ("url: resources/", "link: resources/", "S001"),
        ("extra:\n  hub:\n", "extra:\n  hup:\n", "S002"),
        ("site_name:", "use_directory_urls: false\nsite_name:", "S003"),
        ("site_url: https:", "site_url: ftp:", "S005"),
    ],
)
def test_settings_that_the_hub_cannot_work_with_are_told(hub, old, new, code):
    file = hub / "mkdocs.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")

    assert ("mkdocs.yml", code) in told(hub)


def test_settings_that_only_mkdocs_can_read_are_left_to_it(hub):
    with (hub / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("copyright: !ENV COPYRIGHT\n")

    assert told(hub) == []
