"""Dates spelled out, or with Chinese units: 이천이십사년 삼월 십오일, 시월 초, 섣달그믐, 2021年 5月.
Text is folded text.

One piece for each unit; adjoining ones are put together where pieces are (see forms). A search begins
at the unit, which is a single character and quickly found, and looks back from there.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator

from extractors.dates.parts import Parts, Piece
from extractors.lexicon import table

_HANJA = str.maketrans("一二三四五六七八九十百千〇零○", "일이삼사오육칠팔구십백천공공공")
_DIGITS = {char: number for number, char in enumerate("공일이삼사오육칠팔구")} | {"영": 0}
_TENS = {"십": 10, "백": 100, "천": 1000}
_D = "일이삼사오육칠팔구"
#: How far before its unit a number is looked for: "일천 구백 구십 칠 년" has 11.
_REACH = 14


def pieces(text: str) -> Iterator[Piece]:
    """Years, decades, months and days of a folded text that are spelled out or have Chinese units.

    Lunar are the old names of months and days (정월, 섣달, 초사흘, 보름). A bare day (십오일) counts only
    right behind a month, a bare month only where something around it says that it is one (시월 말,
    지난 오월, not 오월동주), 이월 ("carried over") only with a day or a part of the month.
    """
    for unit, rule in _UNITS.items():
        at = text.find(unit)
        while at >= 0:
            yield from rule(text, at)
            at = text.find(unit, at + 1)


# "이천이십사|년", "천구백 구십칠|년", "2천24|년", "천9백97|년", "이공이사|년"; "천구백구십오" of "1천9백95"
_YEAR = re.compile(
    rf"(?<![가-힣\d.,])(?:(?:[1일]?천 ?[3-9삼사오육칠팔구]백|[2이]천(?: ?[1일]?백|[공영])?) ?"
    rf"(?:[2-9이삼사오육칠팔구]?십 ?[1-9{_D}]?|[1-9{_D}]|\d\d)?|(?:이[공영]|일구)[공영{_D}]{{2}}) ?$"
)
# "구십|년대", "천구백팔십|년대", "이천|년대"; "이천십|년대"
_DECADE = re.compile(
    r"(?<![가-힣\d.,])(?:[1일]?천 ?[89팔구]백 ?[1-9일이삼사오육칠팔구]?십"
    r"|[2이]천 ?(?:[1-9이삼사오]?십)?|[2-9이삼사오육칠팔구]십) ?$"
)
# "이천이십사년", "이천이십사년|도", "2021年|度"; not "이십년|차", "이천년|대"
_YEAR_TAIL = re.compile(r"도(?!입|심|시|로)|度|(?!차|생산|들이|대)")
# A number of years, no year: "천구백 년 동안", "이천오 년 전"
_YEARS_LONG = re.compile(
    r" ?(?:간|동안|만에|만의|이상|넘|가까이|여|된|째|묵|세월|역사|고도|고찰|의 역사|의 세월|뒤|후(?!반)"
    r"|전(?![가-힣])|전에|전의|전부터|전통)"
)
# "이천이십사년| 삼월|", "이천이십사년| 3월|", "이천이십사년| 섣달|"
_MONTH_NEXT = re.compile(rf" ?(?:[{_D}유시십정]{{1,2}}월|\d{{1,2}}월|섣달|동짓달)")


def _year(text: str, at: int) -> Iterator[Piece]:
    """A year or decade whose unit 년 stands at a place."""
    before = text[at - 1 : at]
    if before.isdecimal() and "천" not in text[max(0, at - 8) : at]:
        return
    if text.startswith("대", at + 1):
        found = _DECADE.search(text, max(0, at - _REACH), at)
        if found:
            yield Piece(found.start(), at + 2, "decade", Parts(year=_number(found[0]), period="decade"))
        return
    found = _YEAR.search(text, max(0, at - _REACH), at)
    tail = _YEAR_TAIL.match(text, at + 1)
    if not found or not tail or (number := _number(found[0])) > 2199:
        return
    dated = _MONTH_NEXT.match(text, tail.end())
    if dated or not (number % 100 == 0 or _YEARS_LONG.match(text, tail.end())):
        yield Piece(found.start(), tail.end(), "year", Parts(year=number))


# "2021|年", "'21|年", "2021~23|年"; a bare "3年" is a length of time
_HANJA_YEAR = re.compile(r"(?<![\d.,])(?:(1\d{3}|2[01]\d\d)|'(\d\d))(?:[~-]'?(\d{4}|\d{2}))? ?$")


def _hanja_year(text: str, at: int) -> Iterator[Piece]:
    """A year whose unit 年 stands at a place: 2021年, 二〇二四年, 一九九七年."""
    place = max(0, at - _REACH)
    tail = _YEAR_TAIL.match(text, at + 1)
    end = tail.end() if tail else at + 1
    if found := _HANJA_YEAR.search(text, place, at):
        high = Parts(year=int(found[3])) if found[3] else None
        yield Piece(found.start(), end, "year", Parts(year=int(found[1] or found[2])), high)
    elif found := _YEAR.search(text[place:at].translate(_HANJA)):
        yield Piece(place + found.start(), end, "year", Parts(year=_number(found[0])))


_MONTHS = {f"{word}월": number for number, word in enumerate("일이삼사오육칠팔구", 1)} | {
    "유월": 6,
    "시월": 10,
    "십월": 10,
    "십일월": 11,
    "십이월": 12,
    "정월": 1,
}
_BEFORE_UNIT = frozenset("일이삼사오육칠팔구유시십정")


def _month(text: str, at: int) -> Iterator[Piece]:
    """A month whose unit 월 stands at a place, and the day behind it."""
    if text[at - 1 : at].isdecimal():
        yield from _day(text, at + 1, figures=True)
        return
    if at == 0 or text[at - 1] not in _BEFORE_UNIT:
        return
    start = at - 2 if at > 1 and text[at - 2 : at + 1] in _MONTHS else at - 1
    found = list(_day(text, at + 1))
    if _may_begin(text, start) and (found or _is_month(text, start, at + 1)):
        lunar = text[start] == "정" or None
        yield Piece(start, at + 1, "month", Parts(month=_MONTHS[text[start : at + 1]], lunar=lunar))
        yield from found


def _lunar_month(number: int, word: str) -> Callable[[str, int], Iterator[Piece]]:
    """A rule for a month with a name of its own: 섣달, 동짓달."""

    def rule(text: str, at: int) -> Iterator[Piece]:
        end = at + len(word)
        found = list(_day(text, end))
        if _may_begin(text, at) and (found or _BORDER.match(text, end)):
            yield Piece(at, end, "month", Parts(month=number, lunar=True))
            yield from found

    return rule


def _may_begin(text: str, start: int) -> bool:
    """Whether a month can begin here: at the edge of a word, or glued to a year (이천이십사년삼월)."""
    before = text[start - 1 : start] if start else ""
    return before in ("년", "해", "度") or not ("가" <= before <= "힣" or before.isdecimal())


# What follows the last syllable of a date: "시월에", "삼월 말", "십오일부터"
_BORDER = re.compile(
    r"(?![가-힣])|(?:에|엔|의|은|는|을|를|과|와|도|로|까지|부터|보다|이면|이나|이후|이전|경|께|쯤|즈음|무렵|중|인|자|날|밤|새벽|아침)"
    r"(?=에|엔|의|은|는|을|를|도|만|나|고|로|까지|부터|[^가-힣]|$)"
)
# "지난 |오월", "올해 |삼월", "2024년 |삼월"
_MONTH_LED = re.compile(
    r"(?:년|年|올해|지난해|이듬해|그해|같은 ?해|지난|오는|다가오는|돌아오는|음력|양력|(?<![가-힣])올) ?$"
)
# "삼월| 초", "시월|에는", "오월|의 마지막 밤", "사월| 어느 날", "삼월|~오월"
_MONTH_FOLLOWED = re.compile(
    r" ?(?:초순|중순|하순|초반|중반|후반|말일|초|말)(?=에|의|부터|까지|경|께|쯤|이[면나]|[^가-힣]|$)"
    r"| (?:한 ?달|어느|들어)|(?:부터|까지|에는|에도|엔|에|중)(?![가-힣])"
    rf"| ?(?:첫|둘|셋|넷|마지막)(?:째)? ?(?:주|날|[월화수목금토일]요일)|의 (?:마지막|첫|어느)|~[{_D}유시십]"
)
# "이월| 초순|", "이월| 말|까지"
_PART_OF_MONTH = re.compile(r" ?(?:초순|중순|하순)| [초말](?=에|의|부터|까지|경|께|쯤|[^가-힣]|$)")


def _is_month(text: str, start: int, end: int) -> bool:
    """Whether the surroundings of a spelled month without a day say that it is one."""
    if text[start:end] == "이월":  # "내년 이월 예산", "이월된 사업비"
        return _PART_OF_MONTH.match(text, end) is not None
    if text[start] in "정십":
        return _BORDER.match(text, end) is not None
    if _MONTH_FOLLOWED.match(text, end):
        return True
    return bool(_BORDER.match(text, end) and _MONTH_LED.search(text, max(0, start - 6), start))


# "正|月", "十二|月", "9~11|月", "二〇二四年三|月"
_HANJA_MONTH = re.compile(
    r"(?:(?<=年)|(?<![\d.,一-龥]))(?P<first>正|十[一二]?|[一二三四五六七八九]|1[0-2]|0?[1-9])"
    r"(?:[~·-](?P<last>1[0-2]|0?[1-9]))?$"
)


def _hanja_month(text: str, at: int) -> Iterator[Piece]:
    """A month whose unit 月 stands at a place, and the day with 日 behind it."""
    found = _HANJA_MONTH.search(text, max(0, at - 6), at)
    if not found:
        return
    lunar = found["first"] == "正" or None
    high = Parts(month=int(found["last"])) if found["last"] else None
    month = 1 if lunar else _number(found["first"].translate(_HANJA))
    yield Piece(found.start(), at + 1, "month", Parts(month=month, lunar=lunar), high)


_DAY_FIGURE = r"3[01]|[12]\d|0?[1-9]"
# "5月 3|日", "24~26|日", "三月 十五|日"; "十五日" alone is as often a person's name or a length
_HANJA_DAY = re.compile(
    rf"(?:(?<![\d.,~·-])(?P<first>{_DAY_FIGURE})(?:[~·-](?P<last>{_DAY_FIGURE}))?"
    r"|(?<=月)(?P<glued>[一二三四五六七八九十]{1,3})|(?<=月 )(?P<spelled>[一二三四五六七八九十]{1,3}))$"
)


def _hanja_day(text: str, at: int) -> Iterator[Piece]:
    """A day whose unit 日 stands at a place; a weak one, as 15일 is."""
    found = _HANJA_DAY.search(text, max(0, at - 6), at)
    if not found:
        return
    number = _number((found["first"] or found["glued"] or found["spelled"]).translate(_HANJA))
    high = Parts(day=int(found["last"])) if found["last"] else None
    if number <= 31:
        yield Piece(found.start(), at + 1, "day", Parts(day=number), high, weak=True)


# A number of days, no day: "삼월 보름 동안", "십오일간"
_DAYS_LONG = (
    r"(?! ?(?:간|동안|만에|만의|이상|이내|째|연속|정도|가량|남짓|넘|내내|씩|치)(?:[^가-힣]|$|[에의]))"
)
_DAY_BEGINS = frozenset("일이삼사오육칠팔구십초열스보그")


@functools.cache
def _lunar_days() -> dict[str, int | None]:
    """Names of the days of a lunar month; None for its last."""
    rows = table("lunar_day_words", "word", "day")
    return {row["word"]: int(row["day"]) if row["day"] else None for row in rows}


@functools.cache
def _day_pattern() -> re.Pattern[str]:
    """ "십오일", "이십일일", "초사흘", "보름날", with the blank before them."""
    words = "|".join(sorted(_lunar_days(), key=len, reverse=True))
    return re.compile(rf" ?(?:(?P<word>{words})|(?P<number>삼십일?|이?십[{_D}]?|[{_D}])일){_DAYS_LONG}")


def _day(text: str, at: int, *, figures: bool = False) -> Iterator[Piece]:
    """A spelled day that begins at a place behind a month, or behind the blank that follows it.

    figures: the month is written in figures, where short words are none: "3월 일일 생산량", "5월 오일 가격".
    """
    if _DAY_BEGINS.isdisjoint(text[at : at + 2]):
        return
    found = _day_pattern().match(text, at)
    if found is None or not _BORDER.match(text, found.end()):
        return
    if word := found["word"]:
        day = _lunar_days()[word]
        parts = Parts(day=day, lunar=True) if day else Parts(part="last", lunar=True)
        yield Piece(found.start("word"), found.end(), "day", parts)
    elif not figures or "십" in found["number"]:
        yield Piece(found.start("number"), found.end(), "day", Parts(day=_number(found["number"])))


_UNITS: dict[str, Callable[[str, int], Iterator[Piece]]] = {
    "년": _year,
    "年": _hanja_year,
    "월": _month,
    "月": _hanja_month,
    "日": _hanja_day,
    "섣달": _lunar_month(12, "섣달"),
    "동짓달": _lunar_month(11, "동짓달"),
}


def _number(words: str) -> int:
    """The value of a spelled number, positional ones and figures included: 천구백구십칠, 이공이사, 2천24."""
    total = figures = 0
    for char in words:
        if char in _TENS:
            total += (figures or 1) * _TENS[char]
            figures = 0
        elif char != " ":
            figures = figures * 10 + (_DIGITS[char] if char in _DIGITS else int(char))
    return total + figures
