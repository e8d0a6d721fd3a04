"""Shards on a Dask cluster: the very function that one machine runs, on workers that see the same files.

Only this module knows Dask, which the extra ``sacho[dask]`` brings.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from pipeline.shards.errors import ClusterError
from pipeline.shards.run import Fault, Runner, last_try, watched_attempt
from pipeline.shards.work import Done, Task

#: A cluster of this machine's own.
LOCAL = "local"
#: Seconds to wait for a scheduler.
_PATIENCE = 20
#: A task whose worker dies is tried once more, as on one machine.
_DEATHS = 1
#: Tasks that the scheduler holds for each worker: enough that none waits.
_AHEAD = 3


@contextmanager
def cluster(address: str, workers: int | None = None) -> Iterator[Runner]:
    """A runner for `extract_shards` on the scheduler at ``address`` (``tcp://head:8786``), or ``local``.

    workers: processes of a local cluster, by default one a core. Raises ClusterError where Dask is not
    installed or nobody answers there.
    """
    try:
        import dask
        import distributed
    except ImportError:
        raise ClusterError("--dask needs Dask: pip install 'sacho[dask]'") from None
    with dask.config.set({"distributed.scheduler.allowed-failures": _DEATHS}):
        client = _client(distributed, address, workers)
        try:
            yield lambda tasks: _run(distributed, client, address, tasks)
        finally:
            client.close(timeout=5)
            if client.cluster is not None:
                client.cluster.close(timeout=5)


def _client(distributed: Any, address: str, workers: int | None) -> Any:
    if address == LOCAL:
        local = distributed.LocalCluster(
            n_workers=workers or os.cpu_count() or 1,
            threads_per_worker=1,
            processes=True,
            dashboard_address="127.0.0.1:0",  # any port: another cluster may run here
            host="127.0.0.1",
            memory_limit=0,
            silence_logs="CRITICAL",
        )
        return distributed.Client(local)
    try:
        return distributed.Client(address, timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        raise ClusterError(
            f"{address}: no Dask scheduler answers there ({str(error) or 'timed out'}); is it tcp://HOST:8786?"
        ) from None


def _run(
    distributed: Any, client: Any, address: str, tasks: Iterable[Task]
) -> Iterator[tuple[Task, Done | Fault]]:
    stream = iter(tasks)
    asked: dict[Any, Task] = {}

    def ask() -> Any | None:
        task = next(stream, None)
        if task is None:
            return None
        # a new key each time: what failed once is to be tried again, not remembered
        future = client.submit(watched_attempt, task, pure=False)
        asked[future] = task
        return future

    try:
        width = max(1, len(client.scheduler_info()["workers"])) * _AHEAD
        first = [future for future in (ask() for _ in range(width)) if future is not None]
        found = distributed.as_completed(first)
        for future in found:
            task = asked.pop(future)
            yield task, _result(distributed, client, future, task)
            future.release()
            following = ask()
            if following is not None:
                found.add(following)
    except _lost(distributed) as error:
        raise _gone(address, error) from None


def _result(distributed: Any, client: Any, future: Any, task: Task) -> Done | Fault:
    if future.status == "finished":
        result: Done | Fault = future.result()
        return result
    if future.status in ("cancelled", "lost"):
        raise ClusterError("the scheduler is gone")
    error = future.exception()
    if isinstance(error, distributed.scheduler.KilledWorker):
        return last_try(task)
    return Fault(f"{type(error).__name__}: {str(error)[:200]}")


def _lost(distributed: Any) -> tuple[type[BaseException], ...]:
    client = distributed.client
    return distributed.comm.CommClosedError, client.FutureCancelledError, client.CancelledError, TimeoutError


def _gone(address: str, error: BaseException) -> ClusterError:
    return ClusterError(
        f"{address}: the scheduler is gone ({type(error).__name__}); finished shards stay: start it again "
        "and run the same command"
    )
