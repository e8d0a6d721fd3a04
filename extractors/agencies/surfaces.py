"""All names of the gazetteer and all endings of names in a text, found in one pass by one automaton."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

from extractors.agencies import foreign_context, foreign_names, local_governments, names, shapes
from extractors.agencies.local_governments import Local
from extractors.gazetteer import Body
from extractors.lexicon import Automaton, Hit


@dataclass(frozen=True, slots=True)
class Surface:
    """What a spelling may stand for.

    foreign: a listed body after its country. lone: one known without its country. shape, ending: the end
    of an unlisted name, here or abroad.
    """

    bodies: tuple[Body, ...]
    places: tuple[Local, ...]
    foreign: bool
    lone: bool
    shape: bool
    ending: bool


@dataclass(frozen=True, slots=True)
class Scan:
    """The spellings found in a text; whether they count where they stand is for the rules to say.

    shapes: the longest ending at each end. foreign: listed foreign names and endings of unlisted ones.
    """

    bodies: list[Hit[Body]] = field(default_factory=list)
    places: list[Hit[Local]] = field(default_factory=list)
    foreign: list[tuple[int, int]] = field(default_factory=list)
    lone: list[tuple[int, int]] = field(default_factory=list)
    shapes: dict[int, int] = field(default_factory=dict)


@functools.cache
def automaton() -> Automaton[Surface]:
    """Finds every spelling of every body. Raises LexiconError for data that contradicts itself."""
    bodies: dict[str, dict[Body, None]] = {}
    places: dict[str, dict[Local, None]] = {}
    for name, body in names.surfaces():
        bodies.setdefault(name, {})[body] = None
    for name, place in local_governments.surfaces():
        places.setdefault(name, {})[place] = None
    foreign, lone = frozenset(foreign_names.surfaces()), frozenset(foreign_context.surfaces())
    endings, suffixes = frozenset(foreign_names.endings()), frozenset(shapes.shapes())
    return Automaton(
        (
            name,
            Surface(
                tuple(bodies.get(name, ())),
                tuple(places.get(name, ())),
                name in foreign,
                name in lone,
                name in suffixes,
                name in endings,
            ),
        )
        for name in dict.fromkeys((*bodies, *places, *sorted(foreign | lone | endings | suffixes)))
    )


def scan(text: str) -> Scan:
    """Every spelling in a text, overlapping ones too."""
    found = Scan()
    for hit in automaton().hits(text):
        (surface,) = hit.entries
        if surface.bodies:
            found.bodies.append(Hit(hit.start, hit.end, surface.bodies))
        if surface.places:
            found.places.append(Hit(hit.start, hit.end, surface.places))
        if surface.foreign or surface.ending:
            found.foreign.append((hit.start, hit.end))
        if surface.lone:
            found.lone.append((hit.start, hit.end))
        if surface.shape:
            found.shapes[hit.end] = min(hit.start, found.shapes.get(hit.end, hit.start))
    return found
