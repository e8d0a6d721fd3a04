"""Whether a number and a unit mean money where they stand: 만원 버스, 720만동 and 100파운드 폭탄 do not."""

from __future__ import annotations

import re

from extractors.money.borders import words
from extractors.money.currencies import Unit, names_land
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
# Persons: "위원장 이억원", "이억원 위원장은", "이천원 교수"; rescuers: "구조원"
_NAME = re.compile(r"[이오육구천백][억조천백만]|[일이삼사오육칠팔구]억")
_POST_BEFORE = re.compile(rf"(?:{words('post_before')}) ?\Z")
_POST_AFTER = re.compile(rf" ?[가-힣]{{0,6}}(?:{words('post_after')})")
# "무게 300파운드", "2만 파운드급 폭탄"; "영국은 3억 파운드를 낸다"
_HEAVY = re.compile(words("weight"))
_WEIGHT = re.compile(f"{words('weight')}|{words('mass')}")
_STERLING = re.compile(words("sterling"))
# "20만 동(약 1만원)": what is said again in won is money
_IN_WON = re.compile(r" ?\((?:약|한화|우리 ?돈|원화)[^()\n]{1,24}원")
# "비닐하우스 1,200동"; more of them than these are not counted
_MOST_HOUSES = 100_000
# "베트남에 |아파트| 1,200동을 짓는다"
_BUILDING = re.compile(words("building"))
# "환율이 50전 올랐다": elsewhere hundredths of a won are history, and 전 is a word (before, battle)
_RATE = re.compile(r"환율|달러|엔화|위안화")
_MOVED = re.compile(
    r"[이을은의]? ?(?:오[른르]|올[라랐]|내[린리렸려]|상승|하락|떨어|높|낮|뛴|뛰|급등|급락|빠[진졌지])"
)
# "10위안에 들었다", "100위안으로 진입": the place within so many
_RANK = re.compile(rf"(?:에|으로)[는도만]? ?(?:{words('rank')})| ?(?:진입|입성|랭크)")
# "관중은 2만엔 못 미쳤다": the particle 엔; money would be 2만엔에
_FALLS_SHORT = re.compile(r" (?:한참 |크게 )?(?:못 ?미|미치지|이르지|못 ?이르|달하지|모자라)")
# "2원 생중계", "3원 체제": ways or dimensions
_WAYS = frozenset({2, 3})
_WAY = re.compile(rf" (?:{words('way')})")
# "1998엔", "2020엔": a year with the particle 엔 (에는)
_YEAR = re.compile(r"(?:19|20)\d[1-9]|(?:19|20)[1-9]0")


def means_money(text: str, numeral: Numeral, unit: Unit, end: int, sentence: str) -> bool:
    """Whether a number and a unit are money, by the words around them.

    end: where the unit ends in ``text``; sentence: what stands around it.
    """
    if unit.guard == "won" and numeral.value in _WAYS and numeral.digits and _WAY.match(text, end):
        return False
    if numeral.digits and unit.guard in ("won", "", "sign", "code"):
        return True
    if numeral.bare and (_table_unit(text, numeral, end) or _full_house(text, numeral, unit, end)):
        return False
    if unit.name == "원" and _is_name(text, numeral, end):
        return False
    if not numeral.digits and numeral.scale == 1 and not numeral.big:
        return bool(_CASH.search(text, max(0, numeral.start - 4), numeral.start))
    return _guarded(text, numeral, unit, end, sentence)


def _guarded(text: str, numeral: Numeral, unit: Unit, end: int, sentence: str) -> bool:
    """What the unit's own guard asks for."""
    scaled = numeral.big or numeral.scale > 1
    count = numeral.value or 0
    match unit.guard:
        case "acronym":
            return scaled or count >= 1000
        case "bul":  # 100불, 백만불, 미화 5불; not 3불 정책, 천불동
            if scaled:
                return numeral.digits or numeral.big or len(_figures(text, numeral)) > 1
            return count >= 10 or text[max(0, numeral.start - 3) : numeral.start].strip() == "미화"
        case "yen":
            return not _FALLS_SHORT.match(text, end) and (scaled or not _is_year(text, numeral))
        case "cent":  # 50센트, 20펜스; not 마이크 펜스
            glued = text[numeral.end : numeral.end + 1] != " "
            return numeral.digits and not numeral.big and (unit.name == "센트" or glued)
        case "yuan":  # "10위안에 들다" is a rank
            return scaled or count > 1000 or not _RANK.match(text, end)
    return not unit.asks_sentence or _fits_sentence(text, numeral, unit, end, sentence)


def _fits_sentence(text: str, numeral: Numeral, unit: Unit, end: int, sentence: str) -> bool:
    """What a unit asks of the sentence around: a country, a price, no weight."""
    scaled = numeral.big or numeral.scale > 1
    match unit.guard:
        case "dong":  # 5만 동 in a sentence about Vietnam; elsewhere 동 counts buildings
            count = numeral.value or 0
            houses = count < _MOST_HOUSES and _BUILDING.search(sentence)
            known = _IN_WON.match(text, end) or (names_land(unit, sentence) and not houses)
            return count >= 1000 and bool(known)
        case "pound":  # "3억 파운드", "런던 지하철은 5파운드"; not "무게 2만 파운드", "영국산 치즈 2파운드"
            if scaled:
                heavy = _HEAVY.search(text, max(0, numeral.start - 14), numeral.start)
                return not (heavy or _WEIGHT.search(text, end - len(unit.name), end + 10))
            return bool(_STERLING.search(sentence)) and not _WEIGHT.search(sentence)
        case "jeon":
            glued = text[numeral.end : numeral.end + 1] == unit.name
            small = numeral.digits and not scaled and (numeral.value or 100) < 100
            return glued and small and bool(_RATE.search(sentence)) and bool(_MOVED.match(text, end))
        case "land":
            return names_land(unit, sentence)
    return True


def _table_unit(text: str, numeral: Numeral, end: int) -> bool:
    if numeral.start <= 2 and not text[: numeral.start].strip() and not text[end : end + 99].strip():
        return False  # "백만 원" is the whole text
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
    # "입장 이천원": no post but a price
    named = text[numeral.end - 1] == "억" and bool(_POST_BEFORE.search(before))
    return rescuer or named or bool(_POST_AFTER.match(text, end))


def _is_year(text: str, numeral: Numeral) -> bool:
    figures = _figures(text, numeral)
    after_apostrophe = text[max(0, numeral.start - 1) : numeral.start] == "'" and len(figures) == 2
    return after_apostrophe or bool(_YEAR.fullmatch(figures))


def _figures(text: str, numeral: Numeral) -> str:
    return text[numeral.start : numeral.end]
