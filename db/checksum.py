"""A checksum per table: the same input gives the same ones, whenever, in whatever order, by however many."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import Connection

#: Tables that tell of one machine's history rather than of the articles.
_HISTORY = {"runs", "_sqlite_migrations", "sqlite_sequence"}
#: The index of search and its own tables: made from the articles by another step, at another time, and under
#: their rowids, which tell in what order they came. It has a check of its own (`db.search.problems`).
_INDEX = "article_search"


def checksums(db: Connection, without: Collection[str] = ()) -> dict[str, str]:
    """Table name → sha256 over its rows in the order of the primary key.

    Left out are the table of runs, the index of search, and the columns that end in ``_at`` or are called
    ``run_id``. without: more columns to leave out, such as where an article was read when two dumps of
    different formats are compared.
    """
    names = [
        name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    ]
    return {
        name: _checksum(db, name, without)
        for name in names
        if name not in _HISTORY and not name.startswith(_INDEX)
    }


def _checksum(db: Connection, table: str, without: Collection[str]) -> str:
    columns = db.execute("SELECT name, pk FROM pragma_table_info(?)", [table]).fetchall()
    left_out = {"run_id", *without}
    kept = ", ".join(f'"{name}"' for name, _ in columns if not name.endswith("_at") and name not in left_out)
    order = ", ".join(f'"{name}"' for name, place in sorted(columns, key=lambda c: c[1]) if place) or "rowid"
    digest = hashlib.sha256()
    for row in db.execute(f'SELECT {kept} FROM "{table}" ORDER BY {order}'):  # noqa: S608 - our own names
        digest.update(json.dumps(row, ensure_ascii=False, default=repr).encode() + b"\n")
    return digest.hexdigest()
