"""Numbers as Korean press text writes them: ``1조 2,500억``, ``3천5백만``, ``일백이십억``, ``수십억``.

One grammar, from the largest unit to the smallest::

    number      = section+ 반?                 sections fall: 조 before 억 before 만 before the rest
    section     = coefficient 여? (경|조|억|만)?
    coefficient = term+                        terms fall: 천 before 백 before 십 before the rest
    term        = (digits | 일…구 | 수 | 몇)? (천|백|십)?

Texts are folded ones (see alignment.py): half-width digits, one kind of space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

BIG = {
    **dict.fromkeys("경京", Decimal(10**16)),
    **dict.fromkeys("조兆", Decimal(10**12)),
    **dict.fromkeys("억億", Decimal(10**8)),
    **dict.fromkeys("만萬万", Decimal(10**4)),
}
SMALL = {
    **dict.fromkeys("천千", Decimal(1000)),
    **dict.fromkeys("백百", Decimal(100)),
    **dict.fromkeys("십十", Decimal(10)),
}
WORDS = {char: Decimal(value) for value, char in enumerate("영일이삼사오육칠팔구")}
VAGUE = "수몇"
#: The characters that a number can end with, for a character class.
LAST = "0-9반" + "".join(WORDS) + "".join(SMALL) + "".join(BIG)

ONE = Decimal(1)
_ENDLESS = Decimal("Infinity")
_LONGEST = 64  # code points: "999조 9,999억 9,999만 9,999" has 26
# "1,234.5", "300", "0.01"; no part of "1,234,56", of a run of 19 digits or of a blank form's "00"
_DIGITS = re.compile(
    r"(?!0[\d,])(?:\d{1,3}(?:,\d{3}){1,6}(?!,?\d)|\d{1,18}(?!\d)(?!,\d{3}(?!\d)))(?:\.\d{1,8}(?!\d))?"
)
# The longest stretch before a currency that can be one number: "총 [1조 2,500억]"
_STRETCH = re.compile(rf"[{LAST}{VAGUE}여,. ]{{1,{_LONGEST}}}\Z")
_FIGURE = re.compile(rf"[{LAST}]")
# "2억 반", not "2억 반도체"
_HALF = re.compile(r" ?반(?![가-힣])")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text.

    start, end: its range. value: None for a vague one (수십억). scale: the units beside its first
    figure (만 in 300만, 천만 in 3천만), 1 where there is none. digits: it has Arabic digits.
    big: it has a unit from 만 upwards. bare: units with no figure before them (만, 백만).
    """

    start: int
    end: int
    value: Decimal | None
    scale: Decimal
    digits: bool
    big: bool
    bare: bool


@dataclass(frozen=True, slots=True)
class _Part:
    """A term, a coefficient or a section. value: None if vague; scale: unit of its first term."""

    end: int
    value: Decimal | None
    scale: Decimal
    digits: bool = False
    big: bool = False
    bare: bool = False


def read(text: str, start: int) -> Numeral | None:
    """The longest number that begins at ``start``, or None. Blanks inside belong to it, none at its end."""
    sections: list[_Part] = []
    at, ceiling = start, _ENDLESS
    while section := _section(text, at, ceiling):
        sections.append(section)
        at = _after_blank(text, section.end)
        if not section.big:
            break
        ceiling = _unit_of(text, section.end)
    if not sections:
        return None
    value = _sum([section.value for section in sections])
    end = sections[-1].end
    half = _HALF.match(text, end) if sections[-1].big else None
    if half and value is not None:
        value, end = plain(value + _unit_of(text, end) / 2), half.end()
    return Numeral(
        start,
        end,
        value,
        sections[0].scale,
        any(section.digits for section in sections),
        sections[0].big,
        all(section.bare for section in sections),
    )


def read_before(text: str, end: int) -> Iterator[Numeral]:
    """Numbers that end exactly at ``end``, the longest first (``1조 2,500억``, then ``2,500억``).

    No number begins within a run of figures (no ``500억`` in ``2,500억``, no ``천`` in ``3천``). Whether what
    stands before is a proper border otherwise is for the caller to judge.
    """
    stretch = _STRETCH.search(text, max(0, end - _LONGEST), end)
    for start in range(stretch.start() if stretch else end, end):
        numeral = None if _within(text, start) else read(text, start)
        if numeral and numeral.end == end:
            yield numeral


def plain(value: Decimal) -> Decimal:
    """The same value, a whole number without a fraction: ``Decimal("2500.0")`` → ``Decimal("2500")``."""
    return Decimal(int(value)) if value == value.to_integral_value() else value.normalize()


def _section(text: str, at: int, ceiling: Decimal) -> _Part | None:
    """A coefficient with or without a big unit, worth less than ``ceiling``."""
    coefficient = _coefficient(text, at)
    unit_at = _unit_place(text, coefficient.end) if coefficient else at
    unit = BIG.get(text[unit_at : unit_at + 1])
    if coefficient is None:
        # 만 alone is ten thousand; 억 and 조 alone are no numbers ("(억원)", "조원들이")
        alone = unit == BIG["만"] and ceiling == _ENDLESS
        return _Part(at + 1, unit, unit, big=True, bare=True) if unit and alone else None
    if unit is None:
        mixed = ceiling < _ENDLESS and not coefficient.digits and coefficient.scale == ONE
        return (
            coefficient
            if _fits(coefficient, ONE, ceiling) and not mixed and not _lone_vague(text, coefficient)
            else None
        )
    if unit >= ceiling or not _fits(coefficient, unit, ceiling):
        return None
    value = None if coefficient.value is None else plain(coefficient.value * unit)
    scale = coefficient.scale * unit
    return _Part(unit_at + 1, value, scale, coefficient.digits, True, coefficient.bare)


def _coefficient(text: str, at: int) -> _Part | None:
    """Falling terms: ``3천5백``, ``백이십``, ``2,500``, ``수십``."""
    terms: list[_Part] = []
    ceiling = _ENDLESS
    while term := _term(text, at, ceiling):
        terms.append(term)
        ceiling = term.scale
        if ceiling == ONE:
            break
        blank = _after_blank(text, term.end)
        # "삼천 오백만" goes on after the blank; "3천 이상", "이천 만" do not
        following = _term(text, blank, ceiling) if blank > term.end else None
        at = blank if following and (following.digits or following.scale > ONE) else term.end
    if not terms:
        return None
    value = _sum([term.value for term in terms])
    digits = any(term.digits for term in terms)
    return _Part(terms[-1].end, value, terms[0].scale, digits, bare=all(term.bare for term in terms))


def _term(text: str, at: int, ceiling: Decimal) -> _Part | None:
    """One figure with its small unit, worth less than ``ceiling``."""
    figures = _DIGITS.match(text, at)
    head = text[at : at + 1]
    if figures:
        count, end = Decimal(figures.group().replace(",", "")), figures.end()
    elif head and head in WORDS and text[at + 1 : at + 2] not in WORDS.keys() - {""}:
        count, end = WORDS[head], at + 1
    elif head and head in VAGUE:
        return _vague_term(text, at, ceiling)
    else:
        unit = SMALL.get(head)
        return _Part(at + 1, unit, unit, bare=True) if unit and unit < ceiling else None
    unit_at = _after_blank(text, end) if figures else end
    unit = SMALL.get(text[unit_at : unit_at + 1])
    if unit is not None and count * unit < ceiling:
        return _Part(unit_at + 1, count * unit, unit, digits=bool(figures))
    return _Part(end, count, ONE, digits=bool(figures)) if count < ceiling else None


def _vague_term(text: str, at: int, ceiling: Decimal) -> _Part | None:
    """``수십``, ``몇 천``, ``수 백``, and 수 or 몇 before a big unit (수억, 십수억)."""
    unit_at = _after_blank(text, at + 1)
    unit = SMALL.get(text[unit_at : unit_at + 1])
    if unit is not None and unit < ceiling:
        return _Part(unit_at + 1, None, unit)
    return _Part(at + 1, None, ONE) if text[unit_at : unit_at + 1] in BIG else None


def _lone_vague(text: str, coefficient: _Part) -> bool:
    return coefficient.value is None and text[coefficient.end - 1] in VAGUE


def _fits(part: _Part, unit: Decimal, ceiling: Decimal) -> bool:
    return part.value is None or part.value * unit < ceiling


def _unit_place(text: str, at: int) -> int:
    """Where a big unit after a coefficient would stand: ``10|억``, ``10여| 억``, ``100 |억``."""
    return _after_blank(text, at + 1 if text[at : at + 1] == "여" else at)


def _unit_of(text: str, end: int) -> Decimal:
    return BIG[text[end - 1]]


def _after_blank(text: str, at: int) -> int:
    return at + 1 if text[at : at + 1] == " " else at


def _sum(values: list[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return plain(sum(known, Decimal(0))) if len(known) == len(values) else None


def _within(text: str, start: int) -> bool:
    """Whether ``start`` goes on with the figures before it: "1|2", "3.|5", "1,|23", "3|천"; not "1,|2만"."""
    before = text[max(0, start - 2) : start]
    if not text[start].isdecimal():
        return bool(_FIGURE.match(before[-1:]))
    if before[-1:].isdecimal():
        return True
    mark = before[1:] if before[:1].isdecimal() else ""
    return mark == "." or (mark == "," and text[start : start + 3].isdecimal())
