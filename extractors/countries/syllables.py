"""One-syllable names of states in a word of their own: ``미 재무부``, ``대미 수출``, ``방한``, ``美``."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from extractors.countries.edges import CLOSES, EDGE, is_free
from extractors.countries.names import Spot, proof, syllables
from extractors.countries.words import firsts, pattern, words
from extractors.reading import Reading

# "미 재무부", "일 정부", "미재무부"
_WITH_PLACES = "미중일러영독불호"
_MODIFIER = re.compile(
    r"([미중일러영독불호인태북])(?<![가-힣A-Za-z0-9一-鿿.].)"
    rf"(?:(?={firsts('modifier_fused')})"
    rf"|( )(?:(?<=[{_WITH_PLACES}] )(?=[가-힣A-Z])|(?<=미 )(?=\d)|(?={firsts('modifier_noun')})))"
)
#: Syllables that are also everyday words (회의 중, 할 일, 10인): a free place must stand before them.
_MIXED = frozenset("중일인태호불독영")
# "맡은 일", "하는 중", "필요한 인": the ending of a verb looks like a particle
_LIKE_VERB = re.compile(r"[은는을한인] ?$")
# "이 미 국회": 이미 torn apart; "법안이 미 상원을" is none
_BROKEN = re.compile(r"(?<![가-힣])[이그] $")
# "미 FDA", "미 캘리포니아주립대", "미 전략사령부"
_AMERICAN = re.compile(
    r"[A-Z]{2,6}(?![A-Za-z])|\d{1,3} ?(?:함대|공군|보병|기병|해병|공수|항모)"
    r"|[가-힣]{2,12}(?:무부|방부|주립대|위원회|사령부|연방)"
)
# 일정부분, 미대사전: the noun of a fused name goes on into another word
_GOES_ON = ("정부분", "대사전", "정부터")
_SURE_FUSED = frozenset(
    {"정부", "대사", "언론", "당국", "의회", "총리", "대선"}
)  # 일정부, 중대사: other words
# "미군 기지", "미측 대표", "일 측은"; "중 측정", "한 측면" are other words
_SIDE = re.compile(
    r"[미중일러한영]"
    + EDGE
    + r"(?:(?<=[미러])군|(?: ?)측(?![정량면백두근도우후]))"
    + r"(?=[은는이가을를의에과와도으 ,.)]|[가-힣]{2,6})"
)
# "미(美) 상무부", "대중(中) 수출": a syllable that its Chinese character explains
_EXPLAINED = re.compile(
    r"\((?<=[미중일한러북영독].)(?:(?<![가-힣A-Za-z0-9]..)|(?<=[대방주]..))([美中日韓露北英獨])\)"
)
# What follows it then: "미(美) 상무부", "한(韓)·일(日)"; not "일(日)은", "중(中)급"
_AS_STATE = re.compile(r" [가-힣A-Z]|[·,/-]|[측군산발]")
# "美 상무부", "對中 수출": a character beside no other, except those of states and of "toward, visit, post"
_HANJA = re.compile(r"[美韓日中北英獨佛露濠印泰](?<![一-鿿0-9].)(?<![0-9] .)(?![一-鿿])")
_COUNTED = re.compile(r" ?(?:평균|최대|최고|최저|처리|생산|거래|이용|단위|기준|1회|\d)")  # 日평균: a day
# "회의 中": the bound noun; "결의안을 넘기자 中 외교부": China
_AFTER_WORD = re.compile(r"[가-힣0-9)] ?$")
_VERB_BEFORE = re.compile(r"[자고며서데만] $")
_GLOSSED = ("중국(", "일본(", "북한(", "인도(", "영국(")


def doubts(text: str) -> Iterator[int]:
    """Offsets of syllables that only the word before settles: ``정부는 일 외무성에``, ``맡은 일 정부``."""
    yield from _doubted(text, _modifiers(text))


def _doubted(text: str, modifiers: Iterable[Spot]) -> Iterator[int]:
    for spot in modifiers:
        if text[spot.start] in _MIXED and _LIKE_VERB.search(text, max(0, spot.start - 2), spot.start):
            yield spot.start


def find(reading: Reading) -> Iterator[Spot]:
    """One-syllable names whose company settles them.

    ``doubts`` must have been announced and analysed, else KeyError.
    """
    text = reading.text
    modifiers = list(_modifiers(text))
    verbal = {offset for offset in _doubted(text, modifiers) if _follows_verb(reading, offset)}
    for spots in (modifiers, _sides(text), _explained(text), _signs(text)):
        yield from (spot for spot in spots if spot.start not in verbal)


def _follows_verb(reading: Reading, offset: int) -> bool:
    before = [morpheme for morpheme in reading.morphemes_at(offset) if morpheme.end <= offset]
    return bool(before) and before[-1].tag.startswith("E")


def _modifiers(text: str) -> Iterator[Spot]:
    for found in _MODIFIER.finditer(text):
        char, start = found.group(1), found.start()
        modifies = _before_noun if found.group(2) else _fused
        if not modifies(text, char, found.end()) or _BROKEN.search(text, max(0, start - 3), start):
            continue
        if char not in _MIXED or _is_free(text, start, found.end()):
            yield Spot(start, found.end(1), syllables()[char], "country.modifier")


def _is_free(text: str, start: int, end: int) -> bool:
    """Whether a syllable that is a word besides is the state: in a free place, or before its own body."""
    return bool(is_free(text, start) or pattern("modifier_sure").match(text, end))


def _fused(text: str, char: str, end: int) -> bool:
    noun = pattern("modifier_fused").match(text, end)
    if not noun or char not in "미중일러영" or text.startswith(_GOES_ON, end):
        return False
    return char not in "일중" or noun.group() not in _SURE_FUSED


def _before_noun(text: str, char: str, end: int) -> bool:
    if char == "북":
        return bool(pattern("modifier_noun", "KP").match(text, end))
    if text.startswith(_places(char), end):
        return True
    noun = pattern("modifier_noun").match(text, end)
    if noun and (len(noun.group()) > 2 or CLOSES.match(text, noun.end())):
        return True
    if pattern("modifier_latin").match(text, end):
        return True
    soft = pattern("modifier_soft").match(text, end)
    return char == "미" and bool((soft and CLOSES.match(text, soft.end())) or _AMERICAN.match(text, end))


@functools.cache
def _places(char: str) -> tuple[str, ...]:
    """Places of a state that its syllable may stand before: 미 텍사스, 일 도쿄, 미 하버드대."""
    if char not in _WITH_PLACES:
        return ()
    known = tuple(place for place in proof(syllables()[char]) if len(place) > 1)
    return known + (words("modifier_place", syllables()[char]) if char != "호" else ())


def _sides(text: str) -> Iterator[Spot]:
    for found in _SIDE.finditer(text):
        start = found.start()
        yield Spot(start, start + 1, syllables()[text[start]], "country.side")


def _explained(text: str) -> Iterator[Spot]:
    for found in _EXPLAINED.finditer(text):
        code, before = syllables()[found.group(1)], found.start() - 1
        joined = before > 0 and text[before - 1] in "·/-"
        if code == syllables()[text[before]] and (joined or _AS_STATE.match(text, found.end())):
            yield Spot(before, before + 1, code, "country.hanja")
            yield Spot(*found.span(1), code, "country.hanja")


def _signs(text: str) -> Iterator[Spot]:
    for found in _HANJA.finditer(text):
        char, start, end = found.group(), found.start(), found.end()
        if start > 1 and text[start - 1] == "(" and syllables().get(text[start - 2]) == syllables()[char]:
            continue  # "미(美)의 기준": with its syllable, by _explained, or not at all
        if char not in "中日北印英" or _is_state(text, char, start, end):
            yield Spot(start, end, syllables()[char], "country.hanja")


def _is_state(text: str, char: str, start: int, end: int) -> bool:
    before = text[max(0, start - 3) : start]
    if before.endswith("("):  # "중국(中)" is a gloss; "25일(日)" is a Sunday
        return before.endswith(_GLOSSED)
    if char == "日" and _COUNTED.match(text, end):
        return False
    if char == "中" and _AFTER_WORD.search(before) and not is_free(text, start):
        return _VERB_BEFORE.search(before) is not None and bool(pattern("modifier_noun").match(text, end + 1))
    return bool(re.match(r" ?[가-힣A-Z'\"]|[·,\-/]", text[end : end + 2]))
