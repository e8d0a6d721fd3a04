"""The archive: every fetched byte, compressed, with where and when it came from. Not served.

It lies beside the database, so that rules can be changed and everything read again without the network.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from db.errors import ForeignDatabaseError, NewerSchemaError, naming

#: Marks a file as an archive of ours (PRAGMA application_id): the bytes "sarc".
APPLICATION_ID = 0x73617263
SCHEMA_VERSION = 2
#: Seconds to wait for another writer.
PATIENCE = 30.0


class Fetched(Protocol):
    """What the archive keeps of an answer; the client's Page is one."""

    @property
    def url(self) -> str: ...
    @property
    def final_url(self) -> str: ...
    @property
    def status(self) -> int: ...
    @property
    def headers(self) -> Mapping[str, str]: ...
    @property
    def fetched_at(self) -> str: ...
    @property
    def body(self) -> bytes: ...
    @property
    def sha256(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Archived:
    """An answer as it was kept; the fields are those of the client's Page.

    position: later answers have a greater one, whatever the clock said.
    """

    position: int
    url: str
    final_url: str
    status: int
    headers: Mapping[str, str]
    fetched_at: str
    body: bytes
    sha256: str


class Archive:
    """The archive file at ``path``, made when it does not exist. Use it as a context manager, or close it.

    Raises a `DatabaseError` that names the file when SQLite can't read or write it.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        with naming(self.path):
            self.connection = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)
            try:
                self._prepare()
            except BaseException:
                self.connection.close()
                raise

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def store(self, page: Fetched) -> int:
        """Keep an answer, and return its position. The same bytes are kept once, however often they come."""
        kept = (
            page.url,
            page.final_url,
            page.status,
            json.dumps(dict(page.headers)),
            page.fetched_at,
            page.sha256,
        )
        with naming(self.path), self.connection:
            self.connection.execute("BEGIN IMMEDIATE")
            self.connection.execute(
                "INSERT INTO bodies (sha256, size, body) VALUES (?, ?, ?) ON CONFLICT (sha256) DO NOTHING",
                [page.sha256, len(page.body), zlib.compress(page.body)],
            )
            cursor = self.connection.execute(
                "INSERT INTO pages (url, final_url, status, headers, fetched_at, sha256) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                kept,
            )
        return int(cursor.lastrowid or 0)

    def next_position(self) -> int:
        """The position that the next answer will have, or a smaller one that no answer has yet."""
        with naming(self.path):
            return int(self.connection.execute("SELECT COALESCE(MAX(id), 0) + 1 FROM pages").fetchone()[0])

    def latest(self, url: str, since: int = 0) -> Archived | None:
        """The last good answer for ``url``, or None. since: answers at earlier positions do not count."""
        with naming(self.path):
            row = self.connection.execute(_LATEST, [url, since]).fetchone()
        if row is None:
            return None
        position, found, final_url, status, headers, fetched_at, sha256, body = row
        return Archived(
            position, found, final_url, status, json.loads(headers), fetched_at, zlib.decompress(body), sha256
        )

    def last_sha256(self, url: str) -> str | None:
        """The sha256 of the last good answer for ``url``, or None."""
        with naming(self.path):
            row = self.connection.execute(_LAST, [url]).fetchone()
        return row[0] if row else None

    def _prepare(self) -> None:
        application = self.connection.execute("PRAGMA application_id").fetchone()[0]
        version = self.connection.execute("PRAGMA user_version").fetchone()[0]
        tables = self.connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]
        if application != APPLICATION_ID and (application or tables):
            raise ForeignDatabaseError(
                f"{self.path}: a database of another program stands where the archive belongs"
            )
        if version > SCHEMA_VERSION:
            raise NewerSchemaError(f"{self.path}: written by a newer sacho; update sacho")
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA synchronous = NORMAL")
        if version == SCHEMA_VERSION:
            return
        with self.connection:
            self.connection.execute("BEGIN IMMEDIATE")
            for statement in _SECOND if version == 1 else _SCHEMA:
                self.connection.execute(statement)
            self.connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            self.connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS bodies (sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, body BLOB NOT NULL)",
    """CREATE TABLE IF NOT EXISTS pages (
        id INTEGER PRIMARY KEY, url TEXT NOT NULL, final_url TEXT NOT NULL, status INTEGER NOT NULL,
        headers TEXT NOT NULL, fetched_at TEXT NOT NULL, sha256 TEXT NOT NULL REFERENCES bodies(sha256))""",
    "CREATE INDEX IF NOT EXISTS pages_url ON pages (url, id)",
    # what the lists named: the memory of the fetching side (see db/worklist.py)
    """CREATE TABLE IF NOT EXISTS listed (
        id INTEGER PRIMARY KEY, source TEXT NOT NULL, native_id TEXT NOT NULL, mark TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'set aside')), tries INTEGER NOT NULL,
        listed_at TEXT NOT NULL, url TEXT NOT NULL, facts TEXT NOT NULL, position INTEGER NOT NULL,
        UNIQUE (source, native_id))""",
    "CREATE INDEX IF NOT EXISTS listed_waiting ON listed (source, state)",
    """CREATE TABLE IF NOT EXISTS listings (
        source TEXT PRIMARY KEY, until TEXT NOT NULL, complete INTEGER NOT NULL, listed_at TEXT NOT NULL,
        answers INTEGER NOT NULL)""",
)
#: The first version knew 정책브리핑's press releases only, and so their addresses.
_SECOND = (
    "ALTER TABLE listed ADD COLUMN url TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE listed ADD COLUMN facts TEXT NOT NULL DEFAULT '{}'",
    "ALTER TABLE listed ADD COLUMN position INTEGER NOT NULL DEFAULT 0",
    "UPDATE listed SET position = (SELECT COALESCE(MAX(id), 0) + 1 FROM pages)",
    "ALTER TABLE listings ADD COLUMN answers INTEGER NOT NULL DEFAULT 0",
    "UPDATE listed SET url = 'https://www.korea.kr/briefing/pressReleaseView.do?newsId=' || native_id",
)
_LAST = "SELECT sha256 FROM pages WHERE url = ? AND status BETWEEN 200 AND 299 ORDER BY id DESC LIMIT 1"
_LATEST = """
SELECT id, url, final_url, status, headers, fetched_at, pages.sha256, body
FROM pages JOIN bodies USING (sha256)
WHERE url = ? AND id >= ? AND status BETWEEN 200 AND 299 ORDER BY id DESC LIMIT 1
"""
