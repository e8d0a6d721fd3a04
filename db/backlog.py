"""How much of each source's worklist is still to be fetched; a look into the archive that changes nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from db.archive import APPLICATION_ID
from db.errors import ForeignDatabaseError, naming


@dataclass(frozen=True, slots=True)
class Backlog:
    """Items that the next run fetches, and those that no run tries any more."""

    waiting: int = 0
    set_aside: int = 0


def backlog(archive: Path) -> dict[str, Backlog]:
    """The backlog of each source in the archive at that path; nothing where there is no such file.

    Archives of all versions are read as they are. Raises a DatabaseError for a file that is no archive.
    """
    if not archive.exists():
        return {}
    address = f"{archive.absolute().as_uri()}?mode=rw"  # a read-only connection leaves the -wal file behind
    with naming(archive), closing(sqlite3.connect(address, uri=True)) as connection:
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise ForeignDatabaseError(
                f"{archive}: another program's database stands where the archive belongs"
            )
        return {source: Backlog(waiting, aside) for source, waiting, aside in connection.execute(_COUNTS)}


_COUNTS = """
SELECT source, SUM(state = 'waiting'), SUM(state = 'set aside') FROM listed GROUP BY source
"""
