"""extract-hwp, which gives the text of HWP and HWPX files exactly, a paragraph or a cell per line."""

from __future__ import annotations

from pathlib import Path

from extract_hwp import extract_text_from_hwp

from scrapers.attachments.reader_error import ReaderError


def exact_text(path: Path) -> str:
    """The text; the file's extension has to be that of its format. Raises ReaderError with the reason."""
    text, reason = extract_text_from_hwp(str(path))
    if reason:
        raise ReaderError(reason)
    return str(text)
