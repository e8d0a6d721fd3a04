"""The command line: thin commands over the library. Data to standard output, messages to standard error.

Exit status: 0 all well, 1 something failed (cron sends mail), 2 wrong use.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

DEFAULT_DB = Path("sacho.db")


class Broken(click.ClickException):
    """Something failed: one line, exit status 1."""

    exit_code = 1


@contextmanager
def _one_line_errors(debug: bool) -> Iterator[None]:
    """Turn the failures that a user can mend into one line; others are our bugs and keep their traceback."""
    from db.errors import DatabaseError
    from scrapers.errors import ScrapeError

    if debug:
        yield
        return
    try:
        yield
    except FileNotFoundError as error:
        named = f"{error.filename}: no such file or folder" if error.filename else str(error)
        raise click.UsageError(named) from None
    except (DatabaseError, ScrapeError) as error:
        raise Broken(str(error)) from None
    except BrokenPipeError:  # | head: the reader has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        raise Broken(f"{error.filename or 'output'}: {error.strerror or error}") from None


_debug = click.option("--debug", is_flag=True, help="Show the traceback of an error.")
_db = click.option(
    "--db",
    type=click.Path(path_type=Path, dir_okay=False),
    default=DEFAULT_DB,
    show_default=True,
    help="The database; it is made when it does not exist.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sacho", message="sacho %(version)s")
def main() -> None:
    """Turn Korean government press releases, and the news that reprints them, into a database.

    \b
    First steps:
      sacho extract articles/          a dump of articles → sacho.db
      sacho serve                      ask it questions in the browser
      sacho ingest                     fetch new press releases (for cron)
    """


@main.command()
@click.argument("paths", nargs=-1)
@_db
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
@click.option("--quiet", is_flag=True, help="No progress and no summary.")
@_debug
def extract(
    paths: tuple[str, ...],
    db: Path,
    samples: bool,
    out: Path | None,
    no_db: bool,
    workers: int,
    limit: int | None,
    fields: tuple[str, ...],
    quiet: bool,
    debug: bool,
) -> None:
    """Read dumps of articles into a database: clean, extract, save.

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
    from pipeline.fields import FieldNames

    if samples:
        paths = (*paths, str(files("pipeline") / "samples"))
    if not paths:
        raise click.UsageError("nothing to read: name a file, a folder or - (or try --samples)")
    if no_db and out is None:
        raise click.UsageError("--no-db needs --out")
    try:
        names = FieldNames.of(fields)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--field") from None
    with _one_line_errors(debug), _progress(paths, quiet) as progress:
        job = Job(paths, None if no_db else db, out, workers, limit, names, _warn, progress)
        summary = run_extract(job, sys.stdin.buffer)
    if not quiet:
        _say_summary(summary.line(), None if no_db else db, summary.articles)
    sys.exit(1 if summary.outcomes["failed"] else 0)


def _say_summary(line: str, db: Path | None, articles: int) -> None:
    click.echo(line, err=True)
    if db is not None and articles:
        where = "" if db == DEFAULT_DB else f" {db}"
        click.echo(f"{db} is ready. Look at it: sacho serve{where} (or: make serve)", err=True)


def _warn(line: str) -> None:
    click.echo(f"failed: {line}", err=True)


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


@main.command()
@click.argument("file", type=click.File("rb"), default="-")
@_debug
def clean(file: IO[bytes], debug: bool) -> None:
    """Strip the boilerplate: a filter from JSON Lines to JSON Lines.

    Each line in: {"id", "html" or "text", "url"}. Each line out: the article's metadata, its body and
    what was dropped. A line that can't be read gives {"id", "line", "error"}, and exit status 1.

    \b
    Example:
      sacho clean pages.jsonl | sacho annotate > facts.jsonl
    """
    from pipeline.filters import clean_lines, write

    with _one_line_errors(debug):
        well = write(clean_lines(file), sys.stdout)
        sys.stdout.flush()  # a full disk or a closed pipe is said here, not at exit
    sys.exit(0 if well else 1)


@main.command()
@click.argument("file", type=click.File("rb"), default="-")
@_debug
def annotate(file: IO[bytes], debug: bool) -> None:
    """Find money, dates, countries and agencies: a filter from JSON Lines to JSON Lines.

    Each line in: {"id", "text", "published"} (published: a date, a date and time, or null). Each line
    out: {"id", "published", "published_inferred", "entities"}, with offsets in code points of the text
    as given. A line that can't be read gives {"id", "line", "error"}, and exit status 1.

    \b
    Example:
      echo '{"id": 1, "text": "지난해 3천억 원", "published": "2024-05-01"}' | sacho annotate
    """
    from pipeline.filters import annotate_lines, write

    with _one_line_errors(debug):
        well = write(annotate_lines(file, os.cpu_count() or 1), sys.stdout)
        sys.stdout.flush()
    sys.exit(0 if well else 1)


@main.command()
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--dumps", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder of raw dumps."
)
@click.option("--floors", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Pinned minima.")
@click.option(
    "--raise-floors", is_flag=True, help="Raise the floors to the figures reached; never lower them."
)
@click.option("--details", is_flag=True, help="List what was missed, spurious or wrong.")
@click.option("--json", "as_json", is_flag=True, help="The whole report as JSON.")
@_debug
def score(
    gold: tuple[Path, ...],
    dumps: Path | None,
    floors: Path | None,
    raise_floors: bool,
    details: bool,
    as_json: bool,
    debug: bool,
) -> None:
    """Compare with gold answers: precision, recall, F1 and values per type; body, title and date of dumps.

    A gold row with a text is annotated as it is; one without is found by its id among the raw dumps in
    --dumps, cleaned first, its offsets mapped to the body. Below a pinned floor the exit status is 1.

    \b
    Examples:
      sacho score releases.jsonl
      sacho score tests/gold/samples.jsonl --dumps pipeline/samples --details
    """
    from pipeline.score import below_floors, score_file, update_floors

    reports = {}
    with _one_line_errors(debug):
        for path in gold:
            try:
                reports[path.name] = score_file(path, dumps)
            except ValueError as error:
                raise Broken(str(error)) from None
    if as_json:
        click.echo(
            json.dumps({name: report.to_json() for name, report in reports.items()}, ensure_ascii=False)
        )
    else:
        for name, report in reports.items():
            click.echo("\n".join([name, *report.lines(details=details)]))
    missed = below_floors(reports, floors) if floors else []
    if floors and raise_floors:
        update_floors(reports, floors)
    for line in missed:
        click.echo(f"below its floor: {line}", err=True)
    sys.exit(1 if missed else 0)


@main.command()
@click.argument("sources", nargs=-1)
@_db
@click.option("--since", metavar="YYYY-MM-DD", help="First day to list (default: the last week).")
@_debug
def ingest(sources: tuple[str, ...], db: Path, since: str | None, debug: bool) -> None:
    """Fetch new press releases with their attachments, once, politely: the job for cron.

    SOURCES are names of sources (default: every enabled one). Bytes are archived beside the database
    before they are parsed. Two runs at a time exclude each other.

    \b
    Examples:
      sacho ingest
      sacho ingest korea_kr --since 2026-11-01
      7 * * * *  cd /srv/sacho && SACHO_CONTACT=you@example.org .venv/bin/sacho ingest
    """
    from pipeline.ingest import ingest as run_ingest
    from pipeline.settings import Settings, SettingsError

    with _one_line_errors(debug):
        try:
            summary = run_ingest(db, sources, since, Settings.from_environment(), _warn)
        except SettingsError as error:
            raise click.UsageError(str(error)) from None
    click.echo(summary.line(), err=True)
    sys.exit(1 if summary.failed else 0)


@main.command()
@click.argument("db", type=click.Path(path_type=Path, dir_okay=False), default=DEFAULT_DB)
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--open", "open_browser", is_flag=True, help="Open the browser.")
@_debug
def serve(db: Path, port: int, host: str, open_browser: bool, debug: bool) -> None:
    """Open the database in Datasette, on this machine only.

    \b
    Example:
      sacho serve sacho.db --port 8010
    """
    from pipeline.serve import serve as run_serve

    with _one_line_errors(debug):
        sys.exit(run_serve(db, host=host, port=port, open_browser=open_browser))


@main.command()
@_db
@_debug
def status(db: Path, debug: bool) -> None:
    """Say what the last runs did, how fresh each source is, and which failures wait to be looked at.

    The exit status is 1 when a source is stale, so that cron can raise the alarm.

    \b
    Example:
      sacho status --db sacho.db
    """
    from pipeline.status import status_lines

    with _one_line_errors(debug):
        lines, well = status_lines(db)
    click.echo("\n".join(lines))
    sys.exit(0 if well else 1)


if __name__ == "__main__":
    main()
