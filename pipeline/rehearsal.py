"""`sacho extract --dry-run`: what a dump holds and how it would be read, without writing anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, islice
from operator import itemgetter
from typing import IO

from pipeline.columns import columns, shortened
from pipeline.dumps import FieldNames, Piece, RawRecord, Record, SkippedRecord, pieces, read_pieces
from pipeline.processing import Failure, cleaned

#: Files and faults that are told one by one, and the width of a title.
_FILES, _FAULTS, _WIDTH = 40, 10, 60


@dataclass(slots=True)
class _Seen:
    """What one file of the dump holds."""

    counts: Counter[str] = field(default_factory=Counter)
    first: RawRecord | None = None
    faults: list[str] = field(default_factory=list)


def rehearse(
    paths: tuple[str, ...],
    names: FieldNames,
    skip: int,
    limit: int | None,
    stdin: IO[bytes],
    say: Callable[[str], None],
) -> int:
    """Read the dump and tell of each file: its records, and its first article as it would be stored.

    Returns the exit status: 1 where something can't be read. Raises FileNotFoundError for a missing path.
    """
    total, faults, told = Counter[str](), list[str](), 0
    stop = None if limit is None else skip + limit
    records = islice(_records(paths, names, stdin), skip, stop)
    for piece, found in groupby(records, key=itemgetter(0)):
        seen = _look(record for _, record in found)
        total.update(seen.counts)
        faults += seen.faults
        told += 1
        if told <= _FILES:
            for line in _told(piece, seen):
                say(line)
    if told > _FILES:
        say(f"… and {told - _FILES:,} more files")
    for fault in faults[:_FAULTS]:
        say(f"failed: {fault}")
    said = ", ".join(f"{count:,} {name}" for name, count in total.items()) or "nothing"
    say(f"would read {said}; nothing was written")
    return 1 if faults else 0


def _records(paths: tuple[str, ...], names: FieldNames, stdin: IO[bytes]) -> Iterator[tuple[Piece, Record]]:
    for piece in pieces(paths):
        for record in read_pieces([piece], stdin, names):
            yield piece, record


def _look(records: Iterable[Record]) -> _Seen:
    seen = _Seen()
    for record in records:
        if isinstance(record, RawRecord):
            seen.counts["records"] += 1
            seen.first = seen.first or record
        elif isinstance(record, SkippedRecord):
            seen.counts["left out"] += 1
        else:
            seen.counts["unreadable"] += 1
            if len(seen.faults) < _FAULTS:
                seen.faults.append(str(record))
    return seen


def _told(piece: Piece, seen: _Seen) -> Iterator[str]:
    counts = ", ".join(f"{count:,} {name}" for name, count in seen.counts.items()) or "nothing"
    yield f"{piece.path}: {counts}"
    if seen.first is None:
        return
    article = cleaned(seen.first)
    if isinstance(article, Failure):
        yield f"  the first can't be used: {article.reason}"
        return
    rows = [
        ("id", article.id),
        ("title", article.title),
        ("published", article.published),
        ("outlet", article.outlet or article.department),
        ("body", article.body),
    ]
    yield from columns([(f"  {name}", shortened(value or "–", _WIDTH)) for name, value in rows])
