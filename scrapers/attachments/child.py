"""The process that reads one file: ``python child.py FILE KIND PACKAGE ANSWER LIMITS…``.

It limits itself before it imports a reader and writes the text to ANSWER. Any exception ends it; its last
line on stderr is the reason.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path

#: Bytes for what the reader writes to stderr.
COMPLAINTS = 1024 * 1024


def limit(memory: int, seconds: int, output: int) -> None:
    """Set this process's own limits; the kernel holds them. Bytes, seconds of processor time, bytes.

    No processes or threads of its own (the kernel holds root to none of that: sandbox ends the group).
    """
    _lower(resource.RLIMIT_AS, memory)
    _lower(resource.RLIMIT_CPU, seconds, seconds + 1)
    _lower(resource.RLIMIT_FSIZE, output + COMPLAINTS)
    _lower(resource.RLIMIT_NPROC, 0)
    _lower(resource.RLIMIT_CORE, 0)


def _lower(kind: int, soft: int, hard: int | None = None) -> None:
    """A limit that the machine's owner has set lower already (ulimit) stays as it is."""
    highest = resource.getrlimit(kind)[1]
    wanted = (soft, soft if hard is None else hard)
    if highest != resource.RLIM_INFINITY:
        wanted = (min(wanted[0], highest), min(wanted[1], highest))
    resource.setrlimit(kind, wanted)


def main(arguments: list[str]) -> None:
    """Read the file and write its text."""
    path, kind, package, answer, memory, seconds, output = arguments
    limit(int(memory), int(seconds), int(output))
    from scrapers.attachments.readers import read_file  # after the limits, so that they hold for it

    text = read_file(Path(path), kind, package).encode("utf-8", errors="replace")
    if len(text) > int(output):
        sys.exit(f"more than {int(output):,} bytes of text")
    Path(answer).write_bytes(text)


if __name__ == "__main__":
    main(sys.argv[1:])
