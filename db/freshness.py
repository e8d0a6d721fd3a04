"""What `sacho status` shows: last runs, how fresh each source is, failures to look at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from db.sources import SourceRow

if TYPE_CHECKING:
    from sqlite3 import Connection

# 서버가 404로 답함 (https://www.korea.kr/common/download.do?fileId=1): which file it was
_ADDRESS = re.compile(r"\(https?://[^\s()]{1,2000}\)")


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
class OpenFailure:
    """A failure that nobody has solved yet. command: of the run that saw it first."""

    command: str | None
    source: str | None
    stage: str
    item: str
    line: int | None
    reason: str
    first_seen_at: str
    last_seen_at: str


@dataclass(frozen=True, slots=True)
class SourceFreshness:
    """How fresh a source is.

    stale: enabled, with a time limit, and no run ended well within it. ahead: the end of a good run that is
    later than now, as the clock was set back; it does not count. alarms: failures to read its list.
    last_run: the latest ingest.
    """

    id: str
    name_ko: str
    enabled: bool
    articles: int
    latest_published: str | None
    last_success_at: str | None
    ahead: str | None
    stale: bool
    stale_after_hours: int | None
    alarms: tuple[OpenFailure, ...]
    last_run: LastRun | None

    @property
    def well(self) -> bool:
        """Whether there is nothing to do; a source that is switched off raises no alarm."""
        return not self.enabled or not (self.stale or self.alarms)


@dataclass(frozen=True, slots=True)
class FailureGroup:
    """Open failures of one kind: how many, and the one that was seen last."""

    count: int
    example: OpenFailure


@dataclass(frozen=True, slots=True)
class Freshness:
    """runs, sources and groups are complete; failures are the latest few of ``open_failures``."""

    runs: tuple[LastRun, ...]
    sources: tuple[SourceFreshness, ...]
    groups: tuple[FailureGroup, ...]
    failures: tuple[OpenFailure, ...]
    open_failures: int

    @property
    def stale(self) -> tuple[SourceFreshness, ...]:
        """The sources that have been silent for too long."""
        return tuple(source for source in self.sources if source.stale)


def freshness(
    db: Connection, now: str, *, sources: Iterable[SourceRow] | None = None, failures: int = 20
) -> Freshness:
    """The state of the database at ``now`` (ISO 8601 with offset), with at most so many failures.

    sources: all that there are to be read now, known better than the database has stored them. One of an
    earlier run that is not among them counts as switched off; dumps, which have no time limit, do not.
    """
    given = None if sources is None else {row.id: row for row in sources}
    runs = tuple(LastRun(*row) for row in db.execute(_RUNS))
    groups = _groups(db)
    alarms: dict[str | None, list[OpenFailure]] = {}
    for group in groups:
        if group.example.stage == "list":
            alarms.setdefault(group.example.source, []).append(group.example)
    last = {run.source: run for run in runs if run.command == "ingest"}
    known = {
        name: SourceRow(
            name, name_ko, enabled=bool(enabled) and (given is None or hours is None), stale_after_hours=hours
        )
        for name, name_ko, enabled, hours in db.execute(_SOURCES)
    }
    known |= given or {}
    at = datetime.fromisoformat(now)
    return Freshness(
        runs,
        tuple(_source(db, known[name], at, alarms.get(name, []), last.get(name)) for name in sorted(known)),
        groups,
        tuple(OpenFailure(*row) for row in db.execute(_FAILURES, [failures])),
        sum(group.count for group in groups),
    )


def _source(
    db: Connection, row: SourceRow, now: datetime, alarms: Sequence[OpenFailure], last_run: LastRun | None
) -> SourceFreshness:
    articles, latest = db.execute(_ARTICLES, [now.isoformat(), row.id]).fetchone()
    success, ahead = good_runs(db, row.id, now)
    late = row.enabled and _late(success, row.stale_after_hours, now)
    return SourceFreshness(
        row.id,
        row.name_ko,
        row.enabled,
        articles,
        latest,
        success,
        ahead,
        late,
        row.stale_after_hours,
        tuple(alarms),
        last_run,
    )


def good_runs(db: Connection, source: str, now: datetime) -> tuple[str | None, str | None]:
    """When the last good ingest of a source up to now ended, and one that claims to have ended later."""
    ahead = None
    for (finished,) in db.execute(_SUCCESSES, [source]):
        if datetime.fromisoformat(finished) <= now:
            return finished, ahead
        ahead = ahead or finished
    return None, ahead


def _groups(db: Connection) -> tuple[FailureGroup, ...]:
    """The open failures by command, source, stage and reason, the most frequent first.

    A reason that names an address in brackets is the same reason at another address.
    """
    groups: dict[tuple[str | None, ...], FailureGroup] = {}
    for count, *values in db.execute(_GROUPS):
        one = OpenFailure(*values)
        key = (one.command, one.source, one.stage, _ADDRESS.sub("", one.reason))
        before = groups.get(key)
        latest = one if before is None or one.last_seen_at > before.example.last_seen_at else before.example
        groups[key] = FailureGroup(count + (before.count if before else 0), latest)
    return tuple(sorted(groups.values(), key=lambda group: -group.count))


def _late(last_success: str | None, hours: int | None, now: datetime) -> bool:
    if hours is None:
        return False
    return last_success is None or now - datetime.fromisoformat(last_success) > timedelta(hours=hours)


_RUNS = """
SELECT command, source, started_at, finished_at, status, saved, changed, unchanged, skipped, failed, message
FROM runs WHERE id IN (SELECT MAX(id) FROM runs GROUP BY command, source) ORDER BY command, source
"""
_SOURCES = "SELECT id, name_ko, enabled, stale_after_hours FROM sources"
#: A wrong year or a day to come does not make a source look lively.
_ARTICLES = """
SELECT COUNT(*), MAX(published) FILTER (WHERE published <= ?) FROM articles WHERE source = ?
"""
_SUCCESSES = """
SELECT finished_at FROM runs WHERE source = ? AND command = 'ingest' AND status = 'done'
ORDER BY julianday(finished_at) DESC
"""
# SQLite takes the other columns from the row of the maximum
_GROUPS = """
SELECT COUNT(*), r.command, f.source, stage, item, line, reason, first_seen_at, MAX(last_seen_at)
FROM failures f LEFT JOIN runs r ON r.id = run_id
WHERE resolved_at IS NULL GROUP BY r.command, f.source, stage, reason
"""
_FAILURES = """
SELECT r.command, f.source, stage, item, line, reason, first_seen_at, last_seen_at
FROM failures f LEFT JOIN runs r ON r.id = run_id
WHERE resolved_at IS NULL ORDER BY last_seen_at DESC, f.id LIMIT ?
"""
