"""Parquet: rows, batch by batch, of the columns that are needed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any
from uuid import UUID

from pipeline.dumps.fields import shown_names
from pipeline.dumps.records import MAX_ARTICLE_BYTES, BadRecord, Record
from pipeline.dumps.streams import Stream

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

#: Rows and bytes that are unpacked at a time.
_ROWS = 256
_BYTES = 16 << 20
_NAME_IT = "name it with --field text=NAME"


def read(stream: Stream) -> Iterator[Record]:
    """The record of each row; groups of rows of which none is wanted are not unpacked."""
    with stream.seekable() as handle:
        file = _opened(handle)
        if isinstance(file, str):
            yield from stream.fault(file)
        else:
            yield from _file(stream, file)


def columns(stream: Stream) -> tuple[str, ...]:
    """The columns of the file."""
    with stream.seekable() as handle:
        file = _opened(handle)
        return () if isinstance(file, str) else tuple(file.schema_arrow.names)


def _file(stream: Stream, file: ParquetFile) -> Iterator[Record]:
    names = tuple(file.schema_arrow.names)
    paths = sorted({path for paths in stream.mapping.found(names).values() for path in paths})
    if not stream.mapping.has_text(names):
        there = shown_names(names)
        yield from stream.fault(f"no column for the text; its columns are {there}; {_NAME_IT}")
    elif file.metadata.num_rows == 0:
        yield from stream.fault("no records in it")
    else:
        first = 1
        for group in range(file.num_row_groups):
            count = file.metadata.row_group(group).num_rows
            if stream.turns.any_of(count):
                yield from _group(stream, file, group, first, [".".join(path) for path in paths])
            else:
                stream.turns.skip(count)
            first += count


def _opened(handle: IO[bytes]) -> ParquetFile | str:
    """The file, or why it can't be read."""
    from pyarrow.parquet import ParquetFile

    try:
        return ParquetFile(handle, buffer_size=1 << 20, pre_buffer=False, page_checksum_verification=True)
    except Exception as error:
        return f"broken Parquet ({_line(error)}); copy it again"


def _group(stream: Stream, file: ParquetFile, group: int, first: int, names: list[str]) -> Iterator[Record]:
    """The rows of one group, the first of which has the number ``first``."""
    about = file.metadata.row_group(group)
    count, done = about.num_rows, 0
    size = max(1, min(_ROWS, _BYTES * about.num_rows // max(about.total_byte_size, 1)))
    batches = iter(file.iter_batches(size, row_groups=[group], columns=names, use_threads=False))
    while done < count:
        try:
            batch = next(batches)
        except Exception as error:
            lost = f"rows {first + done} to {first + count - 1} can't be read"
            yield from stream.fault(f"broken Parquet: {lost} ({_line(error)}); copy it again", first + done)
            stream.turns.skip(count - done - 1)
            return
        yield from _rows(stream, batch, first + done)
        done += batch.num_rows


def _rows(stream: Stream, batch: pa.RecordBatch, first: int) -> Iterator[Record]:
    if not stream.turns.any_of(batch.num_rows):
        stream.turns.skip(batch.num_rows)
        return
    columns = {name: _values(batch.column(index)) for index, name in enumerate(batch.schema.names)}
    for row in range(batch.num_rows):
        if stream.turns.mine():
            yield _record(stream, {name: values[row] for name, values in columns.items()}, first + row)


def _record(stream: Stream, fields: dict[str, object], number: int) -> Record:
    if any(isinstance(value, str | bytes) and len(value) > MAX_ARTICLE_BYTES for value in fields.values()):
        return BadRecord(stream.path, number, f"a record over {MAX_ARTICLE_BYTES >> 20} MB")
    return stream.record(fields, number)


def _values(column: Any) -> list[object]:
    """The values of a column. Moments have no finer unit than Python's; text that is no UTF-8 stays bytes."""
    import pyarrow as pa

    if isinstance(column.type, pa.ExtensionType | pa.BaseExtensionType):
        column = column.storage
    kind = column.type
    if pa.types.is_fixed_size_binary(kind) and kind.byte_width == 16:
        return [_uuid(one) for one in column.to_pylist()]
    if pa.types.is_timestamp(kind):
        column = column.cast(pa.timestamp("us", kind.tz), safe=False)
    try:
        return list(column.to_pylist())
    except UnicodeDecodeError:
        wide = pa.large_binary() if pa.types.is_large_string(kind) else pa.binary()
        return list(column.cast(wide).to_pylist())
    except Exception:  # a zone that this machine does not know, a year that Python does not have
        return [_value(one) for one in column]


def _uuid(raw: bytes | None) -> object:
    """16 bytes as a UUID; 16 digits and letters are a text."""
    return raw if raw is None or raw.isalnum() else UUID(bytes=raw)


def _value(one: Any) -> object:
    import pyarrow as pa

    try:
        return one.as_py()
    except Exception:
        if pa.types.is_timestamp(one.type) and one.type.tz:
            return str(one.cast(pa.timestamp("us")).as_py()) + "Z"
        return None


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
