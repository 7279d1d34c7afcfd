"""Addresses as written on a page."""

from urllib.parse import urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resource_hub.pages import relative


@pytest.mark.parametrize(
    ("target", "page", "written"),
    [
        ("", "", "./"),
        ("", "guides/", "../"),
        ("", "guides/look/", "../../"),
        ("guides/", "", "guides/"),
        ("guides/look/", "guides/", "look/"),
        ("guides/", "guides/look/", "../"),
        ("guides/look/", "guides/look/", "./"),
        ("guides/hear/", "guides/look/", "../hear/"),
        ("evidence/x/#c1", "guides/look/", "../../evidence/x/#c1"),
        ("guides/look/#q1", "guides/look/", "#q1"),
        ("#top", "", "#top"),
        ("#top", "guides/", "../#top"),
        ("assets/hub.css", "", "assets/hub.css"),
        ("assets/hub.css", "guides/look/", "../../assets/hub.css"),
        ("api/v1/index.json", "api/v1/", "index.json"),
        ("guides/", "404.html", "guides/"),
        ("", "404.html", "./"),
        ("404.html", "guides/", "../404.html"),
        ("search/?q=tier", "guides/", "../search/?q=tier"),
        ("references/one:2001/", "references/", "./one:2001/"),
        ("references/one:2001/", "", "references/one:2001/"),
    ],
)
def test_an_address_is_written_from_the_page_it_stands_on(target, page, written):
    assert relative(target, page) == written


STEP = st.text(alphabet="ab1-:.", min_size=1, max_size=4).filter(lambda s: s.strip("."))
FOLDER = st.lists(STEP, max_size=4).map(lambda steps: "".join(f"{step}/" for step in steps))
FILE = st.tuples(FOLDER, STEP).map(lambda pair: f"{pair[0]}{pair[1]}.html")
MARK = st.sampled_from(["", "#c1"])


@given(FOLDER | FILE, MARK, FOLDER | FILE, st.sampled_from(["", "hub/", "a/b/"]))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_joined_to_the_address_of_the_page_it_gives_the_target(target, mark, page, site):
    base = f"https://example.org/{site}"

    assert urljoin(base + page, relative(target + mark, page)) == base + target + mark
