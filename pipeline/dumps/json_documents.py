"""JSON documents: an array of records, an object that holds it or them, objects in a row, a single record."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from pipeline.dumps import json_lines
from pipeline.dumps.fields import FieldNames
from pipeline.dumps.json_shapes import HEAD, Records, objects_in, records_in
from pipeline.dumps.json_values import Value, values
from pipeline.dumps.lines import as_bytes_of_ascii
from pipeline.dumps.records import MAX_ARTICLE_BYTES, BadRecord, RawRecord, Record
from pipeline.dumps.sniffing import json_shape
from pipeline.dumps.streams import Stream


def read(stream: Stream) -> Iterator[Record]:
    """The record at each value of the list; JSON Lines under the name of a document are read as such."""
    plain = as_bytes_of_ascii(stream)
    head = plain.source.head(HEAD)
    if _is_lines(head, stream.mapping):
        yield from json_lines.read(plain)
        return
    handle, found = plain.buffered(), False
    if head.startswith(codecs.BOM_UTF8):
        handle.read(3)
    place = records_in(head, stream.mapping)
    for value in values(handle.read1, place.path, MAX_ARTICLE_BYTES):
        if not _is_record(value, place, stream.mapping):
            continue
        found = True
        if stream.turns.mine():
            yield _record(stream, value)
    if not found:
        yield from stream.fault(_nothing(head, stream.mapping))


def columns(stream: Stream) -> tuple[str, ...]:
    """The keys of the first record."""
    plain = as_bytes_of_ascii(stream)
    return records_in(plain.source.head(HEAD), stream.mapping).keys


def _is_lines(head: bytes, mapping: FieldNames) -> bool:
    """Whether each line is a record of its own (and no page of an answer with many)."""
    shape = json_shape(head)
    return shape is None or (shape == "lines" and not records_in(head, mapping).path)


def _is_record(value: Value, place: Records, mapping: FieldNames) -> bool:
    """Whether a value is a record; among all the values of an object there may be other things."""
    if value.key is None or value.key == place.beside or value.fault is not None or value.raw is None:
        return True
    if not value.raw.startswith(b"{"):
        return False
    try:
        names = frozenset(mapping.found(tuple(json_lines.parse_object(value.raw, mapping.encoding))))
    except ValueError:
        return True  # broken, which is said
    return place.alike(names) if place.beside else bool(names & place.names)


def _record(stream: Stream, value: Value) -> RawRecord | BadRecord:
    if value.fault is not None:
        return BadRecord(stream.path, value.line, value.fault)
    if value.raw is None:
        return BadRecord(stream.path, value.line, f"a record over {MAX_ARTICLE_BYTES >> 20} MB")
    return json_lines.json_record(stream, value.line, value.raw, "here")


def _nothing(head: bytes, mapping: FieldNames) -> str:
    keys = ", ".join(objects_in(head)[:30])
    where = f" at {mapping.records}" if mapping.records else ""
    objects = f"; objects are at {keys}" if keys else ""
    return f"no records in it{where}{objects}: name where the list is with records = … in a mapping"
