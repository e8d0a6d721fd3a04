"""The step that several commands end with: what they stored is indexed for search."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands._messages import one_line_errors, stopped_in_a_line

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

no_search_option = click.option(
    "--no-search", is_flag=True, help="Leave new articles out of the search index; sacho index adds them."
)


def index_new(db: Path, *, debug: bool, quiet: bool = False) -> None:
    """Index what the database has not indexed yet; silent but for a bar on a terminal.

    What goes wrong ends the command with one line; all articles are stored by then.
    """
    from pipeline.index import bring_up_to_date

    with stopped_in_a_line(), one_line_errors(debug), index_progress(quiet=quiet) as progress:
        bring_up_to_date(db, progress)


@contextmanager
def index_progress(*, quiet: bool = False) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal once there is something to index; silence under cron and in pipes."""
    if quiet or not sys.stderr.isatty():
        yield lambda done, total: None
        return
    with ExitStack() as open_bar:
        bars: list[ProgressBar[int]] = []

        def tell(done: int, total: int) -> None:
            if not bars:
                made = click.progressbar(length=total, label="indexing", show_pos=True, file=sys.stderr)
                bars.append(open_bar.enter_context(made))
            (bar,) = bars
            bar.length = total  # others may add articles meanwhile
            bar.update(done - bar.pos)

        yield tell
