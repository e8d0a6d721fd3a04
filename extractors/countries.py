"""Countries of a text."""
from __future__ import annotations

from collections.abc import Iterable

from extractors.country_names import automaton
from extractors.lexicon import longest
from extractors.mention import Agency, Country, Mention
from extractors.reading import Reading


def doubts(reading: Reading) -> Iterable[int]:
    """Offsets of names whose sentence must be analysed before ``find``."""
    return ()


def find(reading: Reading, agencies: list[Agency]) -> list[Mention]:
    """Countries and regions of a text."""
    return [
        Country(start=hit.start, end=hit.end, text=reading.text[hit.start : hit.end], rule="country.name", code=hit.entries[0].code)
        for hit in longest(automaton().hits(reading.text))
        if not any(agency.start < hit.end and hit.start < agency.end for agency in agencies)
    ]
