"""What a file of a dump is, and what would be read from which of its fields."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO

from pipeline.dumps import formats, sniffing
from pipeline.dumps.damage import Damaged
from pipeline.dumps.fields import FieldNames
from pipeline.dumps.files import Piece
from pipeline.dumps.packing import ARCHIVES, archive_of, bare
from pipeline.dumps.reading import XML, format_of, is_xml, opened, stream_of
from pipeline.dumps.streams import Stream
from pipeline.dumps.turns import Turns

_TEXTS = frozenset(("jsonl", "json", "csv", "tsv", "html", "text"))


@dataclass(frozen=True, slots=True)
class Description:
    """A file of a dump. path: as it was named; of an archive its first member. format: None where none is
    read. packing: outermost first. encoding: of text. columns: the fields of its first record. fields: ours,
    each with the column that it is read from first. fault: why nothing can be said."""

    path: str
    format: str | None = None
    packing: tuple[str, ...] = ()
    encoding: str | None = None
    columns: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    fault: str | None = None


def describe(piece: Piece, mapping: FieldNames | None = None, stdin: IO[bytes] | None = None) -> Description:
    """What a file is; reads no more of it than its beginning. Raises nothing for what can't be read."""
    names = mapping or FieldNames()
    try:
        with opened(piece, stdin or BytesIO()) as handle:
            return _described(stream_of(piece, handle, names, Turns()))
    except OSError as error:
        return Description(piece.path, fault=f"cannot be read ({error.strerror or error})")


def _described(stream: Stream) -> Description:
    try:
        stream = bare(stream)
        head = stream.source.head(sniffing.HEAD)
        archive = archive_of(stream, head)
        if archive and not stream.member:
            return _first_member(stream, archive)
        if archive or (what := sniffing.foreign(head)):
            return Description(stream.path, None, stream.packing, fault=f"{archive or what} is not read")
        if is_xml(stream, head):
            return Description(stream.path, None, stream.packing, fault=XML)
        name = format_of(stream, head)
        encoding = _encoding(head, stream.mapping) if name in _TEXTS else None
        columns = formats.reader(name).columns(stream)
    except Damaged as fault:
        return Description(stream.path, None, stream.packing, fault=fault.reason)
    sources = dict(_sources(stream.mapping, columns, name))
    return Description(stream.path, name, stream.packing, encoding, columns, sources)


def _first_member(stream: Stream, archive: str) -> Description:
    faults = []
    for member in ARCHIVES[archive](stream):
        if isinstance(member, Stream):
            return _described(member)
        faults.append(member)
    reason = next((str(getattr(one, "reason", "")) for one in faults), "an empty archive")
    return Description(stream.path, None, (*stream.packing, archive), fault=reason)


def _sources(mapping: FieldNames, columns: tuple[str, ...], name: str) -> Iterator[tuple[str, str]]:
    if name == "warc":
        from pipeline.dumps import warc

        yield from warc.sources(mapping, columns).items()
    else:
        for ours, paths in mapping.found(columns).items():
            yield ours, ".".join(paths[0])
    for ours, value in mapping.fixed.items():
        yield ours, f"always {value!r}"


def _encoding(head: bytes, mapping: FieldNames) -> str:
    """The encoding of a text by its first bytes."""
    if wide := sniffing.wide_encoding(head):
        return wide
    if mapping.encoding:
        return mapping.encoding
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp949"
    return "utf-8"
