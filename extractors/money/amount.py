"""The record that the rules for money hand to one another: one amount in the folded text."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from extractors.money.currencies import Unit


class Amount(NamedTuple):
    """An amount in the folded text; a tuple, because one is made for each candidate.

    start, end: its range. value: in the currency's base unit, None if vague (수십억원). upper: the upper
    end of a range. code: ISO 4217, None if the name is shared. unit: its unit of currency.
    scale: the units beside the number's first figure. leads: the unit stands before the number.
    """

    start: int
    end: int
    value: Decimal | None
    code: str | None
    unit: Unit
    scale: Decimal
    rule: str
    leads: bool = False
    ranged: bool = False
    upper: Decimal | None = None
