"""Reading a file that nobody trusts: in a child process, within limits, by what it is and not by its name."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from scrapers.attachments.limits import Limits
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
    "zip": "an archive without a known document, or a broken one",
    None: "not a known document format",
}
#: Where the packages are found, whether installed or run from a checkout.
ROOT = Path(__file__).parents[2]
#: Characters of a reader's complaint that are kept.
REASON = 300


@dataclass(frozen=True, slots=True)
class Read:
    """What reading an attachment gave.

    status: ``read``, ``failed`` or ``unsupported``; reason says why where there is no text. reader: name
    and version of what gave the text.
    """

    text: str
    format: str | None
    reader: str | None
    status: str
    reason: str | None


class _UnreadError(Exception):
    """One reader gave no text; str() is the reason."""


def read(content: bytes, limits: Limits | None = None) -> Read:
    """The text of an attachment's bytes: of the first reader that finds one.

    Never raises for what the bytes are. Raises OSError when there is no room for a temporary file or no
    process can be started.
    """
    if not content:
        return Read("", None, None, "failed", "the file is empty")
    kind = sniff(content)
    if kind is None or kind in UNREADABLE:
        return Read("", kind, None, "failed" if kind == "html" else "unsupported", UNREADABLE[kind])
    reasons = []
    with tempfile.TemporaryDirectory(prefix="sacho-") as folder:
        # extract-hwp goes by the extension, so the file gets the one of its content
        path = Path(folder, f"document.{kind}")
        path.write_bytes(content)
        for package in READERS[kind]:
            try:
                text = _in_child(path, kind, package, limits or Limits())
            except _UnreadError as error:
                reasons.append(f"{package}: {error}")
            else:
                return Read(text, kind, f"{package} {version(package)}", "read", None)
    return Read("", kind, None, "failed", "; ".join(reasons))


def _in_child(path: Path, kind: str, package: str, limits: Limits) -> str:
    text, complaints = path.with_name("text"), path.with_name("complaints")
    numbers = [str(value) for value in (limits.memory, limits.seconds, limits.output)]
    with complaints.open("wb") as stderr:
        child = subprocess.Popen(  # noqa: S603 - our own module, no shell
            [sys.executable, "-m", "scrapers.attachments.child", path, kind, package, text, *numbers],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=stderr,
            cwd=path.parent,
            env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PATH": os.defpath},
            start_new_session=True,
        )
    try:
        code = child.wait(timeout=limits.seconds)
    except subprocess.TimeoutExpired as error:
        raise _UnreadError(f"took longer than {limits.seconds} s") from error
    finally:
        _end(child)
    if code != 0:
        raise _UnreadError(_how_it_ended(code, complaints, limits))
    return text.read_text(encoding="utf-8")


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the child and whatever it started."""
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _how_it_ended(code: int, complaints: Path, limits: Limits) -> str:
    """``HwpReadLimitError: …``, without the exception's module and the name of our temporary file."""
    if code == -signal.SIGXCPU:
        return f"took more than {limits.seconds} s of processor time"
    if code < 0:
        return f"ended by signal {signal.Signals(-code).name}"
    lines = complaints.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    last = lines[-1] if lines else f"ended with exit status {code}"
    name, colon, reason = last.partition(": ")
    short = name.rpartition(".")[2] + colon + reason
    short = short.removeprefix("ReaderError: ")
    if short == "MemoryError":
        return f"needs more than {limits.memory:,} bytes of memory"
    folder = str(complaints.parent)
    return short.replace(folder + "/", "").replace(folder, "")[:REASON]
