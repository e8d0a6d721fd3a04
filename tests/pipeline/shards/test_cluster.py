"""How a cluster of this machine's own is set up."""

import pytest

from pipeline.shards.cluster import LOCAL, cluster

distributed = pytest.importorskip("distributed", reason="Dask comes with sacho[dask]")


def test_workers_have_one_thread_and_no_profiler():
    """The profiler keeps an hour of what the thread at work does."""
    with cluster(LOCAL, 2):
        client = distributed.default_client()
        profiled = client.run(_profiled)
        threads = client.nthreads()
    assert list(profiled.values()) == [False, False]
    assert list(threads.values()) == [1, 1]


def _profiled():
    import dask

    return dask.config.get("distributed.worker.profile.enabled")
