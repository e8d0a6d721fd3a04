"""extract-hwp, which gives the text of HWP and HWPX files exactly, a paragraph or a cell per line."""

from __future__ import annotations

import logging
from pathlib import Path

from extract_hwp import extract_text_from_hwp

from scrapers.attachments.reader_error import ReaderError


class _Complaints(logging.Handler):
    """What the package says only to the log: what was broken, where its own reason is "no content"."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def exact_text(path: Path) -> str:
    """The text; the file's extension has to be that of its format. Raises ReaderError with the reason."""
    complaints = _Complaints()
    logging.getLogger().addHandler(complaints)
    try:
        text, reason = extract_text_from_hwp(str(path))
    finally:
        logging.getLogger().removeHandler(complaints)
    if reason:
        # HWP5 텍스트 추출 중 IO/구조체 오류: /…/document.hwp, 오류: 잘린 HWP 레코드 본문
        broken = [message.rpartition("오류: ")[2] for message in complaints.messages]
        raise ReaderError(" ".join((broken[0] if broken else reason).replace(str(path), path.name).split()))
    return str(text)
