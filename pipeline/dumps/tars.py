"""Members of a tar, in the order in which they lie; nothing is written to the disk, no link followed."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from tarfile import HeaderError
from typing import IO, Self, cast

from pipeline.dumps.damage import Damaged
from pipeline.dumps.files import hidden, shown
from pipeline.dumps.records import Record
from pipeline.dumps.streams import Stream, chunks_of


class _Header(tarfile.TarInfo):
    """A header that notes what tarfile says nothing of: blocks that are none, an end without a mark."""

    @classmethod
    def fromtarfile(cls, tarfile: tarfile.TarFile) -> Self:
        tar = cast("_Tar", tarfile)
        try:
            found = super().fromtarfile(tarfile)
        except HeaderError as error:
            tar.note(error)
            raise
        tar.marked = False
        return found


class _Tar(tarfile.TarFile):
    """lost: what was wrong with headers since the last member. marked: whether the mark of an end came."""

    tarinfo = _Header
    lost: str | None = None
    marked = False

    def note(self, error: HeaderError) -> None:
        """Note what stands where a header should be; tarfile has no public names for its errors."""
        kind = type(error).__name__
        if kind == "EOFHeaderError":
            self.marked = True
        elif kind != "EmptyHeaderError":
            self.lost = self.lost or str(error)
        elif not self.marked:
            self.lost = self.lost or "it ends without the mark of an end: cut off?"


def members(stream: Stream) -> Iterator[Stream | Record]:
    """Each file in the tar as a stream; faults, links and devices in their turn."""
    tar, lost = _opened(stream)
    found = False
    while not stream.budget.burst:
        one = None
        if tar is not None and lost is None:
            one, lost = _next(tar, stream)
        if lost is not None:
            found = True
            yield from stream.fault(f"broken tar, what came before it was read ({lost})")
        if one is None or tar is None:
            break
        lost = None
        for member in _member(stream, tar, one):
            found = True
            yield member
    if not found:
        yield from stream.fault("an empty tar: no articles in it")


def _opened(stream: Stream) -> tuple[_Tar | None, str | None]:
    """The tar, or why it can't be opened."""
    try:
        tar = _Tar.open(
            fileobj=cast("IO[bytes]", stream.source), mode="r|", ignore_zeros=True, errors="surrogateescape"
        )
    except Damaged as fault:
        return None, fault.reason
    except (tarfile.TarError, OSError, ValueError) as error:
        return None, str(error)
    return tar, None


def _next(tar: _Tar, stream: Stream) -> tuple[tarfile.TarInfo | None, str | None]:
    """The next member, and what was lost before it; no member at the end and behind damage."""
    if stream.source.broken:
        return None, stream.source.broken
    try:
        one = tar.next()
    except Damaged as fault:
        return None, fault.reason
    except (tarfile.TarError, OSError, ValueError) as error:
        return None, str(error)
    vars(tar)["members"] = []  # or a million of them are kept
    lost, tar.lost = tar.lost, None
    return one, lost


def _member(stream: Stream, tar: _Tar, one: tarfile.TarInfo) -> Iterator[Stream | Record]:
    name = shown(one.name)
    path = PurePosixPath(name)
    if one.isdir() or hidden(path):
        return
    member = stream.inner("tar", name, _chunks(tar, one))
    if ".." in path.parts or not one.isreg():
        yield from member.skipped("a link, a device or a path that leaves the tar")
    else:
        yield member


def _chunks(tar: _Tar, one: tarfile.TarInfo) -> Iterator[bytes | Damaged]:
    try:
        handle = tar.extractfile(one)
        if handle is not None:
            yield from chunks_of(handle)
    except Damaged as fault:
        yield Damaged(fault.reason)
    except (tarfile.TarError, OSError, ValueError) as error:
        yield Damaged(f"cannot be unpacked ({error})")
