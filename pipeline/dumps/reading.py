"""Reads the pieces of a dump: what each is packed in is taken off, and its format's reader does the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path, PurePosixPath
from typing import IO

from pipeline.dumps import formats, sniffing, tables
from pipeline.dumps.damage import Budget, Damaged
from pipeline.dumps.fields import FieldNames
from pipeline.dumps.files import EMPTY_FOLDER, Piece, folder_fault, pieces, shown
from pipeline.dumps.metering import Meter
from pipeline.dumps.packing import ARCHIVES, archive_of, bare
from pipeline.dumps.records import BadRecord, Record
from pipeline.dumps.streams import CHUNK, Source, Stream
from pipeline.dumps.turns import Turns

#: Files that lie beside saved pages and are no articles.
_BESIDE = frozenset(
    (
        *(".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".ico", ".svg", ".css", ".js", ".mjs", ".map"),
        *(".woff", ".woff2", ".ttf", ".otf", ".eot", ".mp3", ".mp4", ".webm", ".avi", ".mov", ".wav"),
        *(".crc", ".md5", ".sha1", ".sha256", ".cdx", ".cdxj", ".idx"),
    )
)

XML = "XML, which is not read; convert its articles to JSON Lines or CSV"
_SHEETS = frozenset((".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".numbers"))


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
        except OSError as error:
            if turns.mine():
                yield BadRecord(shown(piece.path), None, _unread(piece, error))


def _unread(piece: Piece, error: OSError) -> str:
    """Why a piece can't be read; one that is a folder may be empty, or can't be listed."""
    try:
        if isinstance(error, IsADirectoryError):
            return folder_fault(piece.path) if "://" not in piece.path else EMPTY_FOLDER
    except OSError as listing:
        error = listing
    return f"cannot be read ({error.strerror or error})"


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
        yield from _of_member(stream)
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
    elif is_xml(stream, head):
        yield from stream.fault(XML)
    else:
        yield from formats.reader(format_of(stream, head)).read(stream)


def _of_member(stream: Stream) -> Iterator[Record]:
    """What a text or page in an archive holds; one that is packed once more says so itself."""
    head = b"" if formats.by_suffix(stream.suffix) == "html" else stream.source.head(sniffing.HEAD)
    if stream.mapping.format is not None or not head or sniffing.packed_kind(head):
        yield from formats.reader("text").read(stream)
    elif is_xml(stream, head):
        yield from stream.fault(XML)
    else:
        yield from formats.reader(format_of(stream, head)).read(stream)


def is_xml(stream: Stream, head: bytes) -> bool:
    """Whether this is XML that is not a page."""
    single = (
        "html" in (stream.mapping.format, formats.by_name(stream.name)) or stream.mapping.format == "text"
    )
    return not single and sniffing.is_xml(head)


def format_of(stream: Stream, head: bytes) -> str:
    """What reads these bytes: by a sure beginning, the mapping, the ending, what they look like."""
    found = formats.by_magic(head) or stream.mapping.format or formats.by_name(stream.name)
    if stream.mapping.format is None and found in (None, "text") and _is_table(stream, head):
        return "csv"
    if stream.mapping.format is None and found == "text" and sniffing.surely_json(head):
        return "json"
    if found in ("json", "jsonl", None):
        shape = sniffing.json_shape(head)
        if found == "jsonl" and stream.mapping.format is None and sniffing.surely_document(head):
            return "json"
        if found is None and stream.name == "":
            return _of_nameless(stream, head)
        if found is None:
            found = {"lines": "jsonl", "document": "json", None: "text"}[shape]
    return found


def _is_table(stream: Stream, head: bytes) -> bool:
    """Whether a file with no known ending, or a text, is a table: Excel saves "Unicode text" as .txt."""
    if sniffing.json_shape(head) is not None:
        return False
    if formats.by_name(stream.name) is None:
        return tables.begins_table(head, stream.mapping)
    return tables.begins_table(head, stream.mapping, "\t") or tables.is_surely_table(head, stream.mapping)


def _of_nameless(stream: Stream, head: bytes) -> str:
    """What standard input holds: JSON Lines, where nothing speaks for something else."""
    if sniffing.surely_document(head):
        return "json"
    return (
        "csv" if sniffing.json_shape(head) is None and tables.begins_table(head, stream.mapping) else "jsonl"
    )


def _counted(handle: IO[bytes], budget: Budget) -> Iterator[bytes | Damaged]:
    while chunk := handle.read(CHUNK):
        budget.read(len(chunk))
        yield chunk
