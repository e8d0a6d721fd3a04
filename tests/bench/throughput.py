"""How extraction grows with cores and with the dump: `make bench-large` runs it on 200,000 articles.

One process to two in wall time, the pool to Dask, and the peak memory of each process at a tenth of the size
and in full. The machine should do nothing else meanwhile; what two bare loops gain over one on it is told too,
for a borrowed machine's two processors are seldom twice one.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.bench.bench import commit
from tests.bench.equivalence import rows
from tests.bench.generator import write_dump

#: How much of the full size the small run has.
TENTH = 10
#: Seconds between two looks at the memory of the processes.
_LOOK = 0.25
#: A few seconds of work that needs nothing but a processor.
_LOOP = "x = 0\nfor i in range(60_000_000): x += i"


@dataclass(frozen=True, slots=True)
class Measured:
    """A whole command: wall seconds, CPU seconds of all its processes, and the most that one of them held, in MB."""

    wall: float
    cpu: float
    peak_mb: float


def measure(*arguments: object) -> Measured:
    """Run sacho to its end. Raises CalledProcessError when it fails."""
    command = [sys.executable, "-m", "pipeline.cli", *map(str, arguments)]
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    peaks: dict[int, int] = {}
    over = threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, peaks, over))
    watcher.start()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    over.set()
    watcher.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Measured(wall, usage.ru_utime + usage.ru_stime, max(peaks.values(), default=0) / 1024)


def _watch(root: int, peaks: dict[int, int], over: threading.Event) -> None:
    while not over.wait(_LOOK):
        for pid in _family(root):
            peaks[pid] = max(peaks.get(pid, 0), _peak(pid))


def _family(root: int) -> list[int]:
    """A process and all its descendants."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").iterdir():
        if path.name.isdecimal():
            try:
                parent = int((path / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
            except OSError:
                continue
            parents.setdefault(parent, []).append(int(path.name))
    found = [root]
    for pid in found:
        found += parents.get(pid, [])
    return found


def _peak(pid: int) -> int:
    """The most memory that a process ever held, in kB."""
    try:
        text = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in text.splitlines() if line.startswith("VmHWM")), 0)


def ceiling(times: int = 3) -> float:
    """How many times the work of one two processes do on this machine now: 2.0 when each has a processor alone."""
    both = alone = 0.0
    for _ in range(times):
        alone += _loops(1)
        both += _loops(2)
    return 2 * alone / both


def _loops(count: int) -> float:
    begin = time.perf_counter()
    loops = [subprocess.Popen([sys.executable, "-c", _LOOP]) for _ in range(count)]
    for loop in loops:
        loop.wait()
    return time.perf_counter() - begin


def compare(folder: Path, articles: int, seed: int) -> dict[str, object]:
    """Measure every way on dumps of ``articles`` and of a tenth; their rows must be the same."""
    small, large = (folder / f"{name}.jsonl" for name in ("small", "large"))
    write_dump(small, max(1, articles // TENTH), seed)
    write_dump(large, articles, seed)
    base = ("--no-search", "--quiet")
    facts = folder / "facts"
    ways: dict[str, tuple[object, ...]] = {
        "small_one": (small, "--db", folder / "small.db", "--workers", 1),
        "small_two": (small, "--db", folder / "small2.db", "--workers", 2),
        "one": (large, "--db", folder / "one.db", "--workers", 1),
        "two": (large, "--db", folder / "two.db", "--workers", 2),
        "pool": (large, "--out", f"{facts}/", "--no-db", "--workers", 2),
        "dask": (large, "--out", f"{facts}/", "--no-db", "--workers", 2, "--dask", "local"),
    }
    found: dict[str, Measured] = {}
    limits = []
    for name, way in ways.items():
        if name in ("one", "two", "pool"):  # before, between and after the two that are compared
            limits.append(ceiling())
            print(f"two loops to one: {limits[-1]:.2f}", file=sys.stderr, flush=True)
        shutil.rmtree(facts, ignore_errors=True)
        found[name] = measure("extract", *way, *base)
        print(f"{name:10} {found[name]}", file=sys.stderr, flush=True)
    found["load"] = measure("load", facts, "--db", folder / "loaded.db", *base)
    same = rows(folder / "one.db")
    for other in ("two", "loaded"):
        assert rows(folder / f"{other}.db") == same, f"{other} gives other rows"
    return figures(articles, found, limits)


def figures(articles: int, found: dict[str, Measured], limits: list[float]) -> dict[str, object]:
    """The ratios that are promised, what they are made of, and what bare loops gained meanwhile."""
    return {
        "commit": commit(),
        "articles": articles,
        "two_to_one": found["one"].wall / found["two"].wall,
        "two_to_one_of_bare_loops": sum(limits) / len(limits),
        "dask_to_pool": found["dask"].wall / found["pool"].wall,
        "articles_per_second_one": articles / found["one"].wall,
        "articles_per_second_two": articles / found["two"].wall,
        "memory_more_mb_one": found["one"].peak_mb - found["small_one"].peak_mb,
        "memory_more_mb_two": found["two"].peak_mb - found["small_two"].peak_mb,
        "runs": {name: asdict(one) for name, one in found.items()},
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        told = compare(Path(folder), given.articles, given.seed)
    if given.json:
        json.dump(told, sys.stdout, indent=1)
        return
    runs = told.pop("runs")
    assert isinstance(runs, dict)
    for name, value in told.items():
        print(f"{name:26} {value:,.2f}" if isinstance(value, float) else f"{name:26} {value}")
    for name, run in runs.items():
        print(
            f"{name:10} wall {run['wall']:9,.1f} s  CPU {run['cpu']:9,.1f} s  peak {run['peak_mb']:6,.0f} MB"
        )


if __name__ == "__main__":
    main()
