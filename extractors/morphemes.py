"""The only import of kiwipiepy: one analyser per process, built when it is first asked.

Kiwi is the measured cost of extraction, so callers ask it about single sentences that hold a doubt,
many at a time. Its spans overlap on contractions (했 = 하/XSV + 었/EP): never rebuild text from them.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiwipiepy import Kiwi


@dataclass(frozen=True, slots=True)
class Morpheme:
    """A morpheme: its form, its Sejong tag (NNP, JKS, …) and its range in the analysed text."""

    form: str
    tag: str
    start: int
    end: int


@functools.cache
def _kiwi(workers: int) -> Kiwi:
    from kiwipiepy import Kiwi  # importing and building it takes seconds; a run with no doubt pays nothing

    return Kiwi(num_workers=workers)


def analyse(texts: Iterable[str], workers: int = 1) -> Iterator[tuple[Morpheme, ...]]:
    """Morphemes of each text, in order. ``workers`` is the number of Kiwi's own threads."""
    for tokens in _kiwi(workers).tokenize(texts):
        yield tuple(
            Morpheme(token.form, str(token.tag), token.start, token.start + token.len) for token in tokens
        )
