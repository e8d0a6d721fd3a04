"""Rows of CSV by RFC 4180, where a fault in one row costs no other row."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.dumps.damage import Damaged
from pipeline.dumps.lines import Line
from pipeline.dumps.records import MAX_ARTICLE_BYTES

_UNCLOSED = "a quote opens in this line and is not closed before the next one that fits"
_MALFORMED = "a quote inside a quoted cell that is not written twice"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the number of its first line, its lines, and what is wrong with it."""

    number: int
    lines: tuple[bytes, ...]
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class _Shapes:
    """What a line may be. complete: a row; opens: a row up to within a cell in quotes; and then, from
    within such a cell, goes_on: still in it; closes: the rest of the row; reopens: up to within another."""

    complete: re.Pattern[bytes]
    opens: re.Pattern[bytes]
    goes_on: re.Pattern[bytes]
    closes: re.Pattern[bytes]
    reopens: re.Pattern[bytes]


@cache
def _shapes(separator: str, quote: str, escape: str | None) -> _Shapes:
    sep, mark = re.escape(separator).encode(), re.escape(quote).encode()
    off = re.escape(escape or "").encode()
    taken = rb"(?:" + mark + mark + (rb"|" + off + rb"(?:.|\Z)" if escape else b"") + rb")"
    within = rb"[^" + mark + off + rb"]*+(?:" + taken + rb"[^" + mark + off + rb"]*+)*+"
    plain = rb"(?:" + off + rb".|[^" + sep + off + rb"])" if escape else rb"[^" + sep + rb"]"
    bare = rb"(?!" + mark + rb")" + plain + plain + rb"*+"
    cell = rb"(?:" + mark + within + mark + rb" *+|" + bare + rb"|(?=" + sep + rb"|\Z))"
    cells = rb"(?:" + sep + cell + rb")*+"
    return _Shapes(
        re.compile(cell + cells, re.S),
        re.compile(rb"(?:" + cell + sep + rb")*+" + mark + within, re.S),
        re.compile(within, re.S),
        re.compile(within + mark + rb" *+" + cells, re.S),
        re.compile(within + mark + rb" *+" + cells + sep + mark + within, re.S),
    )


class Rows:
    """The rows in lines. A quote that never closes is a fault of its line; reading goes on at the next."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._waiting: deque[Line] = deque()

    def line(self) -> Line | None:
        """The next line, None at the end."""
        return self._waiting.popleft() if self._waiting else next(self._lines, None)

    def give_back(self, lines: list[Line]) -> None:
        """Let these lines come again."""
        self._waiting.extendleft(reversed(lines))

    def rows(self, separator: str, quote: str = '"', escape: str | None = None) -> Iterator[Row]:
        """The rows from here on; blank lines are passed over. escape: what takes the meaning of a quote."""
        shapes, mark = _shapes(separator, quote, escape), quote.encode()
        while (line := self.line()) is not None:
            number, raw = line
            if isinstance(raw, Damaged):
                yield Row(number, (), raw.reason)
            elif mark not in raw or shapes.complete.fullmatch(bare := raw.rstrip(b"\r\n")):
                if raw.strip():
                    yield Row(number, (raw,))
            elif shapes.opens.fullmatch(bare):
                yield self._over_lines(number, raw, shapes)
            else:
                yield Row(number, (raw,), _MALFORMED)

    def _over_lines(self, number: int, raw: bytes, shapes: _Shapes) -> Row:
        held: list[Line] = []
        lines, size = [raw], len(raw)
        while (line := self.line()) is not None:
            held.append(line)
            more = line[1]
            if isinstance(more, Damaged) or (size := size + len(more)) > MAX_ARTICLE_BYTES:
                break
            lines.append(more)
            bare = more.rstrip(b"\r\n")
            if shapes.closes.fullmatch(bare):
                return Row(number, tuple(lines))
            if not (shapes.goes_on.fullmatch(bare) or shapes.reopens.fullmatch(bare)):
                break
        self.give_back(held)
        return Row(number, (raw,), _UNCLOSED)
