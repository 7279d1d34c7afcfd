"""MkDocs adapter: write what readers take away.

Works and pages for reference managers are made in resource_hub.citations.exporting and
resource_hub.citations.citing, templates as files in resource_hub.toolkits.
"""

from pathlib import Path

from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority

from resource_hub.citations.pandoc import PandocError
from resource_hub.disk import write_bytes


@event_priority(-50)  # when every page has an address, and before the first is rendered
def on_files(files, *, config):
    try:
        config.extra["build"].make_templates()
    except PandocError as fault:
        raise Abort(f"templates cannot be written as files: {fault}") from fault
    return files


@event_priority(0)  # before the finished site is checked
def on_post_build(*, config):
    for address, text in config.extra["build"].downloads().items():
        write_bytes(Path(config.site_dir, address), text.encode())
    for address, content in config.extra["build"].templates().items():
        write_bytes(Path(config.site_dir, address), content)
