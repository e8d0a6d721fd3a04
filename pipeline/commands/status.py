"""A command: how fresh everything is."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from pipeline.commands._messages import one_line_errors
from pipeline.commands._options import debug_option, existing_db_option, json_option


@click.command()
@existing_db_option
@json_option
@click.option("--quiet", "-q", is_flag=True, help="Say nothing when all is well.")
@debug_option
def status(db: Path, as_json: bool, quiet: bool, debug: bool) -> None:
    """Say how fresh each source is, and what needs a hand.

    For each source the last good run, its newest item and what still waits to be fetched; then the failures
    by reason. With each problem comes what to type. The exit status is 1 when an enabled source had no good
    run for too long, or none at all, when its list is not as expected, or when a source's file can't be used.

    \b
    Examples:
      sacho status
      sacho status --quiet --db /srv/sacho/sacho.db      for cron
      sacho status --json | jq .problems
    """
    from pipeline.settings import Settings, SettingsError
    from pipeline.status import status as get_status
    from pipeline.status_text import status_lines
    from scrapers.source import SourceError, load_sources

    with one_line_errors(debug):
        broken: list[SourceError] = []
        try:
            settings = Settings.from_environment()
            sources = load_sources(broken=broken)
            sources = settings.enabled(sources, [error.source for error in broken])
        except SettingsError as error:
            raise click.UsageError(str(error)) from None
        found = get_status(db, settings.archive_path(db), sources, broken)
        if as_json:
            click.echo(json.dumps(found.to_json(), ensure_ascii=False, indent=1))
        elif not (quiet and found.well):
            click.echo("\n".join(status_lines(found)))
    sys.exit(0 if found.well else 1)
