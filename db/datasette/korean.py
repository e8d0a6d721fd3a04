"""Questions in Korean, read by the analyser that made the index; it is loaded before the first reader comes.

Should that take too long, a question is read roughly, by the letters that its words begin with, and the pages
say so.
"""

from __future__ import annotations

import asyncio
import functools
import re
import threading

from db.search import NOTHING, match_expression
from extractors.search import Query, read_query

_ready = threading.Event()
_lock = threading.Lock()
_started = threading.Event()
#: Particles that a rough reading takes off the end of a word, the longest first: 베트남에서의 → 베트남.
_PARTICLE = re.compile(
    r"(?<=[가-힣]{2})(?:에서의|에서|에게|으로|과의|와의|까지|부터|보다|은|는|이|가|을|를|에|의|와|과|도|로)$"
)
#: Seconds that a start waits for the analyser, and between two looks.
_PATIENCE, _PAUSE = 60.0, 0.05
_WORD = re.compile(r"\w+")
_WORDS = 32
_EMPTY = Query(())


def warm() -> None:
    """Begin to load the analyser, once; returns at once."""
    if not _started.is_set():
        _started.set()
        threading.Thread(target=_load, name="sacho-analyser", daemon=True).start()


def is_loading() -> bool:
    """Whether the analyser is on its way."""
    return _started.is_set() and not _ready.is_set()


async def warmed() -> None:
    """Wait until the analyser is there, or has taken too long: loading it holds up every page meanwhile."""
    warm()
    for _ in range(round(_PATIENCE / _PAUSE)):
        if is_ready():
            return
        await asyncio.sleep(_PAUSE)


def is_ready() -> bool:
    """Whether questions are read by the analyser."""
    return _ready.is_set()


def wait_until_ready(seconds: float) -> bool:
    """Whether the analyser is there within so many seconds."""
    return _ready.wait(seconds)


def expression(text: str | None) -> str:
    """The FTS5 expression of a question; one that finds nothing for an empty question."""
    if not text or not text.strip():
        return NOTHING
    return match_expression(question(text)) if is_ready() else rough_expression(text)


def question(text: str) -> Query:
    """The words of a question; none while the analyser is being loaded."""
    return _read(text) if is_ready() else _EMPTY


def rough_expression(text: str) -> str:
    """Words as they begin, without the commonest particles: ``베트남에 수출`` → ``"베트남"* AND "수출"*``."""
    words = (_PARTICLE.sub("", word.lower()) for word in _WORD.findall(text)[:_WORDS])
    return " AND ".join(f'{{title body}} : "{word}"*' for word in words) or NOTHING


@functools.lru_cache(maxsize=1000)
def _read(text: str) -> Query:
    with _lock:  # one analyser for all threads
        return read_query(text)


def _load() -> None:
    read_query("예산")
    _ready.set()
