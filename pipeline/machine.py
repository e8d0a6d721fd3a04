"""What this machine gives to one run: cores, and processes that fit into its memory."""

from __future__ import annotations

import os
from pathlib import Path

#: Bytes of a dump below which starting more processes costs more than they save.
SMALL = 8 * 1024 * 1024
#: What a process with the analyser loaded needs, in bytes, with room for a large article.
PROCESS = 600 * 1024 * 1024
#: More processes than that only on demand: others may use the machine too.
MOST = 16
_MEMORY_LIMIT = Path("/sys/fs/cgroup/memory.max")
_CORE_LIMIT = Path("/sys/fs/cgroup/cpu.max")
_MEMORY = Path("/proc/meminfo")


def usual_workers(size: int) -> int | None:
    """How many processes read a dump of so many bytes where nobody says it; None = this one alone."""
    if size < SMALL:
        return None
    memory = available_memory()
    fitting = MOST if memory is None else memory // PROCESS
    workers = min(cores(), fitting, MOST)
    return workers if workers > 1 else None


def cores() -> int:
    """The cores that this process may use: those that a batch system or a container gives it."""
    given = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    quota, _, period = _said(_CORE_LIMIT).partition(" ")
    if quota.isdecimal() and period.strip().isdecimal():
        return max(1, min(given, int(quota) // int(period)))
    return given


def available_memory() -> int | None:
    """Bytes that are free for use, within the container's limit; None where nobody tells."""
    limit = _said(_MEMORY_LIMIT).strip()
    found = [int(limit)] if limit.isdecimal() else []
    for line in _said(_MEMORY).splitlines():
        name, _, amount = line.partition(":")
        if name == "MemAvailable":
            found.append(int(amount.split()[0]) * 1024)
    return min(found, default=None)


def _said(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return ""
