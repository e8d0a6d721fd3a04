"""Values of date expressions, in text order, against the publication date and each other."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from extractors import calendar_days as days
from extractors.calendar_days import Days
from extractors.date_context import HALF_YEAR, Named, antecedent, carried_month, carried_year, tense
from extractors.date_parts import Expression, Parts
from extractors.date_values import (
    MONTHS_OF,
    Value,
    day_of,
    directed,
    directed_day,
    directed_shift,
    era,
    filled,
    fits,
    in_week,
    near_weekday,
    within,
)
from extractors.reading import Published, Reading


@dataclass(slots=True)
class Resolver:
    """Resolves the expressions of one text, which must come in text order."""

    reading: Reading
    named: list[Named] = field(default_factory=list)
    fixed_days: dict[int, set[tuple[int, int]]] = field(default_factory=dict)

    @property
    def published(self) -> Published | None:
        return self.reading.published

    @property
    def today(self) -> date | None:
        at = self.published
        return date(at.year, at.month, at.day) if at and at.month and at.day else None

    def resolve(self, expression: Expression) -> tuple[Value, Value]:
        """Values of both ends of an expression (the same twice where it is no range)."""
        low = self._value(expression.low, expression)
        high = low
        if expression.high is not None:
            low, high = self._range(expression, low)
        self._remember(expression, low, high)
        return low, high

    def _range(self, expression: Expression, low: Value) -> tuple[Value, Value]:
        written = expression.high
        assert written is not None
        complete = filled(written, low, expression.low)
        high = self._value(complete, expression)
        if low.days and high.days and high.days.end < low.days.start:
            low, high = self._wrapped(expression, low, high, written)
        return low, high

    def _wrapped(
        self, expression: Expression, low: Value, high: Value, written: Parts
    ) -> tuple[Value, Value]:
        """A range whose end seems to lie before its start: 12.28~1.3, 28일~3일, 11월~2월."""
        assert low.days and high.days
        year, month = low.days.start.year, low.days.start.month
        if written.day is not None and not written.has_month:
            year, month = days.shifted_month(year, month, 1)
            moved = days.one_day(year, month, written.day)
        elif expression.low.has_year and written.has_year:
            return low, Value(None, "the range ends before it begins")
        elif written.has_year:
            return self._value(expression.low._replace(year=high.days.end.year - 1), expression), high
        else:
            if self._is_last_winter(expression, low):
                back = self._value(expression.low._replace(year=year - 1), expression)
                return back._replace(implied=True), high
            moved = self._value(filled(written, low, expression.low)._replace(year=year + 1), expression).days
            if moved and moved.end < low.days.start:  # 2030년~다음 주, in a text of 2025
                return low, Value(None, "the range ends before it begins")
        return low, Value(moved, None if moved else "no such day", implied=True)

    def _is_last_winter(self, expression: Expression, low: Value) -> bool:
        """12.28~1.3 in a text of January: the start lies in the year before."""
        at = self.published
        if at is None or low.days is None or low.lent or expression.low.has_year:
            return False
        if expression.low.month is None:
            return False
        return (at.month or 12) <= 6 and low.days.start.year == at.year

    def _remember(self, expression: Expression, low: Value, high: Value) -> None:
        first, last = low.days or high.days, high.days or low.days
        if first is None or last is None:
            return
        lent_year = low.lent or expression.low.has_year
        self.named.append(
            Named(
                expression,
                first.start,
                last.end,
                lent_year,
                expression.low.month is not None or (low.lent and expression.low.day is not None),
            )
        )

    def _last(self) -> Named | None:
        return self.named[-1] if self.named else None

    def _value(self, parts: Parts, expression: Expression) -> Value:
        if parts.lunar:
            return Value(None, "lunar calendar")
        if parts.period in ("decade", "century"):
            return era(parts, self.published)
        if parts.week_shift is not None:
            return in_week(parts, self.today)
        if parts.day_shift is not None:
            return self._counted_day(parts, expression)
        if parts.has_month or (parts.day is not None and parts.has_year):
            return self._in_year(parts, expression)
        if parts.day is not None:
            return self._bare_day(parts, expression)
        if parts.period is not None:
            return self._period(parts, expression)
        if parts.weekday is not None and parts.direction is not None:
            return near_weekday(parts, self.today)
        return self._year_value(parts, expression)

    def _year(self, parts: Parts, expression: Expression) -> tuple[int | None, bool]:
        """The year of an end that names one, and whether another mention lent it."""
        if parts.year is not None:
            return days.full_year(parts.year, self.published.year if self.published else None), False
        if parts.year_shift is None:
            return None, False
        if parts.anaphoric:
            base = self._base_year(expression, same_sentence=parts.year_shift < 0)
            if base is not None or parts.year_shift >= 0:  # 이듬해, 당해 연도: of a year that is named
                return (None if base is None else base + parts.year_shift), True
        return (self.published.year + parts.year_shift, False) if self.published else (None, False)

    def _base_year(self, expression: Expression, *, same_sentence: bool) -> int | None:
        """The year that 전년 (of the same sentence) or 이듬해 (also of the one before) counts from."""
        start, _ = self.reading.sentence_at(expression.start)
        for earlier in reversed(self.named[-_RECENT:]):
            if earlier.expression.start < (start if same_sentence else start - _CLAUSE):
                return None
            if earlier.stated_year and earlier.start.year == earlier.end.year:
                return earlier.start.year
        return None

    def _year_value(self, parts: Parts, expression: Expression) -> Value:
        year, lent = self._year(parts, expression)
        if year is None:
            return Value(None, "the text names no such year" if lent else "no publication date to count from")
        if not 1 <= year <= 9998:
            return Value(None, "no such year")
        if parts.part in ("first", "last"):
            return Value(
                days.one_day(year, 1, 1) if parts.part == "first" else days.one_day(year, 12, 31), lent=lent
            )
        if parts.part:
            return Value(None, "part of a year without fixed days", lent=lent)
        return Value(days.years(year, year), lent=lent, implied=lent)

    def _period(self, parts: Parts, expression: Expression) -> Value:
        if parts.period in ("season", "year_end") or parts.part:
            return Value(None, "no fixed days")
        first, last = MONTHS_OF[parts.period or ""]
        year, lent = self._year(parts, expression)
        if year is None and parts.has_year:
            return Value(None, "no publication date to count from")
        if year is not None:
            return Value(days.months(year, first, last), lent=lent, implied=lent)
        carried = carried_year(expression, self._last(), self.reading.text, self.today)
        if carried is not None:
            return Value(days.months(carried, first, last), implied=True, lent=True)
        if self.published is None:
            return Value(None, "no publication date to count from")
        year = self.published.year
        if parts.direction is not None and self.published.month:
            year += directed_shift(parts.direction, self.published.month, first, last)
            return Value(days.months(year, first, last))
        return self._by_tense(expression, lambda y: days.months(y, first, last))

    def _in_year(self, parts: Parts, expression: Expression) -> Value:
        if parts.month_shift is not None:
            return self._counted_month(parts, expression)
        month = parts.month
        if month is None:
            return Value(None, "a day of a year needs its month")
        year, lent = self._year(parts, expression)
        if year is None and parts.has_year:
            return Value(None, "no publication date to count from")
        if year is not None:
            return within(year, month, parts)._replace(lent=lent, implied=lent)
        if parts.direction is not None:
            return directed(parts, month, self.published)
        carried = carried_year(expression, self._last(), self.reading.text, self.today)
        if carried is not None and fits(days.one_day(carried, month, parts.day or 1), parts):
            return within(carried, month, parts)._replace(implied=True, lent=True)
        if self.published is None:
            return Value(None, "no publication date to take the year from")
        return self._implied_year(parts, month, expression)

    def _implied_year(self, parts: Parts, month: int, expression: Expression) -> Value:
        assert self.published is not None
        here = self.published.year
        if parts.weekday is not None and parts.day is not None:
            fitting = [
                y for y in (here, here - 1, here + 1) if fits(days.one_day(y, month, parts.day), parts)
            ]
            if fitting:
                return within(fitting[0], month, parts)._replace(implied=True)
        return self._by_tense(expression, lambda y: within(y, month, parts).days, within(here, month, parts))

    def _by_tense(
        self, expression: Expression, at: Callable[[int], Days | None], fallback: Value | None = None
    ) -> Value:
        """The publication's year, unless the sentence's tense contradicts it by more than half a year."""
        assert self.published is not None
        here = at(self.published.year)
        if here is None:
            return (fallback or Value(None, "no such day"))._replace(implied=True)
        reference = self.today or date(self.published.year, self.published.month or 6, 15)
        ahead, behind = (here.start - reference).days, (reference - here.end).days
        if max(ahead, behind) > HALF_YEAR:
            _, sentence_end = self.reading.sentence_at(expression.start)
            when = tense(self.reading.text, expression.end, min(sentence_end, expression.end + _CLAUSE))
            if when == (-1 if ahead > HALF_YEAR else 1):
                here = at(self.published.year + when) or here
        return Value(here, implied=True)

    def _counted_month(self, parts: Parts, expression: Expression) -> Value:
        """이달 15일, 지난달 말, 전월, 같은 달."""
        assert parts.month_shift is not None
        base: tuple[int, int] | None = None
        if parts.anaphoric:
            base = self._base_month(expression)
            if base is None and parts.month_shift >= 0:
                return Value(None, "the text names no month that this could be")
        lent = base is not None
        if base is None and self.published and self.published.month:
            base = (self.published.year, self.published.month)
        if base is None:
            return Value(None, "the month of publication is not known")
        year, month = days.shifted_month(*base, parts.month_shift)
        return within(year, month, parts)._replace(lent=lent, implied=lent)

    def _base_month(self, expression: Expression) -> tuple[int, int] | None:
        """The first month of the sentence, else the month that the text is about (its first)."""
        start, _ = self.reading.sentence_at(expression.start)
        months = [(m.expression.start, m.start) for m in self.named[-_RECENT:] if _one_month(m)]
        inside = [day for place, day in months if place >= start]
        if inside:
            return inside[0].year, inside[0].month
        first = next((m.start for m in self.named[:_RECENT] if _one_month(m)), None)
        near = self.published.first if self.published and self.published.month else None
        if first is None or near is None or not 0 <= (near - first).days + 31 <= 125:
            return None
        return first.year, first.month

    def _bare_day(self, parts: Parts, expression: Expression) -> Value:
        assert parts.day is not None
        if parts.direction is not None and self.today is not None:
            return directed_day(parts, self.today)
        carried = carried_month(parts.day, self._last_day(expression), self.reading.text, expression.start)
        if carried and days.one_day(*carried, parts.day) is None:
            carried = None
        here = (
            (self.published.year, self.published.month) if self.published and self.published.month else None
        )
        if self.today is None:
            return self._fixed_day(parts, carried)
        assert here is not None
        if parts.weekday is not None:
            return self._by_weekday(parts, here, carried)
        if carried is not None and not self._is_report(expression, parts.day == self.today.day):
            return day_of(carried, parts, lent=True)
        return day_of(here, parts, lent=False)

    def _fixed_day(self, parts: Parts, carried: tuple[int, int] | None) -> Value:
        """A bare day in a text whose day of publication is unknown: only the text itself can fix it."""
        here = self.published.year if self.published else None
        stated = self.fixed_days.get(parts.day or 0, set())
        fixed = {(days.full_year(year, here) if year else here, month) for month, year in stated}
        if carried is None and len(fixed) == 1:
            ((year, month),) = fixed
            carried = (year, month) if year else None
        if carried is None:
            return Value(None, "the month is not known")
        return day_of(carried, parts, lent=True)

    def _last_day(self, expression: Expression) -> Named | None:
        for earlier in reversed(self.named[-6:]):
            if earlier.stated_month and {"day", "month_day", "full"} & set(earlier.expression.kinds):
                return earlier
        last = self._last()
        if last is None or not last.stated_month or expression.start - last.expression.end > 4:
            return None
        between = self.reading.text[last.expression.end : expression.start]
        return last if between.strip(" ") in ("(", "", ":") else None

    def _is_report(self, expression: Expression, of_today: bool) -> bool:
        """Whether a bare day is the day of the announcement: "5월 30일까지 공모한다고 30일 밝혔다"."""
        if _REPORTED.match(self.reading.text, expression.end):
            return True
        last = self._last_day(expression)
        return of_today and (last is None or expression.start - last.expression.end > _LIST_REACH)

    def _by_weekday(self, parts: Parts, here: tuple[int, int], carried: tuple[int, int] | None) -> Value:
        """11일(목): the publication's month, the carried one or a neighbour, whichever fits."""
        candidates = [carried, here, days.shifted_month(*here, 1), days.shifted_month(*here, -1)]
        for month in candidates:
            if month and fits(days.one_day(*month, parts.day or 0), parts):
                return day_of(month, parts, lent=month == carried)
        return day_of(here, parts, lent=False)

    def _counted_day(self, parts: Parts, expression: Expression) -> Value:
        """오늘, 어제, 이날, 이튿날."""
        assert parts.day_shift is not None
        if parts.anaphoric:
            base = (
                None
                if self._of_an_event(expression)
                else antecedent(self.named[-_RECENT:], self.today, self.reading.text, expression.start)
            )
            if base is None:
                return Value(None, "the text names no day that this could be")
            day = base.start + timedelta(days=parts.day_shift)
            return Value(Days(day, day), lent=True)
        if self.today is None:
            return Value(None, "the day of publication is not known")
        day = self.today + timedelta(days=parts.day_shift)
        return Value(Days(day, day))

    def _of_an_event(self, expression: Expression) -> bool:
        """ "행사일 전날", "시험 당일": counted from what the words before name, not from a date."""
        before = self.reading.text[max(0, expression.start - 12) : expression.start]
        word = self.reading.text[expression.start : expression.end]
        return word in _RELATIONAL and _NOUN_BEFORE.search(before) is not None


#: How many mentions back a date may refer, and how many characters ahead its verb may stand.
_RECENT = 60
_CLAUSE = 250
#: How far apart the days of one list stand: "24일 세르비아, 25일 알바니아".
_LIST_REACH = 25
_REPORTED = re.compile(r"(?:에|자로)? ?(?:밝|말했|전했|알렸|발표했)")
_RELATIONAL = frozenset({"전날", "당일", "다음 날", "다음날", "이튿날", "익일", "전일"})
_NOUN_BEFORE = re.compile(r"[가-힣](?<![은는을를에서고며해여])(?<!\d일) $")


def _one_month(named: Named) -> bool:
    return "month" in named.expression.kinds and (named.start.year, named.start.month) == (
        named.end.year,
        named.end.month,
    )
