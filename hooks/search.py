"""MkDocs adapter: collect documents and write the search index. See resource_hub.search."""

from pathlib import Path

from mkdocs.plugins import event_priority

from resource_hub.disk import write_bytes
from resource_hub.finding import documents, synonyms
from resource_hub.pages import from_root
from resource_hub.search import build_index, shards_of

_bodies: dict[str, str] = {}


@event_priority(0)  # after citations are in
def on_env(env, *, config, files):
    _bodies.clear()  # `mkdocs serve` keeps this module from one build to the next
    for file in files.documentation_pages():
        _bodies[from_root(file.page.url)] = file.page.content or ""
    return env


def on_post_build(*, config):
    build = config.extra["build"]
    pages = [(page, _bodies[url]) for url, page in build.pages.items() if url in _bodies]
    found = documents(pages, config.extra["hub"].get("boost", {}))
    for name, body in shards_of(build_index(found, synonyms=synonyms(build.hub))):
        write_bytes(Path(config.site_dir, "search", name), body)
