"""Distribution copies (배포용 문서) of HWP 5 made ordinary again, so that they are read like any other file.

Hancom's description of the format: such a file has its sections in ViewText, each enciphered behind a
record of 256 bytes that hold the key, and only a notice in BodyText.
"""

from __future__ import annotations

import struct
from pathlib import Path

# ECB is how the format enciphers; nothing is kept secret here, the key lies beside the text
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from olefile import OleFileIO

from scrapers.attachments.reader_error import ReaderError

#: Bits of the file header: packed sections, a distribution copy; and where its 32 bits stand.
PACKED, DISTRIBUTION, FLAGS_AT = 1 << 0, 1 << 2, 36
#: The record that holds the key: its tag, and the bytes of its payload.
TAG, KEY_RECORD = 28, 256
#: Tags begin here; the last one that fits its ten bits has no meaning, so it may fill a section.
FIRST_TAG, FILLER = 16, 0x3FF


def ordinary(path: Path) -> Path:
    """``path``, or for a distribution copy that of an ordinary file made of it, in the same folder.

    Raises ReaderError where the key or a section is damaged, OSError for a broken compound file.
    """
    with OleFileIO(path) as archive:
        if not archive.exists("FileHeader"):
            return path
        header = archive.openstream("FileHeader").read(256)
        if len(header) < FLAGS_AT + 4 or not (flags := _flags(header)) & DISTRIBUTION:
            return path
        names = [name for name in archive.listdir() if name[0] == "ViewText"]
        sections = {"/".join(name): archive.openstream(name).read() for name in names}
    if not sections:
        raise ReaderError("a distribution copy without ViewText")
    copy = path.with_name(f"ordinary{path.suffix}")
    copy.write_bytes(path.read_bytes())
    with OleFileIO(copy, write_mode=True) as archive:
        changed = header[:FLAGS_AT] + struct.pack("<I", flags & ~DISTRIBUTION) + header[FLAGS_AT + 4 :]
        archive.write_stream("FileHeader", changed)
        for name, section in sections.items():
            archive.write_stream(name, _filled(opened(section), len(section), packed=bool(flags & PACKED)))
    copy.write_bytes(_with_names_changed(copy.read_bytes()))
    return copy


def opened(section: bytes) -> bytes:
    """The bytes of a section as an ordinary file has them (mostly packed). Raises ReaderError."""
    if len(section) < 4 + KEY_RECORD:
        raise ReaderError("a distribution copy's section is cut off")
    (head,) = struct.unpack_from("<I", section)
    if head & 0x3FF != TAG or head >> 20 != KEY_RECORD:
        raise ReaderError("a distribution copy's section has no key")
    record = unscrambled(section[4 : 4 + KEY_RECORD])
    at = 4 + (record[0] & 15)
    locked = section[4 + KEY_RECORD :]
    cipher = Cipher(algorithms.AES(record[at : at + 16]), modes.ECB()).decryptor()  # noqa: S305 - see above
    return cipher.update(locked[: len(locked) // 16 * 16]) + cipher.finalize()


def unscrambled(record: bytes) -> bytes:
    """The 256 bytes without their mask: runs of numbers by rand() of Microsoft's C library, from a seed."""
    (seed,) = struct.unpack_from("<I", record)
    plain = bytearray(record)
    state, mask, left = seed, 0, 0
    for at in range(len(record)):
        if not left:
            state, mask = _random(state)
            state, left = _random(state)
            left = (left & 15) + 1
        if at >= 4:  # the seed itself is not masked
            plain[at] ^= mask & 0xFF
        left -= 1
    return bytes(plain)


def _filled(data: bytes, size: int, *, packed: bool) -> bytes:
    """Streams keep their size. After packed data anything may stand; after plain records, a record."""
    if packed:
        return data.ljust(size, b"\0")
    end = _end(data)
    return data[:end] + struct.pack("<II", FILLER | 0xFFF << 20, size - end - 8).ljust(size - end, b"\0")


def _end(records: bytes) -> int:
    """Where the records end and the zeros begin that fill the last enciphered block."""
    at = 0
    while at + 4 <= len(records):
        (head,) = struct.unpack_from("<I", records, at)
        if head & 0x3FF < FIRST_TAG:
            break
        length = head >> 20
        if length == 0xFFF and at + 8 <= len(records):
            length = 4 + struct.unpack_from("<I", records, at + 4)[0]
        at += 4 + length
    return min(at, len(records))


def _random(state: int) -> tuple[int, int]:
    state = (state * 214013 + 2531011) & 0xFFFFFFFF
    return state, state >> 16 & 0x7FFF


def _flags(header: bytes) -> int:
    (flags,) = struct.unpack_from("<I", header, FLAGS_AT)
    return int(flags)


def _with_names_changed(content: bytes) -> bytes:
    """ViewText is BodyText from now on, and BodyText (the notice) ViewText, in the directory."""
    view, body = (name.encode("utf-16-le").ljust(64, b"\0") for name in ("ViewText", "BodyText"))
    return body.join(part.replace(body, view) for part in content.split(view))
