"""What a table says its figures are counted in: ``(단위: 백만원, %)``, ``사업비(백만원)``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal

from extractors import numerals
from extractors.money import currencies

Kind = Literal["money", "rate", "other"]
#: Longest text of a unit clause: "2025. 12. 31. 기준, 단위: 건(사건 기준), 백만 달러, %".
_LONGEST = 80
#: Currencies whose names are measures or words too (동, 파운드): they count only with their country.
_LAND_NEEDED = frozenset({"land", "dong", "pound"})
#: Hundredths, in which no table counts.
_SMALL = frozenset({"cent", "jeon"})
# "단위: 백만원", "단위 = 조원", "단위, 천원"; "(단위 백만원)" without a mark counts only in brackets
_SAID = re.compile(r"단위(?P<mark> {0,2}[:=,;])? {0,2}(?=\S)")
# "구분 | |단위| | 2025년"
_COLUMN = re.compile(r"단위(?= {0,2}(?:\||\n|\Z))")
# not "읍면단위: 3곳", but "금액단위: 천원"
_BORDER = re.compile(r"(?:(?<![가-힣])|(?<=금액)|(?<=화폐)|(?<=통화)|(?<=예산))\Z")
_CLOSING = {"(": ")", "[": "]", "<": ">", "【": "】", "《": "》"}
# "백만원|, |%", "억불|, |% |/ |전년 동월대비", "건| 및 |억원"; not the comma of "1,000원"
_SEPARATOR = re.compile(r" {0,2}(?:,(?!\d{3}(?!\d))|[;·/]|(?<=\s)및(?=\s)) {0,2}")
# "%", "전년 대비%", "전년동월비", "점유율"
_RATE = re.compile(r"%|퍼센트|[율률]\Z|비중|(?:전년|전월|전기|동월|동기|분기) ?대?비|배\Z")
# "2025. 12. 31. 기준", "잠정치", "부가세 포함": when, or how it was counted; no unit
_NOTE = re.compile(r"기준|현재|잠정|누계|누적|\d{4}|\d월|[말년]\Z|포함|제외|명목|경상")
# "건|(사건 기준)", "억원|(명목)"
_REMARK = re.compile(r" ?\([^()]{0,30}\)")
#: Longer parts are no names of units.
_UNIT_NAME = 20


@dataclass(frozen=True, slots=True)
class Measure:
    """One unit. start, end: its place. kind: money, rate (%) or other (명). factor, code, name: of money."""

    start: int
    end: int
    kind: Kind
    factor: Decimal = Decimal(1)
    code: str | None = None
    name: str = ""

    @property
    def plain_won(self) -> bool:
        """Whether its figures are single won, which are never a few."""
        return self.name == "원" and self.factor == 1


@dataclass(frozen=True, slots=True)
class Clause:
    """The words that give figures their units, with the brackets around them.

    said: they have the word 단위; else they stand in brackets behind a head.
    """

    start: int
    end: int
    measures: tuple[Measure, ...]
    said: bool


def clauses(text: str) -> list[Clause]:
    """Every unit clause of a text, sorted, without overlaps: also those without money, if they say 단위.

    A column of units (``구분 | 단위 | 2025년``) is a clause without measures: its rows name theirs.
    """
    found = [*_said(text), *_heads(text), *_columns(text)]
    kept: list[Clause] = []
    for clause in sorted(found, key=lambda clause: (clause.start, -clause.end)):
        if not kept or clause.start >= kept[-1].end:
            kept.append(clause)
    return kept


def measures(text: str, start: int, end: int) -> tuple[Measure, ...]:
    """The units that a stretch of text lists, in order; empty where it is no list of units.

    ``백만원, %`` → money, rate; ``건(사건 기준), 억 원`` → other, money; ``백만원 이상 사업`` → nothing.
    """
    listed = _listed(text[start:end])
    return tuple(Measure(start + m.start, start + m.end, m.kind, m.factor, m.code, m.name) for m in listed)


@lru_cache(maxsize=1024)
def _listed(words: str) -> tuple[Measure, ...]:
    """The units of a list, with offsets into it."""
    listed: list[Measure] = []
    at, end = 0, len(words)
    while at < end:
        separator = _SEPARATOR.search(words, at)
        stop = separator.start() if separator else end
        money = _money_at(words, at)
        if money and money.end > stop:  # "원/kg"
            separator = _SEPARATOR.match(words, money.end)
            stop = separator.start() if separator else end
        rest = _REMARK.sub("", words[money.end if money else at : stop]).strip()
        if money and not rest.replace("기준", ""):
            listed.append(money)
        elif money or len(rest) > _UNIT_NAME:
            return ()
        elif _RATE.search(rest):
            listed.append(Measure(at, stop, "rate"))
        elif rest and not _NOTE.search(rest):
            if listed and listed[-1].kind == "money" and words[at - 1] == "/":
                return ()  # "백만원/개소": for each, or one and the other
            listed.append(Measure(at, stop, "other"))
        at = separator.end() if separator else end
    return tuple(listed)


def _said(text: str) -> Iterator[Clause]:
    for match in _SAID.finditer(text):
        if not _BORDER.search(text, max(0, match.start() - 2), match.start()):
            continue
        bracket = _opening(text, match.start())
        if bracket is None and not match["mark"]:
            continue
        stop = _closing(text, match.end(), None if bracket is None else text[bracket])
        if bracket is None and not _alone(text, match.start(), stop):
            continue
        listed = measures(text, match.end(), stop)
        if listed:
            closed = bracket is not None and text[stop : stop + 1] == _CLOSING[text[bracket]]
            yield Clause(match.start() if bracket is None else bracket, stop + closed, listed, True)


def _heads(text: str) -> Iterator[Clause]:
    for match in _head().finditer(text):
        stop = _closing(text, match.end(), match[0][0])
        after = text[stop + 1 : stop + 2]
        if text[stop : stop + 1] != _CLOSING[match[0][0]] or after.isalnum():
            continue  # "대학(원)생": brackets within a word
        listed = measures(text, match.end(), stop)
        if listed and listed[0].kind == "money":
            yield Clause(match.start(), stop + 1, listed, False)


def _columns(text: str) -> Iterator[Clause]:
    for match in _COLUMN.finditer(text):
        before = text[max(0, match.start() - 10) : match.start()]
        if not before.rpartition("\n")[2].rpartition("|")[2].strip():
            yield Clause(match.start(), match.end(), (), False)


def _opening(text: str, at: int) -> int | None:
    """The bracket before ``at`` in the same line and cell that is still open."""
    begin = max(0, at - _LONGEST)
    begin = max(begin, text.rfind("\n", begin, at) + 1, text.rfind("|", begin, at) + 1)
    before = text[begin:at]
    if not any(bracket in before for bracket in _CLOSING):
        return None
    depth = 0
    for place in range(at - 1, begin - 1, -1):
        char = text[place]
        if char in ")]>】》":
            depth += 1
        elif char in _CLOSING:
            if depth == 0:
                return place
            depth -= 1
    return None


def _closing(text: str, at: int, bracket: str | None) -> int:
    """Where a clause ends: at the bracket that closes it, at the end of its line or cell."""
    limit = min(len(text), at + _LONGEST)
    depth = 0
    for place in range(at, limit):
        char = text[place]
        if char in "\n|" or (bracket and depth == 0 and char == _CLOSING[bracket]):
            return place
        depth += (char == "(") - (char == ")" and depth > 0)
    return limit


def _alone(text: str, start: int, end: int) -> bool:
    """Whether a clause without brackets is its line or cell, but for a mark before it: ``※ 단위: 억원``."""
    begin = max(0, start - 10)
    before = text[begin:start].rpartition("\n")[2].rpartition("|")[2].removesuffix("금액")
    return len(before) < 8 and not any(map(str.isalnum, before)) and text[end : end + 1] in ("", "\n", "|")


def _money_at(words: str, at: int) -> Measure | None:
    match = _money().match(words, at)
    if match is None:
        return None
    unit = currencies.units()[match["name"]]
    if unit.guard in _LAND_NEEDED and not match["land"]:
        return None
    scale = match["scale"].strip()
    numeral = numerals.read(scale if scale[:1].isdecimal() else "1" + scale, 0)
    factor = numeral.value if numeral and numeral.value else Decimal(1)
    code = currencies.code_of(unit, match["land"], "")
    return Measure(at, match.end(), "money", factor, code, unit.name)


_SCALE = "[십백천만억조]{0,3}"


@cache
def _money() -> re.Pattern[str]:
    """``백만원``, ``천 달러``, ``1,000원``, ``백만 미달러``, ``억$``, ``원/kg``; only as whole words."""
    # "원/명" may be won for each, or won and persons: no unit
    per = r"(?:kg|㎏|g|톤|t|㎡|m2|㎥|배럴|bbl|L|ℓ|리터|kWh|MWh|MMBtu|ha|평|월|년|일|시간|인)"
    return re.compile(
        rf"(?P<scale>(?:\d{{1,3}}(?:,\d{{3}}){{0,3}} ?)?{_SCALE}) ?{_currency()}"
        rf"(?: ?/ ?(?:\d{{1,3}}(?:\.\d)? ?)?{per})?(?![가-힣A-Za-z\d])"
    )


@cache
def _head() -> re.Pattern[str]:
    """The bracket of ``사업비(백만원)``, ``예산 [억원, %]``; not of ``사업비(100억 원)``."""
    return re.compile(rf"[(\[] ?(?={_SCALE} ?{_currency()} ?[)\],/;])")


@cache
def _currency() -> str:
    known = currencies.units().values()
    lands = _alternatives({land for unit in known for land, _ in unit.lands})
    names = _alternatives({unit.name for unit in known if unit.guard not in _SMALL})
    # the land only where the name alone does not fit: "US$" has its own code
    return rf"(?:(?P<land>{lands}) ?)??(?P<name>{names})"


def _alternatives(names: set[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
