"""What may stand beside an amount: the signs by which 5만원 is told from 연구원, 3원색 and 36만 원주시민."""

from __future__ import annotations

import re

from extractors.lexicon import items, table
from extractors.numerals import Numeral


def words(name: str) -> str:
    """A list of ``data/money_words.csv`` as alternatives, longest first, each with what must not follow."""
    pairs = [
        (word, "|".join(map(re.escape, items(row["unless"]))))
        for row in table("money_words", "list", "words", "unless")
        if row["list"] == name
        for word in items(row["words"])
    ]
    pairs.sort(key=lambda pair: -len(pair[0]))
    return "|".join(re.escape(word) + (f"(?!{unless})" if unless else "") for word, unless in pairs)


# Words that can be written in one with a spelled number: "약백만원", "1인당백만원", "월백만원"
_GLUED = re.compile(
    r"(?:(?<![가-힣])(?:약|총|각|월|매|금|일금|매월|매년|최대|최소|최고|단돈|미화|무려|거금|평균)"
    r"|[인건개명장회대일월년]당)\Z"
)
# "(단위: 백만원, %)", "[단위 : 천 달러]", "(단위 : 건, 억 원)"
_UNIT_LINE = re.compile(
    r"단\s?위\s{0,3}[:(=]?\s{0,3}(?:[가-힣A-Za-z%㎡/·]{1,8}(?:\([가-힣 ]{1,8}\))?[,/·]\s?){0,4}\Z"
)
# "원이 ", "원으로", "원씩", "원대를", "원짜리", "원 ": what follows a currency
_FOLLOWS = re.compile(
    rf"(?![가-힣])|(?:{words('particle')})(?![가-힣])|(?:{words('ending')})"
    rf"|(?:{words('counter')})(?:{words('particle')}|{words('ending')}|씩|(?![가-힣]))"
)
_NOUNS = {
    # "5만 원아", "36만 원주시민", "500억 원조"; not "5만원어치", "100억원예산", "3억원조성"
    "원": re.compile(words("won_noun")),
    # "100만 불이익", "5만 불만 접수"
    "불": re.compile(words("bul_noun")),
    # "5만 달러트리 매장"
    "달러": re.compile(words("dollar_noun")),
}


def left(text: str, numeral: Numeral) -> bool:
    """Whether a number can begin where this one does.

    A spelled one needs a word's border (not 연[구]원, 인[천]원). An ordinal (제1조) and the unit of a table
    are no numbers.
    """
    before = text[max(0, numeral.start - 40) : numeral.start]
    if before.endswith("제") or _UNIT_LINE.search(before):
        return False
    previous = before[-1:]
    if text[numeral.start].isdecimal():
        return numeral.big or not (previous.isascii() and previous.isalpha())
    if previous and previous in ".," and before[-2:-1].isdecimal():
        return False
    return not "가" <= previous <= "힣" or bool(_GLUED.search(before))


def right(text: str, numeral: Numeral, unit: str, end: int, gap: str) -> bool:
    """Whether a currency named ``unit`` can end at ``end``; ``gap`` stands between number and currency."""
    noun = _NOUNS.get(unit)
    if noun and noun.match(text, end):
        return False
    if "\n" in gap:
        return numeral.big and bool(_FOLLOWS.match(text, end))
    if unit == "달러" or (unit == "원" and _plain_number(numeral) and (not gap or numeral.big)):
        return True
    # "2원화", "이원화된 창구"
    if unit == "원" and text[end : end + 1] == "화":
        return False
    return bool(_FOLLOWS.match(text, end))


def _plain_number(numeral: Numeral) -> bool:
    """Whether the number itself speaks for money: 5만, 3천, 1,500, 120; not 3, 삼백."""
    return numeral.digits and (numeral.big or numeral.scale > 1 or (numeral.value or 0) >= 10)
