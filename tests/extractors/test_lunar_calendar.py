"""The Korean lunar calendar against days that are public facts."""

from datetime import date

import pytest

from extractors.dates.lunar_calendar import last_day, solar_day

# 설날 and 추석 as they stood, or stand, in the calendars of their years; Korea's differ from China's in
# 1997, 2027 and 2028.
NEW_YEARS = """
1990-01-27 1991-02-15 1992-02-04 1993-01-23 1994-02-10 1995-01-31 1996-02-19 1997-02-08 1998-01-28 1999-02-16
2000-02-05 2001-01-24 2002-02-12 2003-02-01 2004-01-22 2005-02-09 2006-01-29 2007-02-18 2008-02-07 2009-01-26
2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05
2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-07 2028-01-27 2029-02-13
2030-02-03 2031-01-23 2032-02-11 2033-01-31 2034-02-19 2035-02-08
"""
HARVEST_MOONS = """
1990-10-03 1991-09-22 1992-09-11 1993-09-30 1994-09-20 1995-09-09 1996-09-27 1997-09-16 1998-10-05 1999-09-24
2000-09-12 2001-10-01 2002-09-21 2003-09-11 2004-09-28 2005-09-18 2006-10-06 2007-09-25 2008-09-14 2009-10-03
2010-09-22 2011-09-12 2012-09-30 2013-09-19 2014-09-08 2015-09-27 2016-09-15 2017-10-04 2018-09-24 2019-09-13
2020-10-01 2021-09-21 2022-09-10 2023-09-29 2024-09-17 2025-10-06 2026-09-25 2027-09-15 2028-10-03 2029-09-22
2030-09-12 2031-10-01 2032-09-19 2033-09-08 2034-09-27 2035-09-16
"""
DAYS = [
    # 부처님오신날, 단오, 정월대보름
    ((2020, 4, 8), "2020-04-30"),
    ((2022, 4, 8), "2022-05-08"),
    ((2023, 4, 8), "2023-05-27"),
    ((2024, 4, 8), "2024-05-15"),
    ((2025, 4, 8), "2025-05-05"),
    ((2026, 4, 8), "2026-05-24"),
    ((2024, 5, 5), "2024-06-10"),
    ((2025, 5, 5), "2025-05-31"),
    ((2024, 1, 15), "2024-02-24"),
    ((2025, 1, 15), "2025-02-12"),
    # the last weeks of a lunar year lie in the next solar year
    ((2024, 12, 29), "2025-01-28"),
    ((2025, 11, 3), "2025-12-22"),
    # days of history, as the Gregorian calendar counts them
    ((1446, 9, 10), "1446-10-09"),
    ((1545, 3, 8), "1545-04-28"),
    ((1592, 4, 13), "1592-05-23"),
]
LEAP_MONTHS = [
    (2012, 3),
    (2014, 9),
    (2017, 5),
    (2020, 4),
    (2023, 2),
    (2025, 6),
    (2028, 5),
    (2031, 3),
    (2033, 11),
]
NO_DAYS = [
    (2025, 13, 1),
    (2025, 0, 1),
    (2025, 1, 0),
    (2025, 8, 31),
    (2024, 12, 30),  # a short month
    (999, 1, 1),
    (2051, 1, 1),
    (2050, 12, 1),
    (-5, 1, 1),
    (10**9, 1, 1),
]


@pytest.mark.parametrize(("month", "day", "expected"), [(1, 1, NEW_YEARS), (8, 15, HARVEST_MOONS)])
def test_new_year_and_harvest_moon_from_1990_to_2035(month: int, day: int, expected: str) -> None:
    assert [str(solar_day(year, month, day)) for year in range(1990, 2036)] == expected.split()


@pytest.mark.parametrize(("lunar", "solar"), DAYS)
def test_days(lunar: tuple[int, int, int], solar: str) -> None:
    assert solar_day(*lunar) == date.fromisoformat(solar)


def test_a_year_has_the_leap_month_it_has_and_no_other() -> None:
    found = [
        (year, month)
        for year, _ in LEAP_MONTHS
        for month in range(1, 13)
        if solar_day(year, month, 1, leap=True)
    ]
    assert found == LEAP_MONTHS


def test_a_leap_month_follows_the_month_of_its_number() -> None:
    assert solar_day(2025, 6, 1) == date(2025, 6, 25)
    assert solar_day(2025, 6, 1, leap=True) == date(2025, 7, 25)
    assert solar_day(2025, 7, 1) == date(2025, 8, 23)
    assert solar_day(2023, 2, 1, leap=True) == date(2023, 3, 22)


@pytest.mark.parametrize("lunar", NO_DAYS)
def test_no_day(lunar: tuple[int, int, int]) -> None:
    """A day that does not exist is None, also right after one that does."""
    assert solar_day(2024, 8, 15) == date(2024, 9, 17)
    assert solar_day(*lunar) is None


def test_every_lunar_day_comes_right_after_the_one_before_it() -> None:
    begin, end = date(2024, 2, 10), date(2026, 2, 17)
    seen = [
        day
        for year in (2024, 2025)
        for month in range(1, 13)
        for leap in (False, True)
        for number in range(1, 31)
        if (day := solar_day(year, month, number, leap=leap))
    ]
    assert len(seen) == (end - begin).days
    assert sorted(seen) == seen
    assert seen[0] == begin


@pytest.mark.parametrize(
    ("year", "month", "expected"),
    [(2024, 12, "2025-01-28"), (2025, 12, "2026-02-16"), (2025, 1, "2025-02-27")],
)
def test_last_day_of_a_month(year: int, month: int, expected: str) -> None:
    assert last_day(year, month) == date.fromisoformat(expected)


def test_last_day_outside_the_table_is_none() -> None:
    assert last_day(2051, 1) is None
