"""Files of one article each: text and HTML."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from pipeline.dumps import sniffing
from pipeline.dumps.damage import Damaged
from pipeline.dumps.records import MAX_ARTICLE_BYTES, BadRecord, RawRecord, Record
from pipeline.dumps.streams import Stream
from scrapers.article import content_id

#: Fields that a file has, for a mapping such as ``id = "name"``.
_FIELDS = ("name", "path")


def read(stream: Stream) -> Iterator[Record]:
    """The one article; a file that is not this part's is not read at all."""
    if stream.turns.mine():
        yield _article(stream)


def columns(stream: Stream) -> tuple[str, ...]:
    """What a mapping can use of a file."""
    return _FIELDS


def _article(stream: Stream) -> RawRecord | BadRecord:
    try:
        if stream.member and (kind := sniffing.packed_kind(stream.source.head(512))):
            return BadRecord(stream.path, None, f"{kind} under the name of a text; rename it")
        raw = _whole(stream)
    except Damaged as fault:
        return BadRecord(stream.path, None, fault.reason)
    if len(raw) > MAX_ARTICLE_BYTES:
        return BadRecord(stream.path, None, f"over {MAX_ARTICLE_BYTES >> 20} MB, too large for one article")
    from pipeline.dumps.formats import by_name

    # a .txt may well hold a saved page
    markup = True if "html" in (stream.mapping.format, by_name(stream.name)) else None
    mapping, fields = stream.mapping, dict(zip(_FIELDS, (_bare(stream), stream.place), strict=True))
    return RawRecord(
        mapping.id(fields) or content_id(raw),
        stream.place,
        None,
        raw,
        hashlib.sha256(raw).hexdigest(),
        markup,
        mapping.url(fields),
        mapping.known(fields),
        stream.path,
        sniffing.wide_encoding(raw),
    )


def _whole(stream: Stream) -> bytes:
    """The bytes of the file, and one more than an article may have where there are more."""
    pieces, size = [], 0
    while size <= MAX_ARTICLE_BYTES and (piece := stream.source.read(1 << 18)):
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)[: MAX_ARTICLE_BYTES + 1]


def _bare(stream: Stream) -> str:
    """The file's name without its endings."""
    name = PurePosixPath(stream.name).name
    return name.removesuffix(PurePosixPath(name).suffix) or name
