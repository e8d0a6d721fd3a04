"""What one date of a list, label or clause lends to the next: its year or its month."""

from __future__ import annotations

import re
from datetime import date

from extractors.dates.calendar_days import one_day
from extractors.dates.memory import Named
from extractors.dates.parts import Expression
from extractors.dates.values import MONTHS_OF

# "'25.3월, 5월", "3월 A 사업, 5월 B 사업", "2023년(3월, 9월)"
_LIST_GAP = re.compile(r"\)?[ ,·/;~→및와과\-+&()]{0,6}")
# "3월 5일|(대전), |4월 2일", "('24.1분기|) 120 → (|2분기)", "상반기| 3건, |하반기", "3월|에 이어 |9월"
_ITEM_GAP = re.compile(
    r"\)?(?: ?\([^()\n]{1,12}\)| ?[△▲+-]?\d[\d.,]{0,11} ?[가-힣%A-Za-z]{0,4}"
    r"| [가-힣]{1,8}(?<![다은는이가을를에])){1,2} ?(?:→|->|,|/|·|▲|;) ?\(?|에 이어 "
)
# "12.29.~1.5.| 접수\n- |1.8. 발표": the next line of a schedule
_NEXT_LINE = re.compile(r"[^\n]{0,24}\n[^\n\d]{0,12}")
# "3월 |대비| 5월", "3월 실적이 늘었|다. |5월": what ends a list
_BREAK = re.compile(r"대비|보다|이어|올해|금년|현재|\n|[다요죠임음함]\. |[.!?]\"")
# "2022년 1월 3일부터 접수해 3월 31일 결과를 낸다": the steps of a plan follow each other
_NEXT_STEP = re.compile(
    r"(?:접수|공고|공모|모집|신청|시작|착수|개최|실시|시행|개시|발표|선정|심사|운영|설명회|협의)[가-힣]{0,3}"
    r"(?:해|하고|받아|받고|거쳐|거친|한 뒤|한 후|하며|되며|되고|돼|열고)[ ,]"
)
# "2024년| |3월", "2024년|도 |3월", "2024년|(|3월": a year right before what it governs
_GOVERNED = re.compile(r" ?(?:\(|:|도 |중 |에는 |에 |은 |는 |의 |, )? ?")
# "'23년 발생 : |10.19일", "'19년 설 연휴 정전(|2.4)": nouns between the year and what it governs
_LABEL = re.compile(
    r"(?: ?[가-힣A-Za-z0-9·,]{1,12}(?<![된한할는던은인을를])){1,6} ?"
    r"(?:\(|(?:\([^()\n]{1,10}\))? ?: ?(?:[가-힣0-9①-⑳ ]{1,16}\()?)"
)
# "파주(7.16), 당진(|11.24)": the next label of such a row
_NEXT_LABEL = re.compile(
    r"(?:, ?[^()\n]{1,10})?\)(?:, ?…)?,? ?(?:[가-힣]{1,4} )?[①-⑳·]?"
    r"(?: ?[가-힣A-Za-z0-9·]{1,12}(?<![된한할는던은인를을로다])){1,4} ?\("
)
# "2024년\n|10월\n|11월": a year that has a line to itself governs the lines under it
_OWN_LINE = re.compile(r"[^\n]{0,3}(?:\n[^\n가-힣]{0,12}){1,2}")


def carried_year(expression: Expression, named: Named | None, text: str, today: date | None) -> int | None:
    """The year that an earlier date of the same list, label or clause lends to a month without one.

    A day near the publication takes no other year from a clause, only from a list.
    """
    if named is None or expression.start - named.expression.end > 45:
        return None
    between = text[named.expression.end : expression.start]
    if between.strip(" ") == "(" and (year := _explained(expression, named)) is not None:
        return year
    if (year := _over_new_year(expression, named, between)) is not None:
        return year
    if (year := _after_new_year(expression, named, between, today)) is not None:
        return year
    if named.year is None:
        return None
    if named.start is None:  # 지난해 가을(9~10월)
        return named.year if _GOVERNED.fullmatch(between) else None
    if named.expression.kinds in _YEARS and named.start.year == named.year:
        return named.year if _governs(named, between, text) else None
    if expression.low.month is None:
        return _next_period(expression, named, between)
    if not named.lends or _BREAK.search(between):
        return None
    return _next_in_list(expression.low.month, expression, named, between, today)


def _after_new_year(expression: Expression, named: Named, between: str, today: date | None) -> int | None:
    """The later year of a range over the new year, or of a day in the year to come, for a day listed behind
    it: 12.29.~1.5., 1.8., 1.9."""
    month = expression.low.month
    if month is None or named.start is None or named.end is None:
        return None
    coming = today is not None and named.lends == 2 and today.year < (named.year or 0)
    if named.start.year == named.end.year and not coming:
        return None
    goes_on = _is_listed(between) or _NEXT_LINE.fullmatch(between)
    return named.end.year if goes_on and named.end.month <= month <= 6 else None


#: What governs the months in its clause: "'20년", "'20년 추석 연휴".
_YEARS = (("year",), ("year", "holiday"))


def _over_new_year(expression: Expression, named: Named, between: str) -> int | None:
    """The year after, of a month listed behind one of the end of a year: 12월 31일과 1월 1일."""
    month = expression.low.month
    if month is None or named.end is None or not _LIST_GAP.fullmatch(between) or not between.strip(" ()"):
        return None
    days = named.expression.low.day is not None and expression.low.day is not None
    return named.end.year + 1 if days and named.end.month - month >= 9 else None


def _explained(expression: Expression, named: Named) -> int | None:
    """The year of a month in the bracket behind what it explains: 다음 달(1월), 지난해 4분기(10~12월)."""
    first = expression.low.month or MONTHS_OF.get(expression.low.period or "", (0, 0))[0]
    if not first or named.start is None or named.end is None:
        return None
    held = (
        (named.start.year, named.start.month)
        <= (named.start.year, first)
        <= (named.end.year, named.end.month)
    )
    return named.start.year if held and named.start.year == named.end.year else None


def _governs(year: Named, between: str, text: str) -> bool:
    if _GOVERNED.fullmatch(between) or (_LABEL.fullmatch(between) and not _BREAK.search(between)):
        return True
    begin = text.rfind("\n", 0, year.expression.start) + 1
    alone = not text[begin : year.expression.start].strip(" |□○<[(")
    return alone and _OWN_LINE.fullmatch(between) is not None


def _next_in_list(
    month: int, expression: Expression, named: Named, between: str, today: date | None
) -> int | None:
    assert named.start and named.end and named.year
    listed = _is_listed(between)
    labelled = between.endswith("(") and _NEXT_LABEL.fullmatch(between) is not None
    planned = today is not None and named.start > today and _NEXT_STEP.search(between) is not None
    free = listed or planned or labelled
    if not free and today and abs((date(today.year, month, 15) - today).days) <= 75:
        return None
    low = expression.low
    said_again = low.day is not None or low.part is not None or between.strip(" ") == "("  # 전월(10월)
    if month > named.end.month or (month == named.end.month and said_again):
        return named.end.year
    # "'24.12월, 3월"; a ranking ("12월 5억, 10월 4억") goes back within its year
    if _LIST_GAP.fullmatch(between) and named.expression.low.day is None:
        return named.end.year + 1
    return None


def _is_listed(between: str) -> bool:
    return bool(_LIST_GAP.fullmatch(between) or _ITEM_GAP.fullmatch(between))


def _next_period(expression: Expression, named: Named, between: str) -> int | None:
    """The year of a quarter or half behind another: 지난해 상반기와 하반기."""
    period = MONTHS_OF.get(expression.low.period or "")
    if period is None or named.end is None or not _is_listed(between):
        return None
    return named.end.year if period[1] > named.end.month else None


def carried_month(day: int, named: Named | None, text: str, start: int) -> tuple[int, int] | None:
    """The year and month that an earlier day lends to a bare day: 4월 3일 강원, 4일 충북."""
    if named is None or named.start is None or named.end is None:
        return None
    distance = start - named.expression.end
    if distance > 400 or text.count("\n\n", named.expression.end, start) > 2:
        return None
    if day < named.start.day and named.expression.low.day is not None:
        return None
    found = named.end.year, named.end.month
    return found if one_day(*found, day) else None
