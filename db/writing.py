"""How rows are written: all or none, updated in place, errors that name the file."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from operator import itemgetter
from typing import TYPE_CHECKING

from db.errors import naming

if TYPE_CHECKING:
    from sqlite3 import Connection

#: What a column holds.
Value = str | int | float | None
Row = Mapping[str, Value]


@contextmanager
def transaction(db: Connection) -> Iterator[None]:
    """All writes of the block or none. Takes the write lock at once, so that it waits instead of failing.

    Raises a `DatabaseError` that names the file when SQLite can't write.
    """
    with naming(database_path(db)):
        db.execute("BEGIN IMMEDIATE")
        try:
            yield
            db.execute("COMMIT")
        except BaseException:
            db.rollback()
            raise


def database_path(db: Connection) -> str:
    """The file that a connection writes to (empty for a database in memory)."""
    return str(db.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()[0])


def insert(db: Connection, table: str, rows: Sequence[Row]) -> None:
    """Insert rows that all have the same columns."""
    if rows:
        _write(db, _insert(table, tuple(rows[0])), rows)


def upsert(db: Connection, table: str, key: str, rows: Sequence[Row]) -> None:
    """Insert rows, or update those whose ``key`` (columns, comma separated) is there already.

    ON CONFLICT DO UPDATE, never INSERT OR REPLACE: that would delete the row, and with it what refers to it.
    """
    if rows:
        _write(db, _upsert(table, key, tuple(rows[0])), rows)


def _write(db: Connection, sql: str, rows: Sequence[Row]) -> None:
    # by position: sqlite3 would look each name up again for each row
    values: Callable[[Row], tuple[Value, ...]] = itemgetter(*rows[0])
    db.executemany(sql, map(values, rows))


@functools.cache
def _upsert(table: str, key: str, columns: tuple[str, ...]) -> str:
    others = [column for column in columns if column not in key.split(", ")]
    changes = ", ".join(f'"{column}" = excluded."{column}"' for column in others)
    return f"{_insert(table, columns)} ON CONFLICT ({key}) DO UPDATE SET {changes}"


@functools.cache
def _insert(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({names}) VALUES ({values})"  # noqa: S608 - names come from this package
