"""Which records of a file belong to which of its parts."""

from __future__ import annotations

#: So many records in a row belong to the same part.
BLOCK = 64


class Turns:
    """Numbers everything that a file gives, faults too, and says what part ``part`` of ``parts`` takes.

    Each reader asks once for each thing that it would give, before the work on it. Every part asks for
    the same things in the same order, so each is given by exactly one part.
    """

    def __init__(self, part: int = 1, parts: int = 1) -> None:
        self._part, self._parts = part - 1, parts
        self.number = 0

    def mine(self) -> bool:
        """Whether the next thing belongs to this part."""
        number = self.number
        self.number += 1
        return self._parts == 1 or number // BLOCK % self._parts == self._part

    def any_of(self, count: int) -> bool:
        """Whether one of the next ``count`` things belongs to this part; asks for none of them."""
        if self._parts == 1 or count <= 0:
            return count > 0
        first, last = self.number // BLOCK, (self.number + count - 1) // BLOCK
        return first + (self._part - first) % self._parts <= last

    def skip(self, count: int) -> None:
        """Pass over ``count`` things."""
        self.number += count
