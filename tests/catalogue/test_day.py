"""The day of a check: given, else of the environment, else today."""

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from resource_hub.dates import seconds_of

ROOT = Path(__file__).parents[2]
LATER = str(seconds_of(date(2031, 1, 1)))


@pytest.fixture
def small(tmp_path):
    """A hub with one certification, to 23 November 2028, its next review due a year before."""
    shutil.copytree(ROOT / "tests/codes/hub", tmp_path / "hub")
    shutil.copy(ROOT / "content/vocabularies.yaml", tmp_path / "hub/content")
    return tmp_path / "hub"


@pytest.mark.parametrize(
    ("arguments", "epoch", "code", "said"),
    [
        (["--as-of", "2026-11-23"], "", 0, ""),
        (["--as-of", "2026-11-22"], "", 1, "error R015: 'vetting.decided' is 2026-11-23"),
        (["--as-of", "2027-11-23"], "", 0, ""),
        (["--as-of", "2027-11-24"], "", 0, "warning R023: a review was due by 23 November 2027"),
        (["--as-of", "2028-11-24"], "", 0, "R023: the certification ended on 23 November 2028"),
        ([], LATER, 0, "R023: the certification ended on 23 November 2028"),
        (["--as-of", "2026-11-23"], LATER, 0, ""),
        (["--as-of", "22 November"], "", 2, "'22 November' is no date; write it as 2027-01-31"),
        ([], "soon", 2, "SOURCE_DATE_EPOCH is 'soon', which is no number of seconds: unset it"),
    ],
)
def test_dates_are_judged_by_the_day_of_the_check(small, hub_command, arguments, epoch, code, said):
    done = hub_command("check", "--root", str(small), *arguments, SOURCE_DATE_EPOCH=epoch)

    assert done.returncode == code, done.stdout + done.stderr
    shown = " ".join((done.stdout + done.stderr).split())
    assert said in shown if said else not {"R015:", "R023:"} & set(shown.split())


@pytest.mark.parametrize(("days", "is_told"), [(0, False), (2, True)])
def test_without_any_day_it_is_today(small, hub_command, days, is_told):
    day = datetime.now(UTC).date() + timedelta(days=days)
    file = small / "resources.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("added: 2026-11-22", f"added: {day}", 1), encoding="utf-8")

    done = hub_command("check", "--root", str(small), SOURCE_DATE_EPOCH="")

    assert ("R015: 'added'" in done.stdout) == is_told
