"""The cookies that a host set during a run; each goes back to that host alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import SplitResult, urlsplit

#: The most cookies of one host, and the most characters of one: a site needs a few short ones.
PER_HOST = 50
LENGTH = 4096
# what may stand in a Cookie header: anything printable but the semicolon that parts two cookies
_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,256}")
_VALUE = re.compile(r"[ -:<-~\x80-\xff]{0,4096}")
_SECONDS = re.compile(r"-?[0-9]{1,10}")


@dataclass(frozen=True, slots=True)
class _Cookie:
    value: str
    path: str
    secure: bool
    until: float | None


class Jar:
    """Cookies by host. A cookie's Domain is not read: other hosts never get it, the stricter reading.

    now, monotonic: the wall clock for an Expires, the clock that is never set for everything else.
    """

    def __init__(self, now: Callable[[], datetime], monotonic: Callable[[], float]) -> None:
        self._now = now
        self._monotonic = monotonic
        self._hosts: dict[str, dict[tuple[str, str], _Cookie]] = {}

    def take(self, url: str, lines: Iterable[str]) -> None:
        """Keep what an answer from ``url`` sets: its Set-Cookie headers, read as Latin-1. Never fails."""
        parts = urlsplit(url)
        kept = self._hosts.setdefault(parts.hostname or "", {})
        for line in lines:
            name, cookie = self._read(line, parts)
            if cookie is None:
                continue
            kept.pop((name, cookie.path), None)
            if (cookie.until is None or cookie.until > self._monotonic()) and len(kept) < PER_HOST:
                kept[name, cookie.path] = cookie

    def header(self, url: str) -> str | None:
        """The Cookie header of a request to ``url``: the longest path first; None where there is none."""
        parts = urlsplit(url)
        moment = self._monotonic()
        fitting = [
            (name, cookie)
            for (name, _), cookie in self._hosts.get(parts.hostname or "", {}).items()
            if (parts.scheme == "https" or not cookie.secure)
            and (cookie.until is None or cookie.until > moment)
            and _is_under(parts.path or "/", cookie.path)
        ]
        fitting.sort(key=lambda pair: -len(pair[1].path))
        return "; ".join(f"{name}={cookie.value}" for name, cookie in fitting) or None

    def _read(self, line: str, parts: SplitResult) -> tuple[str, _Cookie | None]:
        pair, *rest = line.split(";")
        name, equals, value = (piece.strip() for piece in pair.partition("="))
        if not equals or not _NAME.fullmatch(name) or not _VALUE.fullmatch(value):
            return name, None
        marks = {}
        for piece in rest:
            key, _, content = piece.partition("=")
            marks[key.strip().lower()] = content.strip()
        secure = "secure" in marks
        if secure and parts.scheme != "https":
            return name, None  # a page that came in the clear can't set what is for https alone
        path = marks.get("path", "")
        if not path.startswith("/"):
            path = parts.path.rpartition("/")[0] or "/"
        return name, _Cookie(value, path, secure, self._end(marks))

    def _end(self, marks: dict[str, str]) -> float | None:
        """When the cookie ends, by the monotonic clock; None: with the run."""
        age = marks.get("max-age", "")
        if _SECONDS.fullmatch(age):
            return self._monotonic() + int(age)
        if not marks.get("expires"):
            return None
        from scrapers.client.http_date import distance  # most cookies of a gate end with the session

        left = distance(marks["expires"].replace("-", " "), self._now())  # Wed, 21-Oct-2026 07:28:00 GMT
        return None if left is None else self._monotonic() + left


def _is_under(path: str, folder: str) -> bool:
    """``/a/b`` is under ``/a`` and ``/a/``, ``/ab`` is not."""
    return path == folder or path.startswith(folder if folder.endswith("/") else folder + "/")
