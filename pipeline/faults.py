"""Faults of our own: an exception that no code expected ends the work on one page, and on no other."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.errors import DatabaseError
from scrapers.errors import ParseError, ScrapeError


@contextmanager
def as_failure(where: str | None) -> Iterator[None]:
    """Turn an exception that no code expected into a ParseError of what is at the address ``where``.

    It names the line of code to look at: ``a fault of sacho: AttributeError: 'NoneType' object has no
    attribute 'text' (views.py:88)``. What the machine lacks (a full disk) passes: it would hit the next page
    too.
    """
    try:
        yield
    except (ScrapeError, DatabaseError, OSError):
        raise
    except Exception as error:  # whatever it is, it is to hold up no other page
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(last.filename).name}:{last.lineno}"
        reason = f"a fault of sacho: {type(error).__name__}: {str(error)[:200]} ({place})"
        raise ParseError(reason, where=where) from error
