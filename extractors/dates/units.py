"""Numbers with a unit of the calendar: 2024년, 9~11월, 15일, 3분기, 1990년대, 20세기. Text is folded text.

Each rule looks at one place, where a number (or the apostrophe before it) begins.
"""

from __future__ import annotations

import re

from extractors.dates.calendar_days import weekday_number
from extractors.dates.parts import Parts, Piece

MONTH = r"(?:1[0-2]|0?[1-9])"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
#: Between numbers that share the unit behind the last: 3·4월, 9~11월, 24, 25일, 8 ~ 12일.
_SHARED = r"(?:·| ?[~-] ?|, ?)"

#: Between the two years of a range: 2015부터 2019년, '21~'23년, 2021/22년도.
_TO_YEAR = rf"(?:{_SHARED}|부터 ?|/(?=\d\d년))"
# "년", "년도"; in "2023년도 늘었다" the 도 is a particle
_YEAR_UNIT = r"년(?:도(?!입|심|시|로| ?(?:늘|줄|올랐|내렸|마찬가지|역시|더 |안 |없|있|비슷|같|채 )))?"
# "2024년", "2021-23년", "2023·2024·2025년", "2017년도", "2026 회계연도"; not "2024년차"
_YEAR = re.compile(
    rf"(?<!\d)(?<!\d[.,])(1\d{{3}}|2[01]\d\d)"
    rf"(?:(?:(?:·|, ?)\d{{4}}){{0,6}}{_TO_YEAR}'?(\d{{4}}|\d{{2}}))?"
    rf" ?(?:{_YEAR_UNIT}|회계연도)(?!차|생산|들이)"
)
#: "'70~'80년|대": a decade, and no year
_DECADE_UNIT = r"(?!대(?:[ ,.)~초중말후]|[는의에와과로부까이]|$))"
# "'18년", "'20~'36년", "'22·'23·'24년도", "'15부터 '19년"
_APOSTROPHE_YEAR = re.compile(
    rf"(?<![\dA-Za-z])'(\d{{2}})(?:(?:(?:·|, ?)'?\d{{2}}){{0,6}}{_TO_YEAR}'?(\d{{4}}|\d{{2}}))?"
    rf" ?{_YEAR_UNIT}{_DECADE_UNIT}(?!차|생산|들이)"
)
# "17년부터", "24년 3월", "25년도": the surroundings decide
_BARE_YEAR = re.compile(
    rf"(?<![\d'])(?<!\d[.,/])(\d{{2}})(?:{_SHARED}(\d{{2}}))?년(도(?!입|심|시|로| 더| 안| 채))?"
)
# "1990년대", "90년대", "1970~80년대", "'70~'80년대"; not "100년대". "70년대, 80년대" are two
_DECADE = re.compile(
    r"(?<![\d])(?<!\d[.,])'?((?:1\d|20)\d0|[1-9]0)"
    r"(?:(?:(?:년대)? ?[~-] ?|·|, ?)'?((?:1\d|20)?\d0))?년대"
)
# "2022| 하반기", "2024| 4분기", "'25| 1월": a year without its unit before a part of it
_YEAR_ALONE = re.compile(
    rf"(?<![\d.,/~'-])(?<!~ )('\d\d|(?:19|20)\d\d)"
    rf"(?= (?:[상하]반기(?!별)|[1-4](?:/4)? ?분기(?![별점])|{MONTH}월(?!드|급)|(?:봄|여름|가을"
    rf"|겨울)(?![가-힣])))"
)
# "20세기", "기원전 3세기", "17~18세기"; not "21세기|한빛병원"
_CENTURY = re.compile(r"(?<!\d)(?:BC ?|기원전 ?)?(\d{1,2})(?:~\d{1,2})?세기(?![가-힣]{2}(?:병원|대학))")
# "12월", "9~11월", "3·4월", "2020.6월", "'24.1~3월", "2024 년 8 월"; not "3월드", "1월령", "3 월요일"
_MONTH = re.compile(
    rf"(?<!\d)(?:(?<!\d[.,])('?\d{{2}}|(?:19|20)\d\d)\. ?|(?<!\d[.,]))"
    rf"({MONTH})(?:(?:·{MONTH}|, ?{MONTH}){{0,5}}{_SHARED}({MONTH}))?( ?)월"
    r"(?!드|급|령|납|정액|평균|요)"
)
# "17~'22.3월", "2016년-2022.5월", "23.3~24.2월", "2017~2022.3월": up to a month of another year
_TO_MONTH = re.compile(
    rf"(?<![\d.,/])('?\d{{2}}|(?:19|20)\d\d)(?:\. ?({MONTH})\.?|년)? ?[~-] ?"
    rf"('?\d{{2}}|(?:19|20)\d\d)\. ?({MONTH}) ?월(?!드|급|령|납|요)"
)
# "8.|말", "'24.9.|상순", "(8.|중순)": a month whose part stands behind its stop
_MONTH_STOP = re.compile(
    rf"(?<![\d.,/])(?:('\d\d|(?:19|20)\d\d)\. ?)?({MONTH})\.(?=[초상중하]순|[초말](?![가-힣])|말[에까부경])"
)
# "징역 1년 |6월", "3년 |6월의 임기" (not "고종 3년 6월"), "감봉 |3월", "유효기간은 |3월", "생후 |6월 미만"
_TERM_BEFORE = re.compile(
    r"(?:징역|금고|구류|유예|감봉|정직|정지|구형|실형|노역|근신|유효기간|제척기간|시효|생후"
    r"|날(?<![이음튿]날)(?<!음 날)부터|만(?<![가-힣]만))"
    r"[은는이가을]? ?(?:\d{1,2}년 ?)?$|이상 \d{1,2}년 $|[1-9](?<!\d\d)(?<![종조기] \d)년 $"
)
#: The last syllables of those, and the particles that may follow them.
_TERM_ENDS = frozenset("역고류예봉직지형역신간효후터만")
_PARTICLES = frozenset("은는이가을")
_TERM_STARTS = frozenset("이미의")
# "6월| 미만|", "6월|의 징역|", "3월| 이상| 체납"
_TERM_AFTER = re.compile(
    r" ?(?:이내|미만|이하)|의 (?:징역|금고|실형|감봉|정직)| ?이상(?= (?:체납|연체|계속|지속|근무|경과"
    r"|거주|미납|복무))"
)
# "15일", "8~12일", "24, 25일", "3(수)~5일"; not "5일장", "3일차", "10일간", "1일 3회" (see forms)
_DAY = re.compile(
    rf"(?<![\dA-Za-z+])(?<!\d[.,:/])({DAY})"
    rf"(?:\([월화수목금토일]\)|일(?=~))?(?:(?:·{DAY}|, ?{DAY}){{0,8}}{_SHARED}({DAY}))? ?일"
)
# "15일|째", "3일|장", "10일|간": what makes a bare number of days a length or another word
_DAYS_WORD = re.compile(
    r"째|차(?!관|장)|치|씩|분(?!과|야)|제(?![주조작정안])|장(?![관차소])|주일|반|단위"
    r"|간|여(?!성)|짜리|수(?!출|입|산)|동안|권|당|꼴|괄"
    r"|거리|이내|만에|만의|정도|본|[0-9]?일정|용|출|자리|박|몰|선|물|교|학"
)
#: The first syllables of those.
_FIRST_SYLLABLES = frozenset("째차치씩분제장주반단간여짜수동권당꼴괄거이만정본용출자박몰선물교학일0123456789")
# "26일쯤 나온다", "8월 26일쯤"; not "3일쯤 걸린다", "열흘이나 15일가량 된다"
_ABOUT = re.compile(r"쯤 ?(?:걸|지나|뒤|후|전|만에|더|이면|된)|가량(?! ?(?:께|경))")
# The month or the range that a day stands behind: "8월 |26일쯤", "3월15일~3월|31일간"
_BEHIND_MONTH = re.compile(r"월 ?\Z")
_BEHIND_RANGE = re.compile(r"일(?:\([월화수목금토일]\))? ?[~-] ?(?:\d{1,2}월 ?)?\Z")
# "4(화)", "9(수)~11(금)일", "4월 11(목)부터": a day that its weekday marks
_DAY_WITH_WEEKDAY = re.compile(
    rf"(?<![\dA-Za-z.,:/*#(-])({DAY}) ?(?:\(([월화수목금토일月火水木金土])\))"
    rf"(?: ?[~-] ?({DAY}) ?\(([월화수목금토일月火水木金土])\)일?)?(?![일명건점개%\d])"
)
# "3분기", "1~2분기", "2/4분기", "1사분기", "1/4~3/4분기", "1·4분기" (the first of four), "'22.2분기"; not
# "제3분기점", "3분기 연속"
_QUARTER = re.compile(
    r"(?<!\d)(?:(?<![\d.,])('\d{2}|(?:19|20)\d\d|[12]\d(?=\.\d))\. ?|(?<!\d[.,]))"
    rf"([1-4])(?:(?:·4(?<=[124]·4))|(?:(?:/4)?{_SHARED}([1-4]))?(?:/4|사)?) ?분기(?!점|별|째| ?연속"
    rf"| ?만에| ?만의)"
)


# "'24.3Q", "(2Q)", "1~3Q", "'24.1H": quarters and halves in Latin; "PS5", "GTQ 1급" have none
_LATIN = re.compile(
    rf"(?<![\dA-Za-z.,/-])(?:('?\d{{2}}|(?:19"
    rf"|20)\d\d)\. ?)?([1-4])(?:Q?{_SHARED}([1-4]))?([QH])(?![A-Za-z\d])"
)
# "'25.上", "'24년 下", "2024년 上": halves in Chinese
_CHINESE_HALF = re.compile(r"(?<![\d.,])('\d{2}|(?:19|20)\d\d)(?:년 ?|\. ?)([上下])(?![가-힣一-龥])")


def year(text: str, place: int) -> Piece | None:
    """2024년, 2021-23년, '24년; weak with two figures and no apostrophe (17년)."""
    if match := _YEAR.match(text, place) or _APOSTROPHE_YEAR.match(text, place):
        high = Parts(year=int(match[2])) if match[2] else None
        return Piece(match.start(), match.end(), "year", Parts(year=int(match[1])), high)
    if match := _BARE_YEAR.match(text, place):
        high = Parts(year=int(match[2])) if match[2] else None
        return Piece(match.start(), match.end(), "year", Parts(year=int(match[1])), high, match[3] is None)
    return None


def decade(text: str, place: int) -> Piece | None:
    """1990년대, 1970~80년대."""
    match = _DECADE.match(text, place)
    if match is None:
        return None
    high = Parts(year=int(match[2]), period="decade") if match[2] else None
    return Piece(match.start(), match.end(), "decade", Parts(year=int(match[1]), period="decade"), high)


def century(text: str, place: int) -> Piece | None:
    """20세기."""
    match = _CENTURY.match(text, place)
    return Piece(match.start(), match.end(), "century", Parts(period="century")) if match else None


def year_alone(text: str, place: int) -> Piece | None:
    """A year without 년 before a part of it: 2024 하반기."""
    match = _YEAR_ALONE.match(text, place)
    return Piece(match.start(), match.end(), "year", Parts(year=number_of(match[1]))) if match else None


def month(text: str, place: int) -> Piece | None:
    """12월, 9~11월, 2020.6월, '24.1~3월; no number of months (감봉 3월)."""
    match = _MONTH.match(text, place)
    if match is None or (_may_be_term(match, text) and _is_term(match, text)):
        return None
    written = number_of(match[1])
    high = None
    if match[3]:  # "'22.12~3월" ends in the next year
        later = written is not None and int(match[3]) < int(match[2])
        high = Parts(year=written + 1 if written is not None and later else written, month=int(match[3]))
    low = Parts(year=written, month=int(match[2]))
    return Piece(match.start(), match.end(), "month", low, high, weak=bool(match[4]))


def _may_be_term(match: re.Match[str], text: str) -> bool:
    """Whether the syllables around a month leave it open that it is a number of months."""
    start, end = match.span()
    if text[end : end + 2].lstrip(" ")[:1] in _TERM_STARTS:
        return True
    before = text[max(0, start - 4) : start].rstrip(" ")
    last = before[-2:-1] if before[-1:] in _PARTICLES else before[-1:]
    if last == "년":  # "1년 6월", but not "2024년 6월"
        return not text[start - 5 : start - 3].isdecimal()
    return last in _TERM_ENDS


def _is_term(match: re.Match[str], text: str) -> bool:
    """Whether a month is a number of months: "징역 1년 6월", "감봉 3월", "6월 미만"."""
    if match[1] or match[3] or int(match[2]) > 11:
        return False
    start = match.start()
    before = _TERM_BEFORE.search(text, max(0, start - 14), start)
    return before is not None or _TERM_AFTER.match(text, match.end()) is not None


def to_month(text: str, place: int) -> Piece | None:
    """Up to a month of another year: 23.3~24.2월."""
    match = _TO_MONTH.match(text, place)
    if match is None:
        return None
    low = Parts(year=number_of(match[1]), month=number_of(match[2]))
    high = Parts(year=number_of(match[3]), month=int(match[4]))
    return Piece(match.start(), match.end(), "month", low, high)


def month_stop(text: str, place: int) -> Piece | None:
    """A month with a stop before its part: 8.말, '24.9.상순."""
    match = _MONTH_STOP.match(text, place)
    if match is None:
        return None
    return Piece(match.start(), match.end(), "month", Parts(year=number_of(match[1]), month=int(match[2])))


def day(text: str, place: int) -> Piece | None:
    """15일, 8~12일, always weak; no length (10일간), no other word (5일장)."""
    match = _DAY.match(text, place)
    if match is None or _is_word(match, text):
        return None
    high = Parts(day=int(match[2])) if match[2] else None
    # with a blank before 일 ("26 일") only behind its month
    return Piece(match.start(), match.end(), "day", Parts(day=int(match[1])), high, weak=True)


def _is_word(match: re.Match[str], text: str) -> bool:
    """Whether what follows makes a length or another word of it: "3일장", "10일간"; not "8월 26일쯤"."""
    start, end = match.span()
    behind = text[end : end + 1]
    if behind == " ":
        return text.startswith(" 동안", end)
    if behind in ("쯤", "가") and _ABOUT.match(text, end):
        return not _BEHIND_MONTH.search(text, max(0, start - 2), start)
    if behind not in _FIRST_SYLLABLES or not _DAYS_WORD.match(text, end):
        return False
    return not (behind == "간" and _BEHIND_RANGE.search(text, max(0, start - 9), start))


def day_with_weekday(text: str, place: int) -> Piece | None:
    """A day that only its weekday marks: 9(수)~11(금)일; weak."""
    match = _DAY_WITH_WEEKDAY.match(text, place)
    if match is None:
        return None
    high = Parts(day=int(match[3]), weekday=weekday_number(match[4])) if match[3] else None
    low = Parts(day=int(match[1]), weekday=weekday_number(match[2]))
    return Piece(match.start(), match.end(), "day", low, high, weak=True)


def latin(text: str, place: int) -> Piece | None:
    """A quarter or half in Latin: '24.3Q, 1~3Q, '24.1H."""
    match = _LATIN.match(text, place)
    if match is None:
        return None
    halves = match[4] == "H"
    if halves and (not match[1] or int(match[2]) > 2):
        return None
    sign = "h" if halves else "q"
    written = number_of(match[1])
    high = Parts(year=written, period=f"{sign}{match[3]}") if match[3] else None
    low = Parts(year=written, period=f"{sign}{match[2]}")
    return Piece(match.start(), match.end(), "half" if halves else "quarter", low, high)


def chinese_half(text: str, place: int) -> Piece | None:
    """A half in Chinese: '25.上, 2024년 下."""
    match = _CHINESE_HALF.match(text, place)
    if match is None:
        return None
    low = Parts(year=number_of(match[1]), period="h1" if match[2] == "上" else "h2")
    return Piece(match.start(), match.end(), "half", low)


def number_of(written: str | None) -> int | None:
    """The number of "'24", "2024" or "3", None where nothing is written."""
    return int(written.lstrip("'")) if written else None


def quarter(text: str, place: int) -> Piece | None:
    """3분기, 1~2분기, 2/4분기, '22.2분기."""
    match = _QUARTER.match(text, place)
    if match is None:
        return None
    written = number_of(match[1])
    high = Parts(year=written, period=f"q{match[3]}") if match[3] else None
    return Piece(match.start(), match.end(), "quarter", Parts(year=written, period=f"q{match[2]}"), high)
