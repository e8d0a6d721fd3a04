"""What the lists of a source have named, and what is still to be fetched of it; kept in the archive's file.

A list names an item with a mark (a hash of its row). An item waits until it is done; a changed mark makes
it wait again. Everything that a list has named is remembered in one transaction at its end, so that a run
killed at any point loses nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from db.archive import Archive
from db.errors import naming
from scrapers.article import article_id

if TYPE_CHECKING:
    from sqlite3 import Connection

#: Runs that try to fetch an item, while others go well, before it is set aside.
TRIES = 5
#: The same where nothing goes well: days of a cron job, as the fault is the site's and not the item's.
OUTAGE_TRIES = 200


@dataclass(frozen=True, slots=True)
class Named:
    """What a list says of an item.

    mark: a hash of its row. url: where it is read. facts: what else the list said, for a page that does not.
    listed_at: when the list was fetched. position: where the list's answer stands in the archive; what was
    archived after it need not come again.
    """

    mark: str
    url: str
    listed_at: str
    position: int
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item to fetch; the fields of `Named`, and how many runs have tried."""

    native_id: str
    mark: str
    url: str
    listed_at: str
    position: int
    facts: Mapping[str, str]
    tries: int

    @property
    def last_try(self) -> bool:
        """Whether the item is set aside when it fails once more."""
        return self.tries + 1 >= TRIES


@dataclass(frozen=True, slots=True)
class LastListing:
    """How the last listing of a source ended.

    until: up to which day all was seen. at: when it ended. complete: it saw everything. answers: how many it
    read for that; 0 where the next one has to read them all, though they be the same.
    """

    until: str
    at: str
    complete: bool
    answers: int


class Worklist:
    """The work on one source."""

    def __init__(self, archive: Archive, source: str) -> None:
        self._archive, self._source = archive, source

    def last(self) -> LastListing | None:
        """The last listing, or None when there was none."""
        sql = "SELECT until, listed_at, complete, answers FROM listings WHERE source = ?"
        rows = self._rows(sql, [self._source])
        return LastListing(rows[0][0], rows[0][1], bool(rows[0][2]), rows[0][3]) if rows else None

    def unknown(self, marks: Mapping[str, str], stored: set[str]) -> set[str]:
        """Of the listed items (native id → mark) those to fetch.

        They are new, or their mark changed, or they were done but are not among the ``stored`` ones.
        """
        rows = self._rows(
            "SELECT native_id, mark, state FROM listed "
            "WHERE source = ? AND native_id IN (SELECT value FROM json_each(?))",
            [self._source, json.dumps(list(marks))],
        )
        known = {
            native_id
            for native_id, mark, state in rows
            if mark == marks[native_id] and (state != "done" or native_id in stored)
        }
        return set(marks) - known

    def add(self, items: Mapping[str, Named]) -> None:
        """Remember what a page of a list named anew (native id → what it says)."""
        rows = [
            (self._source, native_id, one.mark, one.url, one.listed_at, one.position, _json(one.facts))
            for native_id, one in items.items()
        ]
        self._write(_WAIT, rows)

    def begin(self) -> None:
        """A listing begins: until it has ended, the last one counts as incomplete."""
        self._write("UPDATE listings SET complete = 0, answers = 0 WHERE source = ?", [(self._source,)])

    def listed(self, until: str, now: str, *, complete: bool, answers: int = 0) -> None:
        """Remember how a listing ended, which had seen all up to the day ``until`` (see `LastListing`)."""
        self._write(_LISTING, [(self._source, until, int(complete), now, answers)])

    def reopen(self, db: Connection) -> None:
        """What was stored, but is not in the database (it was lost, or is an older copy), waits again.

        The archive still holds its pages.
        """
        count = "SELECT COUNT(*) FROM listed WHERE source = ? AND state = 'done'"
        if stored_count(db, self._source) >= int(self._rows(count, [self._source])[0][0]):
            return
        stored = {one for (one,) in db.execute(_STORED, [self._source])}
        done = self._rows("SELECT native_id FROM listed WHERE source = ? AND state = 'done'", [self._source])
        self._write(_AGAIN, [(self._source, native_id) for (native_id,) in done if native_id not in stored])

    def waiting(self) -> list[Waiting]:
        """What is to be fetched, in the order in which it was remembered; what failed already comes last."""
        return self._in_state("waiting")

    def all_set_aside(self) -> list[Waiting]:
        """What could not be read, or not be fetched in ``TRIES`` runs."""
        return self._in_state("set aside")

    def find(self, native_id: str) -> Waiting | None:
        """An item that a list has named at some time, whatever became of it."""
        rows = self._rows(f"{_ITEMS} AND native_id = ?", [self._source, native_id])
        return _waiting(rows[0]) if rows else None

    def again(self, items: Iterable[Waiting]) -> None:
        """These wait again, as if they had been named just now."""
        self._write(_AGAIN, [(self._source, item.native_id) for item in items])

    def once_more(self, since: str, position: int) -> None:
        """What was set aside gets one more try if it was named since that day; then it is set aside again.

        position: what was archived before does not count, as page or file may have come in the meantime.
        """
        self._write(_ONCE_MORE, [(TRIES - 1, position, self._source, since)])

    def done(self, items: Iterable[Waiting]) -> None:
        """These are stored now."""
        self._settle(items, "done")

    def set_aside(self, item: Waiting) -> None:
        """This can't be read as it is; it is not tried again until its row in the list changes."""
        self._settle([item], "set aside")

    def try_later(self, items: Iterable[Waiting], *, outage: bool = False) -> None:
        """These could not be fetched now; after ``TRIES`` runs (in an outage more) they are set aside.

        What is to come again although it was archived has a greater position than the one remembered.
        """
        tries = OUTAGE_TRIES if outage else TRIES
        rows = [(item.position, tries, self._source, item.native_id, item.mark) for item in items]
        self._write(_TRY_LATER, rows)

    def _settle(self, items: Iterable[Waiting], state: str) -> None:
        rows = [(state, self._source, item.native_id, item.mark) for item in items]
        self._write("UPDATE listed SET state = ? WHERE source = ? AND native_id = ? AND mark = ?", rows)

    def _in_state(self, state: str) -> list[Waiting]:
        rows = self._rows(f"{_ITEMS} AND state = ? ORDER BY tries, id", [self._source, state])
        return [_waiting(row) for row in rows]

    def _write(self, sql: str, rows: Sequence[tuple[object, ...]]) -> None:
        with naming(self._archive.path), self._archive.connection as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(sql, rows)

    def _rows(self, sql: str, parameters: list[str]) -> list[tuple[Any, ...]]:
        with naming(self._archive.path):
            return self._archive.connection.execute(sql, parameters).fetchall()


def stored_ids(db: Connection, source: str, native_ids: Iterable[str]) -> set[str]:
    """Those of the ids whose articles are in the database."""
    ids = json.dumps([article_id(source, one) for one in native_ids])  # by the key: there may be 300,000
    rows = db.execute("SELECT native_id FROM articles WHERE id IN (SELECT value FROM json_each(?))", [ids])
    return {native_id for (native_id,) in rows}


def _waiting(row: tuple[Any, ...]) -> Waiting:
    native_id, mark, url, listed_at, position, facts, tries = row
    return Waiting(native_id, mark, url, listed_at, position, json.loads(facts), tries)


def _json(facts: Mapping[str, str]) -> str:
    return json.dumps(dict(facts), ensure_ascii=False, sort_keys=True)


def stored_count(db: Connection, source: str) -> int:
    """How many articles of a source the database holds."""
    return int(db.execute("SELECT COUNT(*) FROM articles WHERE source = ?", [source]).fetchone()[0])


_ITEMS = "SELECT native_id, mark, url, listed_at, position, facts, tries FROM listed WHERE source = ?"
_STORED = "SELECT native_id FROM articles WHERE source = ?"
_AGAIN = "UPDATE listed SET state = 'waiting', tries = 0 WHERE source = ? AND native_id = ?"
_ONCE_MORE = """
UPDATE listed SET state = 'waiting', tries = ?, position = ?
WHERE source = ? AND state = 'set aside' AND listed_at >= ?
"""
_WAIT = """
INSERT INTO listed (source, native_id, mark, state, tries, url, listed_at, position, facts)
VALUES (?, ?, ?, 'waiting', 0, ?, ?, ?, ?)
ON CONFLICT (source, native_id) DO UPDATE SET mark = excluded.mark, state = 'waiting', tries = 0,
  url = excluded.url, listed_at = excluded.listed_at, position = excluded.position, facts = excluded.facts
"""
_LISTING = """
INSERT INTO listings (source, until, complete, listed_at, answers) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (source) DO UPDATE SET until = excluded.until, complete = excluded.complete,
  listed_at = excluded.listed_at, answers = excluded.answers
"""
_TRY_LATER = """
UPDATE listed SET position = ?, tries = tries + 1,
  state = CASE WHEN tries + 1 >= ? THEN 'set aside' ELSE state END
WHERE source = ? AND native_id = ? AND mark = ?
"""
