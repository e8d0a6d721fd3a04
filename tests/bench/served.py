"""`sacho serve` as a process of its own on loopback, and what its answers take."""

from __future__ import annotations

import http.client
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

#: Seconds for the server to come up, for its analyser, and for one answer.
PATIENCE = 120
#: What a search page says while the analyser is not there.
_NOT_READY = "형태소 분석기를 준비하고".encode()


@dataclass(frozen=True)
class Answer:
    """One answer. seconds: from the request to the last byte."""

    status: int
    body: bytes
    seconds: float


class Reader:
    """A reader with one connection, as a browser keeps it."""

    def __init__(self, base: str) -> None:
        parts = urlsplit(base)
        assert parts.hostname in ("127.0.0.1", "localhost"), base
        self._connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=PATIENCE)

    def get(self, path: str) -> Answer:
        """Ask for a page; one more time where the server has closed the connection meanwhile."""
        for attempt in (1, 2):
            begin = time.perf_counter()
            try:
                self._connection.request("GET", path)
                response = self._connection.getresponse()
                body = response.read()
            except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
                self._connection.close()
                if attempt == 2:
                    raise
                continue
            return Answer(response.status, body, time.perf_counter() - begin)
        raise AssertionError("unreachable")

    def close(self) -> None:
        self._connection.close()


@contextmanager
def serving(path: Path, errors: Path) -> Iterator[str]:
    """The address of `sacho serve` on a free port, with its analyser loaded. errors: what it says goes there.

    Raises AssertionError when it does not come up, or has said anything that looks like an error.
    """
    with errors.open("w+", encoding="utf-8") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "pipeline.cli", "serve", str(path), "--port", "0"],
            stdout=subprocess.PIPE, stderr=said, text=True,
        )  # fmt: skip
        try:
            assert process.stdout is not None
            found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
            assert found, errors.read_text(encoding="utf-8")
            _warm(found[0])
            yield found[0]
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.communicate(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
    assert not (wrong := complaints(errors)), wrong


def complaints(errors: Path) -> str:
    """What a server said from the first line on that speaks of something wrong; else nothing."""
    said = errors.read_text(encoding="utf-8")
    found = re.search(r"^.*(?:ERROR|Error|Traceback|locked|malformed)", said, re.MULTILINE)
    return said[found.start() :][:4000] if found else ""


def _warm(base: str) -> None:
    """Wait until questions are read by the analyser."""
    reader = Reader(base)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if _NOT_READY not in reader.get("/-/search?q=%EC%98%88%EC%82%B0").body:
            break
        time.sleep(0.2)
    reader.close()


def percentile(seconds: Sequence[float], share: float) -> float:
    """The value below which ``share`` (0.95) of the values lie; 0 for none."""
    ordered = sorted(seconds)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0.0
