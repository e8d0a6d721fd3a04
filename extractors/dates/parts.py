"""What a date expression says of itself, before anything is resolved.

Named tuples and not dataclasses: a text makes hundreds, and a tuple is built in a third of the time.
"""

from __future__ import annotations

from typing import NamedTuple


class Parts(NamedTuple):
    """One end of an expression; None where it is silent.

    year: as written, two digits or four. year_shift, quarter_shift, month_shift, week_shift, day_shift: steps
    from the publication (내년 = 1, 지난달 = -1), or from another mention where ``anaphoric``.
    period: q1-q4, h1, h2, year_end, season, decade, century. part: early, middle, late, last (말일),
    first (첫날), vague; of a holiday see HolidayName. nth: week or weekday of a month, -1 the last.
    weekday: Monday 0. direction: -1 for 지난, 0 for 이번, 1 for 오는 and 다음. lunar: 음력. holiday: a key of
    holidays.csv.
    """

    year: int | None = None
    year_shift: int | None = None
    quarter_shift: int | None = None
    month: int | None = None
    month_shift: int | None = None
    day: int | None = None
    day_shift: int | None = None
    week_shift: int | None = None
    weekday: int | None = None
    nth: int | None = None
    period: str | None = None
    part: str | None = None
    direction: int | None = None
    anaphoric: bool | None = None
    lunar: bool | None = None
    holiday: str | None = None

    def over(self, earlier: Parts) -> Parts:
        """These parts with what they are silent about taken from the words before them."""
        if self is SILENT:
            return earlier
        return Parts._make([other if own is None else own for own, other in zip(self, earlier, strict=True)])

    @property
    def has_year(self) -> bool:
        """Whether it says its year, written (2024년) or counted (지난해)."""
        return self.year is not None or self.year_shift is not None

    @property
    def has_month(self) -> bool:
        """Whether it says its month, written (3월) or counted (지난달)."""
        return self.month is not None or self.month_shift is not None


#: Parts that say nothing.
SILENT = Parts()


class Piece(NamedTuple):
    """A word of the calendar in the text: 2024년, 9~11월, 지난해, 12.28~1.3.

    kind: year, month, day, month_day, full, quarter, half, season, year_end, decade, century, week, today,
    anaphor, weekday, weekend, offset, holiday. high: the parts of the last end where the piece holds a range.
    weak: needs a reason from its surroundings to be a date at all (15일, 17년, 4.7).
    """

    start: int
    end: int
    kind: str
    low: Parts
    high: Parts | None = None
    weak: bool = False


class Expression(NamedTuple):
    """A whole expression: adjoining pieces put together. kinds: those of its pieces, in order."""

    start: int
    end: int
    kinds: tuple[str, ...]
    low: Parts
    high: Parts | None = None
