"""How extraction grows with cores and with the dump: `make bench-large` runs it on 200,000 articles.

One process to two in wall time, the pool to Dask, and the peak memory of each process at a tenth of the size
and in full. The machine should do nothing else meanwhile; what two bare loops gain over one on it is told too,
for a borrowed machine's two processors are seldom twice one. A borrowed machine is also a third slower at one
time than a quarter of an hour before, so the pool and Dask take the dump in turns, some shards each time.
"""

from __future__ import annotations

import argparse
import json
import os
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
#: In so many parts the pool and Dask make the same shards by turns, each of them beginning every other time.
TURNS = 4
#: Seconds between two looks at the memory of the processes.
_LOOK = 0.25
#: Every way is measured with these.
PLAIN = ("--no-search", "--quiet")
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


def cores(folder: Path, articles: int, seed: int) -> dict[str, object]:
    """One process and two on dumps of ``articles`` and of a tenth; their rows must be the same."""
    small, large = (folder / f"{name}.jsonl" for name in ("small", "large"))
    write_dump(small, max(1, articles // TENTH), seed)
    write_dump(large, articles, seed)
    found: dict[str, Measured] = {}
    limits = []
    for name, dump, workers in (
        ("small_one", small, 1),
        ("small_two", small, 2),
        ("one", large, 1),
        ("two", large, 2),
    ):
        if dump == large:
            limits.append(_ceiling_told())
        database = folder / f"{name}.db"
        found[name] = _told(name, measure("extract", dump, "--db", database, "--workers", workers, *PLAIN))
    assert rows(folder / "one.db") == rows(folder / "two.db"), "two give other rows than one"
    return {
        "two_to_one": found["one"].wall / found["two"].wall,
        "two_to_one_of_bare_loops": sum(limits) / len(limits),
        "articles_per_second_one": articles / found["one"].wall,
        "articles_per_second_two": articles / found["two"].wall,
        "memory_more_mb_one": found["one"].peak_mb - found["small_one"].peak_mb,
        "memory_more_mb_two": found["two"].peak_mb - found["small_two"].peak_mb,
        "runs": {name: asdict(one) for name, one in found.items()},
    }


def dask(folder: Path, articles: int, seed: int) -> dict[str, object]:
    """The pool and Dask by turns on the shards of one dump; they must find as many mentions in each."""
    dump = folder / "large.jsonl"
    if not dump.exists():
        write_dump(dump, articles, seed)
    ways = {"pool": (), "dask": ("--dask", "local")}
    parts: dict[str, list[Measured]] = {name: [] for name in ways}
    for turn in range(1, TURNS + 1):
        for name in ways if turn % 2 else reversed(ways):
            out = ("--out", f"{folder / name}/", "--no-db", "--workers", 2, "--shard", f"{turn}/{TURNS}")
            parts[name].append(_told(name, measure("extract", dump, *out, *ways[name], *PLAIN)))
    assert made(folder / "pool") == made(folder / "dask"), "Dask finds more or fewer"
    found = {name: _whole(measured) for name, measured in parts.items()}
    return {
        "dask_to_pool": found["dask"].wall / found["pool"].wall,
        "runs": {name: asdict(one) for name, one in found.items()},
    }


def made(folder: Path) -> dict[str, object]:
    """What the manifest of each shard says is in it: outcomes and mentions by type."""
    manifests = {path.name: json.loads(path.read_bytes()) for path in folder.glob("*.manifest.json")}
    assert manifests, f"no shards in {folder}"
    return {
        name: {what: told for what, told in manifest["summary"].items() if what != "seconds"}
        for name, manifest in manifests.items()
    }


def _whole(parts: list[Measured]) -> Measured:
    return Measured(
        sum(one.wall for one in parts), sum(one.cpu for one in parts), max(one.peak_mb for one in parts)
    )


def _told(name: str, found: Measured) -> Measured:
    print(f"{name:10} {found}", file=sys.stderr, flush=True)
    return found


def _ceiling_told() -> float:
    limit = ceiling()
    print(f"two loops to one: {limit:.2f}", file=sys.stderr, flush=True)
    return limit


#: What is measured.
PARTS = {"cores": cores, "dask": dask}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=PARTS)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    told: dict[str, object] = {"commit": commit(), "articles": given.articles}
    runs: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in [given.only] if given.only else PARTS:
            found = PARTS[name](Path(folder), given.articles, given.seed)
            measured = found.pop("runs")
            assert isinstance(measured, dict)
            runs |= measured
            told |= found
    if given.json:
        json.dump({**told, "runs": runs}, sys.stdout, indent=1)
        return
    for name, value in told.items():
        print(f"{name:26} {value:,.2f}" if isinstance(value, float) else f"{name:26} {value}")
    for name, run in runs.items():
        print(
            f"{name:10} wall {run['wall']:9,.1f} s  CPU {run['cpu']:9,.1f} s  peak {run['peak_mb']:6,.0f} MB"
        )


if __name__ == "__main__":
    main()
