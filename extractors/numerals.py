"""Numbers as Korean press text writes them: ``1조 2,500억``, ``3천5백만``, ``일백이십억``, ``수십억``.

One grammar, from the largest unit to the smallest::

    number      = section+            sections fall: 조 before 억 before 만 before the rest
    section     = coefficient? 경|조|억|만
    coefficient = term+               terms fall: 천 before 백 before 십 before the rest
    term        = (digits | 일…구 | 수 | 몇)? 천|백|십

Texts are folded ones (see alignment.py): half-width digits, one kind of space.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

BIG = {"경": Decimal(10**16), "조": Decimal(10**12), "억": Decimal(10**8), "만": Decimal(10**4)}
SMALL = {"천": Decimal(1000), "백": Decimal(100), "십": Decimal(10)}
_WORDS = {char: Decimal(value) for value, char in enumerate("영일이삼사오육칠팔구")} | {"공": Decimal(0)}
_VAGUE = "수몇"

#: Characters that a number can hold; a look-behind on them finds places where one may end.
CHARS = "0-9영공일이삼사오육칠팔구십백천만억조경반여"
# "1,234.5", "300", "0.01"; a run of more digits than any amount has is no number
_DIGITS = re.compile(r"(?:\d{1,3}(?:,\d{3}){1,6}|\d{1,18})(?:\.\d{1,8})?(?!\d)(?!,\d{3}(?!\d))")
# The longest stretch before a currency that can be one number: "1조 2,500억 "
_STRETCH = re.compile(rf"[{CHARS}{_VAGUE},. ]{{1,64}}\Z")
_LONGEST = 64


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text.

    start, end: its range. value: None for a vague one (수십억). scale: the units beside its first
    digits (만 in 300만, 천만 in 3천만), 1 where there is none. digits: it has Arabic digits.
    big: it has a unit from 만 upwards. bare: a unit without anything before it (만, 백만).
    """

    start: int
    end: int
    value: Decimal | None
    scale: Decimal
    digits: bool
    big: bool
    bare: bool


@dataclass(slots=True)
class _Scan:
    """Where a left-to-right reading stands."""

    text: str
    at: int
    total: Decimal = Decimal(0)
    vague: bool = False
    scale: Decimal | None = None
    digits: bool = False
    big: bool = False
    counted: bool = False


def read(text: str, start: int) -> Numeral | None:
    """The longest number that begins at ``start``, or None. Blanks inside belong to it, none at its end."""
    scan = _Scan(text, start)
    ceiling = Decimal("Infinity")
    while (ceiling := _section(scan, ceiling)) > 1:
        pass
    if scan.at == start:
        return None
    value = None if scan.vague else plain(scan.total)
    bare = not scan.counted and not scan.vague
    return Numeral(start, scan.at, value, scan.scale or Decimal(1), scan.digits, scan.big, bare)


def read_before(text: str, end: int) -> list[Numeral]:
    """Numbers that end exactly at ``end``, the longest first (``1조 2,500억``, then ``2,500억``, ``500억``).

    Whether what stands before one of them is a proper left border is the caller's to judge, except that
    no number begins within a run of digits.
    """
    offset = max(0, end - _LONGEST)
    stretch = _STRETCH.search(text, offset, end)
    found: list[Numeral] = []
    for start in range(stretch.start() if stretch else end, end):
        inside_digits = start > 0 and text[start].isdecimal() and _continues_digits(text, start)
        numeral = None if inside_digits else read(text, start)
        if numeral and numeral.end == end:
            found.append(numeral)
    return found


def plain(value: Decimal) -> Decimal:
    """The same value, a whole number without a fraction: ``Decimal("2500000000000.0")`` → ``2500000000000``."""
    return Decimal(int(value)) if value == value.to_integral_value() else value.normalize()


def _continues_digits(text: str, start: int) -> bool:
    """Whether a digit at ``start`` goes on with "12|3", "1,|234", "3.|5"; "10,|20만" is a list."""
    if text[start - 1].isdecimal():
        return True
    if text[start - 1] == "." and start > 1 and text[start - 2].isdecimal():
        return True
    grouped = text[start - 1] == "," and start > 1 and text[start - 2].isdecimal()
    return grouped and text[start : start + 3].isdecimal()


def _section(scan: _Scan, ceiling: Decimal) -> Decimal:
    """Read one section below ``ceiling`` into the scan; the new ceiling, 1 where nothing can follow."""
    at = _skip_blank(scan.text, scan.at) if scan.at_inside else scan.at
    return ceiling if at < 0 else Decimal(1)
