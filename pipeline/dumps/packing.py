"""What a file is packed in: compressions, which are taken off here, and archives."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

from pipeline.dumps import formats, sniffing, tars, zips
from pipeline.dumps.compression import COMPRESSIONS, Compression, compression_of, unpack
from pipeline.dumps.damage import Damaged
from pipeline.dumps.streams import Source, Stream

#: A file may be compressed twice; more is a trick.
_COMPRESSED = 2
#: Documents of an office, books and programs, which are zips inside.
_ZIPPED = frozenset(
    ("hwpx", "docx", "xlsx", "pptx", "odt", "ods", "odp", "epub", "jar", "apk", "whl", "wacz", "npz")
)
#: What gives the members of each kind of archive.
ARCHIVES = {"zip": zips.members, "tar": tars.members}


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
