"""What a file is, by its first bytes."""

from __future__ import annotations

import codecs
import re

from pipeline.dumps.compression import compression_of

#: So many first bytes are looked at.
HEAD = 1 << 16

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK")
_FOREIGN = {
    b"7z\xbc\xaf\x27\x1c": "a 7-Zip file",
    b"Rar!\x1a\x07": "a RAR file",
    b"EGGA": "an EGG file",
    b"ALZ\x01": "an ALZ file",
    b"\x1f\x9d": "a file packed by compress",
    b"\x04\x22\x4d\x18": "an LZ4 file (lz4 -d unpacks it)",
    b"\xff\x06\x00\x00sNaPpY": "a Snappy file",
    b"Obj\x01": "an Avro file",
    b"ORC": "an ORC file",
    b"ARROW1\x00": "an Arrow or Feather file",
    b"SQLite format 3\x00": "an SQLite database",
}
_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_XML = (b"<?xml", b"<rss", b"<feed", b"<urlset", b"<sitemapindex")
_JSON = re.compile(rb'\s*(?:\[\s*)?\{\s*"[^"\n]{0,200}"\s*:')


def archive_of(head: bytes) -> str | None:
    """``zip`` or ``tar``, where a file begins so."""
    if head.startswith(_ZIP):
        return "zip"
    return "tar" if is_tar(head) else None


def is_tar(head: bytes) -> bool:
    """Whether the first block is a header of tar, of any age: its checksum tells."""
    if len(head) < 512 or not head[0]:
        return False
    try:
        said = int(head[148:156].rstrip(b"\0 ") or b"x", 8)
    except ValueError:
        return False
    return said == sum(head[:148]) + 8 * 32 + sum(head[156:512])


def foreign(head: bytes) -> str | None:
    """What a file is that sacho does not unpack."""
    return next((name for magic, name in _FOREIGN.items() if head.startswith(magic)), None)


def packed_kind(head: bytes) -> str | None:
    """What an archive or packed file is, in words."""
    if archive := archive_of(head):
        return f"a {archive} file"
    if compression := compression_of(head):
        return f"a {compression.name} file"
    if head.startswith(b"PAR1"):
        return "a Parquet file"
    return foreign(head)


def wide_encoding(head: bytes) -> str | None:
    """``utf-16`` or ``utf-32``, by a byte order mark, or without one where it is beyond doubt."""
    return next((encoding for mark, encoding in _WIDE if head.startswith(mark)), None) or _unmarked(head)


def _unmarked(head: bytes) -> str | None:
    """``utf-16-le`` or ``utf-16-be`` where all NULs are every second byte, as in spaces and line ends."""
    head = head[: min(len(head), 4096) & ~1]
    for encoding, high, low in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        if head[high::2].count(0) * 20 > len(head) and not head[low::2].count(0):
            try:
                text = codecs.getincrementaldecoder(encoding)().decode(head)
            except UnicodeDecodeError:
                continue
            return (
                encoding if all(char.isprintable() or char in "\t\r\n\u3000\xa0" for char in text) else None
            )
    return None


def as_utf8(head: bytes) -> bytes:
    """The first bytes of a text without its byte order mark, those of UTF-16 and UTF-32 in UTF-8."""
    if encoding := wide_encoding(head):
        return codecs.getincrementaldecoder(encoding)("replace").decode(head).encode("utf-8", "replace")
    return head.removeprefix(codecs.BOM_UTF8)


def is_xml(head: bytes) -> bool:
    """Whether a file is XML and no page: a feed, an answer of a service, a document of an office."""
    text = as_utf8(head[:4096]).lstrip().lower()
    return text.startswith(_XML) and not any(mark in text for mark in (b"<html", b"<!doctype html"))


def surely_json(head: bytes) -> bool:
    """Whether a text is JSON and nothing else: ``[보도자료] …`` is not."""
    return _JSON.match(as_utf8(head[:4096])) is not None


def looks_like_text(head: bytes) -> bool:
    """Whether these may be the first bytes of a text: no control characters but line ends and tabs."""
    return bool(head) and (
        wide_encoding(head) is not None or not any(byte < 9 or 13 < byte < 27 for byte in head[:4096])
    )


def json_shape(head: bytes) -> str | None:
    """``lines`` or ``document`` for what begins like JSON, else None.

    A document is an array of objects, one object over several lines, or one object in all.
    """
    text = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if text[:1] == b"[":
        return "document" if text[1:].lstrip()[:1] in (b"{", b"]", b"") else "lines"
    if text[:1] != b"{":
        return None
    line, end, rest = text.partition(b"\n")
    if not end:
        return "document"  # the one line of the file, or longer than what is seen of it
    if line.strip() == b"{" or (b'"' in line and not line.rstrip().endswith(b"}")):
        return "document"
    return "lines" if rest.strip() else "document"


def surely_document(head: bytes) -> bool:
    """Whether what is called JSON Lines is an array, or objects over several lines."""
    text = head.removeprefix(codecs.BOM_UTF8).lstrip()
    first = text.partition(b"\n")[0].strip()
    return (
        first == b"{"
        or (text[:1] == b"[" and text[1:].lstrip()[:1] == b"{")
        or (first == b"[" and b"{" in text[:200])
    )
