"""Names that general knowledge holds: heads of ministries, presidents, figures of history and public life."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from extractors.lexicon import Automaton, Hit, items, table
from extractors.people.named import Named
from extractors.people.repeated import stands_alone
from extractors.people.scene import Scene


def find(scene: Scene) -> Iterator[Named]:
    """Known names wherever they stand alone, without a title."""
    for hit in _hits(scene.text):
        if stands_alone(scene, hit.start, hit.end):
            yield Named(hit.start, hit.end, None, None, "person.known")


@functools.lru_cache(maxsize=128)
def _hits(text: str) -> tuple[Hit[str], ...]:
    return tuple(_automaton().hits(text))


@functools.cache
def _automaton() -> Automaton[str]:
    listed = {name for row in table("people_known", "names") for name in items(row["names"])}
    listed |= {row["name"] for row in table("office_holders", "name")}
    return Automaton(((name, name) for name in sorted(listed) if len(name) > 2), small=True)
