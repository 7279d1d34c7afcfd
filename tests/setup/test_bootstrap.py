"""Set-up: refusals and explanations in words, no work when there is none, locked packages."""

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

import bootstrap
from bootstrap import (
    SetUpError,
    explain,
    first_that_works,
    group_stamp,
    groups_within,
    new_enough,
    prepare_packages,
    prepare_tools,
    read_tools,
    refusal,
    tool_path,
    tools_are_there,
    write_launcher,
)

ROOT = Path(__file__).resolve().parents[2]
OUTPUTS = yaml.safe_load((Path(__file__).parent / "installer-output.yaml").read_text("utf-8"))
LOCKS = ["requirements.txt", "requirements-dev.txt", "requirements-node.txt"]
PLATFORM = "3.11 linux-x86_64"


@pytest.mark.parametrize("case", OUTPUTS, ids=[case["why"] for case in OUTPUTS])
def test_a_failed_installer_is_explained(case):
    error = explain(case["output"])

    assert error.what == case["what"]
    assert case["mend"] in error.mend


# Python


def test_python_3_6_can_read_the_script_to_be_refused():
    ast.parse((ROOT / "scripts/bootstrap.py").read_text("utf-8"), feature_version=(3, 6))


def test_an_old_python_is_refused_and_a_newer_one_named():
    error = refusal((3, 9, 18), "python3.12", "test")

    assert error.what == "Python 3.9 is too old; the hub needs 3.11 or newer"
    assert error.mend == "name a newer one: make test PYTHON=python3.12"


def test_an_old_python_is_refused_where_there_is_no_newer_one():
    error = refusal((3, 10, 1), None, "site")

    assert error.mend == "install Python 3.11 or newer, or name one: make site PYTHON=python3.12"


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 14, 2), (4, 0, 0)])
def test_a_new_enough_python_is_not_refused(version):
    assert refusal(version, None, "site") is None


def test_the_refusal_is_printed_with_its_mend(monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 9, 18))
    monkeypatch.setattr(bootstrap, "newer_python", lambda: None)

    assert bootstrap.main(["site"]) == 1
    assert capsys.readouterr().err == (
        "set-up: Python 3.9 is too old; the hub needs 3.11 or newer.\n"
        "    mend: install Python 3.11 or newer, or name one: make site PYTHON=python3.12.\n"
    )


def test_an_unknown_group_is_a_usage_error(capsys):
    assert bootstrap.main(["everything"]) == 2
    assert capsys.readouterr().err == "usage: python3 scripts/bootstrap.py site|test\n"


# Packages


@pytest.fixture
def hub(tmp_path):
    """A root folder with lock files and a virtual environment that only looks like one."""
    for name in bootstrap.LOCKS.values():
        (tmp_path / name).write_text(f"# {name}\n", encoding="utf-8")
    python = bootstrap.python_of(tmp_path / ".venv")
    python.parent.mkdir(parents=True)
    python.touch()
    (tmp_path / ".venv/.hub-venv").write_text(PLATFORM, encoding="utf-8")
    return tmp_path


@pytest.fixture
def installed(monkeypatch):
    """The lock files that would have been installed, in order."""
    names = []
    monkeypatch.setattr(bootstrap, "install", lambda venv, lock: names.append(lock.name))
    return names


def test_the_second_set_up_does_no_work(hub, installed, capsys):
    prepare_packages("site", hub, PLATFORM)
    capsys.readouterr()
    prepare_packages("site", hub, PLATFORM)

    assert installed == ["requirements.txt"]
    assert capsys.readouterr().out == ""


def test_a_changed_lock_file_is_installed(hub, installed):
    prepare_packages("site", hub, PLATFORM)
    (hub / "requirements.txt").write_text("# newer\n", encoding="utf-8")
    prepare_packages("site", hub, PLATFORM)

    assert installed == ["requirements.txt", "requirements.txt"]


def test_setting_up_for_tests_sets_up_for_the_site_too(hub, installed):
    prepare_packages("test", hub, PLATFORM)
    prepare_packages("site", hub, PLATFORM)

    assert installed == ["requirements-dev.txt"]


def test_setting_up_for_the_site_leaves_the_tests_to_do(hub, installed):
    prepare_packages("site", hub, PLATFORM)
    prepare_packages("test", hub, PLATFORM)

    assert installed == ["requirements.txt", "requirements-dev.txt"]


def test_a_broken_off_install_is_taken_up_again(hub, monkeypatch):
    prepared = hub / ".venv/.hub-setup-site"
    prepared.write_text("an older state", encoding="utf-8")

    def break_off(venv, lock):
        raise explain("[Errno 28] No space left on device")

    monkeypatch.setattr(bootstrap, "install", break_off)

    with pytest.raises(SetUpError, match="the disk is full"):
        prepare_packages("site", hub, PLATFORM)
    assert not prepared.exists()


def test_a_virtual_environment_that_cannot_be_made_leaves_nothing_behind(hub, monkeypatch):
    def fail_half_way(*command, **environment):
        (hub / ".venv").mkdir()
        raise explain("Permission denied")

    monkeypatch.setattr(bootstrap, "run", fail_half_way)

    with pytest.raises(SetUpError, match="may not be written to"):
        prepare_packages("site", hub, "3.12 linux-x86_64")
    assert not (hub / ".venv").exists()


def test_a_python_without_venv_is_told_what_to_install(hub, monkeypatch):
    monkeypatch.setattr(
        bootstrap.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else True
    )

    with pytest.raises(SetUpError, match="has no 'ensurepip' module") as caught:
        prepare_packages("site", hub, "another platform")
    assert f"apt install python3.{sys.version_info[1]}-venv" in caught.value.mend


def test_the_stamp_tells_lock_and_platform_apart():
    stamps = {group_stamp(lock, on) for lock in (b"a", b"b") for on in ("3.11 x", "3.12 x")}

    assert len(stamps) == 4


def test_a_group_covers_the_groups_before_it():
    assert groups_within("site") == ["site"]
    assert groups_within("test") == ["site", "test"]


# Chromium and Node


@pytest.mark.parametrize(
    ("version", "enough"),
    [("v18.0.0", True), ("v24.19.0", True), ("v16.20.2", False), ("v8.0.0", False), ("", False)],
)
def test_node_is_taken_from_18_on(version, enough):
    assert new_enough(version) is enough


def refuse(what):
    raise SetUpError(what, "")


def test_the_first_way_that_works_is_taken():
    ways = [
        ("apt-get", lambda: refuse("only root may install")),
        ("npm", lambda: "/cache/chromium"),
        ("never asked", lambda: refuse("too late")),
    ]

    assert first_that_works(ways, "no browser", "install one") == "/cache/chromium"


def test_when_no_way_works_every_reason_is_told():
    ways = [("apt-get", lambda: refuse("only root may install")), ("npm", lambda: None)]

    with pytest.raises(SetUpError) as caught:
        first_that_works(ways, "no browser", "install one")
    assert caught.value.what == (
        "no browser (apt-get: only root may install; npm: what it installed does not start)"
    )
    assert caught.value.mend == "install one"


def test_tools_are_found_once_and_remembered(tmp_path, monkeypatch):
    for name in ("chromium", "node"):
        (tmp_path / name).touch()
        monkeypatch.delenv("HUB_" + name.upper(), raising=False)
    monkeypatch.setattr(bootstrap, "find_node", lambda root: str(tmp_path / "node"))
    monkeypatch.setattr(bootstrap, "find_chromium", lambda: str(tmp_path / "chromium"))
    prepare_tools(tmp_path)

    monkeypatch.setattr(bootstrap, "find_chromium", lambda: refuse("looked for twice"))
    prepare_tools(tmp_path)

    assert tool_path("chromium", tmp_path, {}) == tmp_path / "chromium"
    assert tool_path("node", tmp_path, {}) == tmp_path / "node"


def test_a_tool_that_is_gone_or_named_otherwise_is_looked_for_again(tmp_path):
    program = tmp_path / "program"
    program.touch()
    tools = {"chromium": str(program), "node": str(program)}

    assert tools_are_there(tools, {})
    assert not tools_are_there(tools, {"HUB_NODE": "/opt/node"})
    assert not tools_are_there({"chromium": str(program)}, {})
    assert not tools_are_there(tools | {"node": str(tmp_path / "gone")}, {})


@pytest.mark.parametrize("text", ["", "{", "[]", "\x00"])
def test_a_damaged_memory_of_tools_counts_as_none(tmp_path, text):
    (tmp_path / "tools.json").write_text(text, encoding="utf-8")

    assert read_tools(tmp_path / "tools.json") == {}


def test_a_test_without_its_tool_is_told_what_to_run(tmp_path):
    with pytest.raises(SetUpError, match="no chromium is set up") as caught:
        tool_path("chromium", tmp_path, {})
    assert caught.value.mend == "run: make test"


@pytest.mark.skipif(os.name == "nt", reason="the launcher is for Linux")
def test_the_launcher_starts_the_browser_beside_it_with_its_libraries(tmp_path):
    folder = tmp_path / "a folder"
    folder.mkdir()
    browser = folder / "chromium"
    browser.write_text('#!/bin/sh\necho "$LD_LIBRARY_PATH" "$@"\n', encoding="utf-8")
    browser.chmod(0o755)
    write_launcher(folder / "start")

    printed = subprocess.check_output(
        [folder / "start", "--version"], text=True, env={"PATH": os.environ["PATH"]}
    )

    assert printed == f"{folder}/al2023/lib --version\n"


# What is locked


def locked(name):
    """Give the pinned packages of a lock file, in the form they are written."""
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_one_version_and_a_hash(name):
    pin = re.compile(r"[a-z0-9-]+==[\w.]+( ; [^#]+?)?( +--hash=sha256:[0-9a-f]{64})+")

    assert locked(name)
    assert [line for line in locked(name) if not pin.fullmatch(line)] == []


@pytest.mark.parametrize("name", LOCKS)
def test_lock_files_name_no_index_and_no_folder(name):
    text = (ROOT / name).read_text("utf-8")

    assert not re.search(r"://|--index-url|--find-links|\s/\w", text)


def test_the_lock_for_tests_holds_the_lock_for_the_site():
    site, tests = (
        {re.sub(r" ; [^#]+?(?= +--hash)", "", line) for line in locked(name)} for name in LOCKS[:2]
    )

    assert site <= tests


def test_every_dependency_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

    def names(requirements):
        return {
            re.match(r"[\w-]+", requirement)[0].lower().replace("_", "-")
            for requirement in requirements
        }

    wanted = project["project"]["dependencies"]
    assert names(wanted) <= names(locked("requirements.txt"))
    for group, lock in (("dev", "requirements-dev.txt"), ("node", "requirements-node.txt")):
        assert names(project["dependency-groups"][group]) <= names(locked(lock))


def test_npm_packages_are_locked_by_hash_and_without_addresses():
    wanted = json.loads((ROOT / "package.json").read_text("utf-8"))["devDependencies"]
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    root = packages.pop("")

    assert root["devDependencies"] == wanted
    assert [path for path, package in packages.items() if "resolved" in package] == []
    assert [path for path, package in packages.items() if "integrity" not in package] == []


# The short names


def dry_run(*arguments):
    """Give the commands that make would run."""
    environment = {name: value for name, value in os.environ.items() if "MAKE" not in name}
    return subprocess.check_output(
        ["make", "--dry-run", *arguments], cwd=ROOT, text=True, env=environment
    )


@pytest.mark.parametrize(
    ("arguments", "group", "command"),
    [
        (["site"], "site", "scripts/hub.py build"),
        (["serve"], "site", "scripts/hub.py serve"),
        (["check"], "site", "scripts/hub.py check"),
        (["test"], "test", "-m pytest"),
        (["bench"], "test", "scripts/hub.py bench"),
        (["bench", "AREA=platform"], "test", 'scripts/hub.py bench --area "platform"'),
        (["site", "ARGS=--as-of 2026-01-31"], "site", "scripts/hub.py build --as-of 2026-01-31"),
    ],
)
def test_make_sets_up_before_it_runs(arguments, group, command):
    commands = dry_run(*arguments)

    assert 0 < commands.index(f"scripts/bootstrap.py {group}\n") < commands.index(command)


def test_make_uses_the_python_that_is_named():
    assert "python3.13 scripts/bootstrap.py site" in dry_run("site", "PYTHON=python3.13")


def test_continuous_integration_runs_what_everybody_runs():
    script = ROOT / ".ci/run"

    assert script.read_text("utf-8").splitlines()[-1] == "make test"
    assert os.access(script, os.X_OK)
