"""The log of runs: what a command did, and what it could not do.

Usage::

    with run(db, "extract", now=clock) as log:
        log.count("saved", 200)
        log.fail(stage="read", item="dump/003.txt", reason="not text")
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from db.errors import DatabaseError
from db.writing import transaction

if TYPE_CHECKING:
    from sqlite3 import Connection

Clock = Callable[[], str]
Outcome = Literal["saved", "changed", "unchanged"]
Status = Literal["running", "done", "failed", "interrupted"]


@dataclass(slots=True)
class Run:
    """A command at work.

    counts: saved, changed, unchanged, skipped, failed. reasons: how often why, of the last two.
    """

    db: Connection
    id: int
    command: str
    source: str | None
    now: Clock
    counts: Counter[str] = field(default_factory=Counter)
    reasons: dict[str, Counter[str]] = field(default_factory=dict)

    def count(self, outcome: Outcome, n: int = 1) -> None:
        """``n`` more articles ended so."""
        self.counts[outcome] += n

    def skip(self, reason: str, n: int = 1) -> None:
        """``n`` more items were left out on purpose."""
        self._tally("skipped", reason, n)

    def fail(
        self,
        *,
        stage: str,
        item: str,
        reason: str,
        line: int | None = None,
        article_id: str | None = None,
    ) -> str:
        """Record a failure and return its id.

        item: path or URL. line: in a file of records. The same failure seen again keeps its row (and the run
        that saw it first); one that was resolved is open again.
        """
        self._tally("failed", reason, 1)
        row = {
            "id": failure_id(stage, item, line, reason),
            "stage": stage,
            "item": item,
            "line": line,
            "article_id": article_id,
            "source": self.source,
            "reason": reason,
            "run_id": self.id,
            "now": self.now(),
        }
        with transaction(self.db):
            self.db.execute(_FAIL, row)
        return str(row["id"])

    def open_items(self) -> set[tuple[str, int | None]]:
        """The items and lines with open failures: what `resolve` is worth calling for when they go well."""
        rows = self.db.execute("SELECT DISTINCT item, line FROM failures WHERE resolved_at IS NULL")
        return {(item, line) for item, line in rows}

    def open_faults(self, stage: str) -> dict[str, str]:
        """The articles that are stored and about which a stage still complains: id → the reason."""
        rows = self.db.execute(
            "SELECT article_id, reason FROM failures "
            "WHERE resolved_at IS NULL AND stage = ? AND article_id IS NOT NULL",
            [stage],
        )
        return dict(rows.fetchall())

    def resolve(self, item: str, line: int | None = None) -> int:
        """Close the open failures of a path or URL (at that line) that went well now; returns how many."""
        with transaction(self.db):
            cursor = self.db.execute(
                "UPDATE failures SET resolved_at = ? WHERE item = ? AND line IS ? AND resolved_at IS NULL",
                [self.now(), item, line],
            )
        return int(cursor.rowcount)

    def resolve_list(self) -> None:
        """Close the open failures of the source's list, which was asked for again, at whatever address."""
        with transaction(self.db):
            self.db.execute(
                "UPDATE failures SET resolved_at = ? "
                "WHERE source IS ? AND stage IN ('list', 'row') AND resolved_at IS NULL",
                [self.now(), self.source],
            )

    def resolve_articles(self, ids: Iterable[str], *, command: str | None = None) -> None:
        """Close the open failures of articles that went well now, at whatever address they were read.

        command: only those that such a run saw first.
        """
        row = {"now": self.now(), "ids": json.dumps(list(ids)), "command": command}
        with transaction(self.db):
            self.db.execute(_RESOLVE_ARTICLES, row)

    def close(self, status: Status, message: str | None = None) -> None:
        """Write the run's end. Called by `run`; twice does no harm."""
        row = {name: self.counts[name] for name in ("saved", "changed", "unchanged", "skipped", "failed")}
        reasons = json.dumps(self.reasons, ensure_ascii=False, sort_keys=True)
        with transaction(self.db):
            self.db.execute(
                _CLOSE,
                row
                | {
                    "id": self.id,
                    "status": status,
                    "message": message,
                    "now": self.now(),
                    "reasons": reasons,
                },
            )

    def _tally(self, outcome: str, reason: str, n: int) -> None:
        self.counts[outcome] += n
        self.reasons.setdefault(outcome, Counter())[reason] += n


@contextmanager
def run(db: Connection, command: str, *, now: Clock, source: str | None = None) -> Iterator[Run]:
    """Open a run, and close it whatever happens: done, failed (an exception) or interrupted (Ctrl-C, exit).

    now: gives the time as ISO 8601 with offset. Exceptions pass through unchanged.
    """
    with transaction(db):
        cursor = db.execute(
            "INSERT INTO runs (command, source, started_at, status) VALUES (?, ?, ?, 'running')",
            [command, source, now()],
        )
    log = Run(db, int(cursor.lastrowid or 0), command, source, now)
    try:
        yield log
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        _close_after_error(log, "interrupted", None)
        raise
    except Exception as error:
        _close_after_error(log, "failed", f"{type(error).__name__}: {error}")
        raise
    log.close("done")


def failure_id(stage: str, item: str, line: int | None, reason: str) -> str:
    """The same failure has the same id in every run: a hash of what failed, where and why."""
    key = json.dumps([stage, item, line, reason], ensure_ascii=False)
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _close_after_error(log: Run, status: Status, message: str | None) -> None:
    # The first error is the one to report; a full disk lets us write neither.
    with suppress(DatabaseError, sqlite3.Error):
        log.close(status, message)


_FAIL = """
INSERT INTO failures (id, stage, item, line, article_id, source, reason, run_id, first_seen_at, last_seen_at)
VALUES (:id, :stage, :item, :line, :article_id, :source, :reason, :run_id, :now, :now)
ON CONFLICT (id) DO UPDATE SET last_seen_at = excluded.last_seen_at, resolved_at = NULL,
  article_id = COALESCE(excluded.article_id, article_id)
"""
_RESOLVE_ARTICLES = """
UPDATE failures SET resolved_at = :now
WHERE resolved_at IS NULL AND article_id IN (SELECT value FROM json_each(:ids))
  AND (:command IS NULL OR run_id IN (SELECT id FROM runs WHERE command = :command))
"""
_CLOSE = """
UPDATE runs SET status = :status, message = :message, finished_at = :now, reasons = :reasons, saved = :saved,
  changed = :changed, unchanged = :unchanged, skipped = :skipped, failed = :failed WHERE id = :id
"""
