"""What may stand beside an amount: the signs by which 5만원 is told from 연구원, 3원색 and 36만 원주시민."""

from __future__ import annotations

import re
from string import ascii_letters

from extractors.lexicon import LexiconError, items, table
from extractors.numerals import Numeral


def words(name: str) -> str:
    """A list of ``data/money_words.csv`` as alternatives, longest first, each with what must not follow.

    A blank at an entry's end says that the word ends there: no Hangul follows.
    """
    pairs = [
        (word, "|".join(map(re.escape, items(row["unless"]))))
        for row in table("money_words", "list", "words", "unless")
        if row["list"] == name
        for word in items(row["words"])
    ]
    if not pairs:  # an empty pattern would match everywhere
        raise LexiconError(f"money_words.csv: no list {name!r}")
    pairs.sort(key=lambda pair: -len(pair[0]))
    return "|".join(_alternative(word, unless) for word, unless in pairs)


def _alternative(word: str, unless: str) -> str:
    ends = "(?![가-힣])" if word.endswith(" ") else ""
    return re.escape(word.rstrip(" ")) + ends + (f"(?!{unless})" if unless else "")


# Words that can be written in one with a spelled number: "약백만원", "1인당백만원", "월백만원"
_GLUED = re.compile(
    r"(?:(?<![가-힣])(?:약|총|각|월|매|금|일금|매월|매년|최대|최소|최고|단돈|미화|무려|거금|현금|평균)"
    r"|[인건개명장회대일월년]당)\Z"
)
# "(단위: 백만원, %)", "[단위 : 천 달러]", "(단위 : 건, 억 원)"
_UNIT_LINE = re.compile(
    r"단\s?위\s{0,3}[:(=]?\s{0,3}(?:[가-힣A-Za-z%㎡/·]{1,8}(?:\([가-힣 ]{1,8}\))?[,/·]\s?){0,4}\Z"
)
# "민법 |750조 원인", "정관 |6조 원안": an article, no number
_ARTICLE = re.compile(r"(?:법률?|시행령|규칙|정관|조례안?|협약|조약|규정|규약|법안) ?\Z")
# "원이 ", "원으로", "원씩", "원대를", "원짜리", "원 ": what follows a currency
_FOLLOWS = re.compile(
    rf"(?![가-힣])|(?:{words('particle')})(?![가-힣])|(?:{words('ending')})"
    rf"|(?:{words('counter')})(?:{words('particle')}|{words('ending')}|씩|(?![가-힣]))"
)
# "5만 원아", "36만 원주시민", "500억 원조"; not "5만원어치", "100억원예산", "3억원조성"
_WON_NOUN = re.compile(words("won_noun"))
_NOUNS = {
    # "100만 불이익", "5만 불만 접수"
    "불": re.compile(words("bul_noun")),
    # "청원이 5만 동의를 얻었다"
    "동": re.compile(words("dong_noun")),
    # "5만 달러트리 매장"
    "달러": re.compile(words("dollar_noun")),
}


# "○○만원", "OO억원", "(  )만원", "___천원": the figure is left open
_BLANK_FORM = frozenset("○◯●◎□■△▲ㅇ*_×?)]%…" + ascii_letters)


# "오만 원정에 나선", "5만 원정 응원단"; not "금 오백만원정", "일금 삼천만 원정(整)"
_SPACED = re.compile(words("won_spaced"))


# "보증금오백만원", "참가비십이만원"; not "세금이천만원" (세금이 천만원?), "상금만 원한다"
_PAID = frozenset("금비료세값액돈")
_LONG = 3


def left(text: str, numeral: Numeral) -> bool:
    """Whether a number can begin where this one does.

    A spelled one needs a word's border (not 연[구]원, 인[천]원). An ordinal (제1조) and the unit of a table
    are no numbers.
    """
    before = text[max(0, numeral.start - 40) : numeral.start]
    previous = before[-1:]
    if previous == "제" or ("위" in before and _UNIT_LINE.search(before)):
        return False
    if text[numeral.start].isdecimal():
        if text[numeral.end - 1] == "조" and _ARTICLE.search(before):
            return False
        return numeral.big or not (previous.isascii() and previous.isalpha())
    if previous and (previous in _BLANK_FORM or (previous in ".," and before[-2:-1].isdecimal())):
        return False
    if not "가" <= previous <= "힣":
        return True
    written = numeral.end - numeral.start
    return bool(_GLUED.search(before)) or (
        not numeral.bare and written >= _LONG and previous in _PAID and text[numeral.start] != "이"
    )


def right(text: str, numeral: Numeral, unit: str, end: int, gap: str) -> bool:
    """Whether a currency named ``unit`` can end at ``end``; ``gap`` stands between number and currency."""
    if not "가" <= text[end : end + 1] <= "힣":
        return numeral.big or "\n" not in gap
    if unit != "원":
        noun = _NOUNS.get(unit)
        return not (noun and noun.match(text, end)) and (unit == "달러" or follows(text, end))
    scaled = numeral.digits and (numeral.big or numeral.scale > 1)
    # "2원화", "이원화된 창구"; but "500억 원화 채권"
    if text[end] == "화" and not scaled:
        return False
    if _says_won(numeral, gap) and "\n" not in gap:
        # "100억원로봇": no noun in 원 begins right behind a number in 만 or more
        return (numeral.digits and numeral.big and not gap) or not _is_noun(text, numeral, end, gap)
    return follows(text, end) and not _is_noun(text, numeral, end, gap) and (numeral.big or "\n" not in gap)


def _is_noun(text: str, numeral: Numeral, end: int, gap: str) -> bool:
    """``36만 원주시민``, ``3원색``, ``5만 원정 응원단``."""
    return bool(_WON_NOUN.match(text, end)) or (bool(gap) and _away(text, numeral, end))


def follows(text: str, end: int) -> bool:
    """Whether a particle, a blank or another word's end stands at ``end``, as after a currency."""
    return bool(_FOLLOWS.match(text, end))


def _away(text: str, numeral: Numeral, end: int) -> bool:
    """``오만 원정에``, ``5만 원정 응원단``; not ``일금 오백만 원정을``, where 정 (整) ends the amount."""
    certified = text[max(0, numeral.start - 2) : numeral.start].rstrip(" ").endswith("금")
    return bool(_SPACED.match(text, end)) and not certified


def _says_won(numeral: Numeral, gap: str) -> bool:
    """Whether the number itself speaks for money, so that any word can follow: ``5만원쿠폰``, ``3천 원쿠폰``.

    Not a small one (``3원색``), not one with a blank behind it and no unit (``2024 원…``), not a word that
    can be a name or a place: ``백원``, ``이천 원``.
    """
    if numeral.digits:
        return numeral.big or numeral.scale > 1 or (not gap and (numeral.value or 0) >= 10)
    return not gap and numeral.big and numeral.end - numeral.start > 1
