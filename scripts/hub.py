#!/usr/bin/env python3
"""The hub's one command: check, build, serve."""

import os
import sys
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


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def hub() -> None:
    """Check, build and serve the IMA Resource Hub.

    \b
    Examples:
        hub check                   all problems of all files, in seconds, without network
        hub build                   the site in site/; the last good one stays if anything is wrong
        hub serve --port 8001       the site while you write
        hub explain C001            what a message means and what to write instead
    """


@hub.command()
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=ROOT,
              help="Folder of the hub; the one of this command if it is left out.")  # fmt: skip
@click.option("--format", "form", type=FORMATS, default="text",
              help="'github' annotates a pull request, 'json' is rdjson.")  # fmt: skip
def check(root: Path, form: str) -> None:
    """Check all sources and list every problem, without network.

    Exits with 0 if no error was found, with 1 if there is one, with 3 if the check itself failed.

    \b
    Example:
        hub check --format github
    """
    from resource_hub.loading import load_hub
    from resource_hub.problems import PRINTERS, count_line, has_errors

    found = load_hub(root)
    if form == "json" or found.problems:
        click.echo(PRINTERS[form](found.problems))
    click.echo(
        f"{len(found.records)} resources, {len(found.references)} references, "
        f"{len(found.summaries)} evidence summaries: {count_line(found.problems)}",
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
