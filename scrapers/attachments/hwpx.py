"""The text of a HWPX file (a zip of XML) by extract-hwp, with the rows of its tables."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from scrapers.attachments.exact import exact_text
from scrapers.attachments.tables import Cell, with_rows
from scrapers.attachments.xml_guard import guard_zip

_SECTION = re.compile(r"Contents/section(\d{1,5})\.xml")


def read_hwpx(path: Path) -> str:
    """One paragraph per line, a table's row per line. Raises ReaderError."""
    guard_zip(path)
    return with_rows(exact_text(path), _tables(path))


def _tables(path: Path) -> Iterator[tuple[Cell, ...]]:
    """The outer tables of all sections, in their order; what they hold was bounded by the first look."""
    with zipfile.ZipFile(path) as archive:
        sections = [match for match in map(_SECTION.fullmatch, archive.namelist()) if match]
        for section in sorted(sections, key=lambda match: int(match[1])):
            xml = archive.read(section[0])
            if b"tbl" in xml:
                yield from _inside(ElementTree.fromstring(xml))  # noqa: S314 - the guard refused entities


def _inside(element: ElementTree.Element) -> Iterator[tuple[Cell, ...]]:
    """The tables below an element that are not inside another one of them."""
    for child in element:
        if child.tag.endswith("}tbl"):
            yield tuple(_cells(child))
        else:
            yield from _inside(child)


def _cells(table: ElementTree.Element) -> Iterator[Cell]:
    """Cells in the order of the file; without an address a cell counts by its place in the row."""
    for row, line in enumerate(table.findall("{*}tr")):
        for column, cell in enumerate(line.findall("{*}tc")):
            address = cell.find("{*}cellAddr")
            where = address.attrib if address is not None else {}
            yield Cell(
                _number(where.get("rowAddr"), row),
                _number(where.get("colAddr"), column),
                _text(cell),
                tuple(_inside(cell)),
            )


def _text(cell: ElementTree.Element) -> str:
    """All letters of a cell; spacing does not matter, only the hyphen has a mark of its own."""
    parts: list[str] = []
    for element in cell.iter():
        if element.tag.endswith("}t"):
            for mark in element.iter():
                if mark.tag.endswith("}hyphen"):
                    mark.text = "-"
            parts += element.itertext()
    return "".join(parts)


def _number(value: str | None, otherwise: int) -> int:
    """A column is at most four digits long: what is longer is no address."""
    return int(value) if value and re.fullmatch(r"\d{1,4}", value, re.ASCII) else otherwise
