"""What a command says on standard error when something goes wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click


class Broken(click.ClickException):
    """Something failed: one line, exit status 1."""

    exit_code = 1


@contextmanager
def one_line_errors(debug: bool) -> Iterator[None]:
    """Turn the failures that a user can mend into one line; others are our bugs and keep their traceback."""
    from db.errors import DatabaseError
    from pipeline.shards.errors import ShardError
    from scrapers.errors import ScrapeError

    if debug:
        yield
        return
    try:
        yield
    except FileNotFoundError as error:
        named = f"{error.filename}: no such file or folder" if error.filename else str(error)
        raise click.UsageError(named) from None
    except (DatabaseError, ScrapeError, ShardError) as error:
        raise Broken(str(error)) from None
    except BrokenPipeError:  # | head: the reader has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        raise Broken(f"{error.filename or 'output'}: {error.strerror or error}") from None


def warn(line: str) -> None:
    """Tell a failure that does not stop the command."""
    click.echo(f"failed: {line}", err=True)
