"""Days of the Korean lunar calendar (음력) as days of the solar one."""

from __future__ import annotations

import functools
from datetime import date

from korean_lunar_calendar import KoreanLunarCalendar


@functools.lru_cache(maxsize=1024)
def solar_day(year: int, month: int, day: int, *, leap: bool = False) -> date | None:
    """The solar day of a day of the Korean lunar calendar: 2025, 8, 15 → 6 October 2025.

    year: the lunar year, which begins with 설날; its last weeks lie in the next solar year. leap: the day
    lies in the leap month (윤달) that follows the month of this number. Returns None for a day that does not
    exist (윤6월 of a year without one, the 30th of a short month) and outside the table, which holds the
    lunar years 1000 to 2050 as Korea's observatory publishes them; China's calendar differs on some days.
    """
    # A new one each time: after a refused date the object still shows the one before.
    calendar = KoreanLunarCalendar()
    if not calendar.setLunarDate(year, month, day, leap):
        return None
    return date(calendar.solarYear, calendar.solarMonth, calendar.solarDay)


def last_day(year: int, month: int, *, leap: bool = False) -> date | None:
    """The solar day of a lunar month's last day (그믐): its 30th, or its 29th where it has no 30th."""
    return solar_day(year, month, 30, leap=leap) or solar_day(year, month, 29, leap=leap)
