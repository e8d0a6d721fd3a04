"""What `sacho status` shows: last runs, how fresh each source is, failures to look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import Connection


@dataclass(frozen=True, slots=True)
class LastRun:
    """The latest run of a command on a source (None: on no particular one)."""

    command: str
    source: str | None
    started_at: str
    finished_at: str | None
    status: str
    saved: int
    changed: int
    unchanged: int
    skipped: int
    failed: int
    message: str | None


@dataclass(frozen=True, slots=True)
class SourceFreshness:
    """How fresh a source is. stale: enabled, with a time limit, and no run ended well within it."""

    id: str
    name_ko: str
    articles: int
    latest_published: str | None
    last_success_at: str | None
    stale: bool


@dataclass(frozen=True, slots=True)
class OpenFailure:
    """A failure that nobody has solved yet."""

    stage: str
    item: str
    line: int | None
    reason: str
    first_seen_at: str
    last_seen_at: str


@dataclass(frozen=True, slots=True)
class Freshness:
    """runs and sources are complete; failures are the latest few of ``open_failures``."""

    runs: tuple[LastRun, ...]
    sources: tuple[SourceFreshness, ...]
    failures: tuple[OpenFailure, ...]
    open_failures: int

    @property
    def stale(self) -> tuple[SourceFreshness, ...]:
        """The sources that have been silent for too long."""
        return tuple(source for source in self.sources if source.stale)


def freshness(db: Connection, now: str, *, failures: int = 20) -> Freshness:
    """The state of the database at ``now`` (ISO 8601 with offset), with at most so many failures."""
    at = datetime.fromisoformat(now)
    sources = tuple(
        SourceFreshness(name, title, count, latest, success, bool(enabled) and _late(success, hours, at))
        for name, title, enabled, hours, count, latest, success in db.execute(_SOURCES)
    )
    return Freshness(
        tuple(LastRun(*row) for row in db.execute(_RUNS)),
        sources,
        tuple(OpenFailure(*row) for row in db.execute(_FAILURES, [failures])),
        int(db.execute("SELECT COUNT(*) FROM failures WHERE resolved_at IS NULL").fetchone()[0]),
    )


def _late(last_success: str | None, hours: int | None, now: datetime) -> bool:
    if hours is None:
        return False
    return last_success is None or now - datetime.fromisoformat(last_success) > timedelta(hours=hours)


_RUNS = """
SELECT command, source, started_at, finished_at, status, saved, changed, unchanged, skipped, failed, message
FROM runs WHERE id IN (SELECT MAX(id) FROM runs GROUP BY command, source) ORDER BY command, source
"""
_SOURCES = """
SELECT s.id, s.name_ko, s.enabled, s.stale_after_hours,
  (SELECT COUNT(*) FROM articles WHERE source = s.id),
  (SELECT MAX(published) FROM articles WHERE source = s.id),
  (SELECT MAX(finished_at) FROM runs WHERE source = s.id AND command = 'ingest' AND status = 'done')
FROM sources s ORDER BY s.id
"""
_FAILURES = """
SELECT stage, item, line, reason, first_seen_at, last_seen_at FROM failures
WHERE resolved_at IS NULL ORDER BY last_seen_at DESC, id LIMIT ?
"""
