"""Years that are no mention of a date and yet tell the time of an amount: ``('23) 30억원``, ``(2015)``."""

from __future__ import annotations

import re

Years = tuple[str, str]
_REACH = 40
_SHORT = r"['`´]\d\d"
_LONG = r"(?:19[5-9]|20[0-4])\d"
# "'24", "2024": without one of these nothing is a year
_ANY = re.compile(rf"{_SHORT}|{_LONG}")


def _span(first: str) -> str:
    """``'25``, ``'25~'28``, ``2019~2023``; first: what its first year may look like."""
    last = rf"(?P<last>{_SHORT}|{_LONG}|\d\d(?!\d))"
    return rf"(?P<first>{first})(?:년|\.(?=[ ~-]))?(?: ?[~-] ?{last}(?:년|\.(?= ))?)?"


# "('25|안|) 72억원", "(2023|, 잠정|)"
_STATE = (
    r"(?:,? ?(?:정부안|예산안|안|예산|추경|계획|목표|전망|예상|추정|잠정|확정|실적|결산|기준|누적|누계"
    r"|[pPeE]))?"
)
_FILLER = r"(?: ?(?:약|총|각|연|월|연간|월평균|연평균|평균|최대|최소|미화|국비|예산|사업비)){0,2} ?\Z"
_BEFORE = (
    # "('23) |7,190원", "(2015) 월 |19만원", "(`25~`28): |40억원"
    re.compile(rf"\( ?{_span(f'{_SHORT}|{_LONG}')}{_STATE} ?\)[ :]{{0,3}}{_FILLER}"),
    # "지원('25: |4억원)", "2022: |3억원", "('25, |4억원)"
    re.compile(rf"(?:\A|[ (→⇒,/;·\[\n]){_span(f'{_SHORT}|{_LONG}')}{_STATE} ?:{_FILLER}"),
    re.compile(rf"\( ?{_span(f'{_SHORT}|{_LONG}')}{_STATE},{_FILLER}"),
    # "증액(’22 31 → ’23 |33억원)", "'24 |30억원"; a bare "2023 |30억원" only behind an arrow or a bracket
    re.compile(rf"(?:\A|[ (→⇒,/;·\[\n]){_span(_SHORT)}{_STATE}{_FILLER}"),
    re.compile(rf"(?:[(→⇒]) ?{_span(_LONG)}{_STATE} {_FILLER}"),
)
# "30억원|('23)|", "30억원|(2024, 잠정)|"
_BEHIND = re.compile(rf" ?\( ?{_span(f'{_SHORT}|{_LONG}')}{_STATE} ?\)")


def years(text: str, start: int, end: int) -> Years | None:
    """First and last day of the years that label the amount ``text[start:end]``, or None."""
    before = text[max(0, start - _REACH) : start].rpartition("\n")[2]
    if _ANY.search(before):
        for pattern in _BEFORE:
            found = pattern.search(before)
            if found:
                return _days(found)
    found = _BEHIND.match(text, end)
    return _days(found) if found else None


def _days(found: re.Match[str]) -> Years | None:
    first = _year(found["first"])
    last = _year(found["last"]) if found["last"] else first
    return (f"{first}-01-01", f"{last}-12-31") if first <= last else None


def _year(written: str) -> int:
    digits = written.lstrip("'`´")
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (2000 if int(digits) < 50 else 1900)
