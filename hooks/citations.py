"""MkDocs adapter: find citations in pages and resolve them. See resource_hub.citations."""

from click import echo
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority

from resource_hub.citations.extension import CitationExtension
from resource_hub.citations.pandoc import PandocError
from resource_hub.pages import from_root
from resource_hub.problems import count_line, render_text


def on_config(config):
    config.markdown_extensions.append(CitationExtension())
    return config


@event_priority(50)  # before pages are made: the list of works needs its entries
def on_files(files, *, config):
    build = config.extra["build"]
    try:
        problems = build.convert_references()
    except PandocError as fault:
        raise Abort(f"references.bib cannot be formatted: {fault}") from fault
    if problems:
        echo(render_text(problems), err=True)
        raise Abort(f"{count_line(problems)}; nothing was built, the last site stays as it is")
    return files


@event_priority(50)
def on_env(env, *, config, files):
    pages = {file.page.url: file.page for file in files.documentation_pages() if file.page}
    bodies = {from_root(url): page.content or "" for url, page in pages.items()}
    try:
        resolved = config.extra["build"].resolve(bodies)
    except PandocError as fault:
        raise Abort(f"citations cannot be formatted: {fault}") from fault
    for url, page in pages.items():
        page.content = resolved[from_root(url)]
    return env
