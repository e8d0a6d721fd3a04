"""What else belongs to an amount's value: cents after dollars, full stops typed for commas."""

from __future__ import annotations

import re
from decimal import Decimal

from extractors import numerals
from extractors.money import borders
from extractors.money.amount import Amount

# "1달러 |50센트", "1,380원 |50전", "3파운드 |20펜스"
_FRACTION = re.compile(r" ?(\d{1,2}) ?(?:센트|전|펜스)")
_WITH_FRACTION = frozenset({"원", "달러", "유로", "파운드"})
# "12.500원", "5.000만원": a full stop typed for the comma, because won have no thousandths
_TYPED_STOP = re.compile(r"[1-9]\d{0,2}\.\d00(?![\d.])")


def correct(text: str, amount: Amount) -> Amount:
    """The amount with its cents (``1달러 50센트``), in the base unit (``50센트``), ``12.500원`` as 12,500."""
    if amount.value is None:
        return amount
    if amount.unit.guard in ("cent", "jeon"):
        return amount._replace(value=numerals.plain(amount.value / 100))
    if amount.unit.name == "원" and _TYPED_STOP.match(text, amount.start, amount.end):
        return amount._replace(value=numerals.plain(amount.value * 1000), rule="money.typed_stop")
    return _with_fraction(text, amount)


def _with_fraction(text: str, amount: Amount) -> Amount:
    """``1달러 50센트``, ``1,380원 50전`` as one amount."""
    following = text[amount.end : amount.end + 2]
    if not following[-1:].isdecimal() or amount.unit.name not in _WITH_FRACTION:
        return amount
    fraction = _FRACTION.match(text, amount.end)
    if fraction is None or amount.value is None or not borders.follows(text, fraction.end()):
        return amount
    return amount._replace(end=fraction.end(), value=amount.value + Decimal(fraction[1]) / 100)
