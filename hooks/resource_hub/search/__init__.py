"""Search: documents in, a static index out, and the reader that gives the browser's answers."""

from resource_hub.search.build import Index, Weights, build_index
from resource_hub.search.documents import Document, documents_of
from resource_hub.search.read import DamagedIndex, Hit, open_index
from resource_hub.search.write import shards_of

__all__ = [
    "DamagedIndex",
    "Document",
    "Hit",
    "Index",
    "Weights",
    "build_index",
    "documents_of",
    "open_index",
    "shards_of",
]
