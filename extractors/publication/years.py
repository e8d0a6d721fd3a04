"""The year in which a text was written, from the text itself. Each rule names one year or none."""

from __future__ import annotations

import re
from datetime import date, timedelta

from extractors.dates.calendar_days import one_day
from extractors.publication.clues import FIGURES, LEAD, OLDEST, Clues, Year, lies_ahead, tense_behind, year_of
from extractors.publication.counted import counted_years
from extractors.publication.equations import equated_year

#: A full date in these months says nothing sure about the year of writing: January's events are
#: announced in December, December's are reported in January.
_SAFE_MONTHS = range(3, 11)
#: Days with year and weekday lie at most this far from the day of writing.
_NEAR = timedelta(days=180)
#: A year that follows all others at a greater distance is that of a goal.
_GOAL = 3
#: More years than these between the bounds leave too many that fit by chance.
_WIDEST = 12


def known_year(clues: Clues, neighbours: list[date]) -> Year | None:
    """The one year that the clues leave, None where they leave several or contradict each other.

    neighbours: sorted days of posts around the article, possibly none.
    """
    equated = equated_year(clues.text)
    if equated is not None:
        return equated if clues.allows(equated.year) else None
    for rule in (_dated, _counted, _in_lead, _programme, _between_bounds):
        found = rule(clues)
        if found is not None and clues.allows(found.year):
            return found
    return _by_weekday(clues, neighbours)


# "2011년 4월 1일(금) 개원한 병원", "2015. 3. 2. 체결된 협정": what began then is news no more
_BEGUN = re.compile(
    r".{0,12}?(?:설립|개원|개관|창립|창설|출범|개교|개통|개소|제정|체결|발효|준공|지정)[된한] "
)


def _dated(clues: Clues) -> Year | None:
    """The year of days that are written out with year and weekday: such days lie near the day of writing."""
    dated = [
        (year, e)
        for e in clues.found
        if e.low.weekday is not None
        and e.low.day
        and e.low.month
        and (year := year_of(e))
        and not _BEGUN.match(clues.text, e.end)
    ]
    if len({year for year, _ in dated}) != 1:
        return None
    year, first = dated[0]
    day = one_day(year, first.low.month or 0, first.low.day or 0)
    if day is None or day.start.weekday() != first.low.weekday or day.start + _NEAR < clues.first:
        return None
    if day.start.month not in _SAFE_MONTHS:
        when = tense_behind(first, clues.text)
        if when >= 0 if day.start.month < 3 else when <= 0:
            return None
    return Year(year, f"본문의 ‘{clues.text[first.start : first.end]}’")


def _counted(clues: Clues) -> Year | None:
    """The year of the one national day that is named by its number, where the text plans no later one."""
    years = counted_years(clues.text)
    if len(years) != 1 or "내년" in clues.text:
        return None
    ((year, words),) = years.items()
    return Year(year, f"본문의 ‘{words}’")


# "2024년 8월 26일부터 연다", "(2024.8.26. 개최)"; not "318 갯벌 체험 2021-05-14 77", the row of a list
_IN_PROSE = re.compile(r"[^\n\d]{0,12}?(?!조회|추천|댓글|첨부|읽음)[가-힣]{2}")


def _in_lead(clues: Clues) -> Year | None:
    """The year of a full date in the lead, unless the months leave the year of writing open."""
    found, text = clues.found, clues.text
    lead = [e for e in found if e.start < LEAD and e.low.day is not None and (e.low.year or 0) >= OLDEST]
    lead = [
        e
        for e in lead
        if text[e.start - 1 : e.start] != "("
        and _IN_PROSE.match(text, e.end)
        and not _BEGUN.match(text, e.end)
    ]
    years = {e.low.year for e in lead if e.low.year is not None}
    if len(years) != 1 or lead[0].low.month not in _SAFE_MONTHS:
        return None
    year = years.pop()
    if any((e.low.year or 0) > year for e in found):
        return None
    return Year(year, f"본문의 ‘{text[lead[0].start : lead[0].end]}’")


# "2023년 스마트항만 설명회", "2017년도 해외진출 지원사업"; no look back (실적, 수상작) or ahead (예산안)
_PROGRAMME = re.compile(
    r" ?['\"「『]?(?!부터|까지|이후|이래|에|은 |는 |이 |의 |말|초|도에|\)|.{0,12}(?:월드컵"
    r"|올림픽|엑스포|아시안게임|세계박람회)|.{0,30}(?:성과|실적|결과|금년|올해|목표))(?:제?\d{1,3}(?:차"
    r"|회) )?[가-힣A-Za-z·-]{1,20}(?: [가-힣A-Za-z·-]{1,20}){0,4}? ?"
    r"(?:사업(?!자)|설명회|공모전?|공고|행사(?!업)|대회|축제|박람회|포럼|시상식|공채|시험|교육|연수"
    r"|워크숍|콘퍼런스|컨퍼런스|캠페인|대전|페스티벌|과제)"
    r"(?![가-힣]{0,3}['\"」』]? ?(?:실적|결과|결산|예산안|수상|당선|선정작|우수작))"
)


def _programme(clues: Clues) -> Year | None:
    """The one year that stands beside a programme's name; none where the text is about next year's."""
    named: dict[int, str] = {}
    first, text = None, clues.text
    for expression in clues.found:
        year = expression.low.year
        if expression.kinds != ("year",) or year is None or expression.high or expression.low.direction:
            continue
        programme = _PROGRAMME.match(text, expression.end)
        if programme and year >= OLDEST:
            first = expression if first is None else first
            named.setdefault(year, text[expression.start : programme.end()])
    if len(named) != 1 or first is None:
        return None
    ((year, words),) = named.items()
    if not _singled_out(clues, year) and (
        "내년" in text
        or _speaks_of_december(clues)
        or first.start >= LEAD
        or any(year < (year_of(e) or 0) <= year + 2 for e in clues.found)
    ):
        return None
    return Year(year, f"본문의 ‘{words}’")


def _singled_out(clues: Clues, year: int) -> bool:
    """Whether the weekdays of the text fit this year and not the one before: 4월 17일(수) of 2019."""
    return bool(clues.weekdays) and not clues.weekdays_allow(year - 1)


def _speaks_of_december(clues: Clues) -> bool:
    """Whether the first month named is one in which next year's programmes are announced, or the January
    for which they are."""
    first = next((e for e in clues.found if e.low.month is not None), None)
    if first is None or first.low.has_year:
        return False
    return first.low.month in (11, 12) or (first.low.month == 1 and tense_behind(first, clues.text) >= 0)


def _between_bounds(clues: Clues) -> Year | None:
    """The one year between the bounds in which every weekday fits and the lead's day lies near them."""
    if clues.last is None or clues.last.year - clues.first.year > _WIDEST:
        return None
    if clues.guessed and not clues.weekdays:
        return None
    years = [
        year
        for year in range(clues.first.year, clues.last.year + 1)
        if clues.allows(year) and clues.lead_allows(year)
    ]
    words = ", ".join(f"‘{word}’" for word in clues.words)
    if len(years) > 1 and not clues.guessed and not clues.weekdays:
        named = _named_years(clues)
        years = [year for year in years if named and year >= max(named)]
        words += f", ‘{max(named)}년’" if named else ""
    if len(years) != 1:
        return None
    return Year(years[0], f"본문의 {words}{', 요일' if clues.weekdays else ''}: {years[0]}년에만 맞음")


_FIGURES_OR_BUDGET = re.compile(rf"{FIGURES.pattern}| ?예산")
# "1997년 설립된", "2009년 처음 개최된", "2015년 국회 인근에 문을 연"
_FOUNDED = re.compile(
    r".{0,24}(?:설립|처음|개관|출범|창립|창설|첫 |시작|제정|개소|이래|이후|문을 |채택|발효|수교)"
)


def _named_years(clues: Clues) -> list[int]:
    """The years that the text names as present or past, in order; none where it speaks of next year, or
    where the latest of them is only that in which something began."""
    if "내년" in clues.text or _speaks_of_december(clues):
        return []
    named = [
        (year, _FOUNDED.match(clues.text, e.end) is None)
        for e in clues.found
        if (e.low.period is None or FIGURES.match(clues.text, e.end))
        and (year := year_of(e))
        and not lies_ahead(e, clues.text)
    ]
    fresh = [year for year, is_fresh in named if is_fresh]
    latest = _latest([year for year, _ in named])
    return [year for year in fresh if year <= latest] if latest in fresh else []


def _latest(named: list[int]) -> int | None:
    """The latest of the years named, passing over goals far ahead of all others (2030년)."""
    years = sorted(set(named))
    while len(years) > 1 and years[-1] - years[-2] > _GOAL:
        years.pop()
    return years[-1] if years else None


def _is_current(clues: Clues, year: int) -> bool:
    """Whether a year is named twice, or with the one before it, or with its figures: a text of long after
    names it once, as that of a beginning."""
    places = [e.end for e in clues.found if year_of(e) in (year, year - 1)]
    return len(places) > 1 or any(_FIGURES_OR_BUDGET.match(clues.text, place) for place in places)


def _by_weekday(clues: Clues, neighbours: list[date]) -> Year | None:
    """The one year in which every day has its weekday: of those of the posts around the article, else of
    the latest year that the text names and the one after it."""
    if not clues.weekdays:
        return None
    named = _named_years(clues)
    if neighbours:
        near = range(neighbours[0].year, neighbours[-1].year + 1)
    elif named and (clues.last is not None or _is_current(clues, max(named))):
        january = clues.weekdays[0].low.month == 1  # announced in December, or news of January
        near = range(max(named) - january, max(named) + 3)
    else:
        return None
    fitting = [year for year in near if clues.allows(year)]
    if len(fitting) != 1 or (not neighbours and not 0 <= fitting[0] - max(named) <= 1):
        return None
    first = clues.weekdays[0]
    return Year(fitting[0], f"본문의 ‘{clues.text[first.start : first.end]}’: 요일이 {fitting[0]}년과 맞음")
