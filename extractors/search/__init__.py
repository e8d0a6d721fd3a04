"""The words by which a text is found: the same analysis for what is indexed and for what is asked."""

from extractors.search.query import Query, Word, read_query
from extractors.search.terms import Indexed, Place, fingerprint, index_terms, pack_places, unpack_places

__all__ = [
    "Indexed",
    "Place",
    "Query",
    "Word",
    "fingerprint",
    "index_terms",
    "pack_places",
    "read_query",
    "unpack_places",
]
