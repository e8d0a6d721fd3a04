"""A command: which sources there are."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.commands._messages import one_line_errors, warn
from pipeline.commands._options import debug_option, existing_db_option, json_option


@click.command()
@existing_db_option
@json_option
@debug_option
def sources(db: Path, as_json: bool, debug: bool) -> None:
    """List the sources: what they are, and on what terms.

    With a database also when each was last read well. A source is one file in scrapers/sources/; the exit
    status is 1 when one of them can't be used.

    \b
    Examples:
      sacho sources
      sacho sources --json
    """
    from pipeline.settings import Settings
    from pipeline.sources import list_sources, source_lines
    from scrapers.source import SourceError, load_sources

    with one_line_errors(debug):
        broken: list[SourceError] = []
        found = load_sources(broken=broken)
        settings = Settings.from_environment()
        listed = list_sources(settings.enabled(found, [error.source for error in broken]), db)
        if as_json:
            import json
            from dataclasses import asdict

            click.echo(json.dumps([asdict(one) for one in listed], ensure_ascii=False, indent=1))
        else:
            click.echo("\n".join(source_lines(listed)))
        for error in broken:
            warn(str(error))
    sys.exit(1 if broken else 0)
