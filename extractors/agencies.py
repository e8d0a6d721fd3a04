"""Agencies: the bodies of a state or of states that a text names, under the name of their day."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from extractors.agency_edges import begins_at, ends_at, latin_ends_at
from extractors.gazetteer import Body, gazetteer
from extractors.lexicon import Automaton, Hit, longest
from extractors.mention import Agency
from extractors.reading import Reading


@functools.cache
def _automaton() -> Automaton[Body]:
    return Automaton((name, body) for body in gazetteer().bodies.values() for name in body.names if len(name) > 1)


def doubts(reading: Reading) -> Iterable[int]:
    """Offsets whose sentences must be analysed before `find`: none, the rules read no morphemes."""
    return ()


def find(reading: Reading) -> list[Agency]:
    """The agencies named in a text, in order, without overlaps."""
    text = reading.text
    hits = [hit for hit in _automaton().hits(text) if _whole(text, hit)]
    found = []
    for hit in longest(hits):
        bodies = hit.entries
        if reading.published is not None:
            day = reading.published.first
            bodies = tuple(body for body in bodies if body.valid_on(day)) or bodies[-1:]
        body = bodies[-1]
        if body.emit == "agency":
            found.append(
                Agency(
                    start=hit.start,
                    end=hit.end,
                    text=text[hit.start : hit.end],
                    rule="agency.name",
                    agency_id=body.id,
                    name=body.name,
                    kind=body.body_class,
                    country=body.country,
                    current_ids=gazetteer().current_ids(body.id),
                )
            )
    return found


def _whole(text: str, hit: Hit[Body]) -> bool:
    if not begins_at(text, hit.start):
        return False
    return latin_ends_at(text, hit.end) if text[hit.end - 1].isascii() else ends_at(text, hit.end)
