"""Ranges whose two ends are expressions of their own: 7월부터 12월까지, 3일(수)~5일(금)."""

from __future__ import annotations

import re

from extractors.dates.parts import Expression

_CLOCK = (
    r"(?: ?(?:늦은 |이른 )?(?:오전|오후|낮|밤|새벽|저녁|아침))?"
    r"(?: ?(?:\d{1,2}시(?: ?\d{1,2}분| ?반)?|\d{1,2}:\d\d|자정|정오))?"
)
# "~", " - ", " 오전 9시부터 ", " 10:00 ~ "; a line may end behind 부터 and ~
_BETWEEN = re.compile(rf"{_CLOCK} {{0,2}}(?:(~|부터)(?: ?\n)?|(-|에서부터|에서|내지)) {{0,2}}")
_UNTIL = re.compile(rf"{_CLOCK} ?까지(?!로)")
# "11월에서 12월 |사이", "7월에서 9월|간"
_WITHIN = re.compile(r" ?(?:사이|간(?![가-힣])|간의|동안|무렵)")
#: Behind the second end of "A부터 B" where it is no end: "5월부터 6월에 나온".
_NOT_AN_END = re.compile(r"부터|에는|에도|에만|이후|에 (?!걸)")
_ORDER = ("decade", "year", "year_end", "season", "half", "quarter", "month", "week", "part", "day")
_DAYS = frozenset({"full", "month_day", "today", "anaphor", "weekday", "weekend", "offset"})


def join_ranges(found: list[Expression], text: str) -> list[Expression]:
    """Expressions with each pair of ends made one. Changes ("6월에서 9월로") stay apart."""
    joined: list[Expression] = []
    for expression in found:
        if joined and _are_ends(joined[-1], expression, text):
            first = joined.pop()
            kinds = tuple(dict.fromkeys((*first.kinds, *expression.kinds)))
            joined.append(
                Expression(first.start, expression.end, kinds, first.low, expression.high or expression.low)
            )
        else:
            joined.append(expression)
    return joined


def fineness(expression: Expression) -> int:
    """How fine the last word of an expression is: a year 1, a day 9."""
    last = expression.kinds[-1]
    return _ORDER.index("day" if last in _DAYS else last) if last in _ORDER or last in _DAYS else 0


def _are_ends(first: Expression, second: Expression, text: str) -> bool:
    if first.high is not None or second.start - first.end > 24:
        return False
    between = _BETWEEN.fullmatch(text, first.end, second.start)
    if between is None:
        return False
    sign = between[1] or between[2]
    until = _UNTIL.match(text, second.end) is not None
    if sign.startswith("에서"):
        return until or _WITHIN.match(text, second.end) is not None
    if sign == "부터":
        return until or (fineness(first) <= fineness(second) and not _NOT_AN_END.match(text, second.end))
    if sign == "-":
        both_years = first.low.year is not None and second.low.year is not None  # 2016년-2022.5월
        return both_years or fineness(first) == fineness(second)
    return True
