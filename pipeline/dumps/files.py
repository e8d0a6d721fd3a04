"""The files of a dump, and what each is called."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

_BESIDE_PARQUET = frozenset(("_SUCCESS", "_metadata", "_common_metadata"))


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of a dump, or one of the ``parts`` parts of it.

    path: as the user named it, or below the folder that they named; ``-`` is standard input; may be an
    address with ``://``. place: how ``RawRecord.place`` begins, the same on every machine. size: in bytes.
    """

    path: str
    place: str
    size: int
    part: int = 1
    parts: int = 1


def dump_files(paths: Iterable[str]) -> list[Path]:
    """All files below the given files and folders, sorted within each; ``-`` and addresses are left out.

    Hidden files are not articles. Raises FileNotFoundError naming a path that does not exist.
    """
    return [file for given in paths if given != "-" and "://" not in given for file in _files(given)]


def pieces(paths: Iterable[str]) -> list[Piece]:
    """One piece for each file of the dump, in a stable order; for a folder without any, the folder.

    Raises FileNotFoundError naming a path that does not exist, or can't be listed and why.
    """
    found: list[Piece] = []
    for given in paths:
        if given == "-":
            found.append(Piece("-", "-", 0))
        elif "://" in given:
            from pipeline.dumps.remote import remote_pieces

            found += remote_pieces(given)
        else:
            found += _local(given)
    return found


def _local(given: str) -> list[Piece]:
    root = Path(given)
    files = _files(given)
    if not root.is_dir():
        return [Piece(given, shown(root.name), root.stat().st_size)]
    if not files:
        return [Piece(given, shown(root.resolve().name), 0)]
    name = root.resolve().name
    return [
        Piece(
            str(file),
            shown(str(PurePosixPath(name, *file.relative_to(root).parts))),
            file.stat().st_size,
        )
        for file in files
    ]


def _files(given: str) -> list[Path]:
    path = Path(given)
    if path.is_dir():
        return sorted(
            file for file in path.rglob("*") if file.is_file() and not hidden(file.relative_to(path))
        )
    if path.exists():
        return [path]
    raise FileNotFoundError(f"{given}: no such file or folder")


def hidden(path: Path | PurePosixPath) -> bool:
    """Whether a file is no part of a dump: ``.DS_Store``, ``__MACOSX/…``, what Spark lays beside Parquet."""
    return path.name in _BESIDE_PARQUET or any(
        (part.startswith(".") and part != "..") or part == "__MACOSX" for part in path.parts
    )


def shown(name: str) -> str:
    """A file's name as text: one that is no UTF-8 is in cp949, as on Korean Windows; composed (NFC)."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        raw = os.fsencode(name)
        try:
            name = raw.decode("cp949")
        except UnicodeDecodeError:
            name = raw.decode("utf-8", "replace")
    return unicodedata.normalize("NFC", name)
