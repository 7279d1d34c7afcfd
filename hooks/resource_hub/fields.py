"""The tables of fields that editors may write, made from the schemas that check them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from resource_hub import schema
from resource_hub.pages import Crumb, HubPage
from resource_hub.problems import Location

URL = "contribute/fields/"

# Schemas of files that editors write, in the order in which they are needed.
SCHEMAS = (
    "resources", "evidence-summary", "page", "home", "guide", "path", "lesson", "toolkit", "faq",
    "glossary", "timeline", "checklists", "vocabularies", "scales", "standard", "declines",
    "retractions", "partners", "settings",
)  # fmt: skip
FORMS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "fields of its own",
    "null": "nothing",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a file.

    Args:
        name: Its key; keys of keys are joined by a dot, ``[]`` stands for each of a list and
            ``<name>`` for a name of one's own.
        holds: What it holds, one sentence.
        form: How it is written.
        needed: Whether it must be there.
        terms: The only values it may have, where they are few.
        vocabulary: The list whose ids it may have.
        example: A value as it may be written.
    """

    name: str
    holds: str
    form: str
    needed: bool
    terms: tuple[str, ...] = ()
    vocabulary: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """A kind of file: what its schema calls it, where it lies, and its fields."""

    id: str
    title: str
    holds: str
    fields: tuple[Field, ...]


def read_files(names: Sequence[str] = SCHEMAS) -> list[File]:
    """Every kind of file with its fields, those that the program has a schema for."""
    known = {path.name.removesuffix(".schema.json") for path in schema.FOLDER.glob("*.json")}
    return [_file(name) for name in names if name in known]


def _file(name: str) -> File:
    whole = schema.whole_schema(name)
    title, holds = str(whole.get("title", name)), str(whole.get("description", ""))
    return File(name, title, holds, tuple(_fields(_row(whole), "")))


def _row(part: Mapping[str, Any]) -> Mapping[str, Any]:
    """Of a list, what each of its values is."""
    return part["items"] if part.get("type") == "array" and "properties" not in part else part


def _fields(part: Mapping[str, Any], above: str) -> Iterator[Field]:
    needed = set(part.get("required", ()))
    for key, child in part.get("properties", {}).items():
        name = f"{above}{key}"
        yield _field(name, child, key in needed)
        yield from _below(name, child)


def _below(name: str, child: Mapping[str, Any]) -> Iterator[Field]:
    rows = child.get("items")
    if isinstance(rows, Mapping) and "properties" in rows:
        yield from _fields(rows, f"{name}[].")
    rest = child.get("additionalProperties")
    if isinstance(rest, Mapping) and "properties" in rest:
        yield from _fields(rest, f"{name}.<name>.")
    yield from _fields(child, f"{name}.")


def _field(name: str, child: Mapping[str, Any], needed: bool) -> Field:
    one = child["items"] if isinstance(child.get("items"), Mapping) else child
    terms = one.get("enum", [one["const"]] if "const" in one else [])
    examples = one.get("examples", ())
    return Field(
        name=name,
        holds=str(child.get("description", "")),
        form=_form(child, one),
        needed=needed,
        terms=tuple(_written(term) for term in terms),
        vocabulary=str(one.get("x-refers", "")),
        example=str(examples[0]) if examples else "",
    )


def _form(child: Mapping[str, Any], one: Mapping[str, Any]) -> str:
    if "const" in child:
        return "always this"
    if child is not one:
        return "a list"
    if one.get("format") == "date":
        return "a day"
    if one.get("x-format") == "markdown":
        return "text in Markdown"
    types = one.get("type", "string")
    words = [FORMS[name] for name in ([types] if isinstance(types, str) else types)]
    limit = f", at most {one['maxLength']} characters" if "maxLength" in one else ""
    return " or ".join(words) + limit


def _written(term: object) -> str:
    return str(term).lower() if isinstance(term, bool) else str(term)


def fields_page(files: Sequence[File], vocabularies: Sequence[str]) -> HubPage:
    """The page of all fields.

    Args:
        files: The kinds of files with their fields.
        vocabularies: Names of the lists that have a section on the page of terms.
    """
    return HubPage(
        url=URL,
        kind="fields",
        title="Fields and what they hold",
        origin=Location("hooks/resource_hub/schemas"),
        values={"files": files, "vocabularies": set(vocabularies)},
        description="Every field of every kind of file, how it is written and which are needed.",
        lead="Every field of every file that editors write. The check, the help of editing "
        "programs and these tables are made from the same schemas, so they cannot differ.",
        kind_label="For editors",
        icon="table-column",
        crumbs=(Crumb("How to contribute", "contribute/"),),
    )


# The terms -----------------------------------------------------------------------------------

VOCABULARY_URL = "vocabulary/"


def vocabulary_page(vocabularies: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> HubPage:
    """The page of all terms by list, with what is written and what readers see."""
    whole = schema.whole_schema("vocabularies").get("properties", {})
    lists = [
        (name, _heading(name), str(whole.get(name, {}).get("description", "")), terms)
        for name, terms in vocabularies.items()
        if terms
    ]
    return HubPage(
        url=VOCABULARY_URL,
        kind="vocabulary",
        title="Terms of the catalogue",
        origin=Location("content/vocabularies.yaml"),
        values={"lists": lists},
        description="Every term that resources and pages are described with, and what it means.",
        lead="The closed lists of terms that resources and pages are described with: what each "
        "term means, and the id that editors write.",
        icon="format-list-bulleted-type",
        crumbs=(Crumb("How to contribute", "contribute/"),),
        searched=False,
    )


HEADINGS = {
    "audience": "For whom",
    "cost": "Cost",
    "kinds": "Kinds of resources",
    "evidence_levels": "Levels of evidence",
    "wwc_study_ratings": "Ratings of studies by the What Works Clearinghouse",
    "practice_guide_ratings": "Ratings in practice guides",
    "confirmation_levels": "How far facts were confirmed",
    "states": "States of a resource",
    "page_states": "States of a text",
    "publisher_kinds": "Kinds of publishers",
    "relationships": "Ties to a publisher",
    "directions": "Directions of an effect",
    "certainty": "Certainty of a claim",
    "study_designs": "Designs of studies",
}


def _heading(name: str) -> str:
    return HEADINGS.get(name, name.replace("_", " ").capitalize())
