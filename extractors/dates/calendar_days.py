"""Arithmetic of days, weeks, months and years; knows no text and no clock."""

from __future__ import annotations

from calendar import isleap
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple

#: Part of a month → its first and last day (None: the month's last), as press releases use the words.
PARTS_OF_MONTH: dict[str, tuple[int, int | None]] = {
    "early": (1, 10),
    "middle": (11, 20),
    "to_middle": (1, 20),
    "from_middle": (11, None),
    "late": (21, None),
}
_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Days(NamedTuple):
    """A stretch of the calendar, both ends inclusive."""

    start: date
    end: date


def weekday_number(written: str) -> int:
    """The number of a weekday (Monday 0) by its syllable or Chinese character: 수, 水."""
    return "월화수목금토일月火水木金土日".index(written) % 7


def last_day(year: int, month: int) -> int:
    """The number of days of a month."""
    return 29 if month == 2 and isleap(year) else _LENGTHS[month]


def one_day(year: int, month: int, day: int) -> Days | None:
    """A single day, or None where the month has no such day (2월 30일)."""
    if not (MINYEAR <= year <= MAXYEAR and 1 <= month <= 12 and 1 <= day <= last_day(year, month)):
        return None
    found = date(year, month, day)
    return Days(found, found)


def months(year: int, first: int, last: int) -> Days:
    """From the first day of month ``first`` to the last day of month ``last`` of a year."""
    return Days(date(year, first, 1), date(year, last, last_day(year, last)))


def years(first: int, last: int) -> Days:
    """From 1 January of one year to 31 December of another."""
    return Days(date(first, 1, 1), date(last, 12, 31))


def part_of_month(year: int, month: int, part: str) -> Days:
    """Days 1-10 (early), 11-20 (middle), 21 to the last (late) of a month, or two of these (중하순)."""
    first, last = PARTS_OF_MONTH[part]
    return Days(date(year, month, first), date(year, month, last or last_day(year, month)))


def week(day: date, shift: int) -> Days:
    """The Monday-to-Sunday week that lies ``shift`` weeks from the one that holds a day."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
    return Days(monday, monday + timedelta(days=6))


def shifted_month(year: int, month: int, shift: int) -> tuple[int, int]:
    """The month that lies ``shift`` months from another: (2025, 12) and 1 → (2026, 1)."""
    index = year * 12 + (month - 1) + shift
    return index // 12, index % 12 + 1


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> Days | None:
    """The nth given weekday (Monday 0) of a month, nth -1 for the last; None where there is none."""
    first, last = months(year, month, month).start, months(year, month, month).end
    if nth < 0:
        day = last - timedelta(days=(last.weekday() - weekday) % 7)
        return Days(day, day)
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    return Days(day, day) if day <= last else None


def full_year(written: int, published_year: int | None) -> int:
    """A written year as a full one: 20YY while that is at most 20 years after the publication, else 19YY
    (97 → 1997). Where the publication is unknown, up to 50 is 20YY. Longer years stay as they are."""
    if written >= 100:
        return written
    latest = published_year + 20 if published_year is not None else 2050
    return 2000 + written if 2000 + written <= latest else 1900 + written
