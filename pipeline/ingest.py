"""The cron job: list → fetch → archive → parse → extract → save. Safe to repeat, safe to kill."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from db.archive import Archive
from db.database import open_database
from db.runs import Run, run
from db.sources import SourceRow, save_sources, switch_off_others
from db.worklist import Worklist
from pipeline.items import Items, Told
from pipeline.listing import list_source
from pipeline.lock import alone
from pipeline.pages import Pages
from pipeline.settings import Settings, SettingsError
from scrapers.client.hosts import Hosts
from scrapers.errors import ScrapeError
from scrapers.fetch import Clock, Fetcher
from scrapers.reader import Window
from scrapers.source import Source, SourceError, load_sources

if TYPE_CHECKING:
    from sqlite3 import Connection

Warn = Callable[[str], None]
#: Told how far a source is: its title, the number of the item at work, items to do.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Job:
    """What to do.

    sources: by name, every enabled one where empty. since, until: the days to list (``YYYY-MM-DD``), else
    each source's window up to today. retry: read what was set aside again, from the archive, and list
    nothing. warn: told each failure in one line.
    """

    db: Path
    sources: Sequence[str] = ()
    since: str | None = None
    until: str | None = None
    retry: bool = False
    settings: Settings = field(default_factory=Settings)
    warn: Warn = lambda line: None
    progress: Progress = lambda title, done, total: None
    clock: Clock = field(default_factory=Clock)


@dataclass(slots=True)
class IngestSummary:
    """What a run did: items by outcome, requests sent. message: why it did nothing at all, else None."""

    outcomes: Counter[str] = field(default_factory=Counter)
    sources: int = 0
    requests: int = 0
    message: str | None = None

    @property
    def failed(self) -> int:
        """Failures of items and of whole sources."""
        return self.outcomes["failed"]

    def line(self) -> str:
        """``1 source: saved 12, failed 1; 31 requests``"""
        if self.message:
            return self.message
        done = ", ".join(f"{name} {count:,}" for name, count in self.outcomes.items() if count)
        plural = "" if self.sources == 1 else "s"
        return f"{self.sources} source{plural}: {done or 'nothing new'}; {self.requests:,} requests"


@dataclass(frozen=True, slots=True)
class _Session:
    """What all sources of a run share. window: the days that the operator wants, or None."""

    job: Job
    window: Window | None
    database: Connection
    archive: Archive
    hosts: Hosts = field(default_factory=Hosts)

    @property
    def command(self) -> str:
        """The name of the run in the log: only a usual one tells that a source is fresh."""
        return "retry" if self.job.retry else "backfill" if self.window else "ingest"

    def now(self) -> str:
        """ISO 8601 with offset, to the second."""
        return self.job.clock.now().isoformat(timespec="seconds")


def ingest(job: Job) -> IngestSummary:
    """Fetch what is new in the sources and store it.

    Raises SettingsError for an unknown source, a wrong day or a missing key, DatabaseError and OSError for a
    database or an archive that can't be used; what goes wrong with a source is in the summary and in the
    database. The file of a source that can't be used is a failure, too, and stops no other source.
    """
    broken: list[SourceError] = []
    sources = load_sources(broken=broken)
    unread = {error.source: error for error in broken}
    sources = job.settings.enabled(sources, unread)
    chosen = _chosen(job, sources, unread)
    window = _wanted(job)
    summary = IngestSummary(sources=len(chosen))
    with alone(job.db) as free:
        if not free:
            summary.message = f"another ingest is at work on {job.db}; nothing done"
            return summary
        archive_path = job.settings.archive_path(job.db)
        with closing(open_database(job.db)) as database, Archive(archive_path) as archive:
            save_sources(database, [_row(source) for source in sources.values()])
            switch_off_others(database, [*sources, *unread])
            for error in broken:
                job.warn(str(error))
                summary.outcomes["failed"] += 1
            session = _Session(job, window, database, archive)
            for source in chosen:
                _run_source(session, job.settings.located(source), summary)
    return summary


def _run_source(session: _Session, source: Source, summary: IngestSummary) -> None:
    """One source; whatever goes wrong with it stops no other."""
    job = session.job
    fetcher = Fetcher(job.settings.manners(source), job.clock, job.settings.secrets(source), session.hosts)
    with closing(fetcher):
        try:
            with run(session.database, session.command, now=session.now, source=source.name) as log:
                try:
                    _work(session, source, fetcher, log)
                finally:
                    summary.outcomes.update(log.counts)
                    summary.requests += fetcher.requests
        except ScrapeError as error:  # of the whole source; its run is closed as failed, with this reason
            job.warn(str(error))


def _work(session: _Session, source: Source, fetcher: Fetcher, log: Run) -> None:
    """List, then fetch and store what waits. Raises at the end what stopped the listing or the fetching."""
    worklist = Worklist(session.archive, source.name)
    pages = Pages(session.archive, None if session.job.retry else fetcher, source.listing.error_pages)
    told = Told(session.job.warn, session.job.progress, session.now)
    items = Items(source, session.database, worklist, pages, log, told)
    if session.job.retry:
        items.retry()
        return
    worklist.reopen(session.database)
    problem = _list(session, source, worklist, pages, log)
    stopped = items.take(worklist.waiting(), outage=problem is not None)
    error = problem or stopped
    if error is not None:
        raise error


def _list(
    session: _Session, source: Source, worklist: Worklist, pages: Pages, log: Run
) -> ScrapeError | None:
    """Let wait what the list names anew; returns what stopped the listing, if anything did."""
    window = session.window or _usual(source, worklist, session.job.clock.now().date())
    last = worklist.last()
    if window.usual and last and last.at[:10] != window.until.isoformat():  # once a day
        worklist.once_more(window.since.isoformat(), session.archive.next_position())
    listing = list_source(source, window, pages.listed, worklist, session.database)
    if window.usual:
        whole = listing.problem is None
        until = window.until.isoformat() if whole else last.until if last else window.since.isoformat()
        complete = whole and not listing.broken  # a row that can't be read is looked for by the next run too
        worklist.listed(until, session.now(), complete=complete, answers=listing.answers)
    elif last:  # days that the operator asked for say nothing about the newest ones
        worklist.listed(last.until, last.at, complete=last.complete)
    url = source.list_address
    log.resolve_list()  # what is still wrong is open again at once
    for reason in listing.broken:
        log.fail(stage="row", item=url, reason=reason)
        session.job.warn(f"{url}: {reason}")
    if listing.problem:
        log.fail(stage="list", item=url, reason=listing.problem.reason)
    return listing.problem


def _usual(source: Source, worklist: Worklist, today: date) -> Window:
    """As far back as the source says, or to the last listing if that is farther."""
    since = today - timedelta(days=source.window)
    last = worklist.last()
    if last is not None:
        since = min(since, date.fromisoformat(last.until) - timedelta(days=1))
    return Window(since, today)


def _wanted(job: Job) -> Window | None:
    """The days that the operator asks for. Raises SettingsError for what are none."""
    if job.since is None and job.until is None:
        return None
    if job.since is None:
        raise SettingsError("needs --since too: the first day to list", where=f"--until {job.until}")
    today = job.clock.now().date()
    since = _day(job.since, "--since")
    until = _day(job.until, "--until") if job.until else today
    if since > until:
        raise SettingsError(f"lies after {until.isoformat()}", where=f"--since {job.since}")
    return Window(since, until, usual=False)


def _day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise SettingsError("not a day such as 2026-11-01", where=f"{option} {text}") from error


def _chosen(job: Job, sources: Mapping[str, Source], unread: Mapping[str, SourceError]) -> list[Source]:
    for name in job.sources:
        if name in unread:
            raise SettingsError(unread[name].reason, where=unread[name].where)
        if name not in sources:
            raise SettingsError(f"no such source; there are: {', '.join(sources)}", where=name)
    chosen = [one for one in sources.values() if (one.name in job.sources if job.sources else one.enabled)]
    for source in chosen:
        job.settings.secrets(source)  # a missing key is said before anything is done
    return chosen


def _row(source: Source) -> SourceRow:
    return SourceRow(
        id=source.name,
        name_ko=source.title,
        kind=source.kind,
        url=source.list_address,
        licence=source.licence_note,
        enabled=source.enabled,
        stale_after_hours=source.stale_after,
    )
