"""A command: the database in the browser."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.commands._messages import one_line_errors
from pipeline.commands._options import DEFAULT_DB, debug_option


@click.command()
@click.argument("db", type=click.Path(path_type=Path, dir_okay=False), default=DEFAULT_DB)
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--base-url", default="/", metavar="PATH", help="The path at which a reverse proxy shows it.")
@click.option("--open", "open_browser", is_flag=True, help="Open the browser.")
@debug_option
def serve(db: Path, port: int, host: str, base_url: str, open_browser: bool, debug: bool) -> None:
    """Open the database in Datasette, on this machine only.

    For others to see, serve a public copy, and put a reverse proxy before it: it brings TLS and, where not
    everybody may come in, a password. Nothing asks for one here.

    \b
    Examples:
      sacho serve sacho.db --port 8010
      sacho export --public public.db && sacho serve public.db --base-url /sacho/
    """
    from pipeline.serve import serve as run_serve

    with one_line_errors(debug):
        sys.exit(run_serve(db, host=host, port=port, open_browser=open_browser, base_url=base_url))
