"""One reader in a process of its own: started bare, watched, and ended with whatever it started."""

from __future__ import annotations

import errno
import os
import re
import select
import signal
import subprocess
import sys
from pathlib import Path

from scrapers.attachments.limits import Limits

#: Where the packages are found, whether installed or run from a checkout. The child gets these folders
#: and no ``site``, whose start-up hooks take longer than most files.
FOLDERS = os.pathsep.join(dict.fromkeys([str(Path(__file__).parents[2]), *filter(None, sys.path)]))
#: The programme of the child, run as a file: looking a module up by its name takes some 10 ms.
CHILD = str(Path(__file__).with_name("child.py"))
#: Characters of a reader's complaint that are kept, and bytes of it that are looked at.
REASON, COMPLAINTS = 300, 4096
#: Signals that come from outside: the operator, or the kernel when memory is short.
OUTSIDE = frozenset({signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP})
#: What the machine lacked when a reader ended with: OSError: [Errno 28] No space left on device
_OS_ERROR = re.compile(r"OSError: \[Errno (\d{1,3})\]")
LACKING = frozenset({errno.ENOSPC, errno.EDQUOT, errno.ENOMEM, errno.EMFILE, errno.ENFILE, errno.EIO})


class UnreadError(Exception):
    """One reader gave no text; str() is the reason. temporary: the machine failed, not the file."""

    def __init__(self, reason: str, *, temporary: bool = False) -> None:
        super().__init__(reason)
        self.temporary = temporary


def run(path: Path, kind: str, package: str, limits: Limits) -> str:
    """The text of the file by one reader; ``path``'s folder is used for what the child writes.

    Raises UnreadError with the reason, OSError when no process can be started or nothing written.
    """
    answer, complaints = path.with_name("text"), path.with_name("complaints")
    numbers = [str(value) for value in (limits.memory, limits.seconds, limits.output)]
    command = [path, kind, package, answer, *numbers]
    ended, alive = os.pipe()
    try:
        with complaints.open("wb") as stderr:
            child = _start([str(word) for word in command], path.parent, stderr.fileno(), alive)
    except OSError:
        os.close(ended)
        raise
    finally:
        os.close(alive)
    in_time = _watch(child, ended, limits.seconds * 2)
    if not in_time:
        raise UnreadError(f"took longer than {limits.seconds * 2} s", temporary=True)
    if child.returncode != 0:
        raise _how_it_ended(child.returncode, complaints, limits)
    try:
        with answer.open("rb") as stream:
            return stream.read(limits.output).decode("utf-8", errors="replace")
    except FileNotFoundError as error:
        raise UnreadError("ended without an answer") from error


def _start(arguments: list[str], folder: Path, stderr: int, alive: int) -> subprocess.Popen[bytes]:
    """Without site (-S) and without its working folder among the packages (-P)."""
    return subprocess.Popen(  # noqa: S603 - our own module, no shell
        [sys.executable, "-S", "-P", CHILD, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=stderr,
        cwd=folder,
        env={"PYTHONPATH": FOLDERS, "PYTHONUTF8": "1", "PATH": os.defpath},
        pass_fds=(alive,),
        start_new_session=True,
    )


def _watch(child: subprocess.Popen[bytes], ended: int, seconds: float) -> bool:
    """Wait until the child's end of the pipe closes, which is when it ends; then end its whole group.

    Its exit status is settled by then, so the signal changes it only for a child that goes on in secret.
    """
    poll = select.poll()
    poll.register(ended, select.POLLHUP)
    try:
        return bool(poll.poll(seconds * 1000))
    finally:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        os.close(ended)


def _how_it_ended(code: int, complaints: Path, limits: Limits) -> UnreadError:
    """``HwpReadLimitError: …``, without the exception's module and the name of our temporary file."""
    if code == -signal.SIGXCPU:
        return UnreadError(f"took more than {limits.seconds} s of processor time")
    if code < 0:
        names = {one.value: one.name for one in signal.Signals}  # those for real time have none
        return UnreadError(f"ended by signal {names.get(-code, -code)}", temporary=-code in OUTSIDE)
    lines = _last_bytes(complaints).strip().splitlines()
    last = lines[-1] if lines else f"ended with exit status {code}"
    name, colon, reason = last.partition(": ")
    short = (name.rpartition(".")[2] + colon + reason).removeprefix("ReaderError: ")
    if short == "MemoryError":
        return UnreadError(f"needs more than {limits.memory:,} bytes of memory")
    folder = str(complaints.parent)
    lacking = _OS_ERROR.match(short)
    return UnreadError(
        short.replace(folder + "/", "").replace(folder, "")[:REASON],
        temporary=lacking is not None and int(lacking[1]) in LACKING,
    )


def _last_bytes(path: Path) -> str:
    with path.open("rb") as stream:
        stream.seek(max(path.stat().st_size - COMPLAINTS, 0))
        return stream.read().decode("utf-8", errors="replace")
