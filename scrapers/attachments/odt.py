"""The text of an OpenDocument text file: a zip with a ``content.xml``."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from xml.etree import ElementTree

from scrapers.attachments.tables import Cell, with_rows
from scrapers.attachments.xml_guard import guard_zip

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
#: Notes and marks of changes are not part of the running text.
LEFT_OUT = frozenset({f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{TEXT}sequence-decls"})
LINES = frozenset({f"{TEXT}p", f"{TEXT}h"})
CELLS = frozenset({f"{TABLE}table-cell", f"{TABLE}covered-table-cell"})
REPEATED = f"{TABLE}number-columns-repeated"
#: Bytes of ``content.xml``; a release has some hundred thousand.
LIMIT = 64 * 1024 * 1024
#: Elements inside each other; a document of a person has a dozen.
DEPTH = 200
#: ``<text:s text:c="5"/>`` stands for five spaces, a repeated cell for as many; more is somebody's joke.
SPACES, COPIES = 100, 50


def read_odt(path: Path) -> str:
    """One paragraph per line, a table's row per line.

    Raises ReaderError, ValueError, ParseError, KeyError or BadZipFile for a file that is none.
    """
    guard_zip(path)
    with zipfile.ZipFile(path) as archive, archive.open("content.xml") as stream:
        xml = stream.read(LIMIT + 1)
    if len(xml) > LIMIT:
        raise ValueError(f"content.xml holds more than {LIMIT:,} bytes")
    body = ElementTree.fromstring(xml).find(f"{OFFICE}body")  # noqa: S314 - the guard refused entities
    if body is None:
        raise ValueError("content.xml has no body")
    for row in list(body.iter(f"{TABLE}table-row")):
        _repeat(row)
    lines: list[str] = []
    _collect(body, lines, 0)
    return with_rows("\n".join(lines), _tables(body))


def _repeat(row: ElementTree.Element) -> None:
    """Three equal cells may be written as one that is repeated; empty ones fill up the row, so they stay."""
    for place, cell in reversed(list(enumerate(row))):
        count = cell.get(REPEATED, "1")
        if cell.tag in CELLS and count.isdecimal() and len(count) < 5 and any(cell.itertext()):
            for _ in range(min(int(count), COPIES) - 1):
                row.insert(place, deepcopy(cell))


def _collect(element: ElementTree.Element, lines: list[str], depth: int) -> None:
    if depth > DEPTH:
        raise ValueError("the document is nested too deeply")
    for child in element:
        if child.tag in LINES:
            lines.append(_inline(child, depth + 1).strip())
        elif child.tag not in LEFT_OUT:
            _collect(child, lines, depth + 1)


def _inline(element: ElementTree.Element, depth: int) -> str:
    if depth > DEPTH:
        raise ValueError("the document is nested too deeply")
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{TEXT}s":
            count = child.get(f"{TEXT}c", "1")
            parts.append(" " * (min(int(count), SPACES) if count.isdecimal() and len(count) < 5 else 1))
        elif child.tag == f"{TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{TEXT}line-break":
            parts.append("\n")
        elif child.tag not in LEFT_OUT and child.tag != f"{TEXT}note":
            inner = _inline(child, depth + 1)
            parts.append(f"\n{inner}\n" if child.tag in LINES else inner)
        parts.append(child.tail or "")
    return "".join(parts)


def _tables(element: ElementTree.Element) -> Iterator[tuple[Cell, ...]]:
    """The tables below an element that are not inside another one of them."""
    for child in element:
        if child.tag == f"{TABLE}table":
            yield tuple(_cells(child))
        else:
            yield from _tables(child)


def _cells(table: ElementTree.Element) -> Iterator[Cell]:
    for row, line in enumerate(_rows(table)):
        column = 0
        for cell in line:
            if cell.tag not in CELLS:
                continue
            lines: list[str] = []
            _collect(cell, lines, 0)
            yield Cell(row, column, "\n".join(lines), tuple(_tables(cell)))
            count = "1" if any(lines) else cell.get(REPEATED, "1")
            column += min(int(count), COPIES) if count.isdecimal() and len(count) < 5 else 1


def _rows(table: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Rows may stand in groups (header rows); those of a table inside a cell are not among them."""
    for child in table:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag not in CELLS:
            yield from _rows(child)
