"""What an export writes: which format, which tables, into a file or a folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Literal, get_args

from db.export import Period, Snapshot
from pipeline.export_files import ExportChoiceError

Format = Literal["jsonl", "csv", "parquet"]
FORMATS: tuple[Format, ...] = get_args(Format)
#: Standard output.
STDOUT = "-"
#: The table whose rows, in JSON Lines, have with them what belongs to each article.
ARTICLES = "articles"
_PACKED = ".gz"
_ENDINGS: dict[str, Format] = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".parquet": "parquet"}
_DATABASES = (".db", ".sqlite", ".sqlite3")


@dataclass(frozen=True, slots=True)
class Job:
    """What is wanted.

    destination: a file, a folder or `STDOUT`. format: None to go by the ending. tables: none for the one the
    file is named after, for articles, or for all in a folder. plain: CSV for programs, without the mark of
    UTF-8 at its beginning and the apostrophes against formulas.
    """

    db: Path
    destination: str
    format: Format | None = None
    tables: tuple[str, ...] = ()
    period: Period = field(default_factory=Period)
    plain: bool = False

    @property
    def is_folder(self) -> bool:
        """Does it go into a folder: one that is there, or a name that ends in a slash?"""
        return self.destination.endswith("/") or Path(self.destination).is_dir()

    @property
    def is_packed(self) -> bool:
        """Is the file to be compressed by gzip?"""
        return self.destination.lower().endswith(_PACKED)


def wanted_format(job: Job) -> Format:
    """The format named, else that of the file's ending. Raises ExportChoiceError where neither says it."""
    name = PurePath(job.destination)
    ending = PurePath(name.stem).suffix if job.is_packed else name.suffix
    if ending.lower() in _DATABASES and not job.is_folder:
        raise ExportChoiceError(
            f"{job.destination}: for a copy of the database add --public, or use sacho backup"
        )
    found = job.format or (None if job.is_folder else _ENDINGS.get(ending.lower()))
    if found is None and job.destination == STDOUT:
        return "jsonl"
    if found is None:
        raise ExportChoiceError(f"{job.destination}: say which format: --format {', '.join(FORMATS)}")
    if found == "parquet" and (job.destination == STDOUT or (job.is_packed and not job.is_folder)):
        raise ExportChoiceError(f"{job.destination}: Parquet needs a file, such as budgets.parquet")
    return found


def wanted_tables(job: Job, form: Format, taken: Snapshot) -> tuple[str, ...]:
    """The tables and views to write, in order; exactly one unless it goes into a folder.

    Raises ExportChoiceError for one that there is not, and naming those that there are where none is named.
    """
    for table in job.tables:
        if table not in taken.tables:
            raise ExportChoiceError(f"no table {table}; there are: {', '.join(taken.tables)}")
        if job.period and taken.dated(table) is None:
            raise ExportChoiceError(f"{table} adds up all articles: leave --since and --until out")
    named = tuple(dict.fromkeys(job.tables))
    if job.is_folder:
        return named or tuple(one for one in taken.tables if not job.period or taken.dated(one) is not None)
    if len(named) > 1:
        raise ExportChoiceError(f"{job.destination}: one file holds one table; name a folder, {ARTICLES}/")
    return named or (_named_after(job, form, taken),)


def _named_after(job: Job, form: Format, taken: Snapshot) -> str:
    """The table whose name the file bears: ``budgets.csv``."""
    stem = PurePath(job.destination).name.partition(".")[0]
    if stem in taken.tables and (not job.period or taken.dated(stem) is not None):
        return stem
    if form == "jsonl":
        return ARTICLES
    raise ExportChoiceError(
        f"{job.destination}: say which table: --table with one of {', '.join(taken.tables)}"
    )
