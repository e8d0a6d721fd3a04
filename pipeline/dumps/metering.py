"""How much of a dump was read."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO

from pipeline.dumps.files import Piece


class Meter:
    """Tells how many more bytes of a packed file were read, each byte once for all its parts together."""

    def __init__(self, handle: IO[bytes], piece: Piece, advance: Callable[[int], None]) -> None:
        self._handle, self._piece, self._advance = handle, piece, advance
        self._furthest = self._told = 0

    def tell(self) -> None:
        """Tell what was read since the last time."""
        if self._piece.size:
            place = self._handle.tell()
            if place > self._furthest:  # a zip is read back and forth
                self._up_to(min(place, self._piece.size))

    def end(self) -> None:
        """Tell the rest: the file is done with, and may have been read in part only."""
        self._up_to(self._piece.size)

    def _up_to(self, place: int) -> None:
        self._furthest = place
        share = (
            place * self._piece.part // self._piece.parts
            - place * (self._piece.part - 1) // self._piece.parts
        )
        if share > self._told:
            self._advance(share - self._told)
            self._told = share
