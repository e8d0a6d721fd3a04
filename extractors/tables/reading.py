"""Which unit a figure of a table has, from the heads over it, the words beside it, and the unit line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.tables.cells import Cell
from extractors.tables.rows import Column, Row
from extractors.tables.units import Measure, measures
from extractors.tables.words import Sense, is_body, is_unit, sense

#: Why a figure that may be money has no amount.
SEVERAL = "the table has several units of money"
SHARE = "may be an amount or a share"
IN_BRACKETS = "in brackets: may be negative, a part or of another year"
ARROW = "the sign may be an arrow"
# "사업비|(백만원)", "예산|(단위: 천원)", "구매 실적|(조원)[A]"
_IN_HEAD = re.compile(
    r"[(\[] ?(?:단위 ?[:=]? ?)?(?P<unit>[^()\[\]\n]{1,30}?) ?[)\]]"
    r"(?: ?[(\[][^()\[\]\n]{1,9}[)\]]|\*{1,3}|\d\))?\Z"
)
# "수출액(|달러|)", "|외화| 예금", "|원화| 예금": heads that choose among several units
_DOLLARS = re.compile(r"달러|불(?![가-힣])|\$|USD|외화")
_WON = re.compile(r"원화|원(?![가-힣])|KRW")
#: So few won are a count that nobody named.
_FEW = 100
#: Words that end so are counts also where they name a row of a table of money.
_COUNTED = ("수", "인원")


@dataclass(frozen=True, slots=True)
class Table:
    """What holds for all figures of a table.

    units: those of its unit line. arrows: ▲ and ▼ both stand in it. brackets: some figures in brackets
    have no sign. paired: its shares stand in brackets after the amounts. named: some column says it is money.
    """

    text: str
    units: tuple[Measure, ...]
    rule: str
    arrows: bool = False
    brackets: bool = False
    paired: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """The unit of a figure. certain: False where only its looks tell. reason: why it has no amount."""

    measure: Measure
    certain: bool = True
    reason: str | None = None


def choice(table: Table, row: Row, figure: Cell, column: Column | None) -> Choice | None:
    """The unit of a figure, or None where it is no money or nothing tells that it is."""
    over = own_units(table.text, column or ())
    beside = own_units(table.text, row.labels, bare=not over)
    if any(units and not money(units) for units in (over, beside)):
        return None
    units = _whose(over or beside, table.units)
    if not money(units):
        return None
    senses = _senses(row, column, mixed=any(unit.kind == "other" for unit in units))
    if senses & {"rate", "count"} or (table.named and column and is_body(column[-1].text)):
        return None
    chosen = _among(table, row, figure, column, units, senses)
    if chosen is None or (chosen.measure.plain_won and abs(figure.value) < _FEW and "money" not in senses):
        return None
    return _signed(table, figure, units, chosen)


def money(units: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """Those of the units that are money."""
    return tuple(unit for unit in units if unit.kind == "money")


def own_units(text: str, cells: tuple[Cell, ...], *, bare: bool = True) -> tuple[Measure, ...]:
    """The units that heads or labels name, the lowest first: ``사업비(백만원)``, ``비율(%)``, ``억원``.

    bare: whether a unit that is a cell by itself counts (a column of units).
    """
    for one in reversed(cells):
        found = _IN_HEAD.search(text, one.start, one.end)
        if not found and not bare:
            continue
        start, end = found.span("unit") if found else (one.start, one.end)
        listed = measures(text, start, end) if end - start <= 30 else ()
        if money(listed) or (listed and is_unit(text[start:end])):
            return listed
    return ()


def _whose(own: tuple[Measure, ...], units: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """A head's own unit before the table's; ``수출(달러)`` only chooses in a table of ``억원, 백만 달러``."""
    if len(money(units)) > 1 and len(own) == 1 and own[0].factor == 1:
        return tuple(unit for unit in units if unit.code == own[0].code) or own
    return own or units


def _senses(row: Row, column: Column | None, *, mixed: bool) -> set[Sense | None]:
    """What the words over and beside a figure say it is; rates and counts whatever else is said."""
    senses = {sense(" ".join(one.text for one in cells)) for cells in (column or (), row.labels)}
    senses |= {sense(one.text) for one in column or ()} & {"rate", "count"}
    for one in row.labels:
        said = sense(one.text)
        if said == "rate" or (said == "count" and (mixed or one.text.endswith(_COUNTED))):
            senses.add(said)
        elif said == "count":
            senses.discard(said)
    return senses


def _among(
    table: Table,
    row: Row,
    figure: Cell,
    column: Column | None,
    units: tuple[Measure, ...],
    senses: set[Sense | None],
) -> Choice | None:
    """The one of several units that a figure has."""
    currencies = money(units)
    words = " ".join(one.text for one in (*(column or ()), *row.labels))
    if len(currencies) > 1:
        fitting = [unit for unit in currencies if (_WON if unit.code == "KRW" else _DOLLARS).search(words)]
        if len(fitting) != 1:
            return Choice(currencies[0], reason=SEVERAL, certain=False)
        currencies = tuple(fitting)
    unit = currencies[0]
    if any(one.kind == "other" for one in units):
        return Choice(unit) if "money" in senses else None
    if "unclear" in senses:
        return Choice(unit, reason=SHARE, certain=False)
    if len(units) == 1 or column is not None:
        return Choice(unit, certain=len(units) == 1 or bool(column))
    if "," in figure.digits or table.paired:
        return Choice(unit, certain=False)
    return Choice(unit, reason=SHARE, certain=False)


def shares_in_brackets(row: Row) -> bool:
    """Whether a row's shares stand in brackets after its amounts: ``61,359`` ``(6.6)``."""
    bracketed = sum(figure.kind == "bracketed" for figure, _ in row.values)
    return bracketed > 0 and bracketed * 2 == len(row.values)


def _signed(table: Table, figure: Cell, units: tuple[Measure, ...], chosen: Choice) -> Choice | None:
    """Brackets and signs that can be read in two ways."""
    if figure.kind == "bracketed":
        if len(units) > 1:
            return None
        if table.brackets or figure.sign in ("", "+"):
            return Choice(chosen.measure, certain=False, reason=IN_BRACKETS)
        return Choice(chosen.measure, certain=False, reason=chosen.reason)
    if table.arrows and figure.sign == "▲":
        return Choice(chosen.measure, certain=False, reason=ARROW)
    return chosen
