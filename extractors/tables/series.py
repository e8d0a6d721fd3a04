"""Figures in one line with the unit that they share: ``예산(억원) : (’24) 1,066 → (’25) 1,415``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.tables.cells import Cell, cell
from extractors.tables.rows import Line
from extractors.tables.units import Clause

_FIGURE = r"(?P<figure>(?:[△▲▵▽▼] ?|[+-])?(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,12})(?:\.\d{1,6})?)"
# "('24)", "[5월]", "('23.1~7월)"; "대만", "수도권 외"; "2024년", "'25년", "3월", "'24.1분기", "'25)"
_LABEL = (
    r"(?P<label>[(\[][^()\[\]\n]{1,30}[)\]]|'?\d{1,4}(?:\.\d{1,2})?(?:년|월|분기|반기|\))(?: ?말)?"
    r"|[가-힣A-Za-z][가-힣A-Za-z· ]{0,20})"
)
# "14.2|(31.6)", "155.4|(24.1↑)", "△2,704|(전년대비 8%)"
_REMARK = r"(?: ?\((?:(?P<year>'?\d{2,4}년?(?:\.\d{1,2}월?)?)|[^()\n]{1,40})\))?"
_NEXT = r" {0,2}(?=\Z|\n|→|⇒|➔|->|=>|[,/;(\[])"
_ITEM = re.compile(rf"(?:{_LABEL} ?:? ?)?{_FIGURE}(?![\d.,]*\d){_REMARK}{_NEXT}")
# "남미(1,847, +36.5)": the figures of a label in brackets, the first for the first unit
_INSIDE = re.compile(
    rf"(?P<label>[가-힣A-Za-z][가-힣A-Za-z· ]{{0,20}})\({_FIGURE}, ?[^()\n]{{1,30}}\){_NEXT}"
)
# "1,066| → |1,415", "7.40| / |6.48"
_SEPARATOR = re.compile(r" {0,2}(?:→|⇒|➔|->|=>|[,/;]) {0,2}| {1,2}")
_COLON = re.compile(r" {0,2}[:：] {0,2}")
_BULLET = re.compile(r"[\s○●ㅇο◦▪▸▶►▲▷✔√·∘□■※*-]{0,6}")
_MANY = 100


@dataclass(frozen=True, slots=True)
class Series:
    """title: what the figures are of. items: each figure with its label, if it has one."""

    title: Cell | None
    items: tuple[tuple[Cell, Cell | None], ...]


def read(text: str, clause: Clause, lines: Sequence[Line]) -> Series | None:
    """The figures that share the unit of ``clause``; None where its line is no series.

    lines: that of the clause and the next one, where the figures stand if the first ends with its colon.
    After the unit: with a colon, or at least two figures of which each has a label. Before it, only where
    the unit says 단위 and ends the line: at least two with labels after a colon.
    """
    start, end = lines[0]
    shares = len(clause.measures) > 1
    colon = _COLON.match(text, clause.end, end)
    if colon and colon.end() == end and len(lines) > 1:
        after = _items(text, *lines[1], shares)
    else:
        after = _items(text, colon.end() if colon else _past_blank(text, clause.end), end, shares)
    if after and (colon or (len(after) > 1 and all(label for _, label in after))):
        return Series(_title(text, start, clause.start), tuple(after))
    if clause.said and clause.end == end and not colon:
        place = text.rfind(": ", start, clause.start)
        first = place + 2 if place >= 0 else -1
        before = _items(text, first, clause.start, shares) if first >= 0 else []
        if len(before) > 1 and all(label for _, label in before):
            return Series(_title(text, start, place), tuple(before))
    return None


def _items(text: str, at: int, end: int, shares: bool) -> list[tuple[Cell, Cell | None]]:
    """Figures one after the other, until something else comes. shares: one without a label may be a rate."""
    items: list[tuple[Cell, Cell | None]] = []
    label: Cell | None = None
    while at < end and len(items) < _MANY:
        match = _ITEM.match(text, at, end) or _INSIDE.match(text, at, end)
        if match is None:
            break
        figure = cell(text, *match.span("figure"))
        if match["label"]:
            label = cell(text, *match.span("label"))
        elif match.re is _ITEM and match["year"]:
            label = cell(text, *match.span("year"))
        elif shares:
            break
        if figure.kind == "text":  # a year
            break
        if figure.kind == "figure":
            items.append((figure, label))
        separator = _SEPARATOR.match(text, match.end(), end)
        at = separator.end() if separator else match.end()
    return items


def _title(text: str, start: int, end: int) -> Cell | None:
    mark = max(text.rfind("*", start, end), text.rfind("※", start, end)) + 1
    bullet = _BULLET.match(text, max(start, mark), end)
    title = cell(text, bullet.end() if bullet else start, end)
    return title if title.text else None


def _past_blank(text: str, at: int) -> int:
    return at + 1 if text[at : at + 1] == " " else at
