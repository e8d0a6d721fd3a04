"""Copies of a database that is in use: whole, checked, and never half there.

SQLite copies within one reading transaction, so that a writer at work goes on and the copy is of one moment.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from db.errors import NotADatabaseError, naming

#: Seconds to wait for a writer that holds the whole file (only while a database is being made).
PATIENCE = 30.0
#: Steps of SQLite between two looks at whether somebody pressed Ctrl-C.
_STEPS = 1_000_000
#: Failures of SQLite that are the copy's, not the database's.
_OF_THE_COPY = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


def copy_database(source: Path, copy: Path) -> None:
    """Copy the database ``source`` to the new file ``copy``, check the copy and bring it to the disk.

    Whoever writes to ``source`` meanwhile is not held up. The copy needs no other file beside it. Raises a
    DatabaseError that names the file at fault; what is in ``copy`` then is of no use.
    """
    with naming(source), closing(_open(source)) as connection:
        connection.set_progress_handler(lambda: 0, _STEPS)  # in it Python looks for Ctrl-C
        try:
            connection.execute("VACUUM INTO ?", [str(copy)])
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in _OF_THE_COPY:
                raise
            with naming(copy):
                raise
    _check(source, copy)
    shutil.copymode(source, copy)  # what was private stays private
    to_disk(copy)


def to_disk(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk; SQLite does not for such copies."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _open(path: Path) -> sqlite3.Connection:
    # not read-only: such a connection would leave the -wal file behind
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=PATIENCE)


def _check(source: Path, copy: Path) -> None:
    with naming(copy), closing(_open(copy)) as connection:
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise NotADatabaseError(f"{source}: its copy is damaged ({found}); check the disk and try again")
