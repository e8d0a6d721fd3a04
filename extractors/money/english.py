"""Amounts in English words within Korean press text: ``3 million won``, ``300 US dollars``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors import numerals
from extractors.money import currencies
from extractors.money.amount import Amount
from extractors.money.signs import in_english

_CODES = {
    "won": "원",
    "dollar": "달러",
    "euro": "유로",
    "yen": "엔",
    "yuan": "위안",
    "pound": "파운드",
    "ruble": "루블",
    "rupee": "루피",
}
# "3 million |won", "300 |US dollars", "10,000-|won"; the letter first, so that the search is quick
_NAME = re.compile(
    r"[DEPRWYdeprwy](?:(?<=[Dd])ollar|(?<=[Ww])on|(?<=[Ee])uro|(?<=[Yy])en|(?<=[Yy])uan|(?<=[Pp])ound"
    r"|(?<=[Rr])uble|(?<=[Rr])upee)(?=s?(?![A-Za-z]))"
)
# The number before it, with its scale: "1.5 billion ", "10,000-", "300 US "
_NUMBER = re.compile(
    r"(?<![\w.,])[\d,.]{1,24}(?P<scale>[ -]?(?:trillion|billion|million|thousand))?"
    r"(?P<gap>[ -])(?:U\.?S\.? |American )?\Z",
    re.IGNORECASE | re.ASCII,
)
_REACH = 48


def find(text: str) -> Iterator[Amount]:
    """Numbers with the English name of a currency after them; a bare number before *won* may be a verb's."""
    for name in _NAME.finditer(text):
        before = _NUMBER.search(text, max(0, name.start() - _REACH), name.start())
        numeral = numerals.read(text, before.start()) if before else None
        word = name.group().lower()
        if before is None or numeral is None:
            continue
        value, end = in_english(text, numeral)
        if value is None or end not in (before.start("gap"), before.end("scale")):
            continue
        # "Team 7 won", "a 2018 won", "20 pounds of rice"
        if word in ("won", "pound") and not before["scale"] and "," not in text[numeral.start : end]:
            continue
        unit = currencies.units()[_CODES[word]]
        plural = name.end() + (text[name.end() : name.end() + 1] == "s")
        yield Amount(numeral.start, plural, value, unit.code, unit, numeral.scale, "money.english")
