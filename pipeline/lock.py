"""One run at a time on a database."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(db_path: Path, work: str = "") -> Iterator[bool]:
    """Whether no other run works on the database; the lock ends with the process, however it ends.

    work: a name for what excludes only its like (``.index``), and no ingest. Raises FileNotFoundError when
    the database's folder does not exist.
    """
    if not db_path.absolute().parent.is_dir():
        raise FileNotFoundError(f"{db_path}: its folder does not exist; make it first")
    with db_path.with_name(f"{db_path.name}{work}.lock").open("a", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
