"""How the client behaves, and the time as it sees it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from scrapers.korean_time import KST

#: Our name: to servers, and in their robots.txt.
AGENT = "sacho"


@dataclass(frozen=True, slots=True)
class Clock:
    """The time as the client sees it; a test hands in its own."""

    now: Callable[[], datetime] = lambda: datetime.now(KST)
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True)
class Manners:
    """How the client behaves. Times in seconds, sizes in bytes.

    contact: an address or page of the operator, told to every server. delay: pause between two requests
    to a host. timeout: the longest silence; total: the longest time for one answer, from the connection to
    the last byte. size: of a body without its compression. tries: attempts per request; wait: pause after
    the first failed attempt, doubled after each; longest_wait: the longest that a server may make us wait.
    unruled: hosts whose robots.txt is not asked for, because they are used under terms of their own (an API
    with a key). allow_loopback: for tests only.
    """

    contact: str | None = None
    delay: float = 1.0
    timeout: float = 30.0
    total: float = 300.0
    size: int = 32 * 1024 * 1024
    tries: int = 3
    wait: float = 2.0
    longest_wait: float = 120.0
    redirects: int = 5
    unruled: frozenset[str] = frozenset()
    allow_loopback: bool = False

    @property
    def user_agent(self) -> str:
        """``sacho/0.1.0 (+https://example.org/contact)``"""
        from importlib.metadata import version  # not cheap, and needed only where something is sent

        contact = quote(self.contact, safe=" !#$%&'*+,-./:;=?@_~") if self.contact else None
        return f"{AGENT}/{version('sacho')}" + (f" (+{contact})" if contact else "")
