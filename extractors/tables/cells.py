"""One cell of a table: a figure, a figure with a unit of its own, nothing, or words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

#: figure: a bare number. bracketed: one in brackets. other: a number with its own unit (12개소, 3.4%).
#: empty: nothing, zero, a dash. text: words, also years and dates, which are labels.
Kind = Literal["figure", "bracketed", "other", "empty", "text"]
_SIGN = r"(?P<sign>[△▲▵▽▼] ?|[+-])?"
_DIGITS = r"(?P<digits>\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?|\d{1,12}(?:\.\d{1,6})?)"
# "1,250", "△1,200", "△ 0.4", "+57", "1,052*", "1,315.4 (+27.5조원)", "△2,704(△8.7)"
_FIGURE = re.compile(rf"{_SIGN}{_DIGITS}[*†]{{0,3}}(?: ?\([^()\n]{{1,30}}\))?")
# "(6.6)", "(△1.7)", "[1,234]"
_BRACKETED = re.compile(rf"[(\[] ?{_SIGN}{_DIGITS} ?[)\]]")
# "2024": a year and no amount; an amount would have its comma
_YEAR = re.compile(r"(?:19|20)\d\d")
# "2024년", "'24", "12월", "3분기", "3/4", "1~9월", "1인 가구", "2차", "3급"
_LABEL = re.compile(
    r"'?\d{1,4}(?:\.\d{1,2})?\.? ?"
    r"(?:년|월|분기|반기|[QHM]|/\d|~|-\d|인 ?(?:가구|당)|차|급|단계|세|호|학년|회|위|등급|기|\.(?!\d))"
)
# "12개소", "3.4%", "10억원", "4,500㎡", "60% 이상", "(43%)"
_OTHER = re.compile(
    r"\(? ?[△▲▵▽▼+-]? ?\d[\d,.]{0,20} ?(?:%[pP]?|[가-힣]{1,4}|[A-Za-z㎡㎥㎏℃]{1,4})"
    r"(?: ?(?:이상|이하|미만|초과|내외|수준|↑|↓))? ?\)?(?: ?\([^()\n]{0,20}\))?"
)
_EMPTY = frozenset(
    ["", "-", "--", "---", "…", "...", "·", "x", "X", "×", "N/A", "n/a", "*", "없음", "해당없음", "해당 없음"]
)
_MINUS = frozenset("△▲▵▽▼-")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell. start, end: its range without blanks around it; of a figure that of sign and number.

    value: of a figure, with its sign. sign: the sign as written. digits: the number as written.
    """

    start: int
    end: int
    kind: Kind
    text: str
    value: Decimal = Decimal(0)
    sign: str = ""
    digits: str = ""

    @property
    def filled(self) -> bool:
        """Whether it stands in a column of values."""
        return self.kind != "text"


def cell(text: str, start: int, end: int) -> Cell:
    """Read the cell that a range of the text holds, blanks around it left out."""
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    words = text[start:end]
    if words in _EMPTY:
        return Cell(start, end, "empty", words)
    if not any(map(str.isdecimal, words[:6])):
        return Cell(start, end, "text", words)
    if figure := _FIGURE.fullmatch(words):
        return _figure(figure, start, end, "figure")
    if figure := _BRACKETED.fullmatch(words):
        return _figure(figure, start, end, "bracketed")
    if len(words) <= 24 and not _LABEL.match(words) and _OTHER.fullmatch(words):
        return Cell(start, end, "other", words)
    return Cell(start, end, "text", words)


def _figure(match: re.Match[str], start: int, end: int, kind: Kind) -> Cell:
    digits = match["digits"]
    if _YEAR.fullmatch(match[0]) or (digits[0] == "0" and digits[1:2] not in ("", ".")):
        return Cell(start, end, "text", match[0])
    value = Decimal(digits.replace(",", ""))
    if not value:
        return Cell(start, end, "empty", match[0])
    sign = (match["sign"] or "").strip()
    begin = match.start("sign") if sign else match.start("digits")
    signed = -value if sign in _MINUS else value
    return Cell(start + begin, start + match.end("digits"), kind, match[0], signed, sign, digits)
