"""Names that general knowledge holds: heads of ministries, presidents, figures of history and public life."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from extractors.lexicon import Automaton
from extractors.people.korean_names import public_names
from extractors.people.named import Named
from extractors.people.repeated import stands_alone
from extractors.people.scene import Scene


def find(scene: Scene) -> Iterator[Named]:
    """Known names wherever they stand alone, without a title."""
    for hit in _automaton().hits(scene.text):
        if stands_alone(scene, hit.start, hit.end):
            yield Named(hit.start, hit.end, None, None, "person.known")


@functools.cache
def _automaton() -> Automaton[str]:
    return Automaton(((name, name) for name in sorted(public_names()) if len(name) > 2), small=True)
