"""The context of an amount: how it is qualified, what it is, whose, what for, with whom and for when."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from extractors.mention import Agency, Country, Date, Mention, Money
from extractors.money.modifiers import qualify
from extractors.money.roles import assign, is_gloss
from extractors.reading import Reading

M = TypeVar("M", bound=Mention)
#: Roles of which the body that the sentence is about is the spender, granter or levier.
_OWNED = frozenset({"budget", "support", "investment", "contract", "penalty"})
#: Roles for which the sentence's country is the other side.
_ABROAD = frozenset({"trade", "support", "investment", "contract"})
_PERIODS = frozenset({"year", "half", "quarter", "month"})
# "행정안전부는", "환경부(장관 김하늘)는", "산림청이": the sentence's subject; not "통계청에 따르면"
_SUBJECT = re.compile(r"(?:\([^()\n]{0,40}\))?[은는이가](?![가-힣])")
# "중국(130억 달러)", "베트남에 300만 달러", "대미 수출액은 5억 달러"
_NEXT_TO = re.compile(r"(?:[(: ]|에|으로|로|의|과|와|은|는|에서)?[가-힣 (]{0,10}")
# "가나와 케냐는": several states together
_JOINED = re.compile(r" ?(?:와|과|및|·|,) ?")
# "'지역 상생 바우처 사업'에 30억원", "「스마트빌리지 조성」 사업에 총 12억원"
_PROGRAMME = re.compile(
    r"['\"「『](?P<name>[^'\"「」『』\n]{2,40}(?:사업|계획|대책|방안|전략|제도|프로젝트|프로그램|펀드|기금|뉴딜|공모|포럼|조성|지원))['\"」』]"
    r"(?: ?사업)?(?:에|의|으로|로|을|를|은|는|예산)?(?: ?(?:약|총|최대|예산|사업비|국비))?[ (:]{0,2}\Z"
)
_PROGRAMME_REACH = 64


def fill(
    reading: Reading,
    amounts: Sequence[Money],
    dates: Sequence[Date],
    agencies: Sequence[Agency],
    countries: Sequence[Mention],
) -> list[Money]:
    """The amounts with their context from the sentence around each; a field stays None where it is silent.

    amounts: as money.find gave them, sorted. dates, agencies, countries: the other mentions of the same
    text (regions among the countries say nothing about an amount). All offsets point into ``reading.text``.
    """
    states = _in_order(one for one in countries if isinstance(one, Country) and one.code != "KR")
    dates, agencies = _in_order(dates), _in_order(agencies)
    filled = assign(reading, qualify(reading.text, amounts))
    placed: list[Money] = []
    for money in filled:
        previous = placed[-1] if placed else None
        if previous and is_gloss(reading.text, previous, money):
            placed.append(_like(money, previous))
        else:
            floor = previous.end if previous else 0
            placed.append(_placed(reading, money, floor, dates, agencies, states))
    return placed


def _in_order(mentions: Iterable[M]) -> list[M]:
    return sorted(mentions, key=_start)


def _within(mentions: Sequence[M], begin: int, end: int) -> Sequence[M]:
    """Those that begin in a stretch; searched by halves, as a list of grants has thousands of each."""
    return mentions[bisect_left(mentions, begin, key=_start) : bisect_left(mentions, end, key=_start)]


def _start(mention: Mention) -> int:
    return mention.start


def _like(money: Money, other: Money) -> Money:
    """A gloss is whose, what for, with whom and for when the amount is that it explains."""
    return replace(
        money,
        agency_id=other.agency_id,
        programme=other.programme,
        country=other.country,
        date_start=other.date_start,
        date_end=other.date_end,
    )


def _placed(
    reading: Reading,
    money: Money,
    floor: int,
    dates: Sequence[Date],
    agencies: Sequence[Agency],
    states: Sequence[Country],
) -> Money:
    """floor: where the amount before ends; what lies before it belongs to that one."""
    begin, end = reading.sentence_at(money.start)
    floor = max(begin, floor)
    span = _span_of(reading.text, money, floor, _within(dates, begin, end))
    return replace(
        money,
        agency_id=_owner(reading.text, money, _within(agencies, begin, money.start)),
        programme=_programme(reading.text, money, floor),
        country=_partner(reading.text, money, floor, _within(states, begin, end)),
        date_start=span.date_start if span else None,
        date_end=span.date_end if span else None,
    )


def _owner(text: str, money: Money, agencies: Sequence[Agency]) -> str | None:
    """The one body that is the subject of the sentence before the amount."""
    if money.role not in _OWNED:
        return None
    subjects = {agency.agency_id for agency in agencies if _SUBJECT.match(text, agency.end)}
    return subjects.pop() if len(subjects) == 1 else None


def _programme(text: str, money: Money, floor: int) -> str | None:
    named = _PROGRAMME.search(text, max(floor, money.start - _PROGRAMME_REACH), money.start)
    return named["name"] if named else None


def _partner(text: str, money: Money, floor: int, states: Sequence[Country]) -> str | None:
    """The country right before the amount, else the only one of the sentence."""
    if money.role not in _ABROAD:
        return None
    near = _right_before(text, money, floor, states)
    if near and not any(_JOINED.fullmatch(text, state.end, near.start) for state in states):
        return near.code
    codes = {state.code for state in states}
    return codes.pop() if len(codes) == 1 else None


def _span_of(text: str, money: Money, floor: int, dates: Sequence[Date]) -> Date | None:
    """The time right before the amount (``'25년 81억원``), else the sentence's only period."""
    known = [date for date in dates if date.date_start and date.date_end]
    near = _right_before(text, money, floor, known)
    if near:
        return near
    return known[0] if len(dates) == 1 and known and known[0].granularity in _PERIODS else None


def _right_before(text: str, money: Money, floor: int, mentions: Sequence[M]) -> M | None:
    before = [mention for mention in mentions if floor <= mention.start and mention.end <= money.start]
    last = max(before, key=lambda mention: mention.end, default=None)
    return last if last and _NEXT_TO.fullmatch(text, last.end, money.start) else None
