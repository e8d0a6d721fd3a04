"""Compression and archives for generated dumps: the same content gives the same bytes, and all of it streams."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, cast

if sys.version_info >= (3, 14):
    from compression.zstd import ZstdFile
else:
    from backports.zstd import ZstdFile

#: Writes a member of an archive: its name, its bytes.
Add = Callable[[str, bytes], None]

COMPRESSIONS = ("", "gz", "bz2", "xz", "zst")
ARCHIVES = ("zip", "tar", "tar.gz", "tar.bz2", "tar.xz", "tar.zst")
#: When every member of an archive was last changed: 2026-11-01, in seconds and as zip writes it.
MOMENT = 1793491200
ZIP_MOMENT = (2026, 11, 1, 0, 0, 0)
#: Fast levels: what is measured is reading, and a level changes little for the reader.
GZIP, XZ = 6, 1


@contextmanager
def compressed(path: Path, compression: str) -> Iterator[IO[bytes]]:
    """The file for writing; what is written is compressed on the way (``""``: as it is).

    Raises ValueError for a compression that is not in ``COMPRESSIONS``.
    """
    if compression not in COMPRESSIONS:
        raise ValueError(f"{compression}: a file is compressed as one of {', '.join(COMPRESSIONS[1:])}")
    with path.open("wb") as raw:
        if not compression:
            yield raw
            return
        with _compressor(raw, compression) as out:
            yield out


def _compressor(raw: IO[bytes], compression: str) -> AbstractContextManager[IO[bytes]]:
    makers: dict[str, Callable[[], object]] = {
        # neither a time nor a name in the header
        "gz": lambda: gzip.GzipFile(filename="", mode="wb", compresslevel=GZIP, fileobj=raw, mtime=0),
        "bz2": lambda: bz2.BZ2File(raw, "wb"),
        "xz": lambda: lzma.LZMAFile(raw, "wb", preset=XZ),  # noqa: SIM115 (closed by its user)
        "zst": lambda: ZstdFile(raw, "wb"),
    }
    return cast("AbstractContextManager[IO[bytes]]", makers[compression]())


@contextmanager
def archived(path: Path, archive: str) -> Iterator[Add]:
    """An archive to which members can be added one after the other.

    Raises ValueError for an archive that is not in ``ARCHIVES``.
    """
    if archive not in ARCHIVES:
        raise ValueError(f"{archive}: an archive is one of {', '.join(ARCHIVES)}")
    if archive == "zip":
        with zipfile.ZipFile(path, "w") as zipped:
            yield lambda name, content: _zip_member(zipped, name, content)
        return
    with (
        compressed(path, archive.removeprefix("tar").removeprefix(".")) as out,
        tarfile.open(fileobj=out, mode="w|", format=tarfile.GNU_FORMAT) as tarred,
    ):
        yield lambda name, content: _tar_member(tarred, name, content)


def _zip_member(zipped: zipfile.ZipFile, name: str, content: bytes) -> None:
    member = zipfile.ZipInfo(name, ZIP_MOMENT)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system = 3  # else Windows writes another number
    member.external_attr = 0o644 << 16
    zipped.writestr(member, content)


def _tar_member(tarred: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mtime, member.mode = len(content), MOMENT, 0o644
    tarred.addfile(member, io.BytesIO(content))
    tarred.members.clear()  # type: ignore[attr-defined]  # it would remember every member of a million
