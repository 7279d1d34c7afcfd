"""The catalogue: records of resources, the rules for them, and their pages."""

from resource_hub.catalogue.addresses import canonical, check_url
from resource_hub.catalogue.checking import read_catalogue
from resource_hub.catalogue.declines import Decline, declines_by_criterion, read_declines
from resource_hub.catalogue.desk import BUTTONS, SHOW_RESOURCES, desk_pages
from resource_hub.catalogue.facets import FACETS, Facet, counts_of, grades_of, values_of
from resource_hub.catalogue.history import Event, history_of
from resource_hub.catalogue.indexing import ADDRESS as INDEX_ADDRESS
from resource_hub.catalogue.indexing import index_json
from resource_hub.catalogue.known import Known
from resource_hub.catalogue.linked import Place, json_ld
from resource_hub.catalogue.listing import listing_pages
from resource_hub.catalogue.ordering import in_order
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
from resource_hub.catalogue.showing import ICONS, Surroundings, record_pages
from resource_hub.catalogue.states import state_on

__all__ = [
    "BUTTONS",
    "FACETS",
    "ICONS",
    "INDEX_ADDRESS",
    "SHOW_RESOURCES",
    "Change",
    "Decline",
    "Event",
    "Evidence",
    "Facet",
    "Known",
    "Opinion",
    "Place",
    "Publisher",
    "ResourceRecord",
    "Reviewer",
    "Shelved",
    "Step",
    "Surroundings",
    "Vetting",
    "canonical",
    "check_url",
    "counts_of",
    "declines_by_criterion",
    "desk_pages",
    "grades_of",
    "history_of",
    "in_order",
    "index_json",
    "json_ld",
    "listing_pages",
    "read_catalogue",
    "read_declines",
    "record_pages",
    "shelf_of",
    "state_on",
    "values_of",
]
