"""Times told once for all amounts of a bracket, a list or a row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.mention import Date

REACH = 200
# "낚시배 사고(’20년~’22년|) :|", "('24년| 기준) :|"
_HEAD = re.compile(r"(?: ?(?:기준|현재|누계|누적|잠정))?\) ?:")
# "('22~'24|, |62억원)", "(’23.3.1~’26.11.30|,\n|국비 38억원)"
# not "(전년 동월| 대비 |2조원", "('20. 1|,186 → "
_FIRST = re.compile(r"(?: ?기준| ?현재|까지|년)? ?(?:[:;]|,(?!\d)|\n)")
# "금액: 21억원|/기간: |2023.4.~9."
_TERM = re.compile(
    r"[^.\n]{0,12}[/,·;] ?(?:총 ?)?(?:사업|계약|공사|용역|지원|이행|수행|과제|연구|협약)? ?기간 ?[:(] ?"
)
# "(평년) |3,900원", "절감(현행 재고 |1.2조원의 25%)": of no year, or of another than its surroundings
_ORDINARY = re.compile(r"\((?:평년|예년|현행)(?:\) ?| [^()\n]{0,20})\Z")
_ORDINARY_REACH = 30


def ordinary(text: str, start: int) -> bool:
    """Whether an amount is that of ordinary years or of the present state: ``(평년) |3,900원``."""
    return bool(_ORDINARY.search(text, max(0, start - _ORDINARY_REACH), start))


def framing(text: str, start: int, dates: Sequence[Date]) -> Date | None:
    """The date that heads the bracket or the list which an amount at ``start`` stands in.

    dates: those shortly before the amount, in order, beyond its sentence too: a bracket may hold line ends.
    """
    for date in reversed(dates):
        if date.end > start:
            continue
        bracket = text.rfind("(", max(0, date.start - 2), date.start)
        if bracket >= 0 and _FIRST.match(text, date.end) and _is_open(text, bracket, start):
            return date
        heads = text[max(0, date.start - 1) : date.start] == "(" and _HEAD.match(text, date.end)
        if heads and "\n" not in text[date.end : start] and ". " not in text[date.end : start]:
            return date
    return None


def term(text: str, end: int, dates: Sequence[Date]) -> Date | None:
    """``금액: 21억원|/기간: 2023.4.~9.``: the date behind an amount that is told as its term."""
    return next((date for date in dates if _TERM.fullmatch(text, end, date.start)), None)


def _is_open(text: str, bracket: int, start: int) -> bool:
    """Whether the bracket that opens at ``bracket`` is still open at ``start``."""
    if start - bracket >= REACH:
        return False
    depth = 0
    for char in text[bracket:start]:
        depth += (char == "(") - (char == ")")
        if not depth:
            return False
    return True
