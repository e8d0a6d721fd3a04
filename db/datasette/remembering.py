"""Answers of slow statements, remembered until the database changes: most readers ask for the same few pages.

SQLite itself says when another program has written (``PRAGMA data_version``, of a connection kept for that).
"""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections import OrderedDict
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

#: Statements that took less (seconds) are asked again; so many answers are kept, none of more rows.
_SLOW = 0.03
_KEPT = 200
_LONGEST = 1000
#: What depends on the clock is never remembered.
_CLOCK = "'now'"

Rows = list[dict[str, Any]]


async def rows(db: Any, sql: str, parameters: Any = None) -> Rows:
    """The rows of a query as dictionaries, which the caller may change. db: Datasette's database object."""
    memory = _memory(db)
    key = (sql, json.dumps(parameters, sort_keys=True, default=str))
    version = memory.version() if memory and _CLOCK not in sql else None
    if memory and version is not None and (known := memory.recall(version, key)) is not None:
        return [dict(row) for row in known]
    begin = time.perf_counter()
    found = [dict(row) for row in await db.execute(sql, parameters or {})]
    if memory and version is not None and time.perf_counter() - begin >= _SLOW and len(found) <= _LONGEST:
        memory.keep(version, key, [dict(row) for row in found])
    return found


class _Memory:
    """What is remembered of one database; for all threads."""

    def __init__(self, path: str) -> None:
        address = f"{Path(path).absolute().as_uri()}?mode=ro"
        self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        self._lock = threading.Lock()
        self._version: int | None = None
        self._answers: OrderedDict[tuple[str, str], Rows] = OrderedDict()

    def version(self) -> int | None:
        """A number that another one follows whenever somebody has written; None when SQLite can't say."""
        with self._lock:
            try:
                return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
            except sqlite3.Error:
                return None

    def recall(self, version: int, key: tuple[str, str]) -> Rows | None:
        """The answer that was kept at this version, else None."""
        with self._lock:
            if version != self._version:
                return None
            found = self._answers.get(key)
            if found is not None:
                self._answers.move_to_end(key)
            return found

    def keep(self, version: int, key: tuple[str, str], found: Rows) -> None:
        """Keep an answer that was asked for at ``version``; what is older is forgotten, or is not kept."""
        with self._lock:
            if self._version is None or version > self._version:
                self._answers.clear()
                self._version = version
            if version == self._version:
                self._answers[key] = found
                while len(self._answers) > _KEPT:
                    self._answers.popitem(last=False)


_memories: WeakKeyDictionary[Any, _Memory | None] = WeakKeyDictionary()


def _memory(db: Any) -> _Memory | None:
    """None for a database without a file."""
    if db not in _memories:
        path = getattr(db, "path", None)
        _memories[db] = _Memory(path) if path else None
    return _memories[db]
