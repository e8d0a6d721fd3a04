"""Weekdays and weekends of a certain week: 오는 금요일, 지난 주말, 다음 주 월~금요일. Text is folded text.

A weekday alone (금요일에 쉰다) is none; one that stands in a list or range behind such a weekday is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.dates.parts import Expression, Parts, Piece

WEEKDAYS = "월화수목금토일"
#: "(수)", "(수요일)", " 수요일"; "(수·공휴일)" is not one: it holds more than the weekday.
WEEKDAY = re.compile(r" ?(?:\(([월화수목금토일月火水木金土])(?:요일)?\)|([월화수목금토일])요일)")
# "다음 주| 월|~금요일", "이번 주| 화|·목요일": the last one has the 요일 for all
SHORT_WEEKDAY = re.compile(
    r" ?([월화수목금토일])(?= ?[~-] ?[월화수목금토일]요일|(?:(?:·|, ?)[월화수목금토일]){1,5}요일)"
)
_STEPS = {"지난": -1, "오는": 1, "다음": 1, "다가오는": 1, "돌아오는": 1, "이번": 0, "요번": 0, "저번": -1}
_FAR_STEPS = {"지지난": -2, "저저번": -2, "다다음": 2, "다음다음": 2}
# "지난 |금요일", "오는 |토·일요일", "지난 |주말", "다다음 |주말"; "매주" never stands here
_NEAR = re.compile(
    rf"({'|'.join((*_STEPS, *_FAR_STEPS))}) ?"
    r"(?:([월화수목금토일])"
    r"(?:요일|(?= ?[~-] ?[월화수목금토일]요일|(?:(?:·|, ?)[월화수목금토일]){1,5}요일))|주말)"
)
# "월요일|부터 금요일", "월|~금요일", "화요일|과 목요일", "월|·수·금요일", "월요일| 오전 9시부터 금요일",
# "토요일|(24일)과 일요일"
_NEXT = re.compile(
    r"(?:(?: ?(?:오전|오후|낮|밤|새벽|저녁|아침))?(?: ?\d{1,2}(?:시(?: ?\d{1,2}분| ?반)?|:\d\d))?"
    r"(?P<range>부터 ?| ?[~-] ?)"
    r"|(?: ?\d{1,2}시|(?P<gloss>\((?:\d{1,2}월 ?)?\d{1,2}일\)))?"
    r"(?:과 |와 |, ?|·| 및 | 또는 | 혹은 |이나 |(?<=일) (?=[월화수목금토일]요일)))"
    r"(?:(?P<short>(?:[월화수목금토일](?:·|, ?)){0,4})(?P<day>[월화수목금토일])요일)"
)


def weekdays(text: str) -> Iterator[Piece]:
    """지난 금요일, 오는 토요일, 이번 주말."""
    if "요일" not in text and "주말" not in text:
        return
    for match in _NEAR.finditer(text):
        word = match[1]
        if match.start() and "가" <= text[match.start() - 1] <= "힣":
            continue
        if match[2] and word in _STEPS:
            parts = Parts(weekday=WEEKDAYS.index(match[2]), direction=_STEPS[word])
            yield Piece(match.start(), match.end(), "weekday", parts)
        elif not match[2]:
            steps = 0 if word == "오는" else {**_STEPS, **_FAR_STEPS}[word]
            yield Piece(match.start(), match.end(), "weekend", Parts(week_shift=steps, part="weekend"))


def with_further_weekdays(expression: Expression, text: str) -> list[Expression]:
    """An expression that ends with a weekday of a certain week, and the weekdays listed behind it.

    A range (월요일부터 금요일) and weekdays that share one 요일 (화·목요일) are one expression.
    """
    found = [expression]
    before = expression.low.weekday
    while before is not None and (follower := _NEXT.match(text, found[-1].end)):
        last = found[-1]
        weekday = WEEKDAYS.index(follower["day"])
        parts = _after(expression.low, before, weekday)
        shared = follower["short"] or not text.endswith("요일", 0, last.end)
        if follower["range"] or (shared and not follower["gloss"]):
            found[-1] = Expression(last.start, follower.end(), last.kinds, last.low, parts)
            before = None if follower["range"] else weekday
        else:
            kinds = tuple(kind for kind in last.kinds if kind in ("week", "day")) or ("weekday",)
            found.append(Expression(follower.start("day"), follower.end(), kinds, parts))
            before = weekday
    return found


def _after(first: Parts, before: int, weekday: int) -> Parts:
    """The weekday of the same week; behind 오는 and 지난 the next one after the day before it."""
    if first.direction is None:
        return first._replace(weekday=weekday)
    return Parts(day_shift=(weekday - before) % 7, anaphoric=True)
