"""Tables kept readable: ``구분 | 2025년 | 2026년`` in one line instead of three.

The text comes from one reader, the cells from another look at the same file. A table becomes rows only where
its cells stand in the text as whole lines in the same order, so that nothing is lost, added or told twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

#: A cell with more characters holds paragraphs, and so does one of several lines that read like some.
PROSE, LONG_LINE = 200, 60
# ㅇ 항만 확충 · - 시험 시설 · ① 계획 · … 밝혔다.
_POINT = re.compile(r"\s{0,5}(?:[□■○●◦◎◇◆▷▶▪▫•·∙‣※*†ㅇ①-⑳➊-➓❶-❿]|[-–—]\s|\d{1,2}[.)]\s|[가-하][.)]\s)")
_SENTENCE = re.compile(r"[다음임함요]\.\s{0,3}$")
#: Tables of one document, and places of one table, that are tried: no file of a person has more.
TABLES, PLACES = 1000, 50
#: Columns that may stay empty between two cells; a wild address gives no longer row.
COLUMNS = 50


class Cell(NamedTuple):
    """Where a cell stands (counted from 0), its text with any spacing, and the tables inside it.

    No dataclass: this module is loaded once per file, and that import takes a tenth of the whole reading.
    """

    row: int
    column: int
    text: str
    tables: tuple[tuple[Cell, ...], ...] = ()


class _Placed(NamedTuple):
    """A cell found in the text: its column and its lines, ``first`` to before ``end``."""

    column: int
    first: int
    end: int


def with_rows(text: str, tables: Iterable[Sequence[Cell]]) -> str:
    """``text`` (a paragraph or cell per line) with a row per line where ``tables`` (in its order) fit.

    A row with less than two filled cells, or with a cell that holds paragraphs, keeps its lines. The columns
    under a merged cell stay empty, so that a column keeps its place: ``| 1,250 | 1,300``.
    """
    lines = text.split("\n")
    places = _Places(lines)
    shown: list[str] = []
    done = 0
    for number, segment in enumerate(segment for table in tables for segment in _segments(table)):
        if number >= TABLES:
            break
        for row in places.find(segment):
            first, end = row[0].first, row[-1].end
            shown += lines[done:first]
            joined = _joined(row, lines)
            shown += lines[first:end] if joined is None else [joined]
            done = end
    return "\n".join(shown + lines[done:])


def _segments(table: Sequence[Cell]) -> Iterator[list[list[Cell]]]:
    """Rows that stand together; a row that holds a table stays as it is, and that table comes instead."""
    rows: list[list[Cell]] = []
    for _, group in groupby(table, key=lambda cell: cell.row):
        row = list(group)
        inner = [inside for cell in row for inside in cell.tables]
        if not inner:
            rows.append(row)
            continue
        yield rows
        rows = []
        for inside in inner:
            yield from _segments(inside)
    yield rows


class _Places:
    """The text without its spaces, and which line begins at each of its letters."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._starts: dict[int, int] = {}
        self._ends: dict[int, int] = {}
        compact: list[str] = []
        length = 0
        for number, line in enumerate(lines):
            piece = _compact(line)
            if piece:
                self._starts[length] = number
                length += len(piece)
                self._ends[length] = number + 1
                compact.append(piece)
        self._text = "".join(compact)
        self._cursor = 0

    def find(self, rows: Sequence[Sequence[Cell]]) -> list[list[_Placed]]:
        """Rows with their lines, from the end of what was found before; nothing where they don't fit."""
        pieces = [[(cell.column, _compact(cell.text)) for cell in row] for row in rows]
        whole = "".join(piece for row in pieces for _, piece in row)
        at = self._text.find(whole, self._cursor) if whole else -1
        for _ in range(PLACES):
            if at < 0:
                break
            placed = self._placed(pieces, at)
            if placed is not None:
                self._cursor = at + len(whole)
                return placed
            at = self._text.find(whole, at + 1)
        return []

    def _placed(self, rows: Sequence[Sequence[tuple[int, str]]], at: int) -> list[list[_Placed]] | None:
        placed = []
        for row in rows:
            cells = []
            for column, piece in row:
                if not piece:
                    continue
                first, end = self._starts.get(at), self._ends.get(at + len(piece))
                if first is None or end is None:
                    return None
                cells.append(_Placed(column, first, end))
                at += len(piece)
            if cells:
                placed.append(cells)
        return placed


def _joined(row: Sequence[_Placed], lines: Sequence[str]) -> str | None:
    """``가 | | 3``, or None where the cells are better read as lines."""
    cells = [(cell.column, [line.strip() for line in lines[cell.first : cell.end]]) for cell in row]
    if len(cells) < 2 or any(_is_prose(parts) for _, parts in cells):
        return None
    shown = ""
    previous = 0
    for at, parts in cells:
        shown += " |" * min(at - previous, COLUMNS) + " " + " ".join(filter(None, parts))
        previous = at
    return shown.strip()


def _is_prose(parts: Sequence[str]) -> bool:
    """One giant cell, or points and sentences under each other; ``1,250억원`` over ``(국비 50%)`` is none."""
    if sum(map(len, parts)) > PROSE:
        return True
    filled = [part for part in parts if part]
    return len(filled) > 1 and any(
        len(part) > LONG_LINE or _POINT.match(part) or _SENTENCE.search(part[-8:]) for part in filled
    )


def _compact(text: str) -> str:
    return "".join(text.split())
