"""Expressions from pieces: which calendar words belong together, and which are no dates at all.

Nothing is resolved here; an expression only knows what it says of itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import attrgetter

from extractors.dates import holidays, spelled
from extractors.dates.calendar_days import weekday_number
from extractors.dates.figures import figures
from extractors.dates.lengths import is_day, is_year
from extractors.dates.offsets import offsets
from extractors.dates.parts import SILENT, Expression, Parts, Piece
from extractors.dates.weekdays import (
    SHORT_WEEKDAY,
    WEEKDAY,
    WEEKDAYS,
    with_further_weekdays,
)
from extractors.dates.words import words

#: What may stand right behind what, with at most a blank or two between: 지난해 + 9월 + 2일. An offset is
#: one of years (3년 전 + 5월).
_OF_A_YEAR = frozenset({"month", "month_day", "quarter", "half", "season", "year_end", "holiday"})
_FOLLOWERS = {"year": _OF_A_YEAR, "offset": _OF_A_YEAR, "month": frozenset({"day"})}
#: Pieces that 지난 and 오는 can stand before: 지난 9월, 오는 22일, 지난 2019년, 지난 4.7.
_DIRECTED = frozenset(
    {"year", "month", "month_day", "day", "quarter", "half", "season", "full", "year_end", "holiday"}
)
# " |오는 |22일", "하반기, |이번 |6월", glued "졸업생들은|지난|8월"
_DIRECTION = re.compile(
    r"(?:(?<![가-힣])|(?<=[은는이가을를의에도해])(?=지난$|오는$|이번$))"
    r"(지난|오는|다가오는|돌아오는|이번|다음) ?$"
)
#: What 이번 and 다음 can stand before: 이번 6월, 다음 1분기; not "이번 3일", "다음 2024년".
_OF_THIS = frozenset({"year", "month", "quarter", "half", "season", "year_end", "holiday"})
_OF_THE_NEXT = frozenset({"month", "quarter", "half", "season"})
# "음력 8월 15일"
_LUNAR = re.compile(r"(?<![가-힣])음력 ?$")
_STEPS = {"지난": -1, "오는": 1, "다가오는": 1, "돌아오는": 1, "이번": 0, "다음": 1}
#: The last syllables of these words, and the pieces that each may stand before.
_BEFORE = {"난": _DIRECTED, "는": _DIRECTED, "번": _OF_THIS, "음": _OF_THE_NEXT}

_PARTICLE = (
    r"(?![가-힣])|(?:까지|부터|에|이[면나후전던]|이며|이고|이다|을|를|의|은|는|로|으로|와|과(?!제)"
    r"|만(?!료)|기준|현재|대비|보다|경|께|쯤|즈음|중|무렵|이 "
    r"|가 |도 |였|인 |일 |치)"
)
# "10월 말", "내년 초", "9월 상·중순", "12월 말일"; not "3월 초등학교", "올해 초·중·고", "5월 말레이시아"
_PART = re.compile(
    r" ?(초순|상순|[초상]·?중순|중순|중·?하순|하순|초중반|중후반|초반|중반|후반|말일"
    rf"|초(?!과|[·,]? ?중(?=[·,]|고|등|학|\b)|·고|\d)|말)(?={_PARTICLE})"
)
_WITH_PARTS = frozenset({"month", "year", "quarter", "half", "decade", "century"})
_MONTH_PARTS = {
    "초": "early",
    "초순": "early",
    "상순": "early",
    "초중순": "to_middle",
    "초·중순": "to_middle",
    "상중순": "to_middle",
    "상·중순": "to_middle",
    "중·하순": "from_middle",
    "중하순": "from_middle",
    "중순": "middle",
    "말": "late",
    "하순": "late",
    "말일": "last",
}
# "이달 중순|부터 하순", "3월 20일|~말일"
_SECOND_PART = re.compile(r"(?:부터 ?| ?~ ?)(초순|상순|중순|하순|말일|말)(?=까지|에|[ ,.)]|$)")
_NTH = r"첫 ?번째|두 ?번째|세 ?번째|네 ?번째|첫째|둘째|셋째|넷째|다섯째|마지막|첫|둘|셋|넷"
_NTH_NUMBER = {
    "첫": 1,
    "1": 1,
    "둘": 2,
    "두": 2,
    "2": 2,
    "셋": 3,
    "세": 3,
    "3": 3,
    "넷": 4,
    "네": 4,
    "4": 4,
    "다": 5,
    "5": 5,
    "마": -1,
}
# "6월 첫째 주", "7월 1주", "11월 1~2주차", "이번 달 셋째 주 목요일"
_WEEK_OF_MONTH = re.compile(
    rf" ?({_NTH}|[1-5]째?)(?:주?[~·,] ?(?:[1-5]|{_NTH}))? ?주(?:차|말)?(?![가-힣]|당| ?\d회)"
    rf"(?: ?([{WEEKDAYS}])요일)?"
    rf"| ?({_NTH}|[1-5]째?)(?:주?[~·,] ?(?:[1-5]|{_NTH}))? ?주(?:차|말)?(?=부터|까지|에|의|는|은|를|가 |로)"
)
# "5월 첫째 월요일", "11월의 마지막 목요일"
_NTH_WEEKDAY = re.compile(rf"의? ?({_NTH}) ?([{WEEKDAYS}])요일")
# "새해 첫날", "이달 마지막 날", "12월의 마지막 날"
_EDGE_DAY = re.compile(r"의? ?(첫날|첫 날|마지막 날|마지막날)")
_WEEK_PART = re.compile(r" ?(?:[초중후]반|[초말])(?:(?![가-힣])|(?=에|부터|까지|께|쯤|이면))")
# "지난 10일| 동안", "지난 7일 |사이": a length, whatever stands before it
_LENGTH = re.compile(r" ?(?:동안|사이|만에|내내|새 |이상|연속|넘게|가까이)")

# "지난 75년| 동안", "지난 66년|의 역사"
_YEARS_LONG = re.compile(
    r" ?(?:간|여|동안|사이|내내|만에|의 ?(?:세월|역사|시간|전통|기간|발자취)|[가-힣]{1,3}온)"
)
#: Recurring: 매년 3월, 매월 10일, 해마다 5월.
_RECURRING = re.compile(
    r"[매해격연](?:(?<=매)[년해월달주일]|(?<=해)마다|(?<=격)[주년월]|(?<=연)중|(?<![가-힣]매)(?<=매))"
    r"(?:에|도)? {0,2}"
    r"(?:[\d초중말상하순]{1,3}[월일순기반분]{0,3}(?:부터|과|와|에서|[~,·]| ){1,3}){0,3}$"
)


_START = attrgetter("start")


def expressions(text: str) -> list[Expression]:
    """Every date expression of a folded text, by place, without overlaps. Ranges whose ends both carry
    their own unit are still two expressions."""
    found = _longest_first(
        [*figures(text), *words(text), *offsets(text), *spelled.pieces(text), *_holidays(text)]
    )
    built: list[Expression] = []
    index = 0
    while index < len(found):
        chain = [found[index]]
        while index + 1 < len(found) and _joins(chain[-1], found[index + 1], text):
            index += 1
            chain.append(found[index])
        index += 1
        expression = _assembled(chain, text)
        if expression is None:
            continue
        if expression.low.weekday is not None and expression.low.day is None:
            built += with_further_weekdays(expression, text)
        else:
            built.append(_with_second_part(expression, text))
    return sorted(built, key=_START)  # "토요일(24일)과 일요일": the second was found with the first


def _holidays(text: str) -> Iterator[Piece]:
    for name in holidays.names(text):
        yield Piece(name.start, name.end, "holiday", Parts(holiday=name.key, part=name.part))


def _with_second_part(expression: Expression, text: str) -> Expression:
    """이달 중순부터 하순, 3월 20일~말일: the second end is a part of the month that the first names."""
    start, end, kinds, low, high = expression
    found = _SECOND_PART.match(text, end) if high is None and low.has_month else None
    if found is None:
        return expression
    last = low._replace(day=None, nth=None, part=_MONTH_PARTS[found[1]])
    return Expression(start, found.end(), (*kinds, "part"), low, last)


def _longest_first(found: list[Piece]) -> list[Piece]:
    """Pieces without overlaps: strong before weak, then the longer one."""
    kept: list[Piece] = []
    cluster: list[Piece] = []
    reach = 0
    for piece in sorted(found, key=_START):
        if cluster and piece.start >= reach:
            kept += cluster if len(cluster) == 1 else _apart(cluster)
            cluster = []
        cluster.append(piece)
        reach = max(reach, piece.end)
    return kept + _apart(cluster)


def _apart(cluster: list[Piece]) -> list[Piece]:
    """Of pieces that overlap in a chain the ones to keep, by place."""
    kept: list[Piece] = []
    taken: set[int] = set()  # places, because a chain may be as long as the text
    for piece in sorted(cluster, key=lambda p: (p.kind == "month_day" and p.weak, p.start - p.end, p.start)):
        if taken.isdisjoint(range(piece.start, piece.end)):
            kept.append(piece)
            taken.update(range(piece.start, piece.end))
    return sorted(kept, key=_START)


def _joins(first: Piece, second: Piece, text: str) -> bool:
    gap = text[first.end : second.start]
    if len(gap) > 2 or gap.strip(" ") or second.kind not in _FOLLOWERS.get(first.kind, ()):
        return False
    return first.kind != "offset" or first.low.year_shift is not None


def _assembled(chain: list[Piece], text: str) -> Expression | None:
    """The pieces of a chain with what belongs before and behind them, or None for no date."""
    head = chain[0]
    start, end, low, high = head.start, chain[-1].end, head.low, head.high
    for piece in chain[1:]:
        if high or piece.high:
            high = (piece.high or piece.low).over(high or piece.low.over(low))
        low = piece.low.over(low)
    start, front = _front(text, start, head.kind)
    if front is not SILENT:
        low, high = front.over(low), high and front.over(high)
    end, kinds, tail = _tail(text, end, [piece.kind for piece in chain])
    if tail is not SILENT:
        low, high = tail.over(low), high and tail.over(high)
    expression = Expression(start, end, tuple(kinds), low, high)
    return expression if _is_date(expression, chain, front.direction is not None, text) else None


def _front(text: str, start: int, kind: str) -> tuple[int, Parts]:
    """What stands before the first piece and belongs to it: 지난, 오는, 음력."""
    before = text[max(0, start - 2) : start].rstrip(" ")[-1:]
    if before == "력" and (lunar := _LUNAR.search(text, max(0, start - 6), start)):
        return lunar.start(), Parts(lunar=True)
    directed = kind in _BEFORE.get(before, ())
    if directed and (found := _DIRECTION.search(text, max(0, start - 6), start)):
        return found.start(), Parts(direction=_STEPS[found[1]])
    return start, SILENT


def _tail(text: str, end: int, kinds: list[str]) -> tuple[int, list[str], Parts]:
    """What follows the last piece and belongs to it: part of the period, week of the month, weekday."""
    last = kinds[-1]
    if last in _WITH_PARTS and (found := _PART.match(text, end)):
        part = _MONTH_PARTS.get(found[1], "vague") if last == "month" else "vague"
        return found.end(), [*kinds, "part"], Parts(part="last" if found[1] == "말일" else part)
    if last in ("month", "year"):
        return _position(text, end, kinds)
    if last == "week":
        return _in_week(text, end, kinds)
    if last in ("day", "month_day", "full", "today", "anaphor") and (found := WEEKDAY.match(text, end)):
        return found.end(), kinds, Parts(weekday=weekday_number(found[1] or found[2]))
    return end, kinds, SILENT


def _position(text: str, end: int, kinds: list[str]) -> tuple[int, list[str], Parts]:
    """첫째 주, 셋째 주 목요일, 마지막 금요일, 첫날."""
    if found := _NTH_WEEKDAY.match(text, end):
        return (
            found.end(),
            [*kinds, "day"],
            Parts(nth=_NTH_NUMBER[found[1][0]], weekday=WEEKDAYS.index(found[2])),
        )
    if kinds[-1] == "month" and (found := _WEEK_OF_MONTH.match(text, end)):
        nth = _NTH_NUMBER[(found[1] or found[3])[0]]
        weekday = WEEKDAYS.index(found[2]) if found[2] else None
        return found.end(), [*kinds, "week"], Parts(nth=nth, weekday=weekday)
    if found := _EDGE_DAY.match(text, end):
        return found.end(), [*kinds, "day"], Parts(part="first" if found[1][0] == "첫" else "last")
    return end, kinds, SILENT


def _in_week(text: str, end: int, kinds: list[str]) -> tuple[int, list[str], Parts]:
    if found := WEEKDAY.match(text, end) or SHORT_WEEKDAY.match(text, end):
        return found.end(), [*kinds, "day"], Parts(weekday=weekday_number(found[1] or found[2]))
    if found := _WEEK_PART.match(text, end):
        return found.end(), [*kinds, "part"], Parts(part="vague")
    return end, kinds, SILENT


def _is_past_year(expression: Expression, text: str) -> bool:
    """Whether 지난 97년 is a year of the last century: no round number, and no length behind it."""
    year = expression.low.year or 0
    return 60 < year < 100 and year % 10 != 0 and not _YEARS_LONG.match(text, expression.end)


def _is_date(expression: Expression, chain: list[Piece], directed: bool, text: str) -> bool:
    if _RECURRING.search(text, max(0, expression.start - 30), expression.start):
        return False
    kinds = expression.kinds
    if kinds == ("season",):
        return directed or expression.low.year is not None  # "지난 가을", "2024 여름"
    head = chain[0]
    if head.kind == "year":
        behind = directed and expression.low.direction != 0
        return (behind and _is_past_year(expression, text)) or is_year(expression, head, behind, text)
    if not head.weak or len(chain) > 1:
        return True
    if directed:
        return head.kind != "day" or not _LENGTH.match(text, expression.end)
    if text[expression.end - 2] == " ":  # "총 26 일", "제3 월": with a blank only in a whole date
        return False
    return head.kind == "day" and (expression.low.weekday is not None or is_day(expression, text))
