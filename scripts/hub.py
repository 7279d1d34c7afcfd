#!/usr/bin/env python3
"""The hub's one command: check, build, serve."""

import io
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))


def _in_own_environment() -> None:
    """Go on in .venv if the libraries are only there, so that any python starts the command."""
    try:
        import click  # noqa: F401
    except ImportError:
        folder = ROOT / ".venv" / ("Scripts" if os.name == "nt" else "bin")
        python = folder / ("python.exe" if os.name == "nt" else "python")
        if not python.exists():
            sys.exit("hub: the libraries are not installed\n    mend: run 'make setup'")
        os.execv(python, [str(python), *sys.argv])


_in_own_environment()

import click  # noqa: E402 (found only now)

FORMATS = click.Choice(["text", "github", "json"])
SOURCES = (".bib", ".yaml", ".md")  # endings of what a hub is read from


class _Commands(click.Group):
    """Ends a fault of the hub itself in words and with 3: an editor has no use for a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as fault:
            if os.environ.get("HUB_TRACE"):
                raise
            click.echo(
                f"hub: {type(fault).__name__}: {fault}\n"
                "    mend: this is a fault of the hub, not of what you wrote; report it with what "
                "'HUB_TRACE=1' in front of the command shows",
                err=True,
            )
            raise SystemExit(3) from fault


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
def hub() -> None:
    """Check, build and serve the IMA Resource Hub.

    \b
    Examples:
        hub check                   all problems of all files, in seconds, without network
        hub build                   the site in site/; the last good one stays if anything is wrong
        hub serve --port 8001       the site while you write
        hub explain C001            what a message means and what to write instead
    """


def _day(ctx: click.Context, option: click.Parameter, text: str | None) -> date:
    """The day to check for: what is given, else SOURCE_DATE_EPOCH, else today."""
    from resource_hub.dates import as_of, parse_date

    today = datetime.now(UTC).date().isoformat()
    try:
        day = parse_date(text) if text else as_of(os.environ.get("SOURCE_DATE_EPOCH"), today)
    except ValueError as fault:
        raise click.UsageError(f"{fault}: unset it, or set it to seconds since 1970") from fault
    if day is None:
        raise click.BadParameter(f"'{text}' is no date; write it as 2027-01-31")
    return day


@hub.command()
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=ROOT,
              help="Folder of the hub; the one of this command if it is left out.")  # fmt: skip
@click.option("--format", "form", type=FORMATS, default="text",
              help="'github' annotates a pull request, 'json' is rdjson.")  # fmt: skip
@click.option("--all", "notes", is_flag=True,
              help="Show notes too, such as works that no page cites, "
              "and the ways through guides.")  # fmt: skip
@click.option("--advice", is_flag=True,
              help="Add advice on language: how hard each page is to read, its longest sentences, "
              "and words for which there are better ones.")  # fmt: skip
@click.option("--as-of", "day", metavar="DATE", callback=_day,
              help="The day to check for, such as 2027-01-31; SOURCE_DATE_EPOCH or today if it is "
              "left out.")  # fmt: skip
def check(root: Path, form: str, notes: bool, advice: bool, day: date) -> None:
    """Check all sources and list every problem, without network.

    Notes ask for no change; they are counted, and shown only with --all. Advice is made of notes
    too: it is given only with --advice, and never changes the exit code.

    Exits with 0 if no error was found, with 1 if there is one, with 3 if the check itself failed.

    \b
    Examples:
        hub check --format github
        hub check --as-of 2027-01-31    what will be overdue by then
        hub check --advice              what could be said more plainly
    """
    import gc

    from resource_hub.assembly import read_hub
    from resource_hub.guides import say_ways
    from resource_hub.loading import advice_on
    from resource_hub.problems import (
        PRINTERS,
        count_line,
        has_errors,
        sort_problems,
        without_notes,
    )

    gc.disable()  # all that is read lives to the end; going through it again costs a fifth
    found = read_hub(root, day)
    told = advice_on(found) if advice else []
    problems = [*found.problems, *told]
    shown = sort_problems([*(found.problems if notes else without_notes(found.problems)), *told])
    if form == "json" or shown:
        click.echo(PRINTERS[form](shown))
    if notes and form == "text" and not has_errors(found.problems):
        for guide in found.guides:
            click.echo(say_ways(guide))
    hint = " (shown with --all)" if len(shown) < len(problems) else ""
    click.echo(
        f"{len(found.records)} resources, {len(found.references)} references, "
        f"{len(found.summaries)} evidence summaries: {count_line(problems)}{hint}",
        err=form != "text",
    )
    if has_errors(found.problems):
        raise SystemExit(1)


@hub.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Explain the message with CODE; without one, list all codes.

    Exits with 2 if there is no such code.

    \b
    Example:
        hub explain C001
    """
    from resource_hub import codes

    messages = codes.read_codes()
    if code is None:
        click.echo(codes.list_codes(messages))
        return
    found = codes.find_code(code, messages)
    if isinstance(found, str):
        click.echo(f"hub explain: {found}", err=True)
        raise SystemExit(2)
    click.echo(codes.explain(found))


@hub.command()
@click.option("--config", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              default=ROOT / "mkdocs.yml", help="Settings of the site.")  # fmt: skip
@click.option("--site-dir", type=click.Path(file_okay=False, path_type=Path),
              help="Where the site goes; site/ beside the settings if it is left out.")  # fmt: skip
def build(config: Path, site_dir: Path | None) -> None:
    """Build the site in strict mode; the last good site stays if anything is wrong.

    \b
    Example:
        hub build --site-dir public
    """
    from mkdocs.commands.build import build as build_site
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, ConfigurationError

    _log_warnings()
    chosen = {"site_dir": str(site_dir.resolve())} if site_dir else {}
    try:
        settings = load_config(str(config), strict=True, **chosen)
        settings.plugins.on_startup(command="build", dirty=False)
        build_site(settings)
    except ConfigurationError as fault:
        raise SystemExit(f"{config.name}: {fault}") from fault
    except Abort as fault:
        click.echo(f"hub build: {fault.format_message()}", err=True)
        raise SystemExit(1) from fault
    except OSError as fault:
        where = f" ({fault.filename})" if fault.filename else ""
        click.echo(f"hub build: {fault.strerror}{where}; the last site stays as it is", err=True)
        raise SystemExit(3) from fault


@hub.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--config", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              default=ROOT / "mkdocs.yml", help="Settings of the site.")  # fmt: skip
def serve(port: int, config: Path) -> None:
    """Serve the site on this machine and build it again when a source changes.

    \b
    Example:
        hub serve --port 8001
    """
    from mkdocs.commands.serve import serve as serve_site
    from mkdocs.exceptions import Abort

    _refuse_taken(port)
    _log_warnings()
    click.echo(f"building; then the hub is at http://127.0.0.1:{port}/ (stop with Ctrl-C)")
    try:
        serve_site(str(config), dev_addr=f"127.0.0.1:{port}", livereload=True)
    except Abort as fault:
        click.echo(f"hub serve: {fault.format_message()}", err=True)
        raise SystemExit(1) from fault


@hub.command()
@click.argument("name", required=False)
@click.option("--since", metavar="REV",
              help="What changed since a revision of git, and what rests on it.")  # fmt: skip
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=ROOT,
              help="Folder of the hub; the one of this command if it is left out.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text",
              help="'markdown' is for the summary of a pull request.")  # fmt: skip
def ripple(name: str | None, since: str | None, root: Path, form: str) -> None:
    """List what rests on NAME, or on what has changed since a revision.

    NAME is a citekey, a claim (does-mtss-work#c3), or a page by its name, address or file.
    Exits with 2 if there is no such thing or no such revision.

    \b
    Examples:
        hub ripple balu2015evaluation
        hub ripple does-mtss-work#c3
        hub ripple --since main --format markdown
    """
    from resource_hub import ripple as ripples
    from resource_hub.loading import graph_of, load_hub, state_of

    if (name is None) == (since is None):
        raise click.UsageError("give either a NAME or --since REV")
    if name is not None:
        graph = graph_of(load_hub(root))
        found = ripples.find_node(name, graph)
        if isinstance(found, str):
            click.echo(f"hub ripple: {found}", err=True)
            raise SystemExit(2)
        click.echo(ripples.LIST_PRINTERS[form](found, ripples.resting_on(graph, [found.id])))
        return
    with _at_revision(root, since) as earlier:
        before = load_hub(earlier)
        _say_unread(before, f"at {since}")
        after = load_hub(root)
        _say_unread(after, "now")
        click.echo(
            ripples.CHANGE_PRINTERS[form](ripples.compare(state_of(before), state_of(after)), since)
        )


def _say_unread(found, when: str) -> None:
    from resource_hub.problems import Severity

    count = sum(problem.severity is Severity.ERROR for problem in found.problems)
    if count:
        click.echo(
            f"hub ripple: the sources {when} have {count} error{'s' if count > 1 else ''} by "
            "today's rules; what cannot be read is left out",
            err=True,
        )


@contextmanager
def _at_revision(root: Path, revision: str) -> Iterator[Path]:
    """A folder with the hub's sources as they were at a revision of git."""
    from resource_hub.disk import write_bytes

    wanted = revision + "^{commit}"
    named = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted)
    if named is None:
        click.echo(
            f"hub ripple: {revision!r} is no revision of git here\n"
            "    mend: write a branch, a tag or a commit; 'git log --oneline' lists commits",
            err=True,
        )
        raise SystemExit(2)
    packed = _git(root, "archive", "--format=tar", named.decode().strip())
    with tempfile.TemporaryDirectory() as folder:
        if packed:
            with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
                for one in archive:
                    if one.isfile() and one.name.endswith(SOURCES):
                        write_bytes(Path(folder, one.name), archive.extractfile(one).read())
        yield Path(folder)


def _git(root: Path, *words: str) -> bytes | None:
    """What git answers, or None if it cannot."""
    try:
        done = subprocess.run(["git", *words], cwd=root, capture_output=True, check=False)
    except OSError:
        return None
    return None if done.returncode else done.stdout


@hub.command()
@click.argument("keys", metavar="KEY...", nargs=-1)
@click.option("--bib", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              default=ROOT / "references.bib",
              help="BibTeX file; the hub's if it is left out.")  # fmt: skip
@click.option("--style", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="CSL file; APA 7 if it is left out.")  # fmt: skip
@click.option("--cases", type=click.File(encoding="utf-8"),
              help="JSON list of {'id': ..., 'cite': [paragraphs]}, each a page; '-' reads it from "
              "standard input.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "html", "json"]), default="text")
def cite(
    keys: tuple[str, ...], bib: Path, style: Path | None, cases: io.TextIOBase | None, form: str
) -> None:
    """Print the entry of each KEY and how it is cited, in brackets and in a sentence.

    With --cases, print as JSON the paragraphs of many pages with their citations resolved, and
    the works that each page lists; a case that fails says why and fails alone.

    Exits with 2 if there is no such work.

    \b
    Examples:
        hub cite fuchs2006introduction
        hub cite fuchs2006introduction stecker2005using --format html
        hub cite --bib other.bib --cases pages.json --format json
    """
    import json
    from functools import partial

    from resource_hub import markup
    from resource_hub.citations import showing
    from resource_hub.citations.extension import CitationExtension
    from resource_hub.citations.pandoc import PandocError
    from resource_hub.citations.shelf import STYLE, read_shelf
    from resource_hub.disk import read_bytes
    from resource_hub.problems import did_you_mean, quoted

    if bool(keys) == (cases is not None):
        raise click.UsageError("give either citekeys or --cases")
    chosen = style or STYLE
    try:
        text = read_bytes(bib).decode("utf-8-sig").replace("\r\n", "\n")
        shelf = read_shelf(text, read_bytes(chosen), chosen)
        if cases is not None:
            plain = json.load(cases)
            if not isinstance(plain, list):
                raise click.UsageError("the cases are no JSON list")
            render = partial(markup.render_inline, extensions=(CitationExtension(),))
            read = [showing.read_case(case, render, shelf.known) for case in plain]
            click.echo(json.dumps(showing.show_cases(read, shelf.resolve), ensure_ascii=False))
            return
        for key in keys:
            if key not in shelf.known:
                raise click.UsageError(
                    f"the citekey {quoted(key)} is not in {bib.name}; "
                    f"{did_you_mean(key, shelf.known)}".rstrip("; ")
                )
        works = showing.show_works(keys, shelf.resolve)
    except PandocError as fault:
        click.echo(f"hub cite: {fault}", err=True)
        raise SystemExit(3) from fault
    except ValueError as fault:
        raise click.UsageError(f"the cases or the bibliography cannot be read: {fault}") from fault
    click.echo(showing.PRINTERS[form](works))


@hub.command()
@click.option("--area", default="", help="Measure one area, such as 'platform'.")
def bench(area: str) -> None:
    """Measure speed and size: one line a figure with its limit, and JSON below .cache/hub.

    \b
    Example:
        hub bench --area platform
    """
    import bench as benchmarks

    figures = []
    for figure in benchmarks.run(ROOT, area):
        click.echo(figure.line)
        figures.append(figure)
    if not figures:
        raise click.UsageError(f"no figure's name begins with '{area}'")
    click.echo(f"written to {benchmarks.store(ROOT, figures).relative_to(ROOT)}")


def _refuse_taken(port: int) -> None:
    import socket

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            click.echo(
                f"hub serve: port {port} is taken by another program\n"
                f"    mend: stop it, or choose another: hub serve --port {port + 1}"
                f" (make serve PORT={port + 1})",
                err=True,
            )
            raise SystemExit(2) from None


def _log_warnings() -> None:
    import logging

    logging.basicConfig(format="%(levelname)s: %(message)s", level=logging.WARNING)


if __name__ == "__main__":
    hub()
