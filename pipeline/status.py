"""What `sacho status` knows: how fresh each source is, what waits, what failed, and what to type next."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from db.backlog import Backlog, backlog
from db.database import open_database
from db.freshness import FailureGroup, Freshness, LastRun, OpenFailure, SourceFreshness, freshness
from db.sources import SourceRow
from pipeline.clock import now
from scrapers.source import Source, SourceError

#: A run that began so long ago and has not ended was killed; a first run over months takes a night.
LONGEST = timedelta(hours=24)
# FetchError: https://www.korea.kr/…: connection refused: the class is ours, not the operator's
_CLASS = re.compile(r"^[A-Za-z_]{1,60}(?:Error|Exception): ")
#: How the message of a run begins whose list did not come at all.
_NOT_HAD = ("FetchError: ", "GoneError: ", "BlockedError: ", "UnresolvedError: ")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that needs a hand. alarm: so much that cron is to send mail. do: what to type, or None."""

    source: str | None
    what: str
    do: str | None
    alarm: bool


@dataclass(frozen=True, slots=True)
class Status:
    """The state of a database at a time. verified: of the sources with a file; broken: whose has a fault."""

    db: Path
    at: str
    found: Freshness
    backlogs: Mapping[str, Backlog]
    verified: Mapping[str, bool]
    problems: tuple[Problem, ...]
    broken: frozenset[str] = frozenset()

    @property
    def well(self) -> bool:
        """Whether nothing is so wrong that cron is to send mail."""
        return not any(problem.alarm for problem in self.problems)

    def to_json(self) -> dict[str, Any]:
        """All of it, for programs."""
        return {
            "db": str(self.db),
            "at": self.at,
            "well": self.well,
            "problems": [asdict(problem) for problem in self.problems],
            "sources": [self._source(source) for source in self.found.sources],
            "runs": [asdict(run) for run in self.found.runs],
            "failures": {
                "open": self.found.open_failures,
                "groups": [{"count": group.count, **asdict(group.example)} for group in self.found.groups],
                "latest": [asdict(failure) for failure in self.found.failures],
            },
        }

    def state(self, source: SourceFreshness) -> str:
        """A source's state in a word or two; in capitals what raises an alarm."""
        if source.id in self.broken:
            return "BROKEN"
        if not source.enabled:
            return "off" if source.id in self.verified or source.stale_after_hours is None else "gone"
        if source.alarms:
            return "ALARM"
        if source.stale:
            return "STALE" if source.last_run or source.ahead else "NONE YET"
        return "ok"

    def _source(self, source: SourceFreshness) -> dict[str, Any]:
        state = {"state": self.state(source), "verified": self.verified.get(source.id)}
        return asdict(source) | state | asdict(self.backlogs.get(source.id, Backlog()))


def status(
    db: Path, archive: Path, sources: Mapping[str, Source], broken: Sequence[SourceError] = ()
) -> Status:
    """The status of the database ``db``, whose worklist is in ``archive``, now.

    sources: those that there are, by name; one that only the database knows is gone, and no command reads it.
    broken: what is wrong with the files of others. Raises a DatabaseError for a database that is missing or
    not ours.
    """
    at = now()
    rows = [
        SourceRow(one.name, one.title, enabled=one.enabled, stale_after_hours=one.stale_after)
        for one in sources.values()
    ]
    with closing(open_database(db, create=False)) as database:
        found = freshness(database, at, sources=rows)
    waiting = backlog(archive)
    limits = {one.name: one.silent_after for one in sources.values()}
    problems = (
        *(_of_file(error) for error in broken),
        *(
            problem
            for source in found.sources
            if source.id in sources
            for problem in _of_source(source, at, limits[source.id], db)
        ),
        *(_given_up(name, one, db) for name, one in waiting.items() if one.set_aside and name in sources),
        *(
            problem
            for group in found.groups
            if group.example.command != "ingest" or group.example.source in sources
            for problem in _of_failures(group, db)
        ),
    )
    verified = {one.name: one.verified for one in sources.values()}
    return Status(db, at, found, waiting, verified, problems, frozenset(error.source for error in broken))


def _of_file(error: SourceError) -> Problem:
    again = shlex.join(["sacho", "probe", error.where or error.source])
    return Problem(error.source, f"its file can't be used: {error}. Mend it, then try it", again, alarm=True)


def _of_source(source: SourceFreshness, at: str, silent_after: int, db: Path) -> Iterator[Problem]:
    again = _type(db, "ingest", source.id)
    if source.enabled and (wrong := list(_wrong(source, at, silent_after))):
        yield Problem(source.id, "; ".join(wrong), again, alarm=True)
    if source.ahead:
        what = (
            f"a run ended at {source.ahead}, later than now ({at}); it does not count. Was the clock wrong?"
        )
        yield Problem(source.id, what, "date", alarm=False)
    run = source.last_run
    if run and run.status == "running" and _age(run.started_at, at) > LONGEST:
        what = f"the run of {run.started_at} never ended; the next one goes on where it stopped"
        yield Problem(source.id, what, again, alarm=False)


def _wrong(source: SourceFreshness, at: str, silent_after: int) -> Iterator[str]:
    """What is to be mended about a source that is in use, the cause first."""
    for failure in source.alarms:
        reason = failure.reason.removeprefix(f"{source.id}: ")
        yield f"{_list_words(failure, source.last_run)} ({failure.item}): {reason}"
    if (silence := _silence(source, at, silent_after)) is not None:
        yield silence
    if source.stale:
        yield _since(source, at) + ("" if source.alarms else _why(source.last_run))


def _list_words(failure: OpenFailure, run: LastRun | None) -> str:
    """Whether the site did not give its list, or gave another than was expected."""
    message = (run and run.message) or ""
    if message.startswith(_NOT_HAD) and failure.reason in message:
        return "its list could not be read"
    return "its list is not as expected"


def _silence(source: SourceFreshness, at: str, silent_after: int) -> str | None:
    """What to say of a source whose list is read well but names nothing new: it may be frozen."""
    if source.last_success_at is None or source.latest_published is None:
        return None
    newest = source.latest_published[:10]
    limit = datetime.fromisoformat(at) - timedelta(hours=silent_after)
    if len(newest) < 10 or newest >= limit.date().isoformat():
        return None
    return f"its list is read well, but nothing in it is newer than {newest}: has the site moved?"


def _since(source: SourceFreshness, at: str) -> str:
    if source.last_success_at is None:
        return "no good run yet"
    hours = int(_age(source.last_success_at, at) / timedelta(hours=1))
    return f"no good run for {hours:,} hours (the limit is {source.stale_after_hours})"


def _why(run: LastRun | None) -> str:
    return f"; the last one failed: {_CLASS.sub('', run.message)}" if run and run.message else ""


def _given_up(name: str, one: Backlog, db: Path) -> Problem:
    what = f"{_count(one.set_aside, 'item')} given up; after an update of sacho more may be readable"
    return Problem(name, what, _type(db, "ingest", "--retry-failures", name), alarm=False)


def _of_failures(group: FailureGroup, db: Path) -> Iterator[Problem]:
    """What to do about failures that the source's own lines do not speak of."""
    one = group.example
    if one.command == "extract":
        what = f"{_count(group.count, 'record')} of dumps not read: {one.reason}. Mend the dump, then"
        yield Problem(None, what, _type(db, "extract", str(_existing(Path(one.item)))), alarm=False)
    elif one.command == "reextract":
        what = f"{_count(group.count, 'article')} not read again: {one.reason}. Update sacho and try again"
        yield Problem(one.source, what, _type(db, "reextract"), alarm=False)
    elif one.stage == "fetch" and one.source:
        what = f"{_count(group.count, 'item')} not fetched: {one.reason}. The next run tries again, or now"
        yield Problem(one.source, what, _type(db, "ingest", one.source), alarm=False)


def _existing(path: Path) -> Path:
    """``dump.zip/기사/1.txt`` → ``dump.zip``, where that is the file."""
    return next((one for one in (path, *path.parents) if one.name and one.exists()), path)


def _count(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _type(db: Path, *words: str) -> str:
    """A command to copy from the terminal."""
    where = [] if str(db) == "sacho.db" else ["--db", str(db)]
    return shlex.join(["sacho", *words, *where])


def _age(moment: str, at: str) -> timedelta:
    return datetime.fromisoformat(at) - datetime.fromisoformat(moment)
