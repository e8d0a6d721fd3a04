"""The cron job: list → fetch → archive → parse → extract → save. Safe to repeat, safe to kill."""

from __future__ import annotations

import fcntl
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from db.archive import Archive
from db.database import open_database
from db.runs import Run, run
from db.sources import SourceRow, save_sources
from db.worklist import Waiting, Worklist, stored_ids
from pipeline.listing import Window, list_source
from pipeline.settings import Settings, SettingsError
from scrapers.errors import BlockedError, FetchError, ParseError, ScrapeError
from scrapers.fetch import Clock, Fetcher, Page
from scrapers.korea_kr import view_url
from scrapers.source import Source, load_sources

if TYPE_CHECKING:
    from sqlite3 import Connection

    from pipeline.releases import Made

#: Articles that are extracted and saved together.
BATCH = 16
#: Items in a row that can't be had, after which a source is left alone until the next run.
PATIENCE = 3

Warn = Callable[[str], None]


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
    """What all sources of a run share."""

    settings: Settings
    database: Connection
    archive: Archive
    warn: Warn
    clock: Clock

    def now(self) -> str:
        """ISO 8601 with offset, to the second."""
        return self.clock.now().isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class _Job:
    """One source at work, with everything it needs."""

    session: _Session
    source: Source
    fetcher: Fetcher
    worklist: Worklist
    log: Run


def ingest(
    db_path: Path,
    sources: Sequence[str],
    since: str | None,
    settings: Settings,
    warn: Warn = lambda line: None,
    clock: Clock | None = None,
) -> IngestSummary:
    """Fetch what is new in the sources (all enabled ones where none is named) and store it.

    since: the first day to list (``YYYY-MM-DD``), else each source's window. warn: told each failure in one
    line. Raises SettingsError for an unknown source or a wrong day, DatabaseError and OSError for a database
    or an archive that can't be used; what goes wrong with a source is in the summary and in the database.
    """
    chosen = _chosen(sources)
    first = _day(since)
    summary = IngestSummary(sources=len(chosen))
    with _alone(db_path) as alone:
        if not alone:
            summary.message = f"another ingest is at work on {db_path}; nothing done"
            return summary
        with closing(open_database(db_path)) as database, Archive(settings.archive_path(db_path)) as archive:
            save_sources(database, [_row(source) for source in load_sources().values()])
            session = _Session(settings, database, archive, warn, clock or Clock())
            for source in chosen:
                _run_source(session, settings.located(source), first, summary)
    return summary


def _run_source(session: _Session, source: Source, first: date | None, summary: IngestSummary) -> None:
    worklist = Worklist(session.archive, source.name)
    window = _window(source, first, worklist, session.clock.now())
    fetcher = Fetcher(session.settings.manners(source), session.clock)
    with closing(fetcher):
        try:
            with run(session.database, "ingest", now=session.now, source=source.name) as log:
                try:
                    _work(_Job(session, source, fetcher, worklist, log), window)
                finally:
                    summary.outcomes.update(log.counts)
                    summary.requests += fetcher.requests
        except (
            ScrapeError
        ) as error:  # of the source as a whole; its run is closed as failed, with this reason
            session.warn(str(error))


def _work(job: _Job, window: Window) -> None:
    """List, then fetch and store what waits. Raises at the end what stopped the listing or the fetching."""
    problems = _list(job, window)
    articles = _articles(job, problems)
    while batch := list(islice(articles, BATCH)):
        _save(job, batch)
    if problems:
        raise problems[0]


def _list(job: _Job, window: Window) -> list[ScrapeError]:
    """Add to the worklist what the list names anew; returns what stopped the listing, if anything did."""

    def post(url: str, data: dict[str, str]) -> Page:
        page = job.fetcher.post(url, data)
        job.session.archive.store(page)
        return page

    def stored(native_ids: Iterable[str]) -> set[str]:
        return stored_ids(job.session.database, job.source.name, native_ids)

    listing = list_source(job.source, window, post, job.worklist, stored)
    oldest_first = dict(reversed(listing.marks.items()))
    complete = listing.problem is None
    job.worklist.add(oldest_first, job.session.now(), window.until.isoformat(), complete=complete)
    url = job.source.address(job.source.list_url)
    reasons = listing.broken + ([listing.problem.reason] if listing.problem else [])
    for reason in reasons:
        job.log.fail(stage="list", item=url, reason=reason)
    for reason in listing.broken:
        job.session.warn(f"{url}: {reason}")
    if not reasons:
        job.log.resolve(url)
    return [listing.problem] if listing.problem else []


def _articles(job: _Job, problems: list[ScrapeError]) -> Iterator[tuple[Waiting, Made]]:
    """What waits, fetched and parsed; what can't be is recorded and left.

    Stops after ``PATIENCE`` items in a row that could not be had, and adds the reason to ``problems``.
    """
    later: list[Waiting] = []
    in_a_row = 0
    any_well = False
    for item in job.worklist.waiting():
        try:
            made = _make(job, item)
        except (FetchError, BlockedError, ParseError) as error:
            again = _again(job, item, error)
            if again is None:
                job.worklist.set_aside(item)
                in_a_row = 0
                continue
            later.append(again)
            in_a_row += 1
            if in_a_row == PATIENCE:
                problems.append(error)
                break
        else:
            in_a_row = 0
            any_well = True
            yield item, made
    job.worklist.try_later(later, outage=not any_well)


def _make(job: _Job, item: Waiting) -> Made:
    from pipeline.releases import make_article  # the cleaner is not loaded where nothing waits

    return make_article(view_url(job.source, item.native_id), job.source, _getter(job, item))


def _again(job: _Job, item: Waiting, error: ScrapeError) -> Waiting | None:
    """Record the failure. The item as it is to wait for the next run, or None where that would not help."""
    from pipeline.releases import WrongPageError

    url = view_url(job.source, item.native_id)
    reason = error.reason if error.where in (None, url) else f"{error.reason} ({error.where})"
    stage = "parse" if isinstance(error, ParseError) else "fetch"
    job.log.fail(stage=stage, item=url, reason=reason, article_id=f"{job.source.name}:{item.native_id}")
    job.session.warn(f"{url}: {reason}")
    if isinstance(error, WrongPageError):  # the page in the archive is of no use
        after = job.session.clock.now() + timedelta(seconds=1)
        return replace(item, listed_at=after.isoformat(timespec="seconds"))
    return None if isinstance(error, ParseError) else item


def _getter(job: _Job, item: Waiting) -> Callable[[str, str | None], Page]:
    """Fetches and archives; what was archived since the item waits does not come again."""

    def get(url: str, referer: str | None) -> Page:
        kept = job.session.archive.latest(url, not_before=item.listed_at)
        if kept is not None:
            return Page(
                kept.url, kept.final_url, kept.status, kept.headers, kept.fetched_at, kept.body, kept.sha256
            )
        page = job.fetcher.get(url, referer)
        job.session.archive.store(page)
        return page

    return get


def _save(job: _Job, batch: Sequence[tuple[Waiting, Made]]) -> None:
    """Extract and store a batch in one transaction, then note that its items are done."""
    # the gazetteer and the rules are not loaded where nothing is new
    from db.articles import Record, save_records
    from pipeline.processing import extractor, process

    processed = process(made.article for _, made in batch)
    records = [
        Record(article, mentions, made.raw_sha256)
        for (article, mentions), (_, made) in zip(processed, batch, strict=True)
    ]
    for outcome, count in Counter(
        save_records(job.session.database, records, extractor(), job.session.now())
    ).items():
        job.log.count(outcome, count)
    job.worklist.done(item for item, _ in batch)
    for record in records:
        job.log.resolve(record.article.url or record.article.id)


def _window(source: Source, first: date | None, worklist: Worklist, moment: datetime) -> Window:
    """From ``first``; else as far back as the source says, or to the last listing if that is farther."""
    today = moment.date()
    if first is not None:
        return Window(first, today, usual=False)
    since = today - timedelta(days=source.window)
    last = worklist.last()
    if last is not None:
        since = min(since, date.fromisoformat(last.until) - timedelta(days=1))
    return Window(since, today, usual=True)


def _chosen(names: Sequence[str]) -> list[Source]:
    sources = load_sources()
    for name in names:
        if name not in sources:
            raise SettingsError(f"no such source; there are: {', '.join(sources)}", where=name)
    return [source for source in sources.values() if (source.name in names if names else source.enabled)]


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise SettingsError("not a day such as 2026-11-01", where=f"--since {text}") from error


def _row(source: Source) -> SourceRow:
    return SourceRow(
        id=source.name,
        name_ko=source.title,
        kind=source.kind,
        url=source.address(source.list_url),
        licence=source.licence_note,
        enabled=source.enabled,
        stale_after_hours=source.stale_after,
    )


@contextmanager
def _alone(db_path: Path) -> Iterator[bool]:
    """Whether no other run works on the database; the lock ends with the process, however it ends."""
    if not db_path.absolute().parent.is_dir():
        raise FileNotFoundError(f"{db_path}: its folder does not exist; make it first")
    with db_path.with_name(db_path.name + ".lock").open("a", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
