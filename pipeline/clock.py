"""The only clock of sacho. Everything else is told the time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from scrapers.korean_time import KST


def now() -> str:
    """The time now in Korea as ISO 8601 to the second: ``2026-11-22T10:30:00+09:00``."""
    return datetime.now(KST).isoformat(timespec="seconds")


class Stopwatch:
    """Adds up how long each stage takes, in seconds: ``with watch("clean"): …``."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        begin = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - begin
