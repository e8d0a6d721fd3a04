"""When a day with a name is: 설날 of 2025, the three days of its 연휴, 성년의 날.

data/holidays.csv has one row for each (key): its rule, the first year that the rule is known to hold in
(``since``), and the first year in which the day before and the day after were days off too. Rules:

    solar 8 15          day of a month
    lunar 8 15          the same, Korean lunar
    weekday 5 3 0       third Monday (0) of May
    (empty)             not known

A number more than shown is a shift in days.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from extractors.dates import lunar_calendar
from extractors.dates.calendar_days import Days, nth_weekday, one_day
from extractors.lexicon import table


def days(key: str, year: int, part: str | None = None) -> Days | None:
    """The day or days of a holiday in a solar year; its eve may lie in the year before (신정).

    Holidays (연휴) are the three days off of 설날 and 추석 by decree, since 1989, without the weekend or
    the substitute day that a year may add. None where they are not known: before the holiday had this
    rule, beyond the calendars, for 연휴 around other days, for the first or last day of a 연휴.
    Raises KeyError for a key that the table lacks, ValueError for an unknown part.
    """
    rule = _rules()[key]
    day = rule.day(year)
    if day is None:
        return None
    match part:
        case None:
            return Days(day, day)
        case "eve":
            return Days(day - _DAY, day - _DAY)
        case "morrow":
            return Days(day + _DAY, day + _DAY)
        case "holidays":
            return Days(day - _DAY, day + _DAY) if rule.three_days(year) else None
        case "edge":
            return None
    raise ValueError(f"no part of a holiday: {part!r}")


_DAY = timedelta(days=1)
#: Python's last year is 9999; the days beside a holiday must fit too.
_FIRST_YEAR, _LAST_YEAR = 2, 9998


@dataclass(frozen=True, slots=True)
class _Rule:
    """A row of holidays.csv. find: makes a day of a year and ``numbers``."""

    find: Callable[[int, tuple[int, ...]], date | None]
    numbers: tuple[int, ...]
    since: int
    break_since: int | None

    def day(self, year: int) -> date | None:
        """The day itself in a solar year, None where it is not known."""
        return self.find(year, self.numbers) if self.since <= year <= _LAST_YEAR else None

    def three_days(self, year: int) -> bool:
        """Whether the days beside it were days off too."""
        return self.break_since is not None and year >= self.break_since


@functools.cache
def _rules() -> dict[str, _Rule]:
    rules: dict[str, _Rule] = {}
    for row in table("holidays", "key", "rule", "since", "break_since"):
        kind, *numbers = row["rule"].split() or ("unknown",)
        rules[row["key"]] = _Rule(
            _FINDERS[kind],
            tuple(map(int, numbers)),
            int(row["since"] or _FIRST_YEAR),
            int(row["break_since"]) if row["break_since"] else None,
        )
    return rules


def _solar(year: int, numbers: tuple[int, ...]) -> date | None:
    return _only(one_day(year, *numbers))


def _lunar(year: int, numbers: tuple[int, ...]) -> date | None:
    return _shifted(lunar_calendar.solar_day(year, *numbers[:2]), numbers[2:])


def _weekday(year: int, numbers: tuple[int, ...]) -> date | None:
    month, nth, weekday = numbers[:3]
    return _shifted(_only(nth_weekday(year, month, nth, weekday)), numbers[3:])


def _only(days_found: Days | None) -> date | None:
    return days_found.start if days_found else None


def _shifted(day: date | None, shift: tuple[int, ...]) -> date | None:
    return day + timedelta(days=sum(shift)) if day else None


_FINDERS: dict[str, Callable[[int, tuple[int, ...]], date | None]] = {
    "solar": _solar,
    "lunar": _lunar,
    "weekday": _weekday,
    "unknown": lambda year, numbers: None,
}
