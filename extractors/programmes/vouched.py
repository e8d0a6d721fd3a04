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
# "하천 안전 매뉴얼을 확정하여", "교섭 해석지침을 마련"
_GUIDE = re.compile(
    r"(?:매뉴얼|지침|가이드라인)(?=(?:을|를|이)? ?(?:확정|발표|마련|제정|배포|개정|공개|발간|고시))"
)
# "가축 질병 긴급행동지침에 따라"
_ACTION = re.compile(r"(?:긴급|표준)행동지침")
# "어린이 발명 프로그램*(Young …)", "* 어린이 발명 프로그램 : …"
_NOTED = re.compile(
    r"(?:프로그램|사업|제도|프로젝트)"
    r"(?=\*{1,3}(?:\(| |은|는|을|를|의|이|가|에)| ?\([A-Z][A-Za-z]{2}[^()\n]{2,60}\))"
)
_NOTE = re.compile(r"(?:프로그램|사업|제도|프로젝트)(?= ?: )")
# "□ 긴급병상 확충 사업은 …": a line that says what it is
_DEFINED = re.compile(r"(?:프로그램|사업|프로젝트)(?=(?:은|는) )")
_LINE_START = re.compile(r"(?:\A|\n)[ □○ㅇ◦*※·-]{0,6}\Z")
# "청소년 정책제안 공모전에서 뽑힌", "기후산업 박람회"
_EVENT = re.compile(
    rf"(?:{words.one_of('unquoted_event')})(?=에서|에|을|를|은|는|이|가|의|과|와| |[,.(:\n]|$)"
)


def vouched(reading: Reading, agencies: Sequence[Agency]) -> Iterator[Programme]:
    """The names that something behind them vouches for, in no order; they may overlap.

    agencies: a body before a name is no part of it.
    """
    text = reading.text
    bodies = frozenset(agency.end for agency in agencies)
    for last in _DATED.finditer(text):
        yield from _name(text, left_of(text, last.start(), bodies), last, alone=False)
    for pattern in (_GUIDE, _ACTION, _NOTED):
        for last in pattern.finditer(text):
            yield from _name(text, left_of(text, last.start(), bodies), last)
    for last in _EVENT.finditer(text):
        begin = left_of(text, last.start(), bodies)
        if text.count(" ", begin, last.end()) > 1:
            yield from _name(text, begin, last)
    for pattern in (_NOTE, _DEFINED):
        for last in pattern.finditer(text):
            begin = left_of(text, last.start(), bodies)
            if _LINE_START.search(text, max(0, begin - 8), begin):
                yield from _name(text, begin, last)


def _name(text: str, begin: int, last: re.Match[str], *, alone: bool = True) -> Iterator[Programme]:
    told = names.is_told_apart(text[begin : last.start()], alone=alone)
    if told and " " in text[begin : last.end()] and names.named(text, begin, last.end()):
        yield programme(text, begin, last.end(), "vouched")
