"""A command: sources → the database; the cron job."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands._messages import one_line_errors, warn
from pipeline.commands._options import db_option, debug_option
from pipeline.commands._search import index_new, no_search_option

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar


@click.command()
@click.argument("sources", nargs=-1)
@db_option
@click.option("--since", metavar="YYYY-MM-DD", help="First day to list (default: the last week).")
@click.option("--until", metavar="YYYY-MM-DD", help="Last day to list, with --since: fills in the past.")
@click.option(
    "--retry-failures", is_flag=True, help="Read again what could not be read, from the archive alone."
)
@no_search_option
@debug_option
def ingest(
    sources: tuple[str, ...],
    db: Path,
    since: str | None,
    until: str | None,
    retry_failures: bool,
    no_search: bool,
    debug: bool,
) -> None:
    """Fetch new press releases and their files: the job for cron.

    SOURCES are names of sources (default: every enabled one; `sacho sources` lists them). Each release is
    fetched once, politely. Bytes are archived beside the database before they are parsed. Two runs at a time
    exclude each other; a run that was killed goes on where it stopped.

    \b
    Examples:
      sacho ingest
      sacho ingest korea_kr --since 2026-09-01 --until 2026-09-30
      sacho ingest --retry-failures
      sacho schedule                   prints the lines for cron
    """
    from pipeline.ingest import Job
    from pipeline.ingest import ingest as run_ingest
    from pipeline.settings import Settings, SettingsError

    if retry_failures and (since is not None or until is not None):
        raise click.UsageError("--retry-failures lists nothing: leave --since and --until out")
    with one_line_errors(debug):
        try:
            settings = Settings.from_environment()
            with _progress() as progress:
                job = Job(db, sources, since, until, retry_failures, settings, warn, progress)
                summary = run_ingest(job)
        except SettingsError as error:
            raise click.UsageError(str(error)) from None
    left = summary.outcomes["skipped"] if retry_failures else 0
    why = f" (skipped: {left:,} not in the archive; the next run fetches them)" if left else ""
    click.echo(summary.line() + why, err=True)
    if not (no_search or summary.message):  # else the other run does it
        index_new(db, debug=debug)
    sys.exit(1 if summary.failed else 0)


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """A bar for each source on a terminal, with the time that is left; silence under cron and in pipes."""
    if not sys.stderr.isatty():
        yield lambda title, done, total: None
        return
    with ExitStack() as open_bars:
        bars: dict[str, ProgressBar[int]] = {}

        def tell(title: str, done: int, total: int) -> None:
            if title not in bars:
                open_bars.close()  # the bar of the source before
                made = click.progressbar(length=total, label=title, show_pos=True, file=sys.stderr)
                bars[title] = open_bars.enter_context(made)
            bars[title].update(done - bars[title].pos)

        yield tell
