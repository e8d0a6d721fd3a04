"""The index of Korean search, brought up to date: a step of its own, because it reads every word."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from db.database import open_database
from db.search import Text, drop_strays, problems, repair, save_index, strays, texts, tidy, unindexed
from pipeline.lock import alone

if TYPE_CHECKING:
    from sqlite3 import Connection

#: Told articles done and to do.
Progress = Callable[[int, int], None]
#: Articles per transaction, and characters: bounds memory where texts are long.
BATCH = 256
LONGEST = 400_000
#: After so many new rows the pieces of the index are merged.
_MANY = 5_000
#: Two runs that index would do the same work twice; an ingest may go on meanwhile.
_LOCK = ".index"


def bring_up_to_date(
    path: Path, progress: Progress = lambda done, total: None, *, mend: bool = False
) -> int | None:
    """Index what the database at ``path`` has not indexed yet; returns how many articles were.

    None, and nothing done, while another run is indexing it. mend: build the index from its table first.
    With nothing to do nothing is written. Raises a `DatabaseError`.
    """
    with closing(open_database(path, create=False)) as db:
        if not mend and not _has_work(db):
            return 0
        with alone(path, _LOCK) as free:
            if not free:
                return None
            if mend:
                repair(db)
            return index_articles(db, progress)


def check_index(path: Path) -> list[str]:
    """What is wrong with the search index of the database at ``path``, one line each."""
    with closing(open_database(path, create=False)) as db:
        return problems(db)


def index_articles(db: Connection, progress: Progress = lambda done, total: None) -> int:
    """Index every article that is not, or was by another analysis; returns how many were.

    Killed, it goes on where it was. With nothing to do the analyser is not loaded. What comes in meanwhile
    is indexed too. Raises a `DatabaseError` when the database can't be written.
    """
    from extractors.search import fingerprint

    mark = fingerprint()
    drop_strays(db)
    done = 0
    while waiting := unindexed(db, mark):
        total = done + len(waiting)
        before = done
        for batch in _batches(texts(db, waiting)):
            done += _index(db, batch, mark)
            progress(done, total)
        if done == before:  # gone or changed again in this moment; the next run has them
            break
    if done >= _MANY:
        tidy(db)
    return done


def _has_work(db: Connection) -> bool:
    from extractors.search import fingerprint

    return bool(strays(db) or unindexed(db, fingerprint()))


def _batches(found: Iterable[Text]) -> Iterator[list[Text]]:
    batch: list[Text] = []
    size = 0
    for text in found:
        batch.append(text)
        size += len(text.title) + len(text.body)
        if len(batch) >= BATCH or size >= LONGEST:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _index(db: Connection, batch: Sequence[Text], mark: str) -> int:
    from extractors.search import index_terms

    fields = (field for text in batch for field in (text.title, text.body))
    indexed = list(index_terms(fields, os.cpu_count() or 1))
    return save_index(db, zip(batch, indexed[::2], indexed[1::2], strict=True), mark)
