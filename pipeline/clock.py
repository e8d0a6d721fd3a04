"""The only clock of sacho. Everything else is told the time."""

from __future__ import annotations

from datetime import datetime

from scrapers.korean_time import KST


def now() -> str:
    """The time now in Korea as ISO 8601 to the second: ``2026-11-22T10:30:00+09:00``."""
    return datetime.now(KST).isoformat(timespec="seconds")
