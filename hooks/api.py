"""MkDocs adapter: write the files for programs and the feeds. See resource_hub.telling."""

from pathlib import Path

from mkdocs.plugins import event_priority

from resource_hub.catalogue import INDEX_ADDRESS
from resource_hub.disk import write_bytes
from resource_hub.telling import files_for_programs


@event_priority(0)  # before the finished site is checked
def on_post_build(*, config):
    build, site = config.extra["build"], Path(config.site_dir)
    write_bytes(site / INDEX_ADDRESS, build.catalogue_index().encode())
    for address, content in files_for_programs(build).items():
        write_bytes(site / address, content)
