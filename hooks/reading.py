"""MkDocs adapter: read and check all sources before anything is written."""

import os
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import material
from click import echo
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority

from resource_hub.assembly import read_hub
from resource_hub.building import Build
from resource_hub.caching import Cache
from resource_hub.citations.citing import Imprint
from resource_hub.dates import as_of, seconds_of
from resource_hub.problems import count_line, has_errors, render_text, without_notes
from resource_hub.settings import read_settings

_GIVEN = os.environ.get("SOURCE_DATE_EPOCH")  # before a first build sets it for MkDocs


@event_priority(100)  # first: the other hooks take what is found here
def on_config(config):
    root = Path(config.config_file_path).parent
    # Dates are judged by the day of the check: a record added today is not in the future.
    hub = read_hub(root, _day(_GIVEN, datetime.now(UTC).date().isoformat()))
    shown = without_notes(hub.problems)
    if shown:
        echo(render_text(shown), err=True)
    if has_errors(hub.problems):
        raise Abort(f"{count_line(hub.problems)}; nothing was built, the last site stays as it is")
    day = _day(os.environ.get("SOURCE_DATE_EPOCH"), _last_commit(root))
    if not os.environ.get("SOURCE_DATE_EPOCH"):
        os.environ.pop("SOURCE_DATE_EPOCH", None)  # MkDocs would read an empty one as a number
        if day:  # so that MkDocs' own dates, in the sitemap, are not those of the clock either
            os.environ["SOURCE_DATE_EPOCH"] = str(seconds_of(day))
    config.extra["build"] = Build(
        hub,
        Cache(root / ".cache" / "hub", lambda words: echo(f"note: {words}", err=True)),
        icons=Path(material.__file__).parent / "templates" / ".icons",
        style=root / config.extra["hub"]["style"],
        as_of=day,
        imprint=Imprint(
            config.extra["hub"].get("author", ""), config.site_name, config.site_url or ""
        ),
        settings=read_settings(config.extra["hub"], config.site_url or ""),
    )
    return config


def _day(epoch: str | None, otherwise: str | None) -> date | None:
    try:
        return as_of(epoch, otherwise)
    except ValueError as fault:
        raise Abort(f"{fault}: unset it, or set it to seconds since 1970") from fault


def _last_commit(root: Path) -> str | None:
    try:
        done = subprocess.run(
            ["git", "log", "-1", "--format=%cs"],
            cwd=root, capture_output=True, text=True, check=False,
        )  # fmt: skip
    except OSError:
        return None
    return done.stdout.strip() or None
