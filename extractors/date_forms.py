"""Expressions from pieces: which calendar words belong together, and which are no dates at all.

Nothing is resolved here; an expression only knows what it says of itself.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.date_parts import Expression, Parts, Piece
from extractors.date_pieces import WEEKDAY, WEEKDAYS, pieces
from extractors.dotted_dates import dotted

#: What may stand right behind what, with at most a blank or two between: 지난해 + 9월 + 2일.
_FOLLOWERS: dict[str, frozenset[str]] = {
    "year": frozenset({"month", "month_day", "quarter", "half", "season", "year_end"}),
    "month": frozenset({"day"}),
    "anaphor": frozenset(),
}
_GAP = re.compile(r" {0,2}")
#: Pieces that 지난 and 오는 can stand before: 지난 9월, 오는 22일, 지난 2019년, 지난 4.7.
_DIRECTED = frozenset({"year", "month", "month_day", "day", "quarter", "half", "season", "full", "year_end"})
_DIRECTION = re.compile(r"(?<![가-힣])(지난|오는|다가오는|돌아오는) ?$")
_STEPS = {"지난": -1, "오는": 1, "다가오는": 1, "돌아오는": 1}

_PARTICLE = (
    r"(?![가-힣])|(?:까지|부터|에|이[면나후전던]|이며|이고|이다|을|를|의|은|는|로|와|과(?!제)|만(?!료)|기준|현재|대비|보다|경|께|쯤|즈음|중|무렵|이 "
    r"|가 |도 |였|인 |일 |치)"
)
# "10월 말", "내년 초", "2024년 하순", "12월 말일"; not "3월 초등학교", "5월 말레이시아"
_PART = re.compile(rf" ?(초순|중순|하순|초반|중반|후반|말일|초|말)(?={_PARTICLE})")
_MONTH_PARTS = {"초": "early", "초순": "early", "중순": "middle", "말": "late", "하순": "late", "말일": "last"}
_NTH = r"첫 ?번째|두 ?번째|세 ?번째|네 ?번째|첫째|둘째|셋째|넷째|다섯째|마지막|첫|둘|셋|넷"
_NTH_NUMBER = {"첫": 1, "1": 1, "둘": 2, "두": 2, "2": 2, "셋": 3, "세": 3, "3": 3, "넷": 4, "네": 4, "4": 4, "다": 5, "5": 5, "마": -1}
# "6월 첫째 주", "7월 1주", "11월 1~2주차", "이번 달 셋째 주 목요일"
_WEEK_OF_MONTH = re.compile(
    rf" ?({_NTH}|[1-5]째?)(?:[~·,] ?[1-5])? ?주(?:차|말)?(?![가-힣]|당| ?\d회)(?:일)?(?: ?([{WEEKDAYS}])요일)?"
    rf"| ?({_NTH}|[1-5]째?)(?:[~·,] ?[1-5])? ?주(?:차|말)?(?=부터|까지|에|의|는|은|를|가 |로)"
)
# "5월 첫째 월요일", "11월 마지막 목요일"
_NTH_WEEKDAY = re.compile(rf" ?({_NTH}) ?([{WEEKDAYS}])요일")
# "새해 첫날", "이달 마지막 날"
_EDGE_DAY = re.compile(r" ?(첫날|첫 날|마지막 날|마지막날)")
_WEEK_PART = re.compile(r" ?(초|중반|말)(?![가-힣])| ?(초|말)(?=에|부터|까지|께|쯤)")

#: Recurring: 매년 3월, 매월 10일, 해마다 5월.
_RECURRING = re.compile(
    r"(?:매년|매해|해마다|매월|매달|매주|매일|격주|격년|격월|(?<![가-힣])매|연중)(?:에|도)? {0,2}"
    r"(?:[\d초중말상하순]{1,3}[월일순기반분]{0,3}(?:부터|과|와|에서|[~,·]| ){1,3}){0,3}$"
)


def expressions(text: str) -> list[Expression]:
    """Every date expression of a folded text, by place, without overlaps. Ranges whose ends both carry
    their own unit are still two expressions."""
    found = _longest_first([*pieces(text), *dotted(text)])
    built: list[Expression] = []
    index = 0
    while index < len(found):
        chain = [found[index]]
        while index + 1 < len(found) and _joins(chain[-1], found[index + 1], text):
            index += 1
            chain.append(found[index])
        index += 1
        expression = _assembled(chain, text)
        if expression is not None:
            built.append(expression)
    return built


def _longest_first(found: list[Piece]) -> list[Piece]:
    """Pieces without overlaps: strong before weak, then the longer one."""
    kept: list[Piece] = []
    taken: set[int] = set()
    for piece in sorted(found, key=lambda p: (p.kind == "month_day" and p.weak, p.start - p.end, p.start)):
        if taken.isdisjoint(range(piece.start, piece.end)):
            kept.append(piece)
            taken.update(range(piece.start, piece.end))
    return sorted(kept, key=lambda piece: piece.start)


def _joins(first: Piece, second: Piece, text: str) -> bool:
    gap = text[first.end : second.start]
    return len(gap) <= 2 and not gap.strip(" ") and second.kind in _FOLLOWERS.get(first.kind, ())


def _assembled(chain: list[Piece], text: str) -> Expression | None:
    """The pieces of a chain with what belongs before and behind them, or None for no date."""
    start, end = chain[0].start, chain[-1].end
    low = high = Parts()
    for piece in chain:
        low, high = piece.low.over(low), (piece.high or piece.low).over(high)
    kinds = [piece.kind for piece in chain]
    direction = _DIRECTION.search(text, max(0, start - 6), start) if kinds[0] in _DIRECTED else None
    if direction:
        start = direction.start()
        low = replace(low, direction=_STEPS[direction[1]])
        high = replace(high, direction=_STEPS[direction[1]])
    end, kinds, tail = _tail(text, end, kinds)
    low, high = tail.over(low), tail.over(high)
    ranged = any(piece.high for piece in chain)
    expression = Expression(start, end, tuple(kinds), low, high if ranged else None)
    return expression if _is_date(expression, chain, bool(direction), text) else None


def _tail(text: str, end: int, kinds: list[str]) -> tuple[int, list[str], Parts]:
    """What follows the last piece and belongs to it: part of the period, week of the month, weekday."""
    last = kinds[-1]
    if last in ("month", "year", "quarter", "half", "decade", "century"):
        if found := _PART.match(text, end):
            part = _MONTH_PARTS.get(found[1], "vague") if last == "month" else "vague"
            return found.end(), [*kinds, "part"], Parts(part="last" if found[1] == "말일" else part)
    if last in ("month", "year"):
        return _position(text, end, kinds)
    if last == "week":
        return _in_week(text, end, kinds)
    if last in ("day", "month_day", "full", "today", "anaphor") and (found := WEEKDAY.match(text, end)):
        return found.end(), kinds, Parts(weekday=WEEKDAYS.index(found[1] or found[2]))
    return end, kinds, Parts()


def _position(text: str, end: int, kinds: list[str]) -> tuple[int, list[str], Parts]:
    """첫째 주, 셋째 주 목요일, 마지막 금요일, 첫날."""
    if found := _NTH_WEEKDAY.match(text, end):
        return found.end(), [*kinds, "day"], Parts(nth=_NTH_NUMBER[found[1][0]], weekday=WEEKDAYS.index(found[2]))
    if kinds[-1] == "month" and (found := _WEEK_OF_MONTH.match(text, end)):
        nth = _NTH_NUMBER[(found[1] or found[3])[0]]
        weekday = WEEKDAYS.index(found[2]) if found[2] else None
        return found.end(), [*kinds, "week"], Parts(nth=nth, weekday=weekday)
    if found := _EDGE_DAY.match(text, end):
        return found.end(), [*kinds, "day"], Parts(part="first" if found[1][0] == "첫" else "last")
    return end, kinds, Parts()


def _in_week(text: str, end: int, kinds: list[str]) -> tuple[int, list[str], Parts]:
    if found := WEEKDAY.match(text, end):
        return found.end(), [*kinds, "day"], Parts(weekday=WEEKDAYS.index(found[1] or found[2]))
    if found := _WEEK_PART.match(text, end):
        return found.end(), [*kinds, "part"], Parts(part="vague")
    return end, kinds, Parts()


def _is_date(expression: Expression, chain: list[Piece], directed: bool, text: str) -> bool:
    if _RECURRING.search(text, max(0, expression.start - 30), expression.start):
        return False
    kinds = expression.kinds
    if kinds == ("season",):
        return directed
    if kinds == ("week",) and expression.low.week_shift is None:
        return False
    head = chain[0]
    if head.kind == "year":
        return _is_year(expression, head, directed, text)
    if not head.weak or len(chain) > 1 or directed:
        return True
    return head.kind == "day" and (expression.low.weekday is not None or _is_day(expression, text))


#: Behind a length of time: "10년 이상", "20년간", "30년 만에", "15년 된".
_LENGTH_AFTER = re.compile(
    r" ?(?:간(?!의 )|동안|이상|이하|미만|초과|만에|만의|연속|넘|가까이|여|가량|정도|내외|안팎|이내|내(?![가-힣])|째|차(?![가-힣])|치|씩"
    r"|된|되|뒤|후|지나|지난|짜리|주기|단위|경과|남짓|앞으로|소요|걸|생존|경력|거치|분할|상환|무상|세월|전통|역사|마다|에 걸쳐|이라는|이란|이 지"
    r"|이 넘|을 맞|을 넘|을 기다|의 기간|의 세월|의 역사|만기|생(?![가-힣])|근속|근무|재직|임기|평균|에 한 번|납|형)"
)
_LENGTH_BEFORE = re.compile(
    r"(?:최대|최소|최장|최단|총|약|단|각|만|향후|최근|앞으로|이후|불과|무려|꼬박|장장|지난|과거|징역|금고|수령|경력|업력|임기|기간|개월|이상|"
    r"평균|누적|매|제|연|주기|세종|성종|중종|영조|정조|고종|순조|단기|서기|남은|이미|벌써|거의|적어도|창립|설립|개원|개관|광복|창설|수교|출범)[ :(]{0,2}$"
)
_YEAR_CUE = re.compile(
    r" ?(?:부터|까지|대비|기준|현재|예산|이래|실적|계획|목표|사업|시행|대책|→|->|[~-] ?'?\d\d년|\d{1,2}월|도|상반기|하반기|[1-4](?:/4)?분기|말|초|여름|겨울|봄|가을)"
    r"|에 (?!걸)|에는|은 |의 |[)\]] ?\d| \d"
)
_ARROW_BEFORE = re.compile(r"(?:→|->|['(]|년[~,] ?|\d년 )$")


def _is_year(expression: Expression, head: Piece, directed: bool, text: str) -> bool:
    year = expression.low.year
    if year is None:  # 올해, 내년
        return True
    alone = expression.kinds in (("year",), ("year", "part"))
    if year >= 100:
        return not (alone and year % 50 == 0 and _LENGTH_AFTER.match(text, expression.end) and not head.high)
    if not head.weak:
        return not (alone and not head.high and _LENGTH_AFTER.match(text, expression.end))
    if not alone or "part" in expression.kinds:
        return _LENGTH_BEFORE.search(text, max(0, expression.start - 6), expression.start) is None
    if directed or _LENGTH_AFTER.match(text, expression.end):
        return False
    if _LENGTH_BEFORE.search(text, max(0, expression.start - 6), expression.start):
        return False
    return _is_bare_year(expression, text)


def _is_bare_year(expression: Expression, text: str) -> bool:
    """"17년부터 추진되는", "23년 기준", "(24년)": a year only where something around says so."""
    if text[expression.end : expression.end + 2] == "부터":
        return True
    year = expression.low.year
    if year is None or not 13 <= year <= 35:
        return False
    before = _ARROW_BEFORE.search(text, max(0, expression.start - 3), expression.start)
    return bool(before or _YEAR_CUE.match(text, expression.end)) and not text[expression.end :].startswith("까지")


#: Behind a length in days: "10일 이내", "3일 전", "15일 동안", "1일 3회".
_DAYS_AFTER = re.compile(
    r" ?(?:간(?![가-힣])|간의|동안|이상|이하|미만|초과|만에|만의|연속|째|가량|정도|쯤|내외|안팎|이내|내(?![가-힣])|내로|내에|씩|치 |뒤|후(?![가-힣])|후에|후부터|전(?![가-힣])|전에|전부터|전까지"
    r"|넘|남짓|지나|지난|짜리|주기|단위|간격|경과|남|앞으로|앞둔|소요|걸|유예|영업|연장|단축|근무|유급|무급|휴가|이라는|만 |여의|의 기간|의 연차|의 휴가|의 유예|에 걸쳐|에서 \d{1,3}일로|더 )"
    r"| ?(?:평균|최대|최소|약 |기준 \d|이용|권장|섭취|처리량|생산량|통행|\d[\d,.]*(?:만|천|백)? ?(?:회|시간|명|톤|t|개|건|번|인|원|리터|ℓ|㎥|mg|g|kcal|교대|차례|잔|식|끼|만|억))"
)
_RATE = re.compile(r" ?(?:평균|최대|최소|약 |이용|권장|섭취|처리|생산|통행|칼슘|칼로리|\d)")
_DAYS_BEFORE = re.compile(
    r"(?:최대|최소|최장|최단|단지|평균|연간|매월|매달|하루|D[+-]|향후|최근|앞으로|불과|무려|꼬박|이틀|장장|\d박|휴가|휴직|일수|(?<!동)기간[은이도]?|기한|소요"
    r"|법정|경과|만료|로부터|날부터|이후|[가-힣] ?후|[주월인]당|1인|1년에|포함|영업|추가|추가로|초과|연차|유급|무급|현행|기존|\d일 →|(?<!월 \d)(?<!월 \d\d)일에서|지금부터|이내|대비|보다"
    r"|(?<![가-힣])(?:총|약|단|각|각각|연|주|제|만|매|당|또|첫|설|추석))[ :(]{0,2}$"
)


def _is_day(expression: Expression, text: str) -> bool:
    """Whether a bare "15일" is a day of a month and not a length of time."""
    if _DAYS_AFTER.match(text, expression.end):
        return False
    if expression.low.day == 1 and expression.high is None and _RATE.match(text, expression.end):
        return False
    return not _DAYS_BEFORE.search(text, max(0, expression.start - 8), expression.start)
