"""Names of states that are also other words (수단 'means', 인도 'pavement', 조지아 'the US state').

Each has a row in ``data/country_risks.csv``: strings beside it (blanks count) and words of its sentence
that speak for or against the country, and what to believe without them: ``plain`` (it is, only the strings
of the row speak against it), ``yes`` (it is, unless it looks like a brand or a person), ``brand`` (the same,
and before another noun it needs a word of states), ``cue`` (it needs one anyway), ``kiwi`` (the analyser
decides), ``no`` (it is not). Only ``kiwi`` rows are ever a doubt.
"""

from __future__ import annotations

import enum
import functools
import re
from bisect import bisect_left

from extractors.countries.names import Name, lookup, places, proof
from extractors.countries.risks import Risk, risks
from extractors.countries.twins import around
from extractors.countries.words import either, pattern
from extractors.morphemes import Morpheme
from extractors.reading import Reading

#: Characters before a name at which a morpheme that covers it may begin.
_LONGEST_MORPHEME = 20
#: Characters of the sentences around a name that may speak for it.
_NEAR = 200


class Verdict(enum.Enum):
    """What a text says of a name. NO_CUE: nothing for it, nothing against it; DOUBT: its morphemes decide."""

    YES = enum.auto()
    NO = enum.auto()
    NO_CUE = enum.auto()
    DOUBT = enum.auto()


# What may be written together with the name until the word ends: "수단에서는", "오만산", "말리정부"
_WORD_ENDS = re.compile(rf"(?:{either('tail')}{{1,4}})?(?![가-힣])")
# "몽골풍의", "베냉식 요리": after the manner of
_STYLE = re.compile(rf"{either('style')}(?:의|으로|이|은|을|인)?(?![가-힣])")
# "베냉산 목재라는 상품명은", "칠레라는 카페"
_NAMED = re.compile(rf"[가-힣]{{0,4}} ?[가-힣]{{0,6}}(?:이)?라는 {either('called')}")
# "배우 시리아", "리조트 팔라우", "이름이 모나코": a person, a firm, a work
_BEFORE_BRAND = re.compile(rf"{either('brand_before')} $")
# "모나코 만년필", "조지아 겨울 신상품"
_AFTER_BRAND = re.compile(
    rf" ?(?:(?:[가-힣]{{1,5}} )?{either('shop')}|{either('brand_after')}"
    r"(?:들|이?라는|에서|으로|[은는이가을를의에도와과로인])?(?![가-힣]))"
)
# "차드 윌슨 교수", "시리아 씨", "베냉 리 씨가"
_PERSON = re.compile(
    rf"(?: [가-힣]{{1,5}})? ?{either('person_title')}(?:[은는이가을를의와과도에,]|에게|$|[ .])"
)
# "말리 정부", "레바논 남부"
_STATE_AFTER = re.compile(rf" ?{either('state_after')}")
# "가봉 환경산림장관", "오만 교통통신부": an office of the state
_OFFICE = re.compile(
    r" [가-힣·]{2,10}(?:장관|차관|부|청장|대사|총재|국장)(?=[은는이가을를와과의에도]|[ ,.(「]|$)"
)
# "모나코 정장 매장", "시리아 새 앨범": before another noun it may be a brand or a person
_NOUN_AFTER = re.compile(r" [가-힣A-Za-z]")
# "한-오만 장관회의", "미·이란 협상", "주인니 대사관" (not 전주요르단)
_WITH_STATE = re.compile(r"(?:^|[^가-힣A-Za-z0-9])(?:[한미중일러북영] ?[-·/]|주)$")
# "오만으로 출국했다", "인도를 국빈 방문", "수단에서 귀국": journeys
_JOURNEY = re.compile(
    r"(?:으로|로) (?:출국|떠나|떠났|파병|파견)|에 (?:입국|파병|파견|주재)|에서 (?:귀국|입국|철수|온 )"
    r"|에서 (?:[가-힣]{1,6}[이가을를] )?(?:열린|열렸|열리|열었|개최|쿠데타|정상회|총회|포럼)"
    r"|[을를] (?:차례로 )?(?:순방|방문|국빈|공식 방문)"
)
# "요르단에 0-2로 졌다", "수단과 예선에서 맞붙는다": a match
_GAME = re.compile(
    r"(?:을|를|과|와|에|에게)(?: [가-힣]{1,8}){0,2} "
    r"(?:\d{1,2}[-대]\d{1,2}|맞붙|맞대결|비겼|비긴|격파|제압|상대로)"
)
# "가장 어려운 나라는 수단이다", "눈에 띄는 곳은 가나였다"
_ANSWER = re.compile(
    r"(?:나라|국가|[대상순방협력수원파견개최문]{1,2}국|행선지|목적지|[조고모]국|국적)[은는이가] $|곳은 $"
)
# "오만|이다", "수단|이었으며": the name is what is told
_COPULA = re.compile(r"(?:이었|였|이다|다|이며|이고)(?![가-힣]{3})")
# "대인도 투자", "친이란 민병대", "탈이란 정책"
_TOWARD = re.compile(r"(?:^|[^가-힣A-Za-z0-9])[대친반탈對]$")
_STANCE = re.compile(rf" ?(?:{either('toward_noun')}|{either('leaning')})")
# "말리와 니제르", "차드, 수단", "가나·케냐": another country beside it in a list
# … and with a figure between them: "인도 6명, 수단 1명", "가나(12.5%), 케냐(3.1%)"
_FIGURE = r"(?: ?\(?\d[\d.,]{0,9} ?[가-힣%]{0,3}\)?)?"
_AFTER_LIST = re.compile(rf"{_FIGURE}(?:,|·|와|과|및|-|/| 및| 또는|이나|나) ?([가-힣]{{2,8}})")
_BEFORE_LIST = re.compile(rf"([가-힣]{{2,8}}){_FIGURE}(?:,|·|와|과|및|-|/| 및|이나) ?$")
# " - 피지 : 해안침식 대응사업", "○ 가나: 3건": the head of a line
_HEAD_OF_LINE = re.compile(r"(?:^|\n)[ \t]{0,4}[-○ㅇ□·*▲▴△①-⑮◦•]? ?$")
_COLON = re.compile(r" ?:")
#: Heads of lines that are things as often: "- 수단 : 무인기", "- 인도 : 보도블록".
_NO_HEADS = frozenset({"수단", "인도", "조선", "타이", "그리스", "부탄", "솔로몬", "아이티"})
# What may stand behind a word of one syllable against the country: "오만 원을"; not "오만 원정", "오만 대사"
_ONE_ENDS = re.compile(
    r"(?:[은는이가을를의에도와과로만씩당권대짜여]|으로|에서|이상|이하|정도|가량|안팎|쯤)?(?![가-힣])"
)


def settle(reading: Reading, name: Name, start: int, end: int) -> Verdict:
    """Whether a homograph at [start, end) is the country."""
    text, risk = reading.text, risks()[name.surface]
    if _WITH_STATE.search(text, max(0, start - 4), start) and _WORD_ENDS.match(text, end):
        return Verdict.YES
    if _TOWARD.search(text, max(0, start - 2), start) and _STANCE.match(text, end):
        return Verdict.YES
    if _ANSWER.search(text, max(0, start - 8), start) and _COPULA.match(text, end):
        return Verdict.YES
    if _refused(text, risk, start, end):
        return Verdict.NO
    if _supported(text, risk, name, start, end):
        return Verdict.YES
    low, high = around(reading, start)
    verdict = _by_sentence(text[low:high], name, _NOUN_AFTER.match(text, end) is not None)
    if verdict is Verdict.NO_CUE and risk.default == "brand" and _by_neighbours(text, name, start):
        return Verdict.YES
    return verdict


def plain(text: str, end: int) -> Verdict:
    """Whether a name without a row of its own is the country here: not where it is somebody's brand."""
    return Verdict.NO if _NAMED.match(text, end) else Verdict.YES


def by_morphemes(reading: Reading, start: int, end: int) -> bool:
    """What the analyser says of [start, end): exactly one proper noun, not a common noun, verb or ending."""
    several = reading.morphemes_at(start)
    first = bisect_left(several, start - _LONGEST_MORPHEME, key=lambda morpheme: morpheme.start)
    inside: list[Morpheme] = []
    for place in range(first, len(several)):  # by index: a slice would copy the rest of a long sentence
        if several[place].start >= end:
            break
        if start < several[place].end:
            inside.append(several[place])
    return len(inside) == 1 and inside[0].tag == "NNP" and (inside[0].start, inside[0].end) == (start, end)


def _refused(text: str, risk: Risk, start: int, end: int) -> bool:
    if text.endswith(risk.before_no, 0, start) or _speaks_against(text, risk, end):
        return True
    if _NAMED.match(text, end):
        return True
    if risk.default == "plain" or text.startswith(risk.long_yes, end):
        return False
    if not (_WORD_ENDS.match(text, end) or _STATE_AFTER.match(text, end)) or _STYLE.match(text, end):
        return True
    window = text[max(0, start - 14) : start]
    return bool(_BEFORE_BRAND.search(window) or _AFTER_BRAND.match(text, end) or _PERSON.match(text, end))


def _speaks_against(text: str, risk: Risk, end: int) -> bool:
    return text.startswith(risk.after_no, end) and any(
        text.startswith(word, end) and (len(word) > 2 or _may_stand(text, word, end))
        for word in risk.after_no
    )


def _may_stand(text: str, word: str, end: int) -> bool:
    """Whether a word of one syllable behind a blank ends where it should (오만 원, not 오만 원정)."""
    return not word.startswith(" ") or _ONE_ENDS.match(text, end + len(word)) is not None


@functools.cache
def _towns(code: str) -> tuple[str, ...]:
    """``레바논 트리폴리``: a city right behind its state, ordinary word or not."""
    return tuple(f" {place}" for place in places(code) if len(place) > 2)


def _supported(text: str, risk: Risk, name: Name, start: int, end: int) -> bool:
    if text.startswith(risk.after_yes, end) or text.endswith(risk.before_yes, 0, start):
        return True
    if _JOURNEY.match(text, end) or _GAME.match(text, end) or text.startswith(_towns(name.code), end):
        return True
    return bool(_STATE_AFTER.match(text, end) or _OFFICE.match(text, end)) or _listed(text, start, end)


@functools.lru_cache(maxsize=1024)
def _by_sentence(sentence: str, name: Name, before_noun: bool) -> Verdict:
    """What the words of the sentence say; remembered, because a sentence may name a country many times."""
    risk = risks()[name.surface]
    near = sentence.replace(name.surface, " ")
    if any(word in near for word in risk.near_no):
        return Verdict.NO
    if _has_proof(near, name) or any(word in sentence for word in risk.near_yes if name.surface in word):
        return Verdict.YES
    if risk.default == "cue" or (risk.default == "brand" and before_noun):
        found = pattern("state_near").search(near) or _safe_names().search(near)
        return Verdict.YES if found else Verdict.NO_CUE
    if risk.default == "kiwi":
        return Verdict.DOUBT
    return Verdict.NO if risk.default == "no" else Verdict.YES


def _has_proof(near: str, name: Name) -> bool:
    return any(word in near for word in (*risks()[name.surface].near_yes, *proof(name.code)))


def _by_neighbours(text: str, name: Name, start: int) -> bool:
    """What the sentences around say where that of the name is silent: ``시리아 화학무기. … 다마스쿠스``."""
    block = start - start % _NEAR
    return _speaks_of(text[max(0, block - _NEAR) : block + 2 * _NEAR], name)


@functools.lru_cache(maxsize=1024)
def _speaks_of(near: str, name: Name) -> bool:
    near = near.replace(name.surface, " ")
    return _has_proof(near, name) or _safe_names().search(near) is not None


@functools.cache
def _safe_names() -> re.Pattern[str]:
    """Full names of foreign states that are no other words."""
    surfaces = (name for name in lookup() if len(name) > 2 and name not in risks() and "한" not in name[:2])
    return re.compile("|".join(map(re.escape, sorted(surfaces, key=len, reverse=True))))


def _listed(text: str, start: int, end: int) -> bool:
    if (
        _COLON.match(text, end)
        and text[start:end] not in _NO_HEADS
        and _HEAD_OF_LINE.search(text, max(0, start - 8), start)
    ):
        return True
    after = _AFTER_LIST.match(text, end)
    if after and any(_is_safe(after.group(1)[:length]) for length in range(2, 9)):
        return True
    before = _BEFORE_LIST.search(text, max(0, start - 24), start)
    if not before:
        return False
    word = before.group(1).removesuffix("과").removesuffix("와")
    return any(_is_safe(word[-length:]) for length in range(2, 9))


def _is_safe(word: str) -> bool:
    return word in lookup() and word not in risks()
