"""The year of a date: as it says it, as its heading or list lends it, as the publication implies it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from extractors.dates import calendar_days as days
from extractors.dates.calendar_days import Days
from extractors.dates.lending import carried_year
from extractors.dates.memory import Memory, Named
from extractors.dates.parts import Expression, Parts
from extractors.dates.tense import HALF_YEAR, tense
from extractors.dates.values import Value, fits, within
from extractors.reading import Reading

#: How many characters ahead the verb of a date may stand.
_CLAUSE = 250
#: How far back, in dates, the year is looked for that a text reports on.
_RECENT = 40
#: How many of a text's first dates can say what it reports on.
_LEAD = 20
#: A text of the first so many months of a year reports on the year before.
_REVIEW_MONTHS = 3
# "1분기| 0.82명", "상반기에는| 11.3% 감소", "12월 수출은| 576억 달러": a figure that has been measured
_MEASURED = re.compile(
    r"[^.\n]{0,24}?[△▲+-]?\d[\d.,만천억조]{0,20} ?"
    r"(?:%|명|건|원|달러|불|톤|대(?![상회비])|p|포인트|개(?!소|최)|호|곳|마리|배)"
)
# What has not been yet: "65%를 집행할 계획", "5천 명까지 뽑는다"
_AHEAD = re.compile(
    r"계획|예정|전망|목표|까지|최대|모집|기로|[할될릴일] 것|예산|추진|방침"
    r"|(?:는|[한된연린른친온간])다(?=\.|\n|$)"
    r"|합니다|됩니다|하겠"
)
#: How far a clause with its figure reaches.
_FIGURE_CLAUSE = 60


class Years:
    """Finds the years of one text's dates. governed: the year of a heading or a column's head, by the start
    of the expression under it."""

    def __init__(
        self, reading: Reading, memory: Memory, today: date | None, governed: dict[int, int]
    ) -> None:
        self.reading = reading
        self.memory = memory
        self.today = today
        self.governed = governed
        self.published = reading.published

    def said(self, parts: Parts, expression: Expression) -> tuple[int | None, bool]:
        """The year of an end that names one, and whether another mention lent it."""
        if parts.year is not None:
            return days.full_year(parts.year, self.published.year if self.published else None), False
        if parts.year_shift is None:
            return None, False
        if parts.anaphoric:
            base = self.memory.base_year(expression, same_sentence=parts.year_shift < 0)
            if base is None and parts.year_shift < 0:
                base = self._year_in_review()
            if base is not None or parts.year_shift >= 0:  # 이듬해, 당해 연도: of a year that is named
                return (None if base is None else base + parts.year_shift), True
        return (self.published.year + parts.year_shift, False) if self.published else (None, False)

    def _year_in_review(self) -> int | None:
        """Last year, where a text of January to March begins with it: its 전년 is the year before that."""
        first = next((named for named in self.memory.named[:_LEAD] if named.expression.low.year), None)
        if first is None or self.published is None or (self.published.month or 12) > _REVIEW_MONTHS:
            return None
        return first.year if first.year == self.published.year - 1 else None

    def carried(self, expression: Expression) -> int | None:
        """The year of the heading above, else what an earlier date of the list or clause lends."""
        year = self.governed.get(expression.start)
        return year or carried_year(expression, self.memory.last(), self.reading.text, self.today)

    def of_month(self, parts: Parts, month: int, expression: Expression) -> Value:
        """The value of a month or day whose year the text leaves out: in the year in which its weekday fits,
        in that of the same month in the paragraph, else in the publication's, as the tense has it."""
        assert self.published is not None
        here = self.published.year
        if parts.weekday is not None and parts.day is not None:
            fitting = [
                y for y in (here, here - 1, here + 1) if fits(days.one_day(y, month, parts.day), parts)
            ]
            if fitting:
                return within(fitting[0], month, parts)._replace(implied=True)
        same = self._year_of_the_same(expression, month, here)
        if same is not None:
            return within(same, month, parts)._replace(implied=True, lent=True)
        return self.by_tense(expression, lambda y: within(y, month, parts).days, within(here, month, parts))

    def _year_of_the_same(self, expression: Expression, month: int, here: int) -> int | None:
        """The year that the paragraph has given to this month, where the publication's lies far away."""
        far = self.today is not None and abs((date(here, month, 15) - self.today).days) > HALF_YEAR - 30
        return self.memory.written_before(expression, month) if far else None

    def by_tense(
        self, expression: Expression, at: Callable[[int], Days | None], fallback: Value | None = None
    ) -> Value:
        """The publication's year, unless the sentence's tense contradicts it by more than half a year."""
        assert self.published is not None
        here = at(self.published.year)
        if here is None:
            return (fallback or Value(None, "no such day"))._replace(implied=True)
        reference = self.today or date(self.published.year, self.published.month or 6, 15)
        ahead, behind = (here.start - reference).days, (reference - here.end).days
        if behind < 0 and self._is_reviewed(expression):
            return Value(at(self.published.year - 1) or here, implied=True, lent=True)
        if behind > HALF_YEAR:
            behind = (reference - _end_of_range(expression, here)).days
        if max(ahead, behind) > HALF_YEAR:
            when = self._tense(expression, measured=ahead > 0)
            if when == (-1 if ahead > HALF_YEAR else 1):
                here = at(self.published.year + when) or here
        return Value(here, implied=True)

    def _tense(self, expression: Expression, *, measured: bool) -> int:
        """The tense of a date's clause; measured: whether a figure without a verb speaks of the past."""
        _, sentence_end = self.reading.sentence_at(expression.start)
        when = tense(self.reading.text, expression.end, min(sentence_end, expression.end + _CLAUSE))
        return -1 if when == 0 and measured and self._is_measured(expression) else when

    def _is_measured(self, expression: Expression) -> bool:
        """Whether the date's clause gives a figure for it and speaks of nothing to come."""
        text, place = self.reading.text, expression.end
        _, end = self.reading.sentence_at(expression.start)
        near = min(place + _FIGURE_CLAUSE, end)
        return bool(_MEASURED.match(text, place, near)) and not _AHEAD.search(
            text, place, min(end, place + 160)
        )

    def _is_reviewed(self, expression: Expression) -> bool:
        """Whether a quarter or month that is not over belongs to last year, on which the text reports:
        "2023년 출생아는 23만 명이다. 1분기 0.82명, 2분기 0.71명" in a text of February 2024."""
        at = self.published
        if at is None or (at.month or 12) > _REVIEW_MONTHS or expression.low.day is not None:
            return False
        recent = (one for one in reversed(self.memory.named[-_RECENT:]) if _is_of_years(one, at.year - 1))
        last = next(recent, None)
        if last is None or last.year != at.year - 1:
            return False
        return self._is_measured(expression)


def _is_of_years(named: Named, first: int) -> bool:
    """Whether a date names a year from ``first`` on, other than by 전년."""
    own = not named.expression.low.anaphoric and named.expression.kinds[0] == "year"
    return own and named.year is not None and named.year >= first


def _end_of_range(expression: Expression, low: Days) -> date:
    """The last day of a range that begins in ``low``: "1월부터 10월까지 이어진다" in September has begun."""
    high = expression.high
    if high is None or high.month is None or high.has_year:
        return low.end
    last = days.months(low.start.year + (high.month < low.start.month), high.month, high.month)
    return max(low.end, last.end)
