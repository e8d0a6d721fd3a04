"""Whether a number and a unit mean money where they stand: 만원 버스, 720만동 and 100파운드 폭탄 do not."""

from __future__ import annotations

import re

from extractors.currencies import Unit, names_land
from extractors.money_borders import words
from extractors.numerals import Numeral

# "매출액(백만원)", "(명, 천원)", a line of its own in a table's head
_OPENED = re.compile(r"[(\[<:,/|]\s{0,2}\Z|(?:^|\n)\s{0,8}\Z")
_CLOSED = re.compile(r"\s{0,2}(?:[)\]>,/|%]|\n|\Z)")
# A spelled figure alone is money after these only: "단돈 일 원"; elsewhere 사원, 구원, 이원
_CASH = re.compile(r"(?:단돈|일금) ?\Z")
# A full house: "만원 관중", "객석이 만원이다", "연일 만원을 이뤘다"
_HOUSE_AFTER = re.compile(rf" ?(?:{words('full_house')})")
_HOUSE_BEFORE = re.compile(rf"(?:{words('house')})(?:[이은는도가]|마다)? ?(?:연일|모두|이미|늘|거의)? ?\Z")
_HOUSE_PARTICLE = re.compile(r"[이을]|으로|인(?![가-힣])")
# Persons: "위원장 이억원", "이억원 위원장은"; rescuers: "구조원"
_NAME = re.compile(r"[일이삼사오육칠팔구]억|구조")
_POST_BEFORE = re.compile(rf"(?:{words('post_before')}) ?\Z")
_POST_AFTER = re.compile(rf" ?[가-힣]{{0,6}}(?:{words('post_after')})")
# "무게 300파운드", "2만 파운드급 폭탄"; "영국은 3억 파운드를 낸다"
_WEIGHT = re.compile(words("weight"))
_STERLING = re.compile(words("sterling"))
# "비닐하우스 1,200동"
_BUILDING = re.compile(words("building"))
# "1998엔", "2020엔": a year with the particle 엔 (에는)
_YEAR = re.compile(r"(?:19|20)\d[1-9]|(?:19|20)[1-9]0")


def means_money(text: str, numeral: Numeral, unit: Unit, end: int, sentence: str) -> bool:
    """Judge by the words around. end: where the unit ends in ``text``; sentence: what stands around it."""
    if numeral.bare and (_table_unit(text, numeral, end) or _full_house(text, numeral, unit, end)):
        return False
    if unit.name == "원" and _is_name(text, numeral, end):
        return False
    if not numeral.digits and numeral.scale == 1 and not numeral.big:
        return bool(_CASH.search(text, max(0, numeral.start - 4), numeral.start))
    return _guarded(text, numeral, unit, sentence)


def _guarded(text: str, numeral: Numeral, unit: Unit, sentence: str) -> bool:
    """What the unit's own guard asks for."""
    scaled = numeral.big or numeral.scale > 1
    match unit.guard:
        case "bul":  # 100불, 백만불; not 3불 정책, 천불동
            return (
                (numeral.value or 0) >= 10
                if not scaled
                else numeral.digits or len(_figures(text, numeral)) > 1
            )
        case "yen":
            return scaled or not _is_year(text, numeral)
        case "dong":  # 5만 동 in a sentence about Vietnam; elsewhere 동 counts buildings
            thousands = (numeral.value or 0) >= 1000
            return thousands and names_land(unit, sentence) and not _BUILDING.search(sentence)
        case "pound":
            return not _WEIGHT.search(sentence) and (scaled or bool(_STERLING.search(sentence)))
        case "cent":
            return numeral.digits and not numeral.big
        case "land":
            return names_land(unit, sentence)
    return True


def _table_unit(text: str, numeral: Numeral, end: int) -> bool:
    before = text[max(0, numeral.start - 10) : numeral.start]
    return bool(_OPENED.search(before) and _CLOSED.match(text, end))


def _full_house(text: str, numeral: Numeral, unit: Unit, end: int) -> bool:
    if unit.name != "원" or numeral.value != 10_000:
        return False
    before = text[max(0, numeral.start - 20) : numeral.start]
    return bool(
        _HOUSE_AFTER.match(text, end) or (_HOUSE_BEFORE.search(before) and _HOUSE_PARTICLE.match(text, end))
    )


def _is_name(text: str, numeral: Numeral, end: int) -> bool:
    if end - numeral.start != 3 or not _NAME.fullmatch(text, numeral.start, numeral.end):
        return False
    before = text[max(0, numeral.start - 6) : numeral.start]
    rescuer = text.startswith("구조", numeral.start)
    return rescuer or bool(_POST_BEFORE.search(before) or _POST_AFTER.match(text, end))


def _is_year(text: str, numeral: Numeral) -> bool:
    figures = _figures(text, numeral)
    after_apostrophe = text[max(0, numeral.start - 1) : numeral.start] == "'" and len(figures) == 2
    return after_apostrophe or bool(_YEAR.fullmatch(figures))


def _figures(text: str, numeral: Numeral) -> str:
    return text[numeral.start : numeral.end]
