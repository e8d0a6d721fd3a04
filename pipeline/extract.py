"""The main job: a dump goes in, a database comes out. Safe to repeat, safe to kill."""

from __future__ import annotations

import functools
import gzip
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, cast

from db.database import open_database
from db.runs import run
from pipeline.clock import Stopwatch, now
from pipeline.dumps import BadRecord, Piece, RawRecord, SkippedRecord, pieces, read_pieces
from pipeline.dumps.fields import FieldNames
from pipeline.finishing import Batch, Outcome, finish
from pipeline.processing import Failure
from pipeline.sink import TRANSACTION, Sink
from pipeline.summary import Summary
from pipeline.workers import batches, ordered

#: Articles per task of a worker process, and about how many letters or bytes.
TASK, LETTERS = 32, 4_000_000
#: Why a record is set aside.
GUILTY = "kills the process that reads it, or holds it up for minutes; set aside"

Read = RawRecord | BadRecord | SkippedRecord


@dataclass(frozen=True, slots=True)
class Job:
    """What to do with a dump.

    db: the database, or None where only ``out`` is wanted. out: a file for JSON Lines (``-`` = standard
    output) or None. workers: None = one process with Kiwi's threads on all cores, else so many processes
    with one thread each. skip, limit: pass over so many records, then read so many at most. since: leave out
    what was published before that day, and what has no date. chosen: the pieces of the dump to read, None =
    all of ``paths``. warn: told each failure in one line. progress: told how many more bytes of the dump were
    read. counted: told how many more articles are done.
    """

    paths: tuple[str, ...]
    db: Path | None
    out: Path | None = None
    workers: int | None = None
    limit: int | None = None
    fields: FieldNames = field(default_factory=FieldNames)
    warn: Callable[[str], None] = lambda line: None
    progress: Callable[[int], None] = lambda count: None
    skip: int = 0
    since: str | None = None
    chosen: tuple[Piece, ...] | None = None
    counted: Callable[[int], None] = lambda count: None


def extract(job: Job, stdin: IO[bytes]) -> Summary:
    """Read the dump, clean, extract and save; returns what was done.

    Raises FileNotFoundError for a path that does not exist, DatabaseError for a database that can't be
    used, OSError for an output that can't be written.
    """
    # a missing path is wrong use: say so before a database is made
    chosen = pieces(job.paths) if job.chosen is None else job.chosen
    watch = Stopwatch()
    with watch("wall"), _output(job.out) as out:
        if job.db is None:
            sink = Sink(None, None, out, job.warn)
            _run(job, chosen, stdin, sink, watch)
        else:
            with closing(open_database(job.db)) as database, run(database, "extract", now=now) as log:
                sink = Sink(database, log, out, job.warn)
                _run(job, chosen, stdin, sink, watch)
    sink.summary.took(watch.seconds)
    return sink.summary


def _run(job: Job, chosen: Sequence[Piece], stdin: IO[bytes], sink: Sink, watch: Stopwatch) -> None:
    stop = None if job.limit is None else job.skip + job.limit
    records = islice(read_pieces(chosen, stdin, job.fields, job.progress), job.skip, stop)
    for raws, batch in _finished(_fresh(_timed(records, watch), sink), job):
        sink.summary.took(batch.seconds)
        with watch("write"):
            for raw, outcome in zip(raws, batch.outcomes, strict=True):
                sink.take(raw, outcome)
        job.counted(len(raws))
    with watch("write"):
        sink.flush()


def _timed(records: Iterator[Read], watch: Stopwatch) -> Iterator[Read]:
    while True:
        with watch("read"):
            record = next(records, None)
        if record is None:
            return
        yield record


def _fresh(records: Iterator[Read], sink: Sink) -> Iterator[RawRecord]:
    """Records to work on: readable, not seen before in this run, not up to date in the database."""
    for batch in batches(records, TRANSACTION, weight, 4 * LETTERS):
        raws: list[RawRecord] = []
        for record in batch:
            if isinstance(record, BadRecord):
                sink.bad(record)
            elif isinstance(record, SkippedRecord):
                sink.skip(record.reason)
            elif not sink.repeats(record):
                raws.append(record)
        done = sink.up_to_date(raws)
        yield from (raw for raw in raws if raw.id not in done)


def _finished(fresh: Iterator[RawRecord], job: Job) -> Iterator[tuple[Sequence[RawRecord], Batch]]:
    if job.workers is None:
        threads = os.cpu_count() or 1
        return ((raws, finish(raws, threads, job.since)) for raws in portions(fresh))
    if job.workers == 1:
        return ((raws, finish(raws, 1, job.since)) for raws in portions(fresh))
    work = functools.partial(finish, since=job.since)
    give_up = functools.partial(one_by_one, since=job.since)
    return ordered(work, portions(fresh), job.workers, give_up)


def portions(fresh: Iterable[RawRecord]) -> Iterator[list[RawRecord]]:
    """Tasks: as many records as are worth handing over, and no more than fit into memory many times."""
    return batches(fresh, TASK, weight, LETTERS)


def weight(record: Read) -> int:
    """Letters or bytes of a record."""
    return len(record.content) if isinstance(record, RawRecord) else 0


def one_by_one(raws: Sequence[RawRecord], since: str | None) -> Batch:
    """Records that ended their process together, each in a process alone: only the guilty is set aside."""
    work = functools.partial(finish, since=since)
    outcomes: list[Outcome] = []
    watch = Stopwatch()
    with watch("retries"):
        for _, batch in ordered(work, ([raw] for raw in raws), 1, _guilty):
            outcomes += batch.outcomes
    return Batch(tuple(outcomes), watch.seconds)


def _guilty(raws: Sequence[RawRecord]) -> Batch:
    return Batch((Failure(GUILTY),) * len(raws), {})


def _output(path: Path | None) -> AbstractContextManager[IO[str] | None]:
    if path is None:
        return nullcontext(None)
    if str(path) == "-":
        return nullcontext(sys.stdout)
    return _whole_file(path) if path.is_file() or not path.exists() else path.open("w", encoding="utf-8")


@contextmanager
def _whole_file(path: Path) -> Iterator[IO[str]]:
    """A text file that has its name, and replaces an earlier one, only when it is whole."""
    target = path.resolve()
    made = target.with_name(f".unfinished-{target.name}")
    packed = target.suffix.lower() == ".gz"
    try:
        with (gzip.open if packed else open)(made, "wt", encoding="utf-8") as file:
            yield cast("IO[str]", file)
        made.replace(target)
    finally:
        made.unlink(missing_ok=True)
