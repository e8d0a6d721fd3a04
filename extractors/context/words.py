"""The word lists of ``data/context_words.csv`` as alternatives of patterns."""

from __future__ import annotations

import re

from extractors.lexicon import LexiconError, items, table


def words(name: str) -> str:
    """A list as alternatives, longest first. Raises LexiconError for a list that the file lacks.

    name: the list's name, ``actor``. An entry is plain text; a blank in it is matched as it stands.
    """
    found = [
        word
        for row in table("context_words", "list", "words")
        if row["list"] == name
        for word in items(row["words"])
    ]
    if not found:  # an empty pattern would match everywhere
        raise LexiconError(f"context_words.csv: no list {name!r}")
    return "|".join(re.escape(word) for word in sorted(found, key=len, reverse=True))
