"""Dumps in: files, folders, ``-``; text, HTML and JSON Lines, also in ``.gz`` and ``.zip``.

Everything streams: a dump of any size is read one record at a time. What can't be read becomes a
`BadRecord` in its place, and the rest goes on.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, cast

from pipeline.fields import FieldNames
from scrapers.article import article_id, content_id

SOURCE = "dump"
#: An article of more bytes than this is a mistake (a concatenated dump, a zip bomb), not an article.
MAX_ARTICLE_BYTES = 32 * 1024 * 1024

#: ``"\\ud83d"`` without its second half: a text that was cut in the middle of an emoji.
_HALF_PAIR = re.compile("[\ud800-\udfff]")

_JSON_LINES = {".jsonl", ".ndjson", ".jl", ".json"}
_HTML = {".html", ".htm", ".xhtml"}
_ELSEWHERE = {".csv", ".tsv", ".parquet", ".warc", ".wet", ".bz2", ".zst", ".tar", ".tgz", ".xz", ".7z"}


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One article of a dump as it came.

    native_id: the record's own id, else 16 hex digits of its content. place: path from the dump's own
    name on (``seeds/000.txt``, ``releases.zip/a.html``), the same on every machine. line: 1-based line
    within JSON Lines. content: bytes of a file, or the text that a JSON record held. markup: True for
    HTML, False for text, None where it has to be looked at. known: metadata that the record states.
    path: the file as the user named it, for messages.
    """

    native_id: str
    place: str
    line: int | None
    content: bytes | str
    raw_sha256: str
    markup: bool | None = None
    url: str | None = None
    known: Mapping[str, str] = field(default_factory=dict)
    path: str = "-"

    @property
    def id(self) -> str:
        return article_id(SOURCE, self.native_id)


@dataclass(frozen=True, slots=True)
class BadRecord:
    """Something in a dump that gave no article: where it stands, why, and what to do."""

    path: str
    line: int | None
    reason: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.reason}" if self.line else f"{self.path}: {self.reason}"


@dataclass(frozen=True, slots=True)
class _Stream:
    """An open file of a dump: what to call it in messages, what to call it in the database, its format."""

    path: str
    place: str
    suffix: str
    handle: IO[bytes]


def dump_files(paths: Iterable[str]) -> list[Path]:
    """All files below the given files and folders, sorted within each; ``-`` is left out.

    Hidden files are not articles. Raises FileNotFoundError naming a path that does not exist.
    """
    files: list[Path] = []
    for given in paths:
        if given == "-":
            continue
        path = Path(given)
        if path.is_dir():
            files += sorted(file for file in path.rglob("*") if file.is_file() and not _hidden(file, path))
        elif path.exists():
            files.append(path)
        else:
            raise FileNotFoundError(f"{given}: no such file or folder")
    return files


def read_dump(
    paths: Iterable[str],
    stdin: IO[bytes],
    fields: FieldNames | None = None,
    advance: Callable[[int], None] = lambda count: None,
) -> Iterator[RawRecord | BadRecord]:
    """Every record of the given files and folders, in a stable order; ``-`` reads ``stdin`` as JSON Lines.

    advance: told how many more bytes of the files were read.
    Raises FileNotFoundError naming a path that does not exist, before anything is read.
    """
    names = fields or FieldNames()
    given = list(paths)
    dump_files(given)
    for one in given:
        if one == "-":
            yield from _json_lines(_Stream("standard input", "-", ".jsonl", stdin), names)
        else:
            yield from _path_records(Path(one), names, advance)


def _path_records(
    path: Path, names: FieldNames, advance: Callable[[int], None]
) -> Iterator[RawRecord | BadRecord]:
    files = dump_files([str(path)])
    if not files:
        yield BadRecord(str(path), None, "an empty folder: no articles in it")
    for file in files:
        place = (
            str(PurePosixPath(path.resolve().name, *file.relative_to(path).parts))
            if path.is_dir()
            else file.name
        )
        try:
            with file.open("rb") as handle:
                stream = _Stream(str(file), place, file.suffix.lower(), handle)
                yield from _metered(_stream_records(stream, names), handle, advance)
        except OSError as error:
            yield BadRecord(str(file), None, f"cannot be read ({error.strerror or error})")


def _metered(
    records: Iterator[RawRecord | BadRecord], handle: IO[bytes], advance: Callable[[int], None]
) -> Iterator[RawRecord | BadRecord]:
    told = 0
    for record in records:
        place = handle.tell()
        if place > told:  # a zip is read back and forth
            advance(place - told)
            told = place
        yield record
    advance(handle.seek(0, io.SEEK_END) - told)


def _stream_records(stream: _Stream, names: FieldNames) -> Iterator[RawRecord | BadRecord]:
    if stream.suffix == ".zip":
        yield from _zip_records(stream, names)
    elif stream.suffix == ".gz":
        yield from _gzip_records(stream, names)
    elif stream.suffix in _ELSEWHERE:
        yield BadRecord(stream.path, None, f"{stream.suffix} dumps are not read; convert it to JSON Lines")
    elif stream.suffix in _JSON_LINES:
        yield from _json_lines(stream, names)
    else:
        yield _single(stream)


def _gzip_records(stream: _Stream, names: FieldNames) -> Iterator[RawRecord | BadRecord]:
    inner = PurePosixPath(stream.place).with_suffix("")
    with gzip.GzipFile(fileobj=stream.handle) as handle:
        unpacked = _Stream(stream.path, stream.place, inner.suffix.lower(), cast("IO[bytes]", handle))
        try:
            yield from _stream_records(unpacked, names)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            yield BadRecord(stream.path, None, f"broken gzip, what came before it was read ({error})")


def _zip_records(stream: _Stream, names: FieldNames) -> Iterator[RawRecord | BadRecord]:
    try:
        archive = zipfile.ZipFile(stream.handle)
    except zipfile.BadZipFile as error:
        yield BadRecord(stream.path, None, f"broken zip ({error})")
        return
    with archive:
        members = sorted(
            (member for member in archive.infolist() if _is_article(member)),
            key=lambda member: member.filename,
        )
        if not members:
            yield BadRecord(stream.path, None, "an empty zip: no articles in it")
        for member in members:
            yield from _member_records(stream, archive, member, names)


def _member_records(
    stream: _Stream, archive: zipfile.ZipFile, member: zipfile.ZipInfo, names: FieldNames
) -> Iterator[RawRecord | BadRecord]:
    path, place = f"{stream.path}/{member.filename}", f"{stream.place}/{member.filename}"
    suffix = PurePosixPath(member.filename).suffix.lower()
    if suffix == ".zip":
        yield BadRecord(path, None, "a zip inside a zip; unpack the outer one first")
        return
    try:
        with archive.open(member) as handle:
            yield from _stream_records(_Stream(path, place, suffix, handle), names)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        # RuntimeError: "File … is encrypted, password required"; NotImplementedError: unknown compression
        yield BadRecord(path, None, f"cannot be unpacked ({error})")


def _single(stream: _Stream) -> RawRecord | BadRecord:
    raw = stream.handle.read(MAX_ARTICLE_BYTES + 1)
    if len(raw) > MAX_ARTICLE_BYTES:
        return BadRecord(stream.path, None, f"over {MAX_ARTICLE_BYTES >> 20} MB, too large for one article")
    markup = True if stream.suffix in _HTML else None  # a .txt may well hold a saved page
    digest = hashlib.sha256(raw).hexdigest()
    return RawRecord(content_id(raw), stream.place, None, raw, digest, markup, path=stream.path)


def _json_lines(stream: _Stream, names: FieldNames) -> Iterator[RawRecord | BadRecord]:
    number, found = 0, False
    while line := stream.handle.readline(MAX_ARTICLE_BYTES + 1):
        number += 1
        if len(line) > MAX_ARTICLE_BYTES:
            _skip_line(stream.handle)
            yield BadRecord(stream.path, number, f"a line over {MAX_ARTICLE_BYTES >> 20} MB")
        elif line.strip():
            found = True
            yield _json_record(stream, number, line.strip(), names)
    if not found:
        yield BadRecord(stream.path, None, "no records in it")


def _skip_line(handle: IO[bytes]) -> None:
    while (piece := handle.readline(1 << 20)) and not piece.endswith(b"\n"):
        pass


def _json_record(stream: _Stream, number: int, line: bytes, names: FieldNames) -> RawRecord | BadRecord:
    try:
        record = parse_object(line)
        content, markup = names.content(record)
        native_id = names.id(record) or content_id(line)
    except ValueError as error:
        return BadRecord(stream.path, number, str(error))
    digest = hashlib.sha256(line).hexdigest()
    url, known = names.url(record), names.known(record)
    return RawRecord(native_id, stream.place, number, content, digest, markup, url, known, stream.path)


def parse_object(line: bytes) -> dict[str, object]:
    """The JSON object on a line, in UTF-8 (with or without BOM) or cp949.

    Raises ValueError with a reason for a reader of the dump.
    """
    try:
        record = json.loads(_line_text(line))
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"broken JSON ({error}); one whole object is expected on each line") from None
    if not isinstance(record, dict):
        kind = type(record).__name__
        raise ValueError(f"a JSON {kind}, not an object; one object is expected on each line")
    return {key: _without_half_pairs(value) for key, value in record.items()}


def _line_text(line: bytes) -> str:
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError("unknown encoding: neither UTF-8 nor cp949")


def _without_half_pairs(value: object) -> object:
    """A string with U+FFFD for each half of a surrogate pair, which UTF-8 can't hold; else the value."""
    return _HALF_PAIR.sub("\ufffd", value) if isinstance(value, str) else value


def _hidden(file: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(root).parts)


def _is_article(member: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(member.filename).parts
    return not member.is_dir() and not any(part.startswith((".", "__MACOSX")) for part in parts)
