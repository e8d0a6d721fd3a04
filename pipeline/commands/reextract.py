"""A command: stored articles through newer rules."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.commands._messages import one_line_errors, warn
from pipeline.commands._options import db_option, debug_option
from pipeline.commands._search import index_new, no_search_option


@click.command()
@db_option
@click.option("--since", metavar="YYYY-MM-DD", help="Only what was published from that day on.")
@click.option("--all", "everything", is_flag=True, help="Also what these very rules have read already.")
@no_search_option
@debug_option
def reextract(db: Path, since: str | None, everything: bool, no_search: bool, debug: bool) -> None:
    """Read stored articles again after the rules changed.

    The network is not asked. Where archive.db holds the bytes, page and files are cleaned and read anew;
    articles of dumps are extracted from their stored text. Articles that these rules have made already are
    left alone.

    \b
    Examples:
      sacho reextract
      sacho reextract --since 2026-01-01
    """
    from pipeline.reextract import Job
    from pipeline.reextract import reextract as run_reextract
    from pipeline.settings import Settings, SettingsError

    def progress(done: int, total: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r\033[K{done:,} of {total:,} articles", err=True, nl=done == total)

    with one_line_errors(debug):
        try:
            job = Job(db, since, everything, Settings.from_environment(), warn, progress)
            summary = run_reextract(job)
        except SettingsError as error:
            raise click.UsageError(str(error)) from None
    click.echo(summary.line(), err=True)
    if not (no_search or summary.message):  # else the ingest at work does it
        index_new(db, debug=debug)
    sys.exit(1 if summary.outcomes["failed"] else 0)
