"""What surrounds a date and helps to resolve it: tense, and the dates that the text has named before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from extractors.calendar_days import Days
from extractors.date_parts import Expression

# "개최했다", "열린 회의", "체결됐으며", "밝힌 바 있다"
_PAST = (
    r"[했됐었았였렸났졌혔왔갔렀꼈]다|[했됐었았였렸났졌혔]으[며나]|[했됐었았였렸났졌]고"
    r"|[했됐었았였렸났졌]습니다|[했됐었았였렸났졌]던 |하였|되었|한 바 |된 바 |(?:개최"
    r"|체결|발생|발표|시행|시작|출범|제정|도입|개정|선정|실시|확정)[된한] "
)
# "개최할 예정이다", "열린다", "추진할 계획", "앞두고"
_FUTURE = (
    r"예정|계획이|계획입|[할될갈올릴] ?것|방침|전망이|앞두|[할될릴] (?:예정|계획|방침"
    r"|것)|추진한다|열린다|개최한다|실시한다|시행한다|시행된다|진행된다|개최된다|나선다"
    r"|오는 "
)
_CUE = re.compile(rf"(?P<past>{_PAST})|{_FUTURE}")
#: How many days a year implied by the publication may be off before tense overrules it.
HALF_YEAR = 183


@dataclass(frozen=True, slots=True)
class Named:
    """A date that the text has named: where, what it says, and its value where it has one."""

    expression: Expression
    start: date
    end: date
    stated_year: bool
    stated_month: bool


def tense(text: str, start: int, end: int) -> int:
    """-1 where the first verb behind a place speaks of the past, 1 of the future, 0 where none tells."""
    cue = _CUE.search(text, start, end)
    if cue is None:
        return 0
    return -1 if cue["past"] else 1


# "'25.3월, 5월", "3월 A 사업, 5월 B 사업", "2023년(3월, 9월)"
_LIST_GAP = re.compile(r"\)?[ ,·/;~→및와과\-+&()]{0,6}")
_BREAK = re.compile(r"대비|보다|이어|올해|금년|현재|\n|[다요죠임음함]\. |[.!?]\"")
# "2022년 1월 3일부터 접수해 3월 31일 결과를 낸다": the steps of a plan follow each other
_NEXT_STEP = re.compile(
    r"(?:접수|공고|공모|모집|신청|시작|착수|개최|실시|시행|개시|발표|선정|심사|운영|설명회|협의)[가-힣]{0,3}"
    r"(?:해|하고|받아|받고|거쳐|거친|한 뒤|한 후|하며|되며|되고|돼|열고)[ ,]"
)
_GOVERNED = re.compile(r" ?(?:\(|:|도 |중 |에는 |에 |의 |, )? ?")


def carried_year(expression: Expression, named: Named | None, text: str, today: date | None) -> int | None:
    """The year that an earlier date of the same list or clause lends to a month without one.

    A day near the publication takes no other year from a clause, only from a list.
    """
    if named is None or not named.stated_year:
        return None
    if expression.start - named.expression.end > 40:
        return None
    between = text[named.expression.end : expression.start]
    month = expression.low.month
    if named.expression.kinds == ("year",) and named.start.year == named.end.year:
        return named.start.year if _GOVERNED.fullmatch(between) else None
    if month is None or not named.stated_month or _BREAK.search(between):
        return None
    listed = _LIST_GAP.fullmatch(between) is not None
    planned = today is not None and named.start > today and _NEXT_STEP.search(between) is not None
    if not (listed or planned) and today and abs((date(today.year, month, 15) - today).days) <= 75:
        return None
    if month > named.end.month or (month == named.end.month and expression.low.day is not None):
        return named.end.year
    if listed and named.expression.low.day is None:
        return named.end.year + 1
    return None


def carried_month(day: int, named: Named | None, text: str, start: int) -> tuple[int, int] | None:
    """The year and month that an earlier day lends to a bare day: 24일 세르비아, 25일 알바니아."""
    if named is None or not named.stated_month:
        return None
    distance = start - named.expression.end
    if distance > 400 or text.count("\n\n", named.expression.end, start) > 2:
        return None
    if day < named.start.day and named.expression.low.day is not None:
        return None
    return named.end.year, named.end.month


def antecedent(named: list[Named], near: date | None, text: str, place: int) -> Days | None:
    """The single day that 이날 at a place means: the one last named that is not a mere note in brackets,
    not a look back (지난 3월 2일) from another sentence, and not far from the publication."""
    for earlier in reversed(named):
        expression = earlier.expression
        if earlier.start != earlier.end or (near and abs((earlier.start - near).days) > 92):
            continue
        noted = text[expression.start - 1 : expression.start] == "(" and expression.end + 2 < place
        looked_back = expression.low.direction == -1 and place - expression.end > 200
        if not noted and not looked_back:
            return Days(earlier.start, earlier.end)
    return None
