"""MkDocs adapter: check the finished site. See resource_hub.links and resource_hub.finishing."""

from functools import partial
from pathlib import Path

from mkdocs.plugins import event_priority

from resource_hub.disk import find_files, read_bytes
from resource_hub.finishing import check_page
from resource_hub.links import check_site, read_json, read_page, read_stylesheet, read_xml
from resource_hub.problems import Location
from resource_hub.tracing import (
    links_of,
    missing_sources,
    place_of,
    refused_addresses,
    written_links,
)

# While site_url is not set; under a path, so that addresses that need a host's root are found.
SOMEWHERE = "https://hub.invalid/under/a/path/"
# By ending, or by name: of all JSON only a feed holds addresses of this site.
READERS = {".html": read_page, ".css": read_stylesheet, ".xml": read_xml, "feed.json": read_json}


@event_priority(-50)  # when all files are written
def on_post_build(*, config):
    build, site = config.extra["build"], Path(config.site_dir)
    origins = {url: page.origin for url, page in build.pages.items()}
    names = {path.relative_to(site).as_posix() for path in find_files(site, ["**/*"])}
    texts = {
        name: read_bytes(site / name).decode(errors="replace")  # a style sheet may hold anything
        for name in sorted(names)
        if _reader(name)
    }
    for name, text in texts.items():
        url = name.removesuffix("index.html")
        if name.endswith(".html"):
            origin = origins.get(url, Location("mkdocs.yml"))
            build.problems += check_page(text, url, partial(place_of, build.hub, origin))
    links = links_of(build.hub, build.addresses)
    mistaken = missing_sources(links, build.addresses) + refused_addresses(links)
    found = check_site(
        {name: _reader(name)(text) for name, text in texts.items()},
        names - texts.keys(),
        base_url=config.site_url or SOMEWHERE,
        origins=origins,
        written=written_links(links, build.addresses),
    )
    said = {problem.where for problem in mistaken}
    build.problems += [*mistaken, *(problem for problem in found if problem.where not in said)]


def _reader(name):
    return READERS.get(Path(name).suffix) or READERS.get(Path(name).name)
