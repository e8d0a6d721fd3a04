"""`sacho load`: finished shards into one database, by one writer; the rows that one process would have made.

Of records with one id the first in the dump is kept, whichever shard holds it: all ids are looked at before
anything is written.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.articles import Extractor
from db.database import open_database
from db.runs import run
from db.trees import TreeError, rows_from
from pipeline.clock import Stopwatch, now
from pipeline.dumps import BadRecord
from pipeline.finishing import Finished
from pipeline.shards.finished import LoadError, ShardFile, shard_files
from pipeline.sink import TRANSACTION, Sink, repeated
from pipeline.summary import Summary
from pipeline.workers import batches

#: What the first look at a shard needs.
_KEYS = ("id", "raw_sha256", "input_order")


@dataclass(frozen=True, slots=True)
class Job:
    """What to load. paths: folders of finished shards, or single files of them. names: only these shards."""

    paths: tuple[str, ...]
    db: Path
    names: frozenset[str] | None = None
    command: str = "load"
    warn: Callable[[str], None] = lambda line: None
    progress: Callable[[int], None] = lambda count: None


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where an article of a shard was read, as the sink wants to know it."""

    id: str
    native_id: str
    raw_sha256: str
    path: str
    line: int | None
    order: int
    made: Extractor


#: For each id that stands in several places the first of them: its order and its content.
_Firsts = dict[str, tuple[int, str]]


def load(job: Job) -> Summary:
    """Load finished shards; what is in the database already from the same bytes by the same rules stays.

    Raises LoadError for a path that holds no shards, DatabaseError for a database that can't be used.
    """
    watch = Stopwatch()
    with watch("wall"):
        files = shard_files(job.paths, job.names)
        with watch("compare"):
            firsts = _firsts(files)
        with (
            closing(open_database(job.db)) as database,
            run(database, job.command, now=now) as log,
        ):
            sink = Sink(database, log, None, job.warn)
            for file in files:
                with watch("load"):
                    _load(file, firsts, sink, job)
                job.progress(file.size)
            sink.flush()
            _count_skipped(files, sink)
    sink.summary.took(watch.seconds)
    return sink.summary


def size(job: Job) -> int:
    """Bytes of the files that `load` would read. Raises as it does."""
    return sum(file.size for file in shard_files(job.paths, job.names))


def _firsts(files: Sequence[ShardFile]) -> _Firsts:
    """Of millions of ids only those that stand in several places are kept."""
    seen: set[int] = set()  # hashes: small
    several: set[str] = set()
    for key, _, _ in _places(files):
        known = hash(key)
        if known in seen:
            several.add(key)
        seen.add(known)
    firsts: _Firsts = {}
    if several:
        for key, order, sha256 in _places(files):
            if key in several and (key not in firsts or order < firsts[key][0]):
                firsts[key] = order, sha256
    return firsts


def _places(files: Sequence[ShardFile]) -> Iterator[tuple[str, int, str]]:
    """The id, the order and the digest of every record that the shards tell of."""
    for file in files:
        for tree in file.articles(_KEYS):
            yield str(tree.get("id")), file.order(tree.get("input_order")), str(tree.get("raw_sha256"))
        for note in file.notes():
            if "repeat" in note:
                yield note["repeat"], file.order(note["order"]), note["raw_sha256"]


def _load(file: ShardFile, firsts: _Firsts, sink: Sink, job: Job) -> None:
    faults = {}
    for note in file.notes():
        if "repeat" in note:
            place = note["path"], note["line"]
            _repeat(note["repeat"], note["raw_sha256"], place, firsts, sink)
        elif note["article_id"] is None:
            sink.bad(BadRecord(note["path"], note["line"], note["reason"]))
        else:
            faults[note["article_id"]] = note["reason"]
    for trees in batches(file.articles(), TRANSACTION):
        _load_batch(file, trees, faults, firsts, sink)


def _load_batch(
    file: ShardFile,
    trees: Sequence[Mapping[str, Any]],
    faults: Mapping[str, str],
    firsts: _Firsts,
    sink: Sink,
) -> None:
    try:
        placed = [(_origin(tree, file), tree) for tree in trees]
        wanted = []
        for origin, tree in placed:
            if origin.id not in firsts or firsts[origin.id][0] == origin.order:
                wanted.append((origin, tree))
            else:
                _repeat(origin.id, origin.raw_sha256, (origin.path, origin.line), firsts, sink)
        for made, group in _by_extractor(wanted).items():
            sink.made_by(made)
            done = sink.up_to_date([origin for origin, _ in group])
            for origin, tree in group:
                if origin.id not in done:
                    rows = rows_from(tree)
                    kinds = Counter(str(one["type"]) for one in tree["entities"])
                    sink.take(origin, Finished(rows, kinds, faults.get(origin.id)))
        sink.flush()
    except TreeError as error:
        raise LoadError(f"{file.shown}: {error}") from None
    except sqlite3.IntegrityError as error:
        raise LoadError(
            f"{file.shown}: names an agency or country that this sacho does not know ({error}); extract it "
            "again with this version"
        ) from None


def _repeat(key: str, sha256: str, place: tuple[str, int | None], firsts: _Firsts, sink: Sink) -> None:
    """A record whose id stands earlier in the dump."""
    if firsts[key][1] == sha256:
        sink.skip("duplicate")
    else:
        sink.bad(BadRecord(*place, repeated(key.partition(":")[2])))


def _by_extractor(
    placed: Iterable[tuple[_Origin, Mapping[str, Any]]],
) -> dict[Extractor, list[tuple[_Origin, Mapping[str, Any]]]]:
    groups: dict[Extractor, list[tuple[_Origin, Mapping[str, Any]]]] = {}
    for origin, tree in placed:
        groups.setdefault(origin.made, []).append((origin, tree))
    return groups


def _origin(tree: Mapping[str, Any], file: ShardFile) -> _Origin:
    try:
        return _Origin(
            tree["id"],
            tree["native_id"],
            tree["raw_sha256"],
            tree.get("input") or file.shown,
            tree["dump_line"],
            file.order(tree.get("input_order")),
            Extractor(tree["code_version"], tree["gazetteer"]),
        )
    except KeyError as error:
        raise TreeError(f"no column {error.args[0]}: not a shard that sacho made") from None


def _count_skipped(files: Sequence[ShardFile], sink: Sink) -> None:
    """What was left out when the shards were made; duplicates are counted anew."""
    for file in files:
        if file.manifest is not None:
            for reason, count in file.manifest.summary.skipped.items():
                if reason != "duplicate":
                    sink.skip(reason, count)
