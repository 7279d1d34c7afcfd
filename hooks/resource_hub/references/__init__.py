"""References: a list of all works, and for each what it found and where it is used."""

from resource_hub.references.pages import (
    Facet,
    Terms,
    Use,
    Work,
    design_of,
    reference_pages,
    why_not_confirmed,
)

__all__ = ["Facet", "Terms", "Use", "Work", "design_of", "reference_pages", "why_not_confirmed"]
