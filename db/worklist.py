"""What the lists of a source have named, and what is still to be fetched of it; kept in the archive's file.

A list names an item with a mark (a hash of its row). An item waits until it is done; a changed mark makes
it wait again. Everything that a list has named is remembered in one transaction at its end, so that a run
killed at any point loses nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.archive import Archive
from db.errors import naming

if TYPE_CHECKING:
    from sqlite3 import Connection

#: Runs that try to fetch an item, while others go well, before it is set aside.
TRIES = 5
#: The same where nothing goes well: days of a cron job, as the fault is the site's and not the item's.
OUTAGE_TRIES = 200


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item to fetch. listed_at: since when it waits; what was fetched after that need not come again."""

    native_id: str
    mark: str
    listed_at: str


@dataclass(frozen=True, slots=True)
class LastListing:
    """How the last listing of a source ended: up to which day, and whether it saw everything."""

    until: str
    complete: bool


class Worklist:
    """The work on one source."""

    def __init__(self, archive: Archive, source: str) -> None:
        self._archive, self._source = archive, source

    def last(self) -> LastListing | None:
        """The last listing, or None when there was none."""
        rows = self._rows("SELECT until, complete FROM listings WHERE source = ?", [self._source])
        return LastListing(rows[0][0], bool(rows[0][1])) if rows else None

    def unknown(self, marks: Mapping[str, str], stored: set[str]) -> set[str]:
        """Of the listed items (native id → mark) those to fetch.

        They are new, or their mark changed, or they were done but are not among the ``stored`` ones.
        """
        rows = self._rows(
            "SELECT native_id, mark, state FROM listed JOIN json_each(?) wanted ON native_id = wanted.value "
            "WHERE source = ?",
            [json.dumps(list(marks)), self._source],
        )
        known = {
            native_id
            for native_id, mark, state in rows
            if mark == marks[native_id] and (state != "done" or native_id in stored)
        }
        return set(marks) - known

    def add(self, marks: Mapping[str, str], now: str, until: str, *, complete: bool) -> None:
        """Remember what a listing found unknown, the oldest first, and how the listing ended."""
        rows = [(self._source, native_id, mark, now) for native_id, mark in marks.items()]
        with naming(self._archive.path), self._archive.connection as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(_WAIT, rows)
            connection.execute(_LISTING, [self._source, until, int(complete), now])

    def waiting(self) -> list[Waiting]:
        """What is to be fetched, in the order in which it was remembered; what failed already comes last."""
        rows = self._rows(
            "SELECT native_id, mark, listed_at FROM listed WHERE source = ? AND state = 'waiting' "
            "ORDER BY tries, id",
            [self._source],
        )
        return [Waiting(*row) for row in rows]

    def done(self, items: Iterable[Waiting]) -> None:
        """These are stored now."""
        self._settle(items, "done")

    def set_aside(self, item: Waiting) -> None:
        """This can't be read as it is; it is not tried again until its row in the list changes."""
        self._settle([item], "set aside")

    def try_later(self, items: Iterable[Waiting], *, outage: bool = False) -> None:
        """These could not be fetched now; after ``TRIES`` runs (in an outage more) they are set aside.

        What is to come again although it was archived has a later ``listed_at`` than the one remembered.
        """
        tries = OUTAGE_TRIES if outage else TRIES
        rows = [(item.listed_at, tries, self._source, item.native_id, item.mark) for item in items]
        with naming(self._archive.path), self._archive.connection as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(_TRY_LATER, rows)

    def _settle(self, items: Iterable[Waiting], state: str) -> None:
        rows = [(state, self._source, item.native_id, item.mark) for item in items]
        with naming(self._archive.path), self._archive.connection as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(
                "UPDATE listed SET state = ? WHERE source = ? AND native_id = ? AND mark = ?", rows
            )

    def _rows(self, sql: str, parameters: list[str]) -> list[tuple[str, ...]]:
        with naming(self._archive.path):
            return self._archive.connection.execute(sql, parameters).fetchall()


def stored_ids(db: Connection, source: str, native_ids: Iterable[str]) -> set[str]:
    """Those of the ids whose articles are in the database."""
    rows = db.execute(
        "SELECT native_id FROM articles JOIN json_each(?) wanted ON native_id = wanted.value "
        "WHERE source = ?",
        [json.dumps(list(native_ids)), source],
    )
    return {native_id for (native_id,) in rows}


_WAIT = """
INSERT INTO listed (source, native_id, mark, state, tries, listed_at) VALUES (?, ?, ?, 'waiting', 0, ?)
ON CONFLICT (source, native_id) DO UPDATE SET mark = excluded.mark, state = 'waiting', tries = 0,
  listed_at = excluded.listed_at
"""
_LISTING = """
INSERT INTO listings (source, until, complete, listed_at) VALUES (?, ?, ?, ?)
ON CONFLICT (source) DO UPDATE SET until = excluded.until, complete = excluded.complete,
  listed_at = excluded.listed_at
"""
_TRY_LATER = """
UPDATE listed SET listed_at = ?, tries = tries + 1,
  state = CASE WHEN tries + 1 >= ? THEN 'set aside' ELSE state END
WHERE source = ? AND native_id = ? AND mark = ?
"""
