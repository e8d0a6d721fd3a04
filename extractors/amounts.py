"""Single amounts of money: a number and its unit of currency, wherever they meet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors import currencies, money_borders, money_senses, numerals
from extractors.currencies import Unit
from extractors.numerals import Numeral
from extractors.reading import Reading

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
    r" ?(trillion|billion|million|thousand)\b|(tn|bn|mn|[bmk])(?![A-Za-z])", re.IGNORECASE | re.ASCII
)
# "$300만 달러": the name said again after the sign
_SAID_AGAIN = re.compile(r" ?(?:달러|유로|엔|위안|파운드|원)(?![가-힣])")
# "미화 |300만", "북한돈 |5천": the currency said before the amount, outside its span
_SAID_BEFORE = re.compile(r"(미화|북한 ?돈|호주화|캐나다화|홍콩화)\s?\Z")
_SAID_CODES = {"미화": "USD", "북한": "KPW", "호주": "AUD", "캐나": "CAD", "홍콩": "HKD"}
# "1달러 |50센트", "1,380원 |50전"
_FRACTION = re.compile(r" ?(\d{1,2})(?:센트|전)(?=[은을이의에도과가로를는]|으로|까지|[^가-힣]|\Z)")
# "12.500원": a full stop typed for the comma, because won have no thousandths
_TYPED_STOP = re.compile(r"\d{1,3}\.\d00")
_NEAR = 200


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in the folded text.

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


def find(reading: Reading) -> list[Amount]:
    """All single amounts, sorted, without overlaps: of two that overlap the longer is kept."""
    found = [*_after_numbers(reading), *_before_numbers(reading), *_across_brackets(reading)]
    kept: list[Amount] = []
    for amount in sorted(found, key=lambda amount: (amount.start, -amount.end)):
        if kept and amount.start < kept[-1].end:
            if amount.end - amount.start > kept[-1].end - kept[-1].start:
                kept[-1] = amount
            continue
        kept.append(amount)
    return kept


def _after_numbers(reading: Reading) -> Iterator[Amount]:
    """``3억 원``, ``300만 캐나다 달러``, ``70$``."""
    text = reading.text
    for match in currencies.after_number().finditer(text):
        unit = currencies.units()[match["unit"]]
        if unit.leads and _belongs_to_next(text, match):
            continue
        numeral = numeral_before(text, match.start())
        sentence = _sentence(reading, match.end())
        if numeral is None or not money_borders.right(text, numeral, unit.name, match.end(), match["gap"]):
            continue
        if not money_senses.means_money(text, numeral, unit, match.end(), sentence):
            continue
        code = _said_before(text, numeral.start, unit) or currencies.code_of(unit, match["land"], sentence)
        if match["land"] and code is None:
            continue
        yield _corrected(text, _amount(numeral, match.end(), unit, code))


def _before_numbers(reading: Reading) -> Iterator[Amount]:
    """``$3.5 billion``, ``€6천억``, ``KRW 2,700``, ``₩10,000원``."""
    text = reading.text
    for match in currencies.before_number().finditer(text):
        unit = currencies.units()[match["unit"]]
        numeral = numerals.read(text, match.end())
        if numeral is None or numeral.value is None:
            continue
        value, end = in_english(text, numeral)
        again = _SAID_AGAIN.match(text, end)
        end = again.end() if again else end
        yield Amount(
            match.start(), end, value, unit.code, unit, _scale(value, numeral), "money.sign", leads=True
        )


def _across_brackets(reading: Reading) -> Iterator[Amount]:
    """``100억(국비 50억)원``: the number before the bracket with the unit behind it."""
    text = reading.text
    for match in currencies.across_bracket().finditer(text):
        unit = currencies.units()[match["unit"]]
        numeral = numeral_before(text, match.start())
        if numeral and money_borders.right(text, numeral, unit.name, match.end(), ""):
            yield _amount(numeral, match.end(), unit, unit.code, rule="money.bracket")


def in_english(text: str, numeral: Numeral) -> tuple[Decimal | None, int]:
    """Value and end of a number with an English scale after it: ``3.5 billion`` → 3,500,000,000."""
    scale = None if numeral.big or numeral.scale > 1 else _ENGLISH_SCALE.match(text, numeral.end)
    if scale is None or numeral.value is None:
        return numeral.value, numeral.end
    factor = _ENGLISH[(scale[1] or scale[2]).lower()]
    return numerals.plain(numeral.value * factor), scale.end()


def numeral_before(text: str, end: int) -> Numeral | None:
    """The longest number that ends at ``end`` and has a proper left border."""
    candidates = numerals.read_before(text, end)
    return next((numeral for numeral in candidates if money_borders.left(text, numeral)), None)


def _amount(numeral: Numeral, end: int, unit: Unit, code: str | None, rule: str = "money.unit") -> Amount:
    return Amount(numeral.start, end, numeral.value, code, unit, numeral.scale, rule)


def _corrected(text: str, amount: Amount) -> Amount:
    """Cents as parts of a dollar; ``12.500원`` as 12,500."""
    if amount.value is None:
        return amount
    if amount.unit.guard == "cent":
        return replace(amount, value=numerals.plain(amount.value / 100))
    if amount.unit.name == "원" and _TYPED_STOP.match(text, amount.start) and amount.scale == 1:
        return replace(amount, value=numerals.plain(amount.value * 1000), rule="money.typed_stop")
    return _with_fraction(text, amount)


def _scale(value: Decimal | None, numeral: Numeral) -> Decimal:
    """The scale of a number with an English word behind it is that word's."""
    changed = value is not None and numeral.value and value != numeral.value
    return value / numeral.value if changed and value and numeral.value else numeral.scale


def _with_fraction(text: str, amount: Amount) -> Amount:
    """``1달러 50센트``, ``1,380원 50전`` as one amount."""
    fraction = _FRACTION.match(text, amount.end) if amount.unit.name in ("원", "달러") else None
    if fraction is None or amount.value is None:
        return amount
    value = amount.value + Decimal(fraction[1]) / 100
    return replace(amount, end=fraction.end(), value=value)


def _said_before(text: str, start: int, unit: Unit) -> str | None:
    said = _SAID_BEFORE.search(text, max(0, start - 8), start)
    return _SAID_CODES[said[1][:2]] if said and unit.name in ("원", "달러", "불") else None


def _belongs_to_next(text: str, match: re.Match[str]) -> bool:
    """Whether a sign between two numbers leads the second: ``5 $100``; but ``70$ 80$``."""
    glued_left = match.start("unit") > 0 and text[match.start("unit") - 1].isdecimal()
    following = text[match.end() : match.end() + 2]
    if following[:1].isdecimal():
        return True
    return not glued_left and following[:1] == " " and following[1:].isdecimal()


def _sentence(reading: Reading, offset: int) -> str:
    """The sentence around an offset, of a very long one the part that is near."""
    start, end = reading.sentence_at(offset)
    return reading.text[max(start, offset - _NEAR) : min(end, offset + _NEAR)]
