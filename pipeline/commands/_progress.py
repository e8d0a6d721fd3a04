"""The bar of long work on a terminal; silence under cron and in pipes."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar


@dataclass(slots=True)
class Bar:
    """Moves with the bytes that are read, and says how many articles are done and how fast."""

    shown: ProgressBar[str | None] | None = None
    _articles: int = 0
    _begin: float = field(default_factory=time.monotonic)

    def bytes(self, more: int) -> None:
        """So many more bytes."""
        if self.shown is not None:
            self.shown.update(more, self._said())

    def articles(self, more: int) -> None:
        """So many more articles."""
        self._articles += more
        if self.shown is not None:
            self.shown.update(0, self._said())

    def _said(self) -> str:
        if not self._articles:
            return ""
        rate = self._articles / max(time.monotonic() - self._begin, 0.001)
        return f"{self._articles:,} articles, {rate:,.0f}/s"


@contextmanager
def bar(label: str, length: int, *, quiet: bool) -> Iterator[Bar]:
    """A bar over so many bytes, with an estimate of the time that is left."""
    if quiet or not sys.stderr.isatty():
        yield Bar()
        return
    made = click.progressbar(
        length=length or None, label=label, item_show_func=lambda said: said, file=sys.stderr
    )
    with made as shown:
        yield Bar(shown)
