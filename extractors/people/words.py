"""The word lists of people, read once: surnames, syllables of given names, posts, words around them."""

from __future__ import annotations

import functools
from typing import Final

from extractors.lexicon import LexiconError, items, table

_WEIGHTS: Final = {"common": 3, "middling": 2, "rare": 1}


@functools.cache
def surnames() -> dict[str, int]:
    """Surname → 3 (common), 2 (middling) or 1 (rare)."""
    rows = table("people_surnames", "frequency", "surnames")
    return {name: _WEIGHTS[row["frequency"]] for row in rows for name in items(row["surnames"])}


@functools.cache
def syllables(place: str) -> dict[str, int]:
    """Syllables of given names → 2 (usual) or 1 (seen). place: first, second, or single (the only one).

    Raises LexiconError for a place that the file does not know.
    """
    rows = table("people_syllables", "place", "weight", "syllables")
    found = {
        syllable: int(row["weight"])
        for row in rows
        if row["place"] == place
        for syllable in items(row["syllables"])
    }
    if not found:
        raise LexiconError(f"people_syllables.csv: no rows for {place}")
    return found


@functools.cache
def listed(name: str) -> frozenset[str]:
    """A list of ``people_words.csv``. Raises LexiconError for a list that the file does not hold."""
    found = frozenset(
        word
        for row in table("people_words", "list", "words")
        if row["list"] == name
        for word in items(row["words"])
    )
    if not found:
        raise LexiconError(f"people_words.csv: no list {name}")
    return found


@functools.cache
def not_names(kind: str) -> frozenset[str]:
    """Words that look like a Korean name and are none, of a kind.

    ``word`` (이용자, 간담회) as they stand, also what is left of a longer word whose end looks like a
    particle (조사결 of 조사결과); ``stem`` (조사, 신규) also with an ending (조사관, 신규로).
    """
    return frozenset(
        word
        for row in table("people_not_names", "kind", "words")
        if row["kind"] == kind
        for word in items(row["words"])
    )


@functools.cache
def posts() -> dict[str, str]:
    """Post → its kind, by ``people_posts.csv``.

    office (장관), unit (과장), state (대통령), envoy (대사), calling (씨), leading (배우: names follow it).
    """
    rows = table("people_posts", "kind", "posts")
    return {post: row["kind"] for row in rows for post in items(row["posts"])}
