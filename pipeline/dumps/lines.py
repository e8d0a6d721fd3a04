"""Lines of text files, in whatever encoding, one at a time and never one without end."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from pipeline.dumps.damage import Damaged
from pipeline.dumps.records import MAX_ARTICLE_BYTES
from pipeline.dumps.sniffing import HEAD, wide_encoding
from pipeline.dumps.streams import Source, Stream

#: A line by its number from 1, or what is wrong with it.
Line = tuple[int, bytes | Damaged]


def lines_of(stream: Stream) -> Iterator[Line]:
    """Every line with its end. One that is too long, or can't be unpacked, is a Damaged in its place."""
    handle = as_bytes_of_ascii(stream).buffered()
    number = 0
    while True:
        number += 1
        try:
            line = handle.readline(MAX_ARTICLE_BYTES + 1)
            if len(line) > MAX_ARTICLE_BYTES:
                while (piece := handle.readline(1 << 20)) and not piece.endswith(b"\n"):
                    pass
                yield number, Damaged(f"a line over {MAX_ARTICLE_BYTES >> 20} MB", goes_on=True)
                continue
        except Damaged as fault:
            yield number, fault
            if not fault.goes_on:
                return
            continue
        if not line:
            return
        yield number, line


def as_bytes_of_ascii(stream: Stream) -> Stream:
    """The stream in an encoding in which ASCII is one byte each, and lines end in ``\\n``."""
    from dataclasses import replace

    head = stream.source.head(HEAD)
    encoding = wide_encoding(head) or stream.mapping.encoding
    if encoding and not _holds_ascii(encoding):
        return replace(stream, source=Source(_recoded(stream.source, encoding)))
    if b"\r" in head[:-1] and b"\n" not in head:  # as old Macs ended lines
        return replace(stream, source=Source(_with_line_feeds(stream.source)))
    return stream


def decoded(line: bytes, encoding: str | None = None) -> str:
    """A line in the encoding that is given, in UTF-8 (with or without BOM) or cp949.

    Raises ValueError where it is in none of these.
    """
    given = (encoding,) if encoding and _holds_ascii(encoding) else ()
    for one in (*given, "utf-8-sig", "cp949"):
        try:
            return line.decode(one)
        except UnicodeDecodeError:
            continue
    raise ValueError("unknown encoding: neither UTF-8 nor cp949; name it in a mapping with encoding = …")


def _holds_ascii(encoding: str) -> bool:
    try:
        return "{\n".encode(encoding).endswith(b"{\n")
    except (LookupError, UnicodeError):
        return False


def _recoded(source: Source, encoding: str) -> Iterator[bytes | Damaged]:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    for chunk in _chunks(source):
        if isinstance(chunk, Damaged):
            yield chunk
        elif text := decoder.decode(chunk, final=not chunk):
            yield text.encode("utf-8", "replace")


def _with_line_feeds(source: Source) -> Iterator[bytes | Damaged]:
    for chunk in _chunks(source):
        if chunk:
            yield chunk if isinstance(chunk, Damaged) else chunk.replace(b"\r", b"\n")


def _chunks(source: Source) -> Iterator[bytes | Damaged]:
    """The bytes of a source, its faults, and an empty piece in the end."""
    while True:
        try:
            chunk = source.read(HEAD) or b""
        except Damaged as fault:
            yield fault
            continue
        yield chunk
        if not chunk:
            return
