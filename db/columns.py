"""What the columns of the database hold, and their cells as values for JSON and back."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from db.datasette.metadata import NAME, metadata

#: What a column holds. number: an amount, whole or not. flag: 0 or 1. list: a JSON list of strings.
#: json: other JSON text.
Kind = Literal["integer", "number", "real", "text", "flag", "list", "json", "blob"]
#: What SQLite gives for a row.
Cell = str | int | float | bytes | None
#: A row of a table, in the order of its columns; an article with all that is its own.
Cells = tuple[Cell, ...]
Tree = dict[str, Any]

#: Columns of sacho's own tables that mean more than their declared type says.
_MEANINGS: Mapping[str, Kind] = {
    **dict.fromkeys(("certain", "published_inferred", "enabled"), "flag"),
    **dict.fromkeys(("abbreviations", "aliases", "codes", "current_ids", "groups", "regions"), "list"),
    **dict.fromkeys(("dropped", "hints", "reasons"), "json"),
    # counted by a view: SQLite declares no type
    **dict.fromkeys(("articles", "mentions", "releases", "steps"), "integer"),
}
_DECLARED: tuple[tuple[str, Kind], ...] = (
    ("INT", "integer"),
    ("NUM", "number"),
    ("DEC", "number"),
    ("REAL", "real"),
    ("FLOA", "real"),
    ("DOUB", "real"),
    ("BLOB", "blob"),
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it holds, and its meaning in Korean (None for a table that is not sacho's)."""

    name: str
    kind: Kind
    description: str | None


def described() -> Mapping[str, Mapping[str, Any]]:
    """What is told of each table and view of ours."""
    tables: Mapping[str, Mapping[str, Any]] = metadata()["databases"][NAME]["tables"]
    return tables


def table_columns(connection: sqlite3.Connection, table: str) -> tuple[Column, ...]:
    """The columns of a table or view, in order."""
    told = described().get(table, {}).get("columns")
    return tuple(
        Column(name, _kind(name, declared, ours=told is not None), (told or {}).get(name))
        for _, name, declared, *_ in connection.execute(f"PRAGMA table_info({quoted(table)})")
    )


def tree(columns: tuple[Column, ...], row: Cells) -> Tree:
    """A row as an object for JSON: lists and flags as what they are, null for what JSON has no number for."""
    return {column.name: plain(column.kind, cell) for column, cell in zip(columns, row, strict=True)}


def plain(kind: Kind, cell: Cell) -> object:
    """A cell as a value for JSON."""
    if isinstance(cell, str):
        return _parsed(cell) if kind in ("list", "json") else cell
    if isinstance(cell, bytes):
        return cell.hex()
    if isinstance(cell, float) and not math.isfinite(cell):
        return None
    return bool(cell) if kind == "flag" and cell is not None else cell


def quoted(name: str) -> str:
    """A name of a table or column as SQL takes it, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _kind(name: str, declared: str, *, ours: bool) -> Kind:
    if ours and name in _MEANINGS:
        return _MEANINGS[name]
    upper = declared.upper()
    return next((kind for part, kind in _DECLARED if part in upper), "text")
