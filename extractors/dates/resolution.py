"""Values of date expressions, in text order, against the publication date and each other."""

from __future__ import annotations

import re
from datetime import date, timedelta

from extractors.dates import calendar_days as days
from extractors.dates.calendar_days import Days
from extractors.dates.lending import carried_month
from extractors.dates.memory import Memory, Named
from extractors.dates.named_days import named_days
from extractors.dates.parts import Expression, Parts
from extractors.dates.tense import clause_tense
from extractors.dates.values import (
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
from extractors.dates.years import Years
from extractors.reading import Reading


class Resolver:
    """Resolves the expressions of one text, which must come in text order."""

    def __init__(
        self, reading: Reading, fixed_days: dict[int, set[tuple[int, int]]], governed: dict[int, int]
    ) -> None:
        """fixed_days: day of the month → the months (and years) that the text names with it. governed: the
        year of a heading or a column's head, by the start of the expression under it."""
        at = reading.published
        self.reading = reading
        self.fixed_days = fixed_days
        self.published = at
        self.today = date(at.year, at.month, at.day) if at and at.month and at.day else None
        self.memory = Memory(reading, self.today)
        self.years = Years(reading, self.memory, self.today, governed)

    def resolve(self, expression: Expression) -> tuple[Value, Value]:
        """Values of both ends of an expression (the same twice where it is no range)."""
        low = self._value(expression.low, expression)
        high = low
        if expression.high is not None:
            low, high = self._range(expression, low)
        self.memory.remember(expression, low, high)
        return low, high

    def _range(self, expression: Expression, low: Value) -> tuple[Value, Value]:
        written = expression.high
        assert written is not None
        if written.anaphoric and not expression.low.anaphoric and low.days:
            high = self._from_start(written, low.days, expression)
            backwards = high.days and high.days.end < low.days.start
            return low, Value(None, "the range ends before it begins") if backwards else high
        high = self._value(filled(written, low, expression.low), expression)
        if low.days and high.days and high.days.end < low.days.start:
            low, high = self._wrapped(expression, low, high, written)
        return low, high

    def _from_start(self, written: Parts, start: Days, expression: Expression) -> Value:
        """An end counted from the start of its range: 2019년 12월부터 이듬해 2월, 20일부터 다음 날."""
        if written.day_shift == 0:  # 지난달 21일부터 이날까지: another day than the one it begins with
            return self._counted_day(written, expression)
        if written.day_shift is not None:
            day = start.end + timedelta(days=written.day_shift)
            return Value(Days(day, day), implied=True, lent=True)
        year, month = start.start.year, start.start.month
        if written.month_shift is not None:
            year, month = days.shifted_month(year, month, written.month_shift)
            return within(year, month, written)._replace(implied=True, lent=True)
        fixed = written._replace(year=year + (written.year_shift or 0), year_shift=None, anaphoric=None)
        return self._value(fixed, expression)

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

    def _value(self, parts: Parts, expression: Expression) -> Value:
        if parts.lunar or parts.holiday:
            return self._named_days(parts, expression)
        if parts.period in ("decade", "century"):
            return era(parts, self.published)
        if parts.week_shift is not None:
            return in_week(parts, self._counted_from(parts, expression))
        if parts.day_shift is not None:
            return self._counted_day(parts, expression)
        if parts.quarter_shift is not None:
            return self._counted_quarter(parts, expression)
        if parts.has_month or (parts.day is not None and parts.has_year):
            return self._in_year(parts, expression)
        if parts.day is not None:
            return self._bare_day(parts, expression)
        if parts.period is not None:
            return self._period(parts, expression)
        if parts.weekday is not None and parts.direction is not None:
            return near_weekday(parts, self.today)
        return self._year_value(parts, expression)

    def _named_days(self, parts: Parts, expression: Expression) -> Value:
        """추석, 지난 설 연휴, 음력 8월 15일."""
        year, lent = self.years.said(parts, expression)
        here = self.published.year if self.published else None
        return named_days(parts, year, self.today, here)._replace(lent=lent)

    def _year_value(self, parts: Parts, expression: Expression) -> Value:
        year, lent = self.years.said(parts, expression)
        if year is None:
            return Value(None, "the text names no such year" if lent else "no publication date to count from")
        if not 1 <= year <= 9998:
            return Value(None, "no such year")
        if parts.part in ("first", "last"):
            return Value(
                days.one_day(year, 1, 1) if parts.part == "first" else days.one_day(year, 12, 31), lent=lent
            )
        if parts.part:
            return Value(None, "part of a year without fixed days", lent=lent, year=year)
        return Value(days.years(year, year), lent=lent, implied=lent)

    def _period(self, parts: Parts, expression: Expression) -> Value:
        year, lent = self.years.said(parts, expression)
        if parts.period in ("season", "year_end") or parts.part:
            return Value(None, "no fixed days", year=year)
        first, last = MONTHS_OF[parts.period or ""]
        if year is None and parts.has_year:
            return Value(None, "no publication date to count from")
        if year is not None:
            return Value(days.months(year, first, last), lent=lent, implied=lent)
        carried = self.years.carried(expression)
        if carried is not None:
            return Value(days.months(carried, first, last), implied=True, lent=True)
        if self.published is None:
            return Value(None, "no publication date to count from")
        year = self.published.year
        if parts.direction and self.published.month:
            year += directed_shift(parts.direction, self.published.month, first, last)
            return Value(days.months(year, first, last))
        return self.years.by_tense(expression, lambda y: days.months(y, first, last))

    def _in_year(self, parts: Parts, expression: Expression) -> Value:
        if parts.month_shift is not None:
            return self._counted_month(parts, expression)
        month = parts.month
        if month is None:
            return Value(None, "a day of a year needs its month")
        year, lent = self.years.said(parts, expression)
        if year is None and parts.has_year:
            return Value(None, "no publication date to count from")
        if year is not None:
            return within(year, month, parts)._replace(lent=lent, implied=lent)
        if parts.direction:
            return directed(parts, month, self.published)
        carried = self.years.carried(expression)
        if carried is not None and fits(days.one_day(carried, month, parts.day or 1), parts):
            return within(carried, month, parts)._replace(implied=True, lent=True)
        if self.published is None:
            return Value(None, "no publication date to take the year from")
        return self.years.of_month(parts, month, expression)

    def _counted_month(self, parts: Parts, expression: Expression) -> Value:
        """이달 15일, 지난달 말, 전월, 같은 달."""
        assert parts.month_shift is not None
        base: tuple[int, int] | None = None
        governing = self.years.governed.get(expression.start)
        if governing is not None and self.published and self.published.month:
            base = (governing, self.published.month)
        elif parts.anaphoric:
            base = self.memory.base_month(expression)
            if base is None and parts.month_shift >= 0:
                return Value(None, "the text names no month that this could be")
        lent = base is not None
        if base is None and self.published and self.published.month:
            base = (self.published.year, self.published.month)
        if base is None:
            return Value(None, "the month of publication is not known")
        year, month = days.shifted_month(*base, parts.month_shift)
        if parts.anaphoric and parts.year_shift:  # 지난해 같은 달
            year += parts.year_shift
        return within(year, month, parts)._replace(lent=lent, implied=lent)

    def _counted_from(self, parts: Parts, expression: Expression) -> date | None:
        """The day from which weeks count: the publication, for 전주 the week that the sentence compares."""
        return (self.memory.week_before(expression) if parts.anaphoric else None) or self.today

    def _counted_quarter(self, parts: Parts, expression: Expression) -> Value:
        """이번 분기, 다음 분기, 전분기."""
        assert parts.quarter_shift is not None
        base = self.memory.base_quarter(expression) if parts.anaphoric else None
        lent = base is not None
        if base is None and self.published and self.published.month:
            base = (self.published.year, (self.published.month + 2) // 3)
        if base is None:
            return Value(None, "the month of publication is not known")
        year, month = days.shifted_month(base[0], base[1] * 3, 3 * parts.quarter_shift)
        return Value(days.months(year, month - 2, month), lent=lent, implied=lent)

    def _bare_day(self, parts: Parts, expression: Expression) -> Value:
        assert parts.day is not None
        if parts.direction and self.today is not None:
            return directed_day(parts, self.today)
        said_again = self.memory.glossed(expression)
        if said_again is not None:
            return Value(said_again, implied=True, lent=True)
        lender = self.memory.lender(expression)
        carried = carried_month(parts.day, lender, self.reading.text, expression.start)
        if self.today is None:
            return self._fixed_day(parts, carried)
        here = (self.today.year, self.today.month)
        if parts.weekday is not None:
            return self._by_weekday(parts, here, carried)
        if carried is not None and not self._is_report(expression, lender, parts.day == self.today.day):
            return day_of(carried, parts, lent=True)
        return day_of(self._month_by_tense(parts.day, expression, here), parts, lent=False)

    def _month_by_tense(self, day: int, expression: Expression, here: tuple[int, int]) -> tuple[int, int]:
        """The publication's month, unless the verb contradicts it by more than half a month: "31일 밝혔다" on
        the 1st, "1일 개막한다" on the 30th."""
        assert self.today is not None
        away = day - self.today.day
        ends = away > 0 and expression.high is None
        term = ends and _DEADLINE.match(self.reading.text, expression.end)
        if abs(away) <= _HALF_MONTH or term:
            return here
        _, end = self.reading.sentence_at(expression.start)
        when = clause_tense(self.reading.text, expression.end, min(end, expression.end + _NEAR_VERB))
        if away > 0 and self._is_of_report(expression, end):
            when = -1
        shift = when if (when > 0) == (away < 0) else 0
        month = days.shifted_month(*here, shift)
        return month if days.one_day(*month, day) else here

    def _is_of_report(self, expression: Expression, end: int) -> bool:
        text = self.reading.text
        alone = text[expression.end : expression.end + 1] == " "
        subject = _SUBJECT.search(text, max(0, expression.start - 2), expression.start)
        return bool(alone and subject and _REPORT.search(text, expression.end, end))

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

    def _is_report(self, expression: Expression, lender: Named | None, of_today: bool) -> bool:
        """Whether a bare day is the day of the announcement: "5월 30일까지 공모한다고 30일 밝혔다"."""
        if _REPORTED.match(self.reading.text, expression.end):
            return True
        if lender is None or not of_today:
            return of_today
        sentence, _ = self.reading.sentence_at(expression.start)
        far = expression.start - lender.expression.end > _LIST_REACH
        return far or lender.expression.start < sentence

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
            base = self._meant_day(expression)
            if base is None:
                return Value(None, "the text names no day that this could be")
            day = base.start + timedelta(days=parts.day_shift)
            return Value(Days(day, day), lent=True)
        told = self.memory.told_day(expression) if expression.kinds == ("offset",) else None
        today = told.start if told else self.today
        if today is None:
            return Value(None, "the day of publication is not known")
        day = today + timedelta(days=parts.day_shift)
        return Value(Days(day, day), lent=told is not None)

    def _meant_day(self, expression: Expression) -> Days | None:
        """The day that 이날, 전날, 당일 count from; "행사일 전날", "시험 당일" count from the event's."""
        before = self.reading.text[max(0, expression.start - 12) : expression.start]
        word = self.reading.text[expression.start : expression.end]
        if _STATISTIC.match(self.reading.text, expression.start):
            return self.memory.day_of_sentence(expression) or self.memory.antecedent(expression)
        if word in _RELATIONAL and _NOUN_BEFORE.search(before):
            return self.memory.event_day(expression)
        return self.memory.antecedent(expression)


#: How many characters ahead the verb of a bare day may stand.
_NEAR_VERB = 45
_HALF_MONTH = 15
#: How far apart the days of one list stand: "3일 강원, 4일 충북".
_LIST_REACH = 25
# "공모한다고 30일| 밝혔다", "30일|자로 알렸다"
_REPORTED = re.compile(r"(?:에|자로)? ?(?:밝|말했|전했|알렸|발표했|공시했|보도했|설명했|강조했)")
# "통계국은 |31일| 지수가 49.3이라고 밝혔다": a bare day behind the subject is that of the report
_SUBJECT = re.compile(r"[은는이가] \Z")
_REPORT = re.compile(
    r"[라다자]고 (?:[가-힣]{1,8} ){0,2}(?:밝혔|말했|발표했|전했|보도했|설명했|공시했|강조했)"
)
# "31일까지 접수한다고 밝혔다": a term lies ahead, whatever is told behind it
_DEADLINE = re.compile(r" ?(?:까지|[~-])")
# "전일 대비 12명 증가", "전일 누계": the day before the one of the sentence, else before the last one named
_STATISTIC = re.compile(r"전일 ?(?:대비|보다|누계|같은)")
_RELATIONAL = frozenset({"전날", "당일", "다음 날", "다음날", "이튿날", "익일", "전일"})
# "|시험 |당일", "|개막 |다음 날", "|접수일 |전날": what such a day is counted from
_NOUN_BEFORE = re.compile(
    r"(?:[가-힣]일|식|회|시험|선거|행사|개[막관통최장강소업]|투표|수능|발표|접종|[수시]술|경기|공연|신청|예약|결혼"
    r"|출발|명절|휴일|연휴|마감|방문|사고|사건|발생|취임|입학|졸업|만료|도착|입국|출국|계약|체결|선고|판결|기념일"
    r"|설날|추석|축제|퇴[원직]|입원|검사|파업|훈련)(?<!\d일) $"
)
