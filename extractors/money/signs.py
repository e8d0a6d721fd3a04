"""Amounts whose sign or code stands before the number: ``$3.5 billion``, ``US $300``, ``KRW 2,700``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractors import numerals
from extractors.money import borders, currencies
from extractors.money.amount import Amount
from extractors.money.currencies import Unit
from extractors.numerals import Numeral

_ENGLISH = {
    "trillion": Decimal(10**12),
    "tn": Decimal(10**12),
    "billion": Decimal(10**9),
    "bn": Decimal(10**9),
    "b": Decimal(10**9),
    "million": Decimal(10**6),
    "mn": Decimal(10**6),
    "m": Decimal(10**6),
    "thousand": Decimal(10**3),
    "k": Decimal(10**3),
}
# "$3.5 billion", "€500m", "KRW 15 million": only after a number without a Korean unit
_ENGLISH_SCALE = re.compile(
    r"[ -]?(trillion|billion|million|thousand)\b|(tn|bn|mn|[bmk])(?![A-Za-z])", re.IGNORECASE | re.ASCII
)
# "$300만 달러", "$5천만불", "$100 USD": the name said again after the sign
_SAID_AGAIN = re.compile(r" ?(?P<name>달러|불|유로|엔|위안|파운드|원|(?:USD|KRW|EUR|JPY|GBP)(?![A-Za-z]))")
# "AED 1,200대", "CAD 3급", "PHP 8종": things counted, no money
_COUNTED = re.compile(r"대(?=[를의가와 ])|[기급종회개명]")
# "€ 1.000,50": figures grouped in another country's way
_GROUPED_OTHERWISE = re.compile(r"[.,]\d[\d.,]{0,20}(?<![.,])")
# "US $300", "U.S.$ 300", "USD $300": the state or the code before the sign
_LED = re.compile(r"(?<![A-Za-z.])(?:USD?|U\.S\.?) ?\Z")
_LED_REACH = 5
# "\3,000": on Korean keyboards the backslash is the won sign; not a path ("C:\2023"), not "\3"
_BACKSLASH_FIGURE = re.compile(r"[1-9]\d{0,2}(?:,\d{3}){1,5}(?![\d,\\])")


def find(text: str) -> Iterator[Amount]:
    """``$3.5 billion``, ``€6천억``, ``KRW 2,700``, ``₩10,000원``."""
    for match in currencies.before_number().finditer(text):
        unit = currencies.units()[match["unit"]]
        amount = _led(text, match, unit) if _begins_well(text, match, unit) else None
        if amount:
            yield amount


def in_english(text: str, numeral: Numeral) -> tuple[Decimal | None, int]:
    """Value and end of a number with an English scale after it: ``3.5 billion`` → 3,500,000,000."""
    scale = None if numeral.big or numeral.scale > 1 else _ENGLISH_SCALE.match(text, numeral.end)
    if scale is None or numeral.value is None:
        return numeral.value, numeral.end
    factor = _ENGLISH[(scale[1] or scale[2]).lower()]
    return numerals.plain(numeral.value * factor), scale.end()


def _led(text: str, match: re.Match[str], unit: Unit) -> Amount | None:
    numeral = numerals.read(text, match.end())
    if numeral is None or numeral.value is None:
        return None
    value, end = in_english(text, numeral)
    odd = _GROUPED_OTHERWISE.match(text, numeral.end)
    if odd:
        value, end = None, odd.end()
    # "CAD 3D", "USD 2nd"
    if text[end : end + 1].isascii() and text[end : end + 1].isalpha():
        return None
    if unit.guard == "acronym" and ((value or 0) < 1000 or _COUNTED.match(text, end)):
        return None
    again = _SAID_AGAIN.match(text, end)
    code = unit.code
    if again and borders.follows(text, again.end()):
        end = again.end()
        # "¥500 위안": the sign is China's too
        code = "CNY" if again["name"] == "위안" else code
    start = match.start()
    led = _LED.search(text, max(0, start - _LED_REACH), start) if unit.name == "$" else None
    return Amount(
        led.start() if led else start,
        end,
        value,
        code,
        unit,
        _scale(value, numeral),
        "money.misgrouped" if odd else "money.sign",
        leads=True,
    )


def _begins_well(text: str, match: re.Match[str], unit: Unit) -> bool:
    """No letter stands before it, no other ``$`` before a sign."""
    before = text[match.start() - 1 : match.start()] if match.start() else ""
    if (before.isascii() and before.isalpha()) or (unit.guard == "sign" and before == "$"):
        return False
    return unit.name != "\\" or (
        before not in (":", "\\") and bool(_BACKSLASH_FIGURE.match(text, match.end()))
    )


def _scale(value: Decimal | None, numeral: Numeral) -> Decimal:
    """The scale of a number with an English word behind it is that word's."""
    changed = value is not None and numeral.value and value != numeral.value
    return value / numeral.value if changed and value and numeral.value else numeral.scale
