"""Records as JSON Lines, JSON, CSV, TSV and Parquet: plain dictionaries of text in, bytes out, streaming."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from itertools import chain, islice
from typing import IO

import pyarrow
from pyarrow import parquet

Record = dict[str, str]
Writer = Callable[[IO[bytes], Iterable[Record]], None]

#: Records that are held at once: a row group of Parquet.
GROUP = 500


def json_lines(out: IO[bytes], records: Iterable[Record]) -> None:
    """One object a line."""
    for record in records:
        out.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")


def json_array(out: IO[bytes], records: Iterable[Record]) -> None:
    """One array on one line."""
    _array(out, records, b"[", b", ", b"]\n", None)


def json_pretty(out: IO[bytes], records: Iterable[Record]) -> None:
    """One array over many lines, as ``json.dumps(…, indent=2)`` writes it."""
    _array(out, records, b"[\n  ", b",\n  ", b"\n]\n", 2)


def _array(
    out: IO[bytes], records: Iterable[Record], begin: bytes, between: bytes, end: bytes, indent: int | None
) -> None:
    out.write(begin)
    for number, record in enumerate(records):
        text = json.dumps(record, ensure_ascii=False, indent=indent)
        # the text of a record holds no bare line end: JSON writes \n for it
        text = text.replace("\n", "\n  ") if indent else text
        out.write((between if number else b"") + text.encode())
    out.write(end)


def comma_separated(out: IO[bytes], records: Iterable[Record]) -> None:
    """CSV with a header, in UTF-8."""
    _table(out, records, "utf-8", ",")


def comma_separated_cp949(out: IO[bytes], records: Iterable[Record]) -> None:
    """CSV with a header, in cp949, as Korean Excel saves it."""
    _table(out, records, "cp949", ",")


def tab_separated(out: IO[bytes], records: Iterable[Record]) -> None:
    """TSV with a header; a text of several lines stands between quotation marks."""
    _table(out, records, "utf-8", "\t")


def _table(out: IO[bytes], records: Iterable[Record], encoding: str, delimiter: str) -> None:
    stream = iter(records)
    first = next(stream, None)
    if first is None:
        return
    text = io.TextIOWrapper(out, encoding=encoding, newline="", write_through=False)
    table = csv.DictWriter(text, list(first), delimiter=delimiter)
    table.writeheader()
    table.writerows(chain([first], stream))
    text.flush()
    text.detach()


def parquet_file(out: IO[bytes], records: Iterable[Record]) -> None:
    """Parquet with a column of text for each field. The file names the version of Arrow, and no time."""
    stream = iter(records)
    group = list(islice(stream, GROUP))
    if not group:
        return
    schema = pyarrow.schema([(name, pyarrow.string()) for name in group[0]])
    with parquet.ParquetWriter(out, schema, compression="zstd") as file:
        while group:
            file.write_table(pyarrow.Table.from_pylist(group, schema))
            group = list(islice(stream, GROUP))


#: How records are written, by what the format is called.
WRITERS: dict[str, Writer] = {
    "jsonl": json_lines,
    "json": json_array,
    "json.pretty": json_pretty,
    "csv": comma_separated,
    "csv.cp949": comma_separated_cp949,
    "tsv": tab_separated,
    "parquet": parquet_file,
}
#: How their files end, where not as the format is called.
ENDINGS = {"json.pretty": "json", "csv.cp949": "csv"}
