"""Values of single ends that need no other mention: parts of months, weeks, the nearest day of a name."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from extractors.dates import calendar_days as days
from extractors.dates.calendar_days import Days
from extractors.dates.parts import Parts
from extractors.reading import Published

#: First and last month of a quarter or half.
MONTHS_OF = {"q1": (1, 3), "q2": (4, 6), "q3": (7, 9), "q4": (10, 12), "h1": (1, 6), "h2": (7, 12)}


class Value(NamedTuple):
    """The value of one end. days: None where unknown, for the stated reason. implied: a part came from
    outside the expression. lent: it came from another mention, not from the publication. year: of an end
    without days whose year is known nevertheless (지난해 말)."""

    days: Days | None
    reason: str | None = None
    implied: bool = False
    lent: bool = False
    year: int | None = None


def era(parts: Parts, published: Published | None) -> Value:
    """The ten years of a decade; a century is null."""
    if parts.period == "century" or parts.year is None:
        return Value(None, "a century has no fixed first day here")
    if parts.part:
        return Value(None, "no fixed days")
    year = days.full_year(parts.year, published.year if published else None)
    return Value(days.years(year, year + 9))


def within(year: int, month: int, parts: Parts) -> Value:
    """The day, part or whole of a month whose year is known."""
    if not 1 <= year <= 9998:
        return Value(None, "no such year")
    if parts.day is not None:
        day = days.one_day(year, month, parts.day)
        return Value(day, None if day else f"{year}-{month:02} has no day {parts.day}")
    if parts.nth is not None:
        if parts.weekday is None:
            return Value(None, "weeks of a month have no fixed days")
        day = days.nth_weekday(year, month, parts.nth, parts.weekday)
        return Value(day, None if day else "the month has no such weekday")
    if parts.part in days.PARTS_OF_MONTH:
        return Value(days.part_of_month(year, month, parts.part))
    if parts.part in ("first", "last"):
        whole = days.months(year, month, month)
        edge = whole.start if parts.part == "first" else whole.end
        return Value(Days(edge, edge))
    if parts.part:
        return Value(None, "no fixed days")
    return Value(days.months(year, month, month))


def directed(parts: Parts, month: int, at: Published | None) -> Value:
    """지난 9월, 오는 12월 8일: the nearest one on that side of the publication."""
    if at is None or at.month is None:
        return _directed_by_weekday(parts, month, at)
    if parts.day is None:
        return _directed_month(parts, month, at, at.month)
    years = (at.year, at.year - 1) if parts.direction == -1 else (at.year, at.year + 1)
    reference = at.first if at.day else date(at.year, at.month, 28 if parts.direction == -1 else 1)
    for year in years:
        day = days.one_day(year, month, parts.day)
        if day and (day.start - reference).days * (parts.direction or 1) >= 0 and fits(day, parts):
            return Value(day)
    return within(years[0], month, parts)


def _directed_month(parts: Parts, month: int, at: Published, here: int) -> Value:
    """지난 9월, 오는 11월 말: of a part of the very month of publication its last or first day decides."""
    year = at.year + directed_shift(parts.direction or 0, here, month, month)
    if month != here:
        return within(year, month, parts)
    same = within(at.year, month, parts)
    if parts.part is not None and same.days and at.day:
        begun = (same.days.end if parts.direction == -1 else same.days.start) - at.first
        if begun.days * (parts.direction or 1) > 0:
            return same
        return within(year, month, parts)
    if parts.direction == 1:
        return Value(None, "the coming month is the month of publication")
    return within(year, month, parts)


def _directed_by_weekday(parts: Parts, month: int, published: Published | None) -> Value:
    """지난 11월 28일(수) where only the year of publication is known: the weekday may settle it."""
    if published and parts.day is not None and parts.weekday is not None:
        years = (published.year, published.year + (parts.direction or 0))
        fitting = [
            day for year in years if (day := days.one_day(year, month, parts.day)) and fits(day, parts)
        ]
        if len(fitting) == 1:
            return Value(fitting[0])
    return Value(None, "the month of publication is not known")


def directed_day(parts: Parts, today: date) -> Value:
    """지난 28일, 오는 22일: the nearest such day before or after a day."""
    step = parts.direction or 1
    if parts.day == today.day and parts.weekday == today.weekday():  # "오는 8일(월)" written on that day
        return Value(Days(today, today))
    month = (today.year, today.month)
    for _ in range(13):
        day = days.one_day(*month, parts.day or 0)
        if day and (day.start - today).days * step > 0 and fits(day, parts):
            return Value(day)
        month = days.shifted_month(*month, step)
    return Value(None, "no such day near the publication")


def in_week(parts: Parts, today: date | None) -> Value:
    """지난주, 다음 주 월요일, 이번 주말."""
    if today is None:
        return Value(None, "the day of publication is not known")
    whole = days.week(today, parts.week_shift or 0)
    if parts.weekday is not None:
        day = whole.start + timedelta(days=parts.weekday)
        return Value(Days(day, day))
    if parts.part == "weekend":
        return Value(Days(whole.end - timedelta(days=1), whole.end))
    return Value(None, "no fixed days") if parts.part else Value(whole)


def near_weekday(parts: Parts, today: date | None) -> Value:
    """지난 금요일, 오는 토요일."""
    if today is None or parts.weekday is None:
        return Value(None, "the day of publication is not known")
    if parts.direction == 0:
        day = days.week(today, 0).start + timedelta(days=parts.weekday)
    elif parts.direction == -1:
        day = today - timedelta(days=(today.weekday() - parts.weekday - 1) % 7 + 1)
    else:
        day = today + timedelta(days=(parts.weekday - today.weekday() - 1) % 7 + 1)
    return Value(Days(day, day))


def day_of(month: tuple[int, int], parts: Parts, *, lent: bool) -> Value:
    """A bare day in the month that was found for it."""
    day = days.one_day(*month, parts.day or 0)
    return Value(day, None if day else "the month has no such day", implied=True, lent=lent)


def filled(written: Parts, low: Value, first: Parts) -> Parts:
    """The parts of a second end with year and month taken from the first where it leaves them out."""
    if written.lunar:  # 음력 8월 14~16일
        return written._replace(year=written.year or first.year, month=written.month or first.month)
    if low.days is None or written.day_shift is not None or written.week_shift is not None:
        return written._replace(direction=None) if not written.has_year else written
    if not written.has_year and not written.has_month and written.day is not None:
        return written._replace(year=low.days.start.year, month=low.days.start.month, direction=None)
    if not written.has_year and written.month_shift is None and written.direction is None:
        return written._replace(year=low.days.start.year)
    if not written.has_year and written.direction == first.direction:
        return written._replace(year=low.days.start.year, direction=None)
    return written


def fits(day: Days | None, parts: Parts) -> bool:
    """Whether there is such a day and it has the weekday that is written with it, if one is."""
    return day is not None and (
        parts.weekday is None or parts.day is None or day.start.weekday() == parts.weekday
    )


def directed_shift(direction: int, here: int, first: int, last: int) -> int:
    """Years to go to the latest month (or quarter) before, or the first after, the publication's month."""
    if direction < 0:
        return 0 if last < here else -1
    return 0 if first > here else 1
