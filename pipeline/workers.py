"""Spreading work over processes without letting a dead one take the run along."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

#: A task is tried this often before it is given up; a dead worker breaks its whole pool, so the tasks
#: beside it lose a try without fault of their own.
TRIES = 2


def ordered_map(
    work: Callable[[Task], Result],
    tasks: Iterable[Task],
    workers: int,
    give_up: Callable[[Task], Result],
) -> Iterator[Result]:
    """Results of ``work`` for each task, in the order of the tasks, from ``workers`` spawned processes.

    At most two tasks a worker are in flight, so memory does not grow with the number of tasks. When a
    worker dies, the tasks in flight are run again one at a time in a fresh process; ``give_up`` makes the
    result of one that kills its process every time. Exceptions of ``work`` itself are raised here.
    """
    stream = iter(tasks)
    waiting: deque[tuple[Task, Future[Result]]] = deque()
    pool = _pool(workers)
    try:
        while True:
            for task in stream:
                waiting.append((task, _submit(pool, work, task)))
                if len(waiting) >= 2 * workers:
                    break
            if not waiting:
                return
            task, future = waiting.popleft()
            try:
                result = future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                alone = [task, *(later for later, _ in waiting)]
                waiting.clear()
                yield from (_alone(work, one, give_up) for one in alone)
                pool = _pool(workers)
                continue
            yield result
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, work: Callable[[Task], Result], task: Task) -> Future[Result]:
    """The task's future; where a worker died since the last one, a future that says so in its turn."""
    try:
        return pool.submit(work, task)
    except BrokenProcessPool as error:
        broken: Future[Result] = Future()
        broken.set_exception(error)
        return broken


def _alone(work: Callable[[Task], Result], task: Task, give_up: Callable[[Task], Result]) -> Result:
    for _ in range(TRIES):
        with _pool(1) as pool:
            try:
                return pool.submit(work, task).result()
            except BrokenProcessPool:
                continue
    return give_up(task)


def _pool(workers: int) -> ProcessPoolExecutor:
    # spawn, not fork: Kiwi's native threads do not survive a fork (an iterable then hangs for ever)
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))
