"""Text in columns on a terminal, where a Korean syllable is as wide as two letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def width(text: str) -> int:
    """The cells that ``text`` takes in a terminal: 2 for wide characters, 0 for those that join the last."""
    return sum(_cells(character) for character in text)


def columns(rows: Sequence[Sequence[str]], right: Sequence[int] = (), gap: str = "  ") -> list[str]:
    """Lines in which the cells of all rows stand below each other.

    right: the numbers of the columns that are set flush right. Rows may be of different lengths.
    """
    widths = [
        max(width(row[number]) for row in rows if number < len(row))
        for number in range(max(map(len, rows), default=0))
    ]
    return [
        gap.join(_padded(cell, widths[number], number in right) for number, cell in enumerate(row)).rstrip()
        for row in rows
    ]


def shortened(text: str, cells: int) -> str:
    """``text`` in one line and at most so many cells; what is cut off is marked with an ellipsis."""
    line = " ".join(text.split())
    if width(line) <= cells:
        return line
    taken, used = [], 1
    for character in line:
        used += _cells(character)
        if used > cells:
            break
        taken.append(character)
    return "".join(taken).rstrip() + "…"


def _padded(text: str, cells: int, right: bool) -> str:
    space = " " * (cells - width(text))
    return space + text if right else text + space


def _cells(character: str) -> int:
    # Mn, Me: a combining accent. Cf: a zero-width joiner. ᆨ (U+11A8): a final that joins the syllable before.
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc") or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
