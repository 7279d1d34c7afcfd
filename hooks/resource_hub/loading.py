"""Read every source of a hub and check it: the one place where the features meet.

Both the build and ``hub check`` begin here, so that they can never disagree.
"""

from __future__ import annotations  # fields are named like the features they come from

import re
from collections.abc import Callable, Iterator
from collections.abc import Mapping as MappingType
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from resource_hub import (
    academy,
    advice,
    catalogue,
    checklists,
    evidence,
    faq,
    filing,
    glossary,
    guides,
    jurisdictions,
    partners,
    references,
    retractions,
    ripple,
    scales,
    schema,
    standards,
    timeline,
    toolkits,
)
from resource_hub.citations.bibliography import Reference, plain_title, read_entries, works_of
from resource_hub.citations.checking import check_markdown, check_source, unknown_key
from resource_hub.citations.extension import find_citations
from resource_hub.citations.linting import lint, unused
from resource_hub.disk import find_files, find_links, read_bytes
from resource_hub.problems import (
    Location,
    Problem,
    Severity,
    error,
    has_errors,
    quoted,
    sort_problems,
)
from resource_hub.schema import Document
from resource_hub.source import (
    Listing,
    Mapping,
    Scalar,
    Source,
    Value,
    at_path,
    decode,
    read_page,
    read_yaml,
    unknown,
)

# File (a pattern below the hub's folder) -> its schema.
YAML_FILES = {
    "resources.yaml": "resources",
    "content/vocabularies.yaml": "vocabularies",
    "content/scales.yaml": "scales",
    "content/declines.yaml": "declines",
    "content/glossary.yaml": "glossary",
    "content/faq.yaml": "faq",
    "content/timeline.yaml": "timeline",
    "content/checklists.yaml": "checklists",
    "content/retractions.yaml": "retractions",
    "content/partners.yaml": "partners",
    "content/guides/*.yaml": "guide",
    "content/academy/*.yaml": "path",
    "content/standards/*.yaml": "standard",
}
# Kind in a page's front matter -> its schema; any other page is an ordinary one.
PAGE_KINDS = {
    "evidence-summary": "evidence-summary",
    "toolkit": "toolkit",
    "lesson": "lesson",
    "home": "home",
}
REFERRED = ("evidence-summary", "guide", "toolkit")  # kinds that 'see_also' may name
NEEDED = ("resources.yaml", "references.bib", "content/index.md", "content/vocabularies.yaml")
BIBLIOGRAPHY = "references.bib"
SETTINGS = "mkdocs.yml"
LAWS = ("legislation", "jurisdiction", "legal")  # types of entries


@dataclass(slots=True)
class Hub:
    """All values of a hub, and all problems found in its sources."""

    root: Path
    problems: list[Problem] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    schemas: dict[str, str] = field(default_factory=dict)
    documents: dict[str, list[Document]] = field(default_factory=dict)
    references: dict[str, Reference] = field(default_factory=dict)
    records: list[catalogue.ResourceRecord] = field(default_factory=list)
    summaries: list[evidence.Summary] = field(default_factory=list)
    terms: list[glossary.Term] = field(default_factory=list)
    questions: list[faq.Question] = field(default_factory=list)
    guides: list[guides.Guide] = field(default_factory=list)
    paths: list[academy.Path] = field(default_factory=list)
    lessons: list[academy.Lesson] = field(default_factory=list)
    toolkits: list[toolkits.Toolkit] = field(default_factory=list)
    moments: list[timeline.Moment] = field(default_factory=list)
    checklists: list[checklists.Checklist] = field(default_factory=list)
    standards: list[standards.Standard] = field(default_factory=list)
    scales: list[scales.Scale] = field(default_factory=list)
    declines: list[catalogue.Decline] = field(default_factory=list)
    notices: list[retractions.Notice] = field(default_factory=list)
    partners: list[partners.Partner] = field(default_factory=list)
    graph: ripple.Graph | None = field(default=None, repr=False)  # see graph_of

    @property
    def vocabularies(self) -> dict[str, dict[str, dict[str, Any]]]:
        """Terms by list and id, in display order."""
        lists = self.documents.get("vocabularies", [])
        plain = lists[0].plain if lists else {}
        return {
            name: {str(term["id"]): term for term in terms}
            for name, terms in plain.items()
            if isinstance(terms, list)
        }


def load_hub(root: Path, day: date | None = None) -> Hub:
    """Read and check a hub's sources.

    Args:
        root: The folder with resources.yaml, references.bib and content/.
        day: The day of the check; without one, no date is in the future and nothing overdue.

    Returns:
        The hub; its problems are in reading order, and its values hold what could be read.
    """
    hub = Hub(root)
    for needed in NEEDED:
        if not (root / needed).is_file():
            hub.problems.append(
                error(Location(needed), "P001", "the file is missing",
                      "put it back; 'git restore' brings the last committed one")
            )  # fmt: skip
    for path in find_links(root / "content"):
        hub.problems.append(_link_problem(path.relative_to(root).as_posix()))
    names = [path.relative_to(root).as_posix() for path in find_files(root, ["content/**/*"])]
    hub.problems += filing.check_names(names, YAML_FILES)
    _check_settings(hub)
    _read_references(hub)
    for name, kind in _yaml_files(root):
        _read_document(hub, name, kind, read_yaml)
    for name in names:
        if name.endswith(".md"):
            _read_document(hub, name, None, read_page)
    hub.problems += filing.check_slugs(n for n, kind in hub.schemas.items() if kind in REFERRED)
    _check_names(hub)
    _read_features(hub, names, day)
    if not has_errors(hub.problems):  # else it is not known what a page would cite
        hub.problems += unused(hub.references.values(), _cited(hub))
    hub.problems = sort_problems(_without_echoes(hub.problems))
    return hub


# A message -> those that say the same of its place better.
_ECHOES = {"S010": {"S003", "S004", "S005", "S007"}, "P008": {"D005", "E007"}, "Y019": {"S007"}}


def _without_echoes(problems: list[Problem]) -> list[Problem]:
    """One cause, one message: what its schema rules out, say, is not looked up as well."""
    told = {(problem.code, problem.where) for problem in problems}
    return [p for p in problems if not any((c, p.where) in told for c in _ECHOES.get(p.code, ()))]


def advice_on(hub: Hub) -> list[Problem]:
    """Notes on the language of every text of a hub, for those who ask for them."""
    limits = {summary.where.path: summary.reading_grade_max for summary in hub.summaries}
    found = [
        note
        for name in hub.schemas
        for note in advice.advise(advice.texts_of(hub.sources[name], limits.get(name)))
    ]
    return sort_problems(found)


# Reading -------------------------------------------------------------------------------------


def _yaml_files(root: Path) -> Iterator[tuple[str, str]]:
    for pattern, kind in YAML_FILES.items():
        for path in find_files(root, [pattern]):
            yield path.relative_to(root).as_posix(), kind


def _text(hub: Hub, name: str) -> str | None:
    path = hub.root / name
    if path.is_symlink() or not path.resolve().is_relative_to(hub.root.resolve()):
        hub.problems.append(_link_problem(name))
        return None
    try:
        raw = read_bytes(path)
    except OSError as fault:
        hub.problems.append(
            error(Location(name), "P003", f"the file cannot be read ({fault.strerror})",
                  "check its permissions")
        )  # fmt: skip
        return None
    text, problems = decode(raw, name)
    hub.problems += problems
    return None if problems else text


def _link_problem(name: str) -> Problem:
    return error(
        Location(name), "P002", "the file is a link to another place", "put the file itself here"
    )


def _check_settings(hub: Hub) -> None:
    """The settings that the hub reads; YAML that only MkDocs can read is left to it."""
    text = _text(hub, SETTINGS) if (hub.root / SETTINGS).is_file() else None
    source, problems = read_yaml(text or "", SETTINGS)
    if source.root and not has_errors(problems):
        hub.problems += schema.check(source.root, "settings")[1]


def _read_references(hub: Hub) -> None:
    if not (hub.root / BIBLIOGRAPHY).is_file():
        return
    text = _text(hub, BIBLIOGRAPHY)
    if text is None:
        return
    hub.sources[BIBLIOGRAPHY] = Source(BIBLIOGRAPHY, text)
    entries, problems = read_entries(text, BIBLIOGRAPHY)
    hub.references = {reference.key: reference for reference in works_of(entries)}
    hub.problems += [*problems, *lint(entries)]


def _read_document(
    hub: Hub,
    name: str,
    kind: str | None,
    read: Callable[[str, str], tuple[Source, list[Problem]]],
) -> None:
    text = _text(hub, name)
    if text is None:
        return
    source, problems = read(text, name)
    hub.sources[name] = source
    hub.problems += problems
    if has_errors(problems) and source.root is None:
        return
    if source.root is None:
        hub.schemas[name] = "page"
        hub.problems.append(_no_front_matter(name))
        return
    if kind is None:
        front = _front_kind(source)
        kind = PAGE_KINDS.get(front, "page")
        hub.problems += filing.check_place(name, front, at_path(source.root, ["kind"]).where)
    hub.schemas[name] = kind
    plain, found = schema.check(source.root, kind)
    hub.problems += found
    document = _sound(Document(source, plain), found)
    if document:
        hub.documents.setdefault(kind, []).append(document)


def _no_front_matter(name: str) -> Problem:
    return error(
        Location(name),
        "P005",
        "the page has no front matter, so it has neither a title nor a description",
        "begin it with a line of '---', a line 'title: …', a line 'description: …' and a line "
        "of '---'",
    )


def _front_kind(source: Source) -> str:
    if isinstance(source.root, Mapping):
        kind = source.root.values.get("kind")
        return kind.text if isinstance(kind, Scalar) else ""
    return ""


def _sound(document: Document, problems: list[Problem]) -> Document | None:
    """The document without the list entries that have errors; None if it is one whole with some.

    So a mistake in one record never hides another record's.
    """
    if not has_errors(problems):
        return document
    root = document.source.root
    if not isinstance(root, Listing) or not isinstance(document.plain, list):
        return None
    lines = sorted(problem.where.line for problem in problems)
    starts = [value.line for value in root.values]
    bad = {max((n for n, start in enumerate(starts) if start <= line), default=0) for line in lines}
    good = [n for n in range(len(root.values)) if n not in bad]
    kept = Listing(
        root.path, root.line, root.column, root.start, root.end, [root.values[n] for n in good]
    )
    plain = [document.plain[n] for n in good]
    return Document(replace(document.source, root=kept), plain)


# Names that stand for something elsewhere ----------------------------------------------------


def _ids(value: Value | None) -> list[str]:
    """Ids in a list of mappings, whatever else is wrong with them."""
    rows = value.values if isinstance(value, Listing) else []
    found = [row.values.get("id") for row in rows if isinstance(row, Mapping)]
    return [scalar.text for scalar in found if isinstance(scalar, Scalar)]


def _known(hub: Hub) -> dict[str, list[str]]:
    """Every name that a value may refer to, by what the schema calls it.

    A kind whose file could not be read is left out, so that one broken file is not reported again
    at each place that uses it.
    """
    roots = {name: source.root for name, source in hub.sources.items()}
    stems = {
        kind: [Path(name).stem for name, of in hub.schemas.items() if of == kind]
        for kind in ("guide", "path", "toolkit", "evidence-summary", "standard")
    }
    known: dict[str, list[str]] = {
        "page": [stem for kind in REFERRED for stem in stems[kind]],
        "path": stems["path"],
        "standard": stems["standard"],
    }
    if roots.get("resources.yaml"):
        known["resource"] = _ids(roots["resources.yaml"])
    if roots.get("content/glossary.yaml"):
        known["term"] = _ids(roots["content/glossary.yaml"])
    vocabularies = roots.get("content/vocabularies.yaml")
    if isinstance(vocabularies, Mapping):
        known |= {name: _ids(value) for name, value in vocabularies.values.items()}
    if BIBLIOGRAPHY in hub.sources:
        # Keys of entries that could not be read count: their fault is reported where it is.
        written = re.findall(r"@\w+\s*[{(]\s*([^,\s{}]+)", hub.sources[BIBLIOGRAPHY].text)
        known["citekey"] = sorted({*hub.references, *written})
    return known


SINGULAR = {
    "topics": "topic", "kinds": "kind", "tiers": "tier", "domains": "domain", "grades": "grade",
    "languages": "language", "formats": "format", "licenses": "license",
    "evidence_levels": "level of evidence", "confirmation_levels": "level of confirmation",
    "relationships": "relationship", "publisher_kinds": "kind of publisher",
    "states": "state", "page_states": "state", "regions": "region",
    "partner_roles": "role of a partner",
}  # fmt: skip


def _is_id(name: str) -> bool:
    return re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) is not None


_NAMES = ("resource", "term", "page", "path", "standard", "topics")
_HOMES = {"resource": "resources.yaml", "term": "content/glossary.yaml"}


def _check_names(hub: Hub) -> None:
    known, labels = _known(hub), _ids_by_label(hub)
    for name, kind in hub.schemas.items():
        source = hub.sources[name]
        if source.root is not None:
            for one in schema.named(source.root, kind):
                hub.problems += _check_name(one, source, known, labels)
        if "citekey" in known and source.body:
            place = partial(_in_body, source)
            hub.problems += check_markdown(source.body, place, known["citekey"])


def _in_body(source: Source, offset: int) -> Location:
    return source.place(source.body_start + offset)


def _ids_by_label(hub: Hub) -> dict[tuple[str, str], str]:
    """Ids of terms by list and by what else an editor may write: the label, or other letters."""
    found: dict[tuple[str, str], str] = {}
    source = hub.sources.get("content/vocabularies.yaml")
    lists = source.root.values if source and isinstance(source.root, Mapping) else {}
    for name, rows in lists.items():
        for row in rows.values if isinstance(rows, Listing) else ():
            words = row.values if isinstance(row, Mapping) else {}
            id_ = words.get("id")
            for word in (words.get("label"), id_):
                if isinstance(word, Scalar) and isinstance(id_, Scalar):
                    found[name, word.text.casefold()] = id_.text
    return found


def _check_name(
    one: schema.Named,
    source: Source,
    known: MappingType[str, list[str]],
    labels: MappingType[tuple[str, str], str],
) -> list[Problem]:
    text, where = one.value.text, one.value.where
    if one.what == "markdown":
        return _check_text(one.value, source, known.get("citekey"))
    if one.what not in known or not text:
        return []
    if one.what == "citekey":
        return check_source(text, where, known["citekey"])
    if text in known[one.what]:
        return []
    good = known[one.what]
    if one.what in _NAMES:  # an id without the form of one is told of where it stands
        good = [name for name in good if _is_id(name)]
    file = _HOMES.get(one.what, "content/vocabularies.yaml" if one.what in SINGULAR else "")
    meant = labels.get((one.what, text.casefold()), "")
    kind = SINGULAR.get(one.what, one.what)
    return [unknown(where, "S010", kind, text, good, file, meant)]


def _check_text(value: Scalar, source: Source, citekeys: list[str] | None) -> list[Problem]:
    """Citations inside a YAML text; folding moves offsets, so the key is looked for as written."""
    if citekeys is None:
        return []
    found, at = [], value.start
    for citation in find_citations(value.text):
        for key, _ in citation.cites:
            place = source.text.find(f"@{key}", at, value.end)
            at = place + 1 if place >= 0 else at
            if key not in citekeys:
                where = source.place(place + 1) if place >= 0 else value.where
                found.append(unknown_key(key, where, citekeys))
    return found


# Features ------------------------------------------------------------------------------------


def _read_features(hub: Hub, names: list[str], day: date | None) -> None:
    def each(kind: str) -> list[Document]:
        return hub.documents.get(kind, [])

    def take(result: tuple[list, list[Problem]]) -> list:
        hub.problems += result[1]
        return result[0]

    def lists(kind: str, read: Callable[[Document], tuple[list, list[Problem]]]) -> list:
        return [value for document in each(kind) for value in take(read(document))]

    hub.scales = lists("scales", scales.read_scales)
    for document in each("scales"):
        for place, row in enumerate(document.plain):
            hub.problems += catalogue.check_url(row["url"], document.where(place, "url"))
    hub.standards = take(standards.read_standards(each("standard")))
    known = _known_to_catalogue(hub, day)
    hub.records = lists("resources", partial(catalogue.read_catalogue, known=known))
    hub.declines = lists("declines", partial(catalogue.read_declines, known=known))
    hub.terms = lists("glossary", glossary.read_terms)
    hub.questions = lists("faq", faq.read_faq)
    for document in each("faq"):
        for place in range(len(document.plain)):
            hub.problems += evidence.check_text(document, (place, "answer"), "F002")
    hub.moments = lists("timeline", timeline.read_timeline)
    hub.checklists = lists("checklists", checklists.read_checklists)
    hub.summaries = take(evidence.read_summaries(each("evidence-summary")))
    hub.guides = take(guides.read_guides(each("guide")))
    hub.toolkits = take(toolkits.read_toolkits(each("toolkit")))
    in_kits = {one.id for one in hub.checklists if one.level}
    hub.problems += toolkits.check_files(hub.toolkits, in_kits, names)
    hub.lessons = take(academy.read_lessons(each("lesson"), _named(hub) | readings(hub)))
    for document in each("lesson"):
        hub.problems += evidence.check_prose(document, "A009")
    files = [name for name, kind in hub.schemas.items() if kind in ("path", "lesson")]
    hub.paths = take(academy.read_paths(each("path"), hub.lessons, files))
    hub.partners = lists("partners", partners.read_partners)
    claims = {s.slug: [claim.id for claim in s.claims] for s in hub.summaries}
    for document in each("faq"):
        hub.problems += faq.check_asked(document, claims)
    hub.problems += jurisdictions.check_law(_statements(hub), _laws(hub))
    dois = {key: reference.fields.get("doi", "") for key, reference in hub.references.items()}
    hub.notices = take(retractions.read_notices(each("retractions"), dois))
    if hub.notices:
        told = retractions.by_work(hub.notices)
        hub.problems += retractions.check_mentions(_mentions_of_works(graph_of(hub)), told)


def _statements(hub: Hub) -> Iterator[jurisdictions.Statement]:
    def cited(text: str) -> list[str]:
        return [key for key, _ in _citekeys_in(text)]

    for kind in jurisdictions.PARTS:
        for document in hub.documents.get(kind, ()):
            yield from jurisdictions.statements_in(kind, document, cited)
    for document in hub.documents.get("lesson", ()):
        name = Path(document.source.path).stem
        yield jurisdictions.statement_of_page("lesson", name, document, cited)


def _laws(hub: Hub) -> set[str]:
    """Works that are law or official guidance on it."""
    designs = hub.vocabularies.get("study_designs", {})
    return {
        key
        for key, reference in hub.references.items()
        if reference.kind in LAWS
        or references.design_of(reference.fields.get("design", ""), designs) == "law"
    }


# What a study can say of cause and effect, if it is a study of effects or puts some together.
_OF_EFFECTS = {"high", "medium", "depends"}


def _known_to_catalogue(hub: Hub, day: date | None) -> catalogue.Known:
    """What the rules for records need of standards, scales and works."""
    designs = hub.vocabularies.get("study_designs", {})
    of_effects = {id_ for id_, term in designs.items() if term["cause_and_effect"] in _OF_EFFECTS}
    fields = {key: reference.fields for key, reference in hub.references.items()}
    return catalogue.Known(
        day=day,
        rubrics={standard.version: standard for standard in hub.standards},
        scales=_whole(hub, "content/scales.yaml", hub.scales),
        unsure={key: why for key, of in fields.items() if (why := _why_unsure(of))},
        studies={
            key
            for key, of in fields.items()
            if references.design_of(of.get("design", ""), designs) in of_effects
        }
        if designs
        else None,
        works=hub.references.keys() or None,
        grades=list(hub.vocabularies.get("grades", ())),
    )


def _why_unsure(fields: MappingType[str, str]) -> str:
    """Why nothing is certified by a work, as the end of a sentence; empty if something may be."""
    level = fields.get("confirmationlevel", "C")
    if level not in ("C", "P"):
        return f"is confirmed at level {level} only"
    return "has a 'doubt' noted" if "doubt" in fields else ""


def _whole(hub: Hub, name: str, values: list[Any]) -> list[Any] | None:
    """The values of a file; None if some of them could not be read, which is told already."""
    told = any(p.where.path == name and p.severity is Severity.ERROR for p in hub.problems)
    return None if told else values


def _named(hub: Hub) -> dict[str, tuple[str, str]]:
    """Names of things that exist and have errors of their own, reported where they are."""
    known = _known(hub)
    prefixes = {"evidence": "evidence-summary", "guide": "guide", "toolkit": "toolkit"}
    names = [
        f"{prefix}:{Path(path).stem}"
        for prefix, kind in prefixes.items()
        for path, of in hub.schemas.items()
        if of == kind
    ]
    names += [f"resource:{id_}" for id_ in known.get("resource", []) if _is_id(id_)]
    checklists = hub.sources.get("content/checklists.yaml")
    names += [f"checklist:{id_}" for id_ in _ids(checklists.root if checklists else None)]
    if "resource" not in known:  # the catalogue is missing or unreadable, which is told already
        names += [
            name
            for document in hub.documents.get("lesson", ())
            for name in document.plain["items"]
            if name.startswith("resource:")
        ]
    return dict.fromkeys(names, ("", ""))


def readings(hub: Hub) -> dict[str, tuple[str, str]]:
    """Title and address of all that a lesson may name, such as ``guide:is-our-core-healthy``."""
    return (
        {f"evidence:{s.slug}": (s.title, s.url) for s in hub.summaries}
        | {f"guide:{g.id}": (g.title, g.url) for g in hub.guides}
        | {f"toolkit:{t.id}": (t.title, t.url) for t in hub.toolkits}
        | {f"resource:{r.id}": (r.title, r.address) for r in hub.records}
        | {f"checklist:{c.id}": (c.title, c.url) for c in hub.checklists}
    )


# What rests on what --------------------------------------------------------------------------


def graph_of(hub: Hub) -> ripple.Graph:
    """What in the hub rests on which works, claims and pages; read once, when all is loaded."""
    if hub.graph is None:
        works = {key: (plain_title(work), work.where) for key, work in hub.references.items()}
        hub.graph = ripple.read_graph(hub.documents, works, _citekeys_in)
    return hub.graph


def state_of(hub: Hub) -> ripple.State:
    """The works and claims of the hub, to be compared with those of another moment."""
    notices = retractions.by_work(hub.notices)
    works = {
        key: {"entry": work.kind, **work.fields, "notices": [n.label for n in notices.get(key, ())]}
        for key, work in hub.references.items()
    }
    claims = {
        f"{summary.url}#{claim['id']}": {k: v for k, v in claim.items() if k != "id"}
        for document in hub.documents.get("evidence-summary", ())
        for summary in hub.summaries
        if summary.where.path == document.source.path
        for claim in document.plain["claims"]
    }
    return ripple.State(works, claims, graph_of(hub))


def _cited(hub: Hub) -> set[str]:
    """Citekeys that a page or a record names."""
    graph = graph_of(hub)
    lower = [graph.nodes[edge.lower] for edge in graph.edges]
    return {node.name for node in lower if node.kind == "work"}


def _citekeys_in(text: str) -> list[tuple[str, int]]:
    return [cite for found in find_citations(text) for cite in found.cites]


def _mentions_of_works(graph: ripple.Graph) -> Iterator[retractions.Mention]:
    for edge in graph.edges:
        upper, lower = graph.nodes[edge.upper], graph.nodes[edge.lower]
        if lower.kind == "work":
            name = upper.id.rpartition("#")[2].removeprefix("resources/").rstrip("/")
            owner = f"the {upper.kind} {quoted(name or '/')}"
            yield retractions.Mention(lower.name, edge.where, owner, edge.relation)
