"""Shards on a Dask cluster: the very function that one machine runs, on workers that see the same files.

Only this module knows Dask, which the extra ``sacho[dask]`` brings.
"""

from __future__ import annotations

import asyncio
import atexit
import logging
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from pipeline.machine import cores
from pipeline.shards.errors import ClusterError
from pipeline.shards.run import Fault, Runner, last_try, watched_attempt
from pipeline.shards.work import Done, Task

#: A cluster of this machine's own.
LOCAL = "local"
#: Seconds to wait for a scheduler; seconds without a word of it after which it is taken for gone.
_PATIENCE, _SILENCE = 20.0, 60.0
#: Seconds without any worker until that is said, and until it is no longer waited for.
_LONELY, _ALONE = 15.0, 900.0
#: Seconds between two looks at how many workers there are.
_LOOK = 2.0
#: A task whose worker dies is tried once more, as on one machine.
_DEATHS = 1
#: Tasks that the scheduler holds for each thread of a worker: enough that none waits.
_AHEAD = 3
#: How a cluster is used. Its workers' profiler looks at the thread at work a hundred times a second and keeps
#: an hour of that: 200 MB more a worker after 100,000 articles.
_SETTINGS = {"distributed.scheduler.allowed-failures": _DEATHS, "distributed.worker.profile.enabled": False}
#: What logs page after page of tracebacks when a scheduler or a worker goes.
_LOUD = frozenset({"distributed", "tornado", "asyncio"})

Say = Callable[[str], None]


@contextmanager
def cluster(address: str, workers: int | None = None, say: Say = lambda line: None) -> Iterator[Runner]:
    """A runner for `extract_shards` on the scheduler at ``address`` (``tcp://head:8786``), or ``local``.

    workers: processes of a local cluster, by default one a core. say: told in a line what is waited for.
    Raises ClusterError where Dask is not installed or nobody answers there; the runner raises it where the
    scheduler goes, or no worker comes.
    """
    try:
        import dask
        import distributed
    except ImportError:
        raise ClusterError("--dask needs Dask: pip install 'sacho[dask]'") from None
    _quieten()
    with dask.config.set(_SETTINGS):
        client = _client(distributed, address, workers)
        try:
            yield lambda tasks: _run(distributed, client, address, tasks, say)
        finally:
            local = client.cluster
            for one in (client, local) if local is not None else (client,):
                with suppress(Exception):  # of a scheduler that is gone, or not yet quite there
                    one.close(timeout=5)


def _quieten() -> None:
    """What goes wrong is told in one line, here."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in _LOUD:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _client(distributed: Any, address: str, workers: int | None) -> Any:
    if address == LOCAL:
        # it is closed here; at the interpreter's end one that was stopped while it began fills the screen
        atexit.unregister(distributed.deploy.spec.close_clusters)
        local = distributed.LocalCluster(
            n_workers=workers or cores(),
            threads_per_worker=1,
            processes=True,
            dashboard_address="127.0.0.1:0",  # any port: another cluster may run here
            host="127.0.0.1",
            memory_limit=0,
            silence_logs="CRITICAL",
        )
        return distributed.Client(local)
    try:
        kind = asyncio.run(asyncio.wait_for(_kind(distributed, address), _PATIENCE))
        if kind != "Scheduler":
            raise ValueError(f"a {kind.lower()} does")
        return distributed.Client(address, timeout=_PATIENCE)
    except (OSError, ValueError, TimeoutError) as error:
        reason = str(error) or f"nothing within {_PATIENCE:.0f} s"
        raise ClusterError(
            f"{address}: no Dask scheduler answers there ({reason}); is it tcp://HOST:8786?"
        ) from None


async def _kind(distributed: Any, address: str) -> str:
    """What answers there. A Client would wait for ever for one that takes the call and says nothing."""
    secured = distributed.security.Security().get_connection_args("client")
    async with distributed.core.rpc(address, timeout=_PATIENCE, connection_args=secured) as there:
        return str((await there.identity())["type"])


@dataclass(slots=True)
class _Crew:
    """The workers of a cluster, looked at now and then: they come and go."""

    client: Any
    address: str
    say: Say
    threads: int = 0
    _looked: float = 0.0
    _heard: float = field(default_factory=time.monotonic)
    _manned: float = field(default_factory=time.monotonic)
    _told: bool = False

    def look(self) -> None:
        """Raises ClusterError when the scheduler or all workers have been away for too long."""
        begin = time.monotonic()
        if begin - self._looked < _LOOK:
            return
        try:
            found = self.client.sync(self.client.scheduler.ncores, callback_timeout=_PATIENCE)
        except (OSError, TimeoutError, AttributeError):  # gone for good? the tasks tell it sooner
            if begin - self._heard > _SILENCE:
                raise _gone(self.address, f"no word of it for {_SILENCE:.0f} s") from None
            return
        finally:
            self._looked = time.monotonic()
        self._heard = self._looked
        self.threads = sum(found.values())
        if self.threads:
            self._manned, self._told = self._heard, False
        else:
            self._complain(self._heard - self._manned)

    def _complain(self, seconds: float) -> None:
        start = f"start one: dask worker {self.address}"
        if seconds > _ALONE:
            raise ClusterError(
                f"{self.address}: no worker at the scheduler for {_ALONE / 60:.0f} minutes; {start}, and run "
                "the same command again: finished shards stay"
            )
        if seconds > _LONELY and not self._told:
            self._told = True
            self.say(f"{self.address}: no worker at the scheduler; waiting for one ({start})")


def _run(
    distributed: Any, client: Any, address: str, tasks: Iterable[Task], say: Say
) -> Iterator[tuple[Task, Done | Fault]]:
    stream = iter(tasks)
    asked: dict[Any, Task] = {}
    ended: SimpleQueue[Any] = SimpleQueue()
    crew = _Crew(client, address, say)
    home = str(Path.cwd())
    try:
        while True:
            crew.look()
            while len(asked) < max(1, crew.threads) * _AHEAD:
                task = next(stream, None)
                if task is None:
                    break
                # a new key each time: what failed once is to be tried again, not remembered
                future = client.submit(_attempt_at, home, replace(task, threads=1), pure=False)
                asked[future] = task
                future.add_done_callback(ended.put)
            if not asked:
                return
            with suppress(Empty):
                future = ended.get(timeout=_LOOK)
                known = asked.pop(future)
                yield known, _result(distributed, future, known, address)
                future.release()
    except _lost(distributed) as error:
        raise _gone(address, type(error).__name__) from None


def _attempt_at(home: str, task: Task) -> Done | Fault:
    """`watched_attempt` where the command was given: names of files may begin there."""
    with suppress(OSError):
        os.chdir(home)
    return watched_attempt(task)


def _result(distributed: Any, future: Any, task: Task, address: str) -> Done | Fault:
    if future.status == "finished":
        result: Done | Fault = future.result()
        return result
    if future.status != "error":
        raise _gone(address, "the connection is cut")
    error = future.exception()
    if isinstance(error, distributed.scheduler.KilledWorker):
        return last_try(task)
    # not of the work, whose own faults are values
    reason = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    return Fault(
        f"{address}: can't run sacho ({reason}); install the same sacho for the scheduler and all workers",
        fatal=True,
    )


def _lost(distributed: Any) -> tuple[type[BaseException], ...]:
    client = distributed.client
    return (
        distributed.comm.CommClosedError,
        client.FutureCancelledError,
        client.CancelledError,
        client.ClosedClientError,
        TimeoutError,
    )


def _gone(address: str, reason: str) -> ClusterError:
    return ClusterError(
        f"{address}: the scheduler is gone ({reason}); finished shards stay: start it again and run the same "
        "command"
    )
