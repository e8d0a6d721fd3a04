"""gzip, bzip2, xz and Zstandard, one after the other as they come, with what is broken in its place."""

from __future__ import annotations

import re
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from pipeline.dumps.damage import Budget, Damaged

_STEP = 1 << 18
#: What follows BZh9: the digits of pi before a block, of its root in an empty file.
_BZIP2_BLOCKS = (b"1AY&SY", b"\x17rE8P\x90")
#: Where another gzip member may begin: its flags, time, level and system are plausible too.
_GZIP_MEMBER = re.compile(rb"\x1f\x8b\x08[\x00-\x1f].{4}[\x00\x02\x04][\x00-\x0d\xff]", re.S)


class _Unpacks(Protocol):
    """What the decompressors of bz2, lzma and zstd have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class _Gunzip:
    """zlib's decompressor in the shape of the others."""

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(31)
        self._tail = b""

    @property
    def eof(self) -> bool:
        return self._zlib.eof

    @property
    def needs_input(self) -> bool:
        return not self._tail and not self._zlib.eof

    @property
    def unused_data(self) -> bytes:
        return self._zlib.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        out = self._zlib.decompress(self._tail + data, max(max_length, 0))
        self._tail = self._zlib.unconsumed_tail
        return out


@dataclass(frozen=True, slots=True)
class Compression:
    """One way of packing a single file. magics: how it begins. endings: what each ending leaves of a name."""

    name: str
    magics: tuple[bytes, ...]
    endings: dict[str, str]
    make: Callable[[], _Unpacks]


def _bunzip() -> _Unpacks:
    from bz2 import BZ2Decompressor

    return BZ2Decompressor()


def _unxz() -> _Unpacks:
    from lzma import LZMADecompressor

    return LZMADecompressor()


def _unzstd() -> _Unpacks:
    if sys.version_info >= (3, 14):
        from compression.zstd import ZstdDecompressor
    else:
        from backports.zstd import ZstdDecompressor

    return ZstdDecompressor()


COMPRESSIONS = (
    Compression("gzip", (b"\x1f\x8b\x08",), {".gz": "", ".tgz": ".tar", ".taz": ".tar"}, _Gunzip),
    Compression("bzip2", (b"BZh",), {".bz2": "", ".tbz2": ".tar", ".tbz": ".tar"}, _bunzip),
    Compression("xz", (b"\xfd7zXZ\x00",), {".xz": "", ".txz": ".tar"}, _unxz),
    Compression(
        "zstd",
        (b"\x28\xb5\x2f\xfd", *(bytes((low,)) + b"\x2a\x4d\x18" for low in range(0x50, 0x60))),
        {".zst": "", ".zstd": "", ".tzst": ".tar"},
        _unzstd,
    ),
)


def compression_of(head: bytes) -> Compression | None:
    """The compression that a file beginning so has."""
    found = next((one for one in COMPRESSIONS if head.startswith(one.magics)), None)
    return None if found and found.name == "bzip2" and head[4:10] not in _BZIP2_BLOCKS else found


def unpack(how: Compression, read: Callable[[int], bytes], budget: Budget) -> Iterator[bytes | Damaged]:
    """The unpacked bytes of all members, and Damaged where some are missing.

    Behind a damage in gzip reading goes on at the next member: crawls write one for each record.
    """
    data = read(_STEP)
    while data:
        member = _Member(how.make(), read)
        try:
            for chunk in member.chunks(data):
                yield budget.take(chunk)
                budget.check()
        except Damaged as fault:
            yield fault
            return
        except Exception as error:  # each library has its own
            rest = _next_gzip(member.fed, read) if how.name == "gzip" else b""
            yield Damaged(_reason(how, error), goes_on=bool(rest))
            data = rest
            continue
        data = member.rest().lstrip(b"\0")
        while not data and (more := read(_STEP)):
            data = more.lstrip(b"\0")  # xz and tapes are padded


class _Member:
    """One member (stream, frame) of a packed file. fed: the bytes in which a damage may lie."""

    def __init__(self, unpacker: _Unpacks, read: Callable[[int], bytes]) -> None:
        self._unpacker, self._read = unpacker, read
        self.fed = b""

    def chunks(self, data: bytes) -> Iterator[bytes]:
        self.fed = data[1:]  # the next member is looked for behind the beginning of this one
        while True:
            yield self._unpacker.decompress(data, _STEP)
            if self._unpacker.eof:
                return
            data = self._read(_STEP) if self._unpacker.needs_input else b""
            if data:
                self.fed = data
            elif self._unpacker.needs_input:
                raise EOFError("it ends early: cut off, or not copied to its end")

    def rest(self) -> bytes:
        """What was fed and belongs to the next member."""
        return self._unpacker.unused_data


def _next_gzip(fed: bytes, read: Callable[[int], bytes]) -> bytes:
    """The bytes from the next member on, none if there is none."""
    while True:
        if found := _GZIP_MEMBER.search(fed):
            return fed[found.start() :]
        more = read(_STEP)
        if not more:
            return b""
        fed = fed[-9:] + more


def _reason(how: Compression, error: Exception) -> str:
    said = str(error)
    if how.name == "zstd" and "memory" in said:
        return "zstd with a window over 128 MB is not read; pack it again without --long"
    return f"broken {how.name}, what came before it was read ({said})"
