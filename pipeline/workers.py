"""Spreading work over processes without letting a dead or a stuck one take the run along.

Each process stands in a lane of its own, so that one that dies costs only the task it was at.
"""

from __future__ import annotations

import faulthandler
import functools
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import wait as wait_for
from typing import Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

#: A task is tried this often before it is given up.
TRIES = 2
#: Tasks in a lane: one at work, one waiting, so that no process waits for the next one.
AHEAD = 2
#: Where results are taken in order the tasks are small, and more of them wait: whoever takes the results may
#: be busy for a second (a transaction, SQLite moving its log into the database).
AHEAD_IN_ORDER = 6
#: Seconds without a sign of life after which a process is taken for stuck.
PATIENCE = 300.0
#: Pools that wait for ever to write a task of more than 64 kB to a process that is dead, as Debian 12's do
#: (https://github.com/python/cpython/issues/94777).
_WAITS_FOR_READERS = sys.version_info < (3, 11, 5)
#: Signs of life that come closer together than this share of the patience are taken for one.
_GRAIN = 0.01


def ordered(
    work: Callable[[Task], Result],
    tasks: Iterable[Task],
    workers: int,
    give_up: Callable[[Task], Result],
    patience: float | None = None,
) -> Iterator[tuple[Task, Result]]:
    """Each task with its result, in the order of the tasks; otherwise as `unordered`, with small tasks.

    Up to `AHEAD_IN_ORDER` of them a process are in flight. What is ready before its turn waits; a slow task
    lets the others get only so far ahead.
    """
    fed, turn = 0, 0
    ready: dict[int, tuple[Task, Result]] = {}

    def numbered() -> Iterator[_Numbered[Task]]:
        nonlocal fed
        for task in tasks:
            yield _Numbered(fed, task)
            fed += 1

    def more() -> bool:
        return fed - turn < 2 * AHEAD_IN_ORDER * workers

    lanes = _lanes(functools.partial(_at, work), workers, lambda one: give_up(one.task), patience)
    found = _spread(numbered(), lanes, lambda lane: lane.length < AHEAD_IN_ORDER and more())
    for one, result in found:
        ready[one.number] = one.task, result
        while turn in ready:
            pair = ready.pop(turn)
            turn += 1
            yield pair


def unordered(
    work: Callable[[Task], Result],
    tasks: Iterable[Task],
    workers: int,
    give_up: Callable[[Task], Result],
    patience: float | None = None,
) -> Iterator[tuple[Task, Result]]:
    """Each task with its result as it comes, from ``workers`` spawned processes.

    At most `AHEAD` tasks a process are in flight, so memory does not grow with the number of tasks. A task
    whose process dies, or gives no `pulse` for ``patience`` seconds (`PATIENCE`), is tried again in a new
    one; ``give_up`` makes the result of one that fails so every time. Exceptions of ``work`` itself are
    raised here. When the caller stops, or dies, the processes end too.
    """
    lanes = _lanes(work, workers, give_up, patience)
    yield from _spread(tasks, lanes, lambda lane: lane.length < AHEAD)


@dataclass(frozen=True, slots=True)
class _Numbered(Generic[Task]):
    number: int
    task: Task


def _at(work: Callable[[Task], Result], one: _Numbered[Task]) -> Result:
    return work(one.task)


def _lanes(
    work: Callable[[Task], Result], workers: int, give_up: Callable[[Task], Result], patience: float | None
) -> list[_Lane[Task, Result]]:
    return [_Lane(work, give_up, PATIENCE if patience is None else patience) for _ in range(workers)]


def _spread(
    tasks: Iterable[Task],
    lanes: list[_Lane[Task, Result]],
    has_room: Callable[[_Lane[Task, Result]], bool],
) -> Iterator[tuple[Task, Result]]:
    stream = iter(tasks)
    try:
        while True:
            _feed(lanes, stream, has_room)
            fronts = {lane.front: lane for lane in lanes if lane.busy}
            if not fronts:
                return
            done, _ = wait(fronts, return_when=FIRST_COMPLETED)
            for future in done:
                yield from fronts[future].take()
    finally:
        # all at once, so that many take no longer than one; and waited for, because a pool that is still
        # closing when the interpreter ends fills the screen (OSError: Bad file descriptor, in 3.11)
        for lane in lanes:
            lane.kill()
        for lane in lanes:
            lane.close(wait=True)


def _feed(
    lanes: list[_Lane[Task, Result]], stream: Iterator[Task], has_room: Callable[[_Lane[Task, Result]], bool]
) -> None:
    """Give tasks to the lanes that have the fewest, one at a time."""
    while True:
        lane = min(lanes, key=lambda one: one.length)
        if not has_room(lane):
            return
        task = next(stream, None)
        if task is None:
            return
        lane.add(task)


class _Lane(Generic[Task, Result]):
    """A process and the tasks that it has or will have."""

    def __init__(
        self, work: Callable[[Task], Result], give_up: Callable[[Task], Result], patience: float
    ) -> None:
        self._work = functools.partial(_watched, patience, work)
        self._give_up = give_up
        self._pool = _pool()
        self._waiting: deque[tuple[Task, Future[Result]]] = deque()
        self._tries = 0

    @property
    def length(self) -> int:
        return len(self._waiting)

    @property
    def busy(self) -> bool:
        return bool(self._waiting)

    @property
    def front(self) -> Future[Result]:
        return self._waiting[0][1]

    def add(self, task: Task) -> None:
        self._waiting.append((task, self._submit(task)))

    def take(self) -> Iterator[tuple[Task, Result]]:
        """The first task with its result; nothing where its process died and it is tried again."""
        task, future = self._waiting[0]
        try:
            result = future.result()
        except BrokenProcessPool:
            self._tries += 1
            if self._tries >= TRIES:
                self._tries = 0
                self._waiting.popleft()
                self._renew()
                yield task, self._give_up(task)
            else:
                self._renew()
            return
        self._tries = 0
        self._waiting.popleft()
        yield task, result

    def kill(self) -> None:
        """End the process at once, even in the middle of a task."""
        for process in list((self._pool._processes or {}).values()):  # 3.14 has kill_workers()
            process.kill()

    def close(self, *, wait: bool) -> None:
        """Give up the process, which is dead."""
        queue = self._pool._call_queue  # type: ignore[attr-defined]  # None after a shutdown
        if _WAITS_FOR_READERS and queue is not None:
            queue._reader.close()
        self._pool.shutdown(wait=wait, cancel_futures=True)

    def _renew(self) -> None:
        self.close(wait=False)
        self._pool = _pool()
        self._waiting = deque((task, self._submit(task)) for task, _ in self._waiting)

    def _submit(self, task: Task) -> Future[Result]:
        """The task's future; where the process died since the last one, a future that says so in its turn."""
        try:
            return self._pool.submit(self._work, task)
        except BrokenProcessPool as error:
            broken: Future[Result] = Future()
            broken.set_exception(error)
            return broken


def _pool() -> ProcessPoolExecutor:
    # spawn, not fork: Kiwi's native threads do not survive a fork (an iterable then hangs for ever)
    return ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """A process lives no longer than its parent, and leaves Ctrl-C to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
        os._exit(1)


def _watched(patience: float, work: Callable[[Task], Result], task: Task) -> Result:
    with watched(patience):
        return work(task)


@dataclass(slots=True)
class _Watchdog:
    """Ends this process when nothing is heard for ``patience`` seconds.

    It is the interpreter's own, outside Python, so that it also ends a process that hangs in native code.
    """

    patience: float
    _heard: float = 0.0

    def wait(self) -> None:
        """Count from now."""
        self._heard = time.monotonic()
        faulthandler.dump_traceback_later(self.patience, exit=True, file=_nowhere())

    def hear(self) -> None:
        """The same, unless it began just now: it takes a new thread each time."""
        if time.monotonic() - self._heard >= self.patience * _GRAIN:
            self.wait()


_watchdogs: list[_Watchdog] = []


@contextmanager
def watched(patience: float | None = None) -> Iterator[None]:
    """Within it, this process dies when it gives no `pulse` for so many (`PATIENCE`) seconds."""
    _watchdogs.append(_Watchdog(PATIENCE if patience is None else patience))
    _watchdogs[-1].wait()
    try:
        yield
    finally:
        _watchdogs.pop()
        faulthandler.cancel_dump_traceback_later()
        if _watchdogs:
            _watchdogs[-1].wait()


def pulse() -> None:
    """A sign of life of long work. Does nothing where nobody watches."""
    if _watchdogs:
        _watchdogs[-1].hear()


@functools.cache
def _nowhere() -> int:
    # where the process stood is of no use to whoever runs sacho: the parent says which record it was
    return os.open(os.devnull, os.O_WRONLY)


def batches(
    items: Iterable[Task], size: int, weight: Callable[[Task], int] = lambda item: 0, most: int = 0
) -> Iterator[list[Task]]:
    """Lists of up to ``size`` items that weigh ``most`` or a little more: what is in memory at once."""
    batch: list[Task] = []
    held = 0
    for item in items:
        batch.append(item)
        held += weight(item)
        if len(batch) >= size or held > most:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch
