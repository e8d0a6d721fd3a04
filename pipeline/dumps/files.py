"""The files of a dump, and what each is called."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from stat import S_ISREG

EMPTY_FOLDER = "an empty folder: no articles in it"
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
    here = (given for given in paths if given != "-" and "://" not in given)
    return [file for given in here for file in _files(given) if file.is_file()]


def pieces(paths: Iterable[str]) -> list[Piece]:
    """One piece for each file of the dump, in a stable order; for a folder without any, the folder.

    Folders that can't be listed and links that lead nowhere are pieces too: reading them says what is wrong.

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
        Piece(str(file), shown(str(PurePosixPath(name, *file.relative_to(root).parts))), _size(file))
        for file in files
    ]


def folder_fault(path: str) -> str:
    """Why a folder that stands among the files of a dump gives nothing. Raises OSError where it can't be
    listed."""
    with os.scandir(path) as inside:
        if Path(path).is_symlink() and any(inside):
            return "a link to a folder, which is not followed; name that folder too"
        return EMPTY_FOLDER


def _files(given: str) -> list[Path]:
    """The files below a folder, and whatever may hold some and can't be read: folders, broken links."""
    path = Path(given)
    if path.is_dir():
        return sorted(_below(path))
    if path.exists():
        return [path]
    raise FileNotFoundError(f"{given}: no such file or folder")


def _below(root: Path) -> Iterator[Path]:
    unlisted: list[OSError] = []
    for folder, inner, names in os.walk(root, onerror=unlisted.append):
        here = Path(folder)
        inner[:] = [name for name in inner if not hidden(PurePosixPath(name))]
        yield from (here / name for name in inner if _leads_out(here / name, root))
        yield from (
            here / name for name in names if not hidden(PurePosixPath(name)) and _is_read(here / name)
        )
    yield from (Path(os.fsdecode(error.filename)) for error in unlisted)


def _leads_out(path: Path, root: Path) -> bool:
    """Whether a folder is a link to one outside of the dump."""
    return path.is_symlink() and not path.resolve().is_relative_to(root.resolve())


def _is_read(path: Path) -> bool:
    """Whether this is a file, or can't be read: what it is would be said then."""
    try:
        return S_ISREG(path.stat().st_mode)
    except OSError:
        return True


def _size(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0


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
