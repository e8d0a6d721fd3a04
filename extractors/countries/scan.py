"""One pass over a text for all that is known by its spelling: names, regions, and what hides names."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.countries import regions, shields, spaced
from extractors.countries.names import Name, names
from extractors.countries.regions import Area
from extractors.countries.shields import Hiding, Opening, Shield
from extractors.countries.spaced import Torn
from extractors.lexicon import Automaton

_Entry = Name | Area | Torn | Hiding | Opening


@dataclass(frozen=True, slots=True)
class Scan:
    """What stands where in a text, by spelling alone, in the order of the ends: overlaps are not settled.

    openings: where a name that is known by its shape may begin, and where its first part ends.
    """

    names: list[tuple[int, int, Name]] = field(default_factory=list)
    areas: list[tuple[int, int, Area]] = field(default_factory=list)
    torn: list[tuple[int, int, Torn]] = field(default_factory=list)
    listed: list[Shield] = field(default_factory=list)
    openings: list[tuple[int, int]] = field(default_factory=list)

    def shields(self, text: str) -> list[Shield]:
        """The stretches that hide the names inside them, sorted by start."""
        return shields.shields(text, self.listed, self.openings)


def scan(text: str) -> Scan:
    """Every spelling that the rules of countries and regions know."""
    found = Scan()
    for hit in _automaton().hits(text):
        for entry in hit.entries:
            if isinstance(entry, Name):
                found.names.append((hit.start, hit.end, entry))
                found.openings.append((hit.start, hit.end))
            elif isinstance(entry, Hiding):
                found.listed.append(Shield(hit.start, hit.end, entry.code))
            elif isinstance(entry, Area):
                found.areas.append((hit.start, hit.end, entry))
            elif isinstance(entry, Torn):
                found.torn.append((hit.start, hit.end, entry))
            else:
                found.openings.append((hit.start, hit.end))
    return found


@functools.cache
def _automaton() -> Automaton[_Entry]:
    return Automaton(dict.fromkeys(_spellings()), small=True)


def _spellings() -> Iterator[tuple[str, _Entry]]:
    yield from ((name.surface, name) for name in names())
    yield from regions.spellings()
    yield from spaced.spellings()
    yield from shields.spellings()
