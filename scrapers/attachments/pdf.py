"""The text of a PDF, with the lines put together again that the page's width had cut."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from scrapers.attachments.linebreaks import joined

#: Pages that are read; a release has a dozen, a white paper some hundred.
PAGES = 500
#: What PDFium puts for a hyphen at a line's end, which it takes for hyphenation: 한-|태 협정
HYPHEN = "\ufffe"


def read_pdf(path: Path) -> str:
    """The text, one paragraph per line where that can be told. Raises PdfiumError, ValueError."""
    document = pypdfium2.PdfDocument(path)
    try:
        if len(document) > PAGES:
            raise ValueError(f"{len(document)} pages, at most {PAGES} are read")
        lines: list[str] = []
        for page in document:
            text = page.get_textpage()
            lines += text.get_text_range().replace(HYPHEN, "-").splitlines()
            text.close()
            page.close()
        return "\n".join(joined(lines))
    finally:
        document.close()
