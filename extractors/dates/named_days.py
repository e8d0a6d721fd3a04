"""Values of days that no solar month gives: holidays (추석 연휴, 광복절) and lunar days (음력 8월 15일)."""

from __future__ import annotations

from datetime import date

from extractors.dates import lunar_calendar
from extractors.dates.calendar_days import Days
from extractors.dates.holiday_days import days as holiday_days
from extractors.dates.parts import Parts
from extractors.dates.values import Value

_UNKNOWN = "the days of this name are not known for the year"
_NO_YEAR = "no publication date to take the year from"


def named_days(parts: Parts, year: int | None, today: date | None, here: int | None) -> Value:
    """The days of a holiday or of the lunar calendar.

    year: as the text says it, else None: then 지난 and 오는 go to the last before and the first after the
    publication (``today``), and a bare name to the nearest. here: the year of publication where its day is
    not known.
    """
    if year is not None:
        return _in_year(parts, year)
    if today is None:
        value = _in_year(parts, here) if here is not None else Value(None, _NO_YEAR)
        return value._replace(implied=True)
    near = [found for step in (-1, 0, 1) if (found := _days(parts, today.year + step))]
    if parts.direction == -1:
        near = [days for days in near if days.start < today][-1:]
    elif parts.direction == 1:
        near = [days for days in near if days.start >= today][:1]
    if not near:
        return Value(None, _UNKNOWN)
    nearest = min(near, key=lambda days: abs((days.start - today).days))
    return Value(nearest, implied=not parts.direction)


def _in_year(parts: Parts, year: int) -> Value:
    found = _days(parts, year)
    return Value(found, None if found else _UNKNOWN, year=year)


def _days(parts: Parts, year: int) -> Days | None:
    if parts.holiday is not None:
        return holiday_days(parts.holiday, year, parts.part)
    if parts.month is None:
        return None
    last = lunar_calendar.last_day(year, parts.month)
    if parts.part == "last":
        return Days(last, last) if last else None
    first = lunar_calendar.solar_day(year, parts.month, parts.day or 1)
    if first is None or parts.part is not None:
        return None
    if parts.day is not None:
        return Days(first, first)
    return Days(first, last) if last else None
