"""Bare figures of tables, with the unit that the table says elsewhere: ``(단위: 백만원)`` … ``1,250``.

They are no mentions of money, which extractors.money finds: their own words name no currency. Nothing is
guessed: a figure whose unit the table leaves open is left out, or has no amount and a ``reason``. △, ▲, ▼ and
- make an amount negative; ▲ in a table with ▼ may be an arrow and has no amount. ``(△7)`` is negative;
``(1,200)`` may be a loss, a part or last year's, and has no amount.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from extractors import numerals
from extractors.mention import TableAmount
from extractors.reading import Reading
from extractors.tables import series as table_series
from extractors.tables import units as table_units
from extractors.tables.cells import Cell
from extractors.tables.extent import extent, head_start, lines_of
from extractors.tables.reading import Choice, Table, choice, money, own_units, shares_in_brackets
from extractors.tables.rows import Column, Line, Row, is_corner, rows
from extractors.tables.series import Series
from extractors.tables.units import Clause, Measure
from extractors.tables.words import sense

_NAMELESS = "several states have a currency of this name"
# what can be a unit in brackets behind a head: "(백만원)", "[억 달러, %]", "(천 USD)"
_HINT = re.compile(
    r"[(\[] ?[십백천만억조]{0,3} ?(?:[^\W\d]{0,6} ?)?(?:[원불弗엔$₩€¥]|달러|유로|위안|[A-Z]{3})"
    r" ?[)\],/·;(]"
)
#: A head that stands in a line of its own is no longer.
_HEAD = 40
_LABEL = 80
#: No line of a table is longer.
_LINE = 4000
#: Behind the unit of a head stands at most a mark: "구매 실적(조원)|[A/B]".
_MARK = 5
#: The first row of a table stands within so many lines of its unit.
_CAPTION = 5
# "|○ |총지출", "|- |국비"
_BULLET = re.compile(r"\A[\s○●ㅇο◦▪▸▶▷✔·∘□■-]{1,4}")


def find(reading: Reading) -> list[TableAmount]:
    """Amounts of tables, sorted, without overlaps, with offsets into ``reading.text``."""
    text = reading.text
    if "단위" not in text and not _HINT.search(text):
        return []
    clauses = table_units.clauses(text)
    if not any(money(clause.measures) or not clause.measures for clause in clauses):
        return []
    lines = lines_of(text)
    starts = [start for start, _ in lines]
    borders = [clause.start for clause in clauses if clause.said]
    found: list[TableAmount] = []
    done = 0
    for clause in clauses:
        if clause.start < done or (clause.said and not money(clause.measures)):
            continue
        at = bisect_right(starts, clause.start) - 1
        if lines[at][1] - lines[at][0] > _LINE:
            continue
        series = table_series.read(text, clause, lines[at : at + 2]) if clause.measures else None
        if series:
            found += _of_series(text, clause, series)
            done = max(lines[at][1], series.items[-1][0].end)
            continue
        begin = _beginning(text, lines, at, clause, done)
        following = bisect_right(borders, lines[at][1])
        border = borders[following] if following < len(borders) else len(text)
        table = [] if begin is None else extent(text, lines, begin, border)
        if table:
            units = clause.measures if _of_all(text, lines[at], clause) else ()
            found += _of_table(text, table, units, "table.unit_line" if clause.said else "table.head")
            done = table[-1][1]
    return found


def _of_all(text: str, line: Line, clause: Clause) -> bool:
    """Whether a unit holds for the whole table, and not for the column alone in whose head it stands."""
    start, end = line
    before = text[start : clause.start]
    if not clause.said:
        return False
    return "|" not in text[start:end] or "|" not in before or not before.rpartition("|")[2].strip()


def _beginning(text: str, lines: Sequence[Line], at: int, clause: Clause, done: int) -> int | None:
    """The first line of the table that a clause belongs to; None where it stands in prose."""
    start, end = lines[at]
    barred = "|" in text[start:end]
    if _is_syllable(text, start, clause):
        return None
    if not _of_all(text, lines[at], clause):
        is_cell = barred or (end - clause.end <= _MARK and end - start <= _HEAD)
        return head_start(text, lines, at, done) if is_cell else None
    if barred or is_corner(text[start : clause.start]):
        return at
    # what stands between the unit and the corner is a caption
    corners = (
        place for place, line in enumerate(lines[at + 1 : at + _CAPTION]) if is_corner(text[slice(*line)])
    )
    return at + 1 + next(corners, 0)


def _is_syllable(text: str, start: int, clause: Clause) -> bool:
    """Whether ``(원)`` is a part of a word: ``대학(원)``, and not ``지원금(원)``."""
    if clause.said or not any(unit.plain_won for unit in clause.measures):
        return False
    bar = text.rfind("|", start, clause.start)
    return sense(text[max(start, bar + 1) : clause.start]) != "money"


def _of_series(text: str, clause: Clause, series: Series) -> Iterator[TableAmount]:
    units = money(clause.measures)
    if clause.measures[0] is not units[0] or len(units) > 1:
        return
    if series.title and sense(series.title.text) == "rate":
        return
    table = Table(text, clause.measures, "table.series")
    title = (series.title,) if series.title else ()
    for figure, label in series.items:
        yield _amount(table, figure, Choice(units[0]), title, (label,) if label else None)


def _of_table(
    text: str, lines: Sequence[Line], units: tuple[Measure, ...], rule: str
) -> Iterator[TableAmount]:
    found = rows(text, lines)
    figures = [figure for row in found for figure, _ in row.values]
    signs = {figure.sign for figure in figures}
    table = Table(
        text,
        units,
        rule,
        arrows="▲" in signs and bool(signs & {"▼", "▽"}),
        brackets=any(figure.kind == "bracketed" and not figure.sign for figure in figures),
        paired=any(shares_in_brackets(row) for row in found),
        named=any(
            sense(one.text) == "money" for row in found for _, over in row.values for one in over or ()
        ),
    )
    of_rows = sum(bool(own_units(text, row.labels)) for row in found)
    for row in found:
        if row.head and own_units(text, row.labels) and of_rows == 1 and not _under_years(row):
            continue  # what looks like its label is the head's last cell
        for figure, column in row.values:
            chosen = choice(table, row, figure, column)
            if chosen:
                yield _amount(table, figure, chosen, row.labels, column)


def _under_years(row: Row) -> bool:
    """Whether the words over the first row are those of its columns: ``2024년`` ``2025년`` ``대출(억원)``."""
    over = row.head[-len(row.values) :]
    return len(over) == len(row.values) and all(any(map(str.isdecimal, one.text)) for one in over)


def _amount(
    table: Table, figure: Cell, chosen: Choice, labels: Sequence[Cell], column: Column | None
) -> TableAmount:
    unit = chosen.measure
    reason = chosen.reason or (None if unit.code else _NAMELESS)
    return TableAmount(
        start=figure.start,
        end=figure.end,
        text=table.text[figure.start : figure.end],
        rule=table.rule,
        certain=chosen.certain,
        reason=reason,
        amount=None if chosen.reason else numerals.plain(figure.value * unit.factor),
        currency=unit.code,
        unit=table.text[unit.start : unit.end],
        unit_start=unit.start,
        unit_end=unit.end,
        row_label=_label(labels),
        column_label=_label(column or ()),
    )


def _label(cells: Sequence[Cell]) -> str | None:
    """The words of cells in one line, a bullet before them left out."""
    words = " ".join(" ".join(one.text for one in cells).split())
    return _BULLET.sub("", words)[:_LABEL] or None
