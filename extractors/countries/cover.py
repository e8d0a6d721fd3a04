"""Stretches of a text asked by place, in logarithmic time: a list of members may hold thousands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate


class Cover:
    """Stretches [start, end), which may overlap."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))

    def reach(self, offset: int) -> int:
        """The furthest end among the stretches that begin at or before an offset; 0 without any."""
        place = bisect_right(self._starts, offset)
        return self._reach[place - 1] if place else 0
