"""Options that several commands take."""

from __future__ import annotations

from pathlib import Path

import click

DEFAULT_DB = Path("sacho.db")

debug_option = click.option("--debug", is_flag=True, help="Show the traceback of an error.")
db_option = click.option(
    "--db",
    type=click.Path(path_type=Path, dir_okay=False),
    default=DEFAULT_DB,
    show_default=True,
    help="The database; it is made when it does not exist.",
)
existing_db_option = click.option(
    "--db",
    type=click.Path(path_type=Path, dir_okay=False),
    default=DEFAULT_DB,
    show_default=True,
    help="The database.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
