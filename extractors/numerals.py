"""Numbers as Korean press text writes them: ``1조 2,500억``, ``3천5백만``, ``일백이십억``, ``수십억``.

One grammar, from the largest unit to the smallest::

    number      = section+ 반?                 sections fall: 조 before 억 before 만 before the rest
    section     = coefficient 여? (경|조|억|만)?
    coefficient = term+                        terms fall: 천 before 백 before 십 before the rest
    term        = (digits | 일…구 | 수 | 몇 | 이삼 …)? (천|백|십)?

Two figures side by side (``이삼만``, two or three ten thousand) are as vague as 수 and 몇.

Texts are folded ones (see alignment.py): half-width digits, one kind of space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

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
WORDS = {
    char: Decimal(value)
    for figures in ("영일이삼사오육칠팔구", "零一二三四五六七八九", "零壹貳參四五六七八九")
    for value, char in enumerate(figures)
} | {"륙": Decimal(6)}
VAGUE = "수몇"
#: The characters that a number can end with, for a character class.
LAST = "0-9반" + "".join(WORDS) + "".join(SMALL) + "".join(BIG)

ONE = Decimal(1)
_ENDLESS = Decimal("Infinity")
_FULL_LINE = 20  # code points from which a line counts as wrapped, not as a table's
_LONGEST = 64  # code points: "999조 9,999억 9,999만 9,999" has 26
# "1,234.5", "300", "0.01"; no part of "1,234,56", of a run of 19 digits or of a blank form's "00"
_DIGITS = re.compile(
    r"(?!0[\d,])(?:\d{1,3}(?:,\d{3}){1,6}(?!,?\d)|\d{1,18}(?!\d)(?!,\d{3}(?!\d)))(?:\.\d{1,8}(?!\d))?"
)
# The characters of a number, as str.rstrip takes them: what stands before a currency ends with a run of these
_CHARACTERS = "0123456789반여기,. \n" + VAGUE + "".join(WORDS) + "".join(SMALL) + "".join(BIG)
# The everyday forms, which need no grammar: "1,234.5", "300만", "9,350백만", "1조 2,500억", "8억 8,930만"
_EVERYDAY = re.compile(
    r"(?!0[\d,])(\d{1,3}(?:,\d{3}){1,5}|\d{1,15})(\.\d{1,8})?([천백십])?([만억조])?"
    r"(?:(?<=[만억조]) ?([1-9]\d{0,3}|[1-9],\d{3})([천백십])?([만억])?)?"
)
# What ends before a blank and a number without being part of it: "5일 |300만", "3곳, |300만"
_APART = frozenset({*WORDS, ",", "."})
_UNITS = {None: 1, "십": 10, "백": 100, "천": 1000, "만": 10**4, "억": 10**8, "조": 10**12}
_FIGURE = re.compile(rf"[{LAST}]")
# "이삼만", "사오천만", "육칠십", "기백만" (幾百): said of a number that is not known
_SEVERAL = re.compile(r"(?:일이|이삼|삼사|사오|오륙|오육|육칠|칠팔|팔구)(?=[십백천만억조])|기(?=[십백천])")
# "10|여 억", "3천| 여만": the word for what is left over, with its blanks
_ODD = re.compile(r" ?여 ?(?=[만억조경])")
# "2억 반", not "2억 반도체"
_HALF = re.compile(r" ?반(?![가-힣])")


class Numeral(NamedTuple):
    """A number in a text; a tuple, because one is made for each candidate.

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


class _Part(NamedTuple):
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
        at = _after_break(text, section.end)
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
    for place in range(_stretch(text, end), end):
        numeral = None if _within(text, place) else read(text, place)
        if numeral and numeral.end == end:
            yield numeral


def everyday_before(text: str, end: int) -> Numeral | None:
    """The number that ends at ``end``, if it is written as most are: ``1,234.5``, ``300만``, ``1조 2,500억``.

    What read_before gives first, without trying the grammar at every place; None says nothing.
    """
    start = _stretch(text, end)
    if end - start == _LONGEST:
        return None
    while start < end - 1 and text[start] in " \n":
        start += 1
    found = _EVERYDAY.fullmatch(text, start, end)
    if found is None:
        start = text.rfind(" ", start, end) + 1
        found = _EVERYDAY.fullmatch(text, start, end) if text[start - 2 : start - 1] in _APART else None
    if found is None:
        return None
    whole, fraction, small, big, more, more_small, more_big = found.groups()
    scale = _UNITS[small] * _UNITS[big]
    count = int(whole.replace(",", "")) * scale
    if more:
        rest = int(more.replace(",", "")) * _UNITS[more_small] * _UNITS[more_big]
        if fraction or rest >= _UNITS[big]:
            return None
        count += rest
    value = plain(Decimal(whole.replace(",", "") + fraction) * scale) if fraction else Decimal(count)
    return Numeral(start, end, value, Decimal(scale), True, big is not None, False)


def _stretch(text: str, end: int) -> int:
    """Where the characters that can be one number begin, at most _LONGEST before: ``총| 1조 2,500억``."""
    near = text[end - _LONGEST : end] if end > _LONGEST else text[:end]
    return end - len(near) + len(near.rstrip(_CHARACTERS))


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
        at = _next_term(text, term, ceiling)
    if not terms:
        return None
    value = _sum([term.value for term in terms])
    digits = any(term.digits for term in terms)
    return _Part(terms[-1].end, value, terms[0].scale, digits, bare=all(term.bare for term in terms))


def _next_term(text: str, term: _Part, ceiling: Decimal) -> int:
    """Where the next term begins: ``삼천 |오백만``, ``육십 |오만``; not ``3천| 이상``, ``이천| 만``."""
    blank = _after_blank(text, term.end)
    following = _term(text, blank, ceiling) if blank > term.end else None
    if following is None:
        return term.end
    spelled = not term.digits and text[following.end : following.end + 1] in BIG
    return blank if following.digits or following.scale > ONE or spelled else term.end


def _term(text: str, at: int, ceiling: Decimal) -> _Part | None:
    """One figure with its small unit, worth less than ``ceiling``."""
    figures = _DIGITS.match(text, at)
    head = text[at : at + 1]
    if figures:
        count, end = Decimal(figures.group().replace(",", "")), figures.end()
    elif head and head in WORDS and text[at + 1 : at + 2] not in WORDS:
        count, end = WORDS[head], at + 1
    elif head and (head in VAGUE or _SEVERAL.match(text, at)):
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
    """``수십``, ``몇 천``, ``이삼백``, and 수, 몇 or two figures before a big unit (수억, 십수억, 이삼만)."""
    several = _SEVERAL.match(text, at)
    end = several.end() if several else at + 1
    unit_at = end if several else _after_blank(text, end)
    unit = SMALL.get(text[unit_at : unit_at + 1])
    if unit is not None and unit < ceiling:
        return _Part(unit_at + 1, None, unit)
    return _Part(end, None, ONE) if text[unit_at : unit_at + 1] in BIG else None


def _lone_vague(text: str, coefficient: _Part) -> bool:
    return coefficient.value is None and text[coefficient.end - 1] in (*VAGUE, *WORDS)


def _fits(part: _Part, unit: Decimal, ceiling: Decimal) -> bool:
    return part.value is None or part.value * unit < ceiling


def _unit_place(text: str, at: int) -> int:
    """Where a big unit after a coefficient would stand: ``10|억``, ``10여 |억``, ``3천 여|만``."""
    odd = _ODD.match(text, at)
    return odd.end() if odd else _after_blank(text, at)


def _unit_of(text: str, end: int) -> Decimal:
    return BIG[text[end - 1]]


def _after_blank(text: str, at: int) -> int:
    return at + 1 if text[at : at + 1] == " " else at


def _after_break(text: str, at: int) -> int:
    """Where the next section would begin: behind one blank or two, or on the line after a full one.

    ``1조  |2,500억``; ``…에 들어가는 돈은 모두 1조\\n|2,500억``, but not in a column of short lines.
    """
    if text[at : at + 1] == "\n":
        return at + 1 if at >= _FULL_LINE and "\n" not in text[at - _FULL_LINE : at] else at
    return at + 2 if text[at : at + 2] == "  " else _after_blank(text, at)


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
