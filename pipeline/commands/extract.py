"""A command: dumps of articles → the database, or shards for other programs and for ``sacho load``."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.commands._messages import one_line_errors, stopped_in_a_line, warn
from pipeline.commands._options import DEFAULT_DB, db_option, debug_option
from pipeline.commands._progress import bar
from pipeline.commands._search import index_new, no_search_option

if TYPE_CHECKING:
    from pipeline.dumps.fields import FieldNames
    from pipeline.dumps.files import Piece
    from pipeline.shards.run import Outcome, Runner
    from pipeline.summary import Summary

_FORMATS = ("parquet", "jsonl", "jsonl.gz", "csv")
_MEGABYTE = 1024 * 1024
#: Files that are looked at for a field that was named; formats whose first record has all fields.
_LOOKED_AT = 20
_TABLES = ("csv", "tsv", "parquet")
#: Endings of files that --out does not write.
_OTHERS = (".csv", ".tsv", ".parquet", ".db", ".zip", ".bz2", ".zst", ".xz")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What was asked for, as the options say it."""

    paths: tuple[str, ...]
    db: Path
    samples: bool
    out: str | None
    form: str | None
    no_db: bool
    workers: int | None
    shard: str | None
    shard_size: int
    dask: str | None
    skip: int
    limit: int | None
    since: str | None
    dry_run: bool
    fields: tuple[str, ...]
    mapping: str | None
    report: Path | None
    no_search: bool
    quiet: bool
    debug: bool

    @property
    def in_shards(self) -> bool:
        """Does the result go into a folder of shards?"""
        return self.dask is not None or (self.out is not None and self.out != "-" and self._is_folder)

    @property
    def _is_folder(self) -> bool:
        out = self.out or ""
        return out.endswith("/") or "://" in out or Path(out).is_dir()

    @property
    def folder(self) -> str:
        """Where shards go; beside the database where no folder is named."""
        return self.out or f"{self.db}.shards"

    @property
    def loads(self) -> bool:
        """Are the shards put into the database in the end? Of a share of them others are missing."""
        return not self.no_db and self.shard is None


@click.command()
@click.argument("paths", nargs=-1)
@db_option
@click.option("--samples", is_flag=True, help="Read the sample articles that come with sacho.")
@click.option(
    "--out",
    metavar="FILE|FOLDER/",
    help="Also write JSON Lines here (- = standard output); into a folder: shards, each finished once.",
)
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), help="Of the shards in a folder; parquet by default."
)
@click.option("--no-db", is_flag=True, help="Write no database, only --out.")
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    help="So many processes; by default one for a small dump, one a core for a large one.",
)
@click.option("--shard", metavar="I/N", help="Only one of N equal shares of the dump: 1/10 to 10/10.")
@click.option(
    "--shard-size",
    type=click.IntRange(1, 65536),
    default=16,
    show_default=True,
    metavar="MB",
    help="How much of the dump stands in a shard.",
)
@click.option(
    "--dask", metavar="ADDRESS", help="Make the shards on a Dask cluster: tcp://HOST:8786, or local."
)
@click.option("--skip", type=click.IntRange(0), default=0, help="Pass over so many records first.")
@click.option("--limit", type=click.IntRange(1), help="Read this many records at most.")
@click.option(
    "--since", metavar="DATE", help="Leave out what was published before: 2026-01-31, 2026-01 or 2026."
)
@click.option("--dry-run", is_flag=True, help="Say what would be read, from which fields; write nothing.")
@click.option(
    "--field", "fields", multiple=True, metavar="OURS=THEIRS", help="Name of a field or column: text=본문."
)
@click.option("--mapping", metavar="NAME|FILE", help="How a known export is read: bigkinds, or a TOML file.")
@click.option(
    "--report", type=click.Path(path_type=Path, dir_okay=False), help="Write the summary as JSON here."
)
@no_search_option
@click.option("--quiet", is_flag=True, help="No progress and no summary.")
@debug_option
def extract(**options: Any) -> None:
    """Read dumps of articles into a database.

    PATHS are files or folders (or - for standard input): plain text and HTML with one article a file, JSON
    Lines and JSON, CSV and TSV, Parquet, WARC and WET, also packed (.gz .bz2 .xz .zst .zip .tar). Running it
    again changes nothing; killing it loses nothing that was written.

    \b
    Examples:
      sacho extract dump/ more.jsonl.gz
      sacho extract --field text=본문 --field published=일자 export.csv
      sacho extract --mapping bigkinds NewsResult.csv --dry-run
      sacho extract crawl/*.warc.gz --workers 8
      sacho extract dump.zip --no-db --out facts.jsonl

    \b
    On many machines that see one folder (an array job of ten; see README):
      sacho extract crawl/ --out facts/ --shard 3/10     # in each job another number
      sacho load facts/                                  # once, at the end
    or with a Dask cluster:
      sacho extract crawl/ --out facts/ --dask tcp://head:8786
    """
    wanted = _Wanted(**options)
    if wanted.samples:
        from importlib.resources import files

        wanted = _Wanted(**options | {"paths": (*wanted.paths, str(files("pipeline") / "samples"))})
    _check(wanted)
    names = _names(wanted)
    with stopped_in_a_line(), one_line_errors(wanted.debug):
        if wanted.dry_run:
            sys.exit(_rehearse(wanted, names))
        failed = _shards(wanted, names) if wanted.in_shards else _stream(wanted, names)
    sys.exit(1 if failed else 0)


def _check(wanted: _Wanted) -> None:
    """Refuse what contradicts itself. Raises UsageError with what to write instead."""
    if not wanted.paths:
        raise click.UsageError("nothing to read: name a file, a folder or - (or try --samples)")
    if wanted.no_db and wanted.out is None and not wanted.dry_run:
        raise click.UsageError("--no-db needs --out")
    if wanted.form and not wanted.in_shards:
        raise click.UsageError("--format is of shards: name a folder, --out facts/")
    if (wanted.skip or wanted.limit) and (wanted.in_shards or wanted.shard):
        raise click.UsageError("--skip and --limit count the records of the whole dump, not of shards")
    if wanted.out and not wanted.in_shards and wanted.out.lower().endswith(_OTHERS):
        stem = Path(wanted.out).stem
        raise click.UsageError(f"--out FILE is JSON Lines; for other formats name a folder, --out {stem}/")
    if wanted.report is not None and not wanted.report.absolute().parent.is_dir():
        raise click.BadParameter(f"no folder {wanted.report.parent}; make it first", param_hint="--report")
    if "-" in wanted.paths and (wanted.in_shards or wanted.shard):
        raise click.UsageError("standard input can't be cut into shards: name files")
    if wanted.form == "csv" and wanted.loads and not wanted.dry_run:
        raise click.UsageError(
            "--format csv is for other programs, and no database is made of it: add --no-db"
        )


def _names(wanted: _Wanted) -> FieldNames:
    from db.export import Period
    from pipeline.dumps.fields import FieldNames
    from pipeline.dumps.mapping import load_mapping

    try:
        Period(since=wanted.since)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--since") from None
    try:
        base = load_mapping(wanted.mapping) if wanted.mapping else None
    except (ValueError, FileNotFoundError) as error:
        raise click.BadParameter(str(error), param_hint="--mapping") from None
    try:
        names = FieldNames.of(wanted.fields, base)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--field") from None
    _check_fields(wanted, names)
    return names


def _check_fields(wanted: _Wanted, names: FieldNames) -> None:
    """A field that was named and is nowhere is a slip of the pen: the usual names would be read instead."""
    from pipeline.dumps import pieces
    from pipeline.dumps.describing import describe

    if not wanted.fields or "-" in wanted.paths:
        return
    with one_line_errors(wanted.debug):
        known = [describe(piece, names) for piece in islice(pieces(wanted.paths), _LOOKED_AT)]
    for option in wanted.fields:
        ours, _, theirs = option.partition("=")
        only = replace(names, names={ours: (theirs,)}, _shapes={})
        if known and not any(only.found(one.columns) for one in known if one.columns):
            there = ", ".join(dict.fromkeys(column for one in known for column in one.columns))
            said = f"no {theirs} in the first records; there are: {there or 'none'}"
            # in rows it is a column or none, in objects it may come later
            if all(one.format in _TABLES for one in known):
                raise click.BadParameter(said, param_hint="--field")
            click.echo(f"--field {option}: {said}", err=True)


def _rehearse(wanted: _Wanted, names: FieldNames) -> int:
    from pipeline.rehearsal import rehearse

    return rehearse(wanted.paths, names, wanted.skip, wanted.limit, sys.stdin.buffer, click.echo)


def _stream(wanted: _Wanted, names: FieldNames) -> bool:
    """One reader, one writer; whether anything failed."""
    from pipeline.dumps import pieces
    from pipeline.extract import Job
    from pipeline.extract import extract as run_extract
    from pipeline.machine import usual_workers

    chosen = tuple(_share(wanted)) if wanted.shard else tuple(pieces(wanted.paths))
    size = sum(piece.size // piece.parts for piece in chosen)
    with bar("reading", size, quiet=wanted.quiet) as moved:
        summary = run_extract(
            Job(
                wanted.paths,
                None if wanted.no_db else wanted.db,
                Path(wanted.out) if wanted.out else None,
                workers=wanted.workers or usual_workers(size),
                limit=wanted.limit,
                fields=names,
                warn=warn,
                progress=moved.bytes,
                skip=wanted.skip,
                since=wanted.since,
                chosen=chosen,
                counted=moved.articles,
            ),
            sys.stdin.buffer,
        )
    _tell(wanted, summary)
    _after(wanted, summary, database=not wanted.no_db)
    return bool(summary.outcomes["failed"])


def _share(wanted: _Wanted) -> Iterator[Piece]:
    from pipeline.dumps import pieces
    from pipeline.shards.plan import PlanError, plan, share

    try:
        shards = share(plan(pieces(wanted.paths), wanted.shard_size * _MEGABYTE), wanted.shard or "1/1")
    except PlanError as error:
        raise click.BadParameter(str(error), param_hint="--shard") from None
    for shard in shards:
        yield from shard.pieces


def _shards(wanted: _Wanted, names: FieldNames) -> bool:
    """Shards, and from them the database; whether anything failed."""
    said: set[str] = set()
    outcome = _make_shards(wanted, names, said)
    summary = outcome.summary
    if not wanted.quiet:
        click.echo(f"{wanted.folder}: {outcome.line()}", err=True)
    if wanted.loads:
        summary = _load(wanted, outcome, said)
    _tell(wanted, summary, outcome)
    if wanted.loads:
        _after(wanted, summary, database=True)
    elif not wanted.quiet:
        _say_next(wanted)
    # a job of an array has done its part when its shards are there; what failed in them `sacho load` tells
    return bool(outcome.unmade or (summary.outcomes["failed"] and not wanted.shard))


def _load(wanted: _Wanted, outcome: Outcome, said: set[str]) -> Summary:
    """Load the shards; a failure that was told when they were made is not told again."""
    from pipeline.shards.finished import unseen
    from pipeline.shards.load import Job, load, size

    job = Job((wanted.folder,), wanted.db, frozenset(outcome.names), "extract", _once(said))
    with bar("loading", size(job), quiet=wanted.quiet) as moved:
        summary = load(replace(job, progress=moved.bytes))
    for name in unseen(wanted.folder, outcome.finished):
        summary.fail("a finished shard is not to be seen from here")
        warn(f"{wanted.folder}/{name}: made elsewhere, but not to be seen here; is the folder a shared one?")
    summary.took(outcome.summary.seconds)  # and how long it took to make them
    return summary


def _once(said: set[str]) -> Callable[[str], None]:
    """Tells a line that was not told before."""

    def tell(line: str) -> None:
        if line not in said:
            said.add(line)
            warn(line)

    return tell


def _say_next(wanted: _Wanted) -> None:
    if wanted.form != "csv":
        first = "When the other shares are there" if wanted.shard else "To have them in a database"
        click.echo(f"{first}: sacho load {wanted.folder}", err=True)


def _make_shards(wanted: _Wanted, names: FieldNames, said: set[str]) -> Outcome:
    from pipeline.dumps import pieces
    from pipeline.machine import usual_workers
    from pipeline.shards.manifest import absolute
    from pipeline.shards.plan import PlanError
    from pipeline.shards.run import Job, extract_shards
    from pipeline.shards.writers import Format

    form: Format = wanted.form or "parquet"  # type: ignore[assignment]
    total = sum(piece.size for piece in pieces(wanted.paths))
    with _runner(wanted) as runner, bar("extracting", total, quiet=wanted.quiet) as moved:
        # workers of a cluster stand in folders of their own
        job = Job(
            tuple(map(absolute, wanted.paths)) if wanted.dask else wanted.paths,
            absolute(wanted.folder) if wanted.dask else wanted.folder,
            form,
            wanted.shard,
            wanted.workers or usual_workers(total),
            names,
            wanted.since,
            wanted.shard_size * _MEGABYTE,
            _once(said),
            moved.bytes,
            moved.articles,
        )
        try:
            return extract_shards(job, runner)
        except PlanError as error:
            raise click.BadParameter(str(error), param_hint="--shard") from None


@contextmanager
def _runner(wanted: _Wanted) -> Iterator[Runner | None]:
    if wanted.dask is None:
        yield None
        return
    from pipeline.shards.cluster import cluster

    with cluster(wanted.dask, wanted.workers, lambda line: click.echo(line, err=True)) as runner:
        yield runner


def _tell(wanted: _Wanted, summary: Summary, outcome: Outcome | None = None) -> None:
    """The summary on standard error, and as JSON where a report is wanted."""
    if not wanted.quiet:
        click.echo("\n".join(summary.table()), err=True)
    if wanted.report is not None:
        from pipeline.clock import now
        from pipeline.processing import extractor

        made = extractor()
        told: dict[str, object] = {
            "paths": list(wanted.paths),
            "db": str(wanted.db) if wanted.loads or not wanted.in_shards else None,
            "out": wanted.folder if wanted.in_shards else wanted.out,
            "code_version": made.code_version,
            "gazetteer": made.gazetteer,
            "finished_at": now(),
            **summary.to_json(),
        }
        if outcome is not None:
            told["shards"] = {
                "wanted": len(outcome.names),
                "made": outcome.made,
                "there": outcome.there,
                "not_made": outcome.unmade,
            }
        wanted.report.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _after(wanted: _Wanted, summary: Summary, *, database: bool) -> None:
    """What follows when articles are in the database: the index of search, and what to do next."""
    if not database:
        return
    if not wanted.no_search:
        index_new(wanted.db, debug=wanted.debug, quiet=wanted.quiet)
    if not wanted.quiet and summary.articles:
        where = "" if wanted.db == DEFAULT_DB else f" {wanted.db}"
        click.echo(f"{wanted.db} is ready. Look at it: sacho serve{where} (or: make serve)", err=True)
