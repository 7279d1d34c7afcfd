"""Guides from their files."""

from collections.abc import Iterable, Mapping
from typing import Any

from resource_hub.guides.checking import check_guide
from resource_hub.guides.tree import Answer, Guide, Node, Outcome
from resource_hub.pages import standing_of
from resource_hub.problems import Problem
from resource_hub.schema import Document


def read_guides(documents: Iterable[Document]) -> tuple[list[Guide], list[Problem]]:
    """Read guides and check what their schema cannot say.

    Args:
        documents: The files ``content/guides/<id>.yaml``, already checked by their schema.

    Returns:
        A guide for each document, faulty ones included, and problems G001 to G010.
    """
    guides: list[Guide] = []
    problems: list[Problem] = []
    for document in documents:
        guide = _guide(document)
        guides.append(guide)
        problems += check_guide(guide, document)
    return guides, problems


def _guide(document: Document) -> Guide:
    plain = document.plain
    return Guide(
        id=plain["id"],
        title=plain["title"],
        description=plain.get("description", ""),
        note=plain.get("note", ""),
        jurisdiction=plain.get("jurisdiction", ""),
        audience=tuple(plain["audience"]),
        topics=tuple(plain.get("topics", ())),
        tiers=tuple(plain.get("tiers", ())),
        domains=tuple(plain.get("domains", ())),
        see_also=tuple(plain.get("see_also", ())),
        **standing_of(plain),
        start=plain["start"],
        nodes=tuple(_node(document, name, node) for name, node in plain["nodes"].items()),
        outcomes=tuple(_outcome(document, name, end) for name, end in plain["outcomes"].items()),
        where=document.where(),
    )


def _node(document: Document, name: str, plain: Mapping[str, Any]) -> Node:
    at = ("nodes", name, "answers")
    return Node(
        id=name,
        ask=plain["ask"],
        why=plain.get("why", ""),
        sources=tuple(plain.get("sources", ())),
        jurisdiction=plain.get("jurisdiction", ""),
        answers=tuple(
            Answer(
                answer["label"],
                answer["to"],
                document.where(*at, place, "to"),
                document.where(*at, place, "label"),
            )
            for place, answer in enumerate(plain["answers"])
        ),
        where=document.where_key("nodes", name),
        answers_where=document.where(*at),
    )


def _outcome(document: Document, name: str, plain: Mapping[str, Any]) -> Outcome:
    return Outcome(
        id=name,
        title=plain.get("title", ""),
        do=plain["do"],
        who=plain.get("who", ""),
        sources=tuple(plain["sources"]),
        strength=plain.get("strength", ""),
        jurisdiction=plain.get("jurisdiction", ""),
        resources=tuple(plain.get("resources", ())),
        next=tuple(plain.get("next", ())),
        where=document.where_key("outcomes", name),
    )
