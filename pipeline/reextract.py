"""The same articles again after rules changed: from the archive or the stored text, without the network."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from db.archive import Archive
from db.articles import save_records
from db.database import open_database
from db.rows import Record
from db.runs import Run, run
from db.stored import Stored, load, outdated
from db.worklist import Worklist
from pipeline.clock import now
from pipeline.faults import as_failure
from pipeline.items import item_of
from pipeline.lock import alone
from pipeline.pages import NotArchivedError, Pages
from pipeline.processing import extractor, process
from pipeline.releases import make_article
from pipeline.settings import Settings, SettingsError
from scrapers.errors import ScrapeError
from scrapers.source import Source, SourceError, load_sources

if TYPE_CHECKING:
    from sqlite3 import Connection

    from scrapers.article import Article
    from scrapers.fetch import Page

#: Articles per transaction.
BATCH = 128


@dataclass(frozen=True, slots=True)
class Job:
    """What to read again.

    since: articles published from that day on (``YYYY-MM-DD``), and those without a date. everything: also
    what these very rules have read already. warn: told each failure in one line. progress: told articles done
    and to do.
    """

    db: Path
    since: str | None = None
    everything: bool = False
    settings: Settings = field(default_factory=Settings)
    warn: Callable[[str], None] = lambda line: None
    progress: Callable[[int, int], None] = lambda done, total: None


@dataclass(slots=True)
class Summary:
    """Articles by outcome. message: why nothing was done, else None."""

    outcomes: Counter[str] = field(default_factory=Counter)
    message: str | None = None

    def line(self) -> str:
        """``changed 12, unchanged 3,402``"""
        done = ", ".join(f"{name} {count:,}" for name, count in self.outcomes.items() if count)
        return self.message or done or "all articles are up to date"


def reextract(job: Job) -> Summary:
    """Clean and extract stored articles again.

    Where the archive holds the bytes, page and files are read anew; else the stored text is taken (dumps).
    What the newer rules can't read keeps its text, and is a failure. Raises SettingsError for a wrong day,
    DatabaseError for a database that is missing or can't be used.
    """
    _check_day(job.since)
    summary = Summary()
    with closing(open_database(job.db, create=False)) as database, alone(job.db) as free:
        if not free:
            summary.message = f"an ingest is at work on {job.db}; nothing done"
            return summary
        ids = outdated(database, None if job.everything else extractor(), job.since)
        if not ids:
            return summary
        with (
            Archive(job.settings.archive_path(job.db)) as archive,
            run(database, "reextract", now=now) as log,
        ):
            again = _Again(job, database, archive, log, _sources(job))
            for start in range(0, len(ids), BATCH):
                again.batch(ids[start : start + BATCH])
                job.progress(min(start + BATCH, len(ids)), len(ids))
            summary.outcomes.update(log.counts)
    return summary


def _sources(job: Job) -> dict[str, Source]:
    """The sources whose files can be used; the articles of others keep their stored text."""
    broken: list[SourceError] = []
    sources = load_sources(broken=broken)
    for error in broken:
        job.warn(str(error))
    return sources


def _check_day(text: str | None) -> None:
    try:
        date.fromisoformat(text or "2000-01-01")
    except ValueError as error:
        raise SettingsError("not a day such as 2026-11-01", where=f"--since {text}") from error


@dataclass(frozen=True, slots=True)
class _Again:
    """One run at work."""

    job: Job
    database: Connection
    archive: Archive
    log: Run
    sources: Mapping[str, Source]

    def batch(self, ids: list[str]) -> None:
        """Read these again, and write what came out in one transaction."""
        self.log.resolve_articles(ids, command="reextract")  # what still can't be read is open again at once
        stored = load(self.database, ids)
        processed = process(self._articles(stored), os.cpu_count() or 1)
        records = [
            Record(
                found.article,
                found.mentions,
                one.raw_sha256,
                one.dump_path,
                one.dump_line,
                found.asides,
            )
            for found, one in zip(processed, stored, strict=True)
        ]
        for outcome in save_records(self.database, records, extractor(), now()):
            self.log.count(outcome)

    def _articles(self, stored: list[Stored]) -> Iterator[Article]:
        for one in stored:
            try:
                yield self._from_archive(one.article) or one.article
            except ScrapeError as error:
                item = one.article.url or one.article.id
                self.log.fail(stage="parse", item=item, reason=error.reason, article_id=one.article.id)
                self.job.warn(f"{item}: {error.reason}; its stored text is kept")
                yield one.article

    def _from_archive(self, article: Article) -> Article | None:
        """The article made anew from its archived page and files; None where they are not archived."""
        source = self.sources.get(article.source)
        waiting = Worklist(self.archive, article.source).find(article.native_id) if source else None
        if source is None or waiting is None:
            return None
        pages = Pages(self.archive, None)

        def get(url: str, referer: str | None) -> Page:
            return pages.item(url, referer, 0)

        try:
            located = self.job.settings.located(source)
            # the text of a file that can't be read now does not give way to the page's summary
            with as_failure(waiting.url):
                made = make_article(item_of(waiting), located, get, last_try=article.body_origin == "page")
        except NotArchivedError:
            return None
        return replace(made.article, id=article.id)
