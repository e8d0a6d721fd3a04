"""Rows as CSV and as JSON Lines."""

from __future__ import annotations

import csv
import json
import math
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import IO

from db.columns import Cell, Cells, Column, Tree

#: What tells Excel that a file is UTF-8.
BOM = "\ufeff"
#: Letters that some programs take for the end of a line, as JSON may write them; it escapes all others.
_LINE_ENDS = tuple((end, f"\\u{ord(end):04x}") for end in "\u0085\u2028\u2029")
# What a spreadsheet takes for the beginning of a formula, in the wide forms of East Asian keyboards too.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")


def write_jsonl(out: IO[str], trees: Iterable[Tree]) -> None:
    """One object a line, whatever a reader takes for the end of one."""
    for one in trees:
        line = json.dumps(one, ensure_ascii=False)
        for end, escape in _LINE_ENDS:
            line = line.replace(end, escape)
        out.write(line + "\n")


def write_csv(out: IO[str], columns: Sequence[Column], rows: Iterable[Cells], *, guarded: bool) -> None:
    """A line of names, then a line for each row; lines end as RFC 4180 says.

    guarded: for spreadsheets, see `guard`.
    """
    written = csv.writer(out)
    written.writerow([guard(column.name) if guarded else column.name for column in columns])
    for row in rows:
        written.writerow([csv_cell(cell, guarded=guarded) for cell in row])


def guard(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would run it as a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def csv_cell(cell: Cell, *, guarded: bool) -> str:
    """A cell as CSV has it: empty for null."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return guard(cell) if guarded else cell
    if isinstance(cell, float):
        # in full: 0.0000001, not 1e-07
        return format(Decimal(repr(cell)), "f") if math.isfinite(cell) else repr(cell)
    return cell.hex() if isinstance(cell, bytes) else str(cell)
