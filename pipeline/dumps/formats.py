"""Every format that a dump may have: how it is told, and which module reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePosixPath
from typing import Protocol, cast

from pipeline.dumps.records import Record
from pipeline.dumps.streams import Stream


class Reads(Protocol):
    """What the module of a format has."""

    def read(self, stream: Stream) -> Iterator[Record]:
        """All records; asks ``stream.turns`` before each, and raises Damaged where bytes are missing."""
        ...

    def columns(self, stream: Stream) -> tuple[str, ...]:
        """The names of the fields of the first record, as far as it has such."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """One format. magic: how its files begin, where that says it. single: each file is one article."""

    module: str
    suffixes: tuple[str, ...] = ()
    magic: re.Pattern[bytes] | None = None
    single: bool = False


#: A new format is one module and one row here; the first magic that fits wins.
FORMATS: dict[str, Format] = {
    "parquet": Format("parquet", (".parquet", ".pq", ".parq"), re.compile(rb"PAR1")),
    "warc": Format("warc", (".warc", ".wet", ".wat", ".arc"), re.compile(rb"\s{0,8}WARC/\d|filedesc://")),
    "jsonl": Format("json_lines", (".jsonl", ".ndjson", ".jl", ".jsonlines")),
    "json": Format("json_documents", (".json",)),
    "csv": Format("tables", (".csv",)),
    "tsv": Format("tables", (".tsv", ".tab")),
    "html": Format("articles", (".html", ".htm", ".xhtml"), single=True),
    "text": Format("articles", (".txt", ".text", ".md", ".markdown"), single=True),
}
_BY_SUFFIX = {suffix: name for name, one in FORMATS.items() for suffix in one.suffixes}


def reader(name: str) -> Reads:
    """The module that reads a format; loaded when the first such file comes."""
    return cast("Reads", import_module(f"pipeline.dumps.{FORMATS[name].module}"))


def by_magic(head: bytes) -> str | None:
    """The format that a file beginning so has, where that is beyond doubt."""
    return next((name for name, one in FORMATS.items() if one.magic and one.magic.match(head)), None)


def by_suffix(suffix: str) -> str | None:
    """The format that files with this ending (``.csv``) have."""
    return _BY_SUFFIX.get(suffix)


def by_name(name: str) -> str | None:
    """The format that a file's last known ending says: ``export.csv``, ``export.csv.1``."""
    endings = reversed(PurePosixPath(name).suffixes)
    return next((found for one in endings if (found := by_suffix(one.lower()))), None)


def is_single(suffix: str) -> bool:
    """Whether files with this ending hold one article each, whatever they look like."""
    name = by_suffix(suffix)
    return name is not None and FORMATS[name].single
