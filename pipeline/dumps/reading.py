"""Reads the pieces of a dump: what each is packed in is taken off, and its format's reader does the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import IO

from pipeline.dumps import formats, sniffing, tars, zips
from pipeline.dumps.compression import COMPRESSIONS, Compression, compression_of, unpack
from pipeline.dumps.damage import Budget, Damaged
from pipeline.dumps.fields import FieldNames
from pipeline.dumps.files import Piece, pieces, shown
from pipeline.dumps.metering import Meter
from pipeline.dumps.records import BadRecord, Record
from pipeline.dumps.streams import CHUNK, Source, Stream
from pipeline.dumps.turns import Turns

#: A file may be compressed twice; more is a trick.
_COMPRESSED = 2
#: Files that lie beside saved pages and are no articles.
_BESIDE = frozenset(
    (
        *(".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".ico", ".svg", ".css", ".js", ".mjs", ".map"),
        *(".woff", ".woff2", ".ttf", ".otf", ".eot", ".mp3", ".mp4", ".webm", ".avi", ".mov", ".wav"),
        *(".crc", ".md5", ".sha1", ".sha256", ".cdx", ".cdxj", ".idx"),
    )
)

_SHEETS = frozenset((".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".numbers"))
#: Documents of an office, books and programs, which are zips inside.
_ZIPPED = frozenset(
    (*("hwpx", "docx", "xlsx", "pptx", "odt", "ods", "odp", "epub", "jar", "apk", "whl", "wacz", "npz"),)
)
ARCHIVES = {"zip": zips.members, "tar": tars.members}


def read_dump(
    paths: Iterable[str],
    stdin: IO[bytes],
    mapping: FieldNames | None = None,
    advance: Callable[[int], None] = lambda count: None,
) -> Iterator[Record]:
    """Every record of the given files and folders, in a stable order; ``-`` reads ``stdin``.

    advance: told how many more bytes of the files were read.
    Raises FileNotFoundError naming a path that does not exist, before anything is read.
    """
    yield from read_pieces(pieces(paths), stdin, mapping, advance)


def read_pieces(
    given: Iterable[Piece],
    stdin: IO[bytes],
    mapping: FieldNames | None = None,
    advance: Callable[[int], None] = lambda count: None,
) -> Iterator[Record]:
    """Every record of these pieces, faults in their places; as many bytes in memory as one record has.

    advance: told how many more bytes of the files were read; the parts of a file tell its bytes together.
    """
    names = mapping or FieldNames()
    for piece in given:
        turns = Turns(piece.part, piece.parts)
        try:
            with opened(piece, stdin) as handle:
                meter = Meter(handle, piece, advance)
                for record in records_of(stream_of(piece, handle, names, turns)):
                    meter.tell()
                    yield record
                meter.end()
        except IsADirectoryError:
            if turns.mine():
                yield BadRecord(shown(piece.path), None, "an empty folder: no articles in it")
        except OSError as error:
            if turns.mine():
                yield BadRecord(shown(piece.path), None, f"cannot be read ({error.strerror or error})")


def opened(piece: Piece, stdin: IO[bytes]) -> AbstractContextManager[IO[bytes]]:
    """The open file of a piece. Raises OSError."""
    if piece.path == "-":
        return nullcontext(stdin)
    if "://" in piece.path:
        from pipeline.dumps.remote import open_remote

        return open_remote(piece.path)
    return Path(piece.path).open("rb")


def stream_of(piece: Piece, handle: IO[bytes], mapping: FieldNames, turns: Turns) -> Stream:
    """A piece as a stream of bytes."""
    path = "standard input" if piece.path == "-" else shown(piece.path)
    name = "" if piece.path == "-" else PurePosixPath(piece.place).name
    budget = Budget(piece.size or None)
    source = Source(_counted(handle, budget), None if piece.path == "-" else handle)
    return Stream(path, piece.place, name, source, mapping, turns, budget)


def records_of(stream: Stream) -> Iterator[Record]:
    """The records of a file, or of a member of an archive, whatever it is packed in."""
    try:
        yield from _records(stream)
    except Damaged as fault:
        yield from stream.fault(fault.reason)


def _records(stream: Stream) -> Iterator[Record]:
    if stream.member and formats.is_single(stream.suffix) and stream.mapping.format in (None, "text", "html"):
        yield from formats.reader("text").read(stream)
        return
    if stream.suffix in _BESIDE:
        yield from stream.skipped(f"a {stream.suffix} file, no article")
        return
    if stream.suffix in _SHEETS:
        yield from stream.fault("a spreadsheet, which is not read; save it as CSV UTF-8")
        return
    stream = bare(stream)
    head = stream.source.head(sniffing.HEAD)
    archive = archive_of(stream, head)
    if archive and stream.archive:
        yield from stream.fault(f"a {archive} inside a {stream.archive}; unpack the outer one first")
    elif archive:
        for member in ARCHIVES[archive](stream):
            yield from records_of(member) if isinstance(member, Stream) else iter((member,))
    elif what := sniffing.foreign(head):
        yield from stream.fault(f"{what}, which is not read; unpack or convert it, as to JSON Lines")
    else:
        yield from formats.reader(format_of(stream, head)).read(stream)


def archive_of(stream: Stream, head: bytes) -> str | None:
    """``zip`` or ``tar``, by its beginning, else by its name; documents that are zips inside are none."""
    suffix = stream.suffix.removeprefix(".")
    if suffix in _ZIPPED:
        return None
    return sniffing.archive_of(head) or (suffix if suffix in ARCHIVES else None)


def bare(stream: Stream) -> Stream:
    """The stream without its compressions. Raises Damaged where they are too many or not what they seem."""
    for _ in range(_COMPRESSED + 1):
        head = stream.source.head(sniffing.HEAD)
        how = compression_of(head)
        ending = _ending(stream.name)
        if how is None and ending is None:
            return stream
        if how is None and ending is not None:
            return _already_bare(stream, head, *ending)
        if how is not None:
            name = ending[1] if ending else stream.name
            source = Source(unpack(how, stream.buffered().read1, stream.budget))
            stream = stream.unpacked(how.name, name, source)
    raise Damaged("compressed more than twice; unpack it first")


def format_of(stream: Stream, head: bytes) -> str:
    """What reads these bytes: by a sure beginning, the mapping, the ending, what they look like."""
    found = formats.by_magic(head) or stream.mapping.format or formats.by_suffix(stream.suffix)
    if found in ("json", "jsonl", None):
        shape = sniffing.json_shape(head)
        if found == "jsonl" and stream.mapping.format is None and sniffing.surely_document(head):
            return "json"
        if found is None and stream.name == "":
            return "json" if sniffing.surely_document(head) else "jsonl"
        if found is None:
            found = {"lines": "jsonl", "document": "json", None: "text"}[shape]
    return found


def _counted(handle: IO[bytes], budget: Budget) -> Iterator[bytes | Damaged]:
    while chunk := handle.read(CHUNK):
        budget.read(len(chunk))
        yield chunk


def _ending(name: str) -> tuple[Compression, str] | None:
    """The compression that a name's ending speaks of, and the name without it: ``a.tgz`` → ``a.tar``."""
    suffix = PurePosixPath(name).suffix
    for how in COMPRESSIONS:
        if suffix.lower() in how.endings:
            return how, name[: len(name) - len(suffix)] + how.endings[suffix.lower()]
    return None


def _already_bare(stream: Stream, head: bytes, how: Compression, name: str) -> Stream:
    """A file that only its name calls packed, if it is surely what the rest of the name says."""
    inner = replace(stream, name=name)
    if not head:
        raise Damaged(f"an empty file under the name of a {how.name} file")
    said = formats.by_suffix(inner.suffix)
    shape = sniffing.json_shape(head)
    fits = (
        formats.by_magic(head) is not None
        or sniffing.archive_of(head) is not None
        or (said in ("json", "jsonl") and shape is not None)
        or (said in ("csv", "tsv", "html", "text") and sniffing.looks_like_text(head))
    )
    if not fits:
        raise Damaged(f"broken {how.name}, nothing of it was read (it does not begin like one)")
    return inner
