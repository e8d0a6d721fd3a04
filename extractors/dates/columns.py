"""Years that stand over other dates: a heading ("2024년 추진 경과") and the heads of a table's columns.

A heading's year governs the months and days at the beginning of the lines under it, until another year is
written, a line is left empty after them or prose begins. Of two years that head columns side by side, the
first governs what is written under both for the first time, the second what comes again::

    2024년
    2025년
    12월        → 2024
    1~12월      → 2024
    11월        → 2025
    12월        → 2025
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from extractors.dates.parts import Expression
from extractors.dates.values import MONTHS_OF

# "□ 2024년 추진 일정", "< 2024년 실적 >", "[2024년]", "2024년": what may stand beside the year of a heading
_BEFORE = re.compile(r"(?:^|\n)[ □ㅇ○◦▶▷■◆◇◈*·<〈《\[【(|-]{0,6}\Z")
_BEHIND = re.compile(
    r"(?: ?(?:도|중))?(?: ?(?:주요|향후|세부|추진|사업|정책|행사|공모|개최|운영|시행|발표|진행|연간|월별"
    r"|분기별|일정|계획|경과|실적|현황|연혁|결과|성과|방향|내용|예정|표|안)){0,4}"
    r" ?[>〉》\]】)|:]{0,2} ?(?=\n|$)"
)
# What may stand between a line's beginning and its date: "- 3월", "① 4월", "(1차) 5.1.", "| 6월"
_LINE = re.compile(r"\n[ □ㅇ○◦▶▷■◆◇◈*·▲<\[(|①-⑳-]{0,6}(?:\(?\d차\)? ?)?\Z")
_PROSE = re.compile(r"[다요]\.(?:\n|$)|\n\n\n")
#: Characters that the lines under a heading may take in all, and those of one table's heads.
_REACH = 600
_HEADS = 160


def governing_years(text: str, found: list[Expression]) -> dict[int, int]:
    """The year over each date without one that a heading or a column's head governs, by the date's start."""
    years = [index for index, one in enumerate(found) if _is_plain_year(one) and _is_heading(text, one)]
    seconds = _seconds(text, found, years)
    governed: dict[int, int] = {}
    for index in years:
        if index + 1 in seconds:
            governed |= _columns(text, found, index)
        elif index not in seconds:
            governed |= _lines(text, found, index)
    return governed


def _seconds(text: str, found: list[Expression], years: list[int]) -> set[int]:
    """The years that are the second of two column heads."""
    return {
        second
        for first, second in pairwise(years)
        if second == first + 1 and not text[found[first].end : found[second].start].strip("\n |")
    }


def _lines(text: str, found: list[Expression], index: int) -> dict[int, int]:
    head = found[index]
    governed: dict[int, int] = {}
    for place in range(index + 1, len(found)):
        one = found[place]
        between = text[head.end : one.start]
        if one.low.has_year or len(between) > _REACH or _PROSE.search(between):
            break
        if _needs_year(one) and _LINE.search(text, max(0, one.start - 16), one.start):
            governed[one.start] = head.low.year or 0
    return governed


def _columns(text: str, found: list[Expression], index: int) -> dict[int, int]:
    first, second = found[index].low.year or 0, found[index + 1].low.year or 0
    begin = found[index + 1].end
    places = range(index + 2, min(len(found), index + 2 + _HEADS))
    under = [found[place] for place in places if found[place].start - begin <= _HEADS]
    under = [one for one in under if _needs_year(one) and "\n" in text[begin : one.start]]
    counts = Counter(text[one.start : one.end] for one in under)
    seen: set[str] = set()
    governed: dict[int, int] = {}
    for one in under:
        words = text[one.start : one.end]
        if counts[words] == 2:
            governed[one.start] = second if words in seen else first
            seen.add(words)
    return governed


def _is_plain_year(expression: Expression) -> bool:
    year = expression.low.year
    return expression.kinds == ("year",) and expression.high is None and year is not None and year >= 1900


def _is_heading(text: str, year: Expression) -> bool:
    before = _BEFORE.search(text, max(0, year.start - 8), year.start)
    return before is not None and _BEHIND.match(text, year.end) is not None


def _needs_year(expression: Expression) -> bool:
    low = expression.low
    this_month = bool(low.anaphoric) and low.month_shift == 0  # 당월
    dated = low.month is not None or low.period in MONTHS_OF or this_month
    return dated and not low.has_year and low.direction is None
