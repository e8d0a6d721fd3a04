"""The small version of shards in a storm; `make soak` runs the large one."""

import os
import signal

import pytest

from pipeline.shards.folder import folder_at
from tests.bench import shard_soak


@pytest.fixture(scope="module")
def ground(tmp_path_factory):
    return shard_soak.prepare(tmp_path_factory.mktemp("storm"), count=45, files=5, seed=3)


def test_what_is_killed_is_mended_by_the_same_command(ground):
    seen = shard_soak.check_kills(ground, "two processes", "worker", kills=1, seed=3)
    assert len(seen.at) == 1


def test_a_load_that_is_killed_is_mended_by_the_same_command(ground):
    assert len(shard_soak.check_load_kills(ground, kills=2, seed=3)) == 2


def test_a_scheduler_that_goes_is_told_in_a_line(ground):
    shard_soak.check_lost_scheduler(ground, seed=3)


def test_a_stop_is_a_line(ground):
    shard_soak.check_stop(ground, "two processes", signal.SIGTERM, True, seed=3)


def test_only_what_this_machine_left_is_tidied(tmp_path):
    """A cluster has machines whose names begin alike, and a process has threads at the same shard."""
    node = os.uname().nodename
    (tmp_path / f".unfinished-{node}~999999999~1~a.parquet").touch()
    (tmp_path / f".unfinished-{node}-2~999999999~1~a.parquet").touch()
    (tmp_path / f".unfinished-{node}~{os.getpid()}~1~a.parquet").touch()
    folder = folder_at(str(tmp_path))
    with folder.write("a.parquet") as file:
        file.write(b"a")
        assert len(list(tmp_path.glob(".unfinished-*"))) == 3
    assert {path.name for path in tmp_path.iterdir()} == {
        "a.parquet",
        f".unfinished-{node}-2~999999999~1~a.parquet",
        f".unfinished-{node}~{os.getpid()}~1~a.parquet",
    }
