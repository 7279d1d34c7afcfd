"""Things as a way in sees them, of a few words each."""

from itertools import count

import pytest

from resource_hub import ways

TREE = {
    "teams": {"label": "Teams", "definition": "How teams meet."},
    "meetings": {"label": "Meetings", "definition": "What they do there.", "broader": "teams"},
    "screening": {"label": "Universal screening", "definition": "Short checks of all."},
}


@pytest.fixture
def tree():
    """Three topics, one below another."""
    return TREE


@pytest.fixture
def thing():
    """Makes an entry; ``claims`` are certainties, and what is left out is empty."""
    numbers = count(1)

    def make(kind="record", *, claims=(), topics=(), **values):
        number = next(numbers)
        url = values.pop("url", f"{kind}/{number}/")
        return ways.Entry(
            kind=kind,
            title=values.pop("title", f"{kind} {number}"),
            url=url,
            topics=tuple(topics),
            about=ways.with_wider(topics, TREE),
            claims=tuple(
                ways.Claim(f"Claim {n}", f"{url}#c{n}", certainty)
                for n, certainty in enumerate(claims, 1)
            ),
            **{k: tuple(v) if isinstance(v, list) else v for k, v in values.items()},
        )

    return make
