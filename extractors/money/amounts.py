"""Single amounts of money: a number and its unit of currency, wherever they meet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors import numerals
from extractors.money import borders, corrections, currencies, english, misprints, senses, signs
from extractors.money.amount import Amount
from extractors.money.currencies import Unit
from extractors.numerals import Numeral
from extractors.reading import Reading

# "미화 |300만", "북한돈 |5천": the currency said before the amount, outside its span
_SAID_BEFORE = re.compile(r"(미화|북한 ?돈|호주화|캐나다화|홍콩화)\s?\Z")
_SAID_CODES = {"미화": "USD", "북한": "KPW", "호주": "AUD", "캐나": "CAD", "홍콩": "HKD"}
_NEAR = 200


def find(reading: Reading) -> list[Amount]:
    """All single amounts, sorted, without overlaps: of two that overlap the longer is kept."""
    text = reading.text
    found = [
        *_after_numbers(reading),
        *signs.find(text),
        *english.find(text),
        *_across_brackets(text),
    ]
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
    units = currencies.units()
    for match in currencies.after_number().finditer(text):
        gap, land, name = match.groups()
        unit, end = units[name], match.end()
        if unit.leads and _belongs_to_next(text, match):
            continue
        numeral = numeral_before(text, match.start() + 1)
        misprint = misprints.before(text, match.start() + 1, numeral)
        numeral = misprint or numeral
        if numeral is None or not borders.right(text, numeral, name, end, gap):
            continue
        # most units need no look at the sentence
        sentence = _sentence(reading, end) if unit.asks_sentence else ""
        if not senses.means_money(text, numeral, unit, end, sentence):
            continue
        code = _said_before(text, numeral.start, unit) or currencies.code_of(unit, land, sentence)
        if land and code is None:
            continue
        rule = misprints.rule(numeral) if misprint else "money.unit"
        amount = Amount(numeral.start, end, numeral.value, code, unit, numeral.scale, rule)
        yield corrections.correct(text, amount)


def _across_brackets(text: str) -> Iterator[Amount]:
    """``100억(국비 50억)원``, ``100(국비 50)억원``: the number before the bracket with the unit behind it."""
    for match in currencies.across_bracket().finditer(text):
        unit = currencies.units()[match["unit"]]
        numeral = numeral_before(text, match.start())
        if numeral is None or not borders.right(text, numeral, unit.name, match.end(), ""):
            continue
        behind = numerals.read("1" + match["scale"], 0) if match["scale"] else None
        if numeral.big == bool(behind) or not numeral.digits:
            continue
        value = numeral.value
        if behind and behind.value and value is not None:
            value = numerals.plain(value * behind.value)
        yield Amount(numeral.start, match.end(), value, unit.code, unit, numeral.scale, "money.bracket")


def numeral_before(text: str, end: int) -> Numeral | None:
    """The longest number that ends at ``end`` and has a proper left border."""
    everyday = numerals.everyday_before(text, end)
    if everyday and borders.left(text, everyday):
        return everyday
    for numeral in numerals.read_before(text, end):
        if borders.left(text, numeral):
            return numeral
    return None


def _said_before(text: str, start: int, unit: Unit) -> str | None:
    if unit.name not in ("원", "달러", "불") or text[start - 1 : start] not in (" ", "화", "돈", "\n"):
        return None
    said = _SAID_BEFORE.search(text, max(0, start - 8), start)
    return _SAID_CODES[said[1][:2]] if said else None


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
