"""A command: what the database holds, as files for other programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands._messages import one_line_errors
from pipeline.commands._options import debug_option, existing_db_option

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar


@click.command()
@click.argument("destination", metavar="DEST")
@existing_db_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "parquet"]),
    help="Else DEST's ending says it: .jsonl, .csv (also with .gz), .parquet.",
)
@click.option("--table", "tables", multiple=True, metavar="NAME", help="A table or view; may be repeated.")
@click.option("--since", metavar="DATE", help="Only articles from then on, and what belongs to them.")
@click.option("--until", metavar="DATE", help="Only articles up to then, that day included.")
@click.option("--plain", is_flag=True, help="CSV for programs: no BOM, no apostrophes.")
@click.option("--public", is_flag=True, help="A database that everybody may see.")
@click.option("--quiet", is_flag=True, help="No progress and no summary.")
@debug_option
def export(
    destination: str,
    db: Path,
    form: str | None,
    tables: tuple[str, ...],
    since: str | None,
    until: str | None,
    plain: bool,
    public: bool,
    quiet: bool,
    debug: bool,
) -> None:
    """Write articles and facts as JSON Lines, CSV or Parquet.

    DEST is a file, a folder for one file a table, or - for standard output. All is of one moment, while
    others write to the database; a file gets its name when it is whole and replaces one of that name.

    JSON Lines of articles: one article a line with its entities, attachments and countries.
    Other tables go by --table, or by the name of the file. Dates are 2026, 2026-09 or 2026-09-01; with one,
    articles without a date stay out, and tables that belong to no article (countries, agencies) come whole.

    CSV opens in Excel: UTF-8 with a BOM (not on standard output), numbers as they are, an apostrophe before
    text that begins with = + - @, which a spreadsheet would run as a formula. --plain leaves both out.
    Parquet: amounts as DECIMAL(38, 18), exact; lists as lists; each column with its description in Korean.

    --public makes a copy of the database to serve to everybody: the texts stay that 공공누리 (KOGL) allows to
    pass on. Of all others, reprints above all, there are facts, titles and links. Types 2 and 4 forbid
    commercial use; attribution is yours to give. To export from the copy, name it with --db.

    \b
    Examples:
      sacho export articles.jsonl.gz --since 2026-01-01
      sacho export budgets.csv
      sacho export - --table money | jq .amount
      sacho export facts/ --format parquet
      sacho export --public public.db
    """
    from pipeline.export_files import ExportChoiceError

    if public and (form or tables or since or until or plain):
        raise click.UsageError("--public copies the whole database: leave the other options out")
    with one_line_errors(debug):
        try:
            line = (
                _public(db, destination, quiet)
                if public
                else _tables(db, destination, form, tables, (since, until), plain, quiet)
            )
        except ExportChoiceError as error:
            raise click.UsageError(str(error)) from None
    if not quiet:
        click.echo(line, err=True)


def _tables(
    db: Path,
    destination: str,
    form: str | None,
    tables: tuple[str, ...],
    bounds: tuple[str | None, str | None],
    plain: bool,
    quiet: bool,
) -> str:
    from db.export import Period
    from pipeline.export import export as run_export
    from pipeline.export_choice import FORMATS, Job

    try:
        period = Period(*bounds)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    named = next((one for one in FORMATS if one == form), None)
    job = Job(db, destination, named, tables, period, plain)
    made = run_export(job, sys.stdout.buffer, _quiet_bar if quiet else _bar)
    sys.stdout.flush()
    return made.line()


def _public(db: Path, destination: str, quiet: bool) -> str:
    from pipeline.clock import now
    from pipeline.export import STEPS, export_public

    with (_quiet_bar if quiet else _bar)("public copy", lambda: STEPS) as advance:
        return export_public(db, destination, now=now(), step=lambda: advance(1))


@contextmanager
def _bar(label: str, count: Callable[[], int]) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal; silence under cron and in pipes, where nothing is counted for it."""
    if not sys.stderr.isatty():
        yield lambda more: None
        return
    bar: ProgressBar[int] = click.progressbar(length=count(), label=label, file=sys.stderr)
    with bar:
        yield bar.update


@contextmanager
def _quiet_bar(label: str, count: Callable[[], int]) -> Iterator[Callable[[int], None]]:
    yield lambda more: None
