"""JSON documents: an array of records, an object that holds it, objects in a row, a single record."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from pipeline.dumps import json_lines
from pipeline.dumps.damage import Damaged
from pipeline.dumps.fields import FieldNames
from pipeline.dumps.json_values import TOKEN, Marks, Value, keys_of, values
from pipeline.dumps.lines import as_bytes_of_ascii
from pipeline.dumps.records import MAX_ARTICLE_BYTES, BadRecord, RawRecord, Record
from pipeline.dumps.sniffing import json_shape
from pipeline.dumps.streams import Stream

#: So much of a document is looked at to find out where its records are.
_HEAD = 1 << 20
_DEEP = 8


@dataclass(frozen=True, slots=True)
class _Place:
    """An object of a document: the keys that lead to it, whether it is in a list, its own keys, and those of
    them that hold a string."""

    path: tuple[str, ...]
    in_list: bool
    keys: list[str] = field(default_factory=list)
    strings: set[str] = field(default_factory=set)

    def has_text(self, mapping: FieldNames) -> bool:
        """Whether it may be an article: ``content`` is often the list itself."""
        found = mapping.found(self.keys)
        paths = (*found.get("text", ()), *found.get("html", ()))
        return any(len(path) > 1 or path[0] in self.strings for path in paths)


def read(stream: Stream) -> Iterator[Record]:
    """The record at each value of the list; JSON Lines under the name of a document are read as such."""
    plain = as_bytes_of_ascii(stream)
    head = plain.source.head(_HEAD)
    if _is_lines(head, stream.mapping):
        yield from json_lines.read(plain)
        return
    handle, found = plain.buffered(), False
    if head.startswith(codecs.BOM_UTF8):
        handle.read(3)
    for value in values(handle.read1, records_path(head, stream.mapping), MAX_ARTICLE_BYTES):
        found = True
        if stream.turns.mine():
            yield _record(stream, value)
    if not found:
        yield from stream.fault(_nothing(head, stream.mapping))


def columns(stream: Stream) -> tuple[str, ...]:
    """The keys of the first record."""
    plain = as_bytes_of_ascii(stream)
    head = plain.source.head(_HEAD)
    path = records_path(head, stream.mapping)
    return next((tuple(place.keys) for place in _places(head) if place.path == path), ())


def records_path(head: bytes, mapping: FieldNames) -> tuple[str, ...]:
    """The keys that lead to the records: of the first objects that have a text, lists of them first."""
    if mapping.records is not None:
        return tuple(mapping.records.split("."))
    places = _places(head)
    if places and not places[0].path and places[0].has_text(mapping):
        return ()
    with_text = [place for place in places if place.has_text(mapping)]
    lists = [place for place in with_text or places if place.in_list]
    return (lists or with_text or [_Place((), False)])[0].path


def _is_lines(head: bytes, mapping: FieldNames) -> bool:
    """Whether each line is a record of its own (and no page of an answer with many)."""
    shape = json_shape(head)
    return shape is None or (shape == "lines" and not records_path(head, mapping))


def _record(stream: Stream, value: Value) -> RawRecord | BadRecord:
    if value.fault is not None:
        return BadRecord(stream.path, value.line, value.fault)
    if value.raw is None:
        return BadRecord(stream.path, value.line, f"a record over {MAX_ARTICLE_BYTES >> 20} MB")
    return json_lines.json_record(stream, value.line, value.raw, "here")


def _nothing(head: bytes, mapping: FieldNames) -> str:
    keys = ", ".join(dict.fromkeys(".".join(place.path) for place in _places(head) if place.path))
    where = f" at {mapping.records}" if mapping.records else ""
    objects = f"; objects are at {keys}" if keys else ""
    return f"no records in it{where}{objects}: name where the list is with records = … in a mapping"


def _places(head: bytes) -> list[_Place]:
    """The objects in the first bytes of a document, of each list the first."""
    found: list[_Place] = []
    pieces = iter((head.removeprefix(codecs.BOM_UTF8),))
    marks = Marks(lambda size: next(pieces, b""), _HEAD)
    with suppress(Damaged):  # the head ends somewhere
        _visit(marks, marks.needed(TOKEN), _Place((), False), found)
    return found


def _visit(marks: Marks, mark: bytes, place: _Place, found: list[_Place]) -> None:
    """Note the object that begins with ``mark`` and those in it."""
    if mark == b"{" and len(place.path) < _DEEP:
        found.append(place)
        for key in keys_of(marks):
            place.keys.append(key)
            mark = marks.needed(TOKEN)
            if mark[:1] == b'"':
                place.strings.add(key)
            _visit(marks, mark, _Place((*place.path, key), place.in_list), found)
    elif mark == b"[" and not place.in_list:
        inner = _Place(place.path, True)
        while (mark := marks.needed(TOKEN)) != b"]":
            if mark != b",":
                _visit(marks, mark, inner, found)
                inner = _Place(place.path, True)
                while (mark := marks.needed(TOKEN)) != b"]":
                    marks.pass_over(mark)
                return
    else:
        marks.pass_over(mark)
