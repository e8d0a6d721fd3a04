"""What a long night does to sacho: killed at random points, fed ten times as much. `make soak` runs it large.

Each check is a function that raises AssertionError; the tests call them small.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from db.checksum import checksums
from db.database import open_database
from tests.bench.generator import write_dump

MENTIONS = ("money", "dates", "country_mentions", "region_mentions", "agency_mentions")
#: Seconds that one run may take before the check gives up.
PATIENCE = 1800


def command(dump: Path, db: Path, *options: str) -> list[str]:
    """The command line of an extraction, as a user would run it, but for the index of search.

    Its rows are in no checksum, and tests/db/test_search.py kills it.
    """
    given = ["extract", str(dump), "--db", str(db), "--quiet", "--no-search", *options]
    return [sys.executable, "-m", "pipeline.cli", *given]


def extract(dump: Path, db: Path, *options: str) -> None:
    """Run an extraction to its end; raises CalledProcessError when it fails."""
    subprocess.run(command(dump, db, *options), check=True, timeout=PATIENCE, capture_output=True)


def extract_and_index(dump: Path, db: Path) -> None:
    """Run an extraction to its end, index of search included; raises CalledProcessError when it fails."""
    plain = [one for one in command(dump, db) if one != "--no-search"]
    subprocess.run(plain, check=True, timeout=PATIENCE, capture_output=True)


def table_checksums(db: Path) -> dict[str, str]:
    """A checksum per table, but for runs and time stamps."""
    with closing(open_database(db, create=False)) as database:
        return checksums(database)


def articles_done(db: Path) -> int:
    """Articles in a database that another process may be writing; 0 while there is none."""
    if not db.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"{db.absolute().as_uri()}?mode=ro", uri=True, timeout=5)) as connection:
            return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
    except sqlite3.OperationalError:  # its tables are not made yet
        return 0


def mention_counts(db: Path) -> dict[str, tuple[int, ...]]:
    """For each article the number of its mentions by type: what a half-written article would lack."""
    with closing(sqlite3.connect(db)) as connection:
        counts = {row[0]: [0] * len(MENTIONS) for row in connection.execute("SELECT id FROM articles")}
        extracted = {row[0] for row in connection.execute("SELECT article_id FROM extractions")}
        assert extracted == set(counts), "an article without its extraction record"
        for place, table in enumerate(MENTIONS):
            for article, count in connection.execute(f"SELECT article_id, count(*) FROM {table} GROUP BY 1"):
                counts[article][place] = count
    return {article: tuple(numbers) for article, numbers in counts.items()}


def kill_at_random(
    dump: Path, db: Path, whole: dict[str, tuple[int, ...]], kills: int, seed: int
) -> list[int]:
    """Kill extractions into ``db`` at random points; returns how many articles stood there at each kill.

    Raises AssertionError when an article was ever half written.
    """
    chance = random.Random(seed)
    points = sorted(chance.randrange(len(whole)) for _ in range(kills))
    stood = []
    for point in points:
        process = subprocess.Popen(command(dump, db), stderr=subprocess.DEVNULL)
        try:
            deadline = time.monotonic() + PATIENCE
            while articles_done(db) < point and process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.02)
            time.sleep(chance.random() * 0.3)
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait()
        if articles_done(db):
            found = mention_counts(db)
            wrong = {article for article, counts in found.items() if whole[article] != counts}
            assert not wrong, f"half-written: {sorted(wrong)[:3]}"
        stood.append(articles_done(db))
    return stood


def check_kills(folder: Path, count: int, kills: int, seed: int) -> list[int]:
    """Undisturbed and killed runs end in the same database."""
    dump = folder / "dump.jsonl"
    write_dump(dump, count, seed)
    extract(dump, folder / "calm.db")
    whole = mention_counts(folder / "calm.db")
    assert len(whole) == count
    stood = kill_at_random(dump, folder / "stormy.db", whole, kills, seed)
    extract(dump, folder / "stormy.db")
    assert table_checksums(folder / "calm.db") == table_checksums(folder / "stormy.db")
    return stood


def peak_memory(folder: Path, count: int, seed: int) -> float:
    """Peak resident memory in MB of an extraction of ``count`` articles (its largest process)."""
    dump = folder / f"dump-{count}.jsonl"
    write_dump(dump, count, seed)
    process = subprocess.Popen(command(dump, folder / f"{count}.db"))
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"exit {process.returncode}"
    return usage.ru_maxrss / 1024


def check_memory(folder: Path, small: int, large: int, seed: int, allowed: float) -> tuple[float, float]:
    """Memory does not grow with the dump: at most ``allowed`` MB more for the large one."""
    low, high = peak_memory(folder, small, seed), peak_memory(folder, large, seed)
    assert high - low <= allowed, f"{low:.0f} MB for {small}, {high:.0f} MB for {large} articles"
    return low, high


def main() -> None:
    """Run the checks at full size and print what they saw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--large", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        stood = check_kills(Path(folder), given.articles, given.kills, given.seed)
        print(f"killed with {stood} articles written: never a half-written one, same database at the end")
        low, high = check_memory(Path(folder), given.articles, given.large, given.seed, 50)
        print(f"peak memory {low:.0f} MB for {given.articles:,} articles, {high:.0f} MB for {given.large:,}")


if __name__ == "__main__":
    main()
