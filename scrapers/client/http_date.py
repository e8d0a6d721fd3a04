"""Dates in headers (``Mon, 13 Jul 2026 03:00:33 GMT``). Imported only where one is read: it is not cheap."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def moment(value: str) -> datetime | None:
    """The moment that a header names, in UTC; None where it is no date."""
    try:
        found = parsedate_to_datetime(value)
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None  # the parser of the standard library fails in all these ways on what is no date


def distance(value: str, now: datetime) -> float | None:
    """Seconds from ``now`` to the moment that a header names, below 0 in the past; None for no date."""
    found = moment(value)
    return None if found is None else (found - now).total_seconds()


def seconds_until(value: str, now: datetime) -> float:
    """Seconds from ``now`` until what a Retry-After asks for: seconds or a date. 0 for anything else."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    return max(0.0, distance(value, now) or 0.0)
