"""MkDocs adapter: write works and pages as files for reference managers.

The work is done in resource_hub.citations.exporting and resource_hub.citations.citing.
"""

from pathlib import Path

from mkdocs.plugins import event_priority

from resource_hub.disk import write_bytes


@event_priority(0)  # before the finished site is checked
def on_post_build(*, config):
    for address, text in config.extra["build"].downloads().items():
        write_bytes(Path(config.site_dir, address), text.encode())
