"""The process that reads one file: ``python -m scrapers.attachments.child FILE KIND PACKAGE ANSWER LIMITS…``.

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
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (output + COMPLAINTS, output + COMPLAINTS))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


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
