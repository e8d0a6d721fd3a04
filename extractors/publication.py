"""The publication date of an article: stated by its source, or inferred from its text and from hints."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from extractors import dates
from extractors.calendar_days import full_year, one_day
from extractors.date_context import tense
from extractors.date_forms import expressions
from extractors.date_parts import Expression
from extractors.date_ranges import join_ranges
from extractors.mention import Hint
from extractors.reading import Published, Reading


@dataclass(frozen=True, slots=True)
class Publication:
    """published: ISO date of the known precision, or None. inferred: not stated by the source.
    evidence: what an inferred date was taken from, else None."""

    published: str | None
    inferred: bool
    evidence: str | None


@dataclass(frozen=True, slots=True)
class _Year:
    """A year that the article can be from, with the words that say so."""

    year: int
    evidence: str


#: Posts around an article bracket it only where they lie this close together, in days.
_NEIGHBOUR_SPAN = 120
_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:[T ].*)?")
# "(2024.08.26 행정안전부)", "승인 2016.11.22 18:10", "등록일 : 2020-02-24"
_SOURCE_NOTE = re.compile(
    r"(?:승인|입력|기사등록|등록일?|작성일|배포일시?|보도일시?|게시일)[ :]{0,3}"
    r"(20\d\d)[.\-] ?(\d{1,2})[.\-] ?(\d{1,2})"
    r"|\((20\d\d)\. ?(\d{1,2})\. ?(\d{1,2})\.?,? [가-힣]{1,14}(?:부|처|청|위원회|뉴스"
    r"|신문|일보|브리핑)\)\s{0,9}(?:\n|$)"
)
# "2023년 스마트항만 설명회", "2017년도 해외진출 지원사업"; no look back (실적) or ahead (예산안)
_PROGRAMME = re.compile(
    r" ?['\"「『]?(?!부터|까지|이후|이래|에|은 |는 |이 |의 |말|초|도에|\)|.{0,12}(?:월드컵"
    r"|올림픽|엑스포|아시안게임|세계박람회))(?:제?\d{1,3}(?:차"
    r"|회) )?[가-힣A-Za-z·-]{1,20}(?: [가-힣A-Za-z·-]{1,20}){0,4}? ?"
    r"(?:사업|설명회|공모전?|공고|행사|대회|축제|박람회|포럼|시상식|공채|시험|교육|연수"
    r"|워크숍|콘퍼런스|컨퍼런스|캠페인|대전|페스티벌|과제)(?![가-힣]{0,3} ?(?:실적"
    r"|결과|결산|예산안))"
)
# "올해(2024년)", "지난해(2023년)", "내년(2026년)"
_EQUATION = re.compile(r"(올해|금년|지난해|작년|내년)\(((?:19|20)\d\d)년?\)")
_STEPS = {"올해": 0, "금년": 0, "지난해": -1, "작년": -1, "내년": 1}
#: A full date in these months says nothing sure about the year of writing: January's events are
#: announced in December, December's are reported in January.
_SAFE_MONTHS = range(3, 11)
#: How far into the text the lead reaches.
_LEAD = 300


def publication_date(reading: Reading) -> Publication:
    """The publication date of a document: stated if it has one, else inferred, else none.

    Inference asks, in this order, a date in the URL, the text, the dates of neighbouring posts; hints of
    the kinds crawl, repost, modified and search are never used. Only what is known is said: ``2023`` or
    ``2012-12``. Raises nothing; malformed hints are passed over.
    """
    if reading.document.published is not None:
        return Publication(reading.document.published, False, None)
    hints = reading.document.hints
    neighbours = _neighbours(hints)
    return (
        _from_url(hints)
        or _from_source_note(reading.text)
        or _from_text(reading, neighbours)
        or _from_neighbours(neighbours)
        or Publication(None, False, None)
    )


def _parsed(value: str) -> tuple[int, int | None, date | None] | None:
    """Year, month and day of an ISO hint, as far as it has them; None for anything else."""
    match = _ISO.fullmatch(value)
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    whole = one_day(year, month, day) if day else None
    if (day and whole is None) or month > 12:
        return None
    return year, month or None, whole.start if whole else None


def _neighbours(hints: Iterable[Hint]) -> list[date]:
    parsed = [_parsed(value) for kind, value in hints if kind == "neighbour"]
    return sorted(found[2] for found in parsed if found and found[2])


def _from_url(hints: Iterable[Hint]) -> Publication | None:
    for kind, value in hints:
        if kind == "url" and _parsed(value):
            return Publication(value, True, f"URL의 날짜 {value}")
    return None


def _from_source_note(text: str) -> Publication | None:
    for match in _SOURCE_NOTE.finditer(text):
        year, month, day = (int(number) for number in match.groups() if number)
        if found := one_day(year, month, day):
            return Publication(found.start.isoformat(), True, f"출처 표시 ‘{match[0]}’")
    return None


def _from_text(reading: Reading, neighbours: list[date]) -> Publication | None:
    found = join_ranges(expressions(reading.text), reading.text)
    year = (
        _equated_year(reading.text)
        or _programme_year(found, reading.text)
        or _lead_year(found, reading.text)
        or _weekday_year(found, _near_years(found, reading.text, neighbours))
    )
    if year is None or not _weekdays_allow(found, year.year):
        return None
    return _narrowed(reading, year, neighbours)


def _equated_year(text: str) -> _Year | None:
    years = {int(match[2]) - _STEPS[match[1]]: match[0] for match in _EQUATION.finditer(text)}
    if len(years) != 1:
        return None
    ((year, words),) = years.items()
    return _Year(year, f"본문의 ‘{words}’")


def _programme_year(found: list[Expression], text: str) -> _Year | None:
    """The one year that stands beside a programme's name; none where the text is about next year's."""
    named: dict[int, str] = {}
    for expression in found:
        year = expression.low.year
        if expression.kinds != ("year",) or year is None or expression.high or expression.low.direction:
            continue
        programme = _PROGRAMME.match(text, expression.end)
        if programme and year >= 1995:
            named.setdefault(year, text[expression.start : programme.end()])
    if len(named) != 1:
        return None
    ((year, words),) = named.items()
    if ("내년" in text or _speaks_of_december(found)) and not _singled_out(found, year):
        return None
    return None if _past_after(found, text, year) else _Year(year, f"본문의 ‘{words}’")


def _singled_out(found: list[Expression], year: int) -> bool:
    """Whether the weekdays of the text fit this year and not the one before: 4월 17일(수) of 2019."""
    return any(map(_weekdayed, found)) and not _weekdays_allow(found, year - 1)


def _speaks_of_december(found: list[Expression]) -> bool:
    """Whether the first month named is one in which next year's programmes are announced."""
    first = next((expression.low for expression in found if expression.low.month is not None), None)
    return first is not None and not first.has_year and first.month in (11, 12)


def _past_after(found: list[Expression], text: str, year: int) -> bool:
    """Whether the text looks back at a later year than this."""
    return any(
        expression.low.year is not None
        and expression.low.year >= 1000
        and expression.low.year > year
        and tense(text, expression.end, min(len(text), expression.end + 80)) < 0
        for expression in found
    )


def _lead_year(found: list[Expression], text: str) -> _Year | None:
    """The year of a full date in the lead, unless the months leave the year of writing open."""
    lead = [e for e in found if e.start < _LEAD and e.low.day is not None and (e.low.year or 0) >= 1995]
    lead = [e for e in lead if text[e.start - 1 : e.start] != "("]
    years = {expression.low.year for expression in lead}
    later = [e for e in found if (e.low.year or 0) > max((y for y in years if y), default=0)]
    if len(years) != 1 or later or lead[0].low.month not in _SAFE_MONTHS:
        return None
    first = lead[0]
    assert first.low.year is not None
    return _Year(first.low.year, f"본문의 ‘{text[first.start : first.end]}’")


def _near_years(found: list[Expression], text: str, neighbours: list[date]) -> set[int]:
    """Years to choose among: those of neighbouring posts, else about a year that the text names
    twice (or with the year before it), where it does not plan for the next."""
    if neighbours:
        return set(range(neighbours[0].year, neighbours[-1].year + 1))
    named = [full_year(e.low.year, None) for e in found if e.low.year is not None and e.low.period is None]
    if not named or "내년" in text:
        return set()
    often = {year for year in named if named.count(year) + named.count(year - 1) > 1}
    return {
        year for year in often | {year + 1 for year in often} if year >= 1995 and year + 1 >= _latest(named)
    }


def _latest(named: list[int]) -> int:
    """The latest of the years named, passing over plans far ahead of all others (2030년)."""
    years = sorted(set(named))
    while len(years) > 1 and years[-1] - years[-2] > 3:
        years.pop()
    return years[-1]


def _weekday_year(found: list[Expression], candidates: set[int]) -> _Year | None:
    """The one year among the candidates in which every day of the text has its weekday."""
    if not any(_weekdayed(expression) for expression in found):
        return None
    fitting = [year for year in sorted(candidates) if _weekdays_allow(found, year)]
    if len(fitting) != 1:
        return None
    return _Year(fitting[0], f"본문의 요일이 {fitting[0]}년과 맞음")


def _weekdayed(expression: Expression) -> bool:
    low = expression.low
    return None not in (low.month, low.day, low.weekday) and not low.has_year


def _weekdays_allow(found: list[Expression], year: int) -> bool:
    """Whether the days with weekday fit a year; a day of winter may belong to the year beside it."""
    return all(_fits(e, year) for e in found if _weekdayed(e))


def _fits(expression: Expression, year: int) -> bool:
    month, day, weekday = expression.low.month or 0, expression.low.day or 0, expression.low.weekday
    years = [year, *([year + 1] if month <= 2 else []), *([year - 1] if month >= 11 else [])]
    return any(
        (found := one_day(candidate, month, day)) is not None and found.start.weekday() == weekday
        for candidate in years
    )


def _narrowed(reading: Reading, year: _Year, neighbours: list[date]) -> Publication:
    """The year, or the month where neighbouring posts and the past days of the text leave only one."""
    plain = Publication(str(year.year), True, year.evidence)
    if not neighbours or (neighbours[-1] - neighbours[0]).days > _NEIGHBOUR_SPAN:
        return plain
    first = max(neighbours[0], _earliest(reading, year.year) or neighbours[0])
    last = neighbours[-1]
    if first > last or (first.year, first.month) != (last.year, last.month) or last.year != year.year:
        return plain
    return Publication(f"{last:%Y-%m}", True, f"{year.evidence}, 이웃 글의 날짜 {neighbours[0]}~{last}")


def _earliest(reading: Reading, year: int) -> date | None:
    """The day after the latest day that the text calls past (지난 28일부터 30일)."""
    tentative = Reading(reading.document, reading.aligned, reading.sentences, Published(year))
    past = [
        date.fromisoformat(mention.date_end)
        for mention in dates.find(tentative)
        if mention.text.startswith("지난") and mention.granularity == "day" and mention.date_end
    ]
    return max(past) + timedelta(days=1) if past else None


def _from_neighbours(neighbours: list[date]) -> Publication | None:
    """What posts on both sides leave open: a month or a year, only where they lie close together."""
    if len(neighbours) < 2 or (neighbours[-1] - neighbours[0]).days > _NEIGHBOUR_SPAN:
        return None
    first, last = neighbours[0], neighbours[-1]
    if first.year != last.year:
        return None
    known = f"{last:%Y-%m}" if first.month == last.month else str(last.year)
    return Publication(known, True, f"이웃 글의 날짜 {first}~{last}")
