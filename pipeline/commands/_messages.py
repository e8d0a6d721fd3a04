"""What a command says on standard error when something goes wrong."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import click

#: Seconds after which a command that was stopped and goes on is stopped again.
_AGAIN = 0.5


class Broken(click.ClickException):
    """Something failed: one line, exit status 1."""

    exit_code = 1


@contextmanager
def stopped_in_a_line() -> Iterator[None]:
    """Within it SIGTERM, which batch systems and services send, ends a command as Ctrl-C does: in order, and
    its workers with it. Either is one line and exit status 1.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGALRM)
    # whoever started it in the background has Ctrl-C left to others
    minded = [one for one in numbers if signal.getsignal(one) is not signal.SIG_IGN]
    before = {number: signal.signal(number, _stop) for number in minded}
    try:
        yield
    except KeyboardInterrupt:
        raise Broken("stopped; what is finished stays, and the same command goes on from there") from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(number: int, frame: FrameType | None) -> None:
    # what is raised in a callback of the import system (while the analyser is loaded), or in a __del__, is
    # lost: the alarm stops the command again, unless it is ending already
    signal.setitimer(signal.ITIMER_REAL, _AGAIN, _AGAIN)
    if number != signal.SIGALRM or not _is_ending():
        raise KeyboardInterrupt


def _is_ending() -> bool:
    """Whether what runs now runs because of a stop: it is being handled, or led to what is."""
    error = sys.exc_info()[1]
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__context__
    return error is not None


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
