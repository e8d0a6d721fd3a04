"""A command: finished shards → one database."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.commands._messages import one_line_errors, stopped_in_a_line, warn
from pipeline.commands._options import DEFAULT_DB, db_option, debug_option
from pipeline.commands._progress import bar
from pipeline.commands._search import index_new, no_search_option


@click.command()
@click.argument("paths", nargs=-1, required=True)
@db_option
@no_search_option
@click.option("--quiet", is_flag=True, help="No progress and no summary.")
@debug_option
def load(paths: tuple[str, ...], db: Path, no_search: bool, quiet: bool, debug: bool) -> None:
    """Put finished shards into a database.

    PATHS are folders that sacho extract --out FOLDER/ made (paths, or addresses such as s3://…), or single
    files of them (.parquet, .jsonl, .jsonl.gz). The rows are those that one process would have made of the
    whole dump, in whatever order the shards were made; running it again changes nothing. Shards that are set
    aside or not there yet are named, and the exit status is 1.

    \b
    Examples:
      sacho load facts/
      sacho load facts/2024/ facts/2025/ --db news.db
    """
    from pipeline.shards.finished import missing
    from pipeline.shards.load import Job, size
    from pipeline.shards.load import load as load_shards

    with stopped_in_a_line(), one_line_errors(debug):
        with bar("loading", size(Job(paths, db)), quiet=quiet) as moved:
            summary = load_shards(Job(paths, db, warn=warn, progress=moved.bytes))
        lacking = missing(paths)
    for line in lacking:
        warn(line)
    if not quiet:
        click.echo("\n".join(summary.table()), err=True)
    if not no_search:
        index_new(db, debug=debug, quiet=quiet)
    if not quiet and summary.articles:
        where = "" if db == DEFAULT_DB else f" {db}"
        click.echo(f"{db} is ready. Look at it: sacho serve{where} (or: make serve)", err=True)
    sys.exit(1 if summary.outcomes["failed"] or lacking else 0)
