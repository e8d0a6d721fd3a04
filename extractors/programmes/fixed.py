"""Fixed names without marks, told by their first words: 제2차 숲길 기본계획, 2030 국가 수소 전략, 국가 …"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.mention import Programme
from extractors.programmes import names, words
from extractors.programmes.marked import programme
from extractors.reading import Reading

_PLAN, _EVENT = words.one_of("plan"), words.one_of("event")
_END_OF_PLAN = re.compile(rf"(?:{_PLAN}|계획|전략|대책|방안|구상|비전){words.AFTER}")
_END_OF_STRATEGY = re.compile(rf"(?:{_PLAN}|전략|행동계획|실행계획|비전){words.AFTER}")
_END_OF_DATED = re.compile(rf"(?:{_PLAN}){words.AFTER}")
_END_OF_YEARLY = re.compile(rf"(?:{words.one_of('yearly')})(?: ?공고)?{words.AFTER}")
_END_OF_EVENT = re.compile(rf"(?:{_EVENT}){words.AFTER}")
# "제8회 전국 연날리기대회"; not "2026 대회"
_END_OF_NTH_EVENT = re.compile(rf"(?:{_EVENT}|{words.one_of('nth_event')}){words.AFTER}")
# "제5차 소비자 기본계획", "제3회 …", "2030 …", "2026년 …", "국가 …", "범정부 …"; not "국가 간 협력 전략",
# "제4차 산업혁명 대응 전략"; each begins with one of five letters, and the search goes from one to the next
_START = re.compile(
    r"[제2국범전](?<![가-힣A-Za-z0-9.'].)(?:"
    r"(?P<nth>(?<=제) ?\d{1,2}(?:[·~,-]\d{1,2})?차(?:\([^()\n]{1,20}\))? ?(?!산업혁명|세계대전))"
    r"|(?P<time>(?<=제) ?\d{1,3}(?:[·~,-]\d{1,3})?회 ?)"
    r"|(?P<year>(?<=2)0\d\d(?:[~-](?:20)?\d\d)? )"
    r"|(?P<dated>(?<=2)0\d\d년(?:도)? )"
    r"|(?P<state>(?:(?<=국)가|(?<=범)정부|(?<=전)국민)"
    r"(?! ?(?:는|가|의|와|를|간|별|경쟁력|차원|채무|재정운용)) ?)"
    r")(?=[가-힣A-Za-z\"(])"
)
_ENDS = {
    "nth": (_END_OF_PLAN, _END_OF_EVENT),
    "time": (_END_OF_NTH_EVENT,),
    "year": (_END_OF_STRATEGY, _END_OF_EVENT),
    "dated": (_END_OF_DATED, _END_OF_YEARLY, _END_OF_EVENT),
    "state": (_END_OF_STRATEGY,),
}
_WORDS = 8
_WORD = re.compile(r"[가-힣A-Za-z0-9·&+\-]{1,20}(?:\([^()\n]{1,12}\))?(?: |$)?")
# a word that ends what goes before: "예산을 ", "늘리는 ", "농가에 "; not 장애인, 외국인, 북한
_PARTICLED = re.compile(rf"(?:{words.one_of('particled')})\Z")
_KEPT = re.compile(rf"(?:{words.one_of('kept')})\Z")
# "제1차 위원회 간담회 계획", "2026 실적과 실행계획"
_NO_NAME = re.compile(r"위원회|협의회|간담회|회의|결과|실적|현황|(?<!정책)방향")


def fixed(reading: Reading) -> Iterator[Programme]:
    """The names that begin with a number, a year or 국가, in order; they may hold one another."""
    text = reading.text
    for start in _START.finditer(text):
        if (end := _walked(text, start)) is not None:
            yield programme(text, start.start(), end, "fixed")


def _walked(text: str, start: re.Match[str]) -> int | None:
    """Where the name ends: word by word up to one for a plan or an event."""
    at = start.end()
    for _ in range(_WORDS):
        word = _WORD.match(text, at)
        if word is None:
            return None
        for pattern in _ENDS[start.lastgroup or ""]:
            found = pattern.search(text, at, word.end() + 1)
            if found is not None and found.end() <= word.end():
                return found.end() if _is_name(text, start, found) else None
        bare = word[0].rstrip()
        if bare == word[0] or (_PARTICLED.search(bare) and not _KEPT.search(bare)):
            return None
        at = word.end()
    return None


def _is_name(text: str, start: re.Match[str], last: re.Match[str]) -> bool:
    begin, end = start.start(), last.end()
    if _NO_NAME.search(text, begin, end):
        return False
    # "국가 발전 전략" is no name, "국가 첨단바이오 전략" is one
    weak = start["state"] or (start["dated"] and not _END_OF_DATED.match(text, last.start()))
    if weak and not names.is_told_apart(text[start.end() : last.start()], alone=True):
        return False
    found = names.named(text, begin, end)
    return found is not None and found[1] == end
