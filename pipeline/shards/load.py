"""`sacho load`: finished shards into one database, by one writer; the rows that one process would have made.

Of records with one id the first in the dump is kept, whichever shard holds it: all ids are looked at before
anything is written.
"""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.articles import Extractor
from db.database import open_database
from db.errors import DatabaseError
from db.runs import run
from db.trees import TreeError, rows_from
from pipeline.clock import Stopwatch, now
from pipeline.dumps import BadRecord
from pipeline.finishing import Finished
from pipeline.shards import manifest as manifests
from pipeline.shards.folder import Folder, folder_at
from pipeline.shards.manifest import FAILURES, QUARANTINE, Manifest
from pipeline.shards.writers import LOADED
from pipeline.sink import TRANSACTION, Sink, repeated
from pipeline.summary import Summary
from pipeline.workers import batches

#: What the first look at a shard needs.
_KEYS = ("id", "raw_sha256", "input_order")


class LoadError(DatabaseError):
    """What was to be loaded can't be; one line that names it."""


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
class _File:
    """A shard's file of articles. dump: the number of the path that it came with. manifest: None for a file
    that was handed over alone.
    """

    folder: Folder
    name: str
    size: int
    dump: int
    manifest: Manifest | None = None

    @property
    def shown(self) -> str:
        return f"{self.folder.address}/{self.name}"


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where an article of a shard was read, as the sink wants to know it."""

    id: str
    native_id: str
    raw_sha256: str
    path: str
    line: int | None
    order: int


#: For each id that stands in several places the first of them: its order and its content.
_Firsts = dict[str, tuple[int, str]]


def load(job: Job) -> Summary:
    """Load finished shards; what is in the database already from the same bytes by the same rules stays.

    Raises LoadError for a path that holds no shards, DatabaseError for a database that can't be used.
    """
    watch = Stopwatch()
    with watch("wall"):
        files = _files(job)
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
    return sum(file.size for file in _files(job))


def missing(paths: Iterable[str]) -> list[str]:
    """What the folders lack, one line each: shards that are set aside, and those that are not there yet."""
    lines = []
    for path in paths:
        if not _is_folder(path):
            continue
        folder = folder_at(path)
        found = manifests.manifests(folder)
        aside = [name for name in folder.names() if name.endswith(QUARANTINE)]
        lines += [f"{path}/{name}: a shard that could not be made" for name in aside]
        whole = max((one.shards for one in found), default=0)
        if len(found) + len(aside) < whole:
            lack = whole - len(found) - len(aside)
            lines.append(f"{path}: {lack} of {whole} shards are not there yet; extract them, then load again")
    return lines


def _files(job: Job) -> list[_File]:
    files: list[_File] = []
    for dump, path in enumerate(job.paths):
        files += _of_folder(path, dump, job.names) if _is_folder(path) else [_alone(path, dump)]
    if not files:
        named = ", ".join(job.paths)
        raise LoadError(f"{named}: no finished shards; make some: sacho extract DUMP --out FOLDER/")
    return files


def _is_folder(path: str) -> bool:
    return path.endswith("/") or Path(path).is_dir() or ("://" in path and not path.endswith(LOADED))


def _of_folder(path: str, dump: int, names: frozenset[str] | None) -> list[_File]:
    if "://" not in path and not Path(path).is_dir():
        raise FileNotFoundError(f"{path}: no such folder")
    folder = folder_at(path)
    found = []
    for one in manifests.manifests(folder):
        if names is not None and one.name not in names:
            continue
        if one.choices.format not in LOADED:
            raise LoadError(f"{path}/{one.name}: {one.choices.format} is not loaded, but {_loaded()}")
        name = f"{one.name}.{one.choices.format}"
        if folder.size(name) != one.files[name]:
            raise LoadError(f"{path}/{name}: not what its manifest tells of; extract the shard again")
        found.append(_File(folder, name, one.files[name], dump, one))
    return found


def _alone(path: str, dump: int) -> _File:
    if not path.endswith(LOADED):
        raise LoadError(f"{path}: load a folder of finished shards, or {_loaded()}")
    if "://" not in path and not Path(path).exists():
        raise FileNotFoundError(f"{path}: no such file or folder")
    parent, _, name = path.rpartition("/")
    folder = folder_at(parent or ".")
    return _File(folder, name, folder.size(name) or 0, dump)


def _loaded() -> str:
    return " or ".join(f".{one}" for one in LOADED)


def _firsts(files: Sequence[_File]) -> _Firsts:
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


def _places(files: Sequence[_File]) -> Iterator[tuple[str, int, str]]:
    """The id, the order and the digest of every record that the shards tell of."""
    for file in files:
        for tree in _trees(file, _KEYS):
            yield str(tree.get("id")), _order(file, tree.get("input_order")), str(tree.get("raw_sha256"))
        for note in _notes(file):
            if "repeat" in note:
                yield note["repeat"], _order(file, note["order"]), note["raw_sha256"]


def _order(file: _File, within: int | None) -> int:
    """The place of a record in all that is loaded: one dump after the other, as they were named."""
    return (file.dump << 62) + (within or 0)


def _load(file: _File, firsts: _Firsts, sink: Sink, job: Job) -> None:
    faults = {}
    for note in _notes(file):
        if "repeat" in note:
            place = note["path"], note["line"]
            _repeat(note["repeat"], note["raw_sha256"], place, firsts, sink)
        elif note["article_id"] is None:
            sink.bad(BadRecord(note["path"], note["line"], note["reason"]))
        else:
            faults[note["article_id"]] = note["reason"]
    for trees in batches(_trees(file), TRANSACTION):
        _load_batch(file, trees, faults, firsts, sink)


def _load_batch(
    file: _File,
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
        made = Extractor(str(tree["code_version"]), str(tree["gazetteer"]))
        groups.setdefault(made, []).append((origin, tree))
    return groups


def _origin(tree: Mapping[str, Any], file: _File) -> _Origin:
    try:
        return _Origin(
            tree["id"],
            tree["native_id"],
            tree["raw_sha256"],
            tree.get("input") or file.shown,
            tree["dump_line"],
            _order(file, tree.get("input_order")),
        )
    except KeyError as error:
        raise TreeError(f"no column {error}: not a shard that sacho made") from None


def _count_skipped(files: Sequence[_File], sink: Sink) -> None:
    """What was left out when the shards were made; duplicates are counted anew."""
    for file in files:
        if file.manifest is not None:
            for reason, count in file.manifest.summary.skipped.items():
                if reason != "duplicate":
                    sink.skip(reason, count)


def _notes(file: _File) -> Iterator[dict[str, Any]]:
    if file.manifest is None or file.manifest.name + FAILURES not in file.manifest.files:
        return
    with file.folder.open(file.manifest.name + FAILURES) as lines:
        for line in lines:
            yield json.loads(line)


def _trees(file: _File, only: Sequence[str] | None = None) -> Iterator[Mapping[str, Any]]:
    """The articles of a file, all or some of their columns. Raises LoadError for a file that is broken."""
    try:
        with file.folder.open(file.name) as raw:
            if file.name.endswith(".parquet"):
                from pyarrow import parquet

                source = parquet.ParquetFile(raw)
                columns = None if only is None else [one for one in only if one in source.schema_arrow.names]
                for batch in source.iter_batches(batch_size=TRANSACTION, columns=columns):
                    yield from batch.to_pylist()
            else:
                lines: Iterable[bytes] = gzip.GzipFile(fileobj=raw) if file.name.endswith(".gz") else raw
                for line in lines:
                    yield json.loads(line)
    except (ValueError, EOFError, gzip.BadGzipFile) as error:
        raise LoadError(f"{file.shown}: broken ({error}); extract the shard again") from None
