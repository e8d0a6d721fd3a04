"""`sacho extract --dry-run`: what a dump holds and how it would be read, without writing anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, islice
from operator import itemgetter
from typing import IO

from pipeline.columns import shortened
from pipeline.dumps import FieldNames, Piece, RawRecord, Record, SkippedRecord, pieces, read_pieces
from pipeline.dumps.describing import describe
from pipeline.processing import Failure, cleaned

#: Files and faults that are told one by one, and the widths of a text and of a list of fields.
_FILES, _FAULTS, _WIDTH, _FIELDS = 40, 10, 60, 160


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
            for line in _told(piece, names, seen):
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


def _told(piece: Piece, names: FieldNames, seen: _Seen) -> Iterator[str]:
    counts = ", ".join(f"{count:,} {name}" for name, count in seen.counts.items()) or "nothing"
    yield f"{piece.path}: {counts}"
    known = describe(piece, names)
    if known.format is not None:
        packed = f" in {', in '.join(reversed(known.packing))}" if known.packing else ""
        encoding = f", {known.encoding}" if known.encoding else ""
        yield f"  format     {known.format}{packed}{encoding}"
    if known.fields:
        read = ", ".join(f"{ours} from {theirs}" for ours, theirs in known.fields.items())
        yield f"  fields     {shortened(read, _FIELDS)}"
    if known.columns:
        left = [one for one in known.columns if one not in known.fields.values()]
        yield f"  not read   {shortened(', '.join(left) or '–', _FIELDS)}"
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
    yield from (f"  {name:10} {shortened(value or '–', _WIDTH)}" for name, value in rows)
