"""The readers of each format. They run in a child process only (see sandbox): files are never trusted."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from extract_hwp import extract_text_from_hwp
from hwp_reader import read as read_blocks

from scrapers.attachments.odt import read_odt
from scrapers.attachments.pdf import read_pdf

#: A text with fewer characters is not a document's.
SHORTEST = 30
#: What a distribution copy says to a programme that can't open it, and nothing else.
# 이 문서는 상위 버전의 배포용 문서입니다. 문서를 읽으려면 …
DUMMY = re.compile(r"(?:상위|높은)\s?버전|배포용\s?(?:으로\s?저장된\s?)?문서")
#: A dummy notice has about a hundred characters; a release about distribution copies has more.
DUMMY_LENGTH = 300
#: Bytes that the XML parts of a HWPX file may hold together, and how many entries.
UNPACKED, ENTRIES = 256 * 1024 * 1024, 4096

Reader = Callable[[Path], str]


class ReaderError(Exception):
    """A reader says that it can't read the file, and why."""


def read_file(path: Path, kind: str, package: str) -> str:
    """The text of the file by one reader.

    Raises ReaderError where there is none, and whatever a library raises on a broken file.
    """
    text = READERS[kind, package](path).strip()
    if len(text) < SHORTEST:
        raise ReaderError(f"only {len(text)} characters of text (a scan?)")
    if len(text) < DUMMY_LENGTH and DUMMY.search(text):
        raise ReaderError("only the notice of a distribution copy")
    return text


def _guard_zip(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        if len(entries) > ENTRIES:
            raise ReaderError(f"{len(entries):,} entries in the archive")
        xml = [entry for entry in entries if entry.filename.lower().endswith((".xml", ".hpf"))]
        if sum(entry.file_size for entry in xml) > UNPACKED:
            raise ReaderError(f"more than {UNPACKED:,} bytes of XML in the archive")
        for entry in xml:
            with archive.open(entry) as stream:
                head = stream.read(64 * 1024)
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                raise ReaderError(f"{entry.filename} declares entities")


def _hwpx(path: Path) -> str:
    _guard_zip(path)
    return _hwp(path)


def _hwp(path: Path) -> str:
    text, reason = extract_text_from_hwp(str(path))
    if reason:
        raise ReaderError(reason)
    return str(text)


def _hwp_blocks(path: Path) -> str:
    """The second reader: it opens distribution copies, and gives the rows of tables as ``a | b``."""
    lines: list[str] = []
    for block in read_blocks(str(path)):
        if block["type"] == "text":
            lines.append(block["text"])
        elif block["type"] == "table":
            lines += [" | ".join(str(cell).strip() for cell in row if cell) for row in block["grid"]]
        elif block["type"] in ("textbox", "note"):
            lines.append(block["text"])
    return "\n".join(lines)


def _hwpx_blocks(path: Path) -> str:
    _guard_zip(path)
    return _hwp_blocks(path)


READERS: dict[tuple[str, str], Reader] = {
    ("hwpx", "extract-hwp"): _hwpx,
    ("hwpx", "ai-hwp-reader"): _hwpx_blocks,
    ("hwp", "extract-hwp"): _hwp,
    ("hwp", "ai-hwp-reader"): _hwp_blocks,
    ("odt", "sacho"): read_odt,
    ("pdf", "pypdfium2"): read_pdf,
}
