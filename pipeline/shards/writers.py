"""The files of a shard: an article a line of JSON, an article a row of Parquet, or CSV by table."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import IO, Any, Literal, get_args

from db.articles import Extractor
from db.columns import Column
from db.rows import Rows
from db.trees import ENTITIES, LISTS, shape, tree_of
from pipeline.export_formats import csv_cell
from pipeline.export_parquet import arrow_field, arrow_value
from pipeline.shards.folder import Folder
from pipeline.sink import line_of

Format = Literal["parquet", "jsonl", "jsonl.gz", "csv"]
FORMATS: tuple[Format, ...] = get_args(Format)
#: Formats that ``sacho load`` reads; in CSV an empty text and no text are the same.
LOADED: tuple[Format, ...] = ("parquet", "jsonl", "jsonl.gz")
#: Articles in a row group, and letters: what is in memory while it is written.
_GROUP, _LETTERS = 1_000, 16_000_000
#: What a shard's rows have beside the columns of the database. input: the file as it was named.
#: input_order: the place of the record in the whole dump, which decides between two with one id.
MADE_BY = (
    Column("code_version", "text", "추출한 규칙의 판"),
    Column("gazetteer", "text", "추출에 쓴 기관·나라 사전의 지문"),
)
ORIGIN = (
    Column("input", "text", "읽은 덤프 파일"),
    Column("input_order", "integer", "덤프 전체에서 몇 번째 기록인지"),
)

Write = Callable[[Rows, str, int], None]


@contextmanager
def writer(folder: Folder, name: str, form: Format, made: Extractor) -> Iterator[tuple[Write, list[str]]]:
    """A function that takes articles with the file and the place that they came from; and the files' names.

    The files have their names when the block ends without error.
    """
    with ExitStack() as files:
        open_one: Callable[[str], IO[bytes]] = lambda one: files.enter_context(folder.write(one))  # noqa: E731
        if form == "parquet":
            with _parquet(open_one(f"{name}.parquet"), made) as write:
                yield write, [f"{name}.parquet"]
        elif form == "csv":
            names = [f"{name}.{table}.csv" for table in _tables()]
            with _csv([open_one(one) for one in names], made) as write:
                yield write, names
        else:
            with _lines(open_one(f"{name}.{form}"), made, packed=form.endswith(".gz")) as write:
                yield write, [f"{name}.{form}"]


@contextmanager
def _lines(file: IO[bytes], made: Extractor, *, packed: bool) -> Iterator[Write]:
    # no time and no name in it: the same articles give the same bytes
    raw: Any = gzip.GzipFile("", "wb", fileobj=file, mtime=0, compresslevel=6) if packed else file

    def write(rows: Rows, path: str, order: int) -> None:
        raw.write(line_of(rows, made, path, order).encode("utf-8", "backslashreplace"))

    yield write
    if packed:
        raw.close()


@contextmanager
def _parquet(file: IO[bytes], made: Extractor) -> Iterator[Write]:
    import pyarrow as pa
    from pyarrow import parquet

    schema = parquet_schema()
    with parquet.ParquetWriter(file, schema, compression="zstd") as out:
        group: list[dict[str, Any]] = []
        letters = 0

        def flush() -> None:
            nonlocal letters
            if group:
                out.write_table(pa.Table.from_pylist(group, schema))
                group.clear()
                letters = 0

        def write(rows: Rows, path: str, order: int) -> None:
            nonlocal letters
            group.append(tree_of(rows, arrow_value) | _beside(made, path, order))
            letters += len(str(rows.article["body"])) + len(str(rows.article["dropped"]))
            if len(group) >= _GROUP or letters > _LETTERS:
                flush()

        yield write
        flush()


def parquet_schema() -> Any:
    """The columns of a shard as Parquet: those of ``articles``, lists of what belongs to each, its origin.

    ``entities`` has the columns of all types of mentions, null where they are another type's.
    """
    import pyarrow as pa

    known = shape()
    union = {"type": Column("type", "text", f"종류: {', '.join(known.entities)}")}
    for columns in known.entities.values():
        union |= {column.name: column for column in columns if column.name not in union}
    lists = {"entities": tuple(union.values()), **known.lists}
    nested = [
        pa.field(name, pa.list_(pa.struct([arrow_field(one) for one in columns])))
        for name, columns in lists.items()
    ]
    plain = [arrow_field(column) for column in known.article]
    return pa.schema([*plain, *nested, *(arrow_field(one) for one in (*MADE_BY, *ORIGIN))])


@contextmanager
def _csv(files: list[IO[bytes]], made: Extractor) -> Iterator[Write]:
    texts = [io.TextIOWrapper(file, "utf-8", errors="backslashreplace", newline="") for file in files]
    tables = {
        table: (csv.writer(text), columns)
        for (table, columns), text in zip(_tables().items(), texts, strict=True)
    }
    for out, columns in tables.values():
        out.writerow([column.name for column in columns])

    def write(rows: Rows, path: str, order: int) -> None:
        article = {**rows.article, **_beside(made, path, order)}
        for table, (out, columns) in tables.items():
            for row in [article] if table == "articles" else rows.children[table]:
                out.writerow([csv_cell(row[column.name], guarded=False) for column in columns])

    yield write
    for text in texts:
        text.detach()


def _tables() -> dict[str, tuple[Column, ...]]:
    known = shape()
    key = Column("article_id", "text", None)
    return {
        "articles": (*known.article, *MADE_BY, *ORIGIN),
        **{ENTITIES[kind]: (key, *columns) for kind, columns in known.entities.items()},
        **{LISTS[name]: (key, *columns) for name, columns in known.lists.items()},
    }


def _beside(made: Extractor, path: str, order: int) -> dict[str, str | int]:
    return {
        "code_version": made.code_version,
        "gazetteer": made.gazetteer,
        "input": path,
        "input_order": order,
    }
