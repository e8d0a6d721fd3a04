"""Finished shards as they lie in folders: their files, what is in them, and what is not there yet."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.errors import DatabaseError
from pipeline.shards import manifest as manifests
from pipeline.shards.folder import Folder, folder_at
from pipeline.shards.manifest import FAILURES, QUARANTINE, Manifest
from pipeline.shards.writers import LOADED

#: Articles that are read at once.
_BATCH = 256


class LoadError(DatabaseError):
    """What was to be loaded can't be; one line that names it."""


@dataclass(frozen=True, slots=True)
class ShardFile:
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
        """What to call it in messages."""
        return f"{self.folder.address}/{self.name}"

    def order(self, within: int | None) -> int:
        """The place of a record in all that is loaded: one dump after the other, as they were named."""
        return (self.dump << 62) + (within or 0)

    def articles(self, only: Sequence[str] | None = None) -> Iterator[Mapping[str, Any]]:
        """The articles, all or some of their columns. Raises LoadError for a file that is broken."""
        try:
            with self.folder.open(self.name) as raw:
                if self.name.endswith(".parquet"):
                    yield from _rows(raw, only)
                else:
                    yield from _lines(gzip.GzipFile(fileobj=raw) if self.name.endswith(".gz") else raw)
        except (ValueError, EOFError, gzip.BadGzipFile) as error:
            raise LoadError(f"{self.shown}: broken ({error}); extract the shard again") from None

    def notes(self) -> Iterator[dict[str, Any]]:
        """What is no article: failures, and records whose id came before in the shard."""
        if self.manifest is None or self.manifest.name + FAILURES not in self.manifest.files:
            return
        with self.folder.open(self.manifest.name + FAILURES) as lines:
            for line in lines:
                yield json.loads(line)


def shard_files(paths: Sequence[str], names: frozenset[str] | None = None) -> list[ShardFile]:
    """The files of finished shards in folders, and single files.

    names: only these shards. Raises LoadError where there are none, or one that is not loaded.
    """
    files: list[ShardFile] = []
    for dump, path in enumerate(paths):
        files += _of_folder(path, dump, names) if is_folder(path) else [_alone(path, dump)]
    if not files:
        named = ", ".join(paths)
        raise LoadError(f"{named}: no finished shards; make some: sacho extract DUMP --out FOLDER/")
    return files


def unseen(path: str, names: Iterable[str]) -> list[str]:
    """Shards that were made, as their makers say, and are not in the folder: it is another one there."""
    there = {one.name for one in manifests.manifests(folder_at(path))}
    return [name for name in names if name not in there]


def missing(paths: Iterable[str]) -> list[str]:
    """What the folders lack, one line each: shards that are set aside, and those that are not there yet."""
    lines = []
    for path in paths:
        if not is_folder(path):
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


def is_folder(path: str) -> bool:
    """Is it a folder of shards, and not one of their files?"""
    return path.endswith("/") or Path(path).is_dir() or ("://" in path and not path.endswith(LOADED))


def _of_folder(path: str, dump: int, names: frozenset[str] | None) -> list[ShardFile]:
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
        found.append(ShardFile(folder, name, one.files[name], dump, one))
    return found


def _alone(path: str, dump: int) -> ShardFile:
    if not path.endswith(LOADED):
        raise LoadError(f"{path}: load a folder of finished shards, or {_loaded()}")
    if "://" not in path and not Path(path).exists():
        raise FileNotFoundError(f"{path}: no such file or folder")
    parent, _, name = path.rpartition("/")
    folder = folder_at(parent or ".")
    return ShardFile(folder, name, folder.size(name) or 0, dump)


def _loaded() -> str:
    return " or ".join(f".{one}" for one in LOADED)


def _rows(raw: Any, only: Sequence[str] | None) -> Iterator[Mapping[str, Any]]:
    from pyarrow import parquet

    source = parquet.ParquetFile(raw)
    columns = None if only is None else [one for one in only if one in source.schema_arrow.names]
    for batch in source.iter_batches(batch_size=_BATCH, columns=columns):
        yield from batch.to_pylist()


def _lines(lines: Iterable[bytes]) -> Iterator[Mapping[str, Any]]:
    for number, line in enumerate(lines, 1):
        found = json.loads(line)
        if not isinstance(found, dict):
            raise ValueError(f"line {number} is no article")
        yield found
