"""What leaves the database: the rows of tables and views with their types, articles with all that is theirs.

Everything is read within one reading transaction, so that it is of one moment whoever writes meanwhile, and
row by row, so that a large database needs no more memory than a small one.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.columns import Cells, Column, Tree, described, quoted, table_columns, tree
from db.database import PATIENCE, check_database
from db.errors import naming
from db.mentions import TABLE_OF
from extractors.mention import ASIDES, KINDS

#: Tables that are no data: those of SQLite, of sqlite-utils, of the search index.
_PLUMBING = ("_", "sqlite_", "article_search")
#: Views that add up all articles: no choice by date fits them.
_SUMS = frozenset({"country_years"})
# An article whose date is known only roughly (2024-08) is in where any day of it may be.
_WITHIN = """published IS NOT NULL
AND (:since IS NULL OR published >= substr(:since, 1, length(published)))
AND (:until IS NULL OR substr(published, 1, length(:until)) <= :until)"""
_FIELD_ORDER = ("title", "subtitle", "body")
_DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """Which articles by date of publication, both ends inclusive: ``2024``, ``2024-08`` or ``2024-08-26``.

    With a bound, articles without a date are left out. Raises ValueError for what is no such date.
    """

    since: str | None = None
    until: str | None = None

    def __post_init__(self) -> None:
        for bound in filter(None, (self.since, self.until)):
            if not _DAY.fullmatch(bound):
                raise ValueError(f"{bound}: no date; write 2024-08-26, 2024-08 or 2024")
        if self.since and self.until and self.since[: len(self.until)] > self.until:
            raise ValueError(f"{self.since} is later than {self.until}")

    def __bool__(self) -> bool:
        return self.since is not None or self.until is not None


class Snapshot:
    """The database at one moment. Made by `snapshot`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection, self._path = connection, path
        self._described = described()
        self.tables: tuple[str, ...] = self._listed()

    def title(self, table: str) -> str | None:
        """What the table is called in Korean, and what is in it; None for one that is not sacho's."""
        told = self._described.get(table)
        return f"{told['title']}: {told['description']}" if told and "title" in told else None

    def columns(self, table: str) -> tuple[Column, ...]:
        """The columns of a table or view, in order."""
        with naming(self._path):
            return table_columns(self._connection, table)

    def dated(self, table: str) -> bool | None:
        """Can its rows be chosen by date? None for a view that adds up all articles."""
        if table in _SUMS:
            return None
        return table == "articles" or any(column.name == "article_id" for column in self.columns(table))

    def count(self, table: str, period: Period = Period()) -> int:
        """How many rows `rows` gives. A view is worked out for it."""
        sql = f"SELECT COUNT(*) FROM {quoted(table)}{self._where(table, period)}"  # noqa: S608
        return int(self._ask(sql, period)[0][0])

    def rows(self, table: str, period: Period = Period()) -> Generator[Cells, None, None]:
        """The rows of a table or view as SQLite holds them.

        period: only articles of that time and what belongs to them; tables that belong to no article come
        whole. Close it where it is not read to the end. Raises a `DatabaseError` that names the file.
        """
        names = ", ".join(quoted(column.name) for column in self.columns(table))
        sql = f"SELECT {names} FROM {quoted(table)}{self._where(table, period)}"  # noqa: S608
        with naming(self._path):
            yield from self._connection.execute(sql, _bounds(period))

    def articles(self, period: Period = Period()) -> Generator[Tree, None, None]:
        """The articles in the order of their ids, each with all columns and what belongs to it.

        ``attachments``, ``countries`` (code, via) and ``entities`` are lists of objects; an entity has its
        ``type``, as in ``sacho annotate``, and all columns of its table. ``table_amounts`` and
        ``implied_countries`` stand apart, as they are no mentions.
        """
        children = _Children(self)
        columns = self.columns("articles")
        names = ", ".join(quoted(column.name) for column in columns)
        sql = f"SELECT {names} FROM articles{self._where('articles', period)} ORDER BY id"  # noqa: S608
        with naming(self._path):
            for row in self._connection.execute(sql, _bounds(period)):
                article = tree(columns, row)
                yield article | children.of(article["id"])

    def reader(self, table: str) -> Callable[[str], Iterator[Tree]]:
        """Gives a function that reads the rows which belong to an article, without the article's id."""
        columns = tuple(column for column in self.columns(table) if column.name != "article_id")
        names = ", ".join(quoted(column.name) for column in columns)
        sql = f"SELECT {names} FROM {quoted(table)} WHERE article_id = ?"  # noqa: S608

        def of(article_id: str) -> Iterator[Tree]:
            return (tree(columns, row) for row in self._connection.execute(sql, [article_id]))

        return of

    def _where(self, table: str, period: Period) -> str:
        if not period or not self.dated(table):
            return ""
        return (
            f" WHERE {_WITHIN}"
            if table == "articles"
            else f" WHERE article_id IN (SELECT id FROM articles WHERE {_WITHIN})"  # noqa: S608
        )

    def _listed(self) -> tuple[str, ...]:
        found = self._ask("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name")
        virtual = [name for name, sql in found if sql and sql.upper().startswith("CREATE VIRTUAL")]
        hidden = (*_PLUMBING, *(f"{name}_" for name in virtual))
        names = {name for name, _ in found if not name.startswith(hidden)} - set(virtual)
        return (*(one for one in self._described if one in names), *sorted(names - set(self._described)))

    def _ask(self, sql: str, period: Period = Period()) -> list[tuple[Any, ...]]:
        with naming(self._path):
            return self._connection.execute(sql, _bounds(period)).fetchall()


class _Children:
    """What belongs to an article, table by table."""

    def __init__(self, snapshot: Snapshot) -> None:
        there = set(snapshot.tables)
        names = {kind.type: TABLE_OF[kind] for kind in KINDS}
        self._mentions = {kind: snapshot.reader(table) for kind, table in names.items() if table in there}
        self._others = {
            key: snapshot.reader(table)
            for key, table in (
                ("attachments", "attachments"),
                ("countries", "article_countries"),
                *((TABLE_OF[kind], TABLE_OF[kind]) for kind in ASIDES),
            )
            if table in there
        }

    def of(self, article_id: str) -> Tree:
        """The lists of an article, in the order of its text."""
        entities: list[Tree] = [
            {"type": kind, **row} for kind, rows in self._mentions.items() for row in rows(article_id)
        ]
        entities.sort(key=_place)
        others = {key: list(rows(article_id)) for key, rows in self._others.items()}
        return {"entities": entities, **others}


def _place(entity: Tree) -> tuple[int, int]:
    return _FIELD_ORDER.index(entity["field"]), entity["start"]


@contextmanager
def snapshot(path: Path) -> Iterator[Snapshot]:
    """Open the database at ``path`` for reading only, at this moment; others may go on writing.

    Raises a `DatabaseError` in one line when there is no such database or it is not ours.
    """
    check_database(path)
    address = f"{path.absolute().as_uri()}?mode=ro"
    with (
        naming(path),
        closing(sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)) as connection,
    ):
        connection.execute("BEGIN")
        connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()  # the moment
        yield Snapshot(connection, path)


def _bounds(period: Period) -> dict[str, str | None]:
    return {"since": period.since, "until": period.until}
