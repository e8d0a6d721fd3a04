"""A command: texts → facts."""

from __future__ import annotations

import os
import sys
from typing import IO

import click

from pipeline.commands._messages import one_line_errors
from pipeline.commands._options import debug_option


@click.command()
@click.argument("file", type=click.File("rb"), default="-")
@debug_option
def annotate(file: IO[bytes], debug: bool) -> None:
    """Find money, dates, countries and agencies in texts.

    A filter from JSON Lines to JSON Lines. Each line in: {"id", "text", "published"} (published: a date,
    a date and time, or null). Each line out: {"id", "published", "published_inferred", "entities"}, with
    offsets in code points of the text as given. A line that can't be read gives {"id", "line", "error"},
    and exit status 1.

    \b
    Example:
      echo '{"id": 1, "text": "지난해 3천억 원", "published": "2024-05-01"}' | sacho annotate
    """
    from pipeline.filters import annotate_lines, write

    with one_line_errors(debug):
        well = write(annotate_lines(file, os.cpu_count() or 1), sys.stdout)
        sys.stdout.flush()
    sys.exit(0 if well else 1)
