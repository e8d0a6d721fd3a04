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
from collections.abc import Mapping
from dataclasses import dataclass

from extractors.countries.names import Name, lookup, places, proof
from extractors.countries.twins import around
from extractors.countries.words import either, pattern
from extractors.lexicon import LexiconError, items, table
from extractors.reading import Reading

#: Characters of the sentences around a name that may speak for it.
_NEAR = 200
_DEFAULTS = frozenset({"plain", "yes", "brand", "cue", "kiwi", "no"})


class _Verdict(enum.Enum):
    """What a sentence says of a homograph; NO_CUE: nothing for it, nothing against it."""

    YES = enum.auto()
    NO = enum.auto()
    NO_CUE = enum.auto()
    DOUBT = enum.auto()


@dataclass(frozen=True, slots=True)
class Risk:
    """Cues of one homograph: strings right before and after it (blanks count), words of its sentence.

    long_yes: the strings of after_yes that need no end of the word behind them (이란혁명수비대).
    """

    default: str
    before_no: tuple[str, ...]
    after_no: tuple[str, ...]
    before_yes: tuple[str, ...]
    after_yes: tuple[str, ...]
    near_yes: tuple[str, ...]
    near_no: tuple[str, ...]
    long_yes: tuple[str, ...]


@functools.cache
def risks() -> Mapping[str, Risk]:
    """Homographs by spelling. Raises LexiconError for an unknown default or a spelling that is no name."""
    columns = ("before_no", "after_no", "before_yes", "after_yes", "near_yes", "near_no")
    found: dict[str, Risk] = {}
    for line, row in enumerate(table("country_risks", "surface", "default", *columns), 2):
        if row["default"] not in _DEFAULTS or row["surface"] not in lookup():
            raise LexiconError(f"country_risks.csv:{line}: no name or no default: {row['surface']!r}")
        after_yes = items(row["after_yes"])
        found[row["surface"]] = Risk(
            default=row["default"],
            before_no=items(row["before_no"]),
            after_no=items(row["after_no"]),
            before_yes=items(row["before_yes"]),
            after_yes=after_yes,
            near_yes=items(row["near_yes"]),
            near_no=items(row["near_no"]),
            long_yes=tuple(word for word in after_yes if len(word) > 2),
        )
    return found


@functools.cache
def doubtful() -> tuple[str, ...]:
    """Spellings that only their morphemes can settle where no cue does."""
    return tuple(surface for surface, risk in risks().items() if risk.default == "kiwi")


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
# "대인도 투자", "친이란 민병대", "탈이란 정책"
_TOWARD = re.compile(r"(?:^|[^가-힣A-Za-z0-9])[대친반탈對]$")
_STANCE = re.compile(rf" ?(?:{either('toward_noun')}|{either('leaning')})")
# "말리와 니제르", "차드, 수단", "가나·케냐": another country beside it in a list
_AFTER_LIST = re.compile(r"(?:,|·|와|과|및|-| 및| 또는|이나|나) ?([가-힣]{2,8})")
_BEFORE_LIST = re.compile(r"([가-힣]{2,8})(?:,|·|와|과|및|-| 및|이나) ?$")


def settle(reading: Reading, name: Name, start: int, end: int) -> bool | None:
    """Whether a homograph at [start, end) is the country; None where only its morphemes can tell."""
    text, risk = reading.text, risks()[name.surface]
    if _WITH_STATE.search(text, max(0, start - 4), start) and _WORD_ENDS.match(text, end):
        return True
    if _TOWARD.search(text, max(0, start - 2), start) and _STANCE.match(text, end):
        return True
    if _refused(text, risk, start, end):
        return False
    if _supported(text, risk, name, start, end):
        return True
    low, high = around(reading, start)
    verdict = _by_sentence(text[low:high], name, _NOUN_AFTER.match(text, end) is not None)
    if verdict is _Verdict.NO_CUE:
        return risk.default == "brand" and _by_neighbours(text, name, start)
    return None if verdict is _Verdict.DOUBT else verdict is _Verdict.YES


def plain(text: str, end: int) -> bool:
    """Whether a name without a row of its own is the country here: not where it is somebody's brand."""
    return not _NAMED.match(text, end)


def by_morphemes(reading: Reading, start: int, end: int) -> bool:
    """What the analyser says of [start, end): exactly one proper noun, not a common noun, verb or ending."""
    inside = [m for m in reading.morphemes_at(start) if m.start < end and start < m.end]
    return len(inside) == 1 and inside[0].tag == "NNP" and (inside[0].start, inside[0].end) == (start, end)


def _refused(text: str, risk: Risk, start: int, end: int) -> bool:
    if text.startswith(risk.after_no, end) or text.endswith(risk.before_no, 0, start):
        return True
    if _NAMED.match(text, end):
        return True
    if risk.default == "plain" or text.startswith(risk.long_yes, end):
        return False
    if not (_WORD_ENDS.match(text, end) or _STATE_AFTER.match(text, end)) or _STYLE.match(text, end):
        return True
    window = text[max(0, start - 14) : start]
    return bool(_BEFORE_BRAND.search(window) or _AFTER_BRAND.match(text, end) or _PERSON.match(text, end))


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
def _by_sentence(sentence: str, name: Name, before_noun: bool) -> _Verdict:
    """What the words of the sentence say; remembered, because a sentence may name a country many times."""
    risk = risks()[name.surface]
    near = sentence.replace(name.surface, " ")
    if any(word in near for word in risk.near_no):
        return _Verdict.NO
    if _has_proof(near, name) or any(word in sentence for word in risk.near_yes if name.surface in word):
        return _Verdict.YES
    if risk.default == "cue" or (risk.default == "brand" and before_noun):
        found = pattern("state_near").search(near) or _safe_names().search(near)
        return _Verdict.YES if found else _Verdict.NO_CUE
    if risk.default == "kiwi":
        return _Verdict.DOUBT
    return _Verdict.NO if risk.default == "no" else _Verdict.YES


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
    after = _AFTER_LIST.match(text, end)
    if after and any(_is_safe(after.group(1)[:length]) for length in range(2, 9)):
        return True
    before = _BEFORE_LIST.search(text, max(0, start - 12), start)
    if not before:
        return False
    word = before.group(1).removesuffix("과").removesuffix("와")
    return any(_is_safe(word[-length:]) for length in range(2, 9))


def _is_safe(word: str) -> bool:
    return word in lookup() and word not in risks()
