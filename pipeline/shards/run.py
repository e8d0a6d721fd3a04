"""All shards of a dump, or a share of them: one after the other, over processes, or on a cluster."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.clock import Stopwatch
from pipeline.dumps import pieces
from pipeline.dumps.fields import FieldNames
from pipeline.processing import extractor
from pipeline.shards import manifest as manifests
from pipeline.shards.errors import ShardError
from pipeline.shards.folder import folder_at
from pipeline.shards.plan import SIZE, Shard, plan, share
from pipeline.shards.work import Done, Task, set_aside, work
from pipeline.shards.writers import Format
from pipeline.summary import Summary
from pipeline.workers import unordered, watched

#: Where nothing can be written, no other shard will be either.
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG)

_TURN = threading.Lock()

#: Runs tasks somewhere: each with what became of it, as it comes.
Runner = Callable[[Iterable[Task]], Iterator[tuple[Task, "Done | Fault"]]]


@dataclass(frozen=True, slots=True)
class Job:
    """What to do with a dump in shards.

    folder: where finished shards go, a path or an address that all workers see. share: ``2/10``, None = all.
    workers: None = one process with Kiwi's threads on all cores, else so many processes. size: bytes of the
    dump in a shard. warn: told each failure in one line. progress: told how many more bytes are done,
    counted: how many more articles.
    """

    paths: tuple[str, ...]
    folder: str
    format: Format = "parquet"
    share: str | None = None
    workers: int | None = None
    fields: FieldNames = field(default_factory=FieldNames)
    since: str | None = None
    size: int = SIZE
    warn: Callable[[str], None] = lambda line: None
    progress: Callable[[int], None] = lambda count: None
    counted: Callable[[int], None] = lambda count: None


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a shard was not made this time. fatal: no other will be either."""

    reason: str
    fatal: bool = False


@dataclass(slots=True)
class Outcome:
    """What became of the shards. names: those that are wanted, in the order of the dump. finished: those that
    are there now.
    """

    names: tuple[str, ...] = ()
    finished: list[str] = field(default_factory=list)
    made: int = 0
    there: int = 0
    unmade: int = 0
    summary: Summary = field(default_factory=Summary)

    def line(self) -> str:
        """``12 shards made, 3 were there, 1 set aside``"""
        said = [f"{self.made:,} {'shard' if self.made == 1 else 'shards'} made"]
        said += [f"{self.there:,} there already"] if self.there else []
        said += [f"{self.unmade:,} not made"] if self.unmade else []
        return ", ".join(said)


def extract_shards(job: Job, runner: Runner | None = None) -> Outcome:
    """Make the shards that are not there yet.

    runner: what runs them, by default this machine. A shard that ends its process twice is made once more
    with each record watched; where that fails too it is set aside and the rest goes on. Raises
    FileNotFoundError for a path that does not exist, PlanError, ShardError, OSError where nothing can be
    written.
    """
    watch = Stopwatch()
    outcome = Outcome()
    with watch("wall"):
        shards = plan(pieces(job.paths), job.size)
        tasks = tasks_of(job, shards)
        outcome.names = tuple(task.shard.name for task in tasks)
        for task, result in (runner or _runner(job))(tasks):
            _note(outcome, job, task, result)
        _drop_superseded(job.folder, shards)
    outcome.summary.took(watch.seconds)
    return outcome


def tasks_of(job: Job, shards: Sequence[Shard]) -> list[Task]:
    """The tasks of a job: all shards of the dump, or its share of them."""
    wanted = share(shards, job.share) if job.share else shards
    threads = (os.cpu_count() or 1) if job.workers is None else 1
    made = extractor()
    return [
        Task(one, job.folder, job.format, job.fields, job.since, len(shards), made, threads) for one in wanted
    ]


def attempt(task: Task) -> Done | Fault:
    """`work`, with what goes wrong as a value: nothing that happens to one shard stops the others."""
    try:
        return work(task)
    except ShardError as error:
        return Fault(str(error), fatal=True)
    except OSError as error:
        fatal = error.errno in _FULL
        where = error.filename or (task.folder if fatal else "")
        return Fault(": ".join(filter(None, (where, error.strerror or str(error)))), fatal)
    except Exception as error:  # a fault of ours in one shard shall cost no other
        return Fault(f"a fault of sacho: {type(error).__name__}: {str(error)[:200]}")


def watched_attempt(task: Task) -> Done | Fault:
    """The same in a worker that nobody else watches: it ends itself when it hangs.

    One shard at a time, however many threads the worker has: they share the analyser and the watchdog, and
    would take turns anyway.
    """
    with _TURN, watched():
        return attempt(task)


def last_try(task: Task) -> Done | Fault:
    """A shard that ended its process every time, with each record watched."""
    return attempt(replace(task, careful=True))


def _runner(job: Job) -> Runner:
    workers = job.workers
    if workers is None or workers == 1:
        return lambda tasks: ((task, attempt(task)) for task in tasks)
    return lambda tasks: unordered(attempt, tasks, workers, last_try)


def _note(outcome: Outcome, job: Job, task: Task, result: Done | Fault) -> None:
    if isinstance(result, Fault):
        if result.fatal:
            finished = f"{outcome.made + outcome.there} of {len(outcome.names)}"
            advice = "mend it and run the same command again"
            raise ShardError(f"{result.reason}; {finished} shards are finished and stay: {advice}")
        result = set_aside(task, result.reason)
        outcome.unmade += 1
    else:
        outcome.finished.append(result.name)
        outcome.made += result.fresh
        outcome.there += not result.fresh
    # how long it took to make what was there already is no time of this run
    outcome.summary.add(result.summary if result.fresh else replace(result.summary, seconds={}))
    for line in result.failures:
        job.warn(line)
    job.progress(task.shard.size)
    if result.fresh:
        job.counted(result.summary.articles)


def _drop_superseded(address: str, shards: Sequence[Shard]) -> None:
    """Remove finished shards whose files are now in other shards: a folder has grown, or is cut otherwise.

    One goes only when all that take its place are there; where only some of its files are read now (a file of
    a folder that was read whole before), nothing takes its place.
    """
    folder = folder_at(address)
    found = {one.name: one for one in manifests.manifests(folder)}
    holders: dict[str, set[str]] = {}
    for shard in shards:
        for piece in shard.pieces:
            holders.setdefault(manifests.absolute(piece.path), set()).add(shard.name)
    for old in found.keys() - {shard.name for shard in shards}:
        left = [source.path for source in found[old].sources if _is_there(source.path)]
        successors = set().union(*(holders.get(path, {""}) for path in left))
        if successors and successors <= found.keys():
            folder.remove(old + manifests.ENDING)
            for name in found[old].files:
                folder.remove(name)


def _is_there(path: str) -> bool:
    """Is the file still there? Of a store that is not asked."""
    return "://" in path or Path(path).exists()
