"""Ways in: pages that lead to things by topic, tier and role, and show what there is and is not."""

from resource_hub.ways.entries import Claim, Entry, with_wider
from resource_hub.ways.evidence_map import map_page, rows_of_map
from resource_hub.ways.roles import Role, role_pages, roles_of
from resource_hub.ways.tiers import tier_pages
from resource_hub.ways.topics import topic_pages, topics_of
from resource_hub.ways.wanted import wanted, wanted_page
from resource_hub.ways.wording import terms_in, topics_named

__all__ = [
    "Claim",
    "Entry",
    "Role",
    "map_page",
    "role_pages",
    "roles_of",
    "rows_of_map",
    "terms_in",
    "tier_pages",
    "topic_pages",
    "topics_named",
    "topics_of",
    "wanted",
    "wanted_page",
    "with_wider",
]
