"""Files that stand under their names only when they are whole.

Everything is made in a hidden folder beside the target and renamed at the end. Whoever works there holds a
lock, so that what a killed run left is known for what it is, and removed by the next one.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.backup import to_disk
from db.errors import DatabaseError

_SQLITE = b"SQLite format 3\0"


class ExportError(DatabaseError):
    """What was asked for can't be written; one line for the user."""


class ExportChoiceError(ValueError):
    """Something was asked for that there is not: wrong use; one line for the user."""


def file_target(path: Path) -> Path:
    """Where a file of that name really goes: through links, over a plain file or where there is none.

    Raises ExportError where the folder is missing, ExportChoiceError for a device, a pipe or a folder.
    """
    target = path.resolve()
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        if not target.parent.is_dir():
            raise ExportError(f"{path}: the folder {path.parent} does not exist; make it first") from None
        return target
    except NotADirectoryError:
        raise ExportError(f"{path}: {path.parent} is no folder") from None
    if not stat.S_ISREG(mode):
        raise ExportChoiceError(f"{path}: not a plain file; use - for standard output")
    return target


def folder_target(path: Path) -> Path:
    """The folder of that name, made where there is none. Raises ExportError where it can't be."""
    try:
        path.mkdir(exist_ok=True)
    except FileNotFoundError:
        raise ExportError(f"{path}: the folder {path.parent} does not exist; make it first") from None
    except OSError as error:
        raise ExportError(f"{path}: {error.strerror or error}") from error
    return path


def is_database(path: Path) -> bool:
    """Does a file of SQLite stand there?"""
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


@contextmanager
def workshop(target: Path, shown: str) -> Iterator[Path]:
    """An empty folder beside ``target`` that nobody else can read; gone afterwards, with what is left in it.

    shown: the target's name as the user gave it. Raises ExportError with that name for every failure to write
    inside the block, and when another export to the same target is at work.
    """
    key = hashlib.sha256(os.fsencode(target.name)).hexdigest()[:8]
    folder = target.parent / f".sacho-export-{key}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        with (folder / "lock").open("a", encoding="utf-8") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise ExportError(f"{shown}: another export is writing it; nothing done") from None
            try:
                yield _empty(folder / "room")
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        raise ExportError(f"{shown}: {error.strerror or error}; nothing was written") from error
    except DatabaseError as error:
        if str(folder) not in str(error):
            raise
        raise ExportError(_renamed(str(error), folder, shown)) from error


def place(made: Path, target: Path) -> None:
    """Bring a file to the disk and give it its name; one that it replaces passes on its rights."""
    to_disk(made)
    if target.exists():
        shutil.copymode(target, made)
    made.replace(target)
    to_disk(target.parent)


def _empty(room: Path) -> Path:
    if room.exists():  # of a run that was killed
        shutil.rmtree(room)
    room.mkdir(mode=0o700)
    return room


def _renamed(message: str, folder: Path, shown: str) -> str:
    """``/x/.sacho-export-1a2b/room/whole.db: no room left`` → ``public.db: no room left``"""
    return re.sub(rf"{re.escape(str(folder))}[\w./]*", lambda _: shown, message)
