"""A transfer's compression undone in pieces, so that a small answer can't fill the memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

#: The most that one step gives out, in bytes.
PIECE = 64 * 1024
#: What we ask for, and its old name.
ACCEPTED = "gzip, deflate"
_GZIP = frozenset({"gzip", "x-gzip"})
#: Compressions that we never ask for. Other names (``utf-8``, ``none``) are mistakes: nothing is done.
_FOREIGN = frozenset({"br", "zstd", "compress", "x-compress", "bzip2", "xz", "lzma", "dcb", "dcz"})
#: Layers that are undone; an honest server uses one.
_LAYERS = 2
_GZIP_START = b"\x1f\x8b"


class CompressionError(Exception):
    """The compressed bytes are broken or cut off."""


class ForeignCompressionError(Exception):
    """The answer is compressed in a way that was not asked for."""


def unpacked(parts: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The bytes behind a Content-Encoding, in pieces of at most 64 KiB, or as they came without one.

    Raises CompressionError when they are broken or end too early, ForeignCompressionError for one that we
    don't read.
    """
    names = [name.partition(";")[0].strip().lower() for name in encoding.split(",")]
    foreign = [name for name in names if name in _FOREIGN]
    layers = [name for name in names if name in _GZIP or name == "deflate"]
    if foreign or len(layers) > _LAYERS:
        raise ForeignCompressionError(", ".join(foreign or layers[:5]))
    for name in reversed(layers):
        parts = _gunzipped(parts) if name in _GZIP else _inflated(parts)
    return iter(parts)


def _gunzipped(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Gzip of one or more members; what follows the last is dropped, as browsers do."""
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    members = 0
    inside = False
    for part in parts:
        data = part
        while data:
            if members and not inside and not _GZIP_START.startswith(data[:2]):
                return
            inside = True
            yield from _pieces(unpacker, data)
            data = unpacker.unused_data
            if unpacker.eof:
                unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
                members += 1
                inside = False
    if inside:
        raise CompressionError("the compressed answer is cut off")


def _inflated(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Deflate with the header that belongs to it, or without, as some servers send it."""
    unpacker = None
    head = b""
    for part in parts:
        data = part
        if unpacker is None:
            head += data
            if len(head) < 2:
                continue
            data = head
            has_header = head[0] & 15 == 8 and int.from_bytes(head[:2], "big") % 31 == 0
            unpacker = zlib.decompressobj(zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS)
        if not unpacker.eof:
            yield from _pieces(unpacker, data)
    if head and (unpacker is None or not unpacker.eof):
        raise CompressionError("the compressed answer is cut off")


def _pieces(unpacker: zlib._Decompress, data: bytes) -> Iterator[bytes]:
    full = False  # a full piece may leave more in the unpacker though it has taken all data
    while (data or full) and not unpacker.eof:
        try:
            piece = unpacker.decompress(data, PIECE)
        except zlib.error as error:
            raise CompressionError(f"the compressed answer is broken: {error}") from error
        data = unpacker.unconsumed_tail
        full = len(piece) == PIECE
        if piece:
            yield piece
