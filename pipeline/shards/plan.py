"""How a dump is cut into shards: the same cut on every machine, whoever asks, however many share the work."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from pipeline.dumps import Piece

#: A shard holds about so many bytes of a dump: a minute of work or some.
SIZE = 16 * 1024 * 1024
#: A large file is cut into so many parts at most, because each part reads past the others' records: next to
#: nothing in lines and columns, more where everything must be unpacked.
MOST_PARTS, MOST_PACKED_PARTS = 64, 8
_PLAIN = frozenset({".jsonl", ".ndjson", ".jl", ".csv", ".tsv", ".parquet"})
#: Files in a shard at most; a small shard may end after one file in so many, as its name decides, so that a
#: new file in a folder moves the shards beside it and no others.
_MOST_FILES, _ENDS = 4096, 8
_NAME = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Shard:
    """Pieces of a dump that are worked on together.

    name: the same for the same pieces, a good name for a file. ranks: the place of each piece's file among
    all files of the dump.
    """

    name: str
    pieces: tuple[Piece, ...]
    ranks: tuple[int, ...]

    @property
    def size(self) -> int:
        """Bytes of the dump."""
        return sum(piece.size // piece.parts for piece in self.pieces)


class PlanError(ValueError):
    """A share of the work was asked for that there is not; one line for the user."""


def plan(files: Sequence[Piece], size: int = SIZE) -> list[Shard]:
    """All shards of a dump, in the order of its files.

    files: whole pieces, in order. Small files stand together, large ones are cut.
    """
    return [_shard(group) for group in _groups(files, size)]


def share(shards: Sequence[Shard], which: str) -> list[Shard]:
    """One of equal shares: ``2/10`` is the second of ten. Raises PlanError for anything else.

    Large shards are dealt out first, each to the share that has least, so that all end at about one time.
    """
    number, of = read_share(which)
    loads = [0] * of
    mine = []
    for shard in sorted(shards, key=lambda one: (-one.size, one.name)):
        least = loads.index(min(loads))
        loads[least] += max(shard.size, 1)
        if least == number - 1:
            mine.append(shard)
    order = {shard.name: place for place, shard in enumerate(shards)}
    return sorted(mine, key=lambda one: order[one.name])


def read_share(which: str) -> tuple[int, int]:
    """``2/10`` → 2 and 10. Raises PlanError with what to write."""
    found = re.fullmatch(r"([0-9]{1,6})/([0-9]{1,6})", which)
    number, of = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 1 <= number <= of:
        raise PlanError(
            f"{which}: write 1/10 for the first of ten shares, 10/10 for the last (array jobs that count "
            "from 0 add 1)"
        )
    return number, of


def _groups(files: Sequence[Piece], size: int) -> Iterator[list[tuple[int, Piece]]]:
    group: list[tuple[int, Piece]] = []
    held = 0
    for rank, file in enumerate(files):
        if file.size > size:
            if group:
                yield group
                group, held = [], 0
            yield from ([(rank, part)] for part in _parts(file, size))
            continue
        group.append((rank, file))
        held += file.size
        full = held >= size or len(group) >= _MOST_FILES
        if full or (held >= size // 2 and zlib.crc32(file.place.encode()) % _ENDS == 0):
            yield group
            group, held = [], 0
    if group:
        yield group


def _parts(file: Piece, size: int) -> Iterable[Piece]:
    most = MOST_PARTS if PurePath(file.place).suffix.lower() in _PLAIN else MOST_PACKED_PARTS
    parts = min(-(-file.size // size), most)
    return (replace(file, part=part, parts=parts) for part in range(1, parts + 1))


def _shard(group: Sequence[tuple[int, Piece]]) -> Shard:
    pieces = tuple(piece for _, piece in group)
    said = "\n".join(f"{piece.place}\t{piece.part}/{piece.parts}" for piece in pieces)
    first = pieces[0]
    stem = _NAME.sub("-", PurePath(first.place).name.partition(".")[0]).strip("-.")[:40] or "dump"
    part = f"-{first.part:02}of{first.parts:02}" if first.parts > 1 else ""
    name = f"{stem}{part}-{hashlib.sha256(said.encode('utf-8', 'surrogateescape')).hexdigest()[:12]}"
    return Shard(name, pieces, tuple(rank for rank, _ in group))
