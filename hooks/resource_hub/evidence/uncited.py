"""Find numbers of findings, and words such as "research shows", that no citation stands by."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from resource_hub.evidence.body import headings_of, place_in, prose_of
from resource_hub.problems import Location, Problem, quoted, warning
from resource_hub.schema import Document


@dataclass(frozen=True, slots=True)
class Finding:
    """Words that tell of a finding, as written, and where they begin in the text."""

    said: str
    offset: int


_STUDY = (
    r"(?:stud(?:y|ies)|trials?|reviews?|meta-analys[ei]s|experiments?|evaluations?|researchers"
    r"|research|evidence|science|data)"
)
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_FRACTION = (
    r"(?:half|a third|a quarter|two thirds|three quarters"
    r"|(?:one|two|three|four|five|six|seven|eight|nine) (?:in|out of)"
    r" (?:two|three|four|five|six|seven|eight|nine|ten))"
)
_PATTERNS = (
    # "research shows", "a trial found"; what asks or denies has no source to name.
    rf"(?<!no )\b{_STUDY}(?:\s+(?:have|has|clearly|consistently|often|also|strongly))*\s+"
    r"(?:shows?|showed|shown|proves?|proved|proven|finds?|found|suggests?|suggested|confirms?"
    r"|confirmed|demonstrates?|demonstrated|indicates?|indicated|reported|reports)\b",
    r"\baccording to (?:research|science|the evidence|studies|experts)\b",
    r"\b(?:is|are) (?:well |widely )?(?:proven|established by research|backed by research)\b",
    r"\bexperts (?:agree|say)\b",
    # Effects, shares and sizes.
    rf"\b(?:g|d|r|p|ES)\s*[=<>]\s*[−-]?{_NUMBER}",
    rf"(?<![\w.]){_NUMBER}\s*(?:percent\b|per cent\b|%|percentile points?\b)",
    rf"(?<![\w.]){_NUMBER} times (?:as|more|higher|larger)\b",
    r"(?<![\w.,§])[01]\.\d{2}(?![\d.])",
    rf"\b{_FRACTION} (?:of )?(?:the |all |these |those )?(?:\w+ )?"
    r"(?:students|pupils|children|schools|teachers|studies|trials|readers|families)\b",
    # Who or what was studied: "in 364 schools", "12,344 children".
    r"(?<![\w.,-])(?:\d{2,3}|\d{1,3}(?:,\d{3})+)\s+(?:(?!(?:and|or|of|to|in)\s)[a-z-]+\s+){0,2}?"
    r"(?:studies|trials|schools|students|pupils|children|teachers|participants|documents|programs"
    r"|classrooms|countries|experiments|interventions)\b",
)  # fmt: skip
_FINDING = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS), re.IGNORECASE)

# A custom, an example, a goal or an open question needs no source.
_NO_FINDING = re.compile(
    r"^\W*if\b|\b(?:custom|not a finding|rule of thumb|for example|such as|aim for|goal|target"
    r"|suppose|imagine|no (?:study|trial|studies|trials|review|evidence)|whether|planning picture"
    r"|cut-?offs?)\b|\bsay,",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\[(\"“])")
_CITED = re.compile(r"(?<![\w@/.])@\w|(?<=\S\s)\[c\d+\]|\]\((?!#)[^)\s]+\)")


def find_uncited(text: str) -> list[Finding]:
    """Findings in a Markdown text by which no citation stands.

    A citation counts for its own sentence and for the one before and behind it in the same
    paragraph; so do a link and the mark of a claim in running text.

    Args:
        text: Markdown without front matter.

    Returns:
        At most one for each sentence, in reading order.
    """
    found = []
    for paragraph in re.finditer(r"(?:[^\n]|\n(?!\s*\n))+", prose_of(text)):
        block = paragraph[0]
        if block.lstrip().startswith(("#", "|", ">", "    ")):
            continue
        sentences = list(_sentences(block))
        cited = [bool(_CITED.search(sentence)) for sentence, _ in sentences]
        for n, (sentence, start) in enumerate(sentences):
            if any(cited[max(0, n - 1) : n + 2]) or _NO_FINDING.search(sentence):
                continue
            if match := _FINDING.search(sentence):
                found.append(Finding(match[0], paragraph.start() + start + match.start()))
    return found


def _sentences(block: str) -> Iterator[tuple[str, int]]:
    at = 0
    for match in _SENTENCE.finditer(block):
        yield block[at : match.start()], at
        at = match.end()
    yield block[at:], at


def check_uncited(document: Document) -> Iterator[Problem]:
    """Problem E012: findings without a source in a summary's text and open questions."""
    source = document.source
    end = min(
        (h.offset for h in headings_of(document) if h.parts == (6,)), default=len(source.text)
    )
    for finding in find_uncited(source.text[source.body_start : end]):
        yield _problem(finding, source.place(source.body_start + finding.offset), "E012")
    for place in range(len(document.plain["we_do_not_know"])):
        yield from check_text(document, ("we_do_not_know", place), "E012")


def check_prose(document: Document, code: str) -> Iterator[Problem]:
    """Findings without a source in the text of a page; ``code`` belongs to its kind."""
    source = document.source
    for finding in find_uncited(source.body):
        yield _problem(finding, source.place(source.body_start + finding.offset), code)


def check_text(document: Document, path: tuple[str | int, ...], code: str) -> Iterator[Problem]:
    """Findings without a source in one Markdown text of a file.

    Args:
        document: A file that fits its schema.
        path: Where in it the text stands.
        code: The code of the message, which belongs to the kind of file.
    """
    text = document.plain
    for step in path:
        text = text[step]
    for finding in find_uncited(text):
        yield _problem(finding, place_in(document, path, finding.said), code)


def _problem(finding: Finding, where: Location, code: str) -> Problem:
    return warning(
        where,
        code,
        f"{quoted(finding.said)} has no citation",
        "add the source in brackets, such as [@key2020], or take out what has none",
    )
