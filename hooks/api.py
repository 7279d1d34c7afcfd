"""MkDocs adapter: write the files for programs. See resource_hub.evidence.publishing."""

from pathlib import Path

from mkdocs.plugins import event_priority

from resource_hub.disk import read_bytes, write_bytes
from resource_hub.evidence import publishing


@event_priority(0)  # before the finished site is checked
def on_post_build(*, config):
    site = Path(config.site_dir)
    claims = publishing.claims_json(config.extra["build"].claims())
    write_bytes(site / publishing.ADDRESS, claims.encode())
    write_bytes(site / publishing.SCHEMA_ADDRESS, read_bytes(publishing.SCHEMA))
