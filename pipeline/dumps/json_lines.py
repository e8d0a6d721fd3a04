"""JSON Lines: one object on each line."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator

from pipeline.dumps.damage import Damaged
from pipeline.dumps.lines import decoded, lines_of
from pipeline.dumps.records import BadRecord, RawRecord, Record
from pipeline.dumps.streams import Stream

#: ``"\\ud83d"`` without its second half: a text that was cut in the middle of an emoji.
_HALF_PAIR = re.compile("[\ud800-\udfff]")


def read(stream: Stream) -> Iterator[Record]:
    """The record of each line; blank lines are passed over."""
    found = False
    for number, line in lines_of(stream):
        if isinstance(line, Damaged):
            found = True
            yield from stream.fault(line.reason, number)
        elif line := _alone(line):
            found = True
            if stream.turns.mine():
                yield json_record(stream, number, line)
    if not found:
        yield from stream.fault("no records in it")


def columns(stream: Stream) -> tuple[str, ...]:
    """The keys of the first object."""
    for _, line in lines_of(stream):
        if not isinstance(line, Damaged) and (line := _alone(line)):
            try:
                return tuple(parse_object(line, stream.mapping.encoding))
            except ValueError:
                return ()
    return ()


def _alone(line: bytes) -> bytes:
    """An object without what parts it from others: the comma of ``{…},`` or ``,{…}``, RFC 7464's mark."""
    line = line.removeprefix(codecs.BOM_UTF8).strip(b" \t\r\n\v\f\x1e")
    if line.startswith(b",") and (behind := line[1:].lstrip()).startswith(b"{"):
        line = behind
    return before if line.endswith(b",") and (before := line[:-1].rstrip()).endswith(b"}") else line


def json_record(
    stream: Stream, number: int, raw: bytes, where: str = "on each line"
) -> RawRecord | BadRecord:
    """The record in the bytes of one object."""
    try:
        fields = parse_object(raw, stream.mapping.encoding, where)
    except ValueError as error:
        return BadRecord(stream.path, number, str(error))
    return stream.record(fields, number)


def parse_object(line: bytes, encoding: str | None = None, where: str = "on each line") -> dict[str, object]:
    """The JSON object on a line, in the encoding given, in UTF-8 (with or without BOM) or cp949.

    where: where such objects are expected, for messages. Raises ValueError with a reason for a reader of the
    dump.
    """
    text = decoded(line, encoding)
    try:
        record = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"broken JSON ({error}); one whole object is expected {where}") from None
    if not isinstance(record, dict):
        kind = type(record).__name__
        raise ValueError(f"a JSON {kind}, not an object; one object is expected {where}")
    return {key: _whole(value) for key, value in record.items()} if "\\" in text else record


def _whole(value: object, depth: int = 0) -> object:
    """The value with U+FFFD for each half of a surrogate pair, which UTF-8 can't hold."""
    if isinstance(value, str):
        return _HALF_PAIR.sub("\ufffd", value)
    if isinstance(value, list) and depth < 20:
        return [_whole(one, depth + 1) for one in value]
    if isinstance(value, dict) and depth < 20:
        return {key: _whole(one, depth + 1) for key, one in value.items()}
    return value
