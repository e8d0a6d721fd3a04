"""A command: dumps of articles → the database."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands._messages import one_line_errors, warn
from pipeline.commands._options import DEFAULT_DB, db_option, debug_option
from pipeline.commands._search import index_new, no_search_option

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar


@click.command()
@click.argument("paths", nargs=-1)
@db_option
@click.option("--samples", is_flag=True, help="Read the sample articles that come with sacho.")
@click.option(
    "--out", type=click.Path(path_type=Path), help="Also write JSON Lines here (- = standard output)."
)
@click.option("--no-db", is_flag=True, help="Write no database, only --out.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes.")
@click.option("--limit", type=click.IntRange(1), help="Read this many records at most.")
@click.option(
    "--field", "fields", multiple=True, metavar="OURS=THEIRS", help="Name of a JSON field: text=본문."
)
@no_search_option
@click.option("--quiet", is_flag=True, help="No progress and no summary.")
@debug_option
def extract(
    paths: tuple[str, ...],
    db: Path,
    samples: bool,
    out: Path | None,
    no_db: bool,
    workers: int,
    limit: int | None,
    fields: tuple[str, ...],
    no_search: bool,
    quiet: bool,
    debug: bool,
) -> None:
    """Read dumps of articles into a database.

    PATHS are files or folders (or - for JSON Lines on standard input): plain text and HTML with one
    article a file, JSON Lines with one article a line, also in .gz and .zip. Running it again changes
    nothing; killing it loses nothing that was written.

    \b
    Examples:
      sacho extract dump/ more.jsonl.gz
      sacho extract --field text=본문 --field published=일자 export.jsonl
      sacho extract dump.zip --no-db --out facts.jsonl
    """
    from pipeline.extract import Job
    from pipeline.extract import extract as run_extract
    from pipeline.dumps.fields import FieldNames

    if samples:
        from importlib.resources import files

        paths = (*paths, str(files("pipeline") / "samples"))
    if not paths:
        raise click.UsageError("nothing to read: name a file, a folder or - (or try --samples)")
    if no_db and out is None:
        raise click.UsageError("--no-db needs --out")
    try:
        names = FieldNames.of(fields)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--field") from None
    with one_line_errors(debug), _progress(paths, quiet) as progress:
        job = Job(paths, None if no_db else db, out, workers, limit, names, warn, progress)
        summary = run_extract(job, sys.stdin.buffer)
    if not quiet:
        click.echo(summary.line(), err=True)
    if not (no_db or no_search):
        index_new(db, debug=debug, quiet=quiet)
    if not (quiet or no_db) and summary.articles:
        where = "" if db == DEFAULT_DB else f" {db}"
        click.echo(f"{db} is ready. Look at it: sacho serve{where} (or: make serve)", err=True)
    sys.exit(1 if summary.outcomes["failed"] else 0)


@contextmanager
def _progress(paths: tuple[str, ...], quiet: bool) -> Iterator[Callable[[int], None]]:
    """A bar over the bytes of the dump on a terminal; silence under cron and in pipes."""
    from pipeline.dumps import dump_files

    if quiet or not sys.stderr.isatty():
        yield lambda count: None
        return
    length = sum(file.stat().st_size for file in dump_files(paths))
    bar: ProgressBar[int] = click.progressbar(length=length or None, label="reading", file=sys.stderr)
    with bar:
        yield bar.update
