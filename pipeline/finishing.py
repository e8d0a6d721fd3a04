"""The work on some records of a dump, from bytes to rows: pure but for the clock that times it.

What every way of running shares: one process, a pool, shards, a cluster.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from db.rows import Record, Rows, rows_of
from pipeline.clock import Stopwatch
from pipeline.dumps import RawRecord
from pipeline.processing import Failure, Processed, cleaned, extracted
from pipeline.workers import pulse
from scrapers.article import SECOND_ARTICLE, Article

#: How much of a headline a message shows.
_SHOWN = 60
#: Why an article is left out.
TOO_EARLY, UNDATED = "published before the day asked for", "no date of publication"
#: A crawl brings front pages and lists too.
NO_ARTICLE = "a page without an article"


@dataclass(frozen=True, slots=True)
class Finished:
    """An article, ready to be stored.

    mentions: how many of each type. fault: what is wrong with the record although it gave an article.
    """

    rows: Rows
    mentions: Mapping[str, int]
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Why a record that holds an article is not wanted."""

    reason: str


Outcome = Finished | Failure | LeftOut


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of some records, in their order, and how many seconds each stage took."""

    outcomes: tuple[Outcome, ...]
    seconds: Mapping[str, float]


def finish(raws: Sequence[RawRecord], workers: int = 1, since: str | None = None) -> Batch:
    """Clean, extract and make rows of raw records.

    workers: threads of Kiwi's own. since: articles published before that day (``2024``, ``2024-08``,
    ``2024-08-26``) are left out, and those whose date nobody knows.
    """
    watch = Stopwatch()
    with watch("clean"):
        articles = [_wanted(raw, cleaned(raw), since) for raw in raws]
    pulse()
    with watch("extract"):
        processed: list[Processed | Failure | LeftOut] = extracted(articles, workers)
    with watch("rows"):
        outcomes: list[Outcome] = [
            _finished(raw, one) if isinstance(one, Processed) else one
            for raw, one in zip(raws, processed, strict=True)
        ]
    return Batch(tuple(outcomes), watch.seconds)


def _wanted(raw: RawRecord, article: Article | Failure, since: str | None) -> Article | Failure | LeftOut:
    if isinstance(article, Failure) and article.empty and any(kind == "crawl" for kind, _ in raw.hints):
        return LeftOut(NO_ARTICLE)
    if since is None or isinstance(article, Failure):
        return article
    if article.published is None:
        return LeftOut(UNDATED)
    # a date that is known only roughly (2024-08) is in where any day of it may be
    return article if article.published >= since[: len(article.published)] else LeftOut(TOO_EARLY)


def _finished(raw: RawRecord, one: Processed) -> Finished | Failure:
    record = Record(one.article, one.mentions, raw.raw_sha256, raw.place, raw.line, one.asides)
    try:
        rows = rows_of(record)
    except ValueError as error:
        return Failure(f"a fault of sacho: {error}")
    return Finished(rows, Counter(mention.type for _, mention in one.mentions), _fault(one.article))


def _fault(article: Article) -> str | None:
    """A second article in the record, which is not stored."""
    second = next((piece.text for piece in article.dropped if piece.kind == SECOND_ARTICLE), None)
    if second is None:
        return None
    begins = second if len(second) <= _SHOWN else f"{second[:_SHOWN].rstrip()}…"
    return (
        "two articles in one file: only the first is stored; split the file where the other begins "
        f"with «{begins}»"
    )
