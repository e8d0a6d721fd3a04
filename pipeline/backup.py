"""`sacho backup`: the database and its archive, both of them or nothing, while others write to them.

Everything is made in a hidden folder beside the destination and renamed when it is whole. Whoever works there
holds a lock, so that what a killed run left is known for what it is, and removed.
"""

from __future__ import annotations

import fcntl
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from db.backup import copy_database, to_disk
from db.database import check_database
from db.errors import DatabaseError

#: The archive's name beside any database.
ARCHIVE = "archive.db"
#: The folder of one backup: the time when it began, 2026-11-22T043000.
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d{6}")
_WORKSHOP = ".sacho-backup"


class BackupError(DatabaseError):
    """There can be no backup at that place; one line for the user."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What was made: the copies, their bytes, and how many older backups were removed."""

    files: tuple[Path, ...]
    size: int
    removed: int


def backup(db: Path, archive: Path, destination: Path, *, now: str, keep: int | None = None) -> Backup:
    """Copy ``db``, and its archive where there is one, to ``destination``.

    destination: an existing folder, which gets a folder named after ``now`` (ISO 8601), or a new file, which
    gets the archive beside it. keep: destination is a folder (made where there is none), of whose backups
    of this database the newest so many stay. Raises a DatabaseError or an OSError naming the file at fault,
    and then nothing is left at the destination.
    """
    check_database(db)
    if keep is not None:
        destination.mkdir(parents=True, exist_ok=True)
    if not destination.is_dir():
        return _into_file(db, archive, destination)
    target = destination / re.sub(r"[^\dT-]", "", now[:19])
    _must_be_free(target)
    with _workshop(destination) as room:
        names = [copy.name for copy in _copy_both(db, archive, room, db.name)]
        to_disk(room)
        room.rename(target)
    to_disk(destination)
    removed = 0 if keep is None else _rotate(destination, target, db.name, keep)
    return _made((target / name for name in names), removed)


def _into_file(db: Path, archive: Path, file: Path) -> Backup:
    if not file.parent.is_dir():
        raise BackupError(f"{file}: the folder {file.parent} does not exist; make it first")
    beside = file.with_name(ARCHIVE)
    _must_be_free(file)
    if archive.exists():
        _must_be_free(beside)
    with _workshop(file.parent) as room:
        copies = _copy_both(db, archive, room, file.name)
        # the database last: where it stands, all of the backup stands
        targets = [copy.rename(file.with_name(copy.name)) for copy in copies]
    to_disk(file.parent)
    return _made(targets)


def _copy_both(db: Path, archive: Path, folder: Path, name: str) -> list[Path]:
    """The archive first: what an ingest adds in between is then in the database but not in the worklist.

    It is listed again and nothing is lost. The other way round the worklist would say that it is done.
    """
    copies = []
    if archive.exists():
        copies.append(folder / ARCHIVE)
        copy_database(archive, folder / ARCHIVE)
    copies.append(folder / name)
    copy_database(db, folder / name)
    return copies


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """An empty hidden folder in ``folder`` to work in; gone afterwards, with what was not moved out of it."""
    workshop = folder / _WORKSHOP
    workshop.mkdir(exist_ok=True)
    with (workshop / "lock").open("a", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupError(f"{folder}: another backup is at work there; nothing done") from None
        try:
            room = workshop / "copies"
            if room.exists():  # of a run that was killed
                shutil.rmtree(room)
            room.mkdir()
            yield room
        finally:
            shutil.rmtree(workshop, ignore_errors=True)


def _rotate(folder: Path, made: Path, name: str, keep: int) -> int:
    """Remove all but the newest backups of the database ``name``; what else lies there is not touched.

    ``made`` stays, also where the clock was set back and others seem newer.
    """
    others = sorted(
        one
        for one in folder.iterdir()
        if one != made and _STAMP.fullmatch(one.name) and (one / name).is_file()
    )
    old = others[: max(0, len(others) + 1 - keep)]
    for one in old:
        shutil.rmtree(one)
    return len(old)


def _must_be_free(path: Path) -> None:
    if path.exists():
        raise BackupError(f"{path}: exists already; name a new file, or a folder for dated backups")


def _made(files: Iterable[Path], removed: int = 0) -> Backup:
    found = tuple(files)
    return Backup(found, sum(file.stat().st_size for file in found), removed)
