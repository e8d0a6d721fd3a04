"""The same articles in each format, and read in each way, give the same rows: a checksum per table.

`make soak` runs it with two thousand articles; ``python -m tests.bench.equivalence --articles 20000`` with more.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from pathlib import Path

from db.checksum import checksums
from db.database import open_database
from tests.bench.generator import write_dump

#: Where an article was read, which is another place in each dump.
PLACE = frozenset({"dump_path", "dump_line"})
#: What only some formats tell of an article: bytes have an encoding and their own digest, a crawl an address
#: and a day.
TOLD = PLACE | {"encoding", "raw_sha256", "url", "hints"}
#: The formats of each family; all hold what the first of theirs holds.
FAMILIES: dict[str, tuple[str, ...]] = {
    "records": (
        *("jsonl", "json", "json.pretty", "csv", "csv.cp949", "tsv", "parquet", "jsonl.gz", "jsonl.bz2"),
        *("csv.xz", "json.zst", "csv.zip", "parquet.zip", "jsonl.tar.gz"),
    ),
    "pages": ("html", "html.zip", "html.tar.gz", "warc", "warc.gz", "pages.jsonl.gz", "pages.parquet"),
    "texts": ("txt", "txt.zip", "wet", "wet.gz", "texts.jsonl", "texts.csv.zst"),
}
#: A day for a run that never ends.
PATIENCE = 24 * 3600

Rows = dict[str, str]


def sacho(*arguments: object) -> None:
    """Run a command to its end, as a user would. Raises CalledProcessError with what it said."""
    command = [sys.executable, "-m", "pipeline.cli", *map(str, arguments)]
    subprocess.run(command, check=True, timeout=PATIENCE, stdout=subprocess.DEVNULL)


def rows(db: Path, without: Collection[str] = ()) -> Rows:
    """A checksum per table."""
    with closing(open_database(db, create=False)) as database:
        return checksums(database, without)


def dump_of(folder: Path, form: str, count: int, seed: int) -> Path:
    """A generated dump, named as its format is."""
    plain = {"html": "pages", "txt": "texts", "csv.cp949": "cp949.csv", "json.pretty": "pretty.json"}
    path = folder / f"dump.{plain.get(form, form)}"
    write_dump(path, count, seed, form)
    return path


def read_format(folder: Path, form: str, count: int, seed: int, *options: object) -> Path:
    """A database of generated articles in a format; the dump is removed again."""
    dump, db = dump_of(folder, form, count, seed), folder / f"{form}.db"
    # a file of one article is called as the article is in the other formats
    named = ["--field", "id=name"] if form.split(".")[0] in ("html", "txt") else []
    sacho("extract", dump, "--db", db, "--no-search", "--quiet", *named, *options)
    return db


def check_formats(
    folder: Path, count: int, seed: int, family: str, forms: Collection[str] | None = None
) -> Iterator[tuple[str, float]]:
    """Each format of a family gives the rows of the first; gives format and seconds as they are done."""
    first: Path | None = None
    for form in FAMILIES[family]:
        if forms is not None and form not in forms:
            continue
        begin = time.perf_counter()
        db = read_format(folder, form, count, seed)
        if first is None:
            first = db
            assert _articles(db) == count, f"{form}: {_articles(db)} articles of {count}"
        else:
            without = PLACE if family == "records" else TOLD
            assert rows(db, without) == rows(first, without), f"{form} gives other rows than {first.stem}"
            _remove(db)
        yield form, time.perf_counter() - begin


def check_ways(folder: Path, count: int, seed: int) -> Iterator[tuple[str, float]]:
    """Each way to read one dump gives the rows of one process, where each article was read included."""
    dump = dump_of(folder, "jsonl", count, seed)
    ways: dict[str, Callable[[Path], None]] = {
        "one process": lambda db: _direct(dump, db, "--workers", 1),
        "2 workers": lambda db: _direct(dump, db, "--workers", 2),
        "shards by 2 workers": lambda db: _direct(dump, db, "--workers", 2, "--out", f"{folder}/facts-2/"),
        "shards by hand, as lines": lambda db: _by_hand(folder, dump, db),
        "Dask, local": lambda db: _direct(dump, db, "--dask", "local", "--workers", 2),
    }
    first: Rows | None = None
    for name, way in ways.items():
        begin = time.perf_counter()
        db = folder / f"way-{name.replace(' ', '-')}.db"
        way(db)
        found = rows(db)
        first = first or found
        assert found == first, f"{name} gives other rows than one process"
        yield name, time.perf_counter() - begin


def _direct(dump: Path, db: Path, *options: object) -> None:
    sacho("extract", dump, "--db", db, "--no-search", "--quiet", "--shard-size", _megabytes(dump), *options)


def _by_hand(folder: Path, dump: Path, db: Path) -> None:
    facts = folder / "facts-by-hand"
    for number in (3, 1, 2):
        share = ("--shard", f"{number}/3", "--shard-size", _megabytes(dump), "--format", "jsonl.gz")
        sacho("extract", dump, "--out", f"{facts}/", "--quiet", *share)
    sacho("load", facts, "--db", db, "--no-search", "--quiet")


def _megabytes(dump: Path) -> int:
    """Of shards of which a dump has several."""
    return max(1, dump.stat().st_size // (6 * 1024 * 1024))


def _articles(db: Path) -> int:
    with closing(open_database(db, create=False)) as database:
        return int(database.execute("SELECT count(*) FROM articles").fetchone()[0])


def _remove(db: Path) -> None:
    for path in (db, db.with_name(f"{db.name}-wal"), db.with_name(f"{db.name}-shm")):
        path.unlink(missing_ok=True)


def main() -> None:
    """Check all formats and ways, and print how long each took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=("ways", *FAMILIES), help="check only these")
    given = parser.parse_args()
    checks = {"ways": lambda folder: check_ways(folder, given.articles, given.seed)} | {
        family: lambda folder, family=family: check_formats(folder, given.articles, given.seed, family)
        for family in FAMILIES
    }
    for name, check in checks.items():
        if given.only in (None, name):
            with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
                for what, seconds in check(Path(folder)):
                    print(f"{name:8} {what:26} {seconds:8,.1f} s  the same rows", flush=True)


if __name__ == "__main__":
    main()
