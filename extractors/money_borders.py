"""What may stand beside an amount: the signs by which 5만원 is told from 연구원, 3원색 and 만원 버스."""

from __future__ import annotations

import re

from extractors.currencies import Unit, names_land
from extractors.numerals import Numeral

# Words that can be written in one with a spelled number: "약 백만원", "1인당백만원", "월백만원"
_GLUED = re.compile(
    r"(?:(?<![가-힣])(?:약|총|각|월|매|금|일금|매월|매년|최대|최소|최고|단돈|미화|무려|거금|평균)|[인건개명장회대일월년]당)\Z"
)
# Words before a spelled one-figure amount: "단돈 일 원"
_CASH = re.compile(r"(?:단돈|일금) ?\Z")
# "(단위: 백만원, %)", "[단위 : 천 달러]", "단위(억원)"
_UNIT_LINE = re.compile(r"단\s?위\s{0,3}[:(=]?\s{0,3}(?:[가-힣A-Za-z%㎡/·]{1,8}[,/·]\s?){0,4}\Z")
_OPENED = re.compile(r"[(\[<:,/|]\s{0,2}\Z|(?:^|\n)\s{0,8}\Z")
_CLOSED = re.compile(r"\s{0,2}(?:[)\]>,/|%]|\n|\Z)")

_SINGLE = "은는을를이가의에도과와로만인"
# "원이", "원으로", "원씩", "원대를", "원짜리", "원 ": what follows a currency, down to the word's end
_FOLLOWS = re.compile(
    rf"(?![가-힣])|[{_SINGLE}](?![가-힣])"
    r"|(?:에서|에게|에는|에도|에만|에 |으로|로|까지|부터|보다|이나|이며|이고|이다|이었|이라|이란|이지|이면|이던|이든|이므로|이자"
    r"|였|인데|인지|인가|입니|이상|이하|이내|미만|초과|내외|내지|안팎|가량|가까|정도|상당|규모|어치|짜리|수준|남짓|마다|만큼"
    r"|밖에|조차|마저|처럼|만을|만이|만의|만으|도의|은커녕|의)"
    rf"|(?:대|권|선|당|씩|쯤|꼴|여|화|급|등|및|정)(?:[{_SINGLE}]|까지|부터|에서|으로|이상|이하|씩|(?![가-힣]))"
)
# Nouns that begin with 원: "5만 원아", "36만 원주시민", "500억 원조"; not "5만원어치", "100억원예산", "3억원조성"
_WON_NOUN = re.compile(
    r"(?:아|료|칙|룸|도심|도급|도면|산지|곡|두|목|년|로|리|문|래|외|양|점|폭|통|격|색|훈|군|망|앙|음|풍|호|흉|님|탁|터치"
    r"|스톱|팀|샷|더|픽|포인트|플러스|고|대한|만[한하해히]|생(?!산|활)|자(?!부담|금|산)|전(?!후|액|체)|장(?!학)|서|본|천|단(?!위|가)"
    r"|수(?!준|령|입|익|수료|주)|어(?!치)|예(?!산|정)|유(?!치)|작|주(?!식|택)|형|가(?!량|까)|금(?!액)|심(?!사)|조(?!성|기|달|정|례)"
    r"|하(?!락|회|향|한)|할(?!인|당)|해(?!당)|했|한(?!도)|활(?!용|성)|소(?!요|득|송)|동|불|피(?!해)|성(?!과|금)|시(?!설|장|상)|판(?!매|정)"
    r"|내(?:대표|부대표|지도부|수석)|정(?:대(?!로)|길| ?경기| ?응원| ?관중| ?팬)|인 ?(?:규명|분석|조사|물질|미상|불명))"
)
_DOLLAR_NOUN = re.compile(r"트리|제너럴|구트")
# "100만 불이익", "10만 불만", "2만 불과"
_BUL_NOUN = re.compile(r"이[익행용해]|만[족을이]|과하|은한|의의")
# 만원 for a full house: "만원 관중", "객석이 만원이다", "연일 만원을 이뤘다"
_FULL_AFTER = re.compile(
    r" ?(?:관중|버스|사례|열차|전철|지하철|전동차|행렬|관객|객석|기차|승객|상태|인파|극장|세례|좌석|경기|공연|병실|엘리베이터)|을 이[루뤘룬뤄룰]"
)
_FULL_BEFORE = re.compile(r"(?:관중석|객석|좌석|버스|극장|구장|경기장|지하철|전동차|열차|병실|숙소|호텔|연일)[^.\n]{0,10}\Z")
_FULL_PARTICLE = re.compile(r"[이을]|으로|인(?![가-힣])")
# Weights: "무게 300파운드", "2만 파운드급 폭탄"
_WEIGHT = re.compile(r"무게|중량|체중|몸무게|폭탄|우라늄|추력|구리|커피|소고기|쇠고기|육류|원두|면화|어획|볼링|바벨|킬로그램|㎏|kg|톤")
_STERLING = re.compile(r"영국|런던|스코틀랜드|잉글랜드|웨일스|파운드화|금액|가격|벌금|예산|투자|지원|기금|약 ?[\d,.]+[조억만]? ?[억만]? ?원|달러")
_BUILDING = re.compile(r"건물|아파트|주택|하우스|축사|비닐|시설|단지|건축")
# "1998엔", "'24엔": a year with the particle 엔 (에는)
_YEAR = re.compile(r"(?:19|20)\d{2}")


def left(text: str, numeral: Numeral) -> bool:
    """Whether a number can begin where this one does.

    A spelled one needs a word's border (not 연[구]원, 인[천]원); none is an ordinal (제1조) or a table's unit.
    """
    before = text[max(0, numeral.start - 40) : numeral.start]
    if before.endswith("제") or _UNIT_LINE.search(before):
        return False
    previous = before[-1:]
    if text[numeral.start].isdecimal():
        return numeral.big or not (previous.isascii() and previous.isalpha())
    if previous.isdecimal() or (previous in ".," and before[-2:-1].isdecimal()):
        return False
    return not "가" <= previous <= "힣" or bool(_GLUED.search(before))


def right(text: str, numeral: Numeral, unit: Unit, end: int, gap: str) -> bool:
    """Whether a currency can end at ``end``; ``gap`` is what stands between number and currency."""
    if unit.leads:
        return True
    if unit.name == "달러":
        return not _DOLLAR_NOUN.match(text, end)
    if "\n" in gap:
        return numeral.big and bool(_FOLLOWS.match(text, end))
    if unit.name == "원" and _plain_number(numeral) and (not gap or numeral.big):
        return not _WON_NOUN.match(text, end)
    # "2원화", "이원화된 창구"
    if unit.name == "원" and text[end : end + 1] == "화":
        return False
    return bool(_FOLLOWS.match(text, end)) and not (unit.name == "불" and _BUL_NOUN.match(text, end))


def _plain_number(numeral: Numeral) -> bool:
    """Whether the number itself speaks for money: 5만, 3천, 1,500, 120; not 3, 삼백."""
    return numeral.digits and (numeral.big or numeral.scale > 1 or (numeral.value or 0) >= 10)


def sense(text: str, numeral: Numeral, unit: Unit, end: int, sentence: str) -> bool:
    """Whether number and unit together mean money in their sentence."""
    if numeral.bare and (_table_unit(text, numeral.start, end) or _full_house(text, numeral, unit, end)):
        return False
    if not numeral.digits and numeral.scale == 1 and not numeral.big:
        return bool(_CASH.search(text, max(0, numeral.start - 4), numeral.start))
    scaled = numeral.big or numeral.scale > 1
    match unit.guard:
        case "bul":
            return scaled and (numeral.digits or numeral.end - numeral.start > 1) or (numeral.value or 0) >= 10
        case "yen":
            return scaled or not _is_year(text, numeral)
        case "dong":
            return _is_dong(text, numeral, unit, sentence)
        case "pound":
            return _is_sterling(scaled, sentence)
        case "cent":
            return numeral.digits and not numeral.big
        case "land":
            return names_land(unit, sentence)
    return True


def _table_unit(text: str, start: int, end: int) -> bool:
    """``매출액(백만원)``, ``(명, 천원)``, a line of its own in a table's head."""
    before = text[max(0, start - 10) : start]
    return bool(_OPENED.search(before) and _CLOSED.match(text, end))


def _full_house(text: str, numeral: Numeral, unit: Unit, end: int) -> bool:
    if unit.name != "원" or numeral.value != 10_000:
        return False
    before = text[max(0, numeral.start - 20) : numeral.start]
    return bool(_FULL_AFTER.match(text, end) or (_FULL_BEFORE.search(before) and _FULL_PARTICLE.match(text, end)))


def _is_year(text: str, numeral: Numeral) -> bool:
    figures = text[numeral.start : numeral.end]
    after_apostrophe = text[max(0, numeral.start - 1) : numeral.start] == "'" and len(figures) == 2
    return after_apostrophe or bool(_YEAR.fullmatch(figures) and not figures.endswith("00"))


def _is_dong(text: str, numeral: Numeral, unit: Unit, sentence: str) -> bool:
    """``5만 동`` in a sentence about Vietnam; elsewhere 동 counts buildings (``720만동``, ``101동``)."""
    thousands = (numeral.value or 0) >= 1000
    return thousands and names_land(unit, sentence) and not _BUILDING.search(sentence)


def _is_sterling(scaled: bool, sentence: str) -> bool:
    """Money where the sentence speaks of Britain or of sums, weight where it speaks of weights."""
    if _WEIGHT.search(sentence):
        return False
    return scaled or bool(_STERLING.search(sentence))
