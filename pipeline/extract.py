"""The main job: a dump goes in, a database comes out. Safe to repeat, safe to kill."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, TypeVar

from db.database import open_database
from db.runs import run
from pipeline.clock import now
from pipeline.dumps import BadRecord, RawRecord, dump_files, read_dump
from pipeline.dumps.fields import FieldNames
from pipeline.processing import Failure, Processed, prepare
from pipeline.sink import TRANSACTION, Sink, Summary
from pipeline.workers import ordered_map

#: Articles per task of a worker process.
TASK = 32

Item = TypeVar("Item")
Result = tuple[RawRecord, Processed | Failure]


@dataclass(frozen=True, slots=True)
class Job:
    """What to do with a dump.

    db: the database, or None where only ``out`` is wanted. out: a file for JSON Lines (``-`` = standard
    output) or None. workers: 1 = one process with Kiwi's threads on all cores; above 1 = so many
    processes. limit: read this many records at most. warn: told each failure in one line. progress:
    told how many more bytes of the dump were read.
    """

    paths: tuple[str, ...]
    db: Path | None
    out: Path | None = None
    workers: int = 1
    limit: int | None = None
    fields: FieldNames = field(default_factory=FieldNames)
    warn: Callable[[str], None] = lambda line: None
    progress: Callable[[int], None] = lambda count: None


def extract(job: Job, stdin: IO[bytes]) -> Summary:
    """Read the dump, clean, extract and save; returns what was done.

    Raises FileNotFoundError for a path that does not exist, DatabaseError for a database that can't be
    used, OSError for an output that can't be written.
    """
    dump_files(job.paths)  # a missing path is wrong use: say so before a database is made
    with _output(job.out) as out:
        if job.db is None:
            return _run(job, stdin, Sink(None, None, out, job.warn))
        with (
            closing(open_database(job.db)) as database,
            run(database, "extract", now=now) as log,
        ):
            return _run(job, stdin, Sink(database, log, out, job.warn))


def _run(job: Job, stdin: IO[bytes], sink: Sink) -> Summary:
    records = islice(read_dump(job.paths, stdin, job.fields, job.progress), job.limit)
    for raw, processed in _results(_fresh(records, sink), job.workers):
        sink.take(raw, processed)
    sink.flush()
    return sink.summary


def _fresh(records: Iterator[RawRecord | BadRecord], sink: Sink) -> Iterator[RawRecord]:
    """Records to work on: readable, not seen before in this run, not up to date in the database."""
    for batch in _batched(records, TRANSACTION):
        raws: list[RawRecord] = []
        for record in batch:
            if isinstance(record, BadRecord):
                sink.bad(record)
            elif not sink.repeats(record):
                raws.append(record)
        done = sink.up_to_date(raws)
        yield from (raw for raw in raws if raw.id not in done)


def _results(fresh: Iterator[RawRecord], workers: int) -> Iterator[Result]:
    if workers == 1:
        threads = os.cpu_count() or 1
        for raws in _batched(fresh, TASK):
            yield from zip(raws, prepare(raws, threads), strict=True)
    else:
        for results in ordered_map(_task, _batched(fresh, TASK), workers, _give_up):
            yield from results


def _task(raws: list[RawRecord]) -> list[Result]:
    return list(zip(raws, prepare(raws), strict=True))


def _give_up(raws: list[RawRecord]) -> list[Result]:
    """A task that killed its process every time: try each record alone, and set only the guilty one aside."""
    if len(raws) == 1:
        return [(raws[0], Failure(raws[0], "kills the worker process that reads it; set aside"))]
    alone = ordered_map(_task, ([raw] for raw in raws), 1, _give_up)
    return [result for results in alone for result in results]


def _output(path: Path | None) -> AbstractContextManager[IO[str] | None]:
    if path is None:
        return nullcontext(None)
    return nullcontext(sys.stdout) if str(path) == "-" else path.open("w", encoding="utf-8")


def _batched(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    stream = iter(items)
    while batch := list(islice(stream, size)):
        yield batch
