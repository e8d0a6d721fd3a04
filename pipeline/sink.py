"""Where results of a dump go: transactions of the database, lines of a file, counts of the run."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import IO, TYPE_CHECKING, Protocol

from db.articles import Extractor, save_rows, up_to_date
from db.rows import Rows
from db.runs import Outcome as Stored
from db.runs import Run
from db.trees import tree_of
from pipeline.clock import now
from pipeline.dumps import BadRecord
from pipeline.finishing import Finished, LeftOut, Outcome
from pipeline.processing import Failure, extractor
from pipeline.summary import Summary

if TYPE_CHECKING:
    from sqlite3 import Connection

#: Where failures of this run arise, as their rows say.
_STAGE = "dump"
#: Articles per transaction, and letters: what waits for it is in memory. Twice as many write a
#: fifth less, because they touch the same pages of the indexes.
TRANSACTION, LETTERS = 512, 16_000_000


class Origin(Protocol):
    """A record as far as the sink is concerned: its id, the digest of its content, and where it was read."""

    @property
    def id(self) -> str: ...
    @property
    def native_id(self) -> str: ...
    @property
    def raw_sha256(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def line(self) -> int | None: ...


class Sink:
    """Takes the results of one run; every record is counted exactly once, and a file with a second article
    in it as failed too.

    database and log are None where only a file is written. warn is told each failure in one line. made: what
    made the mentions, if not this very code.
    """

    def __init__(
        self,
        database: Connection | None,
        log: Run | None,
        out: IO[str] | None,
        warn: Callable[[str], None],
        made: Extractor | None = None,
    ) -> None:
        self._made = made or extractor()
        self._database, self._log, self._out, self._warn = database, log, out, warn
        self._waiting: list[Rows] = []
        self._letters = 0
        self._open = log.open_items() if log is not None else set()
        self._faults = log.open_faults(_STAGE) if log is not None else {}
        self._first: dict[int, int] = {}  # hash of an id → hash of its content; small, for millions of ids
        self.summary = Summary()

    def repeats(self, raw: Origin) -> bool:
        """Whether the record's id came before in this run; other content under it is a failure."""
        key, content = hash(raw.id), int(raw.raw_sha256[:15], 16)
        if key not in self._first:
            self._first[key] = content
            return False
        if self._first[key] == content:
            self.skip("duplicate")
        else:
            self.bad(BadRecord(raw.path, raw.line, repeated(raw.native_id)))
        return True

    def up_to_date(self, raws: Sequence[Origin]) -> set[str]:
        """Ids that the database holds already, made from the same bytes by the same code."""
        if self._database is None or self._out is not None:
            return set()
        done = up_to_date(self._database, {raw.id: raw.raw_sha256 for raw in raws}, self._made)
        self._count("unchanged", len(done))
        for raw in raws:
            if raw.id in done:
                self._mended(raw)
                if raw.id in self._faults:
                    self._fault(raw, self._faults[raw.id])
        return done

    def take(self, raw: Origin, outcome: Outcome) -> None:
        """Keep a result until a transaction is full."""
        if isinstance(outcome, Failure):
            self.bad(BadRecord(raw.path, raw.line, outcome.reason))
            return
        self._mended(raw)
        if isinstance(outcome, LeftOut):
            self.skip(outcome.reason)
            return
        self._check(raw, outcome)
        self.summary.mentions.update(outcome.mentions)
        self._waiting.append(outcome.rows)
        self._letters += len(str(outcome.rows.article["body"])) + len(str(outcome.rows.article["dropped"]))
        if len(self._waiting) >= TRANSACTION or self._letters > LETTERS:
            self.flush()

    def flush(self) -> None:
        """Write what waits: whole articles with all their mentions, in one transaction."""
        if not self._waiting:
            return
        if self._out is not None:
            self._out.writelines(line_of(rows, self._made) for rows in self._waiting)
        if self._database is None:
            self._count("saved", len(self._waiting))
        else:
            for outcome in save_rows(self._database, self._waiting, self._made, now()):
                self._count(outcome, 1)
        self._waiting.clear()
        self._letters = 0

    def made_by(self, made: Extractor) -> None:
        """From now on results were made by that."""
        if made != self._made:
            self.flush()
            self._made = made

    def skip(self, reason: str, count: int = 1) -> None:
        """Count records that are left out on purpose."""
        self.summary.skip(reason, count)
        if self._log is not None:
            self._log.skip(reason, count)

    def bad(self, bad: BadRecord) -> None:
        """Count a failure, say it, and keep it in the database."""
        self._fail(bad, None)

    def _fail(self, bad: BadRecord, article_id: str | None) -> None:
        self._warn(str(bad))
        self.summary.fail(bad.reason)
        if self._log is not None:
            self._log.fail(
                stage=_STAGE, item=bad.path, line=bad.line, article_id=article_id, reason=bad.reason
            )

    def _check(self, raw: Origin, one: Finished) -> None:
        """Report what is wrong with the record; close an earlier report where nothing is any more."""
        if one.fault is not None:
            self._fault(raw, one.fault)
        elif self._log is not None and raw.id in self._faults:
            self._log.resolve_articles([raw.id])

    def _fault(self, raw: Origin, reason: str) -> None:
        self._fail(BadRecord(raw.path, raw.line, reason), raw.id)

    def _mended(self, raw: Origin) -> None:
        """Close the failures that an earlier run left where this record now went well."""
        for key in ((raw.path, raw.line), (raw.path, None)):
            if self._log is not None and key in self._open:
                self._log.resolve(*key)
                self._open.discard(key)

    def _count(self, outcome: Stored, count: int) -> None:
        if not count:
            return
        self.summary.outcomes[outcome] += count
        if self._log is not None:
            self._log.count(outcome, count)


def repeated(native_id: str) -> str:
    """Why the second of two records with one id fails."""
    return f"id {native_id} again with other content; the first one is kept"


def line_of(rows: Rows, made: Extractor, path: str | None = None, order: int | None = None) -> str:
    """An article with all that is its own, what made it and where it was read, as a line of JSON."""
    made_by = {"code_version": made.code_version, "gazetteer": made.gazetteer}
    origin = {} if path is None else {"input": path, "input_order": order}
    return json.dumps(tree_of(rows) | made_by | origin, ensure_ascii=False) + "\n"
