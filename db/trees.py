"""An article with all that is its own as one object, as finished shards and exports hold it.

The columns are those of the database, so that a shard and ``sacho export`` say the same: ``entities`` (each
with its ``type`` and the columns of its table), ``attachments``, ``countries``, ``table_amounts``,
``implied_countries``.
"""

from __future__ import annotations

import functools
import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from db.columns import Column, Kind, Tree, plain, table_columns
from db.mentions import TABLE_OF, stored_number
from db.rows import CHILDREN, Rows
from db.writing import Row, Value
from extractors.mention import ASIDES, KINDS

#: The tables of mentions by the type of their entities.
ENTITIES: Mapping[str, str] = {kind.type: TABLE_OF[kind] for kind in KINDS}
#: The other lists of an article and their tables.
LISTS: Mapping[str, str] = {
    "attachments": "attachments",
    "countries": "article_countries",
    **{TABLE_OF[kind]: TABLE_OF[kind] for kind in ASIDES},
}
FIELDS = ("title", "subtitle", "body")
#: Columns that come with the storing.
_OF_STORING = frozenset({"first_saved_at", "last_changed_at"})

_Columns = tuple[Column, ...]


class TreeError(ValueError):
    """What is read is no article as sacho writes them; the reason, in one line."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns of an article, of each type of entity and of each other list, without the article's id."""

    article: _Columns
    entities: Mapping[str, _Columns]
    lists: Mapping[str, _Columns]


@functools.cache
def shape() -> Shape:
    """The columns as the newest schema has them."""
    from db.migrations import migrate  # loads sqlite-utils

    with closing(sqlite3.connect(":memory:")) as db:
        migrate(db)
        tables = {name: table_columns(db, name) for name in ("articles", *CHILDREN)}
    own = {
        name: tuple(column for column in columns if column.name != "article_id")
        for name, columns in tables.items()
    }
    return Shape(
        tuple(column for column in own["articles"] if column.name not in _OF_STORING),
        {kind: own[table] for kind, table in ENTITIES.items()},
        {key: own[table] for key, table in LISTS.items()},
    )


def tree_of(rows: Rows, value: Callable[[Kind, Any], object] = plain) -> Tree:
    """The rows of an article as one object.

    value: makes of a cell what the object is to hold; by default what JSON knows.
    """
    known = shape()
    entities = [
        {"type": kind, **_object(columns, row, value)}
        for kind, columns in known.entities.items()
        for row in rows.children[ENTITIES[kind]]
    ]
    entities.sort(key=_place)
    return {
        **_object(known.article, rows.article, value),
        "entities": entities,
        **{
            key: [_object(columns, row, value) for row in rows.children[LISTS[key]]]
            for key, columns in known.lists.items()
        },
    }


def rows_from(tree: Mapping[str, Any]) -> Rows:
    """The rows of an article from its object, cell by cell as they were. Raises TreeError with a reason."""
    known = shape()
    article = _row(known.article, tree, "the article")
    key = article["id"]
    if not isinstance(key, str) or not key:
        raise TreeError("no id")
    children: dict[str, list[Row]] = {table: [] for table in CHILDREN}
    for entity in _list(tree, "entities"):
        kind = entity.get("type")
        if not isinstance(kind, str) or kind not in known.entities:
            raise TreeError(f"{key}: an entity of type {kind!r}; there are: {', '.join(known.entities)}")
        row = _row(known.entities[kind], entity, key)
        children[ENTITIES[kind]].append({**row, "article_id": key})
    for name, columns in known.lists.items():
        for one in _list(tree, name):
            children[LISTS[name]].append({**_row(columns, one, key), "article_id": key})
    _check_places(article, children)
    return Rows(article, children)


def _object(columns: _Columns, row: Row, value: Callable[[Kind, Any], object]) -> Tree:
    return {column.name: value(column.kind, row[column.name]) for column in columns}


def _place(entity: Tree) -> tuple[int, int]:
    return FIELDS.index(entity["field"]), entity["start"]


def _list(tree: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = tree.get(name)
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise TreeError(f"no list of {name}")
    return found


def _row(columns: _Columns, found: Mapping[str, Any], whose: object) -> dict[str, Value]:
    missing = [column.name for column in columns if column.name not in found]
    if missing:
        raise TreeError(f"{whose}: no {missing[0]}; this was not written by this version of sacho")
    return {column.name: _cell(column, found[column.name], whose) for column in columns}


def _cell(column: Column, value: object, whose: object) -> Value:
    """What the database holds for a value of JSON or Parquet."""
    if value is None:
        return None
    try:
        return _FROM[column.kind](value)
    except (TypeError, KeyError):
        raise TreeError(f"{whose}: {column.name} is no {column.kind}: {str(value)[:60]!r}") from None


def _integer(value: object) -> Value:
    if type(value) is int:
        return value
    raise TypeError


def _text(value: object) -> Value:
    if isinstance(value, str):
        return value
    raise TypeError


def _flag(value: object) -> Value:
    if isinstance(value, bool):
        return int(value)
    raise TypeError


def _number(value: object) -> Value:
    if isinstance(value, Decimal):
        return stored_number(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    raise TypeError


def _json(value: object) -> Value:
    return json.dumps(value, ensure_ascii=False)


_FROM: Mapping[Kind, Callable[[object], Value]] = {
    "text": _text,
    "integer": _integer,
    "flag": _flag,
    "number": _number,
    "list": _json,
    "json": lambda value: value if isinstance(value, str) else _json(value),
}


def _check_places(article: Row, children: Mapping[str, list[Row]]) -> None:
    texts = {name: str(article[name] or "") for name in FIELDS}
    for table in TABLE_OF.values():
        for row in children[table]:
            start, end = row["start"], row["end"]
            text = texts.get(str(row["field"]), "")
            if not isinstance(start, int) or not isinstance(end, int) or text[start:end] != row["text"]:
                raise TreeError(f"{article['id']}: {row['field']}[{start}:{end}] is not {row['text']!r}")
