"""Calendar words with their units: 2024년, 9~11월, 15일, 3분기, 지난해, 다음 주. Text is folded text."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator

from extractors.date_parts import SILENT, Parts, Piece
from extractors.lexicon import table

WEEKDAYS = "월화수목금토일"
MONTH = r"(?:1[0-2]|0?[1-9])"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
#: Between numbers that share the unit behind the last: 3·4월, 9~11월, 24, 25일, 8 ~ 12일.
_SHARED = r"(?:·| ?[~-] ?|, ?)"
#: "(수)", "(수요일)", " 수요일", "(수·공휴일)" is not one: it holds more than the weekday.
WEEKDAY = re.compile(r" ?\(([월화수목금토일])(?:요일)?\)| ?([월화수목금토일])요일")

# "2024년", "2021-23년", "2023·2024년", "2017년도", "2026 회계연도"; not "2024년차"
_YEAR = re.compile(
    rf"(?<!\d)(?<!\d[.,])(1\d{{3}}|2[01]\d\d)(?:{_SHARED}'?(\d{{4}}|\d{{2}}))? ?(?:년(?:도(?!입"
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
# "12월", "9~11월", "3·4월", "2020.6월", "'24.1~3월"; not "3월드", "1월령"
_MONTH = re.compile(
    rf"(?<!\d)(?:(?<!\d[.,])('?\d{{2}}|(?:19|20)\d\d)\. ?|(?<!\d[.,]))"
    rf"({MONTH})(?:(?:·{MONTH}|, ?{MONTH}){{0,5}}{_SHARED}({MONTH}))?월(?!드|급|령|납|정액|평균)"
)
# "15일", "8~12일", "24, 25일", "3(수)~5일"; not "5일장", "3일차", "10일간", "1일 3회" (see forms)
_DAY = re.compile(
    rf"(?<![\d+])(?<!\d[.,:/])({DAY})"
    rf"(?:\([월화수목금토일]\)|일(?=~))?(?:(?:·{DAY}|, ?{DAY}){{0,8}}{_SHARED}({DAY}))?일"
    r"(?!째|차(?!관|장)|치|씩|분(?!과|야)|제(?![주조작정안])|장(?![관차소])|주일|반|단위"
    r"|간|여(?!성)|짜리|수(?!출|입|산)|동안|권|당|꼴|쯤|가량"
    r"|거리|이내|만에|만의|정도|본|[0-9가-힣]?일정|용|출|자리|박|몰|선|물|교|학)"
)
#: "'25.3분기", "2025.하반기"
_YEAR_STOP = r"(?:(?<![\d.,])('\d{2}|(?:19|20)\d\d)\. ?|(?<!\d[.,]))"
# "3분기", "1~2분기", "2/4분기", "1·4분기" (the first of four), "'22.2분기"; not "제3분기점"
_QUARTER = re.compile(
    rf"(?<!\d){_YEAR_STOP}([1-4])(?:(?:·4(?<=[124]·4))|(?:{_SHARED}([1-4]))?(?:/4)?) ?분기(?!점|별)"
)
_HALF = re.compile(
    rf"{_YEAR_STOP}(?:(?<![가-힣])|(?<=[년해도올]))(상·하반기|상하반기|상, ?하반기|상반기|하반기)(?!별)"
)
_YEAR_END = re.compile(
    r"(?:(?<![가-힣])|(?<=[년해도올]))(연말|연초|년말|년초)(?!정산|연시|연초|결산|상여"
    r"|성과급|공제|박|록|제조|점|기금)"
)
_SEASON = re.compile(r"(?:(?<![가-힣])|(?<=[년해도올난]))(?:봄|여름|가을|겨울)철?(?!맞|나물|걷|방학|나기)")
# "지난 금요일", "오는 토요일"; "매주" never stands here
_NEAR_WEEKDAY = re.compile(r"(?<![가-힣])(지난|오는|이번|다음|다가오는|돌아오는) ?([월화수목금토일])요일")
_WEEKEND = re.compile(r"(?<![가-힣])(지난|오는|이번|다음|다가오는|돌아오는) ?주말")

_STEPS = {"지난": -1, "오는": 1, "다음": 1, "다가오는": 1, "돌아오는": 1, "이번": 0}


def pieces(text: str) -> list[Piece]:
    """Every calendar word of a folded text, overlaps and doubtful ones included, by place."""
    found = [piece for rule in RULES for piece in rule(text)]
    return sorted(found, key=lambda piece: (piece.start, -piece.end))


_NUMBER = re.compile(r"\d+")


@functools.lru_cache(maxsize=1)
def _places(text: str) -> tuple[int, ...]:
    """Where numbers begin, and the apostrophes before short years: figures are looked for only there."""
    places = [found.start() for found in _NUMBER.finditer(text)]
    return (*places, *(place - 1 for place in places if text[place - 1 : place] == "'"))


def at_numbers(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Matches of a pattern that begin where a number of the text begins; they may overlap."""
    matches = (pattern.match(text, place) for place in _places(text))
    return (match for match in matches if match)


def _years(text: str) -> Iterator[Piece]:
    if "년" not in text and "회계" not in text:
        return
    for pattern in (_YEAR, _APOSTROPHE_YEAR):
        for match in at_numbers(text, pattern):
            yield _numbers(match, "year", lambda number: Parts(year=number))
    for match in at_numbers(text, _BARE_YEAR):
        yield _numbers(match, "year", lambda number: Parts(year=number), weak=match[3] is None)


def _eras(text: str) -> Iterator[Piece]:
    if "년대" not in text and "세기" not in text:
        return
    for match in at_numbers(text, _DECADE):
        yield _numbers(match, "decade", lambda number: Parts(year=number, period="decade"))
    for match in at_numbers(text, _CENTURY):
        yield Piece(match.start(), match.end(), "century", Parts(period="century"))


def _months(text: str) -> Iterator[Piece]:
    for match in at_numbers(text, _MONTH):
        year = _year_before(match)
        low = Parts(year=year.year, month=int(match[2]))
        high = Parts(year=year.year, month=int(match[3])) if match[3] else None
        yield Piece(match.start(), match.end(), "month", low, high)


def _days(text: str) -> Iterator[Piece]:
    for match in at_numbers(text, _DAY):
        yield _numbers(match, "day", lambda number: Parts(day=number), weak=True)


def _quarters(text: str) -> Iterator[Piece]:
    if "분기" not in text:
        return
    for match in at_numbers(text, _QUARTER):
        year = _year_before(match)
        high = Parts(period=f"q{match[3]}").over(year) if match[3] else None
        yield Piece(match.start(), match.end(), "quarter", Parts(period=f"q{match[2]}").over(year), high)


def _halves(text: str) -> Iterator[Piece]:
    if "반기" not in text:
        return
    for match in _HALF.finditer(text):
        year = _year_before(match)
        first = Parts(period="h2" if match[2] == "하반기" else "h1").over(year)
        both = match[2] not in ("상반기", "하반기")
        high = Parts(period="h2").over(year) if both else None
        yield Piece(match.start(), match.end(), "half", first, high)


def _year_before(match: re.Match[str]) -> Parts:
    """The year of a pattern whose first group is a year with a stop: "'25." of "'25.3분기"."""
    return Parts(year=int(match[1].lstrip("'"))) if match[1] else SILENT


def _seasons(text: str) -> Iterator[Piece]:
    for match in _SEASON.finditer(text):
        yield Piece(match.start(), match.end(), "season", Parts(period="season"))
    for match in _YEAR_END.finditer(text):
        yield Piece(match.start(), match.end(), "year_end", Parts(period="year_end"))


def _weekdays(text: str) -> Iterator[Piece]:
    if "요일" not in text and "주말" not in text:
        return
    for match in _NEAR_WEEKDAY.finditer(text):
        parts = Parts(weekday=WEEKDAYS.index(match[2]), direction=_STEPS[match[1]])
        yield Piece(match.start(), match.end(), "weekday", parts)
    for match in _WEEKEND.finditer(text):
        parts = Parts(week_shift=_STEPS[match[1]] if match[1] != "오는" else 0, part="weekend")
        yield Piece(match.start(), match.end(), "weekend", parts)


def _words(text: str) -> Iterator[Piece]:
    pattern, meanings = _word_list()
    for match in pattern.finditer(text):
        kind, parts, follows = meanings[match[0]]
        if _AFTER_SYLLABLE.match(text, match.start() - 1) and match.start():
            continue
        if follows(text, match.end()):
            whole = _WHOLE_YEAR.match(text, match.end()) if match[0] == "올" else None
            yield Piece(match.start(), whole.end() if whole else match.end(), kind, parts)


_AFTER_SYLLABLE = re.compile(r"[가-힣]")
# "올 한 해", "올 한해"
_WHOLE_YEAR = re.compile(r" ?한 ?해(?![가-힣]{2})|(?= ?[^ ])")


_SHIFTED: dict[str, Callable[[int], Parts]] = {
    "year": lambda steps: Parts(year_shift=steps),
    "month": lambda steps: Parts(month_shift=steps),
    "week": lambda steps: Parts(week_shift=steps),
    "today": lambda steps: Parts(day_shift=steps),
    "anaphor": lambda steps: Parts(day_shift=steps),
}


@functools.cache
def _word_list() -> tuple[re.Pattern[str], dict[str, tuple[str, Parts, Callable[[str, int], bool]]]]:
    meanings: dict[str, tuple[str, Parts, Callable[[str, int], bool]]] = {}
    for row in table("date_words", "word", "kind", "shift", "anaphoric", "after", "not_after"):
        parts = _SHIFTED[row["kind"]](int(row["shift"]))
        parts = parts.over(Parts(anaphoric=row["anaphoric"] == "yes" or None))
        meanings[row["word"]] = (row["kind"], parts, _followed(row["after"], row["not_after"]))
    longest_first = sorted(meanings, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), meanings


def _followed(after: str, not_after: str) -> Callable[[str, int], bool]:
    """A test of what stands behind a word."""
    needed = re.compile(after or "")
    refused = re.compile(not_after or r"(?!)")
    return lambda text, end: bool(needed.match(text, end)) and not refused.match(text, end)


def _numbers(match: re.Match[str], kind: str, parts: Callable[[int], Parts], *, weak: bool = False) -> Piece:
    """A piece with one number, or two for a range or list that shares its unit."""
    high = parts(int(match[2])) if match[2] else None
    return Piece(match.start(), match.end(), kind, parts(int(match[1])), high, weak)


RULES = (_years, _eras, _months, _days, _quarters, _halves, _seasons, _weekdays, _words)
