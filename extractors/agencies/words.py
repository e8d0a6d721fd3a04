"""Short word lists of the rules for agencies, kept together in ``data/agency_words.csv``."""

from __future__ import annotations

import functools
import re

from extractors.lexicon import LexiconError, table


@functools.cache
def words(name: str) -> frozenset[str]:
    """The words of one list. Raises LexiconError for a list that the file does not have."""
    found = frozenset(row["word"] for row in table("agency_words", "list", "word") if row["list"] == name)
    if not found:
        raise LexiconError(f"agency_words.csv: no list {name!r}")
    return found


@functools.cache
def any_of(name: str) -> str:
    """The words of one list as alternatives of a pattern, the longest first."""
    return "|".join(sorted(map(re.escape, words(name)), key=lambda word: (-len(word), word)))
