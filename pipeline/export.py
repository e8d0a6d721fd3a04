"""`sacho export`: articles, tables and views as JSON Lines, CSV or Parquet; a copy for everybody to see."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeVar

from db.columns import Tree, tree
from db.database import check_database
from db.export import Snapshot, snapshot
from db.public_copy import is_public_copy, public_copy
from pipeline.export_choice import ARTICLES, STDOUT, Format, Job, wanted_format, wanted_tables
from pipeline.export_files import (
    ExportChoiceError,
    ExportError,
    file_target,
    folder_target,
    is_database,
    place,
    workshop,
)
from pipeline.export_formats import BOM, write_csv, write_jsonl
from pipeline.export_parquet import UnfitError, write_parquet

#: Steps of `export_public`.
STEPS = 5
#: What SQLite keeps beside a database that is in use.
_BESIDE = ("-wal", "-shm", "-journal")
#: Rows between two movements of the bar.
_MOVED = 500

#: Called with a label and a function that counts the rows; gives what is told how many more are done.
Progress = Callable[[str, Callable[[], int]], AbstractContextManager[Callable[[int], object]]]
_T = TypeVar("_T")


def _silent(label: str, count: Callable[[], int]) -> AbstractContextManager[Callable[[int], object]]:
    return nullcontext(lambda more: None)


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: where to, how many files, rows and bytes (None on standard output)."""

    destination: str
    files: int
    rows: int
    size: int | None

    def line(self) -> str:
        """``wrote facts/ (24 files, 1,234 rows, 1.2 MB)``"""
        where = "standard output" if self.destination == STDOUT else self.destination
        files = f"{self.files} files, " if self.files > 1 else ""
        size = "" if self.size is None else f", {self.size / 1e6:,.1f} MB"
        return f"wrote {where} ({files}{self.rows:,} {'row' if self.rows == 1 else 'rows'}{size})"


def export(job: Job, stdout: IO[bytes], progress: Progress = _silent) -> Exported:
    """Write what the job wants; all of it is of one moment, whoever writes to the database meanwhile.

    A file gets its name when it is whole; a plain file of that name is replaced, a database never. In a
    folder, which is made where there is none, only files of the same names are. Raises ExportChoiceError for
    what can't be wanted, a DatabaseError that names the file at fault for everything else.
    """
    form = wanted_format(job)
    with snapshot(job.db) as taken:
        tables = wanted_tables(job, form, taken)
        writer = _Writer(job, form, taken, progress)
        if job.destination == STDOUT:
            return Exported(STDOUT, 1, writer.write_text(tables[0], stdout, bom=False), None)
        if job.is_folder:
            return _into_folder(job, tables, writer)
        return _into_file(job, tables[0], writer)


def export_public(db: Path, destination: str, *, now: str, step: Callable[[], object] = lambda: None) -> str:
    """Make the copy of a database that everybody may see (`db.public_copy`), and say so in a line.

    now: ISO time. step: called `STEPS` times. Only a file that is such a copy, or empty, is replaced. Raises
    ExportChoiceError for a destination that is no file, a DatabaseError that names the file at fault.
    """
    check_database(db)
    target = _public_target(db, destination)
    with workshop(target, destination) as room:
        made, work = room / "copy.db", room / "work"
        work.mkdir()
        copy = public_copy(db, made, work, now=now, step=step)
        size = made.stat().st_size
        place(made, target)
    left = f"; left out, not being sacho's: {', '.join(copy.left_out)}" if copy.left_out else ""
    return (
        f"wrote {destination} ({copy.articles:,} articles, {copy.withheld:,} of them without their text, "
        f"{size / 1e6:,.1f} MB, checked{left})"
    )


def _into_file(job: Job, table: str, writer: _Writer) -> Exported:
    target = _plain_target(Path(job.destination))
    with workshop(target, job.destination) as room:
        made = room / "file"
        rows = writer.write(table, made, packed=job.is_packed)
        size = made.stat().st_size
        place(made, target)
    return Exported(job.destination, 1, rows, size)


def _into_folder(job: Job, tables: tuple[str, ...], writer: _Writer) -> Exported:
    folder = folder_target(Path(job.destination))
    targets = {table: _plain_target(folder / f"{_file_name(table)}.{writer.format}") for table in tables}
    rows = size = 0
    with workshop(folder / "all", job.destination) as room:
        for number, table in enumerate(tables):
            rows += writer.write(table, room / str(number))
            size += (room / str(number)).stat().st_size
        # only when all are whole do they get their names
        for number, table in enumerate(tables):
            place(room / str(number), targets[table])
    return Exported(job.destination, len(tables), rows, size)


def _file_name(table: str) -> str:
    """Its name; that of somebody else's table might lead out of the folder."""
    return table.replace("/", "_").replace("\0", "_")


def _plain_target(path: Path) -> Path:
    target = file_target(path)
    if is_database(target):
        raise ExportError(f"{path}: a database; name another file")
    return target


def _public_target(db: Path, destination: str) -> Path:
    """Where the copy goes, which replaces nothing but an earlier one that nobody is writing to."""
    path = Path(destination)
    if destination == STDOUT or destination.endswith("/") or path.is_dir():
        raise ExportChoiceError(f"{destination}: --public makes a database; name a file, such as public.db")
    target = file_target(path)
    if target == db.resolve():
        raise ExportChoiceError(f"{destination}: that is the database itself; name another file")
    if target.exists() and target.stat().st_size and not is_public_copy(target):
        raise ExportError(f"{destination}: exists already and is no public copy; name another file")
    for ending in _BESIDE:
        if (beside := target.with_name(target.name + ending)).exists():
            raise ExportError(f"{beside}: left by a program that writes to {destination}; stop it first")
    return target


class _Writer:
    """Writes tables of one snapshot in one format, and counts their rows."""

    def __init__(self, job: Job, form: Format, taken: Snapshot, progress: Progress) -> None:
        self.format = form
        self._db, self._period, self._plain = job.db, job.period, job.plain
        self._taken, self._progress = taken, progress

    def write(self, table: str, path: Path, *, packed: bool = False) -> int:
        """Write a new file; the number of its rows."""
        if self.format == "parquet":
            return self._write_parquet(table, path)
        with path.open("wb") as file:
            if not packed:
                return self.write_text(table, file, bom=not self._plain)
            # no time and no name in it: the same rows give the same bytes
            with gzip.GzipFile("", "wb", fileobj=file, mtime=0) as raw:
                return self.write_text(table, raw, bom=not self._plain)

    def write_text(self, table: str, raw: IO[bytes] | gzip.GzipFile, *, bom: bool) -> int:
        """Write CSV or JSON Lines, and leave ``raw`` open; the number of rows."""
        # a lone surrogate, which only JSON can hold, becomes its escape in JSON
        out = io.TextIOWrapper(raw, encoding="utf-8", errors="backslashreplace", newline="")
        try:
            if self.format == "csv":
                out.write(BOM if bom else "")
                return self._write_csv(table, out)
            return self._counting(table, self._trees(table), lambda trees: write_jsonl(out, trees))
        finally:
            out.detach()

    def _write_csv(self, table: str, out: IO[str]) -> int:
        columns, guarded = self._taken.columns(table), not self._plain
        rows = self._taken.rows(table, self._period)
        return self._counting(table, rows, lambda all_: write_csv(out, columns, all_, guarded=guarded))

    def _write_parquet(self, table: str, path: Path) -> int:
        columns, title = self._taken.columns(table), self._taken.title(table)
        rows = self._taken.rows(table, self._period)
        try:
            return self._counting(table, rows, lambda all_: write_parquet(path, columns, all_, title=title))
        except UnfitError as error:
            raise ExportError(f"{self._db}: {table}: {error}") from error

    def _trees(self, table: str) -> Generator[Tree, None, None]:
        if table == ARTICLES:
            yield from self._taken.articles(self._period)
            return
        columns = self._taken.columns(table)
        for row in self._taken.rows(table, self._period):
            yield tree(columns, row)

    def _counting(
        self, table: str, rows: Generator[_T, None, None], write: Callable[[Iterable[_T]], None]
    ) -> int:
        count = 0

        def counted() -> Iterator[_T]:
            nonlocal count
            for row in rows:
                yield row
                count += 1
                if count % _MOVED == 0:
                    advance(_MOVED)

        progress = self._progress(table, lambda: self._taken.count(table, self._period))
        with closing(rows), progress as advance:
            write(counted())
            advance(count % _MOVED)
        return count
