"""The page in an HTTP answer: its transfer and content encodings undone."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable

from pipeline.dumps.compression import compression_of
from pipeline.dumps.records import MAX_ARTICLE_BYTES
from pipeline.dumps.sniffing import looks_like_text

_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,16})[ \t]*(?:;[^\r\n]{0,400})?\r?\n")
_MOST = MAX_ARTICLE_BYTES + 1


def unchunked(body: bytes) -> bytes:
    """The body without its chunks; as it is where a tool has taken them off already.

    Raises ValueError for chunks that are broken or end early.
    """
    if not _CHUNK.match(body):
        return body
    pieces: list[bytes] = []
    place = 0
    while head := _CHUNK.match(body, place):
        size, place = int(head[1], 16), head.end()
        if not size:
            return b"".join(pieces)
        if place + size > len(body):
            break
        pieces.append(body[place : place + size])
        place += size
        place += 2 if body[place : place + 2] == b"\r\n" else body[place : place + 1] == b"\n"
    raise ValueError("broken chunks (Transfer-Encoding): the page is cut off or damaged")


def decoded(body: bytes, encodings: str, *, cut: bool = False) -> bytes:
    """The body without these content encodings (``gzip, br``); as it is where a tool has undone them already.

    cut: the capture says itself that it is not whole; then what there is will do. Raises ValueError for a
    broken or unknown encoding and for a page that is too large.
    """
    for name in reversed([one.strip().lower() for one in encodings.split(",")]):
        if name in ("", "identity", "none", "utf-8"):
            continue
        if name not in _DECODERS:
            raise ValueError(f"content encoding {name!r} is not read; capture the page without it")
        body = _undone(name.removeprefix("x-"), body, cut=cut)
    return body


def _undone(name: str, body: bytes, *, cut: bool) -> bytes:
    packed = compression_of(body[:16])
    if name in ("gzip", "zstd") and (packed is None or packed.name != name):
        if not body or looks_like_text(body[:4096]):
            return body
        raise ValueError(f"broken {name} (Content-Encoding): it does not begin like one")
    try:
        text, whole = _DECODERS[name](body)
    except Exception as error:  # each library has its own
        if name in ("deflate", "br") and looks_like_text(body[:4096]):
            return body
        raise ValueError(f"broken {name} (Content-Encoding): {error}") from None
    if len(text) >= _MOST:
        raise ValueError(f"over {MAX_ARTICLE_BYTES >> 20} MB unpacked, too large for one article")
    if not whole and not cut:
        raise ValueError(f"broken {name} (Content-Encoding): the page is cut off")
    return text


def _gzip(body: bytes) -> tuple[bytes, bool]:
    out, rest = b"", body
    while rest.startswith(b"\x1f\x8b") and len(out) < _MOST:
        unpacker = zlib.decompressobj(31)
        out += unpacker.decompress(rest, _MOST - len(out))
        if not unpacker.eof:
            return out, False
        rest = unpacker.unused_data
    return out, True


def _deflate(body: bytes) -> tuple[bytes, bool]:
    try:
        unpacker = zlib.decompressobj()
        out = unpacker.decompress(body, _MOST)
    except zlib.error:  # many servers send it without its header
        unpacker = zlib.decompressobj(-15)
        out = unpacker.decompress(body, _MOST)
    return out, unpacker.eof


def _brotli(body: bytes) -> tuple[bytes, bool]:
    from brotli import Decompressor

    unpacker, out = Decompressor(), b""
    data = body
    while len(out) < _MOST and (piece := unpacker.process(data, output_buffer_limit=_MOST)):
        out, data = out + piece, b""
    return out, unpacker.is_finished()


def _zstd(body: bytes) -> tuple[bytes, bool]:
    from pipeline.dumps.compression import COMPRESSIONS

    make = next(one.make for one in COMPRESSIONS if one.name == "zstd")
    out, rest = b"", body
    while rest and len(out) < _MOST:
        unpacker = make()
        out += unpacker.decompress(rest, _MOST - len(out))
        if not unpacker.eof:
            return out, False
        rest = unpacker.unused_data
    return out, True


_DECODERS: dict[str, Callable[[bytes], tuple[bytes, bool]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
