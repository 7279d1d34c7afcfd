"""The catalogue: records of resources, the rules for them, and their pages."""

from resource_hub.catalogue.checking import canonical, read_catalogue
from resource_hub.catalogue.facets import FACETS, Facet, counts_of, grades_of, values_of
from resource_hub.catalogue.listing import listing_pages
from resource_hub.catalogue.records import (
    Change,
    Evidence,
    Opinion,
    Publisher,
    ResourceRecord,
    Reviewer,
    Step,
    Vetting,
)
from resource_hub.catalogue.shelf import Shelved, shelf_of
from resource_hub.catalogue.showing import ICONS, record_pages
from resource_hub.catalogue.states import state_on

__all__ = [
    "FACETS",
    "ICONS",
    "Change",
    "Evidence",
    "Facet",
    "Opinion",
    "Publisher",
    "ResourceRecord",
    "Reviewer",
    "Shelved",
    "Step",
    "Vetting",
    "canonical",
    "counts_of",
    "grades_of",
    "listing_pages",
    "read_catalogue",
    "record_pages",
    "shelf_of",
    "state_on",
    "values_of",
]
