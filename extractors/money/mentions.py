"""Money: every amount with its value in the currency's base unit."""

from __future__ import annotations

from extractors.mention import Money
from extractors.money import amounts, ranges
from extractors.money.amount import Amount
from extractors.reading import Reading

_DOUBTFUL = frozenset({"money.bracket", "money.typed_stop"})
_MISGROUPED = "the figures are grouped as no number's are"
_VAGUE = "the number is vague"
_UNSHARED = "the lower end does not say its unit"
_NAMELESS = "several states have a currency of this name"


def find(reading: Reading) -> list[Money]:
    """Amounts of money in a text, sorted, without overlaps, with offsets into ``reading.text``.

    Spans run from the first numeral (or the sign before it) to the unit of currency; a range is one
    mention with ``amount`` and ``amount_max``. Role, modifier and the like are filled in by ``context``.
    """
    found = ranges.merge(reading.text, amounts.find(reading))
    return [_mention(reading.text, amount) for amount in found]


def _mention(text: str, amount: Amount) -> Money:
    return Money(
        start=amount.start,
        end=amount.end,
        text=text[amount.start : amount.end],
        rule=amount.rule,
        certain=amount.rule not in _DOUBTFUL,
        reason=_reason(amount),
        amount=amount.value,
        amount_max=amount.upper,
        currency=amount.code,
    )


def _reason(amount: Amount) -> str | None:
    if amount.rule == "money.misgrouped":
        return _MISGROUPED
    if amount.value is None:
        return _UNSHARED if amount.upper is not None else _VAGUE
    return _NAMELESS if amount.code is None else None
