"""Unquoted names that what follows vouches for: a date in brackets, a note's star, what is done with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.mention import Agency, Programme
from extractors.programmes import names, words
from extractors.programmes.leftward import left_of
from extractors.programmes.marked import programme
from extractors.reading import Reading

# "핵심자원 확보전략(19.3월)", "규제 혁파방안('26. 8. 24. 발표)"
_DATED = re.compile(
    r"(?:방안|대책|계획|전략|로드맵|지침)"
    r"(?=\((?:제정 |수립 |발표 )?'?(?:20)?\d{1,2}[.년] ?\d{0,2}[^()\n]{0,20}\))"
)
# "나사·못 국산화 대책의 후속으로", "숲길 확보 전략의 일환으로"
_FOLLOWED_UP = re.compile(r"(?:방안|대책|전략|종합계획)(?=의 (?:후속|일환))")
# "하천 안전 매뉴얼을 확정하여", "교섭 해석지침을 마련"
_GUIDE = re.compile(
    r"(?:매뉴얼|지침|가이드라인)(?=(?:을|를|이)? ?(?:확정|발표|마련|제정|배포|개정|공개|발간|고시))"
)
# "가축 질병 긴급행동지침에 따라"
_ACTION = re.compile(r"(?:긴급|표준)행동지침")
# "어린이 발명 프로그램*(Young …)", "* 어린이 발명 프로그램 : …"
_NOTED = re.compile(
    r"(?:프로그램|사업|제도|프로젝트|기금|구상)"
    r"(?=\*{1,3}(?:\(| |은|는|을|를|의|이|가|에)| ?\([A-Z][A-Za-z]+(?: ?: ?[A-Z]| [A-Za-z])[^()\n]{2,60}\))"
)
_NOTE = re.compile(r"(?:프로그램|사업|제도|프로젝트)(?= ?: )")
# "□ 긴급병상 확충 사업은 …": a line that says what it is
_DEFINED = re.compile(r"(?:프로그램|사업|프로젝트)(?=(?:은|는) )")
_HANGUL = re.compile(r"[가-힣]{2}")
_LINE_START = re.compile(r"(?:\A|\n)[ □○ㅇ◦*※·-]{0,6}\Z")
# "올봄에 수립한 말벌 피해 종합대책"
_ISSUED = re.compile(rf"(?:{words.one_of('issued')}){words.AFTER}")
_ISSUE = re.compile(r"(?:수립|발표|마련|확정|제정)(?:한|된|했던) \Z")
# "숲길혁신 2차 실행방안": the ordinal behind what it is about
_NTH_INSIDE = re.compile(
    r"(?<![가-힣A-Za-z0-9·])[가-힣·]{3,14} \d{1,2}차 "
    r"(?:실행방안|실행계획|종합계획|기본계획|종합대책|발전방안|시행계획)"
)
# "거점 2차 병원 지원사업" twice or more in a text
_RECURRING = re.compile(rf"(?:사업|제도|프로그램|프로젝트|종합대책){words.AFTER}")
# "청소년 정책제안 공모전에서 뽑힌", "기후산업 박람회"; not "주민 참여형 공모전인", "… 공모전으로 자리 잡았다"
_EVENT = re.compile(rf"(?:{words.one_of('unquoted_event')})(?!인|으로){words.AFTER}")


def vouched(reading: Reading, agencies: Sequence[Agency]) -> Iterator[Programme]:
    """The names that something behind them vouches for, in no order; they may overlap.

    agencies: a body before a name is no part of it.
    """
    text = reading.text
    bodies = frozenset(agency.end for agency in agencies)
    yield from _followed(text, bodies)
    yield from _preceded(text, bodies)
    yield from _recurring(text, bodies)
    for whole in _NTH_INSIDE.finditer(text) if "차 " in text else ():
        if not words.ends_before(whole[0].partition(" ")[0]):
            yield programme(text, whole.start(), whole.end(), "vouched")


def _followed(text: str, bodies: frozenset[int]) -> Iterator[Programme]:
    for last in _DATED.finditer(text):
        yield from _name(text, left_of(text, last.start(), bodies), last, alone=False)
    for pattern in (_GUIDE, _ACTION, _FOLLOWED_UP, _NOTED):
        for last in pattern.finditer(text):
            # "유엔 바다숲 신탁기금": a fund may begin with a body's name
            before = frozenset[int]() if last[0] == "기금" else bodies
            yield from _name(text, left_of(text, last.start(), before), last)
    for last in _EVENT.finditer(text):
        begin = left_of(text, last.start(), bodies)
        if text.count(" ", begin, last.end()) > 1:
            yield from _name(text, begin, last)


def _preceded(text: str, bodies: frozenset[int]) -> Iterator[Programme]:
    for last in _ISSUED.finditer(text):
        begin = left_of(text, last.start(), bodies)
        if _ISSUE.search(text, max(0, begin - 6), begin):
            yield from _name(text, begin, last)
    for pattern in (_NOTE, _DEFINED):
        for last in pattern.finditer(text):
            begin = left_of(text, last.start(), bodies)
            if _LINE_START.search(text, max(0, begin - 8), begin):
                yield from _name(text, begin, last)


def _recurring(text: str, bodies: frozenset[int]) -> Iterator[Programme]:
    """Names of three words or more that a text gives twice in the same words."""
    places: dict[str, list[tuple[int, re.Match[str]]]] = {}
    for last in _RECURRING.finditer(text):
        begin = left_of(text, last.start(), bodies)
        if text.count(" ", begin, last.end()) > 1 and _first_word(text, begin) not in words.plain():
            places.setdefault(text[begin : last.end()], []).append((begin, last))
    for same in places.values():
        if len(same) > 1:
            for begin, last in same:
                yield from _name(text, begin, last)


def _name(text: str, begin: int, last: re.Match[str], *, alone: bool = True) -> Iterator[Programme]:
    before = text[begin : last.start()]
    if " " not in text[begin : last.end()] or not _HANGUL.search(before):
        return
    found = names.named(text, begin, last.end())
    if found is not None and names.is_told_apart(before, alone=alone):
        yield programme(text, found[0], found[1], "vouched")


def _first_word(text: str, begin: int) -> str:
    return text[begin : begin + 24].partition(" ")[0]
