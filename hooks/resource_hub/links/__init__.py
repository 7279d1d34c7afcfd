"""Links: the check of the finished site, and the places of links in what editors write."""

from resource_hub.links.places import links_in_markdown, links_in_scalar
from resource_hub.links.read import (
    PageLinks,
    Target,
    read_json,
    read_page,
    read_stylesheet,
    read_xml,
)
from resource_hub.links.site import SHARED_BY, Written, check_site

__all__ = [
    "SHARED_BY",
    "PageLinks",
    "Target",
    "Written",
    "check_site",
    "links_in_markdown",
    "links_in_scalar",
    "read_json",
    "read_page",
    "read_stylesheet",
    "read_xml",
]
