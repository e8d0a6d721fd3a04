"""Numbers with a unit of the calendar: 2024년, 9~11월, 15일, 3분기, 1990년대, 20세기. Text is folded text.

Each rule looks at one place, where a number (or the apostrophe before it) begins.
"""

from __future__ import annotations

import re

from extractors.date_parts import Parts, Piece

MONTH = r"(?:1[0-2]|0?[1-9])"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
#: Between numbers that share the unit behind the last: 3·4월, 9~11월, 24, 25일, 8 ~ 12일.
_SHARED = r"(?:·| ?[~-] ?|, ?)"

# "2024년", "2021-23년", "2023·2024·2025년", "2017년도", "2026 회계연도"; not "2024년차"
_YEAR = re.compile(
    rf"(?<!\d)(?<!\d[.,])(1\d{{3}}|2[01]\d\d)"
    rf"(?:(?:(?:·|, ?)\d{{4}}){{0,6}}{_SHARED}'?(\d{{4}}|\d{{2}}))? ?(?:년(?:도(?!입"
    rf"|심|시|로))?|회계연도)(?!차|생산|들이)"
)
# "'18년", "'20~'36년", "'23·'24년도"
_APOSTROPHE_YEAR = re.compile(
    rf"(?<![\dA-Za-z])'(\d{{2}})(?:{_SHARED}'?(\d{{4}}|\d{{2}}))? ?년(?:도(?!입|심|시|로))?(?!차|생산|들이)"
)
# "17년부터", "24년 3월", "25년도": the surroundings decide
_BARE_YEAR = re.compile(
    rf"(?<![\d'])(?<!\d[.,/])(\d{{2}})(?:{_SHARED}(\d{{2}}))?년(도(?!입|심|시|로| 더| 안))?"
)
# "1990년대", "90년대", "1970~80년대"; not "100년대"
_DECADE = re.compile(
    rf"(?<![\d])(?<!\d[.,])'?((?:1\d|20)\d0|[1-9]0)(?:(?:년대)?{_SHARED}((?:1\d|20)?\d0))?년대"
)
_CENTURY = re.compile(r"(?<!\d)(?:BC ?|기원전 ?)?(\d{1,2})(?:~\d{1,2})?세기(?![가-힣]{2}(?:병원|대학))")
# "12월", "9~11월", "3·4월", "2020.6월", "'24.1~3월", "2024 년 8 월"; not "3월드", "1월령", "3 월요일"
_MONTH = re.compile(
    rf"(?<!\d)(?:(?<!\d[.,])('?\d{{2}}|(?:19|20)\d\d)\. ?|(?<!\d[.,]))"
    rf"({MONTH})(?:(?:·{MONTH}|, ?{MONTH}){{0,5}}{_SHARED}({MONTH}))?( ?)월"
    r"(?!드|급|령|납|정액|평균|요)"
)
# "15일", "8~12일", "24, 25일", "3(수)~5일"; not "5일장", "3일차", "10일간", "1일 3회" (see forms)
_DAY = re.compile(
    rf"(?<![\d+])(?<!\d[.,:/])({DAY})"
    rf"(?:\([월화수목금토일]\)|일(?=~))?(?:(?:·{DAY}|, ?{DAY}){{0,8}}{_SHARED}({DAY}))? ?일"
    r"(?!째|차(?!관|장)|치|씩|분(?!과|야)|제(?![주조작정안])|장(?![관차소])|주일|반|단위"
    r"|간|여(?!성)|짜리|수(?!출|입|산)|동안|권|당|꼴|쯤|가량"
    r"|거리|이내|만에|만의|정도|본|[0-9가-힣]?일정|용|출|자리|박|몰|선|물|교|학)"
)
# "3분기", "1~2분기", "2/4분기", "1·4분기" (the first of four), "'22.2분기"; not "제3분기점"
_QUARTER = re.compile(
    r"(?<!\d)(?:(?<![\d.,])('\d{2}|(?:19|20)\d\d)\. ?|(?<!\d[.,]))"
    rf"([1-4])(?:(?:·4(?<=[124]·4))|(?:{_SHARED}([1-4]))?(?:/4)?) ?분기(?!점|별)"
)


def year(text: str, place: int) -> Piece | None:
    if match := _YEAR.match(text, place) or _APOSTROPHE_YEAR.match(text, place):
        high = Parts(year=int(match[2])) if match[2] else None
        return Piece(match.start(), match.end(), "year", Parts(year=int(match[1])), high)
    if match := _BARE_YEAR.match(text, place):
        high = Parts(year=int(match[2])) if match[2] else None
        return Piece(match.start(), match.end(), "year", Parts(year=int(match[1])), high, match[3] is None)
    return None


def decade(text: str, place: int) -> Piece | None:
    match = _DECADE.match(text, place)
    if match is None:
        return None
    high = Parts(year=int(match[2]), period="decade") if match[2] else None
    return Piece(match.start(), match.end(), "decade", Parts(year=int(match[1]), period="decade"), high)


def century(text: str, place: int) -> Piece | None:
    match = _CENTURY.match(text, place)
    return Piece(match.start(), match.end(), "century", Parts(period="century")) if match else None


def month(text: str, place: int) -> Piece | None:
    match = _MONTH.match(text, place)
    if match is None:
        return None
    written = int(match[1].lstrip("'")) if match[1] else None
    high = Parts(year=written, month=int(match[3])) if match[3] else None
    low = Parts(year=written, month=int(match[2]))
    return Piece(match.start(), match.end(), "month", low, high, weak=bool(match[4]))


def day(text: str, place: int) -> Piece | None:
    match = _DAY.match(text, place)
    if match is None:
        return None
    high = Parts(day=int(match[2])) if match[2] else None
    # with a blank before 일 ("26 일") only behind its month
    return Piece(match.start(), match.end(), "day", Parts(day=int(match[1])), high, weak=True)


def quarter(text: str, place: int) -> Piece | None:
    match = _QUARTER.match(text, place)
    if match is None:
        return None
    written = int(match[1].lstrip("'")) if match[1] else None
    high = Parts(year=written, period=f"q{match[3]}") if match[3] else None
    return Piece(match.start(), match.end(), "quarter", Parts(year=written, period=f"q{match[2]}"), high)
