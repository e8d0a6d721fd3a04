"""The month of a text whose year is known, from the day of its news."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from extractors.dates.calendar_days import one_day
from extractors.dates.parts import Expression
from extractors.publication.clues import LEAD, Clues, tense_behind

#: Reports follow their event, and announcements go before it, by up to so many days; what may be either.
_AFTER = 4
_BEFORE = 20
_EITHER = 10
# "이달(8월)", "이번 달(8월 26일까지)", "지난달(7월)", "다음 달(9월)"
_THIS_MONTH = re.compile(r"(이달|이번 달|지난달|지난 달|다음 달|다음달)\( ?(?:(?:20)?\d\d년 ?)?(\d{1,2})월")
_STEPS = {"이달": 0, "이번 달": 0, "지난달": -1, "지난 달": -1, "다음 달": 1, "다음달": 1}
# "오늘(8월 26일)", "금일(8. 26.)", "오늘 8월 26일(월)", "오늘(2024. 8. 26.)"
_TODAY = re.compile(
    r"(?:오늘|금일)(?:\( ?| )(?:(?:20|')\d\d(?:년|\.) ?)?(\d{1,2})(?:월 ?|\. ?)(\d{1,2})(?:일|\.|\))"
)


def known_month(clues: Clues, year: int) -> tuple[int, str] | None:
    """The month of a text of this year, with the words that fix it, or None.

    Days near the turn of a month leave it open; so does a month that the bounds of the text exclude.
    """
    found = _equated(clues.text) or _today(clues.text, year) or _of_lead(clues, year)
    if found is None:
        return None
    month = found[0]
    if date(year, month, monthrange(year, month)[1]) < clues.first:
        return None
    return None if clues.last is not None and date(year, month, 1) > clues.last else found


def _equated(text: str) -> tuple[int, str] | None:
    months = {(int(m[2]) - _STEPS[m[1]] - 1) % 12 + 1: f"{m[0]})" for m in _THIS_MONTH.finditer(text)}
    return months.popitem() if len(months) == 1 else None


def _today(text: str, year: int) -> tuple[int, str] | None:
    match = _TODAY.search(text)
    day = one_day(year, int(match[1]), int(match[2])) if match else None
    if match is None or day is None or _near_turn(day.start, 1, _AFTER):
        return None
    return day.start.month, match[0]


def _of_lead(clues: Clues, year: int) -> tuple[int, str] | None:
    """The month of the first day that the lead names with its weekday: the day of the news."""
    first = next((e for e in clues.found if e.start < LEAD and e.low.weekday is not None and e.low.day), None)
    day = _day_in(first, year) if first else None
    if first is None or day is None or clues.text[first.start - 1 : first.start] == "(":
        return None
    when = tense_behind(first, clues.text)
    if first.high is not None or (when >= 0 and first.low.year is not None):  # a year: still far off
        return None
    before = 0 if when < 0 else _BEFORE if when > 0 else _EITHER
    after = 0 if when > 0 else _AFTER
    if _near_turn(day, before, after):
        return None
    return day.month, clues.text[first.start : first.end]


def _day_in(expression: Expression, year: int) -> date | None:
    """The day of an expression with month, day and weekday in a year, if the weekday is that day's."""
    low = expression.low
    if low.month is None or low.day is None or low.year not in (None, year, year % 100) or low.direction:
        return None
    day = one_day(year, low.month, low.day)
    return day.start if day and day.start.weekday() == low.weekday else None


def _near_turn(day: date, before: int, after: int) -> bool:
    """Whether a text written so many days before or after a day may be of another month."""
    return {(day - timedelta(days=before)).month, (day + timedelta(days=after)).month} != {day.month}
