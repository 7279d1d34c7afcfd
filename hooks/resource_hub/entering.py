"""The ways into a hub: things of all features as entries, and the pages that lead to them."""

from collections.abc import Callable, Sequence
from functools import partial

from resource_hub import academy, catalogue, evidence, glossary, guides, toolkits, ways
from resource_hub.loading import Hub, readings
from resource_hub.pages import HubPage, plain_text
from resource_hub.problems import Location


def ways_in(hub: Hub, entries: Sequence[ways.Entry]) -> list[HubPage]:
    """Every page that leads to things by topic, tier or role.

    Args:
        hub: A hub without errors.
        entries: The things that the pages lead to.
    """
    lists = hub.vocabularies
    topics, kinds = lists.get("topics", {}), lists.get("kinds", {})
    place = partial(_place_in, hub)
    icons = catalogue.ICONS
    tiers, audience = lists.get("tiers", {}), lists.get("audience", {})
    return [
        *ways.topic_pages(entries, topics, where=place("topics"), icons=icons),
        *ways.tier_pages(entries, tiers, kinds=kinds, where=place("tiers")),
        *ways.role_pages(entries, audience, kinds=kinds, where=place("audience"), icons=icons),
        ways.map_page(entries, lists, where=place("topics")("")),
        ways.wanted_page(entries, topics, where=place("topics")("")),
    ]


def roles_listed(hub: Hub) -> list[ways.Role]:
    """The roles that the start page has a door for."""
    shelf = catalogue.shelf_of(hub.records, hub.vocabularies, None)
    roles = ways.roles_of(entries_of(hub, shelf), hub.vocabularies.get("audience", {}))
    return [role for role in roles if role.listed]


def _place_in(hub: Hub, name: str) -> Callable[[str], Location]:
    """Where a term of a list stands; where the list does, for an empty id."""
    (document, *_) = hub.documents["vocabularies"]
    order = [str(term["id"]) for term in document.plain[name]]

    def place(id_: str) -> Location:
        return document.where(name, order.index(id_)) if id_ else document.where(name)

    return place


def entries_of(hub: Hub, shelf: Sequence[catalogue.Shelved]) -> list[ways.Entry]:
    """The things of a hub that a way in may lead to; withdrawn and declined resources are none.

    Args:
        hub: A hub without errors.
        shelf: All records that the hub may name.
    """
    return [
        *map(partial(_summary, hub), hub.summaries),
        *map(partial(_guide, hub), hub.guides),
        *map(_path, hub.paths),
        *_lessons(hub),
        *map(partial(_toolkit, hub), hub.toolkits),
        *_questions(hub),
        *map(_term, hub.terms),
        *(_record(one) for one in shelf if one.record.offered),
    ]


def _about(hub: Hub, topics: Sequence[str]) -> tuple[str, ...]:
    return ways.with_wider(topics, hub.vocabularies.get("topics", {}))


def _summary(hub: Hub, summary: evidence.Summary) -> ways.Entry:
    return ways.Entry(
        kind="summary",
        title=summary.title,
        url=summary.url,
        line=plain_text(summary.bottom_line),
        topics=summary.topics,
        about=_about(hub, summary.topics),
        tiers=tuple(map(str, summary.tiers)),
        audience=summary.audience,
        state=summary.state,
        claims=tuple(
            ways.Claim(plain_text(claim.text), f"{summary.url}#{claim.id}", claim.certainty)
            for claim in summary.claims
        ),
        gaps=summary.we_do_not_know,
        shown=summary,
    )


def _guide(hub: Hub, guide: guides.Guide) -> ways.Entry:
    return ways.Entry(
        kind="guide",
        title=guide.title,
        url=guide.url,
        line=guide.description,
        note=guides.length_of(guide),
        topics=guide.topics,
        about=_about(hub, guide.topics),
        tiers=tuple(map(str, guide.tiers)),
        audience=guide.audience,
        state=guide.state,
    )


def _path(path: academy.Path) -> ways.Entry:
    return ways.Entry(
        kind="path",
        title=path.title,
        url=path.url,
        line=path.description or f"For the {path.level} level.",
        note=academy.length_of(path),
        audience=path.audience,
        state=path.state,
    )


def _lessons(hub: Hub) -> list[ways.Entry]:
    """Lessons; one is about what the summaries, guides and templates that it reads are about."""
    pages = (*hub.summaries, *hub.guides, *hub.toolkits)
    topics = {page.url: page.topics for page in pages}
    read = {name: topics.get(url, ()) for name, (_, url) in readings(hub).items()}
    found = []
    for path in hub.paths:
        for lesson in path.lessons:
            about = tuple(dict.fromkeys(t for name in lesson.readings for t in read.get(name, ())))
            found.append(
                ways.Entry(
                    kind="lesson",
                    title=lesson.title,
                    url=lesson.url,
                    line=f"{lesson.objective}. From the path “{path.title}”.",
                    note=f"{lesson.minutes} minutes",
                    topics=about,
                    about=_about(hub, about),
                    state=path.state,
                )
            )
    return found


def _toolkit(hub: Hub, toolkit: toolkits.Toolkit) -> ways.Entry:
    return ways.Entry(
        kind="toolkit",
        title=toolkit.title,
        url=toolkit.url,
        line=toolkit.description,
        topics=toolkit.topics,
        about=_about(hub, toolkit.topics),
        tiers=tuple(map(str, toolkit.tiers)),
        audience=toolkit.audience,
        state=toolkit.state,
    )


def _questions(hub: Hub) -> list[ways.Entry]:
    """Questions; one is set on the topics that it names, and about those its answer explains."""
    terms = [_term(term) for term in hub.terms]
    titles = {term.id: term.term for term in hub.terms}
    naming = {
        id_: {term.title for term in ways.terms_in(topic["label"], terms)}
        for id_, topic in hub.vocabularies.get("topics", {}).items()
    }
    found = []
    for question in hub.questions:
        used = {term.title for term in ways.terms_in(question.question, terms)}
        explained = [titles[id_] for id_ in question.terms if id_ in titles]
        found.append(
            ways.Entry(
                kind="question",
                title=question.question,
                url=question.url,
                topics=ways.topics_named(used, naming),
                about=_about(hub, ways.topics_named([*used, *explained], naming)),
                audience=question.audience,
                state=question.state,
            )
        )
    return found


def _term(term: glossary.Term) -> ways.Entry:
    names = (term.term, term.abbreviation, *term.synonyms)
    return ways.Entry(
        kind="term",
        title=term.term,
        url=term.url,
        line=term.definition,
        names=tuple(name for name in names if name),
    )


def _record(one: catalogue.Shelved) -> ways.Entry:
    record = one.record
    return ways.Entry(
        kind="record",
        title=record.title,
        url=record.address,
        line=record.description,
        topics=record.topics,
        about=tuple(one.values["topic"]),
        tiers=tuple(map(str, record.tiers)),
        audience=record.audience,
        state=one.state,
        group=record.kind,
        level=record.evidence.level,
        by_part=record.kind == "guidance",
        sources=len(record.evidence.sources),
        shown=one,
    )
