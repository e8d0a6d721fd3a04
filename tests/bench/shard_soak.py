"""Shards in a storm: workers, parents and schedulers killed, disks full, runs stopped. `make soak` runs it large.

Each check is a function that raises AssertionError and returns what it saw; the tests call them small. In the
end of each, the database must be the one that a single undisturbed process makes.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
from pyarrow import parquet

from pipeline.shards.manifest import ENDING, Manifest
from pipeline.sink import TRANSACTION
from tests.bench.generator import write_dump
from tests.bench.soak import PATIENCE, mention_counts, table_checksums

#: A file of the dump is as large as the smallest shard, so that each file is one.
FILE = 1024 * 1024
#: How shards are made, or with two processes and no shards a database. {address}: of a Dask scheduler.
WAYS = {
    "one process": ("--out", "facts/", "--no-db", "--workers", "1"),
    "two processes": ("--out", "facts/", "--no-db", "--workers", "2"),
    "local Dask": ("--out", "facts/", "--no-db", "--workers", "2", "--dask", "local"),
    "a Dask cluster": ("--out", "facts/", "--no-db", "--dask", "{address}"),
    "a database": ("--db", "x.db", "--workers", "2"),
}
#: Seconds in which orphans must end, and in which a run that is told to stop must.
ORPHANED, STOPPED = 20.0, 15.0
#: Seconds of a wrong address.
UNANSWERED = 25.0
#: Times that a disturbed command is given again.
RETRIES = 3


@dataclass(frozen=True)
class Ground:
    """A dump with what an undisturbed process makes of it. whole: mentions of each article, by type."""

    folder: Path
    dump: Path
    files: int
    sums: dict[str, str]
    whole: dict[str, tuple[int, ...]]

    def home(self, name: str) -> Path:
        """A new folder to run in."""
        return Path(tempfile.mkdtemp(prefix=name.replace(" ", "-") + "-", dir=self.folder))


@dataclass
class Process:
    """A command at work, in a process group of its own."""

    started: subprocess.Popen[bytes]
    errors: Path

    def family(self) -> list[psutil.Process]:
        """The processes that it started, and those that they did."""
        with suppress(psutil.NoSuchProcess):
            return psutil.Process(self.started.pid).children(recursive=True)
        return []

    def workers(self) -> list[psutil.Process]:
        """Those of them that work."""
        return [one for one in self.family() if "spawn_main" in _line(one)]

    def end(self, patience: float = PATIENCE) -> int:
        """Wait for its exit status."""
        return self.started.wait(patience)

    def said(self) -> list[str]:
        """What a user sees of its standard error, without empty lines."""
        return [line for line in self.errors.read_text("utf-8").splitlines() if line.strip()]

    def destroy(self) -> None:
        """Kill it with all that it started; for the end of a check that failed."""
        for one in self.family():
            with suppress(psutil.NoSuchProcess):
                one.kill()
        self.started.kill()
        self.started.wait()


def prepare(folder: Path, count: int, files: int, seed: int) -> Ground:
    """Write a dump of so many articles in so many shards, and make a database of it in peace."""
    dump = folder / "dump"
    write_dump(dump, count, seed, files=files)
    for path in dump.iterdir():
        text = path.read_bytes()
        filler = FILE - len(text) - len(b'"filler": "", ')
        assert filler > 0, f"{path}: more than a shard of articles"
        path.write_bytes(text.replace(b"{", b'{"filler": "' + b"x" * filler + b'", ', 1))
    _finish(["extract", str(dump), "--db", "calm.db", "--workers", "1"], folder)
    return Ground(
        folder, dump, files, table_checksums(folder / "calm.db"), mention_counts(folder / "calm.db")
    )


def begin(
    arguments: Sequence[str], home: Path, name: str = "run", code: str = "", python: Sequence[str] = ()
) -> Process:
    """Start ``sacho`` with these arguments, as a user would. code: Python to run before; python: instead."""
    first = ["-c", f"{code}\nfrom pipeline.cli import main\nmain()"] if code else ["-m", "pipeline.cli"]
    errors = home / f"{name}.stderr"
    with errors.open("wb") as stream:
        started = subprocess.Popen(
            [sys.executable, *(python or first), *arguments],
            cwd=home,
            stdout=subprocess.DEVNULL,
            stderr=stream,
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
            start_new_session=True,
        )
    return Process(started, errors)


@contextmanager
def running(arguments: Sequence[str], home: Path, **more: str) -> Iterator[Process]:
    """The same, and nothing is left of it afterwards."""
    process = begin(arguments, home, **more)
    try:
        yield process
    finally:
        process.destroy()


@dataclass
class Cluster:
    """A scheduler and its worker processes; the latter are children of ``workers``."""

    address: str
    scheduler: Process
    workers: Process | None


@contextmanager
def dask_cluster(home: Path, *, manned: bool = True) -> Iterator[Cluster]:
    """A scheduler on a free port of this machine and two workers, started as on a cluster, elsewhere."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    place = home / f"cluster-{port}"
    place.mkdir()
    scheduler = begin(
        ["--host", "127.0.0.1", "--port", str(port), "--no-dashboard"],
        place,
        "scheduler",
        python=["-m", "distributed.cli.dask_scheduler"],
    )
    with ExitStack() as ends:
        ends.callback(scheduler.destroy)
        workers = start_workers(address, place) if manned else None
        if workers is not None:
            ends.callback(workers.destroy)
        yield Cluster(address, scheduler, workers)


def start_workers(address: str, place: Path) -> Process:
    """Two Dask workers of one thread."""
    options = ["--host", "127.0.0.1", "--nworkers", "2", "--nthreads", "1", "--no-dashboard"]
    return begin([address, *options], place, "worker", python=["-m", "distributed.cli.dask_worker"])


# What must hold ------------------------------------------------------------------------------------------


def finished_shards(facts: Path) -> dict[str, int]:
    """Each finished shard with its articles. Raises AssertionError for one that is not what its manifest says.

    Reads the folder as it lies there: sacho itself would tidy it.
    """
    found = {}
    for path in sorted(facts.glob(f"*{ENDING}")):
        told = Manifest.from_json(json.loads(path.read_text("utf-8")))
        for name, size in told.files.items():
            assert (facts / name).stat().st_size == size, f"{name}: not as large as its manifest says"
        articles = parquet.read_table(facts / f"{told.name}.parquet").num_rows
        assert articles == told.summary.outcomes["saved"], f"{told.name}: {articles} articles"
        found[told.name] = articles
    for path in facts.glob("[!.]*.parquet"):  # also of shards whose manifest was not written any more
        parquet.read_metadata(path)
    return found


def check_end(ground: Ground, home: Path) -> None:
    """The rows are those of a single process; of shards none is missing, and nothing unfinished lies there."""
    facts = home / "facts"
    if facts.exists():
        assert len(finished_shards(facts)) == ground.files
        deadline = time.monotonic() + ORPHANED  # a Dask worker may still be at what the last run asked for
        while left := [path.name for path in facts.glob(".*")]:
            assert time.monotonic() < deadline, f"left over: {left}"
            time.sleep(0.2)
        if not (home / "x.db").exists():
            _finish(["load", "facts/", "--db", "x.db"], home)
    found = table_checksums(home / "x.db")
    other = sorted(name for name in ground.sums if found[name] != ground.sums[name])
    assert not other, f"other rows in {', '.join(other)}"


def finish(ground: Ground, way: str, home: Path, address: str = "") -> int:
    """Give the same command until it ends well; how often that was. Then all is as it should be."""
    for count in range(1, RETRIES + 1):
        with running(_command(ground, way, address), home) as process:
            if process.end() == 0:
                check_end(ground, home)
                return count
    raise AssertionError(f"{way}: still exit {process.started.returncode}: {process.said()}")


def check_said(process: Process, *words: str, lines: int = 1) -> str:
    """A user sees that many lines at most, with these words, and no traceback."""
    said = process.said()
    assert len(said) <= lines, f"a wall of text: {said}"
    assert not any("Traceback" in line for line in said)
    for word in words:
        assert word in " ".join(said), f"not a word of {word!r}: {said}"
    return " ".join(said)


def check_no_orphans(family: Sequence[psutil.Process]) -> float:
    """All these processes end; seconds until then."""
    start = time.monotonic()
    _, alive = psutil.wait_procs(list(family), timeout=ORPHANED)
    assert not alive, f"orphans: {[_line(one)[:200] for one in alive]}"
    return time.monotonic() - start


# Kills ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Kills:
    """What was seen of kills. at: shards (articles of a database) finished at each. alone: runs that went on
    to a good end. orphans: seconds that the last worker outlived its parent at most.
    """

    at: tuple[int, ...]
    alone: int
    orphans: float


def check_kills(ground: Ground, way: str, victim: str, kills: int, seed: int) -> Kills:
    """``kill -9`` of a ``worker`` or of the ``parent`` at random points; the same command again mends it."""
    chance = random.Random(f"{way} {victim} {seed}")
    at, alone, orphans = [], 0, 0.0
    with ExitStack() as ends:
        crew = ends.enter_context(dask_cluster(ground.home("dask"))) if "{address}" in WAYS[way] else None
        address = crew.address if crew else ""
        for _ in range(kills):
            home = ground.home(way)
            with running(_command(ground, way, address), home) as process:
                point = chance.choice(_points(ground, way))
                _wait(lambda: _progress(home) >= point, process)  # noqa: B023 (at once)
                time.sleep(chance.uniform(0, 0.5) if point else chance.uniform(0.5, 5))
                family = process.family()
                if victim == "parent":
                    process.started.kill()
                else:
                    _kill_worker(process if crew is None or crew.workers is None else crew.workers, chance)
                at.append(_progress(home))
                status = process.end()
                orphans = max(orphans, check_no_orphans(family))
            alone += status == 0
            if status == 0:
                check_end(ground, home)
            else:
                if (home / "x.db").exists():
                    _check_whole(ground, home / "x.db")
                finish(ground, way, home, address)
            shutil.rmtree(home)
    return Kills(tuple(at), alone, orphans)


def check_load_kills(ground: Ground, kills: int, seed: int) -> tuple[int, ...]:
    """``sacho load`` killed at random points, each time where the last one ended; articles after each."""
    chance = random.Random(f"load {seed}")
    home, at = ground.home("load"), []
    finish(ground, "one process", home)
    begun = time.monotonic()
    _finish(["load", "facts/", "--db", "calm.db"], home)
    longest = time.monotonic() - begun
    for life in range(-(-kills // 3)):
        (home / "x.db").unlink(missing_ok=True)
        for _ in range(min(3, kills - 3 * life)):
            with running(["load", "facts/", "--db", "x.db", "--no-search", "--quiet"], home) as process:
                time.sleep(chance.uniform(0.2, longest))
            assert not process.said() or process.started.returncode == 0, process.said()
            if (home / "x.db").exists():
                at.append(_check_whole(ground, home / "x.db"))
            else:
                at.append(0)
        _finish(["load", "facts/", "--db", "x.db"], home)
        check_end(ground, home)
    return tuple(at)


# Schedulers ----------------------------------------------------------------------------------------------


def check_lost_scheduler(ground: Ground, seed: int) -> tuple[int, float, str]:
    """A scheduler that is killed in the middle of a run.

    Returns the shards that were finished, the seconds until the run ended, and what it said.
    """
    chance = random.Random(f"scheduler {seed}")
    home = ground.home("scheduler")
    with (
        dask_cluster(home) as crew,
        running(_command(ground, "a Dask cluster", crew.address), home) as process,
    ):
        _wait(lambda: _progress(home) >= chance.randrange(1, max(2, ground.files // 2)), process)
        crew.scheduler.started.kill()
        begun = time.monotonic()
        assert process.end(120) == 1
        seconds = time.monotonic() - begun
        said = check_said(process, crew.address, "the scheduler is gone", "run the same command")
    there = finished_shards(home / "facts")
    with dask_cluster(home) as crew:
        finish(ground, "a Dask cluster", home, crew.address)
    assert there, "no shard was finished"
    return len(there), seconds, said


def check_wrong_address(ground: Ground) -> tuple[float, str]:
    """Nobody at that address: a line within seconds, and so where something else answers."""
    home, most, said = ground.home("address"), 0.0, ""
    with socket.create_server(("127.0.0.1", 0)) as mute:
        closed = "127.0.0.1:9"
        for place in (closed, f"127.0.0.1:{mute.getsockname()[1]}"):
            begun = time.monotonic()
            with running(_command(ground, "a Dask cluster", f"tcp://{place}"), home) as process:
                assert process.end(120) == 1
                most = max(most, time.monotonic() - begun)
                said = check_said(process, f"tcp://{place}: no Dask scheduler answers there")
    assert most <= UNANSWERED, f"only after {most:.0f} s"
    return most, said


def check_no_worker(ground: Ground) -> tuple[str, str]:
    """A scheduler without workers: that is said, and they are waited for, but not for ever."""
    home = ground.home("unmanned")
    short = "import pipeline.shards.cluster as c\nc._LONELY = 1.0\n"
    with dask_cluster(home, manned=False) as crew:
        command = _command(ground, "a Dask cluster", crew.address)
        with running(command, home, code=short + "c._ALONE = 5.0\n") as process:
            assert process.end(60) == 1
            ended = check_said(process, "no worker at the scheduler for", "dask worker", lines=2)
        with running(command, home, code=short) as process:
            _wait(lambda: bool(process.said()), process)
            waiting = check_said(process, "waiting for one", f"dask worker {crew.address}")
            workers = start_workers(crew.address, home)
            try:
                assert process.end() == 0, process.said()
            finally:
                workers.destroy()
    check_end(ground, home)
    return waiting, ended


# Stops, disks, company -----------------------------------------------------------------------------------


def check_stop(ground: Ground, way: str, number: signal.Signals, group: bool, seed: int) -> tuple[float, str]:
    """A signal to the command, or to it and its workers: it ends at once, in order, in a line.

    way: one of `WAYS`, or ``load``. Returns the seconds until it ended, and what it said.
    """
    chance = random.Random(f"{way} {number} {seed}")
    home = ground.home(f"stop-{number.name}")
    with ExitStack() as ends:
        address = ""
        if way in WAYS and "{address}" in WAYS[way]:
            address = ends.enter_context(dask_cluster(home)).address
        if way == "load":
            finish(ground, "one process", home)
            (home / "x.db").unlink()
        loading = ["load", "facts/", "--db", "x.db", "--quiet"]
        command = loading if way == "load" else _command(ground, way, address)
        process = ends.enter_context(running(command, home))
        time.sleep(0.9 if way == "load" else chance.uniform(1.0, 5.0))
        family = process.family()
        begun = time.monotonic()
        (os.killpg if group else os.kill)(process.started.pid, number)
        status = process.end(120)
        seconds = time.monotonic() - begun
        assert status != 0, "it had ended before"
        assert seconds <= STOPPED, f"only after {seconds:.0f} s"
        said = check_said(process, "stopped")
        check_no_orphans(family)
        if way == "load":
            _finish(command, home)
            check_end(ground, home)
        else:
            finish(ground, way, home, address)
    return seconds, said


def check_full_disk(ground: Ground) -> list[str]:
    """No room for shards, for a database, and for a database made of shards; what each says, and how full."""
    home = ground.home("full")
    finish(ground, "one process", home)
    largest = max(path.stat().st_size for path in (home / "facts").glob("*.parquet"))
    said = []
    loading = ["load", str(home / "facts"), "--db", "small/x.db", "--no-search"]
    direct = ["extract", str(ground.dump), "--db", "small/x.db", "--workers", "2", "--no-search", "--quiet"]
    for command, room in ((loading, 700_000), (direct, 700_000)):
        place = ground.home("disk")
        with small_disk(place / "small", room) as code, running(command, place, code=code) as process:
            assert process.end() == 1, process.said()
            said.append(check_said(process, "small/x.db", "run the command again"))
            shutil.copytree(place / "small", place / "room", ignore=shutil.ignore_patterns("*-shm"))
        (place / "room").rename(place / "moved")
        again = [one.replace("small/x.db", "moved/x.db") for one in command]
        _finish(again, place)
        assert table_checksums(place / "moved" / "x.db") == ground.sums
    for way in ("one process", "two processes", "local Dask"):
        place = ground.home("disk")
        command = [one.replace("facts/", "small/") for one in _command(ground, way)]
        with small_disk(place / "small", largest * 3) as code, running(command, place, code=code) as process:
            assert process.end() == 1, process.said()
            said.append(check_said(process, "small", "finished and stay", "run the same command again"))
            finished_shards(place / "small")
            shutil.copytree(place / "small", place / "facts")
        finish(ground, way, place)
    return said


@contextmanager
def small_disk(folder: Path, room: int) -> Iterator[str]:
    """A folder with so much room: a disk of its own where that can be mounted, else files that can't grow.

    Yields Python that a process has to run for it.
    """
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={room}", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode == 0:
        try:
            yield ""
        finally:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)
            folder.rmdir()
    else:
        limit = f"(resource.RLIMIT_FSIZE, ({room // 4}, resource.RLIM_INFINITY))"
        ignore = "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)"
        yield f"import resource, signal\n{ignore}\nresource.setrlimit{limit}"
        shutil.rmtree(folder)


def check_two_jobs(ground: Ground) -> float:
    """Two jobs of the same share at once into one folder: both end well, and so does the folder."""
    home = ground.home("twice")
    command = [*_command(ground, "one process"), "--shard", "1/1"]
    begun = time.monotonic()
    with running(command, home, name="first") as first, running(command, home, name="second") as second:
        for process in (first, second):
            assert process.end() == 0, process.said()
            assert not process.said()
    check_end(ground, home)
    return time.monotonic() - begun


# -----------------------------------------------------------------------------------------------------------


def _command(ground: Ground, way: str, address: str = "") -> list[str]:
    options = [one.format(address=address) for one in WAYS[way]]
    return ["extract", str(ground.dump), "--shard-size", "1", "--quiet", "--no-search", *options]


def _finish(command: Sequence[str], home: Path) -> None:
    with running([*command, "--no-search", "--quiet"], home, name="finish") as process:
        assert process.end() == 0, process.said()


def _points(ground: Ground, way: str) -> Sequence[int]:
    """How much may be done at a kill, so that there is still something to do; a database grows by transactions."""
    if "facts/" in WAYS[way]:
        return range(max(1, ground.files - 2))
    return range(0, max(1, len(ground.whole) - TRANSACTION), TRANSACTION)


def _kill_worker(process: Process, chance: random.Random) -> None:
    deadline = time.monotonic() + 30
    while not (workers := process.workers()):
        assert time.monotonic() < deadline, "no worker to be seen"
        time.sleep(0.05)
    with suppress(psutil.NoSuchProcess):
        chance.choice(workers).kill()


def _wait(until: Callable[[], bool], process: Process) -> None:
    deadline = time.monotonic() + 120
    while not until():
        assert process.started.poll() is None, f"ended before: {process.said()}"
        assert time.monotonic() < deadline, "nothing happens"
        time.sleep(0.05)


def _progress(home: Path) -> int:
    """Shards, or articles of a database, that are finished."""
    if (home / "x.db").exists():
        with suppress(Exception):  # it is being made
            return len(mention_counts(home / "x.db"))
    return len(list((home / "facts").glob(f"*{ENDING}")))


def _check_whole(ground: Ground, db: Path) -> int:
    """No article of a database is half written; how many there are."""
    try:
        found = mention_counts(db)
    except Exception as error:
        assert "no such table" in str(error), error  # killed before there were any
        return 0
    wrong = sorted(one for one, counts in found.items() if ground.whole[one] != counts)
    assert not wrong, f"half-written: {wrong[:3]}"
    return len(found)


def _line(process: psutil.Process) -> str:
    with suppress(psutil.Error):
        return " ".join(process.cmdline())
    return ""


def main() -> None:
    """Run the checks at full size and print what they saw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--files", type=int, default=40)
    parser.add_argument("--kills", type=int, default=5, help="of each victim in each way")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        ground = prepare(Path(folder), given.articles, given.files, given.seed)
        for way in WAYS:
            for victim in ("worker", "parent"):
                if (way, victim) != ("one process", "worker"):
                    seen = check_kills(ground, way, victim, given.kills, given.seed)
                    print(
                        f"{way}, {victim} killed with {list(seen.at)} done; {seen.alone} went on alone; ",
                        end="",
                    )
                    print(f"orphans at most {seen.orphans:.1f} s; the same rows each time", flush=True)
        at = check_load_kills(ground, 3 * given.kills, given.seed)
        print(
            f"sacho load killed with {list(at)} articles: never a half-written one, the same rows", flush=True
        )
        there, seconds, said = check_lost_scheduler(ground, given.seed)
        print(
            f"scheduler killed with {there} shards done: ended after {seconds:.1f} s with: {said}", flush=True
        )
        seconds, said = check_wrong_address(ground)
        print(f"wrong address: {seconds:.1f} s: {said}", flush=True)
        print("no worker:", " / ".join(check_no_worker(ground)), flush=True)
        for way in (*WAYS, "load"):
            for number, group in ((signal.SIGINT, True), (signal.SIGTERM, False), (signal.SIGTERM, True)):
                seconds, said = check_stop(ground, way, number, group, given.seed)
                whom = "all processes" if group else "the parent"
                print(f"{way}, {number.name} to {whom}: {seconds:.1f} s: {said}", flush=True)
        for said in check_full_disk(ground):
            print(f"full disk: {said}", flush=True)
        print(f"two jobs of one share at once: {check_two_jobs(ground):.1f} s, the folder is right")


if __name__ == "__main__":
    main()
