"""A command: stored articles → the search index."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import click

from pipeline.commands._messages import one_line_errors
from pipeline.commands._options import DEFAULT_DB, debug_option, existing_db_option
from pipeline.commands._search import index_progress


@click.command()
@existing_db_option
@click.option("--check", is_flag=True, help="Only say what is wrong with the index; exit status 1 then.")
@click.option("--repair", is_flag=True, help="Build the index anew from what was read, then go on as usual.")
@debug_option
def index(db: Path, check: bool, repair: bool, debug: bool) -> None:
    """Bring the search index up to date.

    extract, ingest and reextract do so at their end. This command is for what they left out (--no-search,
    a run that was killed), and for articles stored by an earlier sacho. It goes on where it was stopped;
    articles may be stored meanwhile.

    \b
    Examples:
      sacho index
      sacho index --check --db /srv/sacho/sacho.db
      sacho index --repair
    """
    from pipeline.index import bring_up_to_date, check_index

    if check and repair:
        raise click.UsageError("--check changes nothing: leave --repair out, or run it afterwards")
    with one_line_errors(debug):
        if check:
            _say_problems(check_index(db), db)
            return
        with index_progress() as progress:
            done = bring_up_to_date(db, progress, mend=repair)
    click.echo(_summary(done, db), err=True)


def _say_problems(found: list[str], db: Path) -> None:
    where = "" if db == DEFAULT_DB else f" --db {shlex.quote(str(db))}"
    for problem in found:
        click.echo(f"{db}: {problem}; mend it with: sacho index --repair{where}", err=True)
    if found:
        sys.exit(1)
    click.echo("the search index is sound", err=True)


def _summary(done: int | None, db: Path) -> str:
    if done is None:
        return f"another run is indexing {db}; nothing done"
    if not done:
        return "the search index is up to date"
    return f"indexed {done:,} article{'' if done == 1 else 's'} for search"
