"""Dates in Korean text: every expression that names a stretch of the calendar, with its value.

Two steps: expressions are read without being resolved (forms, ranges), then resolved in text
order against the publication date and the dates named before (resolution, glosses).
"""

from __future__ import annotations

from functools import cache

from extractors.dates.columns import governing_years
from extractors.dates.forms import expressions
from extractors.dates.glosses import settle
from extractors.dates.parts import Expression, Parts
from extractors.dates.ranges import join_ranges
from extractors.dates.resolution import Resolver
from extractors.dates.values import Value
from extractors.mention import Date
from extractors.reading import Reading


def find(reading: Reading) -> list[Date]:
    """Every date of ``reading.text``, sorted, without overlaps, with offsets into that text.

    Relative dates are resolved against ``reading.published``; where that is not known (or not to the day)
    their values are null with a reason.
    """
    found = join_ranges(expressions(reading.text), reading.text)
    resolver = Resolver(reading, _stated_days(found), governing_years(reading.text, found))
    values = settle(reading.text, found, [resolver.resolve(expression) for expression in found])
    return [_date(reading.text, *resolved) for resolved in zip(found, values, strict=True)]


def _stated_days(found: list[Expression]) -> dict[int, set[tuple[int, int]]]:
    """Day of the month → the months (and years, 0 where not said) that the text names with it."""
    stated: dict[int, set[tuple[int, int]]] = {}
    for expression in found:
        if expression.low.day is not None and expression.low.month is not None:
            stated.setdefault(expression.low.day, set()).add((expression.low.month, expression.low.year or 0))
    return stated


def _date(text: str, expression: Expression, values: tuple[Value, Value]) -> Date:
    low, high = values
    start, end, kinds, first, last = expression
    begin = low.days.start.isoformat() if low.days else None
    finish = begin if high is low and low.days and low.days.end is low.days.start else _last_day(high)
    return Date(
        start=start,
        end=end,
        text=text[start:end],
        rule=_rule(kinds),
        certain=not (low.implied or high.implied or _misfits(first, low) or _misfits(last, high)),
        reason=low.reason or high.reason,
        date_start=begin,
        date_end=finish,
        granularity=_granularity(kinds, first),
        reference="offset" if kinds == ("offset",) else _reference(first, low),
    )


def _last_day(value: Value) -> str | None:
    return value.days.end.isoformat() if value.days else None


@cache
def _rule(kinds: tuple[str, ...]) -> str:
    return f"date.{'_'.join(dict.fromkeys(kinds))}"


def _misfits(parts: Parts | None, value: Value) -> bool:
    """Whether a day has another weekday than the one that is written with it."""
    if parts is None or parts.weekday is None or parts.day is None or value.days is None:
        return False
    return value.days.start.weekday() != parts.weekday


_GRANULARITIES = {
    "full": "day",
    "month_day": "day",
    "today": "day",
    "anaphor": "day",
    "weekday": "day",
    "weekend": "part",
    "year_end": "part",
}


def _granularity(kinds: tuple[str, ...], low: Parts) -> str:
    last = kinds[-1]
    if last == "offset":
        return "day" if low.day_shift is not None else "month" if low.month_shift is not None else "year"
    return _GRANULARITIES.get(last, last)


def _reference(parts: Parts, value: Value) -> str:
    if parts.anaphoric or value.lent:
        return "anaphoric"
    return "absolute" if parts.year is not None or parts.period == "century" else "relative"
