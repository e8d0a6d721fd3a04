"""The time zone of all sources."""

from __future__ import annotations

from datetime import timedelta, timezone

#: Korean time; no daylight saving since 1988.
KST = timezone(timedelta(hours=9), "KST")
