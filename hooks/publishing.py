"""MkDocs adapter: put a finished site in the place of the last one, or leave that as it is."""

import logging
import shutil
from pathlib import Path

from click import echo
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority

from resource_hub.disk import swap_folder
from resource_hub.problems import count_line, has_errors, render_text, sort_problems


class _Counter(logging.Handler):
    """Counts what MkDocs itself warns of; in strict mode it speaks only after the site is out."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.warnings = 0

    def emit(self, record):
        self.warnings += 1


_counter = _Counter()
_serving = False
_target = Path()


def on_startup(*, command, dirty):
    global _serving
    _serving = command == "serve"


@event_priority(-100)
def on_config(config):
    global _target
    log = logging.getLogger("mkdocs")
    log.removeHandler(_counter)
    log.addHandler(_counter)
    _counter.warnings = 0
    if not _serving:
        _target = Path(config.site_dir)
        config.site_dir = str(_target.with_name(f".{_target.name}.next"))
    return config


def on_serve(server, *, config, builder):
    # While the last build has failed, MkDocs lets every reader wait; so a mistake does not fail.
    def build_or_say():
        try:
            builder()
        except Abort as fault:
            echo(f"hub serve: {fault.format_message()}", err=True)

    server.builder = build_or_say


def on_build_error(*, error):
    if not _serving and _target.name:
        shutil.rmtree(_target.with_name(f".{_target.name}.next"), ignore_errors=True)


@event_priority(-100)  # last: the check of the finished site has spoken
def on_post_build(*, config):
    problems = sort_problems(config.extra["build"].problems)
    if problems:
        echo(render_text(problems), err=True)
    fresh = Path(config.site_dir)
    warned = config.strict and _counter.warnings
    if has_errors(problems) or warned:
        if not _serving:
            shutil.rmtree(fresh, ignore_errors=True)
            config.site_dir = str(_target)
        said = count_line(problems) if problems else f"{_counter.warnings} warnings of MkDocs"
        raise Abort(f"{said}; nothing was published, the last site stays as it is")
    if not _serving:
        swap_folder(fresh, _target)
        config.site_dir = str(_target)
        pages = len(config.extra["build"].pages)
        echo(f"{pages} pages in {_target}")
