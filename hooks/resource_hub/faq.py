"""Questions people ask, each with a short answer and an address of its own."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from resource_hub.dates import parse_date
from resource_hub.pages import HubPage, Link
from resource_hub.problems import Location, Problem, did_you_mean, error, quoted, repeated
from resource_hub.schema import Document


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its answer in Markdown; dates stay ISO text."""

    id: str
    question: str
    answer: str
    state: str
    checked: str
    where: Location
    audience: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    jurisdiction: str = ""
    asked_from: Mapping[str, str] | None = None
    reviewed: str = ""
    review_by: str = ""
    reviewers: tuple[Mapping[str, Any], ...] = ()

    @property
    def url(self) -> str:
        """Its address from the site's root."""
        return f"faq/#{self.id}"


def read_faq(document: Document) -> tuple[list[Question], list[Problem]]:
    """Read ``content/faq.yaml``.

    Returns:
        The questions in the order of the file, and problem F001.
    """
    questions = [_question(document, place) for place in range(len(document.plain))]
    mend = "give this question an id of its own, or join the two answers"
    return questions, [*repeated(document.ids(), "F001", "id", mend)]


def _question(document: Document, place: int) -> Question:
    plain = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in document.plain[place].items()
    }
    return Question(**plain, where=document.where(place))


def check_asked(document: Document, claims: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """F003 for each question asked about a claim that its page does not have.

    Args:
        document: The questions.
        claims: Ids of claims by the slug of their summary; a page that is none has no claims.
    """
    for place, plain in enumerate(document.plain):
        asked = plain.get("asked_from", {})
        claim, known = asked.get("claim"), claims.get(asked.get("page", ""), ())
        if claim and claim not in known:
            near = did_you_mean(claim, known)
            listed = f"write one of: {', '.join(known)}" if known else "delete it"
            yield error(
                document.where(place, "asked_from", "claim"),
                "F003",
                f"{quoted(asked['page'])} has no claim {quoted(claim)}",
                near + listed.capitalize() if near else listed,
            )


def faq_page(
    questions: Iterable[Question],
    *,
    terms: Mapping[str, Link] | None = None,
    pages: Mapping[str, Link] | None = None,
    as_of: date | None = None,
) -> HubPage:
    """The page of all questions.

    Args:
        questions: In the order in which they are shown.
        terms: Glossary terms by id; those that an answer names and that are missing are left out.
        pages: Pages that a question may have been asked from, by slug.
        as_of: The day the build speaks of; a review due before it is said with the answer.
    """
    shown = list(questions)
    known = terms or {}
    return HubPage(
        url="faq/",
        kind="faq",
        title="Questions people ask",
        origin=Location(shown[0].where.path if shown else "content/faq.yaml"),
        values={
            "questions": shown,
            "terms": {q.id: [known[id] for id in q.terms if id in known] for q in shown},
            "due": {q.id for q in shown if _is_due(q, as_of)},
            "asked": {q.id: link for q in shown if (link := _asked_from(q, pages or {}))},
        },
        description="Short answers to questions about tiered support, each with its sources.",
        lead="Short answers, each with its sources. Every answer has its own address, and a "
        "printed page shows them all.",
        icon="frequently-asked-questions",
    )


def _asked_from(question: Question, pages: Mapping[str, Link]) -> Link | None:
    """Title and address of the page, or of the claim on it, that a question is about."""
    asked = question.asked_from or {}
    title, address = pages.get(asked.get("page", ""), ("", ""))
    if not address:
        return None
    return title, f"{address}#{asked['claim']}" if "claim" in asked else address


def _is_due(question: Question, as_of: date | None) -> bool:
    day = parse_date(question.review_by)
    return bool(as_of and day and day < as_of)
