"""Where results of a dump go: transactions of the database, lines of a file, counts of the run."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

from db.articles import save_records, up_to_date
from db.mentions import TABLE_OF
from db.rows import Record
from db.runs import Outcome, Run
from extractors.mention import ASIDES
from pipeline.clock import now
from pipeline.dumps import BadRecord, RawRecord
from pipeline.entities import entity
from pipeline.processing import Failure, Processed, extractor
from scrapers.article import SECOND_ARTICLE

if TYPE_CHECKING:
    from sqlite3 import Connection

    from scrapers.article import Article

#: Where failures of this run arise, as their rows say; how much of a headline a message shows.
_STAGE = "dump"
_SHOWN = 60
#: Articles per transaction.
TRANSACTION = 256


@dataclass(slots=True)
class Summary:
    """What a run did: records counted by outcome, mentions by type."""

    outcomes: Counter[str] = field(default_factory=Counter)
    mentions: Counter[str] = field(default_factory=Counter)

    @property
    def articles(self) -> int:
        """Records that are articles, written or already there."""
        return sum(self.outcomes[outcome] for outcome in ("saved", "changed", "unchanged"))

    def line(self) -> str:
        """``saved 12, unchanged 3, failed 1; money 40, date 95``"""
        parts = [
            ", ".join(f"{name} {count:,}" for name, count in counts.items() if count)
            for counts in (self.outcomes, self.mentions)
        ]
        return "; ".join(part for part in parts if part) or "nothing to do"


class Sink:
    """Takes the results of one run; every record is counted exactly once, and a file with a second article
    in it as failed too.

    database and log are None where only a file is written. warn is told each failure in one line.
    """

    def __init__(
        self, database: Connection | None, log: Run | None, out: IO[str] | None, warn: Callable[[str], None]
    ) -> None:
        self._database, self._log, self._out, self._warn = database, log, out, warn
        self._waiting: list[Record] = []
        self._open = log.open_items() if log is not None else set()
        self._faults = log.open_faults(_STAGE) if log is not None else {}
        self._first: dict[int, int] = {}  # hash of an id → hash of its content; small, for millions of ids
        self.summary = Summary()

    def repeats(self, raw: RawRecord) -> bool:
        """Whether the record's id came before in this run; other content under it is a failure."""
        key, content = hash(raw.id), int(raw.raw_sha256[:15], 16)
        if key not in self._first:
            self._first[key] = content
            return False
        if self._first[key] == content:
            self._skip("duplicate")
        else:
            reason = f"id {raw.native_id} again with other content; the first one is kept"
            self.bad(BadRecord(raw.path, raw.line, reason))
        return True

    def up_to_date(self, raws: Sequence[RawRecord]) -> set[str]:
        """Ids that the database holds already, made from the same bytes by the same code."""
        if self._database is None or self._out is not None:
            return set()
        done = up_to_date(self._database, {raw.id: raw.raw_sha256 for raw in raws}, extractor())
        self._count("unchanged", len(done))
        for raw in raws:
            if raw.id in done:
                self._mended(raw)
                if raw.id in self._faults:
                    self._fault(raw, self._faults[raw.id])
        return done

    def take(self, raw: RawRecord, processed: Processed | Failure) -> None:
        """Keep a result until a transaction is full."""
        if isinstance(processed, Failure):
            self.bad(BadRecord(raw.path, raw.line, processed.reason))
            return
        self._mended(raw)
        self._check(raw, processed.article)
        self.summary.mentions.update(mention.type for _, mention in processed.mentions)
        self._waiting.append(
            Record(
                processed.article,
                processed.mentions,
                raw.raw_sha256,
                raw.place,
                raw.line,
                processed.asides,
            )
        )
        if len(self._waiting) >= TRANSACTION:
            self.flush()

    def flush(self) -> None:
        """Write what waits: whole articles with all their mentions, in one transaction."""
        if not self._waiting:
            return
        if self._out is not None:
            self._out.writelines(json.dumps(_line(one), ensure_ascii=False) + "\n" for one in self._waiting)
        if self._database is None:
            self._count("saved", len(self._waiting))
        else:
            for outcome in save_records(self._database, self._waiting, extractor(), now()):
                self._count(outcome, 1)
        self._waiting.clear()

    def bad(self, bad: BadRecord) -> None:
        """Count a failure, say it, and keep it in the database."""
        self._fail(bad, None)

    def _fail(self, bad: BadRecord, article_id: str | None) -> None:
        self._warn(str(bad))
        self.summary.outcomes["failed"] += 1
        if self._log is not None:
            self._log.fail(
                stage=_STAGE, item=bad.path, line=bad.line, article_id=article_id, reason=bad.reason
            )

    def _check(self, raw: RawRecord, article: Article) -> None:
        """Report a second article in the record; close an earlier report where there is none any more."""
        second = next((piece.text for piece in article.dropped if piece.kind == SECOND_ARTICLE), None)
        if second is not None:
            begins = second if len(second) <= _SHOWN else f"{second[:_SHOWN].rstrip()}…"
            self._fault(
                raw,
                f"two articles in one file: only the first is stored; split the file where the other begins "
                f"with «{begins}»",
            )
        elif self._log is not None and article.id in self._faults:
            self._log.resolve_articles([article.id])

    def _fault(self, raw: RawRecord, reason: str) -> None:
        self._fail(BadRecord(raw.path, raw.line, reason), raw.id)

    def _mended(self, raw: RawRecord) -> None:
        """Close the failures that an earlier run left where this record now went well."""
        for key in ((raw.path, raw.line), (raw.path, None)):
            if self._log is not None and key in self._open:
                self._log.resolve(*key)
                self._open.discard(key)

    def _skip(self, reason: str) -> None:
        self.summary.outcomes["skipped"] += 1
        if self._log is not None:
            self._log.skip(reason)

    def _count(self, outcome: Outcome, count: int) -> None:
        if not count:
            return
        self.summary.outcomes[outcome] += count
        if self._log is not None:
            self._log.count(outcome, count)


def _line(record: Record) -> dict[str, object]:
    """One article with its mentions as a line of ``sacho extract --out``."""
    article = record.article
    return {
        "id": article.id,
        "title": article.title,
        "published": article.published,
        "published_inferred": article.published_inferred,
        "url": article.url,
        "body": article.body,
        "entities": [{"field": name, **entity(mention)} for name, mention in record.mentions],
        **{
            TABLE_OF[kind]: [
                {"field": name, **entity(one)} for name, one in record.asides if type(one) is kind
            ]
            for kind in ASIDES
        },
    }
