"""Which servers are ours to shape: asked by every hook, in each Datasette beside an installed sacho."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from db.database import APPLICATION_ID
from db.datasette.metadata import NAME

#: Where an SQLite file says whose it is.
_MAGIC = b"SQLite format 3\0"
_APPLICATION = slice(68, 72)
#: Datasette's object for a database → whether the file is ours.
_known: WeakKeyDictionary[Any, bool] = WeakKeyDictionary()


def serves_sacho(datasette: Any) -> bool:
    """Whether a database of ours is served under our name; another program's ``sacho.db`` is left alone."""
    database = datasette.databases.get(NAME)
    if database is None:
        return False
    if database not in _known:
        _known[database] = _is_ours(database.path)
    return _known[database]


def serves_only_sacho(datasette: Any) -> bool:
    """Whether the front page and the frame of all pages are ours to shape."""
    shown = {name for name in datasette.databases if not name.startswith("_")}
    return shown == {NAME} and serves_sacho(datasette)


def _is_ours(path: str | None) -> bool:
    """By the file's first bytes, however Datasette opens it: mutable, immutable or without locks."""
    if path is None:
        return False
    try:
        with Path(path).open("rb") as file:
            header = file.read(_APPLICATION.stop)
    except OSError:
        return False
    return header.startswith(_MAGIC) and header[_APPLICATION] == APPLICATION_ID.to_bytes(4, "big")
