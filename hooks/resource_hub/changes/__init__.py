"""What became different in the hub, for readers (/changes/) and for feed readers."""

from resource_hub.changes.feeds import FEEDS, LIMIT, Channel, feed_files
from resource_hub.changes.page import changes_page
from resource_hub.changes.values import KINDS, Change

__all__ = ["FEEDS", "KINDS", "LIMIT", "Change", "Channel", "changes_page", "feed_files"]
