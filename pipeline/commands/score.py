"""A command: gold answers → figures."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from pipeline.commands._messages import Broken, one_line_errors
from pipeline.commands._options import debug_option


@click.command()
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--dumps", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder of raw dumps."
)
@click.option("--floors", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Pinned minima.")
@click.option(
    "--raise-floors", is_flag=True, help="Raise the floors to the figures reached; never lower them."
)
@click.option("--details", is_flag=True, help="List what was missed, spurious or wrong.")
@click.option("--json", "as_json", is_flag=True, help="The whole report as JSON.")
@debug_option
def score(
    gold: tuple[Path, ...],
    dumps: Path | None,
    floors: Path | None,
    raise_floors: bool,
    details: bool,
    as_json: bool,
    debug: bool,
) -> None:
    """Compare with gold answers: precision, recall, F1, values.

    For each type of mention; of dumps also body, title and date. A gold row with a text is annotated as it
    is; one without is found by its id among the raw dumps in --dumps, cleaned first, its offsets mapped to
    the body. Below a pinned floor the exit status is 1.

    \b
    Examples:
      sacho score releases.jsonl
      sacho score tests/gold/samples.jsonl --dumps pipeline/samples --details
      sacho score tests/scrapers/pages
    """
    from pipeline.page_score import PageReport, score_folder
    from pipeline.report import Report
    from pipeline.score import below_floors, score_file, update_floors

    reports: dict[str, Report | PageReport] = {}
    with one_line_errors(debug):
        for path in gold:
            try:
                reports[path.name] = score_folder(path) if path.is_dir() else score_file(path, dumps)
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
