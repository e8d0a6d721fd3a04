"""What can go wrong with a database file; each message names the file and says what to do.

DatabaseError
├── MissingDatabaseError  there is no such file, and nobody asked to make one
├── NotADatabaseError     the file is something else
├── DamagedIndexError     the index of its full-text search contradicts its table
├── ForeignDatabaseError  a SQLite database of another program
├── NewerSchemaError      written by a newer sacho
├── ReadOnlyError         the file or its folder can't be written
├── DiskFullError         no room left
└── LockedError           another program holds it for too long
"""

from __future__ import annotations

import shlex
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class DatabaseError(Exception):
    """Base of all failures of a database; ``str(error)`` is one line for the user."""


class MissingDatabaseError(DatabaseError):
    """There is no such file."""


class NotADatabaseError(DatabaseError):
    """The file is no SQLite database, or it is damaged."""


class DamagedIndexError(DatabaseError):
    """The index of full-text search contradicts its table; the articles themselves are all there."""


class ForeignDatabaseError(DatabaseError):
    """The file is a SQLite database, but not one of sacho's."""


class NewerSchemaError(DatabaseError):
    """The database was written by a newer version of sacho."""


class ReadOnlyError(DatabaseError):
    """The file or its folder can't be written."""


class DiskFullError(DatabaseError):
    """There is no room left on the disk (or within the database's page limit)."""


class LockedError(DatabaseError):
    """Another program is writing and did not finish in time."""


#: A part of SQLite's own message → our error and what the user can do about it.
_MEANINGS: tuple[tuple[str, type[DatabaseError], str], ...] = (
    (
        "database or disk is full",
        DiskFullError,
        "no room left on the disk; free some and run the command again",
    ),
    ("readonly database", ReadOnlyError, "can't be written; check the rights of the file and its folder"),
    (
        "unable to open database file",
        ReadOnlyError,
        "can't be opened; check that its folder exists and is writable",
    ),
    ("is locked", LockedError, "another program is writing to it; run the command again when that is done"),
    ("file is not a database", NotADatabaseError, "not a SQLite database; give another path with --db"),
    ("malformed", NotADatabaseError, "damaged; restore a copy, or move it away and run the command again"),
    ("disk I/O error", DiskFullError, "the disk failed to read or write; check it and run the command again"),
)


@contextmanager
def naming(path: str | Path) -> Iterator[None]:
    """Turn SQLite's errors inside the block into a `DatabaseError` that names the file at ``path``."""
    try:
        yield
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_CORRUPT_VTAB:
            where = f"--db {shlex.quote(str(path))}"
            raise DamagedIndexError(
                f"{path}: its search index is damaged; mend it with: sacho index --repair {where}"
            ) from error
        for part, kind, advice in _MEANINGS:
            if part in str(error):
                raise kind(f"{path}: {advice}") from error
        raise DatabaseError(f"{path}: {error}") from error
