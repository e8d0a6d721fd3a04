"""A command: pages → articles without boilerplate."""

from __future__ import annotations

import sys
from typing import IO

import click

from pipeline.commands._messages import one_line_errors
from pipeline.commands._options import debug_option


@click.command()
@click.argument("file", type=click.File("rb"), default="-")
@debug_option
def clean(file: IO[bytes], debug: bool) -> None:
    """Strip the boilerplate from pages and text dumps.

    A filter from JSON Lines to JSON Lines. Each line in: {"id", "html" or "text", "url"}. Each line out: the
    article's metadata, its body and what was dropped. A line that can't be read gives
    {"id", "line", "error"}, and exit status 1.

    \b
    Example:
      sacho clean pages.jsonl | sacho annotate > facts.jsonl
    """
    from pipeline.filters import clean_lines, write

    with one_line_errors(debug):
        well = write(clean_lines(file), sys.stdout)
        sys.stdout.flush()  # a full disk or a closed pipe is said here, not at exit
    sys.exit(0 if well else 1)
