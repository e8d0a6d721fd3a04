"""Bytes that can't be read, and how much may be unpacked from how little."""

from __future__ import annotations

#: A file may unpack to so much whatever its size, and beyond it to so many times its size.
UNPACKED_BYTES = 1 << 30
UNPACKED_RATIO = 200


class Damaged(Exception):  # noqa: N818, a state of the bytes
    """The bytes of a file end here or can't be unpacked; ``reason`` is for the reader of the dump.

    goes_on: reading may continue behind the damage.
    """

    def __init__(self, reason: str, *, goes_on: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.goes_on = goes_on


class Budget:
    """What the packings of one file may unpack to, together. packed: the file's bytes, None if unknown."""

    def __init__(self, packed: int | None) -> None:
        self._packed = packed
        self._read = 0
        self._unpacked = 0
        #: Whether it was exceeded: nothing more of the file is read then.
        self.burst = False

    def read(self, count: int) -> None:
        """So many more packed bytes were read (they count where the size is unknown)."""
        self._read += count

    def take(self, chunk: bytes) -> bytes:
        """As much of the chunk as may still be unpacked."""
        left = max(self._left(), 0)
        self._unpacked += len(chunk)
        return chunk[:left] if len(chunk) > left else chunk

    def check(self) -> None:
        """Raises Damaged where more was unpacked than may be."""
        if self._left() < 0:
            raise self._too_much()

    def charge(self, count: int) -> None:
        """So many bytes are about to be unpacked. Raises Damaged where they are too many."""
        if count > self._left():
            raise self._too_much()
        self._unpacked += count

    def _left(self) -> int:
        packed = self._read if self._packed is None else self._packed
        return max(UNPACKED_BYTES, UNPACKED_RATIO * packed) - self._unpacked

    def _too_much(self) -> Damaged:
        self.burst = True
        return Damaged(
            f"unpacks to more than {UNPACKED_RATIO} times its size; not read further: "
            "unpack it yourself if you trust it"
        )
