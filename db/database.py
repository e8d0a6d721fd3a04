"""Opens sacho's database: checks whose it is, migrates it, loads the gazetteer into it."""

from __future__ import annotations

import shlex
import sqlite3
from contextlib import closing
from pathlib import Path

from db.errors import ForeignDatabaseError, MissingDatabaseError, NewerSchemaError, NotADatabaseError, naming

#: Marks a file as ours (PRAGMA application_id): the bytes "sach".
APPLICATION_ID = 0x73616368
#: The number of the newest migration (PRAGMA user_version); a higher one comes from a newer sacho.
SCHEMA_VERSION = 6
#: Seconds to wait for another writer.
PATIENCE = 30.0
#: What SQLite may keep in memory: all that a transaction of extraction touches (40 MB of indexes in a large
#: database); with its own 2 MB it would write and read the same pages several times, a fifth of the time.
_CACHE_KB = 64 * 1024
#: A table of sqlite-utils, the first that exists in a file whose creation was interrupted.
_MIGRATIONS_TABLE = "_sqlite_migrations"


def open_database(path: str | Path, *, create: bool = True, patience: float = PATIENCE) -> sqlite3.Connection:
    """Open (or make) the database at ``path``, at the newest schema and with today's gazetteer.

    create: whether a missing file is made. patience: seconds to wait for another writer.
    WAL, synchronous=NORMAL and foreign keys are on. Opening a database that is up to date writes nothing.
    Raises a `DatabaseError` with a one-line message that names the file and says what to do.
    """
    from db.reference import load_reference

    path = Path(path)
    _check_path(path, create=create)
    with naming(path):
        connection = sqlite3.connect(path, timeout=patience)
        try:
            if not _is_ours(connection, path):
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
            if _version(connection) < SCHEMA_VERSION:
                # sqlite-utils loads numpy, and pandas where it is installed: not for a run with nothing to do
                from db.migrations import migrate

                migrate(connection)
            load_reference(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def check_database(path: str | Path) -> None:
    """Raise a `DatabaseError` unless ``path`` is a database of this or an older sacho; reads only."""
    path = Path(path)
    _check_path(path, create=False)
    with (
        naming(path),
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection,
    ):
        if not _is_ours(connection, path):
            raise ForeignDatabaseError(f"{path}: an empty database; fill it with: {_begin(path)}")


def _check_path(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise NotADatabaseError(f"{path}: a folder; name a file in it, for example {path / 'sacho.db'}")
    if path.exists():
        return
    if not create:
        raise MissingDatabaseError(f"{path}: no such database; make it with: {_begin(path)}")
    if not path.parent.is_dir():
        raise MissingDatabaseError(f"{path}: the folder {path.parent} does not exist; make it first")


def _begin(path: Path) -> str:
    """The commands that make a database, to copy from the terminal."""
    where = f"--db {shlex.quote(str(path))}"
    return f"sacho extract DUMP {where}, or: sacho ingest {where}"


def _is_ours(connection: sqlite3.Connection, path: Path) -> bool:
    """True for a database of ours, False for one that holds nothing yet; raises for all others."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = _version(connection)
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if application != APPLICATION_ID:
        if tables or application:
            raise ForeignDatabaseError(f"{path}: a database of another program; give another path with --db")
        return False
    if version > SCHEMA_VERSION:
        raise NewerSchemaError(
            f"{path}: written by a newer sacho (schema {version} > {SCHEMA_VERSION}); update sacho"
        )
    if version and "articles" not in tables:
        raise ForeignDatabaseError(
            f"{path}: no table articles in it; move the file away and run the command again"
        )
    return bool(tables - {_MIGRATIONS_TABLE})


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
