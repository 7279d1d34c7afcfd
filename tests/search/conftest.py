"""A small collection of real notes, and its index."""

import json
from pathlib import Path

import pytest

from resource_hub.search import Document, build_index, open_index, shards_of

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def collection() -> list[Document]:
    with (HERE / "collection.jsonl").open(encoding="utf-8") as lines:
        return [Document(**json.loads(line)) for line in lines]


@pytest.fixture(scope="session")
def find():
    """Search some documents: the ids of the hits, best first."""

    def search(documents, query, limit=10, **how):
        files = dict(shards_of(build_index(documents, **how)))
        return [hit.id for hit in open_index(files.__getitem__).search(query, limit)]

    return search
