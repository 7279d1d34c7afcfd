"""Decision guides: trees of questions that end in one thing to do."""

from resource_hub.guides.checking import say_ways
from resource_hub.guides.publishing import published_guides
from resource_hub.guides.reading import read_guides
from resource_hub.guides.showing import guide_pages
from resource_hub.guides.tree import Guide
from resource_hub.guides.walking import length_of, longest_way, shortest_way

__all__ = [
    "Guide",
    "guide_pages",
    "length_of",
    "longest_way",
    "published_guides",
    "read_guides",
    "say_ways",
    "shortest_way",
]
