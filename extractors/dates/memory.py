"""What a text has named so far, and what it lends: years and months to dates without, days to 이날."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from extractors.dates.calendar_days import Days
from extractors.dates.parts import Expression
from extractors.dates.values import Value
from extractors.reading import Reading

#: How many mentions back a date may refer, and how many characters.
_RECENT = 60
_CLAUSE = 250
#: How far, in days, a day that 이날 means may lie from the publication where other days are named too.
_FRAME = 2
_FAR = 92
#: Where the title and the lead of a text end.
_TITLE = 200
_DAYS = frozenset({"day", "month_day", "full"})
_SPANS = frozenset({"month", "quarter", "half", "year"})


class Named(NamedTuple):
    """A date that the text has named. start, end: its value, None where only its year is known.
    year: the one year that the text itself fixes, else None. lends: its month to bare days, in this sentence
    (1) or beyond (2), or not at all (0)."""

    expression: Expression
    start: date | None
    end: date | None
    year: int | None
    lends: int


@dataclass(slots=True)
class Memory:
    """The dates of one text in the order in which they were resolved."""

    reading: Reading
    today: date | None
    named: list[Named] = field(default_factory=list)

    def remember(self, expression: Expression, low: Value, high: Value) -> None:
        """Keep a resolved expression; one without value only where its year is known (지난해 말)."""
        first, last = low.days or high.days, high.days or low.days
        parts = expression.low
        if first is None or last is None:
            if low.year is not None and not parts.anaphoric:
                self.named.append(Named(expression, None, None, low.year, 0))
            return
        fixed = low.lent or parts.has_year or parts.month_shift is not None or bool(parts.direction)
        year = last.end.year if fixed else None
        self.named.append(Named(expression, first.start, last.end, year, _lends(expression, low)))

    def last(self) -> Named | None:
        """The date named last, None before the first."""
        return self.named[-1] if self.named else None

    def base_year(self, expression: Expression, *, same_sentence: bool) -> int | None:
        """The year that 전년 (of the same sentence) or 이듬해 (also of the one before) counts from.

        For 전년 that is the year of the period that is compared: the nearest month, quarter, half or year,
        but none that another is measured by ("2022년보다", "8월부터"); a second 전년 counts from the same.
        """
        start, _ = self.reading.sentence_at(expression.start)
        for earlier in self._back(start if same_sentence else start - _CLAUSE):
            if earlier.start is None or earlier.end is None or earlier.expression.low.anaphoric:
                continue
            one_year = earlier.start.year == earlier.end.year
            if same_sentence and one_year and self._is_compared(earlier):
                return earlier.start.year
            if not same_sentence and one_year and earlier.year is not None:
                return earlier.year
        return None

    def base_month(self, expression: Expression) -> tuple[int, int] | None:
        """The first month of the sentence, else the month that the text is about (its first); for 같은 달 the
        month named last."""
        start, _ = self.reading.sentence_at(expression.start)
        if self.reading.text[expression.start] in "같그동":
            named = next((one for one in self._back(expression.start - _CLAUSE) if _in_month(one)), None)
            return (named.start.year, named.start.month) if named and named.start else None
        inside = [day for named in self._back(start) if (day := _one_month(named))]
        if inside:
            return inside[-1].year, inside[-1].month
        first = next((day for named in self.named[:_RECENT] if (day := _one_month(named))), None)
        published = self.reading.published
        near = published.first if published and published.month else None
        if first is None or near is None or not 0 <= (near - first).days + 31 <= 125:
            return None
        return first.year, first.month

    def base_quarter(self, expression: Expression) -> tuple[int, int] | None:
        """Year and number of the quarter that the sentence compares, for 전분기."""
        start, _ = self.reading.sentence_at(expression.start)
        for earlier in self._back(start):
            quarter = earlier.expression.kinds[-1] == "quarter" and not earlier.expression.low.anaphoric
            if quarter and earlier.start and self._is_compared(earlier):
                return earlier.start.year, (earlier.start.month + 2) // 3
        return None

    def week_before(self, expression: Expression) -> date | None:
        """The first day of the week that the sentence named last, for 전주."""
        start, _ = self.reading.sentence_at(expression.start)
        weeks = (one for one in self._back(start) if "week" in one.expression.kinds)
        return next((one.start for one in weeks if not one.expression.low.anaphoric), None)

    def lender(self, expression: Expression) -> Named | None:
        """The earlier day (or month right before) that may lend its month to a bare day."""
        last = self.last()
        if last and last.lends and expression.start - last.expression.end <= 4:
            between = self.reading.text[last.expression.end : expression.start]
            if _OF_PERIOD.fullmatch(between):
                return last
        start, _ = self.reading.sentence_at(expression.start)
        for earlier in reversed(self.named[-6:]):
            near = earlier.lends == 2 or (earlier.lends == 1 and earlier.expression.start >= start)
            if near and _DAYS & set(earlier.expression.kinds) and not self._is_aside(earlier, expression):
                return earlier
        return None

    def _is_aside(self, named: Named, expression: Expression) -> bool:
        """Whether an earlier day only describes something: "조합(5월 3일 출범)은", "5일 여는 축제의"."""
        text, place = self.reading.text, named.expression
        if text[place.start - 1 : place.start] == "(" and _NOTE.match(text, place.end):
            return True
        return _ATTRIBUTE.match(text, place.end, expression.start) is not None

    def glossed(self, expression: Expression) -> Days | None:
        """The single day named right before the bracket in which a bare day says it again: 어제(31일)."""
        last = self.last()
        if last is None or last.start is None or last.start != last.end:
            return None
        between = self.reading.text[last.expression.end : expression.start]
        same = between.strip(" ") == "(" and last.start.day == expression.low.day
        return Days(last.start, last.start) if same else None

    def written_before(self, expression: Expression, month: int) -> int | None:
        """The year of the same month where title or paragraph have fixed it: "지난 12월 … 12월 중순"."""
        for title in self.named[:4]:
            as_month = title.expression.low.day is None
            if as_month and title.expression.end < _TITLE and self._is_year_of(title, month):
                return title.year
        for earlier in reversed(self.named[-8:]):
            between = self.reading.text[earlier.expression.end : expression.start]
            if "\n\n" in between or len(between) > 2 * _CLAUSE:
                return None
            if self._is_year_of(earlier, month):
                return earlier.year
        return None

    def _is_year_of(self, named: Named, month: int) -> bool:
        past = named.start is not None and (self.today is None or named.start <= self.today)
        one = _in_month(named) and named.start is not None and named.start.month == month
        return named.year is not None and past and one

    def event_day(self, expression: Expression) -> Days | None:
        """The day of what stands before 당일 or 전날: "9월 15일 개관 당일", "시험은 20일 … 시험 전날"."""
        text = self.reading.text
        noun = _EVENT.search(text, max(0, expression.start - 12), expression.start)
        for earlier in self._back(expression.start - _CLAUSE):
            if earlier.start is None or earlier.start != earlier.end:
                continue
            between = text[earlier.expression.end : expression.start]
            if _NOUNS.fullmatch(between):
                return Days(earlier.start, earlier.start)
            begin, end = self.reading.sentence_at(earlier.expression.start)
            sentence = text[begin : min(end, expression.start - len(noun[0]))] if noun else ""
            if noun and len(noun[1]) > 1 and noun[1] in sentence:
                return Days(earlier.start, earlier.start)
        return None

    def day_of_sentence(self, expression: Expression) -> Days | None:
        """The single day last named in the sentence, but not by another 이날 or 전일."""
        start, _ = self.reading.sentence_at(expression.start)
        days = (named for named in self._back(start) if named.start and named.start == named.end)
        return next((_whole(named) for named in days if not named.expression.low.anaphoric), None)

    def told_day(self, expression: Expression) -> Days | None:
        """The day that a story of other times has named last: "2019년 3월 4일 체포됐다. 이틀 뒤 구속됐다"."""
        start, _ = self.reading.sentence_at(expression.start)
        before, _ = self.reading.sentence_at(max(0, start - 2))
        for named in self._back(before):
            if named.start is not None and named.start == named.end:
                return _whole(named) if self._distance(named) > _FAR else None
        return None

    def antecedent(self, expression: Expression) -> Days | None:
        """The single day that 이날 or 같은 날 means.

        That of the same sentence; for 이날 then the day of the announcement, if the text names it (at most
        two days from the publication), because news goes back to it ("이날 회의에서"); then that of the
        sentence before; then the last one near the publication. Notes in brackets and looks back (지난 3월
        2일) lend nothing beyond their sentence.
        """
        start, _ = self.reading.sentence_at(expression.start)
        days = [named for named in self._back(0) if self._can_be_meant(named, expression, start)]
        inside = [named for named in days if named.expression.start >= start]
        if inside:
            return _whole(inside[0])
        word = self.reading.text[expression.start : expression.end]
        framed = word in _FRAME_WORDS
        same = [named for named in days if framed and self._same_event(named, expression)]
        frame = [named for named in days if framed and self._distance(named) <= _FRAME]
        before = self.reading.sentence_at(max(0, start - 2))[0]
        previous = [named for named in days if named.expression.start >= before]
        near = [named for named in days if self._distance(named) <= _FAR]
        chosen = same or frame or previous or near
        return _whole(chosen[0]) if chosen else None

    def _same_event(self, named: Named, expression: Expression) -> bool:
        """Whether the noun behind 이날 stands in a day's sentence: "11일 총회를 열었다 … 이날 총회에는"."""
        text = self.reading.text
        noun = _EVENT_BEHIND.match(text, expression.end)
        begin, end = self.reading.sentence_at(named.expression.start)
        return noun is not None and noun[1] in text[begin : min(end, expression.start)]

    def _can_be_meant(self, named: Named, expression: Expression, sentence: int) -> bool:
        if named.start is None or named.start != named.end:
            return False
        inside = named.expression.start >= sentence
        text = self.reading.text
        noted = text[named.expression.start - 1 : named.expression.start] == "("
        if noted and named.expression.end + 2 < expression.start:
            return False
        if not inside and (_TERM.match(text, named.expression.end) or self._is_aside(named, expression)):
            return False
        looked_back = named.expression.low.direction == -1 and expression.start - named.expression.end > 200
        return inside or not looked_back

    def _distance(self, named: Named) -> int:
        return abs((named.start - self.today).days) if named.start and self.today else 0

    def _is_compared(self, named: Named) -> bool:
        """Whether an earlier date of the sentence is what 전년 or 전분기 is counted from."""
        spans = _SPANS & set(named.expression.kinds) or named.start != named.end
        return bool(spans) and not _MEASURE.match(self.reading.text, named.expression.end)

    def _back(self, floor: int) -> Iterator[Named]:
        """Recent dates from the last backwards, down to a place."""
        for earlier in reversed(self.named[-_RECENT:]):
            if earlier.expression.start < floor:
                return
            yield earlier


# "2022년보다", "4분기 대비", "작년 8월부터": what another is measured by
_MEASURE = re.compile(r" ?(?:보다|대비|에 비해|부터|이후|이래)")
_FRAME_WORDS = frozenset({"이날", "이 날", "당일"})
# What follows a day that is a term: "20일|까지 받는다"
_TERM = re.compile(r" ?(?:까지|부터)")
# "이날 |총회에는", "이날 |간담회에서"
_EVENT_BEHIND = re.compile(r" ([가-힣]{1,7}(?:회|식|행사|협약|포럼|대회|토론|축제|경기))")
# "다음 달(|15일)", "다음 달은 |5일", "지난달에는 |3일", "3월: |5일"
_OF_PERIOD = re.compile(r" ?(?:\(|:)? ?|(?:에는|에도|에|은|는) ?")
# "조합(5월 3일| 출범)은": a note on what stands before the bracket
_NOTE = re.compile(r" ?[가-힣]{1,8}\)")
# "3월 2일| 문을 연 도서관이", "5일| 여는 축제의", "12일| 시작한 사업의"
_ATTRIBUTE = re.compile(
    r"(?:에|부터|까지)? (?:[가-힣]{1,8}[을를이가에서] )?[가-힣]{0,5}(?:[한된린친낸든던]|연|[하되리지여]는"
    r"|[맺받지]은|나온|[할될릴])(?: [가-힣]{2,})"
)
# The noun before 당일: "시험 |당일", "행사일 |전날"
_EVENT = re.compile(r"(?<![가-힣])(?!관련|기준|현재|대비)([가-힣]{1,7}?)일? \Z")
# "9. 15. |개관 |당일", "6월 3일 |창립기념일 |당일"; no particle in it
_NOUNS = re.compile(r" (?:[가-힣]{1,8}(?<![은는을를에서고며해여이가]) ){1,2}")


def _lends(expression: Expression, low: Value) -> int:
    parts = expression.low
    if parts.month is not None or (low.lent and parts.day is not None):
        return 2
    return int(parts.month_shift is not None or (parts.direction is not None and parts.day is not None))


def _in_month(named: Named) -> bool:
    """Whether a mention lies in one month."""
    if named.start is None or named.end is None:
        return False
    return (named.start.year, named.start.month) == (named.end.year, named.end.month)


def _whole(named: Named) -> Days | None:
    return Days(named.start, named.start) if named.start else None


def _one_month(named: Named) -> date | None:
    """The first day of a mention that is one month, not of an anaphoric one."""
    low = named.expression.low
    if "month" not in named.expression.kinds or low.anaphoric or low.day is not None:
        return None
    return named.start if _in_month(named) else None
