"""What is known of a finished shard: from which bytes, by which rules, with which choices, and what came out.

The manifest is written last: a shard without one is not finished.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from db.articles import Extractor
from pipeline.dumps import Piece
from pipeline.dumps.remote import system_at
from pipeline.shards.errors import ManifestError
from pipeline.shards.folder import Folder
from pipeline.shards.plan import Shard
from pipeline.summary import Summary

#: The version of what a manifest and a shard's files say; another one is not read.
LAYOUT = 1
ENDING, FAILURES, QUARANTINE = ".manifest.json", ".failures.jsonl", ".quarantine.json"
#: Larger files are known by pieces of their content and by their time: to read all of a crawl's archive in
#: order to see that it is done would take as long as some of the work.
WHOLE = 256 * 1024 * 1024
_SAMPLES, _SAMPLE = 64, 1024 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """A piece of a dump as it was read. path: absolute. digest: of the whole file's content."""

    path: str
    place: str
    size: int
    part: int
    parts: int
    digest: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What, beside the dump and the rules, decides what a shard holds.

    mapping: fingerprint of the names of fields. since: the day before which nothing is wanted. format: of
    the shard's file.
    """

    mapping: str
    since: str | None
    format: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A finished shard.

    files: its files with their sizes. whole: how many shards the dump has. hints of time: ISO, in Korea.
    """

    name: str
    sources: tuple[Source, ...]
    extractor: Extractor
    choices: Choices
    files: Mapping[str, int]
    summary: Summary
    shards: int
    started_at: str
    finished_at: str

    def to_json(self) -> dict[str, Any]:
        """As the file has it."""
        told = {
            "layout": LAYOUT,
            "name": self.name,
            "shards": self.shards,
            "sources": [asdict(one) for one in self.sources],
            "choices": asdict(self.choices),
            "files": dict(self.files),
            "started_at": self.started_at,
            "finished_at": self.finished_at,
        }
        return {**told, **asdict(self.extractor), "summary": self.summary.to_json()}

    @classmethod
    def from_json(cls, told: Any) -> Manifest:
        """From the file. Raises KeyError, TypeError or ValueError for anything else."""
        if told["layout"] != LAYOUT:
            raise ValueError(f"layout {told['layout']}, not {LAYOUT}: written by another version of sacho")
        return cls(
            told["name"],
            tuple(Source(**one) for one in told["sources"]),
            Extractor(told["code_version"], told["gazetteer"]),
            Choices(**told["choices"]),
            dict(told["files"]),
            Summary.from_json(told["summary"]),
            int(told["shards"]),
            told["started_at"],
            told["finished_at"],
        )


def manifests(folder: Folder) -> list[Manifest]:
    """All finished shards in a folder. Raises ManifestError naming a file that can't be read."""
    return [read(folder, name) for name in folder.names() if name.endswith(ENDING)]


def read(folder: Folder, name: str) -> Manifest:
    """The manifest in that file. Raises ManifestError, FileNotFoundError."""
    with folder.open(name) as file:
        try:
            return Manifest.from_json(json.load(file))
        except (ValueError, KeyError, TypeError) as error:
            raise ManifestError(
                f"{folder.address}/{name}: no manifest of this sacho ({error}); remove it, and run the "
                "extraction again"
            ) from None


def write(folder: Folder, manifest: Manifest) -> None:
    """Store it: from now on the shard is finished."""
    with folder.write(manifest.name + ENDING) as file:
        file.write(json.dumps(manifest.to_json(), ensure_ascii=False, indent=1).encode())


def finished(
    folder: Folder, shard: Shard, made: Extractor, choices: Choices, sources: Sequence[Source]
) -> Manifest | None:
    """The manifest of a shard that is there as it would be made now; None where it must be made."""
    try:
        found = read(folder, shard.name + ENDING)
    except (FileNotFoundError, ManifestError):
        return None
    same = (found.extractor, found.choices, _keys(found.sources)) == (made, choices, _keys(sources))
    there = all(folder.size(name) == size for name, size in found.files.items())
    return found if same and there else None


def sources_of(shard: Shard) -> tuple[Source, ...]:
    """The pieces of a shard with digests of their files. Raises OSError for one that can't be read."""
    return tuple(
        Source(absolute(piece.path), piece.place, piece.size, piece.part, piece.parts, _digest(piece))
        for piece in shard.pieces
    )


def absolute(path: str) -> str:
    """The path of a file as it is called from anywhere on this machine; an address as it is."""
    return path if "://" in path else os.path.abspath(path)  # noqa: PTH100 - of text, links left as they are


def _keys(sources: Sequence[Source]) -> list[tuple[str, int, int, str]]:
    """What makes two inputs the same: the dump may have moved to another folder."""
    return [(one.place, one.part, one.parts, one.digest) for one in sources]


def _digest(piece: Piece) -> str:
    if "://" in piece.path:
        files, path = system_at(piece.path)
        return f"store:{files.ukey(path)}"  # what the store itself knows it by: ETag, time, size
    local = Path(piece.path)
    with local.open("rb") as file:
        if piece.size <= WHOLE:
            return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"
        digest = hashlib.sha256(f"{piece.size} {local.stat().st_mtime_ns}".encode())
        for number in range(_SAMPLES):
            file.seek((piece.size - _SAMPLE) * number // (_SAMPLES - 1))
            digest.update(file.read(_SAMPLE))
    return f"sampled:{digest.hexdigest()}"
