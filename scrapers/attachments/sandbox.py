"""Reading a file that nobody trusts: in a child process, within limits, by what it is and not by its name."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from scrapers.attachments.limits import Limits
from scrapers.attachments.process import UnreadError, run
from scrapers.attachments.sniff import sniff

#: The packages that read each format, in the order in which they are asked.
READERS = {
    "hwpx": ("extract-hwp", "ai-hwp-reader"),
    "hwp": ("extract-hwp", "ai-hwp-reader"),  # the second one opens distribution copies
    "odt": ("sacho",),
    "pdf": ("pypdfium2",),
}
#: What to tell the operator about the others.
UNREADABLE = {
    "hwp3": "HWP 3 is read by no library",
    "html": "a web page came in place of the file",
    "zip": "an archive without a known document",
    "broken zip": "a cut or broken archive",
    None: "not a known document format",
}
#: What is no format but a fault: the same address may hold the document another time.
FAULTY = ("html", "broken zip")


@dataclass(frozen=True, slots=True)
class Read:
    """What reading an attachment gave.

    status: ``read``, ``failed`` or ``unsupported``; reason says why where there is no text. reader: name
    and version of what gave the text. temporary: the machine failed, not the file (no process could be
    started, the reader was killed or never got its turn), so that the next run may read it.
    """

    text: str
    format: str | None
    reader: str | None
    status: str
    reason: str | None
    temporary: bool = False


def read(content: bytes, limits: Limits | None = None) -> Read:
    """The text of an attachment's bytes: of the first reader that finds one.

    Never raises for what the bytes are, nor for what the machine lacks (see Read.temporary).
    """
    if not content:
        return Read("", None, None, "failed", "the file is empty")
    kind = sniff(content)
    if kind is None or kind in UNREADABLE:
        status = "failed" if kind in FAULTY else "unsupported"
        return Read("", kind, None, status, UNREADABLE[kind])
    try:
        with tempfile.TemporaryDirectory(prefix="sacho-") as folder:
            # extract-hwp goes by the extension, so the file gets the one of its content
            path = Path(folder, f"document.{kind}")
            path.write_bytes(content)
            return _first(path, kind, limits or Limits())
    except OSError as error:
        return Read("", kind, None, "failed", f"no reader could be started: {error.strerror}", temporary=True)


def _first(path: Path, kind: str, limits: Limits) -> Read:
    """What the first reader gives that finds a text; a failure is temporary when one of theirs was."""
    reasons, temporary = [], False
    for package in READERS[kind]:
        try:
            text = run(path, kind, package, limits)
        except UnreadError as error:
            reasons.append(f"{package}: {error}")
            temporary = temporary or error.temporary
        else:
            return Read(text, kind, f"{package} {_version(package)}", "read", None)
    return Read("", kind, None, "failed", "; ".join(reasons), temporary)


@cache
def _version(package: str) -> str:
    return version(package)
