"""Several questions to the database in one visit: one snapshot of it, and one trip to Datasette's threads."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar

from datasette.database import QueryInterrupted
from datasette.utils import sqlite_timelimit

Read = TypeVar("Read")


async def in_one_visit(db: Any, read: Callable[[sqlite3.Connection], Read]) -> Read:
    """What ``read`` makes of a connection, all of it as the database was at one moment.

    Datasette's time limit holds for all statements together. Raises QueryInterrupted as its ``execute`` does.
    """

    def visit(connection: sqlite3.Connection) -> Read:
        with sqlite_timelimit(connection, db.ds.sql_time_limit_ms):
            connection.execute("BEGIN")
            try:
                return read(connection)
            except sqlite3.OperationalError as error:
                if error.args == ("interrupted",):
                    raise QueryInterrupted(error, "", None) from error
                raise
            finally:
                connection.rollback()

    return await db.execute_fn(visit)  # type: ignore[no-any-return]
