"""Faults of our own: an exception that no code expected ends the work on one page, and not that on all others."""

from __future__ import annotations

import traceback
from pathlib import Path

from db.errors import DatabaseError
from scrapers.errors import ParseError

#: What the machine lacks; it would hit the next page too.
OF_THE_MACHINE = (DatabaseError, OSError)


def fault(error: Exception, where: str | None) -> ParseError:
    """The exception as a failure to read what is at the address ``where``, with the line of code to look at.

    ``a fault of sacho: AttributeError: 'NoneType' object has no attribute 'text' (views.py:88)``
    """
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return ParseError(f"a fault of sacho: {type(error).__name__}: {str(error)[:200]}{place}", where=where)
