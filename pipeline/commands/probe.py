"""A command: a source on trial."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import click

from pipeline.commands._messages import one_line_errors
from pipeline.commands._options import debug_option, json_option


@click.command()
@click.argument("source")
@click.option(
    "--items",
    type=click.IntRange(0, 20),
    default=3,
    show_default=True,
    help="So many of the first items are made into articles.",
)
@click.option(
    "--keep",
    metavar="FOLDER",
    type=click.Path(path_type=Path, file_okay=False),
    help="Keep what comes: list_1.html, view_1.html, file_1_1.hwpx … Files of these names that an earlier "
    "probe left there are written over; rename what you have edited.",
)
@click.option(
    "--page-file",
    metavar="FILE",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Read the list from a saved page, and ask no site for anything.",
)
@json_option
@debug_option
def probe(
    source: str, items: int, keep: Path | None, page_file: Path | None, as_json: bool, debug: bool
) -> None:
    """Try a source before it is enabled: what would a run read?

    SOURCE is the name of a source or the path of a new .toml file. Its list and its first items are fetched
    as politely as in a run and made into articles with their mentions, but nothing is stored. At the end
    stands for each promise of a healthy source whether it holds, and what to do where it does not; the exit
    status is 1 then.

    \b
    Examples:
      sacho probe korea_kr
      sacho probe haedong.toml --items 5 --keep pages/
      sacho probe haedong.toml --page-file pages/list_1.html      after a change of [rows]
      sacho probe haedong.toml --json | jq .promises
    """
    from pipeline.settings import Settings, SettingsError
    from pipeline.trial import Plan, source_file, try_source
    from pipeline.trial_json import as_json as trial_json
    from pipeline.trial_text import trial_lines

    if keep and page_file:
        raise click.UsageError("--keep and --page-file: nothing is fetched that could be kept")
    with one_line_errors(debug):
        try:
            settings = Settings.from_environment()
            trial = try_source(Plan(source_file(source), items, page_file, keep, settings, _teller()))
        except SettingsError as error:
            raise click.UsageError(str(error)) from None
        text = json.dumps(trial_json(trial), ensure_ascii=False, indent=1) if as_json else None
        click.echo(text or "\n".join(trial_lines(trial)))
    sys.exit(0 if trial.well else 1)


def _teller() -> Callable[[str], None]:
    """What is asked for just now, on a terminal; silence in pipes."""
    if not sys.stderr.isatty():
        return lambda address: None
    return lambda address: click.echo(f"asking for {address}", err=True)
