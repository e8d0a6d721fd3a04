"""Members of a zip."""

from __future__ import annotations

import stat
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from pipeline.dumps.damage import Damaged
from pipeline.dumps.files import hidden
from pipeline.dumps.records import Record
from pipeline.dumps.streams import Stream, chunks_of

_UTF8, _LOCKED = 0x800, 0x1


def members(stream: Stream) -> Iterator[Stream | Record]:
    """Each file in the zip, by name, as a stream that opens it when it is read; faults and skips in turn."""
    with stream.seekable() as handle:
        try:
            archive = zipfile.ZipFile(handle)
        except Exception as error:  # a broken directory gives whatever its numbers lead to
            yield from stream.fault(f"broken zip ({error}); copy it again, or repair it with zip -FF")
            return
        with archive:
            yield from _members(stream, archive)


def _members(stream: Stream, archive: zipfile.ZipFile) -> Iterator[Stream | Record]:
    named = ((_name(one), one) for one in archive.infolist() if not one.is_dir())
    found = sorted((one for one in named if not hidden(PurePosixPath(one[0]))), key=lambda one: one[0])
    if not found:
        yield from stream.fault("an empty zip: no articles in it")
    for name, one in found:
        if stream.budget.burst:
            return
        yield from _member(stream, archive, name, one)


def _member(
    stream: Stream, archive: zipfile.ZipFile, name: str, info: zipfile.ZipInfo
) -> Iterator[Stream | Record]:
    member = stream.inner("zip", name, _chunks(archive, info))
    if ".." in PurePosixPath(name).parts or stat.S_ISLNK(info.external_attr >> 16):
        yield from member.skipped("a link or a path that leaves the zip")
    elif info.flag_bits & _LOCKED:
        yield from member.fault("locked with a password; unpack it first")
    else:
        try:  # by what is declared, beyond which nothing is unpacked: so each part counts the same
            stream.budget.charge(info.file_size)
        except Damaged as fault:
            yield from stream.fault(fault.reason)
        else:
            yield member


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes | Damaged]:
    try:
        with archive.open(info) as handle:
            yield from chunks_of(handle)
    except Exception as error:  # unknown methods, wrong sums, whatever zlib, bz2 and lzma say
        yield Damaged(f"cannot be unpacked ({error}); copy the zip again, or unpack it first")


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name: UTF-8 where that is declared or fits, else cp949, as Korean Windows writes it."""
    name = info.filename
    if not info.flag_bits & _UTF8 and not name.isascii():
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            return unicodedata.normalize("NFC", name)
        for encoding in ("utf-8", "cp949"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return unicodedata.normalize("NFC", name)
