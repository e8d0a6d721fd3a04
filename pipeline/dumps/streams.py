"""A file of a dump while it is read: its bytes, its names, and what goes with them."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import IO, cast

from pipeline.dumps.damage import Budget, Damaged
from pipeline.dumps.fields import FieldNames
from pipeline.dumps.records import BadRecord, RawRecord, SkippedRecord, record_digest
from pipeline.dumps.turns import Turns

CHUNK = 1 << 17


class Source(io.RawIOBase):
    """Bytes in a row, of which the first can be looked at before they are read.

    chunks: the bytes, and Damaged where some can't be had: that is raised once in its place. file: the
    open file where the bytes are just its content and can be read in any order.
    """

    def __init__(self, chunks: Iterator[bytes | Damaged], file: IO[bytes] | None = None) -> None:
        super().__init__()
        self._chunks = chunks
        self._ahead = memoryview(b"")
        self._fault: Damaged | None = None
        self.file = file
        #: What the first damage was that a reader has met.
        self.broken: str | None = None

    def readable(self) -> bool:
        return True

    def head(self, size: int) -> bytes:
        """The next bytes, at most ``size``, without reading them; fewer at the end and before damage."""
        while len(self._ahead) < size and self._fault is None:
            chunk = self._pull()
            if isinstance(chunk, Damaged):
                self._fault = chunk
            elif not chunk:
                break
            else:
                self._ahead = memoryview(bytes(self._ahead) + chunk) if self._ahead else memoryview(chunk)
        return bytes(self._ahead[:size])

    def readinto(self, target: object) -> int:
        view = memoryview(cast("bytearray", target)).cast("B")
        if not self._ahead:
            self._next()
        count = min(len(view), len(self._ahead))
        view[:count] = self._ahead[:count]
        self._ahead = self._ahead[count:]
        return count

    def _next(self) -> None:
        fault, self._fault = self._fault, None
        chunk = self._pull() if fault is None else fault
        if isinstance(chunk, Damaged):
            self.broken = self.broken or chunk.reason
            raise chunk
        self._ahead = memoryview(chunk)

    def _pull(self) -> bytes | Damaged:
        """The next bytes, empty at the end; unpacking may give none for a while."""
        try:
            return next((chunk for chunk in self._chunks if chunk), b"")
        except Damaged as fault:
            return fault


def chunks_of(handle: IO[bytes]) -> Iterator[bytes | Damaged]:
    """The bytes of an open file."""
    while chunk := handle.read(CHUNK):
        yield chunk


@dataclass(frozen=True, slots=True)
class Stream:
    """A file of a dump, or of an archive in it.

    path: what to call it in messages; place: in the database. name: the file's name less the endings of
    packings that were taken off. mapping: which field holds what. turns, budget: of the whole file that
    this is or lies in. packing: what was taken off, outermost first. archive: what kind of archive this
    is a member of.
    """

    path: str
    place: str
    name: str
    source: Source
    mapping: FieldNames
    turns: Turns
    budget: Budget
    packing: tuple[str, ...] = ()
    archive: str | None = None

    @property
    def suffix(self) -> str:
        """The last ending of the name, in small letters."""
        return PurePosixPath(self.name).suffix.lower()

    def buffered(self) -> io.BufferedReader:
        """The bytes, to be read by lines."""
        return io.BufferedReader(self.source, CHUNK)

    def fault(self, reason: str, line: int | None = None) -> Iterator[BadRecord]:
        """A fault in its turn."""
        if self.turns.mine():
            yield BadRecord(self.path, line, reason)

    def skipped(self, reason: str, line: int | None = None) -> Iterator[SkippedRecord]:
        """Something that is no article, in its turn."""
        if self.turns.mine():
            yield SkippedRecord(self.path, line, reason)

    def record(self, fields: dict[str, object], line: int) -> RawRecord | BadRecord:
        """The record that has these fields, or what is wrong with it."""
        try:
            content, markup = self.mapping.content(fields)
        except ValueError as error:
            return BadRecord(self.path, line, str(error))
        url, known = self.mapping.url(fields), self.mapping.known(fields)
        digest = record_digest(content, markup, url, known)
        native_id = self.mapping.id(fields) or digest[:16]
        return RawRecord(native_id, self.place, line, content, digest, markup, url, known, self.path)

    @property
    def member(self) -> bool:
        """Whether this is a member of an archive."""
        return self.archive is not None

    def unpacked(self, packing: str, name: str, source: Source) -> Stream:
        """The same file with one packing taken off."""
        return replace(self, name=name, source=source, packing=(*self.packing, packing))

    def inner(self, archive: str, name: str, chunks: Iterator[bytes | Damaged]) -> Stream:
        """The member with that name of the archive that this is."""
        return replace(
            self,
            path=f"{self.path}/{name}",
            place=f"{self.place}/{name}",
            name=PurePosixPath(name).name,
            source=Source(chunks),
            packing=(*self.packing, archive),
            archive=archive,
        )

    @contextmanager
    def seekable(self) -> Iterator[IO[bytes]]:
        """The bytes as a file that can be read in any order: itself, or a temporary copy, gone afterwards.

        Raises Damaged where the bytes can't be had, or are too many for a copy.
        """
        if self.source.file is not None and self.source.file.seekable():
            self.source.file.seek(0)
            yield self.source.file
            return
        with tempfile.TemporaryFile(prefix="sacho-") as copy:
            try:
                shutil.copyfileobj(self.source, copy, CHUNK)
            except OSError as error:
                reason = f"can't be copied to {tempfile.gettempdir()} ({error.strerror or error})"
                raise Damaged(f"{reason}; make room there, or unpack it first") from None
            copy.seek(0)
            yield cast("IO[bytes]", copy)
