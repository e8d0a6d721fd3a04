"""The text of an OpenDocument text file: a zip with a ``content.xml``."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree import ElementTree

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
#: Notes and marks of changes are not part of the running text.
LEFT_OUT = frozenset({f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{TEXT}sequence-decls"})
LINES = frozenset({f"{TEXT}p", f"{TEXT}h"})
#: Bytes of ``content.xml``; a release has some hundred thousand.
LIMIT = 64 * 1024 * 1024
#: Elements inside each other; a document of a person has a dozen.
DEPTH = 200
#: ``<text:s text:c="5"/>`` stands for five spaces; a larger count is somebody's joke.
SPACES = 100


def read_odt(path: Path) -> str:
    """One paragraph per line, table cells as lines. Raises ValueError for a file that is none."""
    with zipfile.ZipFile(path) as archive:
        if archive.getinfo("content.xml").file_size > LIMIT:
            raise ValueError(f"content.xml holds more than {LIMIT:,} bytes")
        with archive.open("content.xml") as stream:
            xml = stream.read(LIMIT + 1)
    if len(xml) > LIMIT:
        raise ValueError(f"content.xml holds more than {LIMIT:,} bytes")
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise ValueError("content.xml declares entities")
    body = ElementTree.fromstring(xml).find(f"{OFFICE}body")  # noqa: S314 - entities are refused above
    if body is None:
        raise ValueError("content.xml has no body")
    lines: list[str] = []
    _collect(body, lines, 0)
    return "\n".join(lines)


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
            parts.append(" " * min(int(count) if count.isdecimal() else 1, SPACES))
        elif child.tag == f"{TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{TEXT}line-break":
            parts.append("\n")
        elif child.tag not in LEFT_OUT and child.tag != f"{TEXT}note":
            inner = _inline(child, depth + 1)
            parts.append(f"\n{inner}\n" if child.tag in LINES else inner)
        parts.append(child.tail or "")
    return "".join(parts)
