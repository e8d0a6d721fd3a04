"""Ranges of money: two ends that make one amount (``300~500만원``, ``5만원에서 10만원까지``)."""

from __future__ import annotations

import re
from decimal import Decimal

from extractors import numerals
from extractors.money.amount import Amount
from extractors.money.amounts import numeral_before
from extractors.money.borders import words
from extractors.money.signs import in_english
from extractors.numerals import Numeral

# "5만원~10만원", "300 ~ 500만원", "5만원 내지 10만원", "5만원에서 10만원까지", "1억부터 2억원까지"
_LINK = re.compile(r"여?(?: ?~ ?|(?P<dash> ?- ?)| ?내지 ?|(?P<open>에서부터|에서|부터) ?)\Z")
_ONWARD = re.compile(r" ?~ ?|-")
# What makes "A에서 B" a range: "까지", "사이", "선", "정도 든다"; "까지로", "까지 늘린다" make it a change
_CLOSE = re.compile(
    rf"대?(?: ?사이| ?(?:까지|정도|선|안팎|내외|쯤)(?!으?로)(?:[의이에]|이다|인)?(?! ?(?:{words('change')})))"
)
_LONGEST_LINK = 6
_LINK_ENDS = frozenset("~-지서터")
# "1억2|천", "1조 5|천": a unit below the one that would follow
_CUT = re.compile(r"(?P<unit>[억조]) ?\d{1,2}천(?:\d백)?\Z")
_NEXT_UNIT = {"억": "만", "조": "억"}
#: A lower end without units (500~1억원) is read as it stands when the upper is at most so many times larger.
_PLAUSIBLE = 1000


def merge(text: str, amounts: list[Amount]) -> list[Amount]:
    """Join the ends of ranges; amounts that belong to none stay as they are."""
    merged: list[Amount] = []
    for amount in amounts:
        previous = merged[-1] if merged else None
        if previous and amount.start < previous.end:
            continue
        amount = _onward(text, amount) if amount.leads else amount
        link = _link(text, amount.start, amount.end)
        joined = _with_amount(link, previous, amount) if link and previous else None
        if joined:
            merged[-1] = joined
        else:
            merged.append(
                _with_number(text, link, amount, previous.end if previous else 0) if link else amount
            )
    return merged


def _link(text: str, start: int, end: int) -> re.Match[str] | None:
    """The link before ``start`` of an amount that ends at ``end``, if it makes a range."""
    if text[max(0, start - 2) : start].rstrip(" ")[-1:] not in _LINK_ENDS:
        return None
    link = _LINK.search(text, max(0, start - _LONGEST_LINK), start)
    return None if link is None or (link["open"] and not _CLOSE.match(text, end)) else link


def _with_amount(link: re.Match[str], lower: Amount, upper: Amount) -> Amount | None:
    """``5만원~10만원``: both ends are amounts."""
    if link.start() != lower.end or lower.ranged or lower.code != upper.code:
        return None
    if lower.value is not None and upper.value is not None and lower.value >= upper.value:
        return None
    return _joined(upper, lower.start, lower.value)


def _with_number(text: str, link: re.Match[str], upper: Amount, floor: int) -> Amount:
    """``300~500만원``: the lower end is a number alone, which shares currency and perhaps units."""
    lower = numeral_before(text, link.start())
    if lower is None or lower.start < floor or upper.leads:
        return upper
    value = shared(lower.value, lower.scale, lower.big, upper)
    if lower.big and lower.value is not None:
        value = _cut_short(text, lower, upper) or value
    if value is None and lower.value is not None and (link["dash"] or link["open"]):
        return upper
    return _joined(upper, lower.start, value)


def _cut_short(text: str, lower: Numeral, upper: Amount) -> Decimal | None:
    """``1억2천~1억5천만원``: 2천 lacks the 만 that the upper end has. None where nothing is missing."""
    written = text[lower.start : lower.end]
    rest = _CUT.search(written)
    if rest is None or upper.value is None:
        return None
    whole = numerals.read(written + _NEXT_UNIT[rest["unit"]], 0)
    fits = whole is not None and whole.value is not None and whole.value < upper.value
    return whole.value if whole and fits else None


def _onward(text: str, lower: Amount) -> Amount:
    """``$10~20``, ``₩300~500만``, ``€1-2 billion``: the sign before the lower end serves both."""
    link = _ONWARD.match(text, lower.end)
    numeral = numerals.read(text, link.end()) if link else None
    if link is None or numeral is None or not numeral.digits:
        return lower
    value, end = in_english(text, numeral)
    if value is None or lower.value is None:
        return lower
    scale = value / numeral.value if numeral.value else numeral.scale
    upper = lower._replace(end=end, value=value, scale=max(scale, numeral.scale))
    low = shared(lower.value, lower.scale, lower.scale >= numerals.BIG["만"], upper)
    return lower if low is None else _joined(upper, lower.start, low)._replace(end=end)


def shared(value: Decimal | None, scale: Decimal, big: bool, upper: Amount) -> Decimal | None:
    """The lower end of a range, with the units that it shares with the upper one.

    ``300~500만`` → 3,000,000; ``5천~1만`` → 5,000; ``3천~5천만`` → 30,000,000; None where neither reading
    gives a likely range (``500~1억원``) or the lower end is vague.
    """
    if value is None or upper.value is None:
        return None
    unit = upper.scale if scale == 1 else _big_part(upper.scale)
    if not big and unit > 1 and value * unit < upper.value:
        return numerals.plain(value * unit)
    likely = value < upper.value and upper.value <= value * _PLAUSIBLE
    return value if likely or (big and value < upper.value) else None


def _big_part(scale: Decimal) -> Decimal:
    return max((unit for unit in numerals.BIG.values() if unit <= scale), default=Decimal(1))


def _joined(upper: Amount, start: int, value: Decimal | None) -> Amount:
    return upper._replace(start=start, value=value, upper=upper.value, rule="money.range", ranged=True)
