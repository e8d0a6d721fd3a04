"""Where finished shards lie: a folder on a disk that all workers see, or a store that fsspec knows.

A file has its name only when it is whole.
"""

from __future__ import annotations

import errno
import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Protocol, cast

from db.backup import to_disk
from pipeline.dumps.remote import system_at

#: Beginning of the names of files that are being written.
_UNFINISHED = ".unfinished-"


class Folder(Protocol):
    """What both kinds can do. Names are those of files in the folder."""

    address: str

    def names(self) -> list[str]:
        """The files that there are, sorted."""

    def size(self, name: str) -> int | None:
        """Bytes of a file; None where there is none."""

    def open(self, name: str) -> IO[bytes]:
        """A file for reading, from anywhere in it. Raises FileNotFoundError."""

    def write(self, name: str) -> Any:
        """A context in which a new file is written; it has its name once the context ends without error."""

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""


def folder_at(address: str) -> Folder:
    """The folder of that path or address (``s3://facts/2026``), made where there is none.

    Raises OSError where it can't be made, or what reads such an address is not installed.
    """
    return _Remote(address) if "://" in address else _Local(address)


class _Local:
    def __init__(self, address: str) -> None:
        self.address = address
        self._path = Path(address)
        self._path.mkdir(parents=True, exist_ok=True)
        self._tidy()

    def names(self) -> list[str]:
        return sorted(
            one.name for one in self._path.iterdir() if one.is_file() and not one.name.startswith(".")
        )

    def size(self, name: str) -> int | None:
        try:
            return (self._path / name).stat().st_size
        except FileNotFoundError:
            return None

    def open(self, name: str) -> IO[bytes]:
        return (self._path / name).open("rb")

    @contextmanager
    def write(self, name: str) -> Iterator[IO[bytes]]:
        # of this thread of this machine: two that do the same shard write the same, and one wins
        made = self._path / f"{_mine()}{os.getpid()}~{threading.get_native_id()}~{name}"
        try:
            with made.open("wb") as file:
                yield file
            to_disk(made)
            made.replace(self._path / name)
            to_disk(self._path)
        finally:
            with suppress(FileNotFoundError):
                made.unlink()

    def remove(self, name: str) -> None:
        (self._path / name).unlink(missing_ok=True)

    def _tidy(self) -> None:
        """Remove what processes of this machine left that are no more."""
        for one in self._path.glob(f"{_mine()}*"):
            pid = one.name.removeprefix(_mine()).partition("~")[0]
            if pid.isdecimal() and not _runs(int(pid)):
                one.unlink(missing_ok=True)


class _Remote:
    """A store shows a file only when all of it was sent."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        try:
            self._files, self._root = system_at(self.address)
        except (ImportError, ValueError) as error:
            raise OSError(errno.EINVAL, str(error), self.address) from None
        self._files.makedirs(self._root, exist_ok=True)

    def names(self) -> list[str]:
        self._files.invalidate_cache()
        try:
            found = self._files.ls(self._root, detail=True)
        except FileNotFoundError:  # a store has no empty folders
            return []
        names = (str(one["name"]).rsplit("/", 1)[-1] for one in found if one["type"] == "file")
        return sorted(name for name in names if not name.startswith("."))

    def size(self, name: str) -> int | None:
        try:
            return int(self._files.info(self._at(name))["size"])
        except FileNotFoundError:
            return None

    def open(self, name: str) -> IO[bytes]:
        return cast("IO[bytes]", self._files.open(self._at(name), "rb"))

    @contextmanager
    def write(self, name: str) -> Iterator[IO[bytes]]:
        # whole files are sent: one that is closed by an error would be stored as far as it goes
        with tempfile.NamedTemporaryFile() as made:
            yield made
            made.flush()
            self._files.put_file(made.name, self._at(name))

    def remove(self, name: str) -> None:
        with suppress(FileNotFoundError):
            self._files.rm(self._at(name))

    def _at(self, name: str) -> str:
        return f"{self._root}/{name}"


def _mine() -> str:
    """Beginning of the names of what is written on this machine, and on no ``node-2`` beside ``node``."""
    return f"{_UNFINISHED}{os.uname().nodename}~"


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
