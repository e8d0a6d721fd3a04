"""The items that wait, one after the other: fetched, parsed, extracted, stored; what fails is recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.faults import as_failure
from pipeline.pages import NotArchivedError, Pages
from scrapers.article import article_id
from scrapers.errors import BlockedError, FetchError, GoneError, ParseError, ScrapeError
from scrapers.reader import Item

if TYPE_CHECKING:
    from sqlite3 import Connection

    from db.runs import Run
    from db.worklist import Waiting, Worklist
    from pipeline.releases import Made
    from scrapers.fetch import Page
    from scrapers.source import Source

#: Articles that are extracted and saved together.
BATCH = 16
#: Items in a row that can't be had, after which a source is left alone until the next run.
PATIENCE = 3


@dataclass(frozen=True, slots=True)
class Told:
    """Who is told: of each failure, of progress (title, number of the item, items to do), and the time."""

    warn: Callable[[str], None]
    progress: Callable[[str, int, int], None]
    now: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Items:
    """The work on the items of one source."""

    source: Source
    database: Connection
    worklist: Worklist
    pages: Pages
    log: Run
    told: Told

    def take(self, waiting: Sequence[Waiting], *, outage: bool = False) -> ScrapeError | None:
        """Store what waits. Returns why it stopped early: ``PATIENCE`` items in a row could not be had.

        outage: the list could not be had either, so that what fails is not the items' own fault.
        """
        stopped: list[ScrapeError] = []
        made = self._made(waiting, stopped, outage=outage)
        while batch := list(islice(made, BATCH)):
            self._save(batch)
        return stopped[0] if stopped else None

    def retry(self) -> None:
        """Read what was set aside again, from the archive; what it does not hold waits for the next run."""
        aside = self.worklist.all_set_aside()
        self.worklist.again(aside)
        self.take(self.worklist.waiting())

    def _made(
        self, waiting: Sequence[Waiting], stopped: list[ScrapeError], *, outage: bool
    ) -> Iterator[tuple[Waiting, Made]]:
        """What waits, as articles; what can't be had is recorded and left for later or for good."""
        later: list[Waiting] = []
        gone: list[Waiting] = []
        in_a_row = 0
        any_well = False
        for number, item in enumerate(waiting, start=1):
            self.told.progress(self.source.title, number, len(waiting))
            try:
                made = self._make(item)
            except NotArchivedError:
                self.log.skip("not in the archive; the next run fetches it")
                continue
            except GoneError as error:
                self._again(item, error)
                gone.append(item)
            except (FetchError, BlockedError, ParseError) as error:
                again = self._again(item, error)
                if again is None:
                    self.worklist.set_aside(item)
                    in_a_row = 0
                    continue
                later.append(again)
                # a file that is broken or not there (yet) says nothing about the site
                in_a_row += error.where == item.url.partition("#")[0]
                if in_a_row == PATIENCE:
                    stopped.append(error)
                    break
            else:
                in_a_row = 0
                any_well = True
                yield item, made
        self.worklist.try_later(gone)
        self.worklist.try_later(later, outage=not any_well and (outage or bool(stopped)))

    def _make(self, waiting: Waiting) -> Made:
        from pipeline.releases import make_article  # the cleaner is not loaded where nothing waits

        def get(url: str, referer: str | None) -> Page:
            return self.pages.item(url, referer, waiting.position)

        with as_failure(waiting.url):
            return make_article(item_of(waiting), self.source, get, last_try=waiting.last_try)

    def _again(self, item: Waiting, error: ScrapeError) -> Waiting | None:
        """Record the failure. The item as it waits for the next run, or None where that would not help."""
        from pipeline.releases import WrongPageError

        reason = error.reason if error.where in (None, item.url) else f"{error.reason} ({error.where})"
        stage = "parse" if isinstance(error, ParseError) else "fetch"
        name = article_id(self.source.name, item.native_id)
        self.log.fail(stage=stage, item=item.url, reason=reason, article_id=name)
        self.told.warn(f"{item.url}: {reason}")
        if isinstance(error, WrongPageError):  # the page in the archive is of no use
            return replace(item, position=self.pages.archive.next_position())
        return None if isinstance(error, ParseError) else item

    def _save(self, batch: Sequence[tuple[Waiting, Made]]) -> None:
        """Store a batch; where sacho stumbles over it, one by one without the item that it stumbles over."""
        try:
            with as_failure(batch[0][0].url):
                self._store(batch)
        except ParseError as error:
            if len(batch) > 1:
                for one in batch:
                    self._save([one])
                return
            item = batch[0][0]
            self._again(item, error)
            self.worklist.set_aside(item)

    def _store(self, batch: Sequence[tuple[Waiting, Made]]) -> None:
        """Extract and store a batch in one transaction, then note that its items are done."""
        # the gazetteer and the rules are not loaded where nothing is new
        from db.articles import save_records
        from db.rows import Record
        from pipeline.processing import extractor, process

        processed = process(made.article for _, made in batch)
        records = [
            Record(found.article, found.mentions, made.raw_sha256, asides=found.asides)
            for found, (_, made) in zip(processed, batch, strict=True)
        ]
        outcomes = save_records(self.database, records, extractor(), self.told.now())
        for outcome, count in Counter(outcomes).items():
            self.log.count(outcome, count)
        self.log.resolve_articles(record.article.id for record in records)
        self.worklist.done(item for item, _ in batch)  # last: a run killed before it does all of this again


def item_of(waiting: Waiting) -> Item:
    """The item as the list named it."""
    facts = waiting.facts
    return Item(
        native_id=waiting.native_id,
        url=waiting.url,
        title=facts.get("title", ""),
        published=facts.get("published"),
        department=facts.get("department", ""),
    )
