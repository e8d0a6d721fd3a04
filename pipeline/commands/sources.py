"""A command: which sources there are."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands._messages import one_line_errors
from pipeline.commands._options import debug_option, existing_db_option, json_option


@click.command()
@existing_db_option
@json_option
@debug_option
def sources(db: Path, as_json: bool, debug: bool) -> None:
    """List the sources: what they are, and on what terms.

    With a database also when each was last read well. A source is one file in scrapers/sources/.

    \b
    Examples:
      sacho sources
      sacho sources --json
    """
    from pipeline.settings import Settings
    from pipeline.sources import list_sources, source_lines
    from scrapers.source import load_sources

    with one_line_errors(debug):
        listed = list_sources(Settings.from_environment().enabled(load_sources()), db)
        if as_json:
            import json
            from dataclasses import asdict

            click.echo(json.dumps([asdict(one) for one in listed], ensure_ascii=False, indent=1))
        else:
            click.echo("\n".join(source_lines(listed)))
