"""The year of a text that names it beside 올해, 작년 and the like: 올해(2024년), 2023년(지난해)."""

from __future__ import annotations

import re

from extractors.dates.calendar_days import full_year
from extractors.publication.clues import OLDEST, Year

_WORDS = {"지난해": -1, "작년": -1, "재작년": -2, "내년": 1, "내후년": 2}
_YEAR = r"((?:19|20)\d\d|'\d\d)"
# "올해(2024년)", "작년('23.9월)", "지난해 상반기(2023년 1~6월)", "오늘(2024. 8. 26.)"; not "올해('24~'28)"
_EQUATION = re.compile(
    r"(올해|금년|올|지난해|작년|재작년|내년|내후년|이달|이번 달|오늘|금일)(?<![가-힣]올)도?"
    r"(?: ?[상하]반기| ?\d분기| ?\d{1,2}월| ?동기| ?같은 기간)? ?"
    rf"\( ?{_YEAR}(?=년|\.|\)|·|,| )(?!년?\.? ?~ ?(?:'|20))"
)
# "2024년(올해)", "'23년(작년) 대비"
_EQUATION_BACK = re.compile(r"(['12]\d{1,3})년?도?\((올해|금년|지난해|작년|재작년|내년|내후년)\)")
# "올해 2024년", "내년인 2026년"; not "올해 2030년까지의 계획", "지난해 2021년 대비"
_APPOSITION = re.compile(
    rf"(올해|금년|지난해|작년|내년)(?:인 | ){_YEAR}년도?"
    r"(?! ?(?:까지|부터|대비|보다|이후|이래|목표|에 비|에 이어|~|말|초))"
)


def equated_year(text: str) -> Year | None:
    """The year of a text that names it beside 올해, 작년 and the like; None where two such disagree."""
    years: dict[int, str] = {}
    for pattern, word, written in ((_EQUATION, 1, 2), (_EQUATION_BACK, 2, 1), (_APPOSITION, 1, 2)):
        for match in pattern.finditer(text):
            named = full_year(int(match[written].lstrip("'")), None)
            if named >= OLDEST and len(match[written]) > 2:  # not "12년(올해)"
                closed = text.find(")", match.end() - 1, match.end() + 14) + 1 if "(" in match[0] else 0
                words = text[match.start() : max(closed, match.end())]
                years.setdefault(named - _WORDS.get(match[word], 0), words)
    if len(years) != 1:
        return None
    ((year, words),) = years.items()
    return Year(year, f"본문의 ‘{words}’")
