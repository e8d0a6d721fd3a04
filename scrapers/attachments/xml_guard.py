"""What a zip of XML parts may hold, looked at before a library opens it."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import IO
from xml.parsers import expat

from scrapers.attachments.reader_error import ReaderError

#: Bytes that the XML parts may hold together, and how many entries.
UNPACKED, ENTRIES = 256 * 1024 * 1024, 4096
#: Bytes of a part that are read to find its first element.
HEAD = 64 * 1024


def guard_zip(path: Path) -> None:
    """Raises ReaderError when an archive unpacks to too much or one of its XML parts declares entities."""
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        if len(entries) > ENTRIES:
            raise ReaderError(f"{len(entries):,} entries in the archive")
        xml = [entry for entry in entries if entry.filename.lower().endswith((".xml", ".hpf"))]
        if sum(entry.file_size for entry in xml) > UNPACKED:
            raise ReaderError(f"more than {UNPACKED:,} bytes of XML in the archive")
        for entry in xml:
            with archive.open(entry) as stream:
                guard_xml(stream, entry.filename)


def guard_xml(stream: IO[bytes], name: str) -> None:
    """Raises ReaderError when the XML has a document type, in whatever encoding and behind however much.

    Only the part before the root element is read. What is not well-formed there is left to the reader.
    """

    def refuse(*_declared: object) -> None:
        raise ReaderError(f"{name} declares entities")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = _stop
    try:
        while chunk := stream.read(HEAD):
            parser.Parse(chunk)
    except (_RootReachedError, expat.ExpatError):
        return


class _RootReachedError(Exception):
    """The root element begins: no document type can follow."""


def _stop(*_element: object) -> None:
    raise _RootReachedError
