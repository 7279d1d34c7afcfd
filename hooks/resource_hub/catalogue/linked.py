"""The page of a record as linked data: JSON-LD in the words of schema.org and LRMI."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from resource_hub.catalogue.records import ResourceRecord, Vetting
from resource_hub.catalogue.shelf import Shelved
from resource_hub.catalogue.words import Words

# What schema.org calls a kind of resource, beside LearningResource; kinds that are many things,
# such as guidance, get no other type.
KINDS = {"research-site": "WebSite", "organisation": "WebSite", "dataset": "Dataset"}
# A kind that is something only in a certain form.
FORMATS = {("professional-learning", "module"): "Course"}
APPLICATION = "WebApplication"  # whatever comes as one ("app")

FREE = {"free": True, "paid": False}  # partly free, and free with an account, are neither
PUBLISHERS = {"government": "GovernmentOrganization"}
LICENSES = {"CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/"}
REVIEWED = ("listed", "certified", "review-due", "expired")  # states that rest on a review

_SPDX = re.compile(r"(?!LicenseRef-)(?=.*[A-Z])[A-Za-z0-9.+-]+")


@dataclass(frozen=True, slots=True)
class Place(Words):
    """The words of a hub, where it stands and who answers for it; what is not known is empty."""

    site: str = ""
    author: str = ""


def json_ld(one: Shelved, place: Place) -> str:
    """The graph of a record's page as text that may stand in a ``script`` element.

    The page and the resource are two things: the state is that of our page, the rest is the
    resource's. What is unknown has no property.
    """
    graph = [node for node in _nodes(one, place) if node]
    text = json.dumps(
        {"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, indent=1
    )
    for sign in "<>&\u2028\u2029":  # "</script>" would end the element
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _nodes(one: Shelved, place: Place) -> Iterator[dict[str, Any]]:
    page = place.site + one.record.address if place.site else ""
    yield _known(
        {
            "@type": "WebPage",
            "@id": page,
            "url": page,
            "name": one.record.title,
            "dateCreated": one.record.added,
            "creativeWorkStatus": place.state(one.state)["label"],
            "mainEntity": {"@id": "#resource"},
        }
    )
    yield _resource(one, page, place)
    vetting = one.record.vetting
    if vetting and one.state in REVIEWED:
        yield _review(vetting, place)
        yield _certification(vetting, one.state, place)


def _resource(one: Shelved, page: str, place: Place) -> dict[str, Any]:
    record = one.record
    return _known(
        {
            "@type": ["LearningResource", *_types(record)],
            "@id": "#resource",
            "name": record.title,
            "description": record.description,
            "url": record.url,
            "mainEntityOfPage": page,
            "learningResourceType": place.label("kinds", record.kind),
            "publisher": _publisher(record),
            "audience": [
                {"@type": "EducationalAudience", "educationalRole": place.label("audience", id_)}
                for id_ in record.audience
            ],
            "educationalLevel": grade_span(record, place),
            "typicalAgeRange": age_range(record, place),
            "about": [
                {"@type": "DefinedTerm", "termCode": id_, "name": place.label("topics", id_)}
                for id_ in record.topics
            ],
            "inLanguage": list(record.languages),
            "isAccessibleForFree": FREE.get(record.cost),
            "license": license_address(record.license),
            "timeRequired": f"PT{record.minutes}M" if record.minutes else None,
            "accessibilityFeature": list(record.accessibility),
        }
    )


def _known(node: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in node.items() if value not in (None, "", [])}


def _types(record: ResourceRecord) -> list[str]:
    found = [KINDS.get(record.kind, "")]
    found += [FORMATS.get((record.kind, form), "") for form in record.formats]
    found += [APPLICATION] if "app" in record.formats else []
    return list(dict.fromkeys(name for name in found if name))


def _publisher(record: ResourceRecord) -> dict[str, str]:
    kind = PUBLISHERS.get(record.publisher.kind, "Organization")
    return {"@type": kind, "name": record.publisher.name}


def grade_span(record: ResourceRecord, words: Words) -> str:
    """The grades in the words of the page: "Grades K to 3", "Preschool to grade 12"."""
    low, high = record.grades
    if low == high:
        return words.label("grades", low)
    return f"Preschool to grade {high}" if low == "PK" else f"Grades {low} to {high}"


def age_range(record: ResourceRecord, words: Words) -> str | None:
    """The usual ages from the start of the lowest grade to the end of the highest: "5-9"."""
    low, high = map(words.age, record.grades)
    return None if low is None or high is None else f"{low}-{high + 1}"


def license_address(id_: str) -> str | None:
    """The address of a license that has one; words such as "unspecified" have none."""
    listed = f"https://spdx.org/licenses/{id_}.html" if _SPDX.fullmatch(id_) else None
    return LICENSES.get(id_, listed)


# What a review adds --------------------------------------------------------------------------


def _review(vetting: Vetting, place: Place) -> dict[str, Any]:
    """The review by criterion, without a rating: the steps of a standard are no stars."""
    return _known(
        {
            "@type": "Review",
            "itemReviewed": {"@id": "#resource"},
            "author": _author(place),
            "datePublished": vetting.decided,
            "reviewAspect": list(vetting.scores),
        }
    )


def _certification(vetting: Vetting, state: str, place: Place) -> dict[str, Any]:
    """A certification in force.

    ``hasCertification`` is for products, services, places and people; a certification itself may
    be about anything.
    """
    if vetting.decision != "certify" or state == "expired":
        return {}
    return _known(
        {
            "@type": "Certification",
            "about": {"@id": "#resource"},
            "issuedBy": _author(place),
            "description": vetting.claim,
            "validFrom": vetting.decided,
            "expires": vetting.valid_until,
        }
    )


def _author(place: Place) -> dict[str, str] | None:
    return {"@type": "Organization", "name": place.author} if place.author else None
