"""The text of a HWP 5 file by extract-hwp, with the rows of its tables from ai-hwp-reader."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from hwp_reader import read

from scrapers.attachments.distribution import ordinary
from scrapers.attachments.exact import exact_text
from scrapers.attachments.hwp_blocks import cells
from scrapers.attachments.tables import with_rows

#: What the second reader raises on a file that it understands less well than the first.
BROKEN = (ValueError, RuntimeError, LookupError, TypeError, AttributeError, struct.error, zlib.error)


def read_hwp(path: Path) -> str:
    """One paragraph per line, a table's row per line. Raises ReaderError, OSError."""
    path = ordinary(path)
    text = exact_text(path)
    try:
        tables = [tuple(cells(block)) for block in read(str(path)) if block["type"] == "table"]
    except BROKEN:
        return text  # the cells stay lines: the text is what counts
    return with_rows(text, tables)
