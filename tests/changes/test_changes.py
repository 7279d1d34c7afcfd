"""What's new: the page and both feeds."""

import json
from xml.etree import ElementTree

from resource_hub import changes
from resource_hub.changes import Change, Channel
from resource_hub.problems import Location

ATOM = "{http://www.w3.org/2005/Atom}"
HUB = Channel("A Hub", "An association", "https://hub.example/x/", "CC-BY-4.0")
NOWHERE = Channel("A Hub")


def change(kind: str = "added", day: str = "2026-01-05", title: str = "A tool", **rest) -> Change:
    values = {"address": "resources/a-tool/", "text": "", "about": "tool"}
    values |= {"name": f"resources/{title}/#{kind}-{day}", **rest}
    return Change(day, kind, title, **values)


def days_of(*made: Change):
    page = changes.changes_page(made, origin=Location("resources.yaml"))
    return page.values["days"]


def atom(*made: Change, channel: Channel = HUB) -> ElementTree.Element:
    return ElementTree.fromstring(changes.feed_files(made, channel)["changes/feed.xml"])


def json_feed(*made: Change, channel: Channel = HUB) -> dict:
    return json.loads(changes.feed_files(made, channel)["changes/feed.json"])


# The page ------------------------------------------------------------------------------------


def test_days_stand_newest_first_and_on_one_day_what_must_not_be_missed():
    made = days_of(
        change("added", "2026-01-05"),
        change("added", "2026-02-01"),
        change("withdrawn", "2026-02-01"),
        change("listed", "2026-02-01"),
    )

    assert [(day, [group.word for group in groups]) for day, groups in made] == [
        ("2026-02-01", ["Withdrawn", "Listed", "Added"]),
        ("2026-01-05", ["Added"]),
    ]


def test_a_few_of_a_kind_are_listed_by_title():
    ((_, (group,)),) = days_of(*(change(title=title) for title in ("b", "C", "a")))

    assert [one.title for one in group.changes] == ["a", "b", "C"]
    assert group.sentence == ""


def test_many_of_a_kind_are_counted_and_what_they_share_is_said_once():
    many = [change(title=f"T{n}", text="Not yet.", of_many="None yet.") for n in range(9)]
    ((_, (group,)),) = days_of(*many)

    assert group.sentence == "9 resources were added. None yet."
    assert {one.text for one in group.changes} == {""}


def test_what_many_do_not_share_stays_with_each():
    many = [change(title=f"T{n}", text="Not yet.", of_many="None yet.") for n in range(9)]
    ((_, (group,)),) = days_of(*many, change(title="U"))

    assert group.sentence == "10 resources were added."
    assert {one.text for one in group.changes} == {"Not yet.", ""}


# Atom ----------------------------------------------------------------------------------------


def test_the_feed_and_each_entry_have_what_rfc_4287_asks_for():
    feed = atom(change(), change("changed", "2026-02-01", text="It is new."))

    for node in (feed, *feed.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(node.findall(f"{ATOM}{name}")) == 1, name
        assert node.find(f"{ATOM}link[@rel='alternate']") is not None
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "An association"
    assert (
        feed.find(f"{ATOM}link[@rel='self']").get("href")
        == "https://hub.example/x/changes/feed.xml"
    )
    ids = [node.text for node in feed.iter(f"{ATOM}id")]
    assert len(set(ids)) == 3


def test_the_date_of_a_feed_is_that_of_its_newest_entry():
    feed = atom(change(day="2026-01-05"), change("listed", "2026-02-01"))

    assert feed.findtext(f"{ATOM}updated") == "2026-02-01T00:00:00Z"


def test_entries_keep_their_ids_when_the_site_gets_an_address_or_moves():
    def ids(channel):
        return [node.text for node in atom(change(), channel=channel).iter(f"{ATOM}id")]

    moved = Channel("A Hub", "Another", "https://elsewhere.example/")
    assert ids(HUB) == ids(NOWHERE) == ids(moved)
    assert ids(HUB) != ids(Channel("Another hub"))


def test_without_an_address_links_are_relative_to_the_feed():
    feed = atom(change(), channel=NOWHERE)

    hrefs = [node.get("href") for node in feed.iter(f"{ATOM}link")]
    assert hrefs == ["feed.xml", "./", "../resources/a-tool/"]


def test_hostile_text_leaves_the_feed_well_formed():
    title = 'A "tool" </title><script> & ]]> \x00\x0b\ufffe\x1b[31m end'
    (entry,) = atom(change(title=title, text=title)).iter(f"{ATOM}entry")

    clean = 'A "tool" </title><script> & ]]> [31m end'
    assert entry.findtext(f"{ATOM}title") == f"Added: {clean}"
    assert clean in entry.findtext(f"{ATOM}content")


def test_a_feed_holds_the_newest_hundred():
    made = [change(title=f"T{n:03}", day=f"2026-01-{1 + n // 50:02}") for n in range(150)]
    entries = list(atom(*made).iter(f"{ATOM}entry"))

    assert len(entries) == len(json_feed(*made)["items"]) == changes.LIMIT
    assert entries[0].findtext(f"{ATOM}updated") == "2026-01-03T00:00:00Z"


def test_where_nothing_happened_there_is_no_feed():
    assert changes.feed_files([], HUB) == {}
    assert not changes.changes_page([], origin=Location("resources.yaml")).values["feeds"]


# JSON Feed -----------------------------------------------------------------------------------


def test_the_json_feed_tells_the_same_as_the_other():
    made = (change(text="It is new."), change("withdrawn", "2026-02-01", title="Old"))
    feed, entries = json_feed(*made), list(atom(*made).iter(f"{ATOM}entry"))

    assert [(one["id"], one["title"], one["content_text"]) for one in feed["items"]] == [
        tuple(entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "content"))
        for entry in entries
    ]
    assert feed["items"][1]["url"] == "https://hub.example/x/resources/a-tool/"
    assert feed["feed_url"] == "https://hub.example/x/changes/feed.json"


def test_without_an_address_it_names_pages_from_the_root_of_the_site():
    feed = json_feed(change(), channel=NOWHERE)

    assert not {"home_page_url", "feed_url"} & feed.keys()
    assert "url" not in feed["items"][0]
    assert feed["items"][0]["_hub"] == {"page": "resources/a-tool/"}
