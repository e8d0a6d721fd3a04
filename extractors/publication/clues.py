"""What a text says of the time of its writing: days between which it lies, days with their weekday."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from extractors.dates.calendar_days import full_year, one_day
from extractors.dates.parts import Expression
from extractors.dates.tense import tense
from extractors.publication.terms import Span

#: The first year that a press release on the web can be from.
OLDEST = 1995
#: How far into the text the lead reaches.
LEAD = 300
#: How far from the day of its lead a text is published at most.
_NEAR_LEAD = timedelta(days=75)
#: How far on the other side, where its tense says on which one: reports are written a little ahead.
_SAME_TIME = timedelta(days=4)
#: Days of December from here on are reported in January too.
_YEAR_END = 28
#: How far behind a date its verb is looked for, in characters of its line.
_CLAUSE = 60

# "까지", "부터", "예정": what stands behind a date that lies ahead even where the verb is past
_AHEAD = re.compile(
    r"\)? ?(?:까지|부터|이후|목표|예정|계획|말까지|중|내 |안에|완공|준공|~|-|초까지|이내|시행|도입|적용|개최"
    r"|에는|이면)"
)
# "2023년에 완공했다"
_DONE_IN = re.compile(r"에 (?!걸)")
#: What stands behind a year that is over or nearly so, with no verb: "2023년 실적", "2022년 대비".
FIGURES = re.compile(r" ?(?:실적|결산|말 기준|기준|대비|보다|통계|조사 결과)")
# "2021-05-10 09:30 (월)" on top of everything: the clock of the page on the day that it was saved
_CLOCK_LINE = re.compile(r"\s{0,9}[\d.\-/:년월일() 화수목금토요오전후]{8,40}(?:\n|$)")
# "모집한다고 밝혔다", the end of a line
_CLAUSE_END = re.compile(r"\n|(?<=[다라])고 ")
# "2027년까지", "2025년 말까지", "2026년부터"
_UNTIL = re.compile(r"(?: ?말| ?초)?(?:까지|부터)")


@dataclass(frozen=True, slots=True)
class Year:
    """A year that the text is from, with the words that say so."""

    year: int
    evidence: str


@dataclass(frozen=True, slots=True)
class Clues:
    """The date expressions of a folded text, those with a weekday and without a year, and its bounds.

    last is None where the text bounds itself on one side only. words: what the bounds were taken from.
    guessed: the last day is that of a plan or of the longest term of office, possibly years ahead.
    """

    text: str
    found: list[Expression]
    weekdays: list[Expression]
    first: date
    last: date | None
    words: tuple[str, ...]
    guessed: bool

    def allows(self, year: int) -> bool:
        """Whether the bounds and every day with its weekday leave this year open."""
        if year < self.first.year or (self.last is not None and year > self.last.year):
            return False
        return self.weekdays_allow(year)

    def weekdays_allow(self, year: int) -> bool:
        """Whether the days with weekday fit a year. A day of winter may belong to the year beside it, the
        first one (that of the news itself) only where it may lie ahead in January, or at the year's end."""
        return all(
            _fits(e, year, turn=index > 0 or self._about_new_year(e)) for index, e in enumerate(self.weekdays)
        )

    def _about_new_year(self, expression: Expression) -> bool:
        low = expression.low
        if low.month == 12:
            return (low.day or 0) >= _YEAR_END and tense_behind(expression, self.text) <= 0
        return low.month == 1 and tense_behind(expression, self.text) >= 0

    def lead_allows(self, year: int) -> bool:
        """Whether the day that the lead names without a year lies near the bounds in this year."""
        lead = next((e for e in self.found if e.start < LEAD and _bare_day(e)), None)
        if lead is None:
            return True
        when = lead.low.direction or tense_behind(lead, self.text)
        early, late = (_SAME_TIME if when < 0 else _NEAR_LEAD), (_SAME_TIME if when > 0 else _NEAR_LEAD)
        days = [one_day(year + step, lead.low.month or 1, lead.low.day or 1) for step in (-1, 0, 1)]
        spans = [(day.start - early, day.start + late) for day in days if day is not None]
        return any(
            first.year <= year <= last.year
            and last >= self.first
            and (self.last is None or first <= self.last)
            for first, last in spans
        )


def clues(text: str, found: list[Expression], spans: list[Span]) -> Clues:
    """The clues of a text, from its date expressions and from the offices and bodies that it names."""
    if clock := _CLOCK_LINE.match(text):
        found = [e for e in found if e.start >= clock.end()]
    weekdays = [e for e in found if _has_weekday(e) and not e.low.has_year]
    first, last, words = date(OLDEST, 1, 1), None, list[str]()
    guessed = False
    if spans:
        latest = max(spans, key=lambda span: span.first)
        first = max(first, latest.first)
        words.append(latest.words)
    if ended := [span for span in spans if span.last is not None]:
        soonest = min(ended, key=lambda span: span.last or date.max)
        last, guessed = soonest.last, soonest.guessed
        words.append(soonest.words)
    dated = [(year, e) for e in found if (year := year_of(e)) and not e.high]
    for past, expression in _pasts(dated, text):
        if past > first and (last is None or past <= last):
            first = past
            words.append(text[expression.start : expression.end])
    plans = [(year, e) for year, e in dated if year >= first.year and _is_plan(e, text)]
    if plans:
        year, expression = min(plans, key=lambda plan: plan[0])
        if last is None or year < last.year:
            last, guessed = date(year, 12, 31), True
            words.append(text[expression.start : expression.end])
    return Clues(text, found, weekdays, first, last, tuple(dict.fromkeys(words)), guessed)


def _pasts(dated: list[tuple[int, Expression]], text: str) -> Iterator[tuple[date, Expression]]:
    for year, expression in dated:
        past = _past(year, expression, text)
        if past is not None:
            yield past, expression


def year_of(expression: Expression) -> int | None:
    """The year that an expression names in full, if it can be that of a release or of its past."""
    low = expression.low
    if low.year is None or low.period in ("decade", "century"):
        return None
    year = full_year(low.year, None)
    return year if year >= OLDEST else None


def tense_behind(expression: Expression, text: str) -> int:
    """The tense of the words behind a date in its line: -1 past, 1 future, 0 unknown. What was said (연다고
    밝혔다) has the tense of its own verb."""
    end = min(len(text), expression.end + _CLAUSE)
    clause = _CLAUSE_END.search(text, expression.end, end)
    return tense(text, expression.end, clause.start() if clause else end)


def lies_ahead(expression: Expression, text: str) -> bool:
    """Whether a date is that of a plan, by its particle or by the tense of its line."""
    return _AHEAD.match(text, expression.end) is not None or tense_behind(expression, text) > 0


def _past(year: int, expression: Expression, text: str) -> date | None:
    """The first day on which a text can be written that reports this date as past."""
    low = expression.low
    if low.month is None and FIGURES.match(text, expression.end):
        return date(year, 1, 1)
    if _AHEAD.match(text, expression.end) or (low.month is None and not _DONE_IN.match(text, expression.end)):
        return None
    if text[expression.start - 1 : expression.start] == "(" or tense_behind(expression, text) >= 0:
        return None
    day = one_day(year, low.month or 1, low.day or 1)
    return day.start if day else None


def _is_plan(expression: Expression, text: str) -> bool:
    if expression.low.direction == -1 or not _UNTIL.match(text, expression.end):
        return False
    return tense_behind(expression, text) > 0


def _has_weekday(expression: Expression) -> bool:
    low = expression.low
    return low.weekday is not None and low.day is not None and low.month is not None


def _bare_day(expression: Expression) -> bool:
    low = expression.low
    return low.day is not None and low.month is not None and not low.has_year and not low.lunar


def _fits(expression: Expression, year: int, *, turn: bool) -> bool:
    month, day, weekday = expression.low.month or 0, expression.low.day or 0, expression.low.weekday
    years = [year]
    if turn:
        years += [year + 1] if month <= 2 else [year - 1] if month >= 11 else []
    return any(
        (found := one_day(candidate, month, day)) is not None and found.start.weekday() == weekday
        for candidate in years
    )
