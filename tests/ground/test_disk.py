"""Files: whole or not at all."""

import os
from pathlib import Path

import pytest

from resource_hub import disk
from resource_hub.disk import find_files, read_bytes, swap_folder, write_bytes


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_file_is_written_with_the_folders_above_it(tmp_path):
    write_bytes(tmp_path / "a/b/c.txt", b"one")
    write_bytes(tmp_path / "a/b/c.txt", b"two")

    assert read_bytes(tmp_path / "a/b/c.txt") == b"two"
    assert names(tmp_path) == ["a", "a/b", "a/b/c.txt"]


def test_a_site_is_public_so_its_files_are(tmp_path):
    write_bytes(tmp_path / "a.txt", b"")

    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("fault", [OSError("disk full"), KeyboardInterrupt()])
@pytest.mark.parametrize("step", ["write", "replace"])
def test_a_write_that_fails_leaves_the_old_file_and_no_other(tmp_path, monkeypatch, fault, step):
    target = tmp_path / "a.txt"
    write_bytes(target, b"old")

    def fail(*_, **__):
        raise fault

    if step == "write":
        monkeypatch.setattr(disk.os, "fdopen", _opens_a_full_disk(fault))
    else:
        monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(type(fault)):
        write_bytes(target, b"new")

    monkeypatch.undo()
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["a.txt"]


def _opens_a_full_disk(fault):
    class FullDisk:
        def __init__(self, descriptor, mode):
            self.descriptor = descriptor

        def __enter__(self):
            return self

        def __exit__(self, *_):
            os.close(self.descriptor)

        def write(self, content):
            os.write(self.descriptor, content[:1])
            raise fault

    return FullDisk


def test_files_come_sorted_by_path_and_once(tmp_path):
    for name in ["b.md", "a/z.md", "a/b.md", "a.md", "a/b.yaml", "B.md"]:
        write_bytes(tmp_path / name, b"")

    found = [p.relative_to(tmp_path).as_posix() for p in find_files(tmp_path, ["**/*.md", "*.md"])]

    assert found == ["B.md", "a.md", "a/b.md", "a/z.md", "b.md"]
    assert list(find_files(tmp_path / "nowhere", ["*"])) == []


def test_hidden_files_and_folders_are_left_out(tmp_path):
    for name in [".a.md", ".git/b.md", "c/.d/e.md", "c/f.md"]:
        write_bytes(tmp_path / name, b"")
    (tmp_path / "folder.md").mkdir()

    assert [p.name for p in find_files(tmp_path, ["**/*.md"])] == ["f.md"]


def test_a_hub_in_a_hidden_folder_is_read_all_the_same(tmp_path):
    write_bytes(tmp_path / ".work/hub/a.md", b"")

    assert [p.name for p in find_files(tmp_path / ".work/hub", ["*.md"])] == ["a.md"]


@pytest.fixture
def sites(tmp_path):
    write_bytes(tmp_path / "site/old.html", b"old")
    write_bytes(tmp_path / "fresh/new.html", b"new")
    return tmp_path


def test_a_fresh_folder_takes_the_place_of_the_old(sites):
    swap_folder(sites / "fresh", sites / "site")

    assert names(sites) == ["site", "site/new.html"]


def test_the_first_folder_needs_no_old_one(tmp_path):
    write_bytes(tmp_path / "fresh/new.html", b"new")

    swap_folder(tmp_path / "fresh", tmp_path / "site")

    assert names(tmp_path) == ["site", "site/new.html"]


def failing_rename(monkeypatch, name: str) -> None:
    """Let the renaming of the folder ``name`` fail; all others work."""
    rename = Path.rename

    def may_fail(self, target):
        if self.name == name:
            raise OSError("no")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", may_fail)


@pytest.mark.parametrize("fails", ["site", "fresh"])
def test_when_a_rename_fails_the_old_folder_is_in_its_place(sites, monkeypatch, fails):
    before = names(sites)
    failing_rename(monkeypatch, fails)

    with pytest.raises(OSError, match="no"):
        swap_folder(sites / "fresh", sites / "site")

    assert names(sites) == before
    assert (sites / "site/old.html").read_bytes() == b"old"


def test_a_left_over_of_a_swap_that_was_cut_off_is_cleared(sites):
    write_bytes(sites / ".site.old/older.html", b"older")

    swap_folder(sites / "fresh", sites / "site")

    assert names(sites) == ["site", "site/new.html"]


def test_after_a_swap_that_was_cut_off_the_old_folder_is_not_lost(sites, monkeypatch):
    (sites / "site").rename(sites / ".site.old")  # cut off between the two renames
    failing_rename(monkeypatch, "fresh")

    with pytest.raises(OSError, match="no"):
        swap_folder(sites / "fresh", sites / "site")

    assert (sites / "site/old.html").read_bytes() == b"old"
