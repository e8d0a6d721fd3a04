"""The readers of each format. They run in a child process only (see sandbox): files are never trusted."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from scrapers.attachments.reader_error import ReaderError

#: A text with fewer characters is not a document's.
SHORTEST = 30
#: What a distribution copy says to a programme that can't open it, and nothing else.
# 이 문서는 상위 버전의 배포용 문서입니다. 문서를 읽으려면 …
DUMMY = re.compile(r"(?:상위|높은)\s?버전|배포용\s?(?:으로\s?저장된\s?)?문서")
#: A dummy notice has about a hundred characters; a release about distribution copies has more.
DUMMY_LENGTH = 300
#: Letters in a thousand that no writing uses (unassigned, for private use, replaced) and that make a text
#: garbled: a font without its table of letters, a damaged stream. Bullets of old files are among them, too.
GARBLED = 200
#: Module and function that read a format with a package; only the one that is asked is loaded.
READERS = {
    ("hwpx", "extract-hwp"): ("hwpx", "read_hwpx"),
    ("hwpx", "ai-hwp-reader"): ("hwp_blocks", "read_hwpx_blocks"),
    ("hwp", "extract-hwp"): ("hwp", "read_hwp"),
    ("hwp", "ai-hwp-reader"): ("hwp_blocks", "read_hwp_blocks"),
    ("odt", "sacho"): ("odt", "read_odt"),
    ("pdf", "pypdfium2"): ("pdf", "read_pdf"),
}


def reader(kind: str, package: str) -> Callable[[Path], str]:
    """The function that reads files of a format with a package."""
    module, function = READERS[kind, package]
    found: Callable[[Path], str] = getattr(import_module(f"scrapers.attachments.{module}"), function)
    return found


def read_file(path: Path, kind: str, package: str) -> str:
    """The text of the file by one reader.

    Raises ReaderError where there is none, and whatever a library raises on a broken file.
    """
    text = reader(kind, package)(path).strip()
    if len(text) < SHORTEST:
        raise ReaderError(f"only {len(text)} characters of text (a scan?)")
    if len(text) < DUMMY_LENGTH and DUMMY.search(text):
        raise ReaderError("only the notice of a distribution copy")
    if _unreadable(text) * 1000 > GARBLED * len(text):
        raise ReaderError("mostly letters that no writing uses (a font without its table?)")
    return text


def _unreadable(text: str) -> int:
    """How many characters are of no script: Cn, Co, Cs, controls but tab and line end, U+FFFD."""
    counts = Counter(text)
    return sum(
        count
        for letter, count in counts.items()
        if letter not in "\t\n\r"
        and (letter == "\ufffd" or unicodedata.category(letter) in ("Cn", "Co", "Cs", "Cc"))
    )
