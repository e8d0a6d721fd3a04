"""The text of HWP and HWPX files by the second reader, ai-hwp-reader: it opens distribution copies too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from hwp_reader import read

from scrapers.attachments.tables import Cell, with_rows
from scrapers.attachments.xml_guard import guard_zip

#: What the reader puts into a cell that holds a table or a remark.
MARKS = ("⟨표 안의 표⟩", "⟨메모⟩")
#: Blocks that are running text; remarks, links, pictures and tracked changes are not.
TEXT = ("text", "textbox", "note", "header", "footer")


def read_hwp_blocks(path: Path) -> str:
    """One paragraph per line, a table's row per line; the reader joins the paragraphs of a cell itself.

    Raises what the reader raises on a broken file (mostly ValueError and RuntimeError).
    """
    lines: list[str] = []
    tables: list[tuple[Cell, ...]] = []
    for block in read(str(path)):
        if block["type"] == "table":
            tables.append(tuple(cells(block)))
            lines += _lines(tables[-1])
        elif block["type"] in TEXT:
            lines += block["text"].splitlines()
    return with_rows("\n".join(lines), tables)


def read_hwpx_blocks(path: Path) -> str:
    """As read_hwp_blocks, of a zip that is checked first."""
    guard_zip(path)
    return read_hwp_blocks(path)


def cells(table: Mapping[str, Any]) -> Iterator[Cell]:
    """The cells of one of the reader's tables, each with the tables inside it."""
    inner: dict[tuple[int, int], list[tuple[Cell, ...]]] = {}
    for nested in table["nested_tables"]:
        inner.setdefault((nested["row"], nested["col"]), []).append(tuple(cells(nested["table"])))
    for cell in table["cells"]:
        text = cell["text"]
        for mark in MARKS:
            text = text.replace(mark, "")
        where = (cell["row"], cell["col"])
        yield Cell(*where, text.strip(), tuple(inner.get(where, ())))


def _lines(table: Sequence[Cell]) -> Iterator[str]:
    for cell in table:
        if cell.text:
            yield cell.text
        for inside in cell.tables:
            yield from _lines(inside)
