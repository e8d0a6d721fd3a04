"""Rows as Parquet; pyarrow is loaded when the first file is written.

Amounts are DECIMAL(38, 18): it holds every whole number of SQLite and every amount with up to 18 decimals
exactly, which a double does not (9,007,199,254,740,993). What has more decimals is left empty, never rounded.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.columns import Cell, Cells, Column, Kind

if TYPE_CHECKING:
    import pyarrow

#: A group of rows, which is in memory as a whole: so many rows, or so many letters.
GROUP_ROWS = 16_384
GROUP_LETTERS = 8_000_000
DIGITS, DECIMALS = 38, 18


class UnfitError(ValueError):
    """A column holds something else than it declares."""


def write_parquet(
    path: Path, columns: Sequence[Column], rows: Iterable[Cells], *, title: str | None = None
) -> None:
    """Write a new file, compressed with zstd. The meaning of each column is its field's ``description``.

    title: what the table is, for the file's own ``description``. Raises UnfitError for a value that is not of
    its column's type (in tables that are not sacho's).
    """
    from pyarrow import parquet

    schema = _schema(columns, title)
    with path.open("wb") as file, parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for group in _groups(rows):
            writer.write_table(_table(schema, columns, group))


def _schema(columns: Sequence[Column], title: str | None) -> pyarrow.Schema:
    import pyarrow as pa

    return pa.schema([arrow_field(column) for column in columns], metadata=_described(title))


def arrow_field(column: Column) -> pyarrow.Field:
    """A column as Arrow's field, with its meaning as ``description``."""
    import pyarrow as pa

    types: dict[Kind, Any] = {
        "integer": pa.int64(),
        "number": pa.decimal128(DIGITS, DECIMALS),
        "real": pa.float64(),
        "text": pa.string(),
        "flag": pa.bool_(),
        "list": pa.list_(pa.string()),
        "json": pa.string(),
        "blob": pa.binary(),
    }
    return pa.field(column.name, types[column.kind], metadata=_described(column.description))


def _described(text: str | None) -> dict[str, str] | None:
    return {"description": text} if text else None


def _groups(rows: Iterable[Cells]) -> Iterator[list[Cells]]:
    group: list[Cells] = []
    letters = 0
    for row in rows:
        group.append(row)
        letters += sum(len(cell) for cell in row if isinstance(cell, str | bytes))
        if len(group) >= GROUP_ROWS or letters >= GROUP_LETTERS:
            yield group
            group, letters = [], 0
    if group:
        yield group


def _table(schema: pyarrow.Schema, columns: Sequence[Column], group: list[Cells]) -> pyarrow.Table:
    import pyarrow as pa

    arrays = []
    for column, field, cells in zip(columns, schema, zip(*group, strict=True), strict=True):
        try:
            arrays.append(pa.array([arrow_value(column.kind, cell) for cell in cells], field.type))
        except (pa.ArrowException, TypeError, ValueError, OverflowError) as error:
            raise UnfitError(f"column {column.name} holds what is no {column.kind}: {error}") from error
    return pa.Table.from_arrays(arrays, schema=schema)


def arrow_value(kind: Kind, cell: Cell) -> object:
    """A cell as Arrow takes it. Raises TypeError or ValueError for what is not of the kind."""
    if cell is None:
        return None
    if kind == "number":
        return exact(cell)
    if kind == "flag":
        return bool(cell)
    if kind == "list":
        return json.loads(str(cell))
    return str(cell) if kind in ("text", "json") else cell


def exact(cell: Cell) -> Decimal | None:
    """The number as it is written in the database; None where a DECIMAL of Parquet can't hold it."""
    if not isinstance(cell, int | float):
        raise TypeError(f"{cell!r} is no number")
    number = Decimal(repr(cell))
    _, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int):  # infinite
        return None
    return number if exponent >= -DECIMALS and len(digits) + exponent <= DIGITS - DECIMALS else None
