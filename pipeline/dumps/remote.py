"""Dumps at addresses (``s3://…``), through fsspec where it is installed."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import IO, Any, cast

from pipeline.dumps.files import Piece, hidden, shown


def remote_pieces(given: str) -> list[Piece]:
    """The files at an address, which may be a folder or hold ``*``.

    Raises FileNotFoundError where there is none, or where what reads such addresses is not installed.
    """
    try:
        system, path = system_at(given)
        if any(char in path for char in "*?["):
            found = {
                name: info for name, info in system.glob(path, detail=True).items() if info["type"] == "file"
            }
            root = ""
        elif system.isdir(path):
            found, root = system.find(path, detail=True), path.rstrip("/")
        else:
            found, root = {path: system.info(path)}, ""
    except (OSError, ValueError, ImportError) as error:
        raise FileNotFoundError(f"{given}: {_said(error)}") from None
    pieces = [
        Piece(system.unstrip_protocol(name), shown(_place(name, root)), int(info.get("size") or 0))
        for name, info in sorted(found.items())
        if not hidden(PurePosixPath(name[len(root) :] if root else PurePosixPath(name).name))
    ]
    if not pieces and not root:
        raise FileNotFoundError(f"{given}: no such file or folder")
    return pieces or [Piece(given, PurePosixPath(root).name, 0)]


def open_remote(path: str) -> IO[bytes]:
    """The file at an address. Raises OSError saying why it can't be had."""
    try:
        system, inner = system_at(path)
        if system.isdir(inner):
            raise IsADirectoryError(f"{path} is a folder")
        return cast("IO[bytes]", system.open(inner, "rb"))
    except (ValueError, ImportError) as error:
        raise OSError(_said(error)) from None


def system_at(given: str) -> tuple[Any, str]:
    """What reads and writes at an address, and the path there. Raises ImportError, ValueError, OSError."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise ImportError("addresses are read by fsspec: pip install 'sacho[dask]'") from None
    system, path = url_to_fs(given)
    return system, str(path)


def _place(name: str, root: str) -> str:
    path = PurePosixPath(name)
    return str(PurePosixPath(root).name / path.relative_to(root)) if root else path.name


def _said(error: Exception) -> str:
    return (
        "no such file or folder"
        if isinstance(error, FileNotFoundError)
        else str(error) or type(error).__name__
    )
